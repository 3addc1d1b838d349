package model

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

var schemaRules = []Rule{
	{
		ID: "custom-attribute-required", Severity: Error,
		Settings: []string{atSchema + "[].Required", atSchema + "[].Name"},
		Summary:  "Only standard attributes can be required. A misspelled standard name, or username, creates a custom attribute.",
		Fix:      "make the attribute optional, or correct its name",
		Source:   "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{
			Text: "Required custom attributes are not supported currently.", Match: "Required custom attributes are not supported",
			Hint: "remove Required from custom attributes; if a standard attribute was intended, correct its name",
		}},
		Check: checkCustomRequired,
		Edits: editCustomRequired,
	},
	{
		ID: "standard-attribute-changed", Severity: Error,
		Settings:   []string{atSchema + "[].AttributeDataType", atSchema + "[].DeveloperOnlyAttribute"},
		Summary:    "The data type of a standard attribute cannot be changed, and it cannot be developer-only.",
		Fix:        "remove AttributeDataType and DeveloperOnlyAttribute from the attribute",
		Source:     "rejected in real deployments, 2026-09: You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email",
		Rejections: []Rejection{{Text: "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute %s", Values: fullNameOf}},
		Check:      checkStandardChanged,
		Edits:      removeFirst,
	},
	{
		ID: "attribute-duplicate", Severity: Error,
		Settings: []string{atSchema + "[].Name"},
		Summary:  "Each attribute appears in the schema once.",
		Fix:      "rename or remove one of the two",
		Source:   "rejected in real deployments, 2026-09: Duplicate custom attribute names custom:dept are not allowed in a user pool schema; that of AddCustomAttributes in an emulator",
		Rejections: []Rejection{
			{
				Operations: []string{addAttributes},
				Text:       "%s: Existing attribute already has name %s.",
				Values:     fullNameTwice,
				Match:      `Existing attribute already has name (\S+[^.\s])`,
			},
			{
				Text:   "Duplicate custom attribute names %s are not allowed in a user pool schema.",
				Values: fullNameOf,
				Match:  `Duplicate custom attribute names (\S+)`, // there can be several names
			},
		},
		Check: checkAttributeDuplicate,
		Edits: editAttributeDuplicate,
	},
	{
		ID: "attribute-needs-type", Severity: Error,
		Settings: []string{atSchema + "[].AttributeDataType"},
		Summary:  "A custom attribute requires a data type. A standard attribute has its own.",
		Fix:      "set AttributeDataType",
		Source:   "service text in an emulator: %s",
		Rejections: []Rejection{{
			Text: "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.", Match: "Invalid AttributeDataType",
			Hint: "set AttributeDataType for every custom attribute",
		}},
		Check: checkAttributeType,
		Edits: editAttributeType,
	},
	{
		ID: "attribute-needs-name", Severity: Warning,
		Settings: []string{atSchema + "[].Name"},
		Summary:  "An attribute without a name is probably a mistake. What Cognito does with it is untested.",
		Fix:      "set the name of the attribute, or remove it",
		Source:   "unverified",
		Check:    checkAttributeName,
	},
	{
		ID: "attribute-bound-not-a-number", Severity: Error,
		Settings: []string{
			atSchema + "[].StringAttributeConstraints.MinLength", atSchema + "[].StringAttributeConstraints.MaxLength",
			atSchema + "[].NumberAttributeConstraints.MinValue", atSchema + "[].NumberAttributeConstraints.MaxValue",
		},
		Summary: "The limits of an attribute are whole numbers in quotation marks, and lengths are not negative.",
		Fix:     "set a whole number, such as \"20\"",
		Source:  "service texts in an emulator: Invalid StringAttributeConstraints for schema attribute, Invalid NumberAttributeConstraints for schema attribute; a negative and an empty limit are unverified",
		Rejections: []Rejection{{
			Text:   "Invalid %sAttributeConstraints for schema attribute %s",
			Values: boundKind,
			Match:  `Invalid (?:String|Number)AttributeConstraints for schema attribute (\S+)`,
		}},
		Check: checkBounds,
	},
	{
		ID: "attribute-lengths-swapped", Severity: Error,
		Settings:   []string{atSchema + "[].StringAttributeConstraints.MinLength", atSchema + "[].StringAttributeConstraints.MaxLength"},
		Summary:    "The maximum length of an attribute must not be below the minimum.",
		Fix:        "raise MaxLength, or lower MinLength",
		Source:     "rejected in real deployments, 2026-09: Attribute custom:level cannot have a max length shorter than it's min length",
		Rejections: []Rejection{{Text: "Attribute %s cannot have a max length shorter than it's min length", Values: fullNameOf}},
		Check:      checkLengthOrder,
		Edits:      exchange,
	},
	{
		ID: "attribute-length-limit", Severity: Error,
		Settings: []string{atSchema + "[].StringAttributeConstraints.MinLength", atSchema + "[].StringAttributeConstraints.MaxLength"},
		Summary:  "A String attribute has at most 2048 characters, and its limits cannot exceed that.",
		Fix:      "set 2048 or less",
		Source:   "service text in an emulator: String attributes cannot have a length of more than 2048; developer guide, user pool attributes",
		Rejections: []Rejection{{
			Text:   "user.%s: String attributes cannot have a length of more than 2048",
			Values: fullNameOf,
			Match:  `user\.(\S+): (?:String attributes cannot|Max length cannot)`,
			Hint:   "set lengths from 0 to 2048, with MinLength at most MaxLength",
		}},
		Check: checkLengthLimit,
		Edits: editLengthLimit,
	},
	{
		ID: "attribute-values-swapped", Severity: Error,
		Settings:   []string{atSchema + "[].NumberAttributeConstraints.MinValue", atSchema + "[].NumberAttributeConstraints.MaxValue"},
		Summary:    "The maximum value of an attribute must not be below the minimum.",
		Fix:        "raise MaxValue, or lower MinValue",
		Source:     "rejected in real deployments, 2026-09: Attribute custom:n2 cannot have a max value smaller than it's min value",
		Rejections: []Rejection{{Text: "Attribute %s cannot have a max value smaller than it's min value", Values: fullNameOf}},
		Check:      checkValueOrder,
		Edits:      exchange,
	},
	{
		ID: "attribute-value-limit", Severity: Warning,
		Settings: []string{atSchema + "[].NumberAttributeConstraints.MaxValue"},
		Summary:  "The maximum value of a Number attribute is documented to be at most 2^1023.",
		Fix:      "set a smaller maximum, or remove it",
		Source:   "API reference, NumberAttributeConstraintsType",
		Check:    checkValueLimit,
		Edits:    settingTo(highestValue),
	},
	{
		ID: "attribute-constraints-ignored", Severity: Warning,
		Settings: []string{atSchema + "[].StringAttributeConstraints.MinLength", atSchema + "[].NumberAttributeConstraints.MinValue"},
		Summary:  "Length limits apply only to String attributes and value limits only to Number attributes. Cognito drops the others.",
		Fix:      "remove the limits of the other data type",
		Source:   "sample request and response of the API reference, CreateUserPool",
		Check:    checkConstraintKind,
		Edits:    removeAll,
	},
	{
		ID: "attribute-case-duplicate", Severity: Warning,
		Settings: []string{atSchema + "[].Name"},
		Summary:  "Attribute names are case sensitive: two names that differ only in case are two attributes, and easy to confuse.",
		Fix:      "rename or remove one of the two",
		Source:   "developer guide, user pool attributes",
		Check:    checkCaseDuplicate,
	},
	{
		ID: "attribute-max-zero", Severity: Warning,
		Settings: []string{atSchema + "[].StringAttributeConstraints.MaxLength"},
		Summary:  "A maximum length of 0 allows no value but the empty one, permanently.",
		Fix:      "raise MaxLength, or remove it",
		Source:   "developer guide, user pool attributes",
		Check:    checkMaxZero,
	},
	{
		ID: "required-verified-flag", Severity: Warning,
		Settings: []string{atSchema + "[].Required"},
		Summary:  "Users cannot set email_verified or phone_number_verified, so nobody can sign up where one is required.",
		Fix:      "make the attribute optional, and add email or phone_number to AutoVerifiedAttributes",
		Source:   "developer guide, user pool attributes; rejection at creation is unverified",
		Check:    checkRequiredFlag,
		Edits:    editRequiredFlag,
	},
	{
		ID: "birthdate-limits", Severity: Warning,
		Settings: []string{atSchema + "[].StringAttributeConstraints.MinLength", atSchema + "[].StringAttributeConstraints.MaxLength"},
		Summary:  "The standard attribute birthdate has exactly 10 characters, in the form YYYY-MM-DD.",
		Fix:      "remove the limits",
		Source:   "developer guide, user pool attributes; OpenID Connect Core, standard claims",
		Check:    checkBirthdate,
		Edits:    removeAll,
	},
	{
		ID: "attribute-prefix", Severity: Warning,
		Settings: []string{atSchema + "[].Name"},
		Summary:  "Cognito adds the prefix custom: to the name of a custom attribute.",
		Fix:      "remove the prefix",
		Source:   "API reference, SchemaAttributeType",
		Check:    checkPrefix,
		Edits:    editPrefix,
	},
	{
		ID: "attribute-of-the-service", Severity: Warning,
		Settings: []string{atSchema + "[].Name"},
		Summary:  "Cognito creates and fills sub and identities, so they do not belong in the schema.",
		Fix:      "remove the attribute",
		Source:   "developer guide, user pool attributes; behavior unverified",
		Check:    checkServiceAttribute,
		Edits:    removeAttribute,
	},
	{
		ID: "attribute-near-standard", Severity: Advice,
		Settings: []string{atSchema + "[].Name"},
		Summary:  "A name that is almost a standard one creates a custom attribute, which can never be removed.",
		Fix:      "use the standard name, if that is what you mean",
		Source:   "developer guide, user pool attributes",
		Check:    checkNearStandard,
	},
	{
		ID: "attribute-immutable", Severity: Warning,
		Settings: []string{atSchema + "[].Mutable"},
		Summary:  "A standard attribute that is not mutable can be written only when the user is created. An identity provider that maps it makes every later sign-in fail.",
		Fix:      "set Mutable to true",
		Source:   "developer guide, user pool attributes; API reference, SchemaAttributeType",
		Check:    checkImmutable,
		Edits:    settingTo(true),
	},
	{
		ID: "attribute-developer-only", Severity: Warning,
		Settings: []string{atSchema + "[].DeveloperOnlyAttribute"},
		Summary:  "Developer-only attributes are a legacy feature. Each app client has its own list of attributes that it can write.",
		Fix:      "set DeveloperOnlyAttribute to false, and limit WriteAttributes of the app client",
		Source:   "API reference, SchemaAttributeType",
		Check:    checkDeveloperOnly,
	},
	{
		ID: "required-without-sign-up", Severity: ToDo,
		Settings: []string{atSchema + "[].Required", atSignUp + "AllowAdminCreateUserOnly"},
		Summary:  "A user whom an administrator creates, or who comes from an identity provider, cannot sign in without every required attribute.",
		Fix:      "have administrators set the attribute, or make it optional",
		Source:   "API reference, SchemaAttributeType: registration or sign-in will fail",
		Check:    checkRequiredAdmin,
	},
	{
		ID: "username-choice-undone", Severity: Advice,
		Settings: []string{atUsernames, atSchema + "[].Required"},
		Summary:  "If people can sign up with an email address or a phone number, requiring one of them leaves no choice.",
		Fix:      "make the attribute optional, or keep only that one in UsernameAttributes",
		Source:   "developer guide, user pool attributes",
		Check:    checkUsernameChoice,
	},
}

