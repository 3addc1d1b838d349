package exporters

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// A testCase is a pool that every format exports.
type testCase struct {
	name string
	pool *model.Pool
}

// namedCases are the pools that have goldens.
func namedCases(t testing.TB) []testCase {
	t.Helper()
	var cases []testCase
	add := func(name string, pool *model.Pool) { cases = append(cases, testCase{name, pool}) }
	for _, preset := range model.Presets {
		add(preset.Name, model.LoadPreset(preset.Name))
	}
	add("sample-request", readPool(t, readFile(t, "../model/testdata/sample-request.json")))
	add("largest", readPool(t, readFile(t, "../model/testdata/largest.json")))
	add("largest-app", readPool(t, readFile(t, "../model/testdata/largest-app.json")))
	for _, c := range smallPools {
		add(c.name, readPool(t, []byte(c.draft)))
	}
	add("nasty-strings", nastyPool())
	return cases
}

// An optionCase is a pool for the formats that make more than the pool.
type optionCase struct {
	testCase
	options Options
}

func optionCases(t testing.TB) []optionCase {
	t.Helper()
	sample := readPool(t, readFile(t, "../model/testdata/sample-request.json"))
	bare := readPool(t, []byte(needyPool))
	return []optionCase{
		{testCase{"with-permissions", readPool(t, readFile(t, "../model/testdata/largest.json"))}, Options{LambdaPermissions: true}},
		{testCase{"with-role", bare}, Options{LambdaPermissions: true, SmsRole: true}},
		{testCase{"with-variables", sample}, Options{LambdaPermissions: true, Variables: true}},
		{testCase{"with-everything", bare}, Options{OmitDefaults: true, LambdaPermissions: true, SmsRole: true, Variables: true}},
		{testCase{"terse", sample}, Options{OmitDefaults: true}},
	}
}

// needyPool needs everything that is outside of its requests: a role, permissions,
// an identity.
const needyPool = `{
	"CreateUserPool": {
		"PoolName": "needy",
		"AliasAttributes": ["phone_number"],
		"MfaConfiguration": "OPTIONAL",
		"AutoVerifiedAttributes": ["phone_number"],
		"EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT", "SourceArn": "arn:aws:ses:eu-west-1:123456789012:identity/help@example.com"},
		"LambdaConfig": {
			"PreSignUp": "arn:aws:lambda:eu-west-1:123456789012:function:checkSignUp",
			"PostConfirmation": "arn:aws:lambda:eu-west-1:123456789012:function:welcome:live",
			"CustomMessage": "arn:aws:lambda:eu-west-1:123456789012:function:welcome:live"
		},
		"DeletionProtection": "ACTIVE"
	},
	"SetUserPoolMfaConfig": {"SoftwareTokenMfaConfiguration": {"Enabled": true}, "SmsMfaConfiguration": {}}
}`

// allCases are the named pools and one pool for each setting.
func allCases(t testing.TB) []testCase {
	t.Helper()
	return slices.Concat(namedCases(t), operationCases(t), singleCases(t))
}

// singleCases are pools with one setting each, named after its path.
func singleCases(t testing.TB) []testCase {
	t.Helper()
	var cases []testCase
	for i := range model.Catalog {
		if s := &model.Catalog[i]; s.Kind != model.List {
			cases = append(cases, testCase{strings.ReplaceAll(s.Path, "[]", ""), singlePool(t, s)})
		}
	}
	return cases
}

