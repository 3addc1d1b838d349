package model

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// boundary is a line of api-constraints.tsv: what the service's model says
// of one setting.
type boundary struct {
	path     string // as in the catalog
	kind     string
	required bool
	min, max int // 0 and -1 when there is none
	pattern  string
	enum     []string
}

// boundaries reads the lines of the two requests. Of the others, and of the
// pool id, the model knows nothing.
func boundaries(t *testing.T) []boundary {
	t.Helper()
	data, err := os.ReadFile("testdata/api-constraints.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []boundary
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 8 || f[0] != "CreateUserPool" && f[0] != "SetUserPoolMfaConfig" || f[1] == "UserPoolId" {
			continue
		}
		c := boundary{path: f[0] + "." + f[1], kind: f[2], required: f[3] == "required", max: -1, pattern: f[6]}
		c.min, _ = strconv.Atoi(f[4])
		if f[5] != "" {
			c.max, _ = strconv.Atoi(f[5])
		}
		if f[7] != "" {
			c.enum = strings.Split(f[7], "|")
		}
		all = append(all, c)
	}
	if len(all) < 90 {
		t.Fatalf("only %d lines", len(all))
	}
	return all
}

func TestBoundaries(t *testing.T) {
	for _, c := range boundaries(t) {
		t.Run(c.path+" "+c.kind, func(t *testing.T) {
			if Lookup(strings.TrimSuffix(c.path, "[]")) == nil {
				t.Fatal("not in the catalog")
			}
			switch c.kind {
			case "integer":
				testInteger(t, c)
			case "string":
				testString(t, c)
			case "list":
				testCount(t, c)
			case "map key", "map value":
				testTag(t, c)
			case "boolean":
				accepts(t, c, true)
				accepts(t, c, false)
			default:
				t.Fatalf("no test for a %s", c.kind)
			}
			if c.required && !strings.HasSuffix(c.path, ".SnsCallerArn") { // EumsSms can take its place since July 2026
				testRequired(t, c)
			}
		})
	}
}

// base is a pool with an attribute and a way of recovery, so that settings
// inside them can be set.
func base() *Pool {
	return &Pool{CreateUserPool: CreateUserPool{
		Schema:                 make([]Attribute, 1),
		AccountRecoverySetting: &AccountRecoverySetting{RecoveryMechanisms: make([]RecoveryMechanism, 1)},
	}}
}

// verdict is the limit that a value of the boundary's setting breaks, or
// nothing.
func verdict(t *testing.T, c boundary, value any) string {
	t.Helper()
	path := strings.TrimSuffix(c.path, "[]")
	path = strings.Replace(path, "[]", "[0]", 1)
	p := base()
	if err := p.Set(path, value); err != nil {
		t.Fatal(err)
	}
	for _, f := range Check(p) {
		isLimit := slices.ContainsFunc(limitRules, func(r Rule) bool { return r.ID == f.Rule })
		if isLimit && f.Settings[0] == path {
			if f.Severity != Error || f.Message == "" || f.Fix == "" {
				t.Errorf("a limit that is no error, or lacks words: %+v", f)
			}
			return f.Rule
		}
	}
	return ""
}

func accepts(t *testing.T, c boundary, value any) {
	t.Helper()
	if rule := verdict(t, c, value); rule != "" {
		t.Errorf("%s refuses %s", rule, short(value))
	}
}

func refuses(t *testing.T, c boundary, value any, rules ...string) {
	t.Helper()
	if rule := verdict(t, c, value); !slices.Contains(rules, rule) {
		t.Errorf("%s: broken limit %q, want %s", short(value), rule, OneOf(rules))
	}
}

func short(value any) string {
	s, ok := value.(string)
	if !ok {
		return strings.TrimSpace(string(EncodeJSON(value)))
	}
	return strconv.Quote(s[:min(len(s), 60)]) + " of " + Plural(utf8.RuneCountInString(s), "character")
}

func testInteger(t *testing.T, c boundary) {
	if c.max < 0 {
		t.Fatal("no range")
	}
	accepts(t, c, c.min)
	accepts(t, c, c.max)
	refuses(t, c, c.min-1, "range")
	refuses(t, c, c.max+1, "range")
}

