package forms

import (
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

var recovery = Step{
	ID: "recovery", Title: "Recovery",
	Intro: "What Cognito verifies automatically, and how users recover their account when they forget the password.",
	Fields: fields("CreateUserPool.",
		"AutoVerifiedAttributes",
		"UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate",
		"AccountRecoverySetting.RecoveryMechanisms",
	),
}

var mechanismFields = fields("", ".Name", ".Priority")

func mechanismLabel(m model.RecoveryMechanism) string {
	name := "(none)"
	if m.Name != nil {
		name = *m.Name
		if o := model.Lookup(recoveryPath + "[].Name").Option(name); o != nil {
			name = o.Title
		}
	}
	if m.Priority == nil {
		return name
	}
	return name + ", " + ordinal(*m.Priority)
}

func ordinal(priority int) string {
	if priority == 1 {
		return "tried first"
	}
	return "tried next"
}

// newMechanism takes the first channel and priority that is free.
func newMechanism(taken []model.RecoveryMechanism) model.RecoveryMechanism {
	has := func(name string) bool {
		return slices.ContainsFunc(taken, func(m model.RecoveryMechanism) bool { return m.Name != nil && *m.Name == name })
	}
	name := "verified_email"
	if has(name) {
		name = "verified_phone_number"
	}
	return model.RecoveryMechanism{Name: &name, Priority: new(min(len(taken)+1, 2))}
}