var smallPools = []struct{ name, draft string }{
	{"totp-only", `{
		"CreateUserPool": {"PoolName": "totp", "MfaConfiguration": "ON"},
		"SetUserPoolMfaConfig": {"SoftwareTokenMfaConfiguration": {"Enabled": true}}
	}`},
	{"sms-and-totp", `{
		"CreateUserPool": {
			"PoolName": "sms and totp",
			"MfaConfiguration": "OPTIONAL",
			"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "sms-id", "SnsRegion": "eu-west-1"},
			"SmsAuthenticationMessage": "Your code is {####}",
			"DeletionProtection": "ACTIVE"
		},
		"SetUserPoolMfaConfig": {"SoftwareTokenMfaConfiguration": {"Enabled": true}}
	}`},
	{"sms-alone", `{
		"CreateUserPool": {
			"PoolName": "sms",
			"MfaConfiguration": "ON",
			"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}
		}
	}`},
	{"sms-in-second-call", `{
		"CreateUserPool": {"PoolName": "sms"},
		"SetUserPoolMfaConfig": {
			"MfaConfiguration": "ON",
			"SmsMfaConfiguration": {
				"SmsAuthenticationMessage": "Your code is {####}",
				"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "sms-id"}
			}
		}
	}`},
	{"sms-said-twice", `{
		"CreateUserPool": {
			"PoolName": "sms",
			"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "sms-id", "SnsRegion": "eu-west-1"}
		},
		"SetUserPoolMfaConfig": {
			"MfaConfiguration": "ON",
			"SmsMfaConfiguration": {
				"SmsAuthenticationMessage": "Your code is {####}",
				"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/other", "ExternalId": "sms-id"}
			}
		}
	}`},
	{"devices-false", `{
		"CreateUserPool": {
			"PoolName": "devices",
			"DeviceConfiguration": {"ChallengeRequiredOnNewDevice": false, "DeviceOnlyRememberedOnUserPrompt": false}
		}
	}`},
	{"email-mfa-empty", `{
		"CreateUserPool": {
			"PoolName": "email",
			"EmailConfiguration": {"EmailSendingAccount": "DEVELOPER", "SourceArn": "arn:aws:ses:eu-west-1:123456789012:identity/example.com"}
		},
		"SetUserPoolMfaConfig": {"MfaConfiguration": "ON", "EmailMfaConfiguration": {}}
	}`},
	{"mfa-off-with-factor", `{
		"CreateUserPool": {"PoolName": "off", "MfaConfiguration": "OFF"},
		"SetUserPoolMfaConfig": {"SoftwareTokenMfaConfiguration": {"Enabled": true}}
	}`},
	{"issuer-and-keys", `{
		"CreateUserPool": {
			"PoolName": "keys",
			"KeyConfiguration": {"KeyType": "CUSTOMER_MANAGED_KEY", "KmsKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/mrk-1"},
			"IssuerConfiguration": {"Type": "UPDATED"}
		},
		"SetUserPoolMfaConfig": {
			"MfaConfiguration": "ON",
			"SoftwareTokenMfaConfiguration": {"Enabled": true},
			"WebAuthnConfiguration": {"UserVerification": "required", "FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION"}
		}
	}`},
	{"passkeys-required", `{
		"CreateUserPool": {
			"PoolName": "passkeys",
			"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"]}}
		},
		"SetUserPoolMfaConfig": {
			"MfaConfiguration": "ON",
			"SoftwareTokenMfaConfiguration": {"Enabled": true},
			"WebAuthnConfiguration": {"RelyingPartyId": "example.com", "FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION"}
		}
	}`},
	{"invitation-in-part", `{
		"CreateUserPool": {
			"PoolName": "invitation",
			"AdminCreateUserConfig": {"InviteMessageTemplate": {"EmailSubject": "Welcome", "SMSMessage": "Your password is {####}"}}
		}
	}`},
	{"newer-members", `{
		"CreateUserPool": {
			"PoolName": "newer",
			"SmsConfiguration": {"EumsSms": {"CallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "newer", "OriginationIdentity": "+15551234567", "Region": "eu-west-1"}},
			"AcrConfiguration": {"Level1": {"AcrValue": "urn:example:low"}, "Level2": {"AcrValue": "urn:example:high"}},
			"DcrConfiguration": {"EnableStatus": "ENABLED", "OpenDcrEnabled": false, "AuthenticatedGrantTypes": ["code"]}
		}
	}`},
	{"standard-attributes", `{
		"CreateUserPool": {
			"PoolName": "attributes",
			"AutoVerifiedAttributes": [],
			"Schema": [
				{"Name": "email", "Required": true},
				{"Name": "updated_at", "NumberAttributeConstraints": {"MinValue": "0"}},
				{"Name": "level", "AttributeDataType": "Number", "Mutable": false}
			]
		}
	}`},
	{"small-app", `{
		"CreateUserPool": {"PoolName": "web app", "UsernameAttributes": ["email"], "AutoVerifiedAttributes": ["email"]},
		"CreateUserPoolDomain": [{"Domain": "web-app-2026", "ManagedLoginVersion": 2}],
		"CreateUserPoolClient": [{
			"ClientName": "web",
			"GenerateSecret": false,
			"AllowedOAuthFlowsUserPoolClient": true,
			"AllowedOAuthFlows": ["code"],
			"AllowedOAuthScopes": ["openid", "email"],
			"CallbackURLs": ["http://localhost:3000/callback"],
			"LogoutURLs": ["http://localhost:3000/"],
			"SupportedIdentityProviders": ["COGNITO"],
			"ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
			"PreventUserExistenceErrors": "ENABLED"
		}],
		"CreateManagedLoginBranding": [{"ClientId": "web", "UseCognitoProvidedValues": true}]
	}`},
	{"google", `{
		"CreateUserPool": {"PoolName": "google", "UsernameAttributes": ["email"], "Schema": [{"Name": "email", "Mutable": true, "Required": true}]},
		"CreateIdentityProvider": [{
			"ProviderName": "Google",
			"ProviderType": "Google",
			"ProviderDetails": {
				"authorize_scopes": "openid email profile",
				"client_id": "123456789012-abc.apps.googleusercontent.com",
				"client_secret": "${env:GOOGLE_CLIENT_SECRET}"
			},
			"AttributeMapping": {"email": "email", "username": "sub"}
		}],
		"CreateUserPoolDomain": [{"Domain": "google-2026"}],
		"CreateUserPoolClient": [{
			"ClientName": "web",
			"AllowedOAuthFlowsUserPoolClient": true,
			"AllowedOAuthFlows": ["code"],
			"AllowedOAuthScopes": ["openid", "email", "profile"],
			"CallbackURLs": ["https://app.example.com/callback"],
			"SupportedIdentityProviders": ["COGNITO", "Google"]
		}]
	}`},
}

