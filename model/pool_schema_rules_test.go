package model

import "strings"

// attributes is a pool with the given attributes.
func attributes(list ...string) string {
	return `{"PoolName":"p","Schema":[` + strings.Join(list, ",") + `]}`
}

// lengths is a text attribute with bounds; values a number with bounds.
func lengths(bounds string) string {
	return attributes(`{"Name":"x","AttributeDataType":"String","StringAttributeConstraints":{` + bounds + `}}`)
}

func values(bounds string) string {
	return attributes(`{"Name":"x","AttributeDataType":"Number","NumberAttributeConstraints":{` + bounds + `}}`)
}

var schemaCases = map[string]ruleCase{
	"custom-attribute-required": {
		breaks: []string{attributes(`{"Name":"Email","AttributeDataType":"String","Required":true}`), attributes(`{"Name":"email"}`, `{"Name":"dept","AttributeDataType":"String","Required":true}`)},
		fits:   []string{attributes(`{"Name":"email","Required":true}`), attributes(`{"Name":"dept","AttributeDataType":"String","Required":false}`)},
	},
	"standard-attribute-changed": {
		breaks: []string{attributes(`{"Name":"updated_at","AttributeDataType":"String"}`), attributes(`{"Name":"email","DeveloperOnlyAttribute":true}`)},
		fits:   []string{attributes(`{"Name":"updated_at","AttributeDataType":"Number"}`), attributes(`{"Name":"email","DeveloperOnlyAttribute":false}`), attributes(`{"Name":"email_verified","AttributeDataType":"Boolean"}`)},
	},
	"attribute-duplicate": {
		breaks: []string{attributes(`{"Name":"a","AttributeDataType":"String"}`, `{"Name":"b","AttributeDataType":"String"}`, `{"Name":"a","AttributeDataType":"String"}`), attributes(`{"Name":"email"}`, `{"Name":"email"}`)},
		softer: []string{attributes(`{"Name":"a","AttributeDataType":"String"}`, `{"Name":"a","AttributeDataType":"String","DeveloperOnlyAttribute":true}`)},
		fits:   []string{attributes(`{"Name":"a","AttributeDataType":"String"}`, `{"Name":"A","AttributeDataType":"String"}`)},
	},
	"attribute-needs-type": {
		breaks: []string{`{"PoolName":"p","Schema":[{"Name":"team","StringAttributeConstraints":{"MaxLength":"20"}},{"Name":"level","NumberAttributeConstraints":{"MaxValue":"9"}}]}`, attributes(`{"Name":"dept"}`)},
		fits:   []string{attributes(`{"Name":"email"}`), attributes(`{"Name":"dept","AttributeDataType":"DateTime"}`)},
	},
	"attribute-needs-name": {
		breaks: []string{attributes(`{"AttributeDataType":"String"}`)},
		fits:   []string{attributes(`{"Name":"x","AttributeDataType":"String"}`)},
	},
	"attribute-bound-not-a-number": {
		breaks: []string{lengths(`"MinLength":"1.0"`), lengths(`"MinLength":"-1"`), values(`"MinValue":"1e3"`), values(`"MaxValue":"-"`), lengths(`"MaxLength":" 5"`)},
		softer: []string{values(`"MinValue":"-1"`), lengths(`"MinLength":""`)},
		fits:   []string{lengths(`"MinLength":"0"`), values(`"MaxValue":"` + strings.Repeat("9", 300) + `"`)},
	},
	"attribute-lengths-swapped": {
		breaks: []string{lengths(`"MinLength":"10","MaxLength":"9"`)},
		fits:   []string{lengths(`"MinLength":"9","MaxLength":"10"`), lengths(`"MinLength":"009","MaxLength":"9"`), lengths(`"MinLength":"9"`), lengths(`"MinLength":"9","MaxLength":"x"`)},
	},
	"attribute-length-limit": {
		breaks: []string{lengths(`"MaxLength":"2049"`), lengths(`"MinLength":"3000"`), lengths(`"MaxLength":"10000"`)},
		fits:   []string{lengths(`"MaxLength":"2048"`), lengths(`"MaxLength":"02048"`)},
	},
	"attribute-values-swapped": {
		breaks: []string{values(`"MinValue":"10","MaxValue":"9"`), values(`"MinValue":"-1","MaxValue":"-2"`), values(`"MinValue":"1","MaxValue":"-2"`)},
		fits:   []string{values(`"MinValue":"-2","MaxValue":"-1"`), values(`"MinValue":"5","MaxValue":"5"`), values(`"MinValue":"-0","MaxValue":"0"`), values(`"MinValue":"-10","MaxValue":"9"`)},
	},
	"attribute-value-limit": {
		breaks: []string{values(`"MaxValue":"1` + strings.Repeat("0", 308) + `"`)},
		fits:   []string{values(`"MaxValue":"1` + strings.Repeat("0", 307) + `"`), values(`"MaxValue":"` + *highestValue + `"`)},
	},
	"attribute-constraints-ignored": {
		breaks: []string{
			attributes(`{"Name":"x","AttributeDataType":"Number","StringAttributeConstraints":{"MinLength":"1"}}`), attributes(`{"Name":"x","AttributeDataType":"Boolean","NumberAttributeConstraints":{"MinValue":"1"}}`),
			attributes(`{"Name":"email","NumberAttributeConstraints":{"MinValue":"1"}}`),
		},
		fits: []string{lengths(`"MinLength":"1"`), values(`"MinValue":"1"`), attributes(`{"Name":"email","StringAttributeConstraints":{"MinLength":"1"}}`)},
	},
	"attribute-case-duplicate": {
		breaks: []string{attributes(`{"Name":"Dept","AttributeDataType":"String"}`, `{"Name":"dept","AttributeDataType":"String"}`)},
		fits:   []string{attributes(`{"Name":"dept","AttributeDataType":"String"}`, `{"Name":"dept","AttributeDataType":"String"}`), attributes(`{"Name":"dept","AttributeDataType":"String"}`, `{"Name":"team","AttributeDataType":"String"}`)},
	},
	"attribute-max-zero": {
		breaks: []string{lengths(`"MaxLength":"0"`), lengths(`"MaxLength":"00"`)},
		fits:   []string{lengths(`"MaxLength":"1"`), lengths(`"MinLength":"0"`), lengths(`"MaxLength":""`)},
	},
	"required-verified-flag": {
		breaks: []string{attributes(`{"Name":"email_verified","Required":true}`)},
		fits:   []string{attributes(`{"Name":"email_verified","Required":false}`), attributes(`{"Name":"email","Required":true}`)},
	},
	"birthdate-limits": {
		breaks: []string{attributes(`{"Name":"birthdate","StringAttributeConstraints":{"MinLength":"8"}}`), attributes(`{"Name":"birthdate","StringAttributeConstraints":{"MinLength":"10","MaxLength":"2048"}}`)},
		fits:   []string{attributes(`{"Name":"birthdate","StringAttributeConstraints":{"MinLength":"10","MaxLength":"10"}}`), attributes(`{"Name":"birthdate"}`)},
	},
	"attribute-prefix": {
		breaks: []string{attributes(`{"Name":"custom:x","AttributeDataType":"String"}`), attributes(`{"Name":"dev:x","AttributeDataType":"String"}`)},
		fits:   []string{attributes(`{"Name":"custom","AttributeDataType":"String"}`), attributes(`{"Name":"my:custom:x","AttributeDataType":"String"}`)},
	},
	"attribute-of-the-service": {
		breaks: []string{attributes(`{"Name":"sub","Required":true}`), attributes(`{"Name":"identities"}`)},
		fits:   []string{attributes(`{"Name":"subject","AttributeDataType":"String"}`)},
	},
	"attribute-near-standard": {
		breaks: []string{attributes(`{"Name":"GivenName","AttributeDataType":"String"}`), attributes(`{"Name":"phone","AttributeDataType":"String"}`)},
		fits:   []string{attributes(`{"Name":"given_name"}`), attributes(`{"Name":"department","AttributeDataType":"String"}`)},
	},
	"attribute-immutable": {
		breaks: []string{attributes(`{"Name":"email","Mutable":false}`)},
		fits: []string{
			attributes(`{"Name":"tenant","AttributeDataType":"String","Mutable":false}`), attributes(`{"Name":"email","Mutable":true}`),
			attributes(`{"Name":"email"}`), attributes(`{"Name":"sub","Mutable":false}`),
		},
	},
	"attribute-developer-only": {
		breaks: []string{attributes(`{"Name":"x","AttributeDataType":"String","DeveloperOnlyAttribute":true}`)},
		fits:   []string{attributes(`{"Name":"x","AttributeDataType":"String","DeveloperOnlyAttribute":false}`)},
	},
	"required-without-sign-up": {
		breaks: []string{`{"PoolName":"p","AdminCreateUserConfig":{"AllowAdminCreateUserOnly":true},"Schema":[{"Name":"family_name","Required":true}]}`},
		fits: []string{
			`{"PoolName":"p","UsernameAttributes":["email"],"AdminCreateUserConfig":{"AllowAdminCreateUserOnly":true},"Schema":[{"Name":"email","Required":true}]}`,
			`{"PoolName":"p","AdminCreateUserConfig":{"AllowAdminCreateUserOnly":false},"Schema":[{"Name":"family_name","Required":true}]}`,
			`{"PoolName":"p","AdminCreateUserConfig":{"AllowAdminCreateUserOnly":true},"Schema":[{"Name":"sub","Required":true}]}`,
		},
	},
	"username-choice-undone": {
		breaks: []string{`{"PoolName":"p","UsernameAttributes":["email","phone_number"],"Schema":[{"Name":"email","Required":true}]}`},
		fits:   []string{`{"PoolName":"p","UsernameAttributes":["email"],"Schema":[{"Name":"email","Required":true}]}`, `{"PoolName":"p","UsernameAttributes":["email","phone_number"],"Schema":[{"Name":"name","Required":true}]}`},
	},
}
