package model

import (
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