func testCount(t *testing.T, c boundary) {
	members := func(n int) any {
		switch c.path {
		case "CreateUserPool.Schema":
			return make([]Attribute, n)
		case "CreateUserPool.AccountRecoverySetting.RecoveryMechanisms":
			return make([]RecoveryMechanism, n)
		}
		return slices.Repeat([]string{Lookup(c.path).Choices[0].Value}, n)
	}
	accepts(t, c, members(max(c.min, 1)))
	if c.min > 0 {
		refuses(t, c, members(c.min-1), "count")
	}
	if c.max >= 0 {
		accepts(t, c, members(c.max))
		refuses(t, c, members(c.max+1), "count")
	}
}

func testTag(t *testing.T, c boundary) {
	tags := func(n int) map[string]string {
		if c.kind == "map key" {
			return map[string]string{strings.Repeat("あ", n): "x"}
		}
		return map[string]string{"x": strings.Repeat("あ", n)}
	}
	accepts(t, c, tags(c.min))
	accepts(t, c, tags(c.max))
	refuses(t, c, tags(c.max+1), "length")
	if c.min > 0 {
		refuses(t, c, tags(c.min-1), "length")
	}
}

func testString(t *testing.T, c boundary) {
	switch {
	case c.enum != nil:
		testEnum(t, c)
	case c.pattern != "":
		testPattern(t, c)
		testLength(t, c, probes[livePattern(c)])
	case c.max >= 0:
		testLength(t, c, probe{filler: "a"})
	default:
		t.Fatal("no limit")
	}
}

func testEnum(t *testing.T, c boundary) {
	wrap := func(word string) any {
		if strings.HasSuffix(c.path, "[]") {
			return []string{word}
		}
		return word
	}
	for _, word := range c.enum {
		accepts(t, c, wrap(word))
		swapped := strings.ToUpper(word)
		if swapped == word {
			swapped = strings.ToLower(word)
		}
		refuses(t, c, wrap(swapped), "choice")
		refuses(t, c, wrap(word+" "), "choice")
	}
	refuses(t, c, wrap(""), "choice")
	s := Lookup(strings.TrimSuffix(c.path, "[]"))
	if len(s.Choices) != len(c.enum) {
		t.Errorf("the catalog has %d values, the service %d", len(s.Choices), len(c.enum))
	}
}

// testLength tries the lengths around the limits, with a text that fits the
// pattern.
func testLength(t *testing.T, c boundary, p probe) {
	text := func(n int) string {
		return p.start + strings.Repeat(p.filler, n-utf8.RuneCountInString(p.start))
	}
	if c.max >= 0 {
		accepts(t, c, text(c.max))
		refuses(t, c, text(c.max+1), "length")
	}
	if c.min > 0 {
		accepts(t, c, text(c.min))
		refuses(t, c, string([]rune(text(c.min))[:c.min-1]), "length")
	}
	if c.min == 0 && c.pattern == "" {
		accepts(t, c, "")
	}
}

// probe holds texts for one pattern: start and filler make one of any length.
type probe struct {
	start, filler string
	good, bad     []string
}

const (
	arnExpr       = `arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?`
	anyExpr       = `(?s).*`
	smsExpr       = `.*\{####\}.*`
	emailCodeExpr = `[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`
)

