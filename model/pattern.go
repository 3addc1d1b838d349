package model

import (
	"strings"
	"unicode"
)

// Pattern is a rule for the characters of a text. Expr is the API's own
// regular expression, as the live service applies it to the whole value (RE2
// syntax); Match decides the same by hand, because a compiled expression takes
// a hundred times as long and the checks run on every key.
type Pattern struct {
	Expr  string
	Must  string // what the text must be, to follow "must": "hold {####}, the place of the code"
	Match func(string) bool
}

// The patterns of service-2.json (cognito-idp 2016-04-18), with one
// difference seen in the live service: texts of SMS may hold newlines.
var (
	poolName = &Pattern{
		Expr: `[\w\s+=,.@-]+`,
		Must: "hold only letters a-z, digits, spaces and _ + = , . @ -",
		Match: func(s string) bool {
			return s != "" && all(s, func(r rune) bool { return isWord(r) || isSpace(r) || strings.ContainsRune("+=,.@-", r) })
		},
	}
	arn = &Pattern{
		Expr:  `arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?`,
		Must:  "be an ARN: arn:aws:service:region:account:resource",
		Match: matchARN,
	}
	attributeName = &Pattern{
		Expr:  `[\p{L}\p{M}\p{S}\p{N}\p{P}]+`,
		Must:  "hold letters, digits, marks and signs, but no spaces",
		Match: func(s string) bool { return s != "" && all(s, isGraph) },
	}
	subject = &Pattern{
		Expr:  `[\p{L}\p{M}\p{S}\p{N}\p{P}\s]+`,
		Must:  "hold only visible characters and plain spaces (no-break spaces and joined emoji are refused)",
		Match: func(s string) bool { return s != "" && all(s, isProse) },
	}
	emailCode = &Pattern{
		Expr:  `[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`,
		Must:  "hold {####}, the place of the code, and otherwise only visible characters and plain spaces (no-break spaces and joined emoji are refused)",
		Match: func(s string) bool { return strings.Contains(s, "{####}") && all(s, isProse) },
	}
	// emailText is that of invitations, whose {####} is a rule of its own: it
	// depends on the first factors.
	emailText = &Pattern{
		Expr:  `[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`,
		Must:  "hold only visible characters and plain spaces (no-break spaces and joined emoji are refused)",
		Match: func(s string) bool { return all(s, isProse) },
	}
	emailLink = &Pattern{
		Expr:  `[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{##[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*##\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`,
		Must:  "hold {##text of the link##}, and otherwise only visible characters and plain spaces (no-break spaces and joined emoji are refused)",
		Match: func(s string) bool { return hasLink(s) && all(s, isProse) },
	}
	smsCode = &Pattern{
		Expr:  `(?s).*\{####\}.*`,
		Must:  "hold {####}, the place of the code",
		Match: func(s string) bool { return strings.Contains(s, "{####}") },
	}
	replyTo = &Pattern{
		Expr:  `[\p{L}\p{M}\p{S}\p{N}\p{P}]+@[\p{L}\p{M}\p{S}\p{N}\p{P}]+`,
		Must:  "be an address such as help@example.com, without a name or spaces",
		Match: matchReplyTo,
	}
	configurationSet = &Pattern{
		Expr:  `[a-zA-Z0-9_-]+`,
		Must:  "hold only letters a-z, digits, _ and -",
		Match: func(s string) bool { return s != "" && all(s, func(r rune) bool { return isWord(r) || r == '-' }) },
	}
	// acrValue follows the developer guide's page on step-up authentication.
	acrValue = &Pattern{
		Expr:  `[^ "\\]+`,
		Must:  "contain no spaces, quotation marks or backslashes",
		Match: func(s string) bool { return s != "" && !strings.ContainsAny(s, ` "\`) },
	}
	// relyingParty has no pattern in the API's model; the service says
	// "RelyingPartyId contains invalid characters" to a URL, and takes a name
	// without a dot.
	relyingParty = &Pattern{
		Expr: `[a-zA-Z0-9.-]+`,
		Must: "be a domain such as auth.example.com, without https:// and path",
		Match: func(s string) bool {
			return s != "" && all(s, func(r rune) bool { return isWord(r) && r != '_' || r == '.' || r == '-' })
		},
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

// isWord is \w, which knows ASCII alone.
func isWord(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
}

// isSpace is \s, which knows ASCII alone.
func isSpace(r rune) bool {
	return r == ' ' || '\t' <= r && r <= '\r' && r != '\v'
}

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

// matchReplyTo wants an @ with something on both sides; further ones may stand
// anywhere.
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
