package sandbox

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/poolsmith/poolsmith/model"
)

// What a member that an update omits is afterwards.
const (
	reset      = "its default"
	kept       = "as it was"
	permanent  = "as it was, because an update cannot have it"
	required   = "as it was, because the update is rejected"
	identifies = "as it was, because it identifies what is updated"
)

// omission is what an update does that omits a member.
type omission struct {
	value  string // of the member, in the request that creates
	create string // other members of that request
	both   string // other members of both requests
	then   string
	source string
}

// The sources of most outcomes.
const (
	apiPool   = "API reference, UpdateUserPool: with the exception of UserPoolTier, what has no value is set to its default"
	apiClient = "API reference, UpdateUserPoolClient: what has no value is set to its default"
	measured  = "measured by go-to-k/cdkd, issue 1968 and pull request 1982, 2026-08"
	mfaWhole  = "measured by go-to-k/cdkd, 2026-08: the call replaces every factor"
	domains   = "unverified; the cautious reading"
	sentAlone = "the Terraform provider sends only the members that change"
	risks     = "API reference, SetRiskConfiguration: a request with the pool's id alone resets everything"
	styles    = "API reference, UpdateManagedLoginBranding: existing settings that are not specified are preserved"
	noMember  = "the SDK's input of the update lacks the member"
)

const (
	snsRole  = `{"SnsCallerArn":"arn:aws:iam::123456789012:role/sms","ExternalId":"x"}`
	oauth    = `"AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["openid"],"CallbackURLs":["https://example.com/a","https://example.com/b"]`
	totpOn   = `"MfaConfiguration":"OPTIONAL","SoftwareTokenMfaConfiguration":{"Enabled":true}`
	saml     = `"ProviderType":"SAML","ProviderDetails":{"MetadataURL":"https://example.com/metadata"}`
	oidc     = `"ProviderType":"OIDC","ProviderDetails":{"client_id":"a","client_secret":"b","authorize_scopes":"openid","oidc_issuer":"https://example.com","attributes_request_method":"GET"}`
	custom   = `"CustomDomainConfig":{"CertificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000-4000-8000-0123456789ab"}`
	termsAll = `"TermsName":"terms-of-use","TermsSource":"LINK","Enforcement":"NONE","Links":{"cognito:default":"https://example.com"}`
	ownStyle = `"Settings":{"categories":{"global":{"colorSchemeMode":"LIGHT"}}}`
)

