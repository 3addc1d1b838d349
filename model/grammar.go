package model

import "strings"

// A path names a setting of a draft. Its parts are the API's names with dots
// between them. In brackets follow the index of a list's item, the key of a
// map's entry, or nothing for every item:
//
//	CreateUserPool.Policies.PasswordPolicy.MinimumLength
//	CreateUserPool.Schema[3].Name
//	CreateUserPool.UserPoolTags[cost-center]
//	CreateUserPool.Schema[].Name
//
// In a key, a backslash precedes each closing bracket and each backslash.

// pathPart is one name of a path, with what is in its brackets.
type pathPart struct {
	name  string
	key   string // unescaped
	keyed bool   // it has brackets
}

// cutPath returns the first part of a path and what follows its dot.
func cutPath(path string) (part pathPart, rest string) {
	end := strings.IndexAny(path, ".[")
	switch {
	case end < 0:
		return pathPart{name: path}, ""
	case path[end] == '.':
		return pathPart{name: path[:end]}, path[end+1:]
	}
	part = pathPart{name: path[:end], keyed: true}
	key, length := cutKey(path[end+1:])
	part.key = key
	return part, strings.TrimPrefix(path[end+1+length:], ".")
}

// splitPath returns the parts of a path.
func splitPath(path string) []pathPart {
	var parts []pathPart
	for path != "" {
		var part pathPart
		part, path = cutPath(path)
		parts = append(parts, part)
	}
	return parts
}

// cutKey returns the unescaped key at the start of text, and how many bytes it
// takes with its closing bracket.
func cutKey(text string) (key string, length int) {
	end := strings.IndexAny(text, `]\`)
	if end < 0 {
		return text, len(text)
	}
	if text[end] == ']' {
		return text[:end], end + 1
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == ']':
			return b.String(), i + 1
		case text[i] == '\\' && i+1 < len(text):
			i++
		}
		b.WriteByte(text[i])
	}
	return b.String(), len(text)
}

var keyEscapes = strings.NewReplacer(`\`, `\\`, `]`, `\]`)

// WithKey appends a key in brackets to a path: UserPoolTags[team].
func WithKey(path, key string) string { return path + "[" + keyEscapes.Replace(key) + "]" }

// generalize turns the indices and keys of a path into empty brackets:
// Schema[3].Name into Schema[].Name.
func generalize(path string) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(path, '[')
		if open < 0 {
			return b.String() + path
		}
		_, length := cutKey(path[open+1:])
		b.WriteString(path[:open] + "[]")
		path = path[open+1+length:]
	}
}

// mapEntry splits the path of a map's entry into that of the map and the key.
func mapEntry(path string) (entries, key string, found bool) {
	if !strings.HasSuffix(path, "]") {
		return "", "", false
	}
	entries, found = strings.CutSuffix(generalize(path), "[]")
	if s := byPath[entries]; !found || s == nil || s.Kind != Map {
		return "", "", false
	}
	open := 0
	for rest := path; rest != ""; {
		open = len(path) - len(rest) + strings.IndexByte(rest, '[')
		_, rest = cutPath(rest)
	}
	key, _ = cutKey(path[open+1:])
	return path[:open], key, true
}