func isStandard(a *Attribute) bool { return standard(deref(a.Name)) != nil }

// attributeOf is the attribute that a finding is about, under the name that it
// has in the pool.
func (f Facts) attributeOf(finding Finding) string {
	block, _, _ := strings.Cut(finding.Settings[0], "].")
	value, _ := f.Get(block + "].Name")
	name, _ := value.(string)
	if standard(name) != nil {
		return name
	}
	return CustomPrefix + name
}

// fullNameOf is what messages about an attribute contain of the draft.
func fullNameOf(f Facts, findings []Finding) []string {
	return []string{f.attributeOf(findings[0])}
}

func fullNameTwice(f Facts, findings []Finding) []string {
	name := f.attributeOf(findings[0])
	return []string{name, name}
}

// eachAttribute collects what look finds in each attribute; look returns the
// settings as names inside the attribute.
func eachAttribute(f Facts, look func(a *Attribute) (message string, settings []string)) []Match {
	var matches []Match
	for i := range f.CreateUserPool.Schema {
		message, settings := look(&f.CreateUserPool.Schema[i])
		if message == "" {
			continue
		}
		paths := make([]string, len(settings))
		for j, name := range settings {
			paths[j] = at(atSchema, i, name)
		}
		matches = append(matches, Match{Message: message, Settings: paths})
	}
	return matches
}