// omissions has every member of every request with an update. A new member fails
// TestOmittedMembers until it is here.
var omissions = map[string]map[string]omission{
	"CreateUserPool": {
		"PoolName":                    {value: `"q"`, then: kept, source: "unverified; the API has no default for it"},
		"UserPoolTier":                {value: `"PLUS"`, then: kept, source: apiPool},
		"UsernameAttributes":          {value: `["email"]`, then: permanent, source: noMember},
		"AliasAttributes":             {value: `["email"]`, then: permanent, source: noMember},
		"UsernameConfiguration":       {value: `{"CaseSensitive":false}`, then: permanent, source: noMember},
		"Schema":                      {value: `[{"Name":"dept","AttributeDataType":"String"}]`, then: permanent, source: noMember},
		"Policies":                    {value: `{"PasswordPolicy":{"MinimumLength":12},"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}`, then: kept, source: measured},
		"MfaConfiguration":            {value: `"OPTIONAL"`, create: smsSettings, then: kept, source: measured},
		"AutoVerifiedAttributes":      {value: `["email"]`, then: reset, source: measured},
		"UserAttributeUpdateSettings": {value: `{"AttributesRequireVerificationBeforeUpdate":["email"]}`, both: `"AutoVerifiedAttributes":["email"]`, then: kept, source: "the Terraform provider sends an empty list to clear it"},
		"AccountRecoverySetting":      {value: `{"RecoveryMechanisms":[{"Name":"admin_only","Priority":1}]}`, then: reset, source: apiPool},
		"EmailConfiguration":          {value: `{"ReplyToEmailAddress":"a@example.com"}`, then: reset, source: apiPool},
		"SmsConfiguration":            {value: snsRole, then: kept, source: "documentation of the Terraform provider: it cannot be removed"},
		"SmsAuthenticationMessage":    {value: `"Your code: {####}"`, then: reset, source: apiPool},
		"VerificationMessageTemplate": {value: `{"DefaultEmailOption":"CONFIRM_WITH_LINK"}`, then: reset, source: apiPool},
		"EmailVerificationMessage":    {value: `"Your code: {####}"`, then: reset, source: apiPool},
		"EmailVerificationSubject":    {value: `"Your code"`, then: reset, source: apiPool},
		"SmsVerificationMessage":      {value: `"Your code: {####}"`, then: reset, source: apiPool},
		"LambdaConfig":                {value: `{"PreSignUp":"` + function + `"}`, then: reset, source: apiPool},
		"AdminCreateUserConfig":       {value: `{"AllowAdminCreateUserOnly":true}`, then: reset, source: apiPool},
		"DeviceConfiguration":         {value: `{"ChallengeRequiredOnNewDevice":true}`, then: reset, source: apiPool},
		"UserPoolAddOns":              {value: `{"AdvancedSecurityMode":"AUDIT"}`, create: `"UserPoolTier":"PLUS"`, then: reset, source: apiPool},
		"KeyConfiguration":            {value: `{"KeyType":"AWS_OWNED_KEY"}`, then: reset, source: apiPool},
		"IssuerConfiguration":         {value: `{"Type":"UPDATED"}`, then: reset, source: apiPool},
		"AcrConfiguration":            {value: `{"Level1":{"AcrValue":"urn:a"}}`, then: reset, source: apiPool},
		"DcrConfiguration":            {value: `{"EnableStatus":"DISABLED"}`, then: reset, source: apiPool},
		"UserPoolTags":                {value: `{"team":"web"}`, then: reset, source: "observed in aws/aws-cli, issue 3302, 2018: tags are removed"},
		"DeletionProtection":          {value: `"ACTIVE"`, then: reset, source: apiPool + "; not measured by itself (go-to-k/cdkd, issue 2675)"},
	},
	"SetUserPoolMfaConfig": {
		"MfaConfiguration":              {value: `"OPTIONAL"`, create: `"SoftwareTokenMfaConfiguration":{"Enabled":true}`, then: reset, source: mfaWhole + "; an unset mode is OFF"},
		"SoftwareTokenMfaConfiguration": {value: `{"Enabled":true}`, create: `"MfaConfiguration":"OPTIONAL"`, then: reset, source: mfaWhole},
		"SmsMfaConfiguration":           {value: `{"SmsConfiguration":` + snsRole + `}`, create: `"MfaConfiguration":"OPTIONAL"`, then: reset, source: mfaWhole},
		"EmailMfaConfiguration":         {value: `{"Subject":"Your code"}`, create: `"MfaConfiguration":"OPTIONAL"`, then: reset, source: mfaWhole},
		"WebAuthnConfiguration":         {value: `{"RelyingPartyId":"auth.example.com"}`, then: reset, source: "unverified; the cautious reading"},
	},
	"CreateResourceServer": {
		"Identifier": {value: `"orders"`, both: `"Name":"Orders"`, then: identifies, source: noMember},
		"Name":       {value: `"Orders"`, create: `"Identifier":"orders"`, then: required, source: "service model of UpdateResourceServer"},
		"Scopes":     {value: `[{"ScopeName":"read","ScopeDescription":"Read"}]`, create: `"Identifier":"orders"`, both: `"Name":"Orders"`, then: reset, source: "API reference, UpdateResourceServer: what has no value is set to its default"},
	},
	"CreateIdentityProvider": {
		"ProviderName":     {value: `"Staff"`, create: saml, then: identifies, source: noMember},
		"ProviderType":     {value: `"SAML"`, create: `"ProviderName":"Staff","ProviderDetails":{"MetadataURL":"https://example.com/metadata"}`, then: permanent, source: noMember},
		"ProviderDetails":  {value: `{"MetadataURL":"https://example.com/metadata"}`, create: `"ProviderName":"Staff","ProviderType":"SAML"`, then: kept, source: sentAlone},
		"AttributeMapping": {value: `{"email":"mail"}`, create: `"ProviderName":"Staff",` + saml, then: kept, source: sentAlone},
		"IdpIdentifiers":   {value: `["example.com"]`, create: `"ProviderName":"Staff",` + saml, then: kept, source: sentAlone},
		"AcrMapping":       {value: `{"Level1":"low"}`, create: `"ProviderName":"Login",` + oidc, then: kept, source: "unverified; as the other members"},
	},
	"CreateUserPoolDomain": {
		"Domain":              {value: `"shop-auth"`, then: identifies, source: noMember},
		"ManagedLoginVersion": {value: `2`, create: `"Domain":"shop-auth"`, then: reset, source: domains},
		"CustomDomainConfig":  {value: custom[len(`"CustomDomainConfig":`):], create: `"Domain":"auth.example.com"`, then: required, source: "observed in hashicorp/terraform-provider-aws, issue 43248, 2025"},
		"Routing":             {value: `{"Failover":{"SecondaryRegion":"eu-central-1","PrimaryRoute53HealthCheckId":"1"}}`, create: `"Domain":"auth.example.com"`, both: custom, then: reset, source: domains},
	},
	"CreateUserPoolClient": {
		"ClientName":                               {value: `"web"`, then: kept, source: "unverified; the API has no default for it"},
		"GenerateSecret":                           {value: `true`, create: `"ClientName":"web"`, then: permanent, source: noMember},
		"ClientSecret":                             {value: `"PLANTEDplantedPLANTEDplanted"`, create: `"ClientName":"web"`, then: permanent, source: noMember},
		"AllowedOAuthFlowsUserPoolClient":          {value: `true`, create: `"ClientName":"web","AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["openid"],"CallbackURLs":["https://example.com/a"]`, then: reset, source: apiClient},
		"AllowedOAuthFlows":                        {value: `["code"]`, create: `"ClientName":"web","AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthScopes":["openid"],"CallbackURLs":["https://example.com/a"]`, then: reset, source: apiClient},
		"AllowedOAuthScopes":                       {value: `["openid"]`, create: `"ClientName":"web","AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["code"],"CallbackURLs":["https://example.com/a"]`, then: reset, source: apiClient},
		"CallbackURLs":                             {value: `["https://example.com/a"]`, create: `"ClientName":"web"`, then: reset, source: apiClient},
		"LogoutURLs":                               {value: `["https://example.com/out"]`, create: `"ClientName":"web",` + oauth, then: reset, source: apiClient},
		"DefaultRedirectURI":                       {value: `"https://example.com/b"`, create: `"ClientName":"web",` + oauth, then: reset, source: apiClient},
		"SupportedIdentityProviders":               {value: `["COGNITO"]`, create: `"ClientName":"web"`, then: reset, source: apiClient},
		"ExplicitAuthFlows":                        {value: `["ALLOW_REFRESH_TOKEN_AUTH","ALLOW_USER_AUTH"]`, create: `"ClientName":"web"`, then: reset, source: apiClient},
		"AuthSessionValidity":                      {value: `5`, create: `"ClientName":"web"`, then: reset, source: apiClient},
		"AccessTokenValidity":                      {value: `2`, create: `"ClientName":"web"`, then: reset, source: apiClient},
		"IdTokenValidity":                          {value: `2`, create: `"ClientName":"web"`, then: reset, source: apiClient},
		"RefreshTokenValidity":                     {value: `10`, create: `"ClientName":"web"`, then: reset, source: apiClient},
		"TokenValidityUnits":                       {value: `{"RefreshToken":"hours"}`, create: `"ClientName":"web","RefreshTokenValidity":10`, then: reset, source: apiClient},
		"RefreshTokenRotation":                     {value: `{"Feature":"ENABLED","RetryGracePeriodSeconds":10}`, create: `"ClientName":"web"`, then: reset, source: apiClient},
		"EnableTokenRevocation":                    {value: `false`, create: `"ClientName":"web"`, then: reset, source: apiClient},
		"PreventUserExistenceErrors":               {value: `"ENABLED"`, create: `"ClientName":"web"`, then: reset, source: apiClient},
		"EnablePropagateAdditionalUserContextData": {value: `true`, create: `"ClientName":"web","GenerateSecret":true`, then: reset, source: apiClient},
		"ReadAttributes":                           {value: `["email"]`, create: `"ClientName":"web"`, then: reset, source: apiClient},
		"WriteAttributes":                          {value: `["email"]`, create: `"ClientName":"web"`, then: reset, source: apiClient},
		"AnalyticsConfiguration":                   {value: `{"ApplicationArn":"arn:aws:mobiletargeting:eu-west-1:123456789012:apps/1"}`, create: `"ClientName":"web"`, then: reset, source: apiClient},
	},
	"CreateManagedLoginBranding": {
		"ClientId":                 {value: `"app"`, create: `"UseCognitoProvidedValues":true`, then: permanent, source: noMember},
		"UseCognitoProvidedValues": {value: `true`, create: `"ClientId":"app"`, then: kept, source: styles},
		"Settings":                 {value: ownStyle[len(`"Settings":`):], create: `"ClientId":"app"`, then: kept, source: styles},
		"Assets":                   {value: `[{"Category":"FORM_LOGO","ColorMode":"LIGHT","Extension":"PNG","Bytes":"iVBORw0KGgo="}]`, create: `"ClientId":"app",` + ownStyle, then: kept, source: styles},
	},
	"CreateTerms": {
		"ClientId":    {value: `"app"`, create: termsAll, then: permanent, source: noMember},
		"TermsName":   {value: `"terms-of-use"`, create: `"ClientId":"app","TermsSource":"LINK","Enforcement":"NONE","Links":{"cognito:default":"https://example.com"}`, then: kept, source: "service model of UpdateTerms: every member is optional; behavior unverified"},
		"TermsSource": {value: `"LINK"`, create: `"ClientId":"app","TermsName":"terms-of-use","Enforcement":"NONE","Links":{"cognito:default":"https://example.com"}`, then: kept, source: "as TermsName"},
		"Enforcement": {value: `"NONE"`, create: `"ClientId":"app","TermsName":"terms-of-use","TermsSource":"LINK","Links":{"cognito:default":"https://example.com"}`, then: kept, source: "as TermsName"},
		"Links":       {value: `{"cognito:default":"https://example.com"}`, create: `"ClientId":"app","TermsName":"terms-of-use","TermsSource":"LINK","Enforcement":"NONE"`, then: kept, source: "as TermsName"},
	},
	"SetUICustomization": {
		"ClientId":  {value: `"app"`, both: `"CSS":".label-customizable {font-weight: 400;}"`, then: identifies, source: "service model"},
		"CSS":       {value: `".label-customizable {font-weight: 400;}"`, then: reset, source: "unverified; the cautious reading"},
		"ImageFile": {value: `"iVBORw0KGgo="`, then: reset, source: "unverified; the cautious reading"},
	},
	"CreateGroup": {
		"GroupName":   {value: `"admins"`, then: identifies, source: noMember},
		"Description": {value: `"Admins"`, create: `"GroupName":"admins"`, then: kept, source: sentAlone},
		"Precedence":  {value: `3`, create: `"GroupName":"admins"`, then: kept, source: sentAlone},
		"RoleArn":     {value: `"arn:aws:iam::123456789012:role/admins"`, create: `"GroupName":"admins"`, then: kept, source: sentAlone},
	},
	"SetRiskConfiguration": {
		"ClientId": {value: `"app"`, then: identifies, source: "service model"},
		"CompromisedCredentialsRiskConfiguration": {value: `{"Actions":{"EventAction":"BLOCK"}}`, then: reset, source: risks},
		"AccountTakeoverRiskConfiguration":        {value: `{"Actions":{"LowAction":{"EventAction":"NO_ACTION","Notify":false}}}`, then: reset, source: risks},
		"RiskExceptionConfiguration":              {value: `{"BlockedIPRangeList":["203.0.113.0/24"]}`, then: reset, source: risks},
	},
	"SetLogDeliveryConfiguration": {
		"LogConfigurations": {value: `[{"EventSource":"userNotification","LogLevel":"ERROR","CloudWatchLogsConfiguration":{"LogGroupArn":"arn:aws:logs:eu-west-1:123456789012:log-group:shop"}}]`, then: required, source: "service model of SetLogDeliveryConfiguration"},
	},

	// Those of the tests alone.
	"CreateShelf": {
		"ShelfName": {value: `"a"`, then: kept, source: "test"},
		"Lockable":  {value: `true`, create: `"ShelfName":"a"`, then: reset, source: "test"},
		"Height":    {value: `100`, create: `"ShelfName":"a"`, then: permanent, source: "test"},
		"Labels":    {value: `{"a":"b"}`, create: `"ShelfName":"a"`, then: reset, source: "test"},
		"Books":     {value: `[{"Title":"Emma"}]`, create: `"ShelfName":"a"`, then: reset, source: "test"},
	},
	"SetReadingRoom": {
		"ShelfId": {value: `"shelf"`, both: `"Notice":"Quiet"`, then: reset, source: "test"},
		"Notice":  {value: `"Quiet"`, create: `"ShelfId":"shelf"`, both: `"ShelfId":"shelf"`, then: reset, source: "test"},
	},
}

