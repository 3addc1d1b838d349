package forms

import "slices"

const (
	addOns = "CreateUserPool.UserPoolAddOns."
	dcr    = "CreateUserPool.DcrConfiguration."
)

var security = Step{
	ID: "security", Title: "Security",
	Intro: "Threat protection, data encryption, the issuer and authentication levels in tokens, and dynamic client registration.",
	Fields: slices.Concat(
		fields(addOns, "AdvancedSecurityMode"),
		when(threatProtection, fields(addOns, "AdvancedSecurityAdditionalFlows.CustomAuthMode")...),
		fields("CreateUserPool.KeyConfiguration.", "KeyType"),
		when(ownKey, fields("CreateUserPool.KeyConfiguration.", "KmsKeyArn")...),
		fields("CreateUserPool.IssuerConfiguration.", "Type"),
		fields("CreateUserPool.AcrConfiguration.", "Level1.AcrValue", "Level2.AcrValue", "Level3.AcrValue", "Level4.AcrValue"),
		fields("CreateUserPool.", "DcrConfiguration"),
		when(registration, fields(dcr, "EnableStatus", "OpenDcrEnabled", "AuthenticatedGrantTypes")...),
		when(openRegistration, fields(dcr, "OpenGrantTypes")...),
	),
}

func threatProtection(s Scope) bool {
	mode := s.text(addOns + "AdvancedSecurityMode")
	return mode == "AUDIT" || mode == "ENFORCED"
}

func ownKey(s Scope) bool {
	return s.text("CreateUserPool.KeyConfiguration.KeyType") == "CUSTOMER_MANAGED_KEY"
}

func registration(s Scope) bool { return s.isSet("CreateUserPool.DcrConfiguration") }

func openRegistration(s Scope) bool {
	open, _ := s.Get(dcr + "OpenDcrEnabled")
	return open == true
}
