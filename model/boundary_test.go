package model

import (
	"encoding/base64"
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

// boundaries are the constraints as numbers and words.
func boundaries(t *testing.T) []boundary {
	t.Helper()
	var all []boundary
	for _, row := range readConstraints(t) {
		c := boundary{path: row.Path, kind: row.Type, required: row.Required == "required", max: -1, pattern: row.Pattern}
		c.min, _ = strconv.Atoi(row.Min)
		if row.Max != "" {
			c.max, _ = strconv.Atoi(row.Max)
		}
		if row.Enum != "" {
			c.enum = strings.Split(row.Enum, "|")
		}
		all = append(all, c)
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
			case "map":
				testEntries(t, c)
			case "map key", "map value":
				testEntry(t, c)
			case "blob":
				testBytes(t, c)
			case "structure":
				if Lookup(c.path).Kind == JSON {
					accepts(t, c, JSONObject(`{"a":{"b":[1,null]}}`))
				}
			case "boolean":
				accepts(t, c, true)
				accepts(t, c, false)
			default:
				t.Fatalf("no test for a %s", c.kind)
			}
			// EumsSms can take the place of the one since July 2026, and the other
			// is the whole request, which a draft need not have.
			if c.required && !strings.HasSuffix(c.path, ".SnsCallerArn") && c.path != "SetLogDeliveryConfiguration.LogConfigurations" {
				testRequired(t, c)
			}
		})
	}
}

// base is a pool with one item in each list that path goes through, so that the
// setting can be set.
func base(t *testing.T, path string) *Pool {
	t.Helper()
	p := &Pool{}
	for end := range len(path) {
		if !strings.HasPrefix(path[end:], "[0]") {
			continue
		}
		list, err := p.find(path[:end], true)
		if err != nil {
			t.Fatal(err)
		}
		list.Set(reflect.MakeSlice(list.Type(), 1, 1))
	}
	return p
}

