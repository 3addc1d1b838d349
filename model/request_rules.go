package model

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// requestRules hold for the requests of all operations alike. They read the table
// of operations and the catalog.
var requestRules = []Rule{
	{
		ID: "request-twice", Severity: Error,
		Settings: requestKeys(),
		Summary:  "Each request of a list has a name of its own. Cognito accepts app clients of the same name, but a draft refers to a client by its name.",
		Fix:      "rename or remove one of the two",
		Source:   "service model: exceptions such as GroupExistsException; app clients: how a draft refers to them",
		Rejections: []Rejection{
			{Setting: atGroups + "[].GroupName", Code: "GroupExistsException", Match: AnyMessage, Settings: []string{atGroups}, Hint: existsHint},
			{Setting: atProvider + "ProviderName", Code: "DuplicateProviderException", Match: AnyMessage, Settings: []string{atProviders}, Hint: existsHint},
			{Setting: atBranding + "[].ClientId", Code: "ManagedLoginBrandingExistsException", Match: AnyMessage, Settings: []string{atBranding}, Hint: existsHint},
			{Setting: "CreateTerms[].ClientId", Code: "TermsExistsException", Match: AnyMessage, Settings: []string{"CreateTerms"}, Hint: existsHint},
		},
		Check: checkRepeatedRequests,
		Edits: editRepeatedRequest,
	},
	{
		ID: "reference-unknown", Severity: Error,
		Settings: pathsThat(isReference),
		Summary:  "A setting that refers to another request of the draft, by its name, needs that request: a ClientId is the ClientName of an app client, SupportedIdentityProviders are COGNITO and the names of identity providers.",
		Fix:      "correct the name, or add what it refers to",
		Source:   "rejected in real deployments, 2026-09: The provider Google does not exist for User Pool; other references: how a draft refers to its requests",
		Rejections: []Rejection{{
			Setting: atOffered,
			Text:    "The provider %s does not exist for User Pool %s.",
			Values:  firstUnknownProvider,
			Match:   `The provider \S+ does not exist for User Pool`,
		}},
		Check: checkReferences,
		Edits: editReference,
	},
	{
		ID: "secret-literal", Severity: Error, OwnValue: true,
		Settings: pathsThat(isSecret),
		Summary:  "A draft contains references to secrets, such as ${env:GOOGLE_CLIENT_SECRET}, and never a secret itself: drafts are saved, shared and exported.",
		Fix:      "put the secret in an environment variable, and set ${env:NAME} with the name of the variable",
		Source:   "security practice",
		Check:    checkSecrets,
	},
}

// existsHint is what to do about a name that the pool already has.
const existsHint = "the pool already has one of this name: rename it, or remove one of the two"

// pathsThat are the settings of the catalog for which is reports true.
func pathsThat(is func(*Setting) bool) []string {
	var paths []string
	for i := range Catalog {
		if is(&Catalog[i]) {
			paths = append(paths, Catalog[i].Path)
		}
	}
	return paths
}

// requestKeys are the settings that identify the requests of lists.
func requestKeys() []string {
	var paths []string
	for _, o := range Operations {
		if o.Many {
			paths = append(paths, o.keyPaths(o.Name+"[]")...)
		}
	}
	return paths
}

// keyPaths are the paths of the members that identify the request at path.
func (o *Operation) keyPaths(path string) []string {
	var paths []string
	for name := range strings.SplitSeq(o.Key, "+") {
		paths = append(paths, path+"."+name)
	}
	return paths
}

func checkRepeatedRequests(f Facts) []Match {
	var matches []Match
	for _, o := range Operations {
		if o.Many {
			matches = append(matches, o.checkRepeated(f.Pool)...)
		}
	}
	return matches
}

// checkRepeated finds requests with the same key. Where the key can be unset, as
// for all app clients that have no request of their own, two without it are equal
// too.
func (o *Operation) checkRepeated(p *Pool) []Match {
	list := o.in(p)
	if list.Len() < 2 {
		return nil
	}
	var matches []Match
	isRequired := byPath[o.keyPaths(o.Name + "[]")[0]].Required
	first := make(map[string]int, list.Len())
	for i := range list.Len() {
		key := keyOf(list.Index(i), o.Key)
		if key == "" && isRequired {
			continue // the missing key is reported
		}
		before, seen := first[key]
		if !seen {
			first[key] = i
			continue
		}
		paths := o.keyPaths(o.Name + "[" + fmt.Sprint(i) + "]")
		message := fmt.Sprintf("the draft has two requests for the %s %q", o.Noun, key)
		if key == "" {
			message = fmt.Sprintf("the draft has two requests for the %s of all app clients", o.Noun)
		}
		matches = append(matches, found(message, append(paths, o.keyPaths(o.Name+"["+fmt.Sprint(before)+"]")...)...)...)
	}
	return matches
}

func isReference(s *Setting) bool { return s != nil && s.Refers != "" }