func checkCustomRequired(f Facts) []Match {
	return eachAttribute(f, func(a *Attribute) (string, []string) {
		if a.Name == nil || !isTrue(a.Required) || isStandard(a) {
			return "", nil
		}
		hint := ""
		if near := nearStandard(*a.Name); near != "" {
			hint = "; the standard attribute is " + near
		}
		return fmt.Sprintf("the custom attribute %q is required (Required), which Cognito does not support%s", *a.Name, hint), []string{"Required", "Name"}
	})
}

func checkStandardChanged(f Facts) []Match {
	return eachAttribute(f, func(a *Attribute) (string, []string) {
		usual := standard(deref(a.Name))
		if usual == nil {
			return "", nil
		}
		if own := a.AttributeDataType; own != nil && *own != usual.Type {
			return fmt.Sprintf("the standard attribute %q is a %s; its type (AttributeDataType) cannot be changed to %s", *a.Name, usual.Type, *own), []string{"AttributeDataType", "Name"}
		}
		if isTrue(a.DeveloperOnlyAttribute) {
			return fmt.Sprintf("the standard attribute %q cannot be developer-only (DeveloperOnlyAttribute)", *a.Name), []string{"DeveloperOnlyAttribute", "Name"}
		}
		return "", nil
	})
}

func checkAttributeType(f Facts) []Match {
	return eachAttribute(f, func(a *Attribute) (string, []string) {
		if a.Name == nil || a.AttributeDataType != nil || isStandard(a) {
			return "", nil
		}
		return fmt.Sprintf("the custom attribute %q has no data type (AttributeDataType)", *a.Name), []string{"AttributeDataType", "Name"}
	})
}

