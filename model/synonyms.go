package model

// synonyms are the words that people search for and that neither the title,
// the help nor the API name of a setting has, by path.
var synonyms = map[string][]string{
	"CreateUserPool.PoolName":           {"label", "user pool name"},
	"CreateUserPool.UserPoolTier":       {"price", "pricing", "cost", "billing", "edition", "tier", "lite", "essentials", "plus", "mau"},
	"CreateUserPool.DeletionProtection": {"protect", "prevent delete", "remove pool", "destroy", "safety"},

	"CreateUserPool.UsernameAttributes":                            {"login", "log in", "signin", "username", "user name", "sign in with email", "sign in with phone"},
	"CreateUserPool.AliasAttributes":                               {"login", "log in", "signin", "alias", "preferred username", "nickname"},
	"CreateUserPool.UsernameConfiguration.CaseSensitive":           {"uppercase username", "lowercase username", "case insensitive", "capitals"},
	"CreateUserPool.Policies.SignInPolicy.AllowedFirstAuthFactors": {"passwordless", "webauthn", "fido", "fido2", "otp", "one time password", "email code", "sms code", "login", "choice based"},

	"CreateUserPool.Policies.PasswordPolicy.MinimumLength":                 {"password", "password policy", "password length", "password strength", "complexity", "short password"},
	"CreateUserPool.Policies.PasswordPolicy.RequireUppercase":              {"password policy", "capital", "capitals", "complexity", "uppercase"},
	"CreateUserPool.Policies.PasswordPolicy.RequireLowercase":              {"password policy", "complexity", "small letters", "lowercase"},
	"CreateUserPool.Policies.PasswordPolicy.RequireNumbers":                {"password policy", "number", "numeric", "complexity"},
	"CreateUserPool.Policies.PasswordPolicy.RequireSymbols":                {"password policy", "special character", "punctuation", "complexity"},
	"CreateUserPool.Policies.PasswordPolicy.PasswordHistorySize":           {"password policy", "password history", "reuse", "old passwords", "previous passwords"},
	"CreateUserPool.Policies.PasswordPolicy.TemporaryPasswordValidityDays": {"expire", "expires", "expiry", "expiration", "invitation expires", "initial password", "validity"},

	"CreateUserPool.MfaConfiguration":                                        {"2fa", "two factor", "second factor", "mfa", "multifactor", "two step verification", "otp"},
	"SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration.Enabled":             {"totp", "otp", "one time password", "google authenticator", "authy", "software token", "2fa", "mfa"},
	"SetUserPoolMfaConfig.SmsMfaConfiguration":                               {"otp", "one time password", "text message", "2fa", "mfa", "phone code"},
	"SetUserPoolMfaConfig.EmailMfaConfiguration":                             {"otp", "one time password", "2fa", "mfa", "mail code"},
	"SetUserPoolMfaConfig.SmsMfaConfiguration.SmsAuthenticationMessage":      {"otp text", "mfa text", "text message"},
	"SetUserPoolMfaConfig.EmailMfaConfiguration.Message":                     {"otp text", "mfa mail", "template"},
	"SetUserPoolMfaConfig.EmailMfaConfiguration.Subject":                     {"otp subject", "mfa mail", "template"},
	"SetUserPoolMfaConfig.SmsMfaConfiguration.SmsConfiguration.SnsCallerArn": {"iam role", "sns"},
	"SetUserPoolMfaConfig.WebAuthnConfiguration.RelyingPartyId":              {"fido", "fido2", "webauthn", "rp id", "rpid", "passkeys", "biometric", "relying party"},
	"SetUserPoolMfaConfig.WebAuthnConfiguration.UserVerification":            {"fido", "fido2", "webauthn", "biometric", "passkeys", "fingerprint", "face id", "touch id"},
	"SetUserPoolMfaConfig.WebAuthnConfiguration.FactorConfiguration":         {"fido", "fido2", "webauthn", "passkey mfa"},

	"CreateUserPool.AutoVerifiedAttributes":                                                {"verify email", "verify phone", "confirm email", "email verification", "double opt in", "autoverify"},
	"CreateUserPool.UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate": {"change email", "change phone", "new address", "reverify"},
	"CreateUserPool.AccountRecoverySetting.RecoveryMechanisms":                             {"forgot password", "forgotten password", "reset password", "password reset", "lost password", "locked out"},

	"CreateUserPool.EmailConfiguration.EmailSendingAccount": {"email", "ses", "smtp", "mail server", "mailer", "50 emails", "email quota", "email limit"},
	"CreateUserPool.EmailConfiguration.SourceArn":           {"ses", "simple email service", "verified domain", "verified address", "ses arn"},
	"CreateUserPool.EmailConfiguration.From":                {"ses", "sender name", "from name", "no reply", "noreply", "sender address"},
	"CreateUserPool.EmailConfiguration.ReplyToEmailAddress": {"ses", "answer address", "reply"},
	"CreateUserPool.EmailConfiguration.ConfigurationSet":    {"ses", "bounce", "delivery events", "email tracking"},

	"CreateUserPool.SmsConfiguration.SnsCallerArn": {"sms", "sns", "text message", "iam role", "send sms"},
	"CreateUserPool.SmsConfiguration.ExternalId":   {"confused deputy", "trust policy"},
	"CreateUserPool.SmsConfiguration.SnsRegion":    {"sns region"},
	"CreateUserPool.SmsAuthenticationMessage":      {"otp text", "text message"},

	"CreateUserPool.SmsConfiguration.EumsSms.CallerArn":            {"sms", "eums", "pinpoint", "end user messaging", "sms voice", "iam role", "send sms"},
	"CreateUserPool.SmsConfiguration.EumsSms.OriginationIdentity":  {"sender id", "sms number", "short code", "10dlc", "toll free number", "origination number", "phone pool"},
	"CreateUserPool.SmsConfiguration.EumsSms.ConfigurationSetName": {"sms delivery events", "sms tracking"},
	"CreateUserPool.SmsConfiguration.EumsSms.InEntityId":           {"india", "dlt", "trai"},
	"CreateUserPool.SmsConfiguration.EumsSms.InTemplateId":         {"india", "dlt", "trai"},

	"CreateUserPool.VerificationMessageTemplate.DefaultEmailOption": {"confirmation link", "verification link", "code or link", "activation link"},
	"CreateUserPool.VerificationMessageTemplate.EmailMessage":       {"verification email", "confirmation email", "welcome email", "email template", "html"},
	"CreateUserPool.VerificationMessageTemplate.EmailSubject":       {"verification email", "confirmation email", "email template"},
	"CreateUserPool.VerificationMessageTemplate.EmailMessageByLink": {"confirmation link", "verification link", "email template", "html"},
	"CreateUserPool.VerificationMessageTemplate.EmailSubjectByLink": {"confirmation link", "verification link", "email template"},
	"CreateUserPool.VerificationMessageTemplate.SmsMessage":         {"text message", "sms template", "verify phone"},

	"CreateUserPool.LambdaConfig.PreSignUp":                          {"hook", "before registration", "auto confirm", "allow list", "block domain", "lambda"},
	"CreateUserPool.LambdaConfig.PostConfirmation":                   {"hook", "after registration", "welcome", "webhook", "lambda"},
	"CreateUserPool.LambdaConfig.PreAuthentication":                  {"hook", "before login", "webhook", "lambda"},
	"CreateUserPool.LambdaConfig.PostAuthentication":                 {"hook", "after login", "webhook", "lambda"},
	"CreateUserPool.LambdaConfig.DefineAuthChallenge":                {"custom auth", "custom authentication", "magic link", "lambda"},
	"CreateUserPool.LambdaConfig.CreateAuthChallenge":                {"custom auth", "custom authentication", "magic link", "captcha", "lambda"},
	"CreateUserPool.LambdaConfig.VerifyAuthChallengeResponse":        {"custom auth", "custom authentication", "magic link", "captcha", "lambda"},
	"CreateUserPool.LambdaConfig.PreTokenGenerationConfig.LambdaArn": {"claims", "custom claims", "jwt", "scopes", "access token", "id token", "lambda"},
	"CreateUserPool.LambdaConfig.PreTokenGeneration":                 {"claims", "custom claims", "jwt", "id token", "lambda"},
	"CreateUserPool.LambdaConfig.UserMigration":                      {"import users", "migrate", "legacy users", "lambda"},
	"CreateUserPool.LambdaConfig.InboundFederation.LambdaArn":        {"federation", "identity provider", "saml", "oidc", "lambda"},
	"CreateUserPool.LambdaConfig.CustomMessage":                      {"localize", "translate", "languages", "i18n", "template", "lambda"},
	"CreateUserPool.LambdaConfig.CustomEmailSender.LambdaArn":        {"sendgrid", "mailgun", "own mailer", "third party email", "lambda"},
	"CreateUserPool.LambdaConfig.CustomSMSSender.LambdaArn":          {"twilio", "third party sms", "whatsapp", "lambda"},
	"CreateUserPool.LambdaConfig.KMSKeyID":                           {"kms", "encrypt codes"},

	"CreateUserPool.Schema":                     {"custom attribute", "custom field", "profile", "user data", "schema", "required attribute", "claims", "standard attribute"},
	"CreateUserPool.Schema[].Required":          {"mandatory", "required attribute"},
	"CreateUserPool.Schema[].Mutable":           {"read only", "readonly", "immutable", "editable"},
	"CreateUserPool.Schema[].AttributeDataType": {"string", "number", "date", "boolean"},

	"CreateUserPool.AdminCreateUserConfig.AllowAdminCreateUserOnly":           {"self registration", "registration", "register", "signup", "sign up", "self service", "invite only", "invitation only"},
	"CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate.EmailMessage": {"invite", "welcome email", "temporary password email", "email template", "html"},
	"CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate.EmailSubject": {"invite", "welcome email", "email template"},
	"CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate.SMSMessage":   {"invite", "text message"},
	"CreateUserPool.AdminCreateUserConfig.UnusedAccountValidityDays":          {"expire", "expires", "expiry", "expiration"},

	"CreateUserPool.DeviceConfiguration.ChallengeRequiredOnNewDevice":     {"remember me", "remember device", "trusted device", "device tracking"},
	"CreateUserPool.DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt": {"remember me", "remember device", "trusted device", "device tracking"},

	"CreateUserPool.UserPoolAddOns.AdvancedSecurityMode": {"advanced security", "brute force", "lockout", "lock out", "account lock", "leaked password", "compromised credentials", "adaptive authentication", "risk", "bot", "attack", "captcha", "rate limit", "credential stuffing"},
	"CreateUserPool.KeyConfiguration.KeyType":            {"kms", "cmk", "encryption at rest", "customer managed key"},
	"CreateUserPool.KeyConfiguration.KmsKeyArn":          {"kms", "cmk", "encryption at rest"},
	"CreateUserPool.IssuerConfiguration.Type":            {"jwks", "jwt", "iss", "openid configuration", "token issuer"},
	"CreateUserPool.AcrConfiguration.Level1.AcrValue":    {"acr", "acr values", "acr claim", "loa", "level of assurance", "authentication context", "step up"},
	"CreateUserPool.AcrConfiguration.Level2.AcrValue":    {"acr", "acr values", "acr claim", "loa", "level of assurance", "authentication context", "step up"},
	"CreateUserPool.AcrConfiguration.Level3.AcrValue":    {"acr", "acr values", "acr claim", "loa", "level of assurance", "authentication context", "step up"},
	"CreateUserPool.AcrConfiguration.Level4.AcrValue":    {"acr", "acr values", "acr claim", "loa", "level of assurance", "authentication context", "step up"},
	"CreateUserPool.DcrConfiguration":                    {"dcr", "dynamic client registration", "register client", "client registration", "rfc 7591", "mcp", "self registration of clients"},
	"CreateUserPool.DcrConfiguration.OpenDcrEnabled":     {"dcr", "anonymous registration", "open registration", "mcp"},
	"CreateUserPool.UserPoolTags":                        {"label", "cost allocation", "metadata"},
}

