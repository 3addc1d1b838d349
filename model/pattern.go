package model

import (
	"fmt"
	"strings"
	"unicode"
)

// Pattern is a rule for the characters of a text. Expr is the regular expression
// of the API, in RE2 syntax, which the live service applies to the whole value.
// Match does the same without it, because a compiled expression takes a hundred
// times as long, and the checks run after every key press.
type Pattern struct {
	Expr  string
	Must  string // what follows "must" in a message: "contain {####}, the placeholder of the code"
	Match func(string) bool
	// Char reports whether a character is allowed; nil where that depends on its
	// place.
	Char func(rune) bool
	Fix  string // how to change a text of allowed characters that does not match
}

// fix is how to make a text match: which characters to remove, or what to add.
func (p *Pattern) fix(text string) string {
	rejected := p.rejected(text)
	var names []string
	for _, r := range rejected[:min(len(rejected), 3)] {
		names = append(names, r.String())
	}
	switch {
	case names == nil:
		return p.Fix
	case len(rejected) > len(names):
		return fmt.Sprintf("remove %s and %d more", strings.Join(names, ", "), len(rejected)-len(names))
	}
	return "remove " + listed(names)
}

// The patterns of service-2.json (cognito-idp 2016-04-18), with one
// difference observed in the live service: SMS messages can contain newlines.
var (
	poolName = &Pattern{
		Expr: `[\w\s+=,.@-]+`,
		Must: "contain only the letters A to Z, digits, spaces and _ + = , . @ -",
		Match: func(s string) bool {
			return s != "" && all(s, isPoolNameRune)
		},
		Char: isPoolNameRune,
		Fix:  "set a name",
	}
	arn = &Pattern{
		Expr:  `arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?`,
		Must:  "be an ARN: arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE",
		Match: matchARN,
		Fix:   "set an ARN such as arn:aws:lambda:us-east-1:123456789012:function:my-function",
	}
	attributeName = &Pattern{
		Expr:  `[\p{L}\p{M}\p{S}\p{N}\p{P}]+`,
		Must:  "contain letters, digits, punctuation and symbols, but no spaces",
		Match: func(s string) bool { return s != "" && all(s, isGraph) },
		Char:  isGraph,
		Fix:   "set a name",
	}
	subject = &Pattern{
		Expr:  `[\p{L}\p{M}\p{S}\p{N}\p{P}\s]+`,
		Must:  "contain only visible characters and plain spaces (no-break spaces and joined emoji are rejected)",
		Match: func(s string) bool { return s != "" && all(s, isProse) },
		Char:  isProse,
		Fix:   "write a text",
	}
	emailCode = &Pattern{
		Expr:  `[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`,
		Must:  "contain {####}, the placeholder of the code, and otherwise only visible characters and plain spaces (no-break spaces and joined emoji are rejected)",
		Match: func(s string) bool { return strings.Contains(s, "{####}") && all(s, isProse) },
		Char:  isProse,
		Fix:   "add {####} where the code goes",
	}
	// emailText is the pattern of invitations. Whether they require {####} depends
	// on the first factors, and is a rule.
	emailText = &Pattern{
		Expr:  `[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`,
		Must:  "contain only visible characters and plain spaces (no-break spaces and joined emoji are rejected)",
		Match: func(s string) bool { return all(s, isProse) },
		Char:  isProse,
	}
	emailLink = &Pattern{
		Expr:  `[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{##[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*##\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`,
		Must:  "contain {##text of the link##}, and otherwise only visible characters and plain spaces (no-break spaces and joined emoji are rejected)",
		Match: func(s string) bool { return hasLink(s) && all(s, isProse) },
		Char:  isProse,
		Fix:   "add the words to click, such as {##Verify my address##}",
	}
	smsCode = &Pattern{
		Expr:  `(?s).*\{####\}.*`,
		Must:  "contain {####}, the placeholder of the code",
		Match: func(s string) bool { return strings.Contains(s, "{####}") },
		Fix:   "add {####} where the code goes",
	}
	replyTo = &Pattern{
		Expr:  `[\p{L}\p{M}\p{S}\p{N}\p{P}]+@[\p{L}\p{M}\p{S}\p{N}\p{P}]+`,
		Must:  "be an address such as help@example.com, without a name or spaces",
		Match: matchReplyTo,
		Char:  isGraph,
		Fix:   "set an address such as help@example.com",
	}
	configurationSet = &Pattern{
		Expr:  `[a-zA-Z0-9_-]+`,
		Must:  "contain only the letters A to Z, digits, _ and -",
		Match: func(s string) bool { return s != "" && all(s, isSetNameRune) },
		Char:  isSetNameRune,
		Fix:   "set a name",
	}
	// acrValue follows the developer guide's page on step-up authentication.
	acrValue = &Pattern{
		Expr:  `[^ "\\]+`,
		Must:  "contain no spaces, quotation marks or backslashes",
		Match: func(s string) bool { return s != "" && all(s, isAcrRune) },
		Char:  isAcrRune,
		Fix:   "set a URI such as urn:cognito:loa:2",
	}
	// relyingParty has no pattern in the API's model. The service rejects a URL
	// with "RelyingPartyId contains invalid characters" and accepts a name without
	// a dot.
	relyingParty = &Pattern{
		Expr: `[a-zA-Z0-9.-]+`,
		Must: "be a domain such as auth.example.com, without https:// and without a path",
		Match: func(s string) bool {
			return s != "" && all(s, isDomainRune)
		},
		// No Char: removing the characters of https:// one by one leaves no domain.
		Fix: "set a domain such as auth.example.com",
	}
)

func all(s string, ok func(rune) bool) bool {
	for _, r := range s {
		if !ok(r) {
			return false
		}
	}
	return true
}

// isWord is \w, which is ASCII only.
func isWord(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
}

// isSpace is \s, which is ASCII only.
func isSpace(r rune) bool {
	return r == ' ' || '\t' <= r && r <= '\r' && r != '\v'
}

func isPoolNameRune(r rune) bool {
	return isWord(r) || isSpace(r) || strings.ContainsRune("+=,.@-", r)
}

func isSetNameRune(r rune) bool { return isWord(r) || r == '-' }

func isDomainRune(r rune) bool { return isWord(r) && r != '_' || r == '.' || r == '-' }

func isAcrRune(r rune) bool { return !strings.ContainsRune(` "\`, r) }

func isGraph(r rune) bool {
	if r < unicode.MaxASCII {
		return '!' <= r && r <= '~'
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.S, unicode.N, unicode.P)
}

func isProse(r rune) bool { return isGraph(r) || isSpace(r) }

func hasLink(s string) bool {
	_, after, found := strings.Cut(s, "{##")
	return found && strings.Contains(after, "##}")
}

// matchReplyTo requires an @ with characters on both sides; there can be more of
// them anywhere.
func matchReplyTo(s string) bool {
	return len(s) > 2 && strings.Contains(s[1:len(s)-1], "@") && all(s, isGraph)
}

// matchARN reads arn:partition:service:region:account:resource with up to two
// more parts; only the region may be empty.
func matchARN(s string) bool {
	parts := strings.Split(s, ":")
	if len(parts) < 6 || len(parts) > 8 || parts[0] != "arn" {
		return false
	}
	for i, part := range parts[1:] {
		if part == "" && i != 2 {
			return false
		}
		if !all(part, func(r rune) bool { return isWord(r) || strings.ContainsRune("+=/,.@-", r) }) {
			return false
		}
	}
	return all(parts[4], func(r rune) bool { return '0' <= r && r <= '9' })
}
