package cognito

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// constraint finds the path and the constraint in one part of a validation
// message: Value 'x' at 'poolName' failed to satisfy constraint: Member must …
// The value itself is user input that can contain anything, so it is not parsed.
var constraint = regexp.MustCompile(`at '([A-Za-z0-9.]+)' failed to satisfy constraint: (.*?)(?:; Value |$)`)

// constraintRules maps the text of a constraint to the rule about it.
var constraintRules = []struct{ text, rule string }{
	{"regular expression pattern", "pattern"},
	{"enum value set", "choice"},
	{"have length", "length"},
	{"have value", "range"},
	{"not be null", "required"},
}

// fromConstraints reads a message about limits of single settings, which
// names all of them at once, and reports whether it is one.
func (e *Error) fromConstraints(pool *model.Pool) bool {
	matches := constraint.FindAllStringSubmatch(e.Message, -1)
	for _, match := range matches {
		if path := e.settingAt(match[1]); path != "" && !slices.Contains(e.Settings, path) {
			e.Settings = append(e.Settings, path)
		}
		for _, c := range constraintRules {
			if e.Rule == "" && strings.Contains(match[2], c.text) {
				e.Rule = c.rule
			}
		}
	}
	if len(matches) == 0 {
		return false
	}
	e.Hint = "`poolsmith explain` with the setting's name shows the values that it accepts"
	if len(e.Settings) > 0 {
		e.Hint = "`poolsmith explain " + withoutIndex.ReplaceAllString(e.Settings[0], "") + "` shows the values that it accepts"
	}
	return true
}

var withoutIndex = regexp.MustCompile(`\[\d+\]`)

// settingAt converts the service's path to ours: schema.1.member.name into
// CreateUserPool.Schema[0].Name. It returns nothing for a path that the
// catalog does not know.
func (e *Error) settingAt(path string) string {
	path = strings.Replace(path, "inviteMessage.", "inviteMessageTemplate.", 1)
	path = strings.ReplaceAll(path, ".member", "")
	words := []string{e.Operation}
	index := map[int]string{} // the list index after a name
	for word := range strings.SplitSeq(path, ".") {
		if n, err := strconv.Atoi(word); err == nil {
			index[len(words)-1] = "[" + strconv.Itoa(n-1) + "]"
			continue
		}
		words = append(words, word)
	}
	for i := range model.Catalog {
		names := strings.Split(model.Catalog[i].Path, ".")
		if !startsWith(names, words) {
			continue
		}
		for j := range words {
			words[j] = strings.TrimSuffix(names[j], "[]") + index[j]
		}
		return strings.Join(words, ".")
	}
	return ""
}

// startsWith compares the names of a setting with the service's names, which
// begin with a lower-case letter.
func startsWith(names, words []string) bool {
	if len(words) > len(names) {
		return false
	}
	for i, word := range words {
		if !strings.EqualFold(strings.TrimSuffix(names[i], "[]"), word) {
			return false
		}
	}
	return true
}
