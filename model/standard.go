package model

import "slices"

// standardAttribute is one of the attributes that every pool has, as the
// service describes it when nothing was asked for.
type standardAttribute struct {
	Name, Type         string
	Immutable          bool // sub alone
	MinLength, MaxSize string
}

// standardAttributes follow the developer guide and the response in the API
// reference. identities is added by the service for federated users. The
// reference prints phone_number_verified cut off after 20 characters.
var standardAttributes = []standardAttribute{
	{Name: "sub", Type: "String", Immutable: true, MinLength: "1", MaxSize: "2048"},
	{Name: "name", Type: "String", MinLength: "0", MaxSize: "2048"},
	{Name: "given_name", Type: "String", MinLength: "0", MaxSize: "2048"},
	{Name: "family_name", Type: "String", MinLength: "0", MaxSize: "2048"},
	{Name: "middle_name", Type: "String", MinLength: "0", MaxSize: "2048"},
	{Name: "nickname", Type: "String", MinLength: "0", MaxSize: "2048"},
	{Name: "preferred_username", Type: "String", MinLength: "0", MaxSize: "2048"},
	{Name: "profile", Type: "String", MinLength: "0", MaxSize: "2048"},
	{Name: "picture", Type: "String", MinLength: "0", MaxSize: "2048"},
	{Name: "website", Type: "String", MinLength: "0", MaxSize: "2048"},
	{Name: "email", Type: "String", MinLength: "0", MaxSize: "2048"},
	{Name: "email_verified", Type: "Boolean"},
	{Name: "gender", Type: "String", MinLength: "0", MaxSize: "2048"},
	{Name: "birthdate", Type: "String", MinLength: "10", MaxSize: "10"},
	{Name: "zoneinfo", Type: "String", MinLength: "0", MaxSize: "2048"},
	{Name: "locale", Type: "String", MinLength: "0", MaxSize: "2048"},
	{Name: "phone_number", Type: "String", MinLength: "0", MaxSize: "2048"},
	{Name: "phone_number_verified", Type: "Boolean"},
	{Name: "phone_number_verifie", Type: "Boolean"},
	{Name: "address", Type: "String", MinLength: "0", MaxSize: "2048"},
	{Name: "updated_at", Type: "Number", MinLength: "0"},
	{Name: "identities", Type: "String"},
}

// StandardType returns the data type of a standard attribute, and whether the
// name is one.
func StandardType(name string) (dataType string, standard bool) {
	i := slices.IndexFunc(standardAttributes, func(a standardAttribute) bool { return a.Name == name })
	if i < 0 {
		return "", false
	}
	return standardAttributes[i].Type, true
}

// StandardLimits returns the least and the greatest length or value of a
// standard attribute in a pool that sets none, as the service describes them.
// Either is empty where there is no such limit, and for other attributes.
func StandardLimits(name string) (least, greatest string) {
	i := slices.IndexFunc(standardAttributes, func(a standardAttribute) bool { return a.Name == name })
	if i < 0 {
		return "", ""
	}
	return standardAttributes[i].MinLength, standardAttributes[i].MaxSize
}

// StandardNames are the standard attributes that a Schema may change, in the
// order of the documentation.
func StandardNames() []string {
	var names []string
	for _, a := range standardAttributes {
		if !slices.Contains([]string{"sub", "identities", "phone_number_verified", "phone_number_verifie"}, a.Name) {
			names = append(names, a.Name)
		}
	}
	return names
}

// isUntouchedStandard reports whether a described attribute is a standard one
// as every pool has it, so that asking for it again would say nothing.
func isUntouchedStandard(a Attribute) bool {
	i := slices.IndexFunc(standardAttributes, func(s standardAttribute) bool { return s.Name == deref(a.Name) })
	if i < 0 {
		return false
	}
	s := standardAttributes[i]
	if deref(a.DeveloperOnlyAttribute) || a.Required != nil && *a.Required != s.Immutable || a.Mutable != nil && *a.Mutable == s.Immutable {
		return false
	}
	return hasUsualSize(a, s)
}

func hasUsualSize(a Attribute, s standardAttribute) bool {
	if c := a.StringAttributeConstraints; c != nil && s.Type == "String" {
		return unsetOr(c.MinLength, s.MinLength) && unsetOr(c.MaxLength, s.MaxSize)
	}
	if c := a.NumberAttributeConstraints; c != nil && s.Type == "Number" {
		return unsetOr(c.MinValue, s.MinLength) && unsetOr(c.MaxValue, s.MaxSize)
	}
	return true
}

func unsetOr(p *string, usual string) bool { return p == nil || *p == usual }

// deref returns what p points to, or the zero value.
func deref[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}
