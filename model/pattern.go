package model

import (
	"fmt"
	"slices"
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
	// scopePart is the pattern of whole scopes and of identifiers of resource
	// servers.
	scopePart = &Pattern{
		Expr:  `[\x21\x23-\x5B\x5D-\x7E]+`,
		Must:  "contain only plain letters, digits and punctuation, without spaces, quotation marks or backslashes",
		Match: func(s string) bool { return s != "" && all(s, isScopeRune) },
		Char:  isScopeRune,
		Fix:   "set a name such as orders or https://api.example.com",
	}
	scopeName = &Pattern{
		Expr:  `[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+`,
		Must:  "contain only plain letters, digits and punctuation, without spaces, quotation marks, slashes or backslashes",
		Match: func(s string) bool { return s != "" && all(s, isScopeNameRune) },
		Char:  isScopeNameRune,
		Fix:   "set a name such as read or orders.write",
	}
	// urlText has the characters of URLs alone. That it is one is a rule.
	urlText = &Pattern{
		Expr:  attributeName.Expr,
		Must:  "be a URL, without spaces",
		Match: attributeName.Match,
		Char:  isGraph,
		Fix:   "set a URL such as https://app.example.com/callback",
	}
	// domainName allows dots, unlike the service's model, which is right for a
	// prefix alone.
	domainName = &Pattern{
		Expr:  `[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?`,
		Must:  "contain only lowercase letters, digits and hyphens, with dots in a custom domain, and begin and end with a letter or digit",
		Match: matchDomainName,
		Fix:   "set a prefix such as shop-auth, or a domain such as auth.example.com",
	}
	// providerName rejects underscores from the third character on, and spaces in
	// most places; the expression is that of the service's model.
	providerName = &Pattern{
		Expr:  `[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+`,
		Must:  "have 3 or more characters, without spaces, and without underscores except for the second character",
		Match: matchProviderName,
		Fix:   "set a name such as Okta or Staff-Login",
	}
	offeredProvider = &Pattern{
		Expr:  `[\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}]+`,
		Must:  "contain only visible characters and spaces",
		Match: func(s string) bool { return s != "" && all(s, isVisible) },
		Char:  isVisible,
		Fix:   "set the name of a provider, or COGNITO",
	}
	idpIdentifier = &Pattern{
		Expr:  `[\w\s+=.@-]+`,
		Must:  "contain only the letters A to Z, digits, spaces and _ + = . @ -",
		Match: func(s string) bool { return s != "" && all(s, isIdpIdentifierRune) },
		Char:  isIdpIdentifierRune,
		Fix:   "set an identifier such as example.com",
	}
	clientSecret = &Pattern{
		Expr:  `[\w+]+`,
		Must:  "contain only the letters A to Z, digits, _ and +",
		Match: func(s string) bool { return s != "" && all(s, isSecretRune) },
		Char:  isSecretRune,
		Fix:   "set a reference such as ${env:CLIENT_SECRET}",
	}
	hexadecimal = &Pattern{
		Expr:  `[0-9a-fA-F]+`,
		Must:  "contain only the digits 0 to 9 and the letters a to f",
		Match: func(s string) bool { return s != "" && all(s, isHexRune) },
		Char:  isHexRune,
		Fix:   "set the ID",
	}
	assetID = &Pattern{
		Expr:  `[\w\- ]+`,
		Must:  "contain only the letters A to Z, digits, spaces, _ and -",
		Match: func(s string) bool { return s != "" && all(s, isAssetRune) },
		Char:  isAssetRune,
		Fix:   "set an ID such as logo",
	}
	notifyBody = &Pattern{
		Expr:  `[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]+`,
		Must:  subject.Must,
		Match: subject.Match,
		Char:  isProse,
		Fix:   subject.Fix,
	}
	bucketARN = &Pattern{
		Expr:  `arn:[\w+=/,.@-]+:[\w+=/,.@-]+:::[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?`,
		Must:  "be the ARN of a bucket: arn:aws:s3:::NAME",
		Match: matchBucketARN,
		Fix:   "set an ARN such as arn:aws:s3:::my-bucket",
	}
	termsLanguage = &Pattern{
		Expr:  `cognito:(default|dutch|english|french|spanish|german|bahasa-indonesia|italian|japanese|korean|portuguese-brazil|chinese-(simplified|traditional))`,
		Must:  "be cognito:default or a language such as cognito:spanish",
		Match: matchTermsLanguage,
		Fix:   "use one of " + OneOf(TermsLanguages),
	}
	acrLevelName = &Pattern{
		Expr:  `Level[1-4]`,
		Must:  "be Level1, Level2, Level3 or Level4",
		Match: func(s string) bool { return len(s) == 6 && s[:5] == "Level" && '1' <= s[5] && s[5] <= '4' },
		Fix:   "use a level from Level1 to Level4",
	}
)

// TermsLanguages are the languages of managed login that links to terms can have,
// without the prefix cognito: of their keys.
var TermsLanguages = []string{
	"default", "dutch", "english", "french", "spanish", "german", "bahasa-indonesia", "italian", "japanese", "korean",
	"portuguese-brazil", "chinese-simplified", "chinese-traditional",
}

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

func isScopeRune(r rune) bool { return '!' <= r && r <= '~' && r != '"' && r != '\\' }

func isScopeNameRune(r rune) bool { return isScopeRune(r) && r != '/' }

func isIdpIdentifierRune(r rune) bool { return isPoolNameRune(r) && r != ',' }

func isSecretRune(r rune) bool { return isWord(r) || r == '+' }

func isAssetRune(r rune) bool { return isSetNameRune(r) || r == ' ' }

func isHexRune(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'f' || 'A' <= r && r <= 'F'
}

// isVisible is a graphic character or one of the Unicode separators.
func isVisible(r rune) bool { return isGraph(r) || unicode.Is(unicode.Z, r) }

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

func matchDomainName(s string) bool {
	lower := func(r rune) bool { return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' }
	return s != "" && len(s) <= 63 && lower(rune(s[0])) && lower(rune(s[len(s)-1])) &&
		all(s, func(r rune) bool { return lower(r) || r == '.' || r == '-' })
}

// matchProviderName checks the first character, the second, and the others.
func matchProviderName(s string) bool {
	n := 0
	for _, r := range s {
		plain := r != '_' && !unicode.Is(unicode.Z, r)
		if n == 1 && !isGraph(r) || n != 1 && !plain {
			return false
		}
		n++
	}
	return n > 2
}

// matchBucketARN reads arn:partition:service:::bucket with up to two more parts.
func matchBucketARN(s string) bool {
	parts := strings.Split(s, ":")
	if len(parts) < 6 || len(parts) > 8 || parts[0] != "arn" || parts[3] != "" || parts[4] != "" {
		return false
	}
	for i, part := range parts {
		if i == 3 || i == 4 {
			continue
		}
		if part == "" || !all(part, func(r rune) bool { return isWord(r) || strings.ContainsRune("+=/,.@-", r) }) {
			return false
		}
	}
	return true
}

func matchTermsLanguage(s string) bool {
	language, found := strings.CutPrefix(s, "cognito:")
	return found && slices.Contains(TermsLanguages, language)
}