func TestOmittedMembers(t *testing.T) {
	for _, o := range model.Operations {
		members := maps.Clone(omissions[o.Name])
		for field := range reflect.TypeOf(o.NewRequest()).Elem().Fields() {
			row, listed := members[field.Name]
			delete(members, field.Name)
			if !listed || row.source == "" {
				t.Errorf("%s.%s: what happens if %s omits it, and how is that known?", o.Name, field.Name, o.Update)
				continue
			}
			t.Run(o.Name+"."+field.Name, func(t *testing.T) { checkOmission(t, o, field.Name, row) })
		}
		for name := range members {
			t.Errorf("%s has no member %s", o.Name, name)
		}
	}
}

// checkOmission creates something with a member, and something without it, and
// updates the first without it.
func checkOmission(t *testing.T, o *model.Operation, member string, row omission) {
	without := newExample(t, o)
	hasDefault := row.then == reset || row.then == kept && o.MakesPool()
	if hasDefault {
		without.create(without.requiredOf(row.create), row.both)
	}
	with := newExample(t, o)
	with.create(`"`+member+`":`+row.value, row.create, row.both)
	before := with.described(member)
	if before == "" {
		t.Fatalf("%s does not describe it", o.Describe)
	}
	if row.then == permanent {
		if answer := with.update(`"`+member+`":`+row.value, row.both); answer.status == 200 {
			t.Errorf("%s can have it", o.Update)
		}
	}
	answer := with.update(row.both)
	if isRejected := answer.status != 200; isRejected != (row.then == required) {
		t.Fatalf("%s answers %s", o.Update, answer.body)
	}
	after := with.described(member)
	switch default_ := without.described(member); {
	case hasDefault && before == default_:
		t.Errorf("it has its default from the beginning: %s", before)
	case row.then != reset && after != before:
		t.Errorf("%s is %safter the update it is %s", member, before, after)
	case row.then == reset && after != default_:
		t.Errorf("%s is %safter the update it is %sthe default is %s", member, before, after, default_)
	}
	if answer := with.update(`"`+member+`":`+row.value, row.create, row.both); answer.status != 200 && o.Update == o.Name {
		t.Errorf("cannot be set again: %s", answer.body)
	}
}