// probes are keyed by the patterns of the service's model, but for SMS: the
// live service lets a dot stand for a newline.
var probes = map[string]probe{
	`[\w\s+=,.@-]+`: {
		filler: "a",
		good:   []string{"a Z_9+=,.@-\t\n", " "},
		bad:    []string{"a:b", "a/b", "a(b)", "é", "a'b", "a#b", "a\u00a0b", "プール"},
	},
	arnExpr: {
		start: "arn:aws:x:eu:1:", filler: "a",
		good: []string{"arn:aws:iam::123456789012:role/a", "arn:aws-cn:lambda:cn-north-1:1:function:f:prod", "arn:aws:s-s+s=s/s,s.s@s:r:1:a:b:c"},
		bad: []string{
			"arn:aws:lambda:eu-west-1:123456789012:function:f:$LATEST", "arn:aws:iam:::role/a-long-enough", "arn:aws:iam::12x4:role/a-long-one",
			"arn:aws:x:eu-west-1:1:a:b:c:d", "arn::x:eu-west-1:1:aaaaaaaa", "xarn:aws:x:eu-west-1:1:aaa", "arn:aws:x:eu-west-1:1:a a", "arn:aws:x:eu-west-1:1:äaaaa", "arn:aws:x:eu-west-1:1:aaa\n",
		},
	},
	anyExpr: {
		filler: "あ",
		good:   []string{"Hello {username}", "two\nlines", "a\u00a0b\u200dc"},
	},
	`(?s)` + smsExpr: {
		start: "{####}", filler: "あ",
		good: []string{"Your code:\n{####}\n", "{####}{####}", "a\u00a0\u200d{####}"},
		bad:  []string{"no code in it", "{###} {#####}", "{ ####}"},
	},
	emailCodeExpr: {
		start: "{####}", filler: "あ",
		good: []string{"<p>é 日本 😀\r\n\t{####}*</p>", "{####}{####}"},
		bad:  []string{"no code in it", "a\u00a0{####}", "a\u200b{####}", "👨\u200d👩 {####}", "\ufeff{####}", "{####}\u2028", "{####}\x00", "{####}\u3000"},
	},
	`[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`: {
		filler: "あ",
		good:   []string{"<p>é 日本 😀\r\n\t*</p>", "Hello {username}"},
		bad:    []string{"Hello\u00a0you", "Hello\u200b", "👨\u200d👩 hello", "hello\u2028"},
	},
	`[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{##[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*##\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`: {
		start: "{####}", filler: "あ",
		good: []string{"<p>{##confirm here##}</p>", "{## a\nb ##}", "{##x##}{##y##}"},
		bad:  []string{"{##open", "##} {##", "{#x#}xxx", "{##a\u00a0b##}", "no link in it"},
	},
	`[\p{L}\p{M}\p{S}\p{N}\p{P}\s]+`: {
		filler: "あ",
		good:   []string{"Your code 😀 é", " ", "a\nb"},
		bad:    []string{"a\u00a0b", "👨\u200d👩", "a\u200bb", "\x07"},
	},
	`[\p{L}\p{M}\p{S}\p{N}\p{P}]+@[\p{L}\p{M}\p{S}\p{N}\p{P}]+`: {
		start: "a@", filler: "b",
		good: []string{"help@example.com", "é@ü", "a@b@c", "@@@"},
		bad:  []string{"", "help", "@example.com", "help@", "Help <help@example.com>", "a@b c", "@@"},
	},
	`^[a-zA-Z0-9_-]+$`: {
		filler: "a",
		good:   []string{"a-B_9"},
		bad:    []string{"a b", "a.b", "é"},
	},
	`[\p{L}\p{M}\p{S}\p{N}\p{P}]+`: {
		filler: "あ",
		good:   []string{"custom:x", "é_9-$", "😀"},
		bad:    []string{"a b", "a\n", "a\u00a0b", "a\u200d"},
	},
}

// livePattern is the pattern that the live service applies, where a real
// deployment showed another than the service's model has.
func livePattern(c boundary) string {
	switch {
	case c.path == atInvite+"SMSMessage":
		return anyExpr
	case c.pattern == smsExpr:
		return `(?s)` + smsExpr
	}
	return c.pattern
}

func testPattern(t *testing.T, c boundary) {
	expr := livePattern(c)
	p, known := probes[expr]
	if !known {
		t.Fatalf("no texts for the pattern %s", expr)
	}
	whole := regexp.MustCompile(`^(?:` + expr + `)$`)
	for _, text := range p.good {
		if !whole.MatchString(text) {
			t.Errorf("the test is wrong: %q does not fit", text)
		}
		if n := utf8.RuneCountInString(text); n >= c.min && (c.max < 0 || n <= c.max) {
			accepts(t, c, text)
		}
	}
	for _, text := range p.bad {
		if whole.MatchString(text) {
			t.Errorf("the test is wrong: %q fits", text)
		}
		if n := utf8.RuneCountInString(text); n >= c.min && (c.max < 0 || n <= c.max) {
			refuses(t, c, text, "pattern")
		}
	}
}

