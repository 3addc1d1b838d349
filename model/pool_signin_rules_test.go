package model

var signInCases = map[string]ruleCase{
	"username-or-alias": {
		breaks: []string{`{"PoolName":"p","UsernameAttributes":["email"],"AliasAttributes":["phone_number"]}`},
		fits:   []string{`{"PoolName":"p","UsernameAttributes":["email"],"AliasAttributes":[]}`, `{"PoolName":"p","AliasAttributes":["email","preferred_username"]}`},
	},
	"preferred-username-required": {
		breaks: []string{`{"PoolName":"p","AliasAttributes":["preferred_username"],"Schema":[{"Name":"preferred_username","Required":true}]}`},
		fits: []string{
			`{"PoolName":"p","AliasAttributes":["preferred_username"],"Schema":[{"Name":"preferred_username","Required":false}]}`,
			`{"PoolName":"p","AliasAttributes":["email"],"Schema":[{"Name":"preferred_username","Required":true}]}`,
		},
	},
	"alias-never-verified": {
		breaks: []string{`{"PoolName":"p","AliasAttributes":["email"]}`, `{"PoolName":"p","AliasAttributes":["email","phone_number"],"AutoVerifiedAttributes":["email"]}`},
		fits:   []string{`{"PoolName":"p","AliasAttributes":["email","preferred_username"],"AutoVerifiedAttributes":["email"]}`},
	},
	"alias-shaped-username": {
		breaks: []string{`{"PoolName":"p","AliasAttributes":["email"]}`},
		fits:   []string{`{"PoolName":"p","AliasAttributes":["preferred_username"]}`, `{"PoolName":"p","UsernameAttributes":["email"]}`},
	},
	"phone-sign-in-needs-sms": {
		breaks: []string{`{"PoolName":"p","UsernameAttributes":["email","phone_number"]}`},
		fits:   []string{`{"PoolName":"p","UsernameAttributes":["phone_number"],"SmsConfiguration":{"SnsCallerArn":"$role"}}`, `{"PoolName":"p","UsernameAttributes":["email"]}`},
	},
	"case-sensitive-forever": {
		breaks: []string{`{"PoolName":"p"}`, `{"PoolName":"p","UsernameConfiguration":{}}`},
		fits:   []string{`{"PoolName":"p","UsernameConfiguration":{"CaseSensitive":false}}`, `{"PoolName":"p","UsernameConfiguration":{"CaseSensitive":true}}`},
	},
	"first-factor-needs-password": {
		breaks: []string{`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["WEB_AUTHN"]}}}`, `{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["EMAIL_OTP","WEB_AUTHN"]}}}`},
		fits: []string{
			`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["WEB_AUTHN","PASSWORD"]}}}`,
			`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":[]}}}`,
			`{"PoolName":"p","Policies":{"SignInPolicy":{}}}`,
		},
	},
	"sms-otp-needs-sms": {
		breaks: []string{
			`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","SMS_OTP"]}}}`,
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL","SmsMfaConfiguration":{"SmsConfiguration":{"SnsCallerArn":"$role"}},"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","SMS_OTP"]}}}`,
		},
		fits: []string{`{"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role"},"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","SMS_OTP"]}}}`},
	},
	"email-otp-default-sender": {
		breaks: []string{`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}}`},
		fits:   []string{`{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"$address"},"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}}`},
	},
	"otp-needs-attribute": {
		breaks: []string{
			`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}}`,
			`{"PoolName":"p",` + sms + `,"AutoVerifiedAttributes":["email"],"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","SMS_OTP"]}}}`,
		},
		fits: []string{
			`{"PoolName":"p","AutoVerifiedAttributes":["email"],"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}}`,
			`{"PoolName":"p","Schema":[{"Name":"email","Required":true}],"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}}`,
			`{"PoolName":"p","UsernameAttributes":["phone_number"],` + sms + `,"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","SMS_OTP"]}}}`,
		},
	},
	"listed-twice": {
		breaks: []string{
			`{"PoolName":"p","UsernameAttributes":["email","email"]}`,
			`{"PoolName":"p","UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":["email","email"]}}`,
		},
		fits: []string{`{"PoolName":"p","UsernameAttributes":["email","phone_number"]}`},
	},
}