// example is something in a pool.
type example struct {
	t       *testing.T
	s       *Server
	o       *model.Operation
	call    model.Call
	answers model.Answers
	made    bool
}

// newExample makes a pool that has what the requests of an operation refer to.
func newExample(t *testing.T, o *model.Operation) *example {
	t.Helper()
	x := &example{t: t, s: New("eu-west-1", &Memory{}), o: o, answers: model.Answers{}}
	if o.MakesPool() {
		return x
	}
	x.answers[model.PoolIDMember] = made(t, x.s, `{"PoolName":"p","UserPoolTier":"PLUS","UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"},`+sesSettings+`}`)
	for _, needed := range []struct{ operation, members string }{
		{"CreateUserPoolClient", `"ClientName":"app"`},
		{"CreateUserPoolDomain", `"Domain":"example-auth"`},
		{"CreateShelf", `"ShelfName":"shelf"`},
	} {
		if handlers[needed.operation] == nil || needed.operation == o.Name {
			continue
		}
		call := x.read(model.LookupOperation(needed.operation), needed.members)
		answer := post(t, x.s, needed.operation, string(call.Body(x.answers)))
		if answer.status != 200 {
			t.Fatal(answer.body)
		}
		if err := call.Keep(x.answers, []byte(answer.body)); err != nil {
			t.Fatal(err)
		}
	}
	return x
}

