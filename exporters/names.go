package exporters

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wordsOf splits a name at its capitals, a run of which is one word:
// CustomSMSSender becomes custom, sms and sender.
func wordsOf(name string) []string {
	var words []string
	start := 0
	for i, r := range name {
		if i == 0 || !unicode.IsUpper(r) {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(name[:i])
		after, _ := utf8.DecodeRuneInString(name[i+utf8.RuneLen(r):])
		if !unicode.IsUpper(before) || unicode.IsLower(after) {
			words = append(words, strings.ToLower(name[start:i]))
			start = i
		}
	}
	return append(words, strings.ToLower(name[start:]))
}

// kebab turns CreateUserPool into create-user-pool, as the AWS CLI does.
func kebab(name string) string { return strings.Join(wordsOf(name), "-") }

// snake turns PreSignUp into pre_sign_up.
func snake(name string) string { return strings.Join(wordsOf(name), "_") }

// identifier makes a name of ASCII letters, digits and underscores; the prefix
// is added if it does not begin with a letter.
func identifier(text, prefix string) string {
	name := strings.Join(asciiWords(text), "_")
	if name == "" || !isLetter(rune(name[0])) {
		return strings.TrimSuffix(prefix+"_"+name, "_")
	}
	return name
}

// asciiWords are the runs of ASCII letters and digits in a text, in lowercase.
func asciiWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !isLetter(r) && (r < '0' || r > '9') })
}

// words are the ASCII words of a text up to a length that suits names of files.
func words(text string) []string {
	const longest = 40
	name := strings.Join(asciiWords(text), "_")
	if len(name) > longest {
		name = name[:longest]
	}
	return asciiWords(name)
}

// label makes an identifier of the pool's name.
func label(name *string) string {
	if name == nil {
		return "pool"
	}
	return identifier(*name, "pool")
}

// pascal turns pre_sign_up into PreSignUp.
func pascal(snake string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(snake, "_") {
		if word != "" {
			b.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return b.String()
}

// camel turns pre_sign_up into preSignUp.
func camel(snake string) string {
	return lowerFirst(pascal(snake))
}

func lowerFirst(name string) string {
	if name == "" {
		return ""
	}
	return strings.ToLower(name[:1]) + name[1:]
}
