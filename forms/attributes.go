package forms

import (
	"fmt"
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

var attributes = Step{
	ID: "attributes", Title: "Attributes",
	Intro:  "What the pool knows about a user. Name a standard attribute such as email to require it; any other name becomes a custom attribute.",
	Fields: []Field{{Path: schemaPath}},
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

// freshAttribute is a text that can be changed, under a name of its own.
func freshAttribute(taken []model.Attribute) model.Attribute {
	name := "attribute"
	for n := 2; slices.ContainsFunc(taken, func(a model.Attribute) bool { return a.Name != nil && *a.Name == name }); n++ {
		name = fmt.Sprintf("attribute%d", n)
	}
	return model.Attribute{Name: &name, AttributeDataType: new("String"), Mutable: new(true)}
}
