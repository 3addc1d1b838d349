package model

import (
	"maps"
	"slices"
	"strings"
	"unicode"
)

// IsSecretReference reports whether a text refers to a secret and is not one:
// ${env:NAME}, where NAME is that of an environment variable.
func IsSecretReference(text string) bool {
	_, found := SecretVariable(text)
	return found
}

// SecretReference returns a reference to a secret of what has the name, such as
// ${env:GOOGLE_CLIENT_SECRET} for client_secret of Google.
func SecretReference(name, secret string) string {
	variable := strings.Map(func(r rune) rune {
		if !isWord(r) {
			return '_'
		}
		return unicode.ToUpper(r)
	}, name+"_"+secret)
	if '0' <= variable[0] && variable[0] <= '9' {
		variable = "_" + variable
	}
	return "${env:" + variable + "}"
}

// SecretVariable returns the name of the environment variable that a reference to
// a secret names.
func SecretVariable(text string) (name string, found bool) {
	name, opened := strings.CutPrefix(text, "${env:")
	name, closed := strings.CutSuffix(name, "}")
	if !opened || !closed || name == "" || '0' <= name[0] && name[0] <= '9' || !all(name, isWord) {
		return "", false
	}
	return name, true
}

// IsSecret reports whether the value at path is secret: that of a setting, or an
// entry of a map such as ProviderDetails[client_secret].
func IsSecret(path string) bool {
	s := Lookup(path)
	if s == nil {
		return false
	}
	_, key, isEntry := mapEntry(path)
	return s.Secret || isEntry && slices.Contains(s.SecretKeys, key)
}

// ReplaceSecrets replaces each secret of the pool, which in a draft is a reference
// to one. name is that of the setting, or the key in a map.
func (p *Pool) ReplaceSecrets(replace func(name, value string) string) {
	for leaf := range p.Clone().Leaves() {
		var value any
		switch old := leaf.Value().(type) {
		case string:
			if !leaf.Setting.Secret {
				continue
			}
			value = replace(leaf.Setting.Name(), old)
		case map[string]string:
			if len(leaf.Setting.SecretKeys) == 0 {
				continue
			}
			changed := maps.Clone(old)
			for _, key := range leaf.Setting.SecretKeys {
				if secret, found := old[key]; found {
					changed[key] = replace(key, secret)
				}
			}
			value = changed
		default:
			continue
		}
		if err := p.Set(leaf.Path(), value); err != nil {
			panic(err) // a pool has every path of its clone
		}
	}
}

// HideSecrets returns a copy of the pool in which references replace secrets, for
// what is shown or saved of a pool that is not a valid draft.
func (p *Pool) HideSecrets() *Pool {
	hidden := p.Clone()
	hidden.ReplaceSecrets(func(name, value string) string {
		if IsSecretReference(value) {
			return value
		}
		return SecretReference("hidden", name)
	})
	return hidden
}

// SecretVariables lists the environment variables that the secrets of the pool
// refer to, each once, in the order of the settings.
func (p *Pool) SecretVariables() []string {
	var names []string
	p.Clone().ReplaceSecrets(func(_, value string) string {
		if name, found := SecretVariable(value); found && !slices.Contains(names, name) {
			names = append(names, name)
		}
		return value
	})
	return names
}