// testRequired takes the setting away and leaves its block.
func testRequired(t *testing.T, c boundary) {
	path := strings.Replace(c.path, "[]", "[0]", 1)
	p := base()
	field, err := p.find(path, true)
	if err != nil {
		t.Fatal(err)
	}
	missing := func() bool {
		return slices.ContainsFunc(Check(p), func(f Finding) bool { return f.Rule == "required" && f.Settings[0] == path })
	}
	if !missing() {
		t.Errorf("nobody misses it")
	}
	field.Set(reflect.New(field.Type().Elem()))
	if missing() {
		t.Errorf("it is there, and yet missed")
	}
}

// Every setting of the catalog with a limit is in the service's model,
// but for what the model does not have yet.
func TestBoundariesAreAll(t *testing.T) {
	newer := []string{
		"CreateUserPool.KeyConfiguration.KeyType", "CreateUserPool.KeyConfiguration.KmsKeyArn", "CreateUserPool.IssuerConfiguration.Type",
	}
	tested := map[string]bool{}
	for _, c := range boundaries(t) {
		tested[strings.TrimSuffix(c.path, "[]")] = true
	}
	for _, s := range serviceSettings() {
		if s.Kind != Block && !tested[s.Path] && !slices.Contains(newer, s.Path) && !isAheadOfSDK(s.Path) {
			t.Errorf("%s: no line", s.Path)
		}
	}
	for _, path := range newer {
		if s := Lookup(path); len(s.Choices) > 0 {
			testEnum(t, boundary{path: path, enum: words(s)})
		} else {
			testLength(t, boundary{path: path, min: 20, max: 2048, pattern: arnExpr}, probes[arnExpr])
			testPattern(t, boundary{path: path, min: 20, max: 2048, pattern: arnExpr})
		}
	}
}

// TestBoundariesAheadOfTheModel holds the limits of what neither the service's
// model nor the SDK has yet, as the API reference of 2026 states them.
func TestBoundariesAheadOfTheModel(t *testing.T) {
	const (
		acr  = "CreateUserPool.AcrConfiguration.Level1.AcrValue"
		dcr  = "CreateUserPool.DcrConfiguration."
		eums = "CreateUserPool.SmsConfiguration.EumsSms."
	)
	long := strings.Repeat("a", 64)
	accepts(t, boundary{path: acr}, long)
	refuses(t, boundary{path: acr}, long+"a", "length")
	refuses(t, boundary{path: acr}, "", "length")
	for _, bad := range []string{"urn: x", `urn:"x"`, `urn:\x`} {
		refuses(t, boundary{path: acr}, bad, "pattern")
	}
	testEnum(t, boundary{path: dcr + "EnableStatus", enum: []string{"ENABLED", "DISABLED"}})
	for _, grants := range []string{"AuthenticatedGrantTypes", "OpenGrantTypes"} {
		accepts(t, boundary{path: dcr + grants}, []string{})
		accepts(t, boundary{path: dcr + grants}, []string{"code", "client_credentials", "implicit"})
		refuses(t, boundary{path: dcr + grants}, []string{"password"}, "choice")
	}
	for _, prefix := range []string{"CreateUserPool.", "SetUserPoolMfaConfig.SmsMfaConfiguration."} {
		block := prefix + strings.TrimPrefix(eums, "CreateUserPool.")
		testLength(t, boundary{path: block + "CallerArn", min: 20, max: 2048, pattern: arnExpr}, probes[arnExpr])
		testRequired(t, boundary{path: block + "CallerArn"})
		accepts(t, boundary{path: block + "Region"}, "abcde")
		refuses(t, boundary{path: block + "Region"}, "abcd", "length")
		refuses(t, boundary{path: block + "Region"}, strings.Repeat("a", 33), "length")
	}
}

func words(s *Setting) []string {
	list := make([]string, len(s.Choices))
	for i, o := range s.Choices {
		list[i] = o.Value
	}
	return list
}

// A pool holds 50 tags.
func TestBoundaryTags(t *testing.T) {
	tags := func(n int) map[string]string {
		m := map[string]string{}
		for i := range n {
			m[strconv.Itoa(i)] = ""
		}
		return m
	}
	c := boundary{path: atTags}
	accepts(t, c, tags(50))
	refuses(t, c, tags(51), "count")
}
