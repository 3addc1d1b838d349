package model

import (
	"fmt"
	"slices"
	"strings"
)

// Paths of the attributes that app clients can read and write.
const (
	atReadable = atClient + "ReadAttributes"
	atWritable = atClient + "WriteAttributes"
)

var clientAttributeRules = []Rule{
	{
		ID: "read-attribute-unknown", Severity: Error,
		Settings:   []string{atReadable},
		Summary:    "A client can read standard attributes and those of the pool. Custom attributes are written custom:NAME, those for administrators dev:custom:NAME.",
		Fix:        "correct the name, or add the attribute to Schema",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Invalid read attributes specified while creating a client", Match: "Invalid read attributes specified"}},
		Check:      checkReadable,
		Edits:      editAttributeNames,
	},
	{
		ID: "write-attribute-invalid", Severity: Error,
		Settings: []string{atWritable},
		Summary:  "A client can write standard attributes and those of the pool, but not sub, email_verified and phone_number_verified. Custom attributes are written custom:NAME.",
		Fix:      "correct the name, or remove it",
		Source:   "rejected in real deployments, 2026-09: Invalid write attributes specified while creating a client",
		Rejections: []Rejection{
			{Operations: []string{"UpdateUserPoolClient"}, Text: "Invalid write attributes specified while updating a client", Match: "Invalid write attributes specified while updating"},
			{Text: "Invalid write attributes specified while creating a client", Match: "Invalid write attributes specified"},
		},
		Check: checkWritable,
		Edits: editAttributeNames,
	},
	{
		ID: "write-attribute-immutable", Severity: Warning,
		Settings: []string{atWritable, atSchema + "[].Mutable"},
		Summary:  "An attribute that is not mutable cannot be changed, so a client that lists it as writable may be rejected.",
		Fix:      "remove the attribute from WriteAttributes, or make it mutable before you create the pool",
		Source:   "reported by a user of the CDK; unverified",
		Check:    checkWritableImmutable,
	},
	{
		ID: "write-attribute-required", Severity: Warning,
		Settings: []string{atWritable, atSchema + "[].Required"},
		Summary:  "A client that lists writable attributes needs all required attributes among them, or nobody can sign up with it.",
		Fix:      "add the required attributes to WriteAttributes",
		Source:   "reported by a user of the CDK; rejection is unverified",
		Check:    ofClients(checkWritableRequired),
		Edits:    editClient(editWritableRequired),
	},
	{
		ID: "write-attribute-mapped", Severity: Warning,
		Settings: []string{atWritable, "CreateIdentityProvider[].AttributeMapping"},
		Summary:  "At each federated sign-in, Cognito writes the mapped attributes through the client, so the client must be able to write them.",
		Fix:      "add the mapped attributes to WriteAttributes",
		Source:   "API reference, CreateUserPoolClient; developer guide, attribute mapping",
		Check:    ofClients(checkWritableMapped),
		Edits:    editClient(editWritableMapped),
	},
	{
		ID: "custom-attribute-not-listed", Severity: Warning,
		Settings: []string{atReadable, atWritable, atSchema},
		Summary:  "Unset, ReadAttributes and WriteAttributes contain the standard attributes. Custom attributes are in neither, as users report.",
		Fix:      "set ReadAttributes and WriteAttributes, with the custom attributes that the app needs",
		Source:   "API reference, CreateUserPoolClient; reported by a user of the CDK",
		Check:    ofClients(checkCustomListed),
	},
	{
		ID: "write-attribute-sensitive", Severity: Warning,
		Settings: []string{atWritable},
		Summary:  "Users can change each writable attribute of their own with UpdateUserAttributes. An attribute that grants rights, such as a role or a tenant, must not be writable by an app that users have.",
		Fix:      "remove the attribute from WriteAttributes",
		Source:   "API reference, CreateUserPoolClient",
		Check:    ofClients(checkWritableSensitive),
	},
}

// isStandardName are the names of standard attributes.
var isStandardName = func() map[string]bool {
	names := map[string]bool{}
	for _, a := range standardAttributes {
		names[a.Name] = true
	}
	return names
}()