func checkAttributeName(f Facts) []Match {
	return eachAttribute(f, func(a *Attribute) (string, []string) {
		if a.Name != nil {
			return "", nil
		}
		return "an attribute of the schema has no name", []string{"Name"}
	})
}

func checkRequiredFlag(f Facts) []Match {
	return eachAttribute(f, func(a *Attribute) (string, []string) {
		if !isTrue(a.Required) || !strings.HasSuffix(deref(a.Name), "_verified") || !isStandard(a) {
			return "", nil
		}
		return fmt.Sprintf("%q is required, but users cannot set it at sign-up: Cognito sets it when it verifies the value", *a.Name), []string{"Required"}
	})
}

func checkImmutable(f Facts) []Match {
	var matches []Match
	for i := range f.CreateUserPool.Schema {
		a := &f.CreateUserPool.Schema[i]
		if a.Mutable == nil || *a.Mutable || !isStandard(a) || *a.Name == "sub" {
			continue
		}
		matches = append(matches, Match{
			Message:  fmt.Sprintf("the standard attribute %q is not mutable; if an identity provider maps it, every sign-in after the first fails", *a.Name),
			Settings: []string{at(atSchema, i, "Mutable")},
		})
	}
	return matches
}

func checkDeveloperOnly(f Facts) []Match {
	return eachAttribute(f, func(a *Attribute) (string, []string) {
		if !isTrue(a.DeveloperOnlyAttribute) || isStandard(a) {
			return "", nil
		}
		return fmt.Sprintf("the attribute %q is developer-only (DeveloperOnlyAttribute), a legacy feature", deref(a.Name)), []string{"DeveloperOnlyAttribute"}
	})
}

