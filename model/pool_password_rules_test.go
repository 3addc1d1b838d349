package model

var passwordCases = map[string]ruleCase{
	"password-validity-twice": {
		breaks: []string{`{"PoolName":"p","Policies":{"PasswordPolicy":{"TemporaryPasswordValidityDays":1}},"AdminCreateUserConfig":{"UnusedAccountValidityDays":7}}`},
		softer: []string{`{"PoolName":"p","Policies":{"PasswordPolicy":{"TemporaryPasswordValidityDays":0}},"AdminCreateUserConfig":{"UnusedAccountValidityDays":7}}`},
		fits: []string{
			`{"PoolName":"p","Policies":{"PasswordPolicy":{"TemporaryPasswordValidityDays":7}},"AdminCreateUserConfig":{"AllowAdminCreateUserOnly":true}}`,
			`{"PoolName":"p","Policies":{"PasswordPolicy":{"MinimumLength":8}},"AdminCreateUserConfig":{"UnusedAccountValidityDays":7}}`,
		},
	},
	"password-validity-legacy": {
		breaks: []string{`{"PoolName":"p","AdminCreateUserConfig":{"UnusedAccountValidityDays":3},"Policies":{"PasswordPolicy":{"MinimumLength":14,"RequireUppercase":false,"RequireLowercase":false,"RequireNumbers":false,"RequireSymbols":false}}}`, `{"PoolName":"p","AdminCreateUserConfig":{"UnusedAccountValidityDays":7}}`},
		fits:   []string{`{"PoolName":"p","Policies":{"PasswordPolicy":{"TemporaryPasswordValidityDays":7}}}`},
	},
	"temporary-validity-zero": {
		breaks: []string{`{"PoolName":"p","Policies":{"PasswordPolicy":{"TemporaryPasswordValidityDays":0}}}`},
		fits:   []string{`{"PoolName":"p","Policies":{"PasswordPolicy":{"TemporaryPasswordValidityDays":1}}}`},
	},
	"password-policy-incomplete": {
		breaks: []string{
			`{"PoolName":"p","Policies":{"PasswordPolicy":{}}}`,
			`{"PoolName":"p","Policies":{"PasswordPolicy":{"RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":true}}}`,
			`{"PoolName":"p","Policies":{"PasswordPolicy":{"MinimumLength":8,"RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true}}}`,
		},
		fits: []string{
			`{"PoolName":"p"}`, `{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD"]}}}`,
			`{"PoolName":"p","Policies":{"PasswordPolicy":{"MinimumLength":8,"RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":false}}}`,
		},
	},
	"password-weak": {
		breaks: []string{
			`{"PoolName":"p","Policies":{"PasswordPolicy":{"MinimumLength":7,"RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":true}}}`,
			`{"PoolName":"p","Policies":{"PasswordPolicy":{"MinimumLength":11,"RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":false}}}`,
		},
		fits: []string{
			`{"PoolName":"p","Policies":{"PasswordPolicy":{"MinimumLength":8,"RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":true}}}`,
			`{"PoolName":"p","Policies":{"PasswordPolicy":{"MinimumLength":12,"RequireUppercase":false,"RequireLowercase":false,"RequireNumbers":false,"RequireSymbols":false}}}`,
		},
	},
}
