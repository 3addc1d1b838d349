package model

var mfaCases = map[string]ruleCase{
	"mfa-needs-factor": {
		breaks: []string{
			`{"PoolName":"p","MfaConfiguration":"ON"}`,
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL","SoftwareTokenMfaConfiguration":{"Enabled":false}}`,
			`{"CreateUserPool":{"PoolName":"p"},"SetUserPoolMfaConfig":{"MfaConfiguration":"ON","WebAuthnConfiguration":{"UserVerification":"required"}}}`,
		},
		fits: []string{
			`{"PoolName":"p","MfaConfiguration":"OFF"}`,
			`{"PoolName":"p","MfaConfiguration":"ON","SoftwareTokenMfaConfiguration":{"Enabled":true}}`,
			`{"PoolName":"p","MfaConfiguration":"ON","SmsConfiguration":{"SnsCallerArn":"$role"}}`,
			`{"PoolName":"p","MfaConfiguration":"ON","EmailMfaConfiguration":{}}`,
			`{"PoolName":"p","MfaConfiguration":"MAYBE"}`,
		},
	},
	"mfa-off-with-factor": {
		breaks: []string{
			`{"PoolName":"p","MfaConfiguration":"OFF","SoftwareTokenMfaConfiguration":{"Enabled":false}}`,
			`{"PoolName":"p","SmsMfaConfiguration":{}}`,
			`{"CreateUserPool":{"PoolName":"p","MfaConfiguration":"ON"},"SetUserPoolMfaConfig":{"MfaConfiguration":"OFF","EmailMfaConfiguration":{}}}`,
		},
		fits: []string{
			`{"PoolName":"p","MfaConfiguration":"OFF","WebAuthnConfiguration":{"UserVerification":"required"}}`,
			`{"PoolName":"p","MfaConfiguration":"OFF","SmsConfiguration":{"SnsCallerArn":"$role"}}`,
			`{"PoolName":"p","MfaConfiguration":"ON","SoftwareTokenMfaConfiguration":{"Enabled":true}}`,
		},
	},
	"mfa-modes-differ": {
		breaks: []string{`{"CreateUserPool":{"PoolName":"p","MfaConfiguration":"OFF"},"SetUserPoolMfaConfig":{"MfaConfiguration":"ON","SoftwareTokenMfaConfiguration":{"Enabled":true}}}`},
		fits: []string{
			`{"CreateUserPool":{"PoolName":"p","MfaConfiguration":"ON"},"SetUserPoolMfaConfig":{"MfaConfiguration":"ON","SoftwareTokenMfaConfiguration":{"Enabled":true}}}`,
			`{"CreateUserPool":{"PoolName":"p"},"SetUserPoolMfaConfig":{"MfaConfiguration":"ON"}}`,
		},
	},
	"mfa-required-with-otp": {
		breaks: []string{
			`{"PoolName":"p","MfaConfiguration":"ON","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}}`,
			`{"CreateUserPool":{"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role"},"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","SMS_OTP"]}}},"SetUserPoolMfaConfig":{"MfaConfiguration":"ON"}}`,
		},
		fits: []string{
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}}`,
			`{"PoolName":"p","MfaConfiguration":"ON","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD"]}}}`,
		},
	},
	"mfa-required-with-passkey": {
		breaks: []string{
			`{"PoolName":"p","MfaConfiguration":"ON","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}}}`,
			`{"PoolName":"p","MfaConfiguration":"ON","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}},"WebAuthnConfiguration":{"FactorConfiguration":"SINGLE_FACTOR"}}`,
		},
		fits: []string{
			`{"PoolName":"p","MfaConfiguration":"ON","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}},"WebAuthnConfiguration":{"FactorConfiguration":"MULTI_FACTOR_WITH_USER_VERIFICATION"}}`,
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}}}`,
		},
	},
	"sms-mfa-needs-sms": {
		breaks: []string{`{"PoolName":"p","MfaConfiguration":"ON","SmsMfaConfiguration":{}}`},
		fits: []string{
			`{"PoolName":"p","MfaConfiguration":"ON","SmsMfaConfiguration":{},"SmsConfiguration":{"SnsCallerArn":"$role"}}`,
			`{"PoolName":"p","MfaConfiguration":"ON","SmsMfaConfiguration":{"SmsConfiguration":{"SnsCallerArn":"$role"}}}`,
		},
	},
	"sms-becomes-factor": {
		breaks: []string{`{"PoolName":"p","MfaConfiguration":"OPTIONAL","SmsConfiguration":{"SnsCallerArn":"$role"},"SoftwareTokenMfaConfiguration":{"Enabled":true}}`},
		fits: []string{
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL","SmsConfiguration":{"SnsCallerArn":"$role"},"SoftwareTokenMfaConfiguration":{"Enabled":true},"SmsMfaConfiguration":{}}`,
			`{"PoolName":"p","MfaConfiguration":"ON","SmsConfiguration":{"SnsCallerArn":"$role"}}`,
			`{"PoolName":"p","MfaConfiguration":"OFF","SmsConfiguration":{"SnsCallerArn":"$role"}}`,
		},
	},
	"email-mfa-needs-ses": {
		breaks: []string{
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL","EmailMfaConfiguration":{},"EmailConfiguration":{"SourceArn":"$address"}}`,
			`{"PoolName":"p","MfaConfiguration":"ON","EmailMfaConfiguration":{}}`,
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL","EmailMfaConfiguration":{"Message":"{####}"},"EmailConfiguration":{"EmailSendingAccount":"COGNITO_DEFAULT"}}`,
		},
		fits: []string{`{"PoolName":"p","MfaConfiguration":"ON","EmailMfaConfiguration":{},"EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"$address"}}`},
	},
	"factor-needs-attribute": {
		breaks: []string{
			`{"PoolName":"p","MfaConfiguration":"ON","SmsConfiguration":{"SnsCallerArn":"$role"}}`,
			`{"PoolName":"p","MfaConfiguration":"ON","EmailMfaConfiguration":{},"Schema":[{"Name":"email","Required":false}]}`,
		},
		fits: []string{
			`{"PoolName":"p","MfaConfiguration":"ON","SmsConfiguration":{"SnsCallerArn":"$role"},"Schema":[{"Name":"phone_number","Required":true}]}`,
			`{"PoolName":"p","MfaConfiguration":"ON","EmailMfaConfiguration":{},"UsernameAttributes":["email"]}`,
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL","SmsConfiguration":{"SnsCallerArn":"$role"}}`,
			`{"PoolName":"p","MfaConfiguration":"ON","SoftwareTokenMfaConfiguration":{"Enabled":true},"SmsConfiguration":{"SnsCallerArn":"$role"}}`,
		},
	},
	"sms-only-factor": {
		breaks: []string{`{"PoolName":"p","MfaConfiguration":"OPTIONAL","SmsConfiguration":{"SnsCallerArn":"$role"}}`},
		fits:   []string{`{"PoolName":"p","MfaConfiguration":"OPTIONAL","SmsConfiguration":{"SnsCallerArn":"$role"},"SoftwareTokenMfaConfiguration":{"Enabled":true}}`, `{"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role"}}`},
	},
	"mfa-optional-never-asked": {
		breaks: []string{`{"PoolName":"p","MfaConfiguration":"OPTIONAL","SoftwareTokenMfaConfiguration":{"Enabled":true}}`},
		fits:   []string{`{"PoolName":"p","MfaConfiguration":"ON","SoftwareTokenMfaConfiguration":{"Enabled":true}}`},
	},
	"mfa-users-keep-passwords": {
		breaks: []string{`{"PoolName":"p","MfaConfiguration":"OPTIONAL","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}}}`},
		fits: []string{
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}},"WebAuthnConfiguration":{"FactorConfiguration":"MULTI_FACTOR_WITH_USER_VERIFICATION"}}`,
			`{"PoolName":"p","MfaConfiguration":"OFF","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}}}`,
		},
	},
	"passkey-without-verification": {
		breaks: []string{`{"PoolName":"p","WebAuthnConfiguration":{"FactorConfiguration":"MULTI_FACTOR_WITH_USER_VERIFICATION","UserVerification":"preferred"}}`},
		softer: []string{`{"PoolName":"p","WebAuthnConfiguration":{"FactorConfiguration":"MULTI_FACTOR_WITH_USER_VERIFICATION"}}`},
		fits:   []string{`{"PoolName":"p","WebAuthnConfiguration":{"FactorConfiguration":"MULTI_FACTOR_WITH_USER_VERIFICATION","UserVerification":"required"}}`, `{"PoolName":"p","WebAuthnConfiguration":{"FactorConfiguration":"SINGLE_FACTOR","UserVerification":"preferred"}}`},
	},
	"passkey-needs-domain": {
		breaks: []string{`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}}}`},
		softer: []string{`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}},"WebAuthnConfiguration":{"UserVerification":"required"}}`},
		fits:   []string{`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}},"WebAuthnConfiguration":{"RelyingPartyId":"auth.example.com"}}`},
	},
	"passkey-not-offered": {
		breaks: []string{`{"PoolName":"p","WebAuthnConfiguration":{"RelyingPartyId":"auth.example.com"}}`},
		fits:   []string{`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}},"WebAuthnConfiguration":{"RelyingPartyId":"auth.example.com"}}`},
	},
	"relying-party-domain": {
		breaks: []string{`{"PoolName":"p","WebAuthnConfiguration":{"RelyingPartyId":"Auth.example.com"}}`, `{"PoolName":"p","WebAuthnConfiguration":{"RelyingPartyId":"auth..example.com"}}`, `{"PoolName":"p","WebAuthnConfiguration":{"RelyingPartyId":"amazoncognito.com"}}`, `{"PoolName":"p","WebAuthnConfiguration":{"RelyingPartyId":"auth.eu-west-1.amazoncognito.com"}}`, `{"PoolName":"p","WebAuthnConfiguration":{"RelyingPartyId":"amplifyapp.com"}}`, `{"PoolName":"p","WebAuthnConfiguration":{"RelyingPartyId":"com"}}`, `{"PoolName":"p","WebAuthnConfiguration":{"RelyingPartyId":"github.io"}}`, `{"PoolName":"p","WebAuthnConfiguration":{"RelyingPartyId":"example.com."}}`},
		fits:   []string{`{"PoolName":"p","WebAuthnConfiguration":{"RelyingPartyId":"shop.auth.eu-west-1.amazoncognito.com"}}`, `{"PoolName":"p","WebAuthnConfiguration":{"RelyingPartyId":"shop.github.io"}}`, `{"PoolName":"p","WebAuthnConfiguration":{"RelyingPartyId":"localhost"}}`},
	},
}