// nastyTexts is what people type, paste and attack with.
var nastyTexts = []string{
	"",
	" ",
	"'", `"`, `\`, "`", "!", "$", "%", "#", "~", "=", "<<", "-", "- a", "? a", "a: b", "a:", "a #b", "@x", "*x", "&x", "|", ">",
	`it's "quoted" and \back\slashed\n`,
	"${x} %{ if y } $${x} %%{y} $$${z} $ { %%",
	"$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}",
	"'; touch pwned; '", `"; touch pwned; "`, `'"'"'; touch pwned #`,
	"{\nJSON\ntouch pwned\n", "\nJSON\n", "a\nEOT\nb", "a\n  EOT  \nb\n",
	"y", "n", "yes", "No", "ON", "off", "true", "False", "null", "NULL", ".nan", "-.inf",
	"1e3", "007", "0x1F", "0b1", "0o17", "1_000", "+1", "-0", "1:30", "190:20:30.15", "2001-12-14", "2001-12-14t21:59:43.10-05:00", "1.", ".5",
	"two\nlines", "two\nlines\n", "blank\n\nline\n", "many\n\n\n", "\nfirst", "  first\nsecond", "first\n  second", "first \nsecond", "a\n \nb", "a\n\tb", "\ta\nb",
	"a\r\nb\r", "tab\there", "# comment\n# another\n", "---\na\n...\n", "<p>Hello,</p>\n<p>{####} ${x} %{y}</p>",
	"\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J", "\u2028 \u2029", "\u00a0\u200b\ufeff", "\u202eright to left\u202c", "שלום עולם", "مرحبا",
	"😀 👨‍👩‍👧 🏳️‍🌈", "e\u0301 composed late", "a\n\u0301b", "\u0301", "日本語\nの文\n", "\ufffd", "\U0010fffd\ue000",
	"\ufeff", "\ufeffkey", "key\ufeff", "\u034f", "key\u034f", "ke\u00ady", "\u200dkey", "k\ufe0f", "\u180ekey", "\u0600key",
	strings.Repeat("long ", 300),
}