// Topic is something that people look for in a user pool and that no setting
// of the pool decides.
type Topic struct {
	Title string
	Words []string // phrases that ask for it, beside the title
	Where string   // one or two sentences: where it is decided
}

// Topics are answered instead of an empty list.
var Topics = []Topic{
	{"CAPTCHA", []string{"recaptcha", "hcaptcha", "turnstile", "bot protection", "bots"},
		"No setting of a user pool. Put an AWS WAF web ACL with a CAPTCHA rule on the pool, or check one in a pre sign-up trigger."},
	{"AWS WAF", []string{"waf", "web acl", "firewall", "rate limit", "throttle", "ip block", "block ip", "allow ip", "geo block", "ddos"},
		"An AWS WAF web ACL, associated with the pool after it exists, filters addresses and limits rates."},
	{"Lockout", []string{"lock out", "brute force", "account lock", "failed attempts", "login attempts", "retries", "password guessing"},
		"Not configurable. After five wrong passwords Cognito locks the user for a second, then for longer, up to about 15 minutes. Threat protection adds a reaction to risk."},
	{"Social login", []string{"social", "social sign in", "google login", "google sign in", "sign in with google", "sign in with apple", "facebook", "login with amazon", "apple id", "github login"},
		"Identity providers, set up after the pool."},
	{"SAML and OIDC providers", []string{"saml", "oidc", "openid connect", "sso", "single sign on", "okta", "entra", "azure ad", "active directory", "ldap", "federation", "identity provider", "idp", "enterprise login"},
		"Identity providers, set up after the pool."},
	{"App clients", []string{"app client", "client id", "client secret", "callback url", "redirect uri", "redirect url", "logout url", "oauth flow", "grant type", "client credentials", "pkce", "oauth", "user password auth", "srp", "auth flow"},
		"App clients, created after the pool: each has its own flows, secret, URLs and scopes."},
	{"Token lifetimes", []string{"refresh token", "access token lifetime", "id token lifetime", "token expiration", "token expires", "token expiry", "token validity", "session length", "session duration", "session timeout", "jwt lifetime", "token rotation", "revoke token", "logout", "keep signed in", "expire", "expires", "expiration", "expiry"},
		"Tokens and sessions belong to the app client, created after the pool."},
	{"Code lifetimes", []string{"code expires", "code expiration", "code expiry", "code validity", "link expires", "otp expires", "expire", "expires", "expiration", "expiry"},
		"Fixed by Cognito: a verification code lasts 24 hours, a code for a new password one hour, an MFA code three to fifteen minutes."},
	{"Hosted sign-in pages", []string{"hosted ui", "managed login", "login page", "sign in page", "branding", "logo", "css", "theme", "login ui"},
		"Pages for sign-in come with the pool's domain, an app client and a branding style, set up after the pool."},
	{"Domain", []string{"custom domain", "domain prefix", "auth domain", "amazoncognito com", "login url", "certificate", "acm"},
		"The pool's domain is set up after the pool."},
	{"Magic links", []string{"magic link", "login link", "sign in link", "email link login"},
		"Cognito has none. It sends email codes (first sign-in factors); links need a custom challenge: the define, create and verify challenge triggers."},
	{"Groups and roles", []string{"groups", "group", "role based access", "rbac", "permissions", "admin users", "authorization"},
		"Groups, created after the pool. Roles for AWS access belong to an identity pool."},
	{"Resource servers and scopes", []string{"resource server", "custom scope", "scopes", "api scope", "m2m scope"},
		"Resource servers, created after the pool."},
	{"Identity pool", []string{"identity pool", "federated identities", "aws credentials", "guest access", "anonymous users", "unauthenticated"},
		"An identity pool is a service of its own; it exchanges the tokens of a user pool for AWS credentials."},
	{"Users of a pool", []string{"create user", "add user", "import users", "csv import", "user import", "delete user", "disable user", "user list"},
		"Users are added to a pool that exists: by sign-up, by an administrator, by a CSV import job or by the user migration trigger."},
	{"Logs", []string{"logging", "log", "cloudwatch", "cloudtrail", "audit log", "user activity", "log delivery"},
		"Log delivery is set up after the pool; user activity logs need the Plus plan. CloudTrail records the API calls."},
	{"Backup and copies", []string{"backup", "restore", "replica", "multi region", "export users", "disaster recovery"},
		"Cognito has no backup of users. Export them through the API; copies in other Regions need a key of your own."},
	{"API Gateway and load balancers", []string{"authorizer", "api gateway", "load balancer", "alb", "appsync"},
		"Set on the API or load balancer, which names the pool and an app client."},
	{"Terms and privacy policy", []string{"terms", "terms of use", "privacy policy", "consent", "gdpr consent"},
		"Terms are part of the hosted sign-in pages, set up after the pool."},
}
