package model

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Command returns the words of the poolsmith command that exports the pool in a
// format without a file: a preset and the assignments that turn it into the pool.
// Of the presets it is the one with the fewest. References replace secrets, as in
// HideSecrets. The command gives the same pool on every machine, although presets
// propose other domain prefixes on each.
func (p *Pool) Command(format string) []string {
	p = p.HideSecrets()
	var name string
	var base *Pool
	fewest := 0
	for _, preset := range Presets {
		from := LoadPreset(preset.Name)
		n := len(p.samePrefixes(from)) + len(assignments(reflect.ValueOf(from).Elem(), reflect.ValueOf(p).Elem(), ""))
		if base == nil || n < fewest {
			name, base, fewest = preset.Name, from, n
		}
	}
	words := []string{"poolsmith", "export", "--preset", name}
	for _, text := range slices.Concat(p.samePrefixes(base), p.Assignments(base)) {
		words = append(words, "--set", text)
	}
	return append(words, "-f", format)
}

// samePrefixes are assignments of the prefixes that the pool shares with a preset,
// which on another machine proposes others.
func (p *Pool) samePrefixes(preset *Pool) []string {
	var list []string
	own := DomainPrefix(deref(preset.CreateUserPool.PoolName))
	for i, domain := range preset.CreateUserPoolDomain[:min(len(preset.CreateUserPoolDomain), len(p.CreateUserPoolDomain))] {
		if is(domain.Domain, own) && is(p.CreateUserPoolDomain[i].Domain, own) {
			list = append(list, "CreateUserPoolDomain["+strconv.Itoa(i)+"].Domain="+own)
		}
	}
	return list
}

// commandWidth is the width up to which a command is one line, in columns.
const commandWidth = 80

// ShellCommand writes the words of a command for a POSIX shell: in one line, or
// where that is long, with a line for each flag and its value. It has no characters
// that a terminal hides if the words have none.
func ShellCommand(words []string) string {
	var parts []string
	for i, word := range words {
		quoted := ShellQuote(word)
		if i > 0 && !strings.HasPrefix(word, "-") && strings.HasPrefix(words[i-1], "-") {
			parts[len(parts)-1] += " " + quoted
			continue
		}
		if i > 0 && !strings.HasPrefix(word, "-") { // the command itself
			parts[0] += " " + quoted
			continue
		}
		parts = append(parts, quoted)
	}
	line := strings.Join(parts, " ")
	if len(line) <= commandWidth {
		return line
	}
	return strings.Join(parts, " \\\n  ")
}

// MaxWord is the limit of Linux for one argument of a program, in bytes, with the
// zero byte at its end (MAX_ARG_STRLEN, execve(2)).
const MaxWord = 128 << 10

// FitsShell reports whether the words of a command are within MaxWord.
func FitsShell(words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool { return len(word) >= MaxWord })
}
