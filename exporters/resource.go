package exporters

import (
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// A resource is a pool as infrastructure code describes it: one object with the
// effective MFA mode and the factors of the second call, and the other
// resources that the pool needs.
type resource struct {
	gapList
	pool    *model.Pool // what the resource expresses; shares values with the given pool
	factors []string    // the MFA factors, as CloudFormation names them
	lambdas []lambda    // the functions that Cognito must be allowed to invoke
	role    *smsRole    // the role to create, or nil
	inputs  []input     // the ARNs to turn into variables
	advice  []string    // what the user must do outside the tool, line by line
}

// newResource merges both calls of a pool. It changes copies.
func newResource(p *model.Pool, o Options) *resource {
	r := &resource{advice: sesAdvice(p)}
	if o.LambdaPermissions {
		r.lambdas = lambdasOf(p)
	}
	if o.Variables {
		r.inputs = inputsOf(p)
	}
	if o.SmsRole && NeedsSmsRole(p) {
		p = WithSmsRole(p)
		r.role = roleOf(p)
	}
	r.pool = &model.Pool{CreateUserPool: p.CreateUserPool}
	if p.CreateUserPool.MfaConfiguration != nil || p.SetUserPoolMfaConfig.MfaConfiguration != nil {
		r.pool.CreateUserPool.MfaConfiguration = new(p.MfaMode())
	}
	if calls := p.Calls(); len(calls) > 1 {
		r.pool.SetUserPoolMfaConfig = *calls[1].Request.(*model.SetUserPoolMfaConfig)
		r.pool.SetUserPoolMfaConfig.MfaConfiguration = nil
	}
	r.factors = factorsOf(p)
	r.settleEums("CreateUserPool.SmsConfiguration", &r.pool.CreateUserPool.SmsConfiguration)
	if sms := r.pool.SetUserPoolMfaConfig.SmsMfaConfiguration; sms != nil {
		sms = new(*sms)
		r.pool.SetUserPoolMfaConfig.SmsMfaConfiguration = sms
		path := smsFactor + ".SmsConfiguration"
		if p.SetUserPoolMfaConfig.SmsMfaConfiguration == nil || p.SetUserPoolMfaConfig.SmsMfaConfiguration.SmsConfiguration == nil {
			path = "" // a copy of the pool's own
		}
		r.settleEums(path, &sms.SmsConfiguration)
	}
	r.settleSms()
	return r
}

// factorsOf are the second factors that the pool ends with.
func factorsOf(p *model.Pool) []string {
	if p.MfaMode() == model.Off {
		return nil
	}
	calls := p.Calls()
	if len(calls) == 1 {
		return []string{"SMS_MFA"} // the only one that needs no second call
	}
	factors := []string{}
	mfa := calls[1].Request.(*model.SetUserPoolMfaConfig)
	if totp := mfa.SoftwareTokenMfaConfiguration; totp != nil && totp.Enabled != nil && *totp.Enabled {
		factors = append(factors, "SOFTWARE_TOKEN_MFA")
	}
	if mfa.SmsMfaConfiguration != nil {
		factors = append(factors, "SMS_MFA")
	}
	if mfa.EmailMfaConfiguration != nil {
		factors = append(factors, "EMAIL_OTP")
	}
	return factors
}

// settleEums takes AWS End User Messaging out of SMS settings: infrastructure
// code has no name for it. Where nothing else sends, the settings go as a
// whole, because the tools require a role for Amazon SNS. An empty path reports
// nothing.
func (r *resource) settleEums(path string, settings **model.SmsConfiguration) {
	sms := *settings
	if sms == nil || sms.EumsSms == nil {
		return
	}
	rest := new(*sms)
	rest.EumsSms = nil
	missing := &model.Pool{CreateUserPool: model.CreateUserPool{SmsConfiguration: &model.SmsConfiguration{EumsSms: sms.EumsSms}}}
	why := "the resource has no name for it"
	if *settings = rest; sms.SnsCallerArn == nil {
		*settings = nil
		missing.CreateUserPool.SmsConfiguration = sms
		why += ", and Cognito rejects what needs SMS without it: make such a pool with `poolsmith export -f cli`"
	}
	if path == "" {
		return
	}
	for leaf := range missing.Leaves() {
		r.miss(path+strings.TrimPrefix(leaf.Path(), "CreateUserPool.SmsConfiguration"), leaf.Value(), why)
	}
}

const smsFactor = "SetUserPoolMfaConfig.SmsMfaConfiguration"

// settleSms merges the SMS factor into the pool's own SMS settings, because the
// resource has only those.
func (r *resource) settleSms() {
	create, sms := &r.pool.CreateUserPool, r.pool.SetUserPoolMfaConfig.SmsMfaConfiguration
	if sms == nil {
		return
	}
	r.pool.SetUserPoolMfaConfig.SmsMfaConfiguration = nil
	if create.SmsConfiguration == nil {
		create.SmsConfiguration = sms.SmsConfiguration
	}
	if create.SmsAuthenticationMessage == nil {
		create.SmsAuthenticationMessage = sms.SmsAuthenticationMessage
	}
	factor := &model.Pool{SetUserPoolMfaConfig: model.SetUserPoolMfaConfig{SmsMfaConfiguration: sms}}
	for leaf := range factor.Leaves() {
		value := leaf.Value()
		if value == nil {
			continue
		}
		own, _ := r.pool.Get("CreateUserPool" + strings.TrimPrefix(leaf.Path(), smsFactor))
		if own != value {
			r.miss(leaf.Path(), value, "the resource has one SMS role and one SMS text, and they have different values")
		}
	}
}

// A reference is a value that another part of the file defines.
type reference struct {
	kind referenceKind
	name string // of the input or of the pool
}

type referenceKind int

const (
	toInput   referenceKind = iota
	toPool                  // the pool's ARN
	toRole                  // the role's ARN
	toAccount               // the account's number
)

// value is the value of a leaf, or a reference to it.
func (r *resource) value(l model.Leaf) any {
	if r.role != nil && l.Path() == smsRolePath {
		return reference{kind: toRole}
	}
	if arn, ok := l.Value().(string); ok && l.Setting.Kind == model.ARN {
		return r.arn(arn)
	}
	return l.Value()
}

// arn is an ARN or a reference to its variable.
func (r *resource) arn(arn string) any {
	for _, in := range r.inputs {
		if in.value == arn {
			return reference{toInput, in.name}
		}
	}
	return arn
}

// header is the comment at the top of a file.
func (r *resource) header(format, tool string) []string {
	lines := append([]string{remake(format)}, r.comment(tool)...)
	return append(lines, r.advice...)
}
