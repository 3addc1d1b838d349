package model

import (
	"fmt"
	"strings"
)

func checkAttributeDuplicate(f Facts) []Match {
	var matches []Match
	schema := f.CreateUserPool.Schema
	first := make(map[string]int, len(schema))
	for i := range schema {
		if schema[i].Name == nil {
			continue
		}
		name := *schema[i].Name
		before, seen := first[name]
		if !seen {
			first[name] = i
			continue
		}
		match := Match{
			Message:  fmt.Sprintf("the attribute %q appears twice in the schema; duplicate names are not allowed", name),
			Settings: []string{at(atSchema, i, "Name"), at(atSchema, before, "Name")},
		}
		if isTrue(schema[i].DeveloperOnlyAttribute) != isTrue(schema[before].DeveloperOnlyAttribute) {
			match.Severity = new(Warning) // one becomes dev:custom:, so the names may differ
		}
		matches = append(matches, match)
	}
	return matches
}

func checkPrefix(f Facts) []Match {
	return eachAttribute(f, func(a *Attribute) (string, []string) {
		name := deref(a.Name)
		if !strings.HasPrefix(name, "custom:") && !strings.HasPrefix(name, "dev:") {
			return "", nil
		}
		return fmt.Sprintf("the attribute %q will be called custom:%s, because Cognito adds the prefix", name, name), []string{"Name"}
	})
}

func checkServiceAttribute(f Facts) []Match {
	return eachAttribute(f, func(a *Attribute) (string, []string) {
		if !isOfService(a) {
			return "", nil
		}
		return fmt.Sprintf("Cognito creates and fills the attribute %q", *a.Name), []string{"Name"}
	})
}

// isOfService reports whether Cognito itself fills the attribute.
func isOfService(a *Attribute) bool { return is(a.Name, "sub") || is(a.Name, "identities") }

func checkCaseDuplicate(f Facts) []Match {
	var matches []Match
	schema := f.CreateUserPool.Schema
	first := make(map[string]int, len(schema))
	for i := range schema {
		name := deref(schema[i].Name)
		folded := strings.ToLower(name)
		before, seen := first[folded]
		if !seen {
			first[folded] = i
			continue
		}
		if other := deref(schema[before].Name); other != name {
			matches = append(matches, Match{
				Message:  fmt.Sprintf("the attributes %q and %q differ only in case", other, name),
				Settings: []string{at(atSchema, i, "Name"), at(atSchema, before, "Name")},
			})
		}
	}
	return matches
}

// usualNames are common names of standard attributes, in the form of fold.
var usualNames = func() map[string]string {
	m := map[string]string{
		"username": "preferred_username", "firstname": "given_name", "lastname": "family_name", "surname": "family_name",
		"phone": "phone_number", "mobile": "phone_number", "mail": "email", "emailaddress": "email", "birthday": "birthdate",
		"dateofbirth": "birthdate", "timezone": "zoneinfo", "fullname": "name", "avatar": "picture",
	}
	for _, name := range StandardNames() {
		m[fold(name)] = name
	}
	return m
}()

// fold removes case, _ and - from a name.
func fold(name string) string {
	return strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(name, "_", ""), "-", ""))
}

// usualName is usualNames[fold(name)] without its allocations: a pool can have
// fifty names, and they are looked up on every keypress.
func usualName(name string) string {
	var folded [20]byte
	n := 0
	for i := range len(name) {
		c := name[i]
		if c == '_' || c == '-' {
			continue
		}
		if n == len(folded) {
			return "" // longer than all usual names
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		folded[n] = c
		n++
	}
	return usualNames[string(folded[:n])]
}

// nearStandard is the standard attribute whose name is similar, or an empty
// string.
func nearStandard(name string) string {
	if near := usualName(name); near != "" {
		return near
	}
	return Nearest(name, StandardNames())
}

func checkNearStandard(f Facts) []Match {
	return eachAttribute(f, func(a *Attribute) (string, []string) {
		if a.Name == nil || isStandard(a) || isTrue(a.Required) {
			return "", nil
		}
		near := usualName(*a.Name)
		if near == "" {
			return "", nil
		}
		return fmt.Sprintf("%q creates a custom attribute custom:%s; the standard attribute is %s", *a.Name, *a.Name, near), []string{"Name"}
	})
}
