package cognito

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"html"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
)

// hidden replaces a part of a text that was removed.
const hidden = "***"

// traces are the parts of a signed request that a service or a proxy may repeat,
// the secrets in requests and responses, and the session names in ARNs of callers,
// which are often email addresses.
var traces = sync.OnceValue(func() []trace {
	return []trace{
		{regexp.MustCompile(`Signature=[0-9A-Za-z%+/=]+`), "Signature=" + hidden},
		{regexp.MustCompile(`(?i)(x-amz-security-token["']?\s*[:=]\s*["']?)[^\s"',;]+`), "${1}" + hidden},
		{regexp.MustCompile(`(?i)("(?:ClientSecret|client_secret|private_key)"\s*:\s*)"(?:[^"\\]|\\.)*"?`), `${1}"` + hidden + `"`},
		{regexp.MustCompile(`(?i)\b(client_?secret|private_?key)=[^\s"',;&}]+`), "${1}=" + hidden},
		{regexp.MustCompile(`\b(?:AKIA|ASIA)[0-9A-Z]{12,}`), hidden},
		{regexp.MustCompile(`((?:assumed-role/[^/\s]+|federated-user)/)[^\s,;"'()]+`), "${1}" + hidden},
	}
})

type trace struct {
	expression *regexp.Regexp
	instead    string
}

// shortestSecret is the length of the shortest secret to remove. The placeholder
// credentials of emulators, such as test, are shorter; removing them would
// remove ordinary words.
const shortestSecret = 8

// unshowable replaces a text that contains encoded credentials.
const unshowable = "the response contains credentials and is not shown"

// Lengths of a text from a response, in bytes: how much of it is shown, and how
// much is searched for credentials. Encoded credentials that begin in the first
// part end in the second.
const (
	maxShown    = 2 << 10
	maxSearched = 16 << 10
)

// redact removes the credentials and the name of the session from a text that
// came from a response. A text in which they are encoded or split is replaced as
// a whole.
func (c *Client) redact(text string) string {
	secrets := slices.DeleteFunc(c.secrets(), func(secret string) bool { return len(secret) < shortestSecret })
	text = withoutTraces(text[:min(len(text), maxSearched)])
	for _, secret := range secrets {
		text = strings.ReplaceAll(text, secret, hidden)
	}
	for _, form := range decodings(text) {
		if form != text && withoutTraces(form) != form {
			return unshowable
		}
		plain := compact(form)
		if slices.ContainsFunc(secrets, func(secret string) bool { return strings.Contains(form, secret) || contains(plain, secret) }) {
			return unshowable
		}
	}
	if len(text) > maxShown {
		text = strings.ToValidUTF8(text[:maxShown], "") + "…"
	}
	return text
}

// WithoutSecrets removes the secrets that a description of a pool contains.
func WithoutSecrets(description string) string { return withoutTraces(description) }

func withoutTraces(text string) string {
	for _, trace := range traces() {
		text = trace.expression.ReplaceAllString(text, trace.instead)
	}
	return text
}

// decodings are a text and the results of decoding it repeatedly:
// HTML entities, percent escapes, and the escapes of strings in JSON.
func decodings(text string) []string {
	all := []string{text}
	for range maxDecodings {
		text = all[len(all)-1]
		for _, decode := range []func(string) string{html.UnescapeString, unescapePercent, unescapeString} {
			text = decode(text)
		}
		if text == all[len(all)-1] {
			break
		}
		all = append(all, text)
	}
	return all
}

// maxDecodings is how often a text is decoded. Each decoding makes it shorter.
const maxDecodings = 5

var (
	percentEscape = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)
	stringEscape  = regexp.MustCompile(`\\(u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.)`)
)

// unescapePercent decodes the percent escapes that are valid, and leaves the
// rest unchanged.
func unescapePercent(text string) string {
	return percentEscape.ReplaceAllStringFunc(text, func(escape string) string {
		b, err := strconv.ParseUint(escape[1:], 16, 8)
		if err != nil {
			return escape
		}
		return string([]byte{byte(b)})
	})
}

// unescapeString decodes \u0041, \x41 and \/.
func unescapeString(text string) string {
	return stringEscape.ReplaceAllStringFunc(text, func(escape string) string {
		if len(escape) < 4 {
			return strings.TrimLeft(escape[1:], "nrtbf")
		}
		r, err := strconv.ParseUint(escape[2:], 16, 32)
		if err != nil {
			return escape
		}
		return string(rune(r))
	})
}

// compact leaves letters and digits, so that no line break, quote, sign of
// concatenation or hidden character between them matters, and neither does the
// alphabet of base64.
func compact(text string) string {
	return strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return -1
	}, text)
}

// contains reports whether a compact text contains a secret, as it is, in
// base64 or in hexadecimal digits.
func contains(text, secret string) bool {
	if plain := compact(secret); len(plain) >= shortestSecret && strings.Contains(text, plain) {
		return true
	}
	if strings.Contains(strings.ToLower(text), hex.EncodeToString([]byte(secret))) {
		return true
	}
	for before := range 3 {
		if strings.Contains(text, compact(inBase64(secret, before))) {
			return true
		}
	}
	return false
}

// inBase64 is what a secret becomes inside a text in base64, for the number of
// bytes before it, modulo 3. The characters that also depend on its neighbors
// are left out.
func inBase64(secret string, before int) string {
	whole := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("x", before) + secret))
	first := (before*8 + 5) / 6
	last := (before + len(secret)) * 8 / 6
	return whole[first:last]
}

// secrets are the credentials in use. They are cached once a call was signed.
func (c *Client) secrets() []string {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	list := []string{os.Getenv("AWS_SECRET_ACCESS_KEY"), os.Getenv("AWS_SESSION_TOKEN"), os.Getenv("AWS_ROLE_SESSION_NAME")}
	if value, err := c.sdk.Options().Credentials.Retrieve(ctx); err == nil {
		list = append(list, value.SessionToken, value.SecretAccessKey, value.AccessKeyID)
	}
	return append(list, c.sensitive...)
}
