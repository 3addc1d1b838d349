package model

import (
	"regexp"
	"slices"
	"strings"
)

// idWord is a word in a form of TerraformID.
var idWord = regexp.MustCompile(`[A-Za-z]+`)

// TerraformID returns the id with which Terraform imports what the call made. It is
// not known when Terraform has no resource for it, when the answers lack a part, or
// when a part contains the character between the parts, at which the provider would
// divide it.
func (c Call) TerraformID(answers Answers) (id string, known bool) {
	for _, form := range c.Operation.TerraformID {
		id, applies := form, true
		for i, word := range slices.Backward(idWord.FindAllStringIndex(form, -1)) {
			part, isSet, isKnown := c.idPart(form[word[0]:word[1]], answers)
			if isSet && !isKnown || i > 0 && strings.ContainsAny(part, dividing(form)) {
				return "", false
			}
			id = id[:word[0]] + part + id[word[1]:]
			applies = applies && isSet
		}
		if applies {
			return id, true
		}
	}
	return "", false
}

// dividing are the characters at which the provider divides an id into parts.
// It divides at the first slash alone. Source: the parsers of the ids in
// internal/service/cognitoidp of the provider.
func dividing(form string) string {
	return strings.Trim(idWord.ReplaceAllString(form, ""), "/")
}

// CloudFormationID returns the properties with which CloudFormation imports what
// the call made, and whether the answers have all of them. They are empty where it
// has no resource for it.
func (c Call) CloudFormationID(answers Answers) (properties map[string]string, known bool) {
	properties, known = map[string]string{}, len(c.Operation.CloudFormationID) > 0
	for property, member := range c.Operation.CloudFormationID {
		part, isSet, isKnown := c.idPart(member, answers)
		if !isSet {
			part = c.Operation.Member(member).CloudFormationUnset
			isKnown = part != ""
		}
		properties[property] = part
		known = known && isKnown
	}
	return properties, known
}

// idPart is the value of a member that identifies what the call made. It is not set
// where the request leaves the member unset, and not known when the answers lack it.
// A word that is no such member stands for itself.
func (c Call) idPart(word string, answers Answers) (text string, isSet, isKnown bool) {
	o := c.Operation
	if !slices.Contains(o.Identifiers(), word) && !slices.Contains(o.Takes, word) && !o.HasMember(word) {
		return word, true, true
	}
	members, isKnown := c.identifiers([]string{word}, answers)
	if len(members) == 0 {
		return "", false, isKnown
	}
	return members[0].text, true, isKnown
}