// read is a request with members, of which some can be empty.
func (x *example) read(o *model.Operation, members ...string) model.Call {
	x.t.Helper()
	all := map[string]jsontext.Value{}
	for _, text := range members {
		var some map[string]jsontext.Value
		if err := json.Unmarshal([]byte("{"+text+"}"), &some); err != nil {
			x.t.Fatal(err)
		}
		maps.Copy(all, some)
	}
	if o.MakesPool() && all["PoolName"] == nil {
		all["PoolName"] = jsontext.Value(`"p"`)
	}
	request, err := resource{o}.decode(all)
	if err != nil {
		x.t.Fatal(err)
	}
	return model.Call{Operation: o, Request: request}
}

// requiredOf are those of the members that every request has.
func (x *example) requiredOf(members string) string {
	x.t.Helper()
	var all map[string]jsontext.Value
	if err := json.Unmarshal([]byte("{"+members+"}"), &all); err != nil {
		x.t.Fatal(err)
	}
	maps.DeleteFunc(all, func(name string, _ jsontext.Value) bool {
		s := x.o.Member(name)
		return s == nil || !s.Required
	})
	return strings.Trim(string(model.EncodeJSON(all)), "{}\n ")
}

func (x *example) create(members ...string) {
	x.t.Helper()
	x.call = x.read(x.o, members...)
	answer := post(x.t, x.s, x.o.Name, string(x.call.Body(x.answers)))
	if answer.status != 200 {
		x.t.Fatalf("%s: %s", x.o.Name, answer.body)
	}
	if err := x.call.Keep(x.answers, []byte(answer.body)); err != nil {
		x.t.Fatal(err)
	}
	x.made = true
}