// nastyPool has every nasty text in a tag, and the worst in settings of each
// kind.
func nastyPool() *model.Pool {
	p := &model.Pool{}
	c := &p.CreateUserPool
	c.PoolName = new(`nasty "${x}" '$(touch pwned)' \` + "`touch pwned`\nJSON\n")
	c.EmailConfiguration = &model.EmailConfiguration{From: new("no"), ReplyToEmailAddress: new("@x"), ConfigurationSet: new("007")}
	c.SmsConfiguration = &model.SmsConfiguration{SnsCallerArn: new("arn:aws:iam::123456789012:role/${aws:username}"), ExternalId: new("1e3")}
	c.VerificationMessageTemplate = &model.VerificationMessageTemplate{
		EmailSubject:       new("%{ for x in y }\t\u2028"),
		EmailMessage:       new("<p>Hello ${name},</p>\n\n  <b>{####}</b> costs 5% {\n$(touch pwned) %{y}\n"),
		EmailSubjectByLink: new("\u001b]0;title\u0007"),
		EmailMessageByLink: new("first\n  {##here##} \"quoted\" \\n\nlast"),
		SmsMessage:         new("{####}\nJSON\nEOT\n'\"`!"),
	}
	c.EmailVerificationMessage = new("\u001b[2J another {####}\n# } resource {")
	c.AdminCreateUserConfig = &model.AdminCreateUserConfig{
		InviteMessageTemplate: &model.InviteMessageTemplate{EmailSubject: new("e\u0301"), EmailMessage: new("a\r\nb")},
	}
	c.IssuerConfiguration = &model.IssuerConfiguration{Type: new("UPDATED\n}\nresource \"x\" \"y\" {\u202e")}
	c.UserPoolTags = map[string]string{"for": "for", "true": "true", "my-key": "a", "my key": "b", "${key}": "c", "ключ": "d", "y": "n"}
	for i, text := range nastyTexts {
		c.UserPoolTags[text] = nastyTexts[len(nastyTexts)-1-i]
	}
	return p
}

// companions are settings without which others are rejected, the nearest first.
var companions = []struct{ of, setting, value string }{
	{"CreateUserPool.Schema[].Required", "CreateUserPool.Schema[].Name", "email"},
	{"CreateUserPool.Schema[].", "CreateUserPool.Schema[].Name", "level"},
	{"CreateUserPool.Schema[].NumberAttributeConstraints.", "CreateUserPool.Schema[].AttributeDataType", "Number"},
	{"CreateUserPool.Schema[].NumberAttributeConstraints.", "CreateUserPool.Schema[].NumberAttributeConstraints.MinValue", "0"},
	{"CreateUserPool.Schema[].NumberAttributeConstraints.", "CreateUserPool.Schema[].NumberAttributeConstraints.MaxValue", "99"},
	{"CreateUserPool.Schema[].", "CreateUserPool.Schema[].AttributeDataType", "String"},
	{"CreateUserPool.Schema[].StringAttributeConstraints.", "CreateUserPool.Schema[].StringAttributeConstraints.MinLength", "0"},
	{"CreateUserPool.Schema[].StringAttributeConstraints.", "CreateUserPool.Schema[].StringAttributeConstraints.MaxLength", "99"},
	{"CreateUserPool.SmsConfiguration.", "CreateUserPool.SmsConfiguration.SnsCallerArn", "arn:aws:iam::123456789012:role/sms"},
	{"SetUserPoolMfaConfig.SmsMfaConfiguration.", "SetUserPoolMfaConfig.SmsMfaConfiguration.SmsConfiguration.SnsCallerArn", "arn:aws:iam::123456789012:role/sms"},
}

// singlePool has one setting, and what it cannot be without: the
// pool's name, what its block requires, and MFA for a factor.
func singlePool(t testing.TB, s *model.Setting) *model.Pool {
	t.Helper()
	value := validValue(t, s)
	if object, isJSON := value.(model.JSONObject); isJSON {
		value = json.RawMessage(object)
	}
	parts := strings.Split(s.Path, ".")
	for _, part := range slices.Backward(parts) {
		name, isList := strings.CutSuffix(part, "[]")
		if isList {
			value = []any{value}
		}
		value = map[string]any{name: value}
	}
	for _, around := range surroundings {
		if covers(around.of, s.Path) {
			var other any
			if err := json.Unmarshal([]byte(around.draft), &other); err != nil {
				t.Fatalf("%s: %v", around.of, err)
			}
			value = withMissing(value, other)
		}
	}
	draft, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	pool := readPool(t, draft)
	complete := func(other *model.Setting, value any) {
		path := strings.ReplaceAll(other.Path, "[]", "[0]")
		if _, there := pool.Get(path); there {
			return
		}
		if other.Kind == model.Block {
			enable(t, pool, path)
			return
		}
		if err := pool.Set(path, value); err != nil {
			t.Fatal(err)
		}
	}
	for i := range model.Catalog {
		other := &model.Catalog[i]
		block := other.Path[:strings.LastIndexByte(other.Path, '.')+1]
		if other.Required && block != "CreateUserPool." && strings.HasPrefix(s.Path, block) {
			complete(other, validValue(t, other))
		}
	}
	complete(model.Lookup("CreateUserPool.PoolName"), "single")
	for _, c := range companions {
		// AWS End User Messaging takes the place of a role for Amazon SNS.
		if strings.HasPrefix(s.Path, c.of) && !strings.Contains(s.Path, ".EumsSms.") {
			complete(model.Lookup(c.setting), c.value)
		}
	}
	if parts[0] == "SetUserPoolMfaConfig" && pool.SetUserPoolMfaConfig.MfaConfiguration == nil {
		pool.CreateUserPool.MfaConfiguration = new(model.On)
	}
	completeReferences(t, pool)
	completeOperations(pool)
	return pool
}