// verdict is the limit that a value of the boundary's setting breaks, or
// nothing.
func verdict(t *testing.T, c boundary, value any) string {
	t.Helper()
	path, isMember := strings.CutSuffix(c.path, "[]")
	if text, isText := value.(string); isMember && isText {
		value = []string{text}
	}
	path = strings.ReplaceAll(path, "[]", "[0]")
	p := base(t, path)
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
	path := strings.ReplaceAll(c.path, "[]", "[0]")
	field, err := base(t, path).find(path, true)
	if err != nil {
		t.Fatal(err)
	}
	s := Lookup(c.path)
	members := func(n int) any {
		if s.Kind == List {
			return reflect.MakeSlice(field.Type(), n, n).Interface()
		}
		if s.Kind == Texts {
			return slices.Repeat([]string{"abc"}, n)
		}
		return slices.Repeat([]string{s.Choices[0].Value}, n)
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

// testEntries tries numbers of entries of a map.
func testEntries(t *testing.T, c boundary) {
	if c.max < 0 {
		return // only required
	}
	entries := func(n int) map[string]string {
		m := map[string]string{}
		for _, language := range append(TermsLanguages, "another")[:n] {
			m["cognito:"+language] = "https://example.com"
		}
		return m
	}
	accepts(t, c, entries(c.min))
	accepts(t, c, entries(c.max))
	refuses(t, c, entries(c.max+1), "count")
	refuses(t, c, entries(c.min-1), "count")
}

// testEntry tries keys or values of a map.
func testEntry(t *testing.T, c boundary) {
	entry := func(text string) map[string]string {
		key, value := "cognito:default", "x"
		if c.kind == "map key" {
			key = text
		} else {
			value = text
		}
		return map[string]string{key: value}
	}
	if c.pattern != "" {
		p := probeOf(t, c.pattern)
		for _, text := range p.good {
			accepts(t, c, entry(text))
		}
		for _, text := range p.bad {
			refuses(t, c, entry(text), "pattern")
		}
	}
	if c.max < 0 {
		return
	}
	texts := func(n int) map[string]string { return entry(strings.Repeat("あ", n)) }
	accepts(t, c, texts(c.min))
	accepts(t, c, texts(c.max))
	refuses(t, c, texts(c.max+1), "length")
	if c.min > 0 {
		refuses(t, c, texts(c.min-1), "length")
	}
}

// testBytes tries files around the limit, and a text that is not base64.
func testBytes(t *testing.T, c boundary) {
	file := func(n int) string { return base64.StdEncoding.EncodeToString(make([]byte, n)) }
	accepts(t, c, file(1))
	accepts(t, c, file(c.max))
	refuses(t, c, file(c.max+1), "length")
	refuses(t, c, "logo.png", "pattern")
}

func testString(t *testing.T, c boundary) {
	switch {
	case c.enum != nil:
		testEnum(t, c)
	case c.pattern != "":
		testPattern(t, c)
		testLength(t, c, probeOf(t, livePattern(c)))
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
	if p.shortest > c.min {
		accepts(t, c, text(p.shortest))
		refuses(t, c, strings.Repeat("a", max(c.min-1, 0)), "length", "pattern")
	} else if c.min > 0 {
		accepts(t, c, text(c.min))
		refuses(t, c, string([]rune(text(c.min))[:c.min-1]), "length")
	}
	if c.min == 0 && c.pattern == "" {
		accepts(t, c, "")
	}
}

// probe holds texts for one pattern: start and filler make one of any length, from
// shortest on where the pattern needs more than the limit.
type probe struct {
	start, filler string
	shortest      int
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
	`[\x21\x23-\x5B\x5D-\x7E]+`: {
		filler: "a",
		good:   []string{"https://api.example.com/read", "!#[]~"},
		bad:    []string{"a b", `a"b`, `a\b`, "é", "a\n", "a\x7f"},
	},
	`[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+`: {
		filler: "a",
		good:   []string{"orders.write", "read:all", "!#[]~"},
		bad:    []string{"a/b", "a b", `a"b`, `a\b`, "é"},
	},
	domainName.Expr: {
		filler: "a",
		good:   []string{"shop-auth", "auth.example.com", "9", "a--b"},
		bad:    []string{"Shop", "-shop", "shop-", "shop_auth", ".example.com", "é"},
	},
	`[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+`: {
		filler: "a", shortest: 3,
		good: []string{"abc", "a_b", "Okta-1", "ab\n", "あああ"},
		bad:  []string{"ab", "_ab", "ab_", "My_IdP_1", "a bc", " ab"},
	},
	`[\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}]+`: {
		filler: "あ",
		good:   []string{"COGNITO", "My IdP", "a\u00a0b"},
		bad:    []string{"a\nb", "a\tb", "a\u200b"},
	},
	`[\w\s+=.@-]+`: {
		filler: "a",
		good:   []string{"example.com", "a b", "a_b+c=d@e-f\n"},
		bad:    []string{"a,b", "a:b", "é"},
	},
	`[\w+]+`: {
		filler: "a",
		good:   []string{"aB9_+aB9_+aB9_+aB9_+aB9_+", "${env:CLIENT_SECRET_OF_THE_APP}"},
		bad:    []string{"aB9_+aB9_+aB9_+aB9_+aB9-", "${env:1_IS_NOT_A_NAME_OF_ONE}", "$(env:CLIENT_SECRET_OF_APP)", "${env:CLIENT_SECRET_OF_APP} "},
	},
	`[0-9a-fA-F]+`: {
		filler: "a",
		good:   []string{"09afAF"},
		bad:    []string{"g", "0x1", ""},
	},
	`[\w\- ]+`: {
		filler: "a",
		good:   []string{"logo 1_a-B"},
		bad:    []string{"a.b", "a\nb", "é"},
	},
	`[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]+`: {
		filler: "あ",
		good:   []string{"<p>é 日本 😀\r\n\t*</p>"},
		bad:    []string{"Hello\u00a0you", "Hello\u200b"},
	},
	bucketARN.Expr: {
		start: "arn:aws:s3:::", filler: "a", shortest: 14,
		good: []string{"arn:aws:s3:::my-bucket", "arn:aws-cn:s3:::a:b:c"},
		bad:  []string{"arn:aws:s3:eu-west-1::b", "arn:aws:s3::1:b", "arn:aws:s3:::", "my-bucket", "arn:aws:s3:::a:b:c:d"},
	},
	termsLanguage.Expr: {
		good: []string{"cognito:default", "cognito:dutch", "cognito:chinese-traditional", "cognito:portuguese-brazil"},
		bad:  []string{"default", "cognito:klingon", "cognito:chinese", "cognito:Default", ""},
	},
	`[a-zA-Z0-9_-]+`: {
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
	case livePatterns[c.path] == domainName, livePatterns[c.path] == poolName:
		return livePatterns[c.path].Expr
	case c.pattern == smsExpr:
		return `(?s)` + smsExpr
	}
	return c.pattern
}

func probeOf(t *testing.T, expr string) probe {
	t.Helper()
	p, known := probes[expr]
	if !known {
		t.Fatalf("no texts for the pattern %s", expr)
	}
	return p
}

func testPattern(t *testing.T, c boundary) {
	expr := livePattern(c)
	p := probeOf(t, expr)
	whole := regexp.MustCompile(`\A(?:` + expr + `)\z`)
	for _, text := range p.good {
		if !whole.MatchString(text) && !IsSecretReference(text) {
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
	path := strings.ReplaceAll(c.path, "[]", "[0]")
	p := base(t, path)
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
	switch field.Kind() {
	case reflect.Slice:
		field.Set(reflect.MakeSlice(field.Type(), 0, 0))
	case reflect.Map:
		field.Set(reflect.MakeMap(field.Type()))
	default:
		field.Set(reflect.New(field.Type().Elem()))
	}
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
		if s.Kind != Block && s.Path != OperationOf(s.Path).Name && !tested[s.Path] && !slices.Contains(newer, s.Path) && !isAheadOfSDK(s.Path) {
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
