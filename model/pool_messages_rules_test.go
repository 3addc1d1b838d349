package model

var messageCases = map[string]ruleCase{
	"code-and-link-texts": {
		breaks: []string{`{"PoolName":"p","VerificationMessageTemplate":{"EmailMessage":"{####}","EmailMessageByLink":"{##x##}"}}`},
		fits:   []string{`{"PoolName":"p","VerificationMessageTemplate":{"EmailMessage":"{####}","EmailSubjectByLink":"x"}}`},
	},
	"verification-text-ignored": {
		breaks: []string{
			`{"PoolName":"p","VerificationMessageTemplate":{"EmailMessageByLink":"{##x##}"}}`,
			`{"PoolName":"p","VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_LINK","EmailMessage":"{####}"}}`,
		},
		fits: []string{
			`{"PoolName":"p","VerificationMessageTemplate":{"EmailMessage":"{####}"}}`,
			`{"PoolName":"p","VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_LINK","EmailMessageByLink":"{##x##}"}}`,
		},
	},
	"link-text-without-link": {
		breaks: []string{
			`{"PoolName":"p","VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_LINK","EmailMessageByLink":"Your code is {####}"}}`,
			`{"PoolName":"p","VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_CODE","EmailMessageByLink":"{####}"}}`,
		},
		fits: []string{
			`{"PoolName":"p","VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_LINK","EmailMessageByLink":"{##verify##} {####}"}}`,
			`{"PoolName":"p","VerificationMessageTemplate":{"EmailMessageByLink":"no link"}}`,
		},
	},
	"link-text-blank": {
		breaks: []string{
			`{"PoolName":"p","VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_LINK","EmailMessageByLink":"{## ##}"}}`,
			`{"PoolName":"p","VerificationMessageTemplate":{"EmailMessageByLink":"{##verify##} or {##  ##}"}}`,
		},
		fits: []string{`{"PoolName":"p","VerificationMessageTemplate":{"EmailMessageByLink":"{## verify ##} {####}"}}`},
	},
	"link-with-legacy-text": {
		breaks: []string{`{"PoolName":"p","EmailVerificationMessage":"{####}","VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_LINK"}}`},
		fits: []string{
			`{"PoolName":"p","EmailVerificationMessage":"{####}","VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_LINK","EmailMessageByLink":"{##x##}"}}`,
			`{"PoolName":"p","EmailVerificationMessage":"{####}"}`,
		},
	},
	"invitation-without-password": {
		breaks: []string{
			`{"PoolName":"p","AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"Hello {username}"}}}`,
			`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD"]}},"AdminCreateUserConfig":{"InviteMessageTemplate":{"SMSMessage":"Hello {username}"}}}`,
		},
		softer: []string{
			`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}},"AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"Hello {username}"}}}`,
			`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}},"AdminCreateUserConfig":{"InviteMessageTemplate":{"SMSMessage":"Hello {username}"}}}`,
		},
		fits: []string{`{"PoolName":"p","AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"{username} {####}"}}}`, `{"PoolName":"p","AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"a\u00a0b and more"}}}`},
	},
	"invitation-validity": {
		breaks: []string{
			`{"PoolName":"p","AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"{username} {####}, valid for three days."}}}`,
			`{"PoolName":"p","Policies":{"PasswordPolicy":{"MinimumLength":8,"RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":true,"TemporaryPasswordValidityDays":1}},"AdminCreateUserConfig":{"InviteMessageTemplate":{"SMSMessage":"{username} {####}, valid for 7 days"}}}`,
			`{"PoolName":"p","AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"{username}: your account is valid for life, {####} is valid for 3 days"}}}`,
			`{"PoolName":"p","AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"{username} {####}<br>Valid for\n3 days"}}}`,
		},
		fits: []string{
			`{"PoolName":"p","AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"{username} {####}, valid for 3 daytime calls, invalid for 3 days"}}}`,
			`{"PoolName":"p","AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"{username} {####}, valid for seven days","SMSMessage":"{username} {####}, valid for 7 days."}}}`,
			`{"PoolName":"p","AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"{username} {####}, valid for a few days; reply within 2 days. valid for 0 days, valid for days, valid for 3 dollars"}}}`,
		},
	},
	"link-needs-domain": {
		breaks: []string{`{"PoolName":"p","VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_LINK"}}`},
		fits:   []string{`{"PoolName":"p","VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_CODE"}}`},
	},
	"legacy-texts-differ": {
		breaks: []string{`{"PoolName":"p","EmailVerificationSubject":"a","VerificationMessageTemplate":{"EmailSubject":"b"}}`, `{"PoolName":"p","SmsVerificationMessage":"a{####}","VerificationMessageTemplate":{"SmsMessage":"{####}"}}`},
		fits:   []string{`{"PoolName":"p","EmailVerificationSubject":"a","VerificationMessageTemplate":{"EmailSubject":"a"}}`, `{"PoolName":"p","EmailVerificationSubject":"a"}`},
	},
	"legacy-text": {
		breaks: []string{`{"PoolName":"p","EmailVerificationMessage":"{####}"}`},
		fits:   []string{`{"PoolName":"p","VerificationMessageTemplate":{"EmailMessage":"{####}"}}`},
	},
	"username-in-verification": {
		breaks: []string{`{"PoolName":"p","VerificationMessageTemplate":{"EmailMessage":"{username}: {####}"}}`, `{"PoolName":"p","SmsVerificationMessage":"{username}: {####}"}`},
		fits:   []string{`{"PoolName":"p","VerificationMessageTemplate":{"EmailMessage":"username: {####}"},"AdminCreateUserConfig":{"InviteMessageTemplate":{"SMSMessage":"{username} {####}"}}}`},
	},
	"invitation-without-username": {
		breaks: []string{`{"PoolName":"p","AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"{####}"}}}`, `{"PoolName":"p","AdminCreateUserConfig":{"InviteMessageTemplate":{"SMSMessage":"{Username} {####}"}}}`},
		fits:   []string{`{"PoolName":"p","AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"{username}{####}","EmailSubject":"Hello"}}}`},
	},
	"placeholder-misplaced": {
		breaks: []string{
			`{"PoolName":"p","VerificationMessageTemplate":{"EmailMessage":"{####} {##here##}"}}`,
			`{"PoolName":"p","MfaConfiguration":"ON","EmailMfaConfiguration":{"Message":"{####} {##here##}"}}`,
		},
		fits: []string{`{"PoolName":"p","VerificationMessageTemplate":{"EmailMessage":"{####}","EmailMessageByLink":"{##here##} {####}","SmsMessage":"{####} ##}"}}`},
	},
	"sender-bypasses-settings": {
		breaks: []string{
			`{"PoolName":"p","EmailConfiguration":{` + ses + `},"LambdaConfig":{"KMSKeyID":"$key",` + emailSender + `}}`,
			`{"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key","CustomMessage":"$fn",` + emailSender + `}}`,
			`{"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key","CustomMessage":"$fn",` + smsSender + `}}`,
		},
		fits: []string{
			`{"PoolName":"p","EmailConfiguration":{` + ses + `},"LambdaConfig":{"KMSKeyID":"$key",` + smsSender + `}}`,
			`{"PoolName":"p","MfaConfiguration":"ON","EmailMfaConfiguration":{},"EmailConfiguration":{` + ses + `},"LambdaConfig":{"KMSKeyID":"$key",` + emailSender + `}}`,
			`{"PoolName":"p","LambdaConfig":{"CustomMessage":"$fn"}}`,
		},
	},
	"sender-bypasses-texts": {
		breaks: []string{
			`{"PoolName":"p","VerificationMessageTemplate":{"EmailSubject":"x"},"LambdaConfig":{"KMSKeyID":"$key","CustomEmailSender":{"LambdaArn":"$fn","LambdaVersion":"V1_0"}}}`,
			`{"PoolName":"p","SmsAuthenticationMessage":"{####}","LambdaConfig":{"KMSKeyID":"$key","CustomSMSSender":{"LambdaArn":"$fn","LambdaVersion":"V1_0"}}}`,
		},
		fits: []string{
			`{"PoolName":"p","VerificationMessageTemplate":{"SmsMessage":"{####}"},"LambdaConfig":{"KMSKeyID":"$key","CustomEmailSender":{"LambdaArn":"$fn","LambdaVersion":"V1_0"}}}`,
			`{"PoolName":"p","VerificationMessageTemplate":{"SmsMessage":"{####}"},"LambdaConfig":{"CustomMessage":"$fn"}}`,
		},
	},
}