func enable(t testing.TB, p *model.Pool, path string) {
	t.Helper()
	if err := p.Enable(path); err != nil {
		t.Fatal(err)
	}
}

// completeReferences adds the requests whose keys others of the pool repeat.
func completeReferences(t testing.TB, p *model.Pool) {
	t.Helper()
	missing := map[string]bool{} // the settings that are the keys
	for leaf := range p.Leaves() {
		refers := leaf.Setting.Refers
		if refers != "" && len(model.OperationOf(refers).Requests(p)) == 0 {
			missing[refers] = true
		}
	}
	for path := range missing {
		o := model.OperationOf(path)
		o.Put(p, 0, o.NewRequest())
		for i := range model.Catalog {
			s := &model.Catalog[i]
			name, isMember := strings.CutPrefix(s.Path, o.Name+"[].")
			if s.Path != path && (!s.Required || !isMember || strings.Contains(name, ".")) {
				continue
			}
			if err := p.Set(strings.Replace(s.Path, "[]", "[0]", 1), validValue(t, s)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func validValue(t testing.TB, s *model.Setting) any {
	t.Helper()
	if value, isGiven := values[s.Path]; isGiven {
		return value
	}
	switch s.Kind {
	case model.Bool:
		return true
	case model.Int:
		return max(s.Min, 1)
	case model.Choice:
		return s.Choices[len(s.Choices)-1].Value
	case model.Choices:
		return []string{s.Choices[0].Value}
	case model.Map:
		return validMap(t, s)
	case model.Block:
		return map[string]any{}
	case model.JSON:
		return model.JSONObject(`{"components":{"order":[],"pageText":{"bodyColor":"414d5cff","headingColor":null}},"radius":8}`)
	case model.Base64:
		return "iVBORw0KGgo="
	case model.Texts:
		return []string{validText(t, s, func(text string) any { return []string{text} })}
	}
	if s.Secret {
		return "${env:CLIENT_SECRET}"
	}
	if strings.Contains(s.Path, "AttributeConstraints.") {
		return "16"
	}
	if strings.Contains(s.Path, "InviteMessageTemplate.") && strings.HasSuffix(s.Path, "Message") {
		return "You are {username}, your password is {####}"
	}
	return validText(t, s, func(text string) any { return text })
}

// validText returns a text whose value, such as a list of it, is valid. What
// refers to another setting has the value of that one.
func validText(t testing.TB, s *model.Setting, value func(text string) any) string {
	t.Helper()
	if s.Refers != "" {
		return validValue(t, model.Lookup(s.Refers)).(string)
	}
	for _, text := range []string{
		"us-east-1", "Your code is {####}", "Press {##here##}", "help@example.com", "16", "arn:aws:lambda:us-east-1:123456789012:function:f",
		"https://example.com", "openid", "203.0.113.0/24", "arn:aws:s3:::logs",
	} {
		if message, _ := s.CheckValue(value(text)); message == "" {
			return text
		}
	}
	t.Fatalf("no value for %s", s.Path)
	return ""
}

func validMap(t testing.TB, s *model.Setting) map[string]string {
	t.Helper()
	if len(s.SecretKeys) > 0 {
		return map[string]string{"client_id": "app", s.SecretKeys[0]: "${env:CLIENT_SECRET}"}
	}
	for _, entries := range []map[string]string{{"team": "identity"}, {"email": "mail"}, {"cognito:default": "https://example.com"}, {"Level1": "urn:example:low"}} {
		if message, _ := s.CheckValue(entries); message == "" {
			return entries
		}
	}
	t.Fatalf("no value for %s", s.Path)
	return nil
}

func readPool(t testing.TB, data []byte) *model.Pool {
	t.Helper()
	d, err := model.Read("pool", data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return d.Pool
}

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
