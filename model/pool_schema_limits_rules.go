package model

import (
	"fmt"
	"math/big"
	"strings"
)

// dataType is the type that an attribute sets, or has as a standard one.
func dataType(a *Attribute) string {
	if a.AttributeDataType != nil {
		return *a.AttributeDataType
	}
	if usual := standard(deref(a.Name)); usual != nil {
		return usual.Type
	}
	return ""
}

// boundKind is the data type of a limit that is not a number, and the name of
// the attribute without its prefix.
func boundKind(f Facts, findings []Finding) []string {
	kind := "String"
	if strings.Contains(findings[0].Settings[0], ".NumberAttributeConstraints.") {
		kind = "Number"
	}
	return []string{kind, strings.TrimPrefix(f.attributeOf(findings[0]), CustomPrefix)}
}

// bounds are the four limits of an attribute; those of lengths come first.
func bounds(a *Attribute) [4]entry {
	var all [4]entry
	if c := a.StringAttributeConstraints; c != nil {
		all[0] = entry{"StringAttributeConstraints.MinLength", c.MinLength}
		all[1] = entry{"StringAttributeConstraints.MaxLength", c.MaxLength}
	}
	if c := a.NumberAttributeConstraints; c != nil {
		all[2] = entry{"NumberAttributeConstraints.MinValue", c.MinValue}
		all[3] = entry{"NumberAttributeConstraints.MaxValue", c.MaxValue}
	}
	return all
}

func checkBounds(f Facts) []Match {
	var matches []Match
	for i := range f.CreateUserPool.Schema {
		a := &f.CreateUserPool.Schema[i]
		for j, bound := range bounds(a) {
			if bound.value == nil {
				continue
			}
			problem, severity := boundProblem(*bound.value, j < 2)
			if problem == "" {
				continue
			}
			path := at(atSchema, i, bound.path)
			matches = append(matches, Match{
				Message:  fmt.Sprintf("%s of the attribute %q is %q, %s", Name(path), deref(a.Name), *bound.value, problem),
				Settings: []string{path},
				Severity: &severity,
			})
		}
	}
	return matches
}

// boundProblem is what is wrong with a bound, and how severe it is.
func boundProblem(s string, length bool) (problem string, severity Severity) {
	switch {
	case s == "":
		return "which is empty", Warning
	case !isWhole(s):
		return "which is not a whole number", Error
	case s[0] == '-' && length:
		return "but a length is not negative", Error
	case s[0] == '-':
		return "a negative limit, which is untested", Warning
	}
	return "", Advice
}

// isWhole reports whether s is a whole number, of any size.
func isWhole(s string) bool {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// less compares whole numbers of any size. It is false for what is not a whole
// number.
func less(a, b *string) bool {
	if a == nil || b == nil || !isWhole(*a) || !isWhole(*b) {
		return false
	}
	aBelow, aDigits := digits(*a)
	bBelow, bDigits := digits(*b)
	if aBelow != bBelow {
		return aBelow
	}
	if aBelow {
		aDigits, bDigits = bDigits, aDigits
	}
	if len(aDigits) != len(bDigits) {
		return len(aDigits) < len(bDigits)
	}
	return aDigits < bDigits
}

// digits removes the sign and the leading zeros of a whole number.
func digits(s string) (belowZero bool, rest string) {
	rest = strings.TrimLeft(s, "+-0")
	return s[0] == '-' && rest != "", rest
}

func checkLengthOrder(f Facts) []Match {
	return eachAttribute(f, func(a *Attribute) (string, []string) {
		c := a.StringAttributeConstraints
		if c == nil || !less(c.MaxLength, c.MinLength) {
			return "", nil
		}
		return fmt.Sprintf("the attribute %q has a maximum length (MaxLength) of %s, shorter than its minimum (MinLength), %s", deref(a.Name), *c.MaxLength, *c.MinLength), []string{"StringAttributeConstraints.MaxLength", "StringAttributeConstraints.MinLength"}
	})
}

func checkValueOrder(f Facts) []Match {
	return eachAttribute(f, func(a *Attribute) (string, []string) {
		c := a.NumberAttributeConstraints
		if c == nil || !less(c.MaxValue, c.MinValue) {
			return "", nil
		}
		return fmt.Sprintf("the attribute %q has a maximum (MaxValue) of %s, smaller than its minimum (MinValue), %s", deref(a.Name), *c.MaxValue, *c.MinValue), []string{"NumberAttributeConstraints.MaxValue", "NumberAttributeConstraints.MinValue"}
	})
}

var (
	longestString = new("2048")
	highestValue  = new(new(big.Int).Lsh(big.NewInt(1), 1023).String())
)

func checkLengthLimit(f Facts) []Match {
	return eachAttribute(f, func(a *Attribute) (string, []string) {
		lengths := bounds(a)
		for _, bound := range lengths[:2] {
			if less(longestString, bound.value) {
				return fmt.Sprintf("the attribute %q has a length limit of %s; String attributes cannot have a length of more than 2048", deref(a.Name), *bound.value), []string{bound.path}
			}
		}
		return "", nil
	})
}

func checkValueLimit(f Facts) []Match {
	return eachAttribute(f, func(a *Attribute) (string, []string) {
		bound := bounds(a)[3]
		if bound.value == nil || len(*bound.value) < len(*highestValue) || !less(highestValue, bound.value) {
			return "", nil
		}
		return fmt.Sprintf("the attribute %q has a maximum (MaxValue) above 2^1023", deref(a.Name)), []string{bound.path}
	})
}

func checkConstraintKind(f Facts) []Match {
	return eachAttribute(f, func(a *Attribute) (string, []string) {
		kind := dataType(a)
		if kind == "" {
			return "", nil
		}
		var ignored []string
		for j, bound := range bounds(a) {
			if bound.value != nil && kind != [...]string{"String", "String", "Number", "Number"}[j] {
				ignored = append(ignored, bound.path)
			}
		}
		if ignored == nil {
			return "", nil
		}
		block, _, _ := strings.Cut(ignored[0], ".")
		return fmt.Sprintf("the attribute %q is a %s; its %s does not apply and is dropped", deref(a.Name), kind, block), ignored
	})
}

func checkMaxZero(f Facts) []Match {
	return eachAttribute(f, func(a *Attribute) (string, []string) {
		c := a.StringAttributeConstraints
		if c == nil || c.MaxLength == nil || !isWhole(*c.MaxLength) {
			return "", nil
		}
		if below, digits := digits(*c.MaxLength); below || digits != "" {
			return "", nil
		}
		return fmt.Sprintf("the attribute %q has a maximum length (MaxLength) of 0, so it allows no value", deref(a.Name)), []string{"StringAttributeConstraints.MaxLength"}
	})
}

func checkBirthdate(f Facts) []Match {
	return eachAttribute(f, func(a *Attribute) (string, []string) {
		c := a.StringAttributeConstraints
		if !is(a.Name, "birthdate") || c == nil || unsetOr(c.MinLength, "10") && unsetOr(c.MaxLength, "10") {
			return "", nil
		}
		return "the limits of \"birthdate\" are changed; a birth date has exactly 10 characters, YYYY-MM-DD", []string{"StringAttributeConstraints.MinLength", "StringAttributeConstraints.MaxLength"}
	})
}
