package model

var securitySettings = []Setting{
	{
		Path:     "CreateUserPool.UserPoolAddOns.AdvancedSecurityMode",
		Title:    "Threat protection",
		Help:     "Detects compromised passwords and unusual sign-ins. Audit records them; full enforcement also blocks sign-ins or asks for MFA, which must then be optional. Both require the Plus plan.",
		Kind:     Choice,
		Required: true,
		Choices: []Option{
			{Value: "OFF", Title: "Off", Help: "Risks are not evaluated."},
			{Value: "AUDIT", Title: "Audit only", Help: "Risks are recorded, nothing is blocked; a good way to start.", Tier: "PLUS"},
			{Value: "ENFORCED", Title: "Full enforcement", Help: "Risky sign-ins are blocked or asked for a second factor.", Tier: "PLUS"},
		},
		Default: "Off",
		Implied: "OFF",
		matters: func(p *Pool, _ Leaf) bool {
			return p.CreateUserPool.UserPoolAddOns.AdvancedSecurityAdditionalFlows != nil
		},
		Terraform:      "user_pool_add_ons.advanced_security_mode",
		CloudFormation: "UserPoolAddOns.AdvancedSecurityMode",
		Datadog:        "user_pool_add_ons.advanced_security_mode",
		Synonyms:       []string{"advanced security", "brute force", "lockout", "lock out", "account lock", "leaked password", "compromised credentials", "adaptive authentication", "risk", "bot", "attack", "captcha", "rate limit", "credential stuffing"},
	},
	{
		Path:  "CreateUserPool.UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode",
		Title: "Custom authentication protection",
		Help:  "Extends threat protection to custom authentication with your challenge triggers. Leave it unset if you have none.",
		Kind:  Choice,
		Choices: []Option{
			{Value: "AUDIT", Title: "Audit only", Help: "Risks are recorded, nothing is blocked."},
			{Value: "ENFORCED", Title: "Full enforcement", Help: "Risky sign-ins are blocked."},
		},
		Default:        "None; custom authentication is not protected",
		Tier:           "PLUS",
		Terraform:      "user_pool_add_ons.advanced_security_additional_flows.custom_auth_mode",
		CloudFormation: "UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode",
	},
	{
		Path:  "CreateUserPool.KeyConfiguration.KeyType",
		Title: "Data encryption key",
		Help:  "Which key encrypts the pool's data. The AWS-owned key needs no maintenance and is free. With your own key you can log and revoke its use, and replicate the pool to other Regions.",
		Kind:  Choice,
		Choices: []Option{
			{Value: "AWS_OWNED_KEY", Title: "AWS-owned key", Help: "No setup."},
			{Value: "CUSTOMER_MANAGED_KEY", Title: "Your own KMS key", Help: "Requires the ARN of the key; without the key the data is lost."},
		},
		Default: "AWS-owned key",
		Implied: "AWS_OWNED_KEY",
		matters: func(p *Pool, _ Leaf) bool {
			return p.CreateUserPool.KeyConfiguration.KmsKeyArn != nil
		},
		CloudFormation: "KeyConfiguration.KeyType",
		Synonyms:       []string{"kms", "cmk", "encryption at rest", "customer managed key"},
	},
	arnSetting(KMSKey, Setting{
		Path:           "CreateUserPool.KeyConfiguration.KmsKeyArn",
		Title:          "Data encryption key ARN",
		Help:           "The ARN of your own KMS key, in the pool's Region. Replicas of the pool in other Regions require a multi-Region key.",
		Default:        "None; the AWS-owned key is used",
		CloudFormation: "KeyConfiguration.KmsKeyArn",
		Synonyms:       []string{"kms", "cmk", "encryption at rest"},
	}),
	{
		Path:  "CreateUserPool.IssuerConfiguration.Type",
		Title: "Token issuer",
		Help:  "The issuer (iss) in tokens. Services that validate tokens must know it, so decide before the first one does. The updated issuer serves its keys from several Regions.",
		Kind:  Choice,
		Choices: []Option{
			{Value: "ORIGINAL", Title: "Original", Help: "cognito-idp.REGION.amazonaws.com; most guides assume it."},
			{Value: "UPDATED", Title: "Updated", Help: "issuer-cognito-idp.REGION.amazonaws.com; keys in several Regions."},
		},
		Default:        "Original",
		Implied:        "ORIGINAL",
		matters:        always,
		CloudFormation: "IssuerConfiguration.Type",
		Synonyms:       []string{"jwks", "jwt", "iss", "openid configuration", "token issuer"},
	},
	acrLevel("1"),
	acrLevel("2"),
	acrLevel("3"),
	acrLevel("4"),
	{
		Path:     "CreateUserPool.DcrConfiguration",
		Title:    "Dynamic client registration",
		Help:     "Lets OAuth clients, such as MCP clients, register themselves with the pool. The block enables it, even when it is empty.",
		Kind:     Block,
		Default:  "Off",
		Tier:     "ESSENTIALS",
		Synonyms: []string{"dcr", "dynamic client registration", "register client", "client registration", "rfc 7591", "mcp", "self registration of clients"},
	},
	{
		Path:  "CreateUserPool.DcrConfiguration.EnableStatus",
		Title: "Client registration status",
		Help:  "Whether clients can register. Disabled keeps the other values for later.",
		Kind:  Choice,
		Choices: []Option{
			{Value: "ENABLED", Title: "Enabled", Help: "Clients can register."},
			{Value: "DISABLED", Title: "Disabled", Help: "No client can register."},
		},
		Default: "Enabled",
		Implied: "ENABLED",
		matters: always,
		Tier:    "ESSENTIALS",
	},
	{
		Path:     "CreateUserPool.DcrConfiguration.OpenDcrEnabled",
		Title:    "Registration without a token",
		Help:     "With Yes, anyone can register a client without authentication. With No, registration requires an access token.",
		Kind:     Bool,
		Default:  "No",
		Implied:  false,
		matters:  always,
		Tier:     "ESSENTIALS",
		Synonyms: []string{"dcr", "anonymous registration", "open registration", "mcp"},
	},
	{
		Path:    "CreateUserPool.DcrConfiguration.AuthenticatedGrantTypes",
		Title:   "Grants of authenticated registration",
		Help:    "The OAuth grants that a client registered with a token can use. An empty list rejects every such registration.",
		Kind:    Choices,
		Choices: dcrGrants,
		Default: "Authorization code, client credentials",
		Implied: []string{"code", "client_credentials"},
		matters: always,
		Tier:    "ESSENTIALS",
	},
	{
		Path:    "CreateUserPool.DcrConfiguration.OpenGrantTypes",
		Title:   "Grants of open registration",
		Help:    "The OAuth grants that a client registered without a token can use. With client_credentials, anyone can create machine clients that you pay for.",
		Kind:    Choices,
		Choices: dcrGrants,
		Default: "Authorization code",
		Implied: []string{"code"},
		matters: always,
		Tier:    "ESSENTIALS",
	},
}

// acrLevel describes one of the four authentication levels in acr claims.
func acrLevel(level string) Setting {
	return Setting{
		Path:     "CreateUserPool.AcrConfiguration.Level" + level + ".AcrValue",
		Title:    "Authentication level " + level,
		Help:     "The name of authentication level " + level + " in the acr claim of tokens and in requests for step-up authentication, as a URI. All four names must differ, the defaults included.",
		Kind:     Text,
		Required: true,
		Min:      1,
		Max:      64,
		Pattern:  acrValue,
		Default:  "urn:cognito:loa:" + level,
		Tier:     "ESSENTIALS",
		Synonyms: []string{"acr", "acr values", "acr claim", "loa", "level of assurance", "authentication context", "step up"},
	}
}

// dcrGrants are the grants of dynamic client registration. Cognito accepts
// implicit and ignores it.
var dcrGrants = []Option{
	{Value: "code", Title: "Authorization code", Help: "A user signs in through the browser."},
	{Value: "client_credentials", Title: "Client credentials", Help: "A machine signs in as itself; billed per token request."},
	{Value: "implicit", Title: "Implicit", Help: "Accepted, but ignored."},
}
