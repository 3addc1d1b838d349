package forms

import (
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

var attributes = Step{
	ID: "attributes", Title: "Attributes",
	Intro:  "What the pool stores about a user. Add custom attributes, and check which of the standard ones are required.",
	Fields: []Field{{Path: schemaPath}, {Path: schemaPath, checklist: requiredAttributes}},
}

var attributeFields = slices.Concat(
	fields("", ".Name", ".AttributeDataType", ".Required", ".Mutable"),
	when(isType("String"), fields(".StringAttributeConstraints", ".MinLength", ".MaxLength")...),
	when(isType("Number"), fields(".NumberAttributeConstraints", ".MinValue", ".MaxValue")...),
	when(legacy, fields("", ".DeveloperOnlyAttribute")...),
)

func isType(dataType string) func(Scope) bool {
	return func(s Scope) bool { return s.text(s.Item+".AttributeDataType") == dataType }
}

func attributeLabel(a model.Attribute) string {
	label := "(no name)"
	if a.Name != nil {
		label = *a.Name
	}
	if a.AttributeDataType != nil {
		label += " · " + *a.AttributeDataType
	}
	if a.Required != nil && *a.Required {
		label += " · required"
	}
	if a.Mutable != nil && !*a.Mutable {
		label += " · written once"
	}
	return label
}

// newAttribute is a text that can be changed. It has no name yet.
func newAttribute([]model.Attribute) model.Attribute {
	return model.Attribute{AttributeDataType: new("String"), Mutable: new(true)}
}