func checkRequiredAdmin(f Facts) []Match {
	c := f.CreateUserPool.AdminCreateUserConfig
	if c == nil || !isTrue(c.AllowAdminCreateUserOnly) {
		return nil
	}
	var required, settings []string
	for i, a := range f.CreateUserPool.Schema {
		if isTrue(a.Required) && isStandard(&a) && !isOfService(&a) && !slices.Contains(f.CreateUserPool.UsernameAttributes, *a.Name) {
			required = append(required, *a.Name)
			settings = append(settings, at(atSchema, i, "Required"))
		}
	}
	if required == nil {
		return nil
	}
	return found(fmt.Sprintf("only administrators create users, and each user must have %s: have administrators set it", some(required)), settings...)
}

func checkUsernameChoice(f Facts) []Match {
	usernames := f.CreateUserPool.UsernameAttributes
	if !slices.Contains(usernames, "email") || !slices.Contains(usernames, "phone_number") {
		return nil
	}
	return eachAttribute(f, func(a *Attribute) (string, []string) {
		if !isTrue(a.Required) || !is(a.Name, "email") && !is(a.Name, "phone_number") {
			return "", nil
		}
		return fmt.Sprintf("people can sign up with email or phone_number (UsernameAttributes), but %s is required", *a.Name), []string{"Required"}
	})
}

// attribute is the attribute that a finding is about, and its place in the list.
func (f Facts) attribute(finding Finding) (a *Attribute, i int) {
	rest, _ := strings.CutPrefix(finding.Settings[0], atSchema+"[")
	index, _, _ := strings.Cut(rest, "]")
	i, err := strconv.Atoi(index)
	if err != nil {
		panic(err) // the path of a finding of ours
	}
	return &f.CreateUserPool.Schema[i], i
}

// editCustomRequired makes the attribute optional, unless a standard one of nearly
// that name can be meant.
func editCustomRequired(f Facts, finding Finding) []Edit {
	if a, _ := f.attribute(finding); nearStandard(*a.Name) != "" {
		return nil
	}
	return removed(finding.Settings[0])
}

// editAttributeType sets the type that the limits of the attribute are for.
func editAttributeType(f Facts, finding Finding) []Edit {
	a, _ := f.attribute(finding)
	switch {
	case a.StringAttributeConstraints != nil && a.NumberAttributeConstraints == nil:
		return setTo(finding.Settings[0], "String")
	case a.NumberAttributeConstraints != nil && a.StringAttributeConstraints == nil:
		return setTo(finding.Settings[0], "Number")
	}
	return nil
}

// editRequiredFlag makes the attribute optional, and Cognito verify what it is
// about.
func editRequiredFlag(f Facts, finding Finding) []Edit {
	a, _ := f.attribute(finding)
	edits := removed(finding.Settings[0])
	about := f.verifiable([]string{strings.TrimSuffix(*a.Name, "_verified")})
	if len(about) > 0 && !f.verifies(about[0]) {
		edits = append(edits, f.verify(about...)...)
	}
	return edits
}

func removeAttribute(f Facts, finding Finding) []Edit {
	_, i := f.attribute(finding)
	return removed(atSchema + "[" + strconv.Itoa(i) + "]")
}

// editAttributeDuplicate removes an attribute that an earlier one equals.
func editAttributeDuplicate(f Facts, finding Finding) []Edit {
	a, i := f.attribute(finding)
	schema := f.CreateUserPool.Schema
	if !slices.ContainsFunc(schema[:i], func(before Attribute) bool { return reflect.DeepEqual(before, *a) }) {
		return nil
	}
	return removeAttribute(f, finding)
}

func editPrefix(f Facts, finding Finding) []Edit {
	a, _ := f.attribute(finding)
	bare, prefixed := strings.CutPrefix(*a.Name, CustomPrefix)
	if !prefixed || bare == "" {
		return nil
	}
	return setTo(finding.Settings[0], bare)
}

// exchange exchanges the values of the two settings of a finding.
func exchange(f Facts, finding Finding) []Edit {
	first, second := finding.Settings[0], finding.Settings[1]
	a, _ := f.Get(first)
	b, _ := f.Get(second)
	return append(setTo(first, b), setTo(second, a)...)
}

func editLengthLimit(f Facts, finding Finding) []Edit {
	a, i := f.attribute(finding)
	var edits []Edit
	lengths := bounds(a)
	for _, bound := range lengths[:2] {
		if less(longestString, bound.value) {
			edits = append(edits, setTo(at(atSchema, i, bound.path), longestString)...)
		}
	}
	return edits
}
