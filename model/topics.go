package model

// Topic is something that people search for and that no setting of a pool
// determines.
type Topic struct {
	Title string
	Words []string // other phrases for it than the title
	Where string   // where it is configured instead, one or two sentences
}

// Topics are shown by a search beside the settings that it finds.
var Topics = []Topic{
	{"CAPTCHA", []string{"recaptcha", "hcaptcha", "turnstile", "bot protection", "bots"},
		"No setting of a user pool. Put an AWS WAF web ACL with a CAPTCHA rule on the pool, or check one in a pre sign-up trigger."},
	{"AWS WAF", []string{"waf", "web acl", "firewall", "rate limit", "throttle", "ip block", "block ip", "allow ip", "geo block", "ddos"},
		"An AWS WAF web ACL, associated with the pool after it exists, filters addresses and limits rates."},
	{"Lockout", []string{"lock out", "brute force", "account lock", "failed attempts", "login attempts", "retries", "password guessing"},
		"Not configurable. After five wrong passwords Cognito locks the user for a second, then for longer, up to about 15 minutes. Threat protection adds a reaction to risk."},
	{"Social login", []string{"social", "social sign in", "google login", "google sign in", "sign in with google", "sign in with apple", "facebook", "login with amazon", "apple id", "github login"},
		"Identity providers (CreateIdentityProvider). App clients list those that they offer."},
	{"SAML and OIDC providers", []string{"saml", "oidc", "openid connect", "sso", "single sign on", "okta", "entra", "azure ad", "active directory", "ldap", "federation", "identity provider", "idp", "enterprise login"},
		"Identity providers (CreateIdentityProvider). App clients list those that they offer."},
	{"App clients", []string{"app client", "client id", "client secret", "callback url", "redirect uri", "redirect url", "logout url", "oauth flow", "grant type", "client credentials", "pkce", "oauth", "user password auth", "srp", "auth flow"},
		"App clients (CreateUserPoolClient). Each has its own flows, secret, URLs and scopes."},
	{"Token lifetimes", []string{"refresh token", "access token lifetime", "id token lifetime", "token expiration", "token expires", "token expiry", "token validity", "session length", "session duration", "session timeout", "jwt lifetime", "token rotation", "revoke token", "logout", "keep signed in", "expire", "expires", "expiration", "expiry"},
		"Tokens and sessions belong to the app client (CreateUserPoolClient)."},
	{"Code lifetimes", []string{"code expires", "code expiration", "code expiry", "code validity", "link expires", "otp expires", "expire", "expires", "expiration", "expiry"},
		"Fixed by Cognito: a verification code lasts " + verificationCodeLife + ", a code for a new password " + recoveryCodeLife + ", an MFA code three to fifteen minutes."},
	{"Hosted sign-in pages", []string{"hosted ui", "managed login", "login page", "sign in page", "branding", "logo", "css", "theme", "login ui"},
		"Pages for sign-in come with an app client (CreateUserPoolClient), a domain (CreateUserPoolDomain) and a branding style (CreateManagedLoginBranding)."},
	{"Domain", []string{"custom domain", "domain prefix", "auth domain", "amazoncognito com", "login url", "certificate", "acm"},
		"The pool's domain (CreateUserPoolDomain)."},
	{"Magic links", []string{"magic link", "login link", "sign in link", "email link login"},
		"Cognito has none. It sends email codes (first sign-in factors); links need a custom challenge: the define, create and verify challenge triggers."},
	{"Groups and roles", []string{"groups", "group", "role based access", "rbac", "permissions", "admin users", "authorization"},
		"Groups (CreateGroup). Roles for AWS access belong to an identity pool."},
	{"Resource servers and scopes", []string{"resource server", "custom scope", "scopes", "api scope", "m2m scope"},
		"Resource servers (CreateResourceServer). App clients list the scopes that they can request."},
	{"Identity pool", []string{"identity pool", "federated identities", "aws credentials", "guest access", "anonymous users", "unauthenticated"},
		"An identity pool is a service of its own; it exchanges the tokens of a user pool for AWS credentials."},
	{"Users of a pool", []string{"create user", "add user", "import users", "csv import", "user import", "delete user", "disable user", "user list"},
		"Users are added to a pool that exists: by sign-up, by an administrator, by a CSV import job or by the user migration trigger."},
	{"Logs", []string{"logging", "log", "cloudwatch", "cloudtrail", "audit log", "user activity", "log delivery"},
		"A draft can have log delivery (SetLogDeliveryConfiguration), but the wizard does not ask for it; user activity logs need the Plus plan. CloudTrail records the API calls."},
	{"Backup and copies", []string{"backup", "restore", "replica", "multi region", "export users", "disaster recovery"},
		"Cognito has no backup of users. Export them through the API; copies in other Regions need a key of your own."},
	{"API Gateway and load balancers", []string{"authorizer", "api gateway", "load balancer", "alb", "appsync"},
		"Set on the API or load balancer, which names the pool and an app client."},
	{"Terms and privacy policy", []string{"terms", "terms of use", "privacy policy", "consent", "gdpr consent"},
		"Terms are part of managed login. A draft can have them (CreateTerms), but the wizard does not ask for them."},
}