// schemaAttributes are the attributes of a Schema by their names in it.
type schemaAttributes map[string]*Attribute

func (p *Pool) schemaAttributes() schemaAttributes {
	attributes := make(schemaAttributes, len(p.CreateUserPool.Schema))
	for i := range p.CreateUserPool.Schema {
		if a := &p.CreateUserPool.Schema[i]; a.Name != nil {
			attributes[*a.Name] = a
		}
	}
	return attributes
}

// find returns the attribute of the pool with the name that other requests use,
// such as custom:team, and whether there is one. It is nil for a standard
// attribute that is not in the Schema.
func (s schemaAttributes) find(name string) (a *Attribute, found bool) {
	if isStandardName[name] {
		return s[name], true
	}
	rest, developer := strings.CutPrefix(name, DeveloperPrefix)
	bare, custom := strings.CutPrefix(rest, CustomPrefix)
	a = s[bare]
	if !custom || a == nil || isStandardName[bare] || developer != isTrue(a.DeveloperOnlyAttribute) {
		return nil, false
	}
	return a, true
}

// missing says that the pool lacks an attribute, and what may be meant.
func (s schemaAttributes) missing(name string) string {
	message := fmt.Sprintf("%q, which is not an attribute of the pool", name)
	bare := strings.TrimPrefix(strings.TrimPrefix(name, DeveloperPrefix), CustomPrefix)
	if a := s[bare]; a != nil && !isStandardName[bare] {
		return message + "; did you mean " + CustomName(*a) + "?"
	}
	if isStandardName[bare] {
		return message + "; did you mean " + bare + "?"
	}
	return message
}

// isImmutable reports whether an attribute keeps its first value.
func isImmutable(a *Attribute) bool { return a != nil && a.Mutable != nil && !*a.Mutable }

func checkReadable(f Facts) []Match {
	attributes := f.schemaAttributes()
	return ofClients(func(_ Facts, c client) []Match {
		for _, name := range c.ReadAttributes {
			if _, found := attributes.find(name); !found {
				return c.found("can read "+attributes.missing(name), c.at(atReadable))
			}
		}
		return nil
	})(f)
}

func checkWritable(f Facts) []Match {
	attributes := f.schemaAttributes()
	return ofClients(func(_ Facts, c client) []Match {
		for _, name := range c.WriteAttributes {
			if isOnlyRead(name) {
				return c.found("can write "+name+", which only Cognito writes", c.at(atWritable))
			}
			if _, found := attributes.find(name); !found {
				return c.found("can write "+attributes.missing(name), c.at(atWritable))
			}
		}
		return nil
	})(f)
}

// isOnlyRead reports whether no client can write the standard attribute.
func isOnlyRead(name string) bool {
	return name == subAttribute || name == "email_verified" || name == "phone_number_verified"
}

func checkWritableImmutable(f Facts) []Match {
	attributes := f.schemaAttributes()
	return ofClients(func(_ Facts, c client) []Match {
		for _, name := range c.WriteAttributes {
			if a, _ := attributes.find(name); isImmutable(a) {
				return c.found("can write "+name+", which is not mutable", c.at(atWritable))
			}
		}
		return nil
	})(f)
}

// requiredButNotWritable are required attributes that the client cannot write.
func (p *Pool) requiredButNotWritable(c client) []string {
	if c.WriteAttributes == nil {
		return nil
	}
	var missing []string
	for i := range p.CreateUserPool.Schema {
		if a := &p.CreateUserPool.Schema[i]; isTrue(a.Required) && a.Name != nil && *a.Name != subAttribute && !slices.Contains(c.WriteAttributes, *a.Name) {
			missing = append(missing, *a.Name)
		}
	}
	return missing
}

func checkWritableRequired(f Facts, c client) []Match {
	missing := f.requiredButNotWritable(c)
	if missing == nil {
		return nil
	}
	return c.found("cannot write required attributes of the pool: "+some(missing), c.at(atWritable))
}