func isSecret(s *Setting) bool { return s != nil && (s.Secret || s.SecretKeys != nil) }

// The members that the rules walk: those that refer to others, those that others
// refer to, and those that contain secrets.
var (
	referringMembers = pruneBy(poolMembers, isReference)
	referredMembers  = func() []member {
		referred := map[string]bool{}
		for i := range Catalog {
			referred[Catalog[i].Refers] = true
		}
		return pruneBy(poolMembers, func(s *Setting) bool { return s != nil && referred[s.Path] })
	}()
	secretMembers = pruneBy(poolMembers, isSecret)
)

// referenceTarget is a value that a reference can have: the name of a request.
type referenceTarget struct{ path, value string }

// referenceTargets are all values that references of the pool can have.
func (p *Pool) referenceTargets() map[referenceTarget]bool {
	targets := map[referenceTarget]bool{}
	walk(reflect.ValueOf(p).Elem(), referredMembers, nil, func(l Leaf) bool {
		if name, ok := l.Value().(string); ok {
			targets[referenceTarget{l.Setting.Path, name}] = true
		}
		return true
	})
	return targets
}

// unknownReferences are the values of a leaf that name nothing.
func unknownReferences(l Leaf, targets map[referenceTarget]bool) []string {
	var unknown []string
	check := func(value string) {
		if !targets[referenceTarget{l.Setting.Refers, value}] && !l.Setting.knows(value) {
			unknown = append(unknown, value)
		}
	}
	switch value := l.Value().(type) {
	case string:
		check(value)
	case []string:
		for _, v := range value {
			check(v)
		}
	}
	return unknown
}

func checkReferences(f Facts) []Match {
	var matches []Match
	var targets map[referenceTarget]bool
	walk(reflect.ValueOf(f.Pool).Elem(), referringMembers, nil, func(l Leaf) bool {
		if targets == nil {
			targets = f.referenceTargets()
		}
		if unknown := unknownReferences(l, targets); unknown != nil {
			noun := cmp.Or(OperationOf(l.Setting.Refers), &createUserPool).Noun
			message := fmt.Sprintf("%s has %q, but the draft has no %s of that name", Name(l.Setting.Path), unknown[0], noun)
			matches = append(matches, found(message, l.Path())...)
		}
		return true
	})
	return matches
}

func firstUnknownProvider(f Facts, findings []Finding) []string {
	c, targets := f.clientOf(findings[0]), f.referenceTargets()
	i := slices.IndexFunc(c.SupportedIdentityProviders, func(name string) bool {
		return name != "COGNITO" && !targets[referenceTarget{atProvider + "ProviderName", name}]
	})
	return []string{c.SupportedIdentityProviders[i], f.PoolID}
}

// checkSecrets never repeats a value.
func checkSecrets(f Facts) []Match {
	var matches []Match
	walk(reflect.ValueOf(f.Pool).Elem(), secretMembers, nil, func(l Leaf) bool {
		switch value := l.Value().(type) {
		case string:
			if !IsSecretReference(value) {
				matches = append(matches, found(Name(l.Setting.Path)+" is not a reference to a secret, such as ${env:CLIENT_SECRET}", l.Path())...)
			}
		case map[string]string:
			for _, key := range l.Setting.SecretKeys {
				if secret, isSet := value[key]; isSet && !IsSecretReference(secret) {
					matches = append(matches, found(fmt.Sprintf("%s of %s is not a reference to a secret, such as ${env:CLIENT_SECRET}", key, Name(l.Setting.Path)), WithKey(l.Path(), key))...)
				}
			}
		}
		return true
	})
	return matches
}

// editRepeatedRequest removes a request that equals an earlier one of its list.
func editRepeatedRequest(f Facts, finding Finding) []Edit {
	o := OperationOf(finding.Settings[0])
	i := firstIndex(finding)
	list := o.in(f.Pool)
	for j := range i {
		if reflect.DeepEqual(list.Index(i).Interface(), list.Index(j).Interface()) {
			return removed(fmt.Sprintf("%s[%d]", o.Name, i))
		}
	}
	return nil
}

// editReference corrects names that differ from the one they mean in case alone.
func editReference(f Facts, finding Finding) []Edit {
	path := finding.Settings[0]
	s, targets := Lookup(path), f.referenceTargets()
	correct := func(value string) string {
		if targets[referenceTarget{s.Refers, value}] || s.knows(value) {
			return value
		}
		var meant []string
		for target := range targets {
			if target.path == s.Refers && strings.EqualFold(target.value, value) {
				meant = append(meant, target.value)
			}
		}
		if len(meant) != 1 {
			return ""
		}
		return meant[0]
	}
	switch value, _ := f.Get(path); value := value.(type) {
	case string:
		if name := correct(value); name != "" {
			return setTo(path, name)
		}
	case []string:
		names := slices.Clone(value)
		for i := range names {
			if names[i] = correct(names[i]); names[i] == "" {
				return nil
			}
		}
		return setList(path, names)
	}
	return nil
}
