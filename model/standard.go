package model

import "slices"

// standardAttribute is one of the attributes that every pool has, as the
// service describes it in a pool without a Schema. It is mutable, except sub,
// which is also the only required one.
type standardAttribute struct {
	Name, Type string
	// Min and Max limit the length of a String or the value of a Number; an
	// empty one is no limit.
	Min, Max string
	// Undescribed attributes are not in the response for a new pool.
	Undescribed bool
}

// standardAttributes follow the developer guide and the response in the API
// reference, in its order. The service adds identities for federated users. The
// reference prints phone_number_verified cut off after 20 characters.
var standardAttributes = []standardAttribute{
	{Name: subAttribute, Type: "String", Min: "1", Max: "2048"},
	{Name: "name", Type: "String", Min: "0", Max: "2048"},
	{Name: "given_name", Type: "String", Min: "0", Max: "2048"},
	{Name: "family_name", Type: "String", Min: "0", Max: "2048"},
	{Name: "middle_name", Type: "String", Min: "0", Max: "2048"},
	{Name: "nickname", Type: "String", Min: "0", Max: "2048"},
	{Name: "preferred_username", Type: "String", Min: "0", Max: "2048"},
	{Name: "profile", Type: "String", Min: "0", Max: "2048"},
	{Name: "picture", Type: "String", Min: "0", Max: "2048"},
	{Name: "website", Type: "String", Min: "0", Max: "2048"},
	{Name: "email", Type: "String", Min: "0", Max: "2048"},
	{Name: "email_verified", Type: "Boolean"},
	{Name: "gender", Type: "String", Min: "0", Max: "2048"},
	{Name: "birthdate", Type: "String", Min: "10", Max: "10"},
	{Name: "zoneinfo", Type: "String", Min: "0", Max: "2048"},
	{Name: "locale", Type: "String", Min: "0", Max: "2048"},
	{Name: "phone_number", Type: "String", Min: "0", Max: "2048"},
	{Name: "phone_number_verified", Type: "Boolean"},
	{Name: "phone_number_verifie", Type: "Boolean", Undescribed: true},
	{Name: "address", Type: "String", Min: "0", Max: "2048"},
	{Name: "updated_at", Type: "Number", Min: "0"},
	{Name: "identities", Type: "String", Undescribed: true},
}

// subAttribute is the user's unique ID, which the service sets.
const subAttribute = "sub"

// CustomPrefix begins the names of custom attributes, after DeveloperPrefix if
// only administrators can write them. A Schema has neither.
const (
	CustomPrefix    = "custom:"
	DeveloperPrefix = "dev:"
)

// CustomName returns the name under which the service describes a custom
// attribute of a Schema.
func CustomName(a Attribute) string {
	name := CustomPrefix + deref(a.Name)
	if deref(a.DeveloperOnlyAttribute) {
		return DeveloperPrefix + name
	}
	return name
}

// standard returns the standard attribute with a name, or nil.
func standard(name string) *standardAttribute {
	i := slices.IndexFunc(standardAttributes, func(a standardAttribute) bool { return a.Name == name })
	if i < 0 {
		return nil
	}
	return &standardAttributes[i]
}

// StandardType returns the data type of a standard attribute, and whether the
// name is one.
func StandardType(name string) (dataType string, isStandard bool) {
	a := standard(name)
	if a == nil {
		return "", false
	}
	return a.Type, true
}

// StandardLimits returns the minimum and maximum length or value of a standard
// attribute in a pool that sets none. Either is empty where there is no such
// limit, and for other attributes.
func StandardLimits(name string) (minimum, maximum string) {
	a := standard(name)
	if a == nil {
		return "", ""
	}
	return a.Min, a.Max
}

// StandardNames are the standard attributes that a Schema may change, in the
// order of the documentation.
func StandardNames() []string {
	var names []string
	for _, a := range standardAttributes {
		if !a.Undescribed && a.Name != subAttribute && a.Name != "phone_number_verified" {
			names = append(names, a.Name)
		}
	}
	return names
}

// StandardAttributes returns the attributes of a pool without a Schema, as the
// service describes them and in its order.
func StandardAttributes() []Attribute {
	var attributes []Attribute
	for _, a := range standardAttributes {
		if !a.Undescribed {
			attributes = append(attributes, a.attribute())
		}
	}
	return attributes
}

func (s standardAttribute) attribute() Attribute {
	isSub := s.Name == subAttribute
	a := Attribute{
		Name: new(s.Name), AttributeDataType: new(s.Type), Mutable: new(!isSub), Required: new(isSub), DeveloperOnlyAttribute: new(false),
	}
	switch s.Type {
	case "String":
		a.StringAttributeConstraints = &StringConstraints{}
	case "Number":
		a.NumberAttributeConstraints = &NumberConstraints{}
	}
	a.fillLimits(&s)
	return a
}

// fillLimits completes limits that are set in part: the rest keep their defaults.
func (a *Attribute) fillLimits(defaults *standardAttribute) {
	if c := a.StringAttributeConstraints; c != nil && defaults.Max != "" {
		setDefault(&c.MinLength, defaults.Min)
		setDefault(&c.MaxLength, defaults.Max)
	}
	if c := a.NumberAttributeConstraints; c != nil && defaults.Min != "" {
		setDefault(&c.MinValue, defaults.Min)
	}
}

// isUnchangedStandard reports whether a described attribute is a standard one
// as every pool has it, so that a Schema need not contain it.
func isUnchangedStandard(a Attribute) bool {
	s := standard(deref(a.Name))
	if s == nil {
		return false
	}
	isSub := s.Name == subAttribute
	if deref(a.DeveloperOnlyAttribute) || a.Required != nil && *a.Required != isSub || a.Mutable != nil && *a.Mutable == isSub {
		return false
	}
	return hasDefaultLimits(a, s)
}

func hasDefaultLimits(a Attribute, s *standardAttribute) bool {
	if c := a.StringAttributeConstraints; c != nil && s.Type == "String" {
		return unsetOr(c.MinLength, s.Min) && unsetOr(c.MaxLength, s.Max)
	}
	if c := a.NumberAttributeConstraints; c != nil && s.Type == "Number" {
		return unsetOr(c.MinValue, s.Min) && unsetOr(c.MaxValue, s.Max)
	}
	return true
}

func unsetOr(p *string, value string) bool { return p == nil || *p == value }

// deref returns what p points to, or the zero value.
func deref[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}