// mappedButNotWritable are attributes that the client cannot write, although its
// identity providers fill them, in alphabetical order.
func (p *Pool) mappedButNotWritable(c client) []string {
	if c.WriteAttributes == nil || len(c.SupportedIdentityProviders) == 0 {
		return nil
	}
	var missing []string
	for i := range p.CreateIdentityProvider {
		provider := &p.CreateIdentityProvider[i]
		if !slices.Contains(c.SupportedIdentityProviders, deref(provider.ProviderName)) {
			continue
		}
		for name := range provider.AttributeMapping {
			if name != mappedUsername && !isOnlyRead(name) && !slices.Contains(c.WriteAttributes, name) && !slices.Contains(missing, name) {
				missing = append(missing, name)
			}
		}
	}
	slices.Sort(missing)
	return missing
}

func checkWritableMapped(f Facts, c client) []Match {
	missing := f.mappedButNotWritable(c)
	if missing == nil {
		return nil
	}
	return c.found("cannot write attributes that its identity providers fill: "+some(missing), c.at(atWritable))
}

func checkCustomListed(f Facts, c client) []Match {
	if c.isMachine() || c.ReadAttributes != nil && c.WriteAttributes != nil {
		return nil
	}
	i := slices.IndexFunc(f.CreateUserPool.Schema, func(a Attribute) bool {
		return a.Name != nil && !isStandardName[*a.Name] && !isTrue(a.DeveloperOnlyAttribute)
	})
	if i < 0 {
		return nil
	}
	var unset []string
	if c.ReadAttributes == nil {
		unset = append(unset, c.at(atReadable))
	}
	if c.WriteAttributes == nil {
		unset = append(unset, c.at(atWritable))
	}
	return c.found(fmt.Sprintf("does not set %s, so it may lack access to custom attributes such as %s", names(unset), CustomName(f.CreateUserPool.Schema[i])), unset...)
}

func checkWritableSensitive(_ Facts, c client) []Match {
	if c.isConfidential() {
		return nil
	}
	i := slices.IndexFunc(c.WriteAttributes, isSensitive)
	if i < 0 {
		return nil
	}
	return c.found(fmt.Sprintf("lets users change %s; if the attribute grants rights, they can give themselves more", c.WriteAttributes[i]), c.at(atWritable))
}

// isSensitive reports whether the name of a custom attribute suggests that it
// grants rights: custom:tenant_id, custom:role.
func isSensitive(name string) bool {
	bare, custom := strings.CutPrefix(name, CustomPrefix)
	if !custom {
		return false
	}
	for word := range strings.FieldsFuncSeq(strings.ToLower(bare), func(r rune) bool { return r == '_' || r == '-' || r == '.' }) {
		switch word {
		case "tenant", "tenantid", "role", "roles", "plan", "admin", "isadmin", "permission", "permissions":
			return true
		}
	}
	return false
}

// correct is the name of the attribute that a name without a prefix, or with a
// wrong one, means; empty if there is none.
func (s schemaAttributes) correct(name string) string {
	if _, found := s.find(name); found {
		return name
	}
	bare := strings.TrimPrefix(strings.TrimPrefix(name, DeveloperPrefix), CustomPrefix)
	switch a := s[bare]; {
	case isStandardName[bare]:
		return bare
	case a != nil:
		return CustomName(*a)
	default:
		return ""
	}
}

// editAttributeNames corrects the prefixes in a list of attributes, and removes
// from those that a client writes the ones that only Cognito does.
func editAttributeNames(f Facts, finding Finding) []Edit {
	path := finding.Settings[0]
	value, _ := f.Get(path)
	names, _ := value.([]string)
	attributes := f.schemaAttributes()
	var corrected []string
	for _, name := range names {
		if strings.HasSuffix(path, ".WriteAttributes") && isOnlyRead(name) {
			continue
		}
		if name = attributes.correct(name); name == "" {
			return nil
		}
		corrected = append(corrected, name)
	}
	return setList(path, corrected)
}

func editWritableRequired(f Facts, c client) []Edit {
	return setList(c.at(atWritable), plus(c.WriteAttributes, f.requiredButNotWritable(c)...))
}

func editWritableMapped(f Facts, c client) []Edit {
	return setList(c.at(atWritable), plus(c.WriteAttributes, f.mappedButNotWritable(c)...))
}
