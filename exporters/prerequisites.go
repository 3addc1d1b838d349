package exporters

import (
	"fmt"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// Pools need resources that no request contains: a permission on each function,
// a role for SMS, a policy on the SES identity that email is sent from.

// invokeAction is what the permission on a function allows.
const invokeAction = "lambda:InvokeFunction"

// A lambda is a function that Cognito invokes, once, however many triggers name it.
type lambda struct {
	arn             string
	name, qualifier string // MyFunction; a version or alias, or empty
	label           string // my_function, different for each of a pool's functions
}

// plain is the ARN without the qualifier.
func (f lambda) plain() string {
	if f.qualifier == "" {
		return f.arn
	}
	return strings.TrimSuffix(f.arn, ":"+f.qualifier)
}

// lambdasOf lists the functions that the triggers name, without those that the pool
// is allowed to invoke already.
func lambdasOf(p *model.Pool, allowed []string) []lambda {
	var functions []lambda
	labels := names{}
	for _, arn := range p.Functions() {
		if slices.Contains(allowed, arn) {
			continue
		}
		_, rest, _ := strings.Cut(arn, ":function:")
		name, qualifier, _ := strings.Cut(rest, ":")
		f := lambda{arn: arn, name: name, qualifier: qualifier}
		f.label = labels.take(identifier(snake(strings.TrimSuffix(name+"_"+qualifier, "_")), "function"))
		functions = append(functions, f)
	}
	return functions
}

func isARN(s *model.Setting, value string) bool {
	if s.Kind != model.ARN {
		return false
	}
	message, _ := s.CheckValue(value)
	return message == ""
}

// names makes names unique within a file.
type names map[string]bool

func (n names) take(name string) string { return n.takeNumbered(name, "_") }

// takeNumbered returns the name, or if it is taken one with a number after the
// separator.
func (n names) takeNumbered(name, separator string) string {
	free := name
	for i := 2; n[free]; i++ {
		free = fmt.Sprintf("%s%s%d", name, separator, i)
	}
	n[free] = true
	return free
}

// An input is an ARN or a secret that is a variable of the infrastructure code.
type input struct {
	name        string // pre_sign_up_arn
	value       string // as the draft has it; never written for a secret
	description string
	secret      bool
}

// secretInputs lists the secrets of a pool. A secret is named after the environment
// variable that the draft names, with a word that no language reserves. The names
// differ from those of the other inputs in more than capitals and underscores.
func secretInputs(p *model.Pool, others []input) []input {
	var inputs []input
	used := names{}
	for _, in := range others {
		used[pascal(in.name)] = true
	}
	for path, value := range secretsOf(p) {
		value = wholeText(value)
		isKnown := slices.ContainsFunc(inputs, func(in input) bool { return in.value == value })
		if s := model.Lookup(path); isKnown || s.Terraform == "" && s.CloudFormation == "" {
			continue
		}
		variable, _ := model.SecretVariable(value)
		name := identifier(variable, "secret")
		if !strings.Contains(name, "secret") && !strings.Contains(name, "key") {
			name += "_secret"
		}
		free := name
		for i := 2; used[pascal(free)]; i++ {
			free = fmt.Sprintf("%s_%d", name, i)
		}
		used[pascal(free)] = true
		inputs = append(inputs, input{free, value, "Secret used by " + path, true})
	}
	return inputs
}

// inputsOf lists the different ARNs of a pool. An ARN that one setting uses is
// named after the setting, one that several use after its resource.
func inputsOf(p *model.Pool) []input {
	var order []string
	settings := map[string][]*model.Setting{}
	for leaf := range p.Leaves() {
		arn, ok := leaf.Value().(string)
		if !ok || !isARN(leaf.Setting, arn) {
			continue
		}
		if settings[arn] == nil {
			order = append(order, arn)
		}
		settings[arn] = append(settings[arn], leaf.Setting)
	}
	var inputs []input
	free := names{}
	for _, arn := range order {
		inputs = append(inputs, newInput(arn, settings[arn], free))
	}
	return inputs
}

func newInput(arn string, settings []*model.Setting, free names) input {
	var paths []string
	for _, s := range settings {
		_, path, _ := strings.Cut(s.Path, ".")
		paths = append(paths, path)
	}
	name := inputName(settings[0])
	if len(settings) > 1 {
		name = arn[strings.LastIndexAny(arn, ":/")+1:]
		if _, function, found := strings.Cut(arn, ":function:"); found {
			name = function
		}
	}
	name = strings.TrimSuffix(identifier(snake(name), "arn"), "_arn") + "_arn"
	return input{free.take(name), arn, "ARN used by " + strings.Join(paths, ", "), false}
}

func inputName(s *model.Setting) string {
	switch s.Name() {
	case "LambdaArn":
		parts := strings.Split(s.Path, ".")
		return parts[len(parts)-2]
	case "SourceArn":
		return "EmailSource"
	case "SnsCallerArn", "CallerArn":
		return "SmsRole"
	case "KMSKeyID":
		return "SenderKey"
	default:
		return s.Name()
	}
}

const smsRolePath = "CreateUserPool.SmsConfiguration.SnsCallerArn"

// roleMakers are the formats that can create the role for SMS.
var roleMakers = []string{"cli", "terraform", "cloudformation", "cdk", "pulumi"}

// NeedsSmsRole reports whether a pool has no role for SMS although Cognito
// requires one for its settings, or ignores some of them without one: codes by SMS as a factor or for sign-in,
// phone numbers to verify or to recover by, or SMS settings that lack only the
// role. Phone numbers as usernames alone need none, because something other
// than Cognito can verify them.
func NeedsSmsRole(p *model.Pool) bool {
	if sms := p.SmsSettings(); sms != nil {
		return sms.SnsCallerArn == nil && sms.EumsSms == nil
	}
	create := &p.CreateUserPool
	if slices.Contains(p.SecondFactors(), model.SmsFactor) || slices.Contains(create.AutoVerifiedAttributes, "phone_number") {
		return true
	}
	if policies := create.Policies; policies != nil && policies.SignInPolicy != nil &&
		slices.Contains(policies.SignInPolicy.AllowedFirstAuthFactors, "SMS_OTP") {
		return true
	}
	recovery := create.AccountRecoverySetting
	return recovery != nil && slices.ContainsFunc(recovery.RecoveryMechanisms, func(m model.RecoveryMechanism) bool {
		return m.Name != nil && *m.Name == "verified_phone_number"
	})
}

// WithSmsRole returns a copy of p with a role for SMS if NeedsSmsRole reports
// true, otherwise p itself. The account in the role's ARN is a placeholder: the
// formats that create the role replace the whole ARN.
//
// The external id is derived from the pool's name, because the same pool must
// give the same file. It can be guessed, which is harmless: the role trusts
// Cognito on behalf of one account only.
func WithSmsRole(p *model.Pool) *model.Pool {
	if !NeedsSmsRole(p) {
		return p
	}
	p = p.Clone()
	sms := p.SmsSettings()
	if sms == nil {
		sms = &model.SmsConfiguration{}
	}
	name := roleName(p)
	sms.SnsCallerArn = new("arn:aws:iam::123456789012:role/" + name)
	if sms.ExternalId == nil {
		sms.ExternalId = &name
	}
	p.SetSmsSettings(sms)
	return p
}

// roleName is the role's name and external id: the pool's name and -sms, 64
// characters at most.
func roleName(p *model.Pool) string {
	name := strings.ReplaceAll(label(p.CreateUserPool.PoolName), "_", "-")
	return name[:min(len(name), 60)] + "-sms"
}

// smsRole is the role that Cognito assumes to send SMS.
type smsRole struct{ name, externalID string }

func roleOf(p *model.Pool) *smsRole {
	return &smsRole{roleName(p), *p.CreateUserPool.SmsConfiguration.ExternalId}
}

// policyName is the name of the inline policy. Cognito accepts no other kind.
const policyName = "publish-sms"

const policyVersion = "2012-10-17"

// trust allows Cognito to assume the role for pools of one account that have
// the external id, if there is one.
func (r *smsRole) trust(account any) object {
	condition := object{{"aws:SourceAccount", account}}
	if r.externalID != "" {
		condition = slices.Insert(condition, 0, member{"sts:ExternalId", policyText(r.externalID)})
	}
	return object{{"Version", policyVersion}, {"Statement", []any{object{
		{"Effect", "Allow"},
		{"Principal", object{{"Service", model.ServicePrincipal}}},
		{"Action", "sts:AssumeRole"},
		{"Condition", object{{"StringEquals", condition}}},
	}}}}
}

// permission allows the role to send to any phone number. Cognito rejects roles
// with a narrower policy.
func (r *smsRole) permission() object {
	return object{{"Version", policyVersion}, {"Statement", []any{object{
		{"Effect", "Allow"},
		{"Action", "sns:Publish"},
		{"Resource", "*"},
	}}}}
}

// policyText keeps IAM from interpreting a text as a policy variable.
func policyText(s string) string { return strings.ReplaceAll(s, "${", "${$}{") }

// sesAdvice explains how to allow Cognito's default sender to use an SES
// identity, for pools that are configured that way.
func sesAdvice(p *model.Pool) []string {
	mail := p.CreateUserPool.EmailConfiguration
	if mail == nil || mail.SourceArn == nil || mail.EmailSendingAccount != nil && *mail.EmailSendingAccount != "COGNITO_DEFAULT" {
		return nil
	}
	const path = "CreateUserPool.EmailConfiguration.SourceArn"
	head, identity, found := strings.Cut(*mail.SourceArn, ":identity/")
	if !found || !isARN(model.Lookup(path), *mail.SourceArn) {
		return nil
	}
	parts := strings.Split(head, ":")
	region, account := parts[3], parts[4]
	return []string{
		"",
		"Cognito sends email from your address. Allow it to do so first:",
		"",
		"  aws ses put-identity-policy --region=" + region + " --identity=" + identity + " \\",
		"    --policy-name cognito --policy '" + sendingPolicy(*mail.SourceArn, account) + "'",
	}
}

func sendingPolicy(arn, account string) string {
	return `{"Version":"` + policyVersion + `","Statement":[{"Effect":"Allow",` +
		`"Principal":{"Service":"email.` + model.ServicePrincipal + `"},` +
		`"Action":["ses:SendEmail","ses:SendRawEmail"],"Resource":"` + arn + `",` +
		`"Condition":{"StringEquals":{"aws:SourceAccount":"` + account + `"}}}]}`
}