// update updates what was created to the members alone.
func (x *example) update(members ...string) reply {
	x.t.Helper()
	var body, sent map[string]jsontext.Value
	reference, _ := x.call.Reference(x.answers)
	if err := json.Unmarshal(reference, &body); err != nil {
		x.t.Fatal(err)
	}
	for _, text := range members {
		if err := json.Unmarshal([]byte("{"+text+"}"), &sent); err != nil {
			x.t.Fatal(err)
		}
	}
	for name, value := range sent {
		var key string
		if slices.Contains(x.o.Takes, name) && json.Unmarshal(value, &key) == nil {
			value = jsontext.Value(`"` + x.answers[model.WithKey(name, key)] + `"`)
		}
		if body[name] == nil {
			body[name] = value
		}
	}
	return post(x.t, x.s, x.o.Update, string(model.EncodeJSON(body)))
}

// described is a member in the description, empty if that lacks it.
func (x *example) described(member string) string {
	x.t.Helper()
	if !x.made {
		return ""
	}
	reference, _ := x.call.DescribeReference(x.answers)
	answer := post(x.t, x.s, x.o.Describe, string(reference))
	if answer.status != 200 {
		x.t.Fatalf("%s: %s", x.o.Describe, answer.body)
	}
	description := answer.members
	if x.o.Answer != "" {
		description, _ = answer.members[x.o.Answer].(map[string]any)
	}
	other := map[string]string{"PoolName": "Name", "Schema": "SchemaAttributes", "GenerateSecret": "ClientSecret"}
	value, found := description[member]
	if name := other[member]; !found && name != "" {
		value, found = description[name]
	}
	if !found || value == nil {
		return ""
	}
	return canonical(x.t, value)
}
