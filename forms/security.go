package forms

import "slices"

const addOns = "CreateUserPool.UserPoolAddOns."

var security = Step{
	ID: "security", Title: "Security",
	Intro: "Threat protection, the key that encrypts the pool's data, and the address in its tokens.",
	Fields: slices.Concat(
		fields(addOns, "AdvancedSecurityMode"),
		when(threatProtection, fields(addOns, "AdvancedSecurityAdditionalFlows.CustomAuthMode")...),
		fields("CreateUserPool.KeyConfiguration.", "KeyType"),
		when(ownKey, fields("CreateUserPool.KeyConfiguration.", "KmsKeyArn")...),
		fields("CreateUserPool.IssuerConfiguration.", "Type"),
	),
}

func threatProtection(s Scope) bool {
	mode := s.text(addOns + "AdvancedSecurityMode")
	return mode == "AUDIT" || mode == "ENFORCED"
}

func ownKey(s Scope) bool {
	return s.text("CreateUserPool.KeyConfiguration.KeyType") == "CUSTOMER_MANAGED_KEY"
}
