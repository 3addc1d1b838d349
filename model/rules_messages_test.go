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
			`{"PoolName":"p","VerificationMessageTemplate":{"EmailMessageByLink":"{####}"}}`,
			`{"PoolName":"p","MfaConfiguration":"ON","EmailMfaConfiguration":{"Message":"{####} {##here##}"}}`,
		},
		fits: []string{`{"PoolName":"p","VerificationMessageTemplate":{"EmailMessage":"{####}","EmailMessageByLink":"{##here##}","SmsMessage":"{####} ##}"}}`},
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
