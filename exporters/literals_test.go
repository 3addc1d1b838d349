package exporters

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/poolsmith/poolsmith/model"
)

// The readers below are as strict as the languages: an escape that a language
// does not know is an error. The end-to-end tests give the same programs to the
// languages themselves.

// A dialect is how a language writes literals.
type dialect struct {
	object, list string // the opening tokens
	separator    string
	booleans     map[string]bool
	null         string
	decode       string // what precedes a base64 text whose bytes are meant; empty if there is none
	secret       string // what precedes the name of an environment variable; empty if there is none
	escapes      string // letters after a backslash that stand for a character
	wide         string // the form of escapes beyond four digits: U, {} or ud for a pair
	join         string // how the parts of a text are put together
}

var dialects = map[string]dialect{
	"python": {object: "{", list: "[", separator: ":", booleans: map[string]bool{"True": true, "False": false}, null: "None", decode: "base64.b64decode(", secret: "os.environ[", escapes: "nrt", wide: "U", join: "("},
	"js":     {object: "{", list: "[", separator: ":", booleans: map[string]bool{"true": true, "false": false}, null: "null", decode: "Buffer.from(", secret: "process.env.", escapes: "nrt", wide: "{}", join: "+"},
	"r":      {object: "list(", list: "list(", separator: "=", booleans: map[string]bool{"TRUE": true, "FALSE": false}, null: "NULL", decode: "base64enc::base64decode(", secret: "Sys.getenv(", escapes: "nrt", wide: "U", join: "paste0("},
	"rego":   {object: "{", list: "[", separator: ":", booleans: map[string]bool{"true": true, "false": false}, null: "null", escapes: "nrt", wide: "ud"},
}

// literalReader writes what it reads as compact JSON.
type literalReader struct {
	dialect
	rest      string
	variables []string // words that stand for a text of their own name
	out       bytes.Buffer
}

type badLiteral string

// readLiteral reads members up to the closing token that follows them, or with
// an empty one a single value.
func readLiteral(language, source, closing, separator string, variables ...string) (data []byte, err error) {
	r := &literalReader{dialect: dialects[language], rest: source, variables: variables}
	defer func() {
		if bad, ok := recover().(badLiteral); ok {
			err = fmt.Errorf("%s before %.60q", string(bad), r.rest)
		}
	}()
	if closing == "" {
		r.value()
		return r.out.Bytes(), nil
	}
	r.members(closing, separator)
	return r.out.Bytes(), nil
}

func (r *literalReader) fail(message string) { panic(badLiteral(message)) }

func (r *literalReader) next(token string) bool {
	r.rest = strings.TrimLeft(r.rest, " \t\n")
	rest, found := strings.CutPrefix(r.rest, token)
	if found {
		r.rest = rest
	}
	return found
}

func (r *literalReader) expect(token string) {
	if !r.next(token) {
		r.fail("no " + token)
	}
}

func (r *literalReader) value() {
	switch {
	case r.separator == "=" && r.next("structure("):
		r.structure()
	case r.separator == "=" && r.next("list("):
		r.rList()
	case r.next("{"):
		r.members("}", r.separator)
	case r.separator != "=" && r.next("["):
		r.items("]")
	case r.next("+"):
		r.fail("a sign")
	case r.decode != "" && r.next(r.decode):
		r.next("")
		r.write(r.text())
		if r.wide == "{}" {
			r.expect(`, "base64"`)
		}
		r.expect(")")
	case r.secret != "" && r.next(r.secret):
		r.write("${env:" + r.variable() + "}")
	default:
		r.scalar()
	}
}

func (r *literalReader) scalar() {
	r.next("")
	if r.rest != "" && (r.rest[0] == '"' || r.join != "" && r.join != "+" && strings.HasPrefix(r.rest, r.join)) {
		r.write(r.text())
		return
	}
	if number := numberAtStart.FindString(r.rest); number != "" {
		r.rest = r.rest[len(number):]
		r.write(json.Number(number))
		return
	}
	word := r.word()
	if word == r.null {
		r.write(nil)
		return
	}
	if value, ok := r.booleans[word]; ok {
		r.write(value)
		return
	}
	if !slices.Contains(r.variables, word) {
		r.fail("an unknown word " + word)
	}
	r.write(word)
}

var numberAtStart = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?`)

// variable reads the name of an environment variable and what closes it.
func (r *literalReader) variable() string {
	if r.wide == "{}" {
		return r.word()
	}
	name := r.quoted()
	r.expect(strings.Map(func(open rune) rune { return map[rune]rune{'[': ']', '(': ')'}[open] }, r.secret[len(r.secret)-1:]))
	return name
}

// word reads a name, a number or a bare word.
func (r *literalReader) word() string {
	r.next("")
	end := strings.IndexFunc(r.rest, func(c rune) bool {
		return c != '_' && !isLetter(c) && (c < '0' || c > '9')
	})
	if end <= 0 {
		r.fail("no word")
	}
	word := r.rest[:end]
	r.rest = r.rest[end:]
	return word
}

func (r *literalReader) members(closing, separator string) {
	r.out.WriteByte('{')
	for n := 0; !r.next(closing); n++ {
		if n > 0 {
			r.out.WriteByte(',')
		}
		r.write(r.name())
		r.expect(separator)
		r.out.WriteByte(':')
		r.value()
		r.comma(closing)
	}
	r.out.WriteByte('}')
}

// comma reads what stands between items, or sees that none needs to.
func (r *literalReader) comma(closing string) {
	if r.next(",") {
		if r.separator == "=" && r.next(closing) {
			r.fail("R takes no comma")
		}
		return
	}
	r.next("")
	if !strings.HasPrefix(r.rest, closing) {
		r.fail("no comma")
	}
}

func (r *literalReader) name() string {
	r.next("")
	switch {
	case r.rest[0] == '"':
		return r.quoted()
	case r.separator == "=" && r.rest[0] == '`':
		name, rest, _ := strings.Cut(r.rest[1:], "`")
		if name == "" || strings.ContainsFunc(name, func(c rune) bool { return !isASCII(c) || c == '\\' }) {
			r.fail("no name in backticks")
		}
		r.rest = rest
		return name
	case r.wide == "{}" && r.next("["):
		name := r.quoted()
		r.expect("]")
		return name
	}
	return r.word()
}

func (r *literalReader) items(closing string) {
	r.out.WriteByte('[')
	for n := 0; !r.next(closing); n++ {
		if n > 0 {
			r.out.WriteByte(',')
		}
		r.value()
		r.comma(closing)
	}
	r.out.WriteByte(']')
}

// rList reads a list with or without names. An empty one is both.
func (r *literalReader) rList() {
	if r.next(")") {
		r.out.WriteString("{}")
		return
	}
	ahead := *r
	ahead.out = bytes.Buffer{}
	named := func() (named bool) {
		defer func() {
			if recover() != nil {
				named = false
			}
		}()
		if ahead.next(`"`) {
			return false
		}
		ahead.name()
		return ahead.next("=")
	}()
	if named {
		r.members(")", "=")
		return
	}
	r.items(")")
}

// structure reads a list and its names.
func (r *literalReader) structure() {
	part := func(open string) []json.RawMessage {
		r.expect(open)
		before := r.out.Len()
		r.items(")")
		var items []json.RawMessage
		if err := json.Unmarshal(r.out.Bytes()[before:], &items); err != nil {
			r.fail(err.Error())
		}
		r.out.Truncate(before)
		return items
	}
	values := part("list(")
	r.expect(",")
	r.expect("names")
	r.expect("=")
	names := part("c(")
	r.expect(")")
	if len(names) != len(values) {
		r.fail("as many names as values")
	}
	r.out.WriteByte('{')
	for i := range names {
		if i > 0 {
			r.out.WriteByte(',')
		}
		fmt.Fprintf(&r.out, "%s:%s", names[i], values[i])
	}
	r.out.WriteByte('}')
}

// text reads a text in one or several pairs of quotes.
func (r *literalReader) text() string {
	switch {
	case r.join == "+":
		text := r.quoted()
		for r.next("+") {
			r.next("")
			text += r.quoted()
		}
		return text
	case r.join != "" && r.next(r.join):
		text := ""
		for !r.next(")") {
			text += r.quoted()
			if r.join == "paste0(" {
				r.comma(")")
			}
			r.next("")
		}
		return text
	}
	return r.quoted()
}

func (r *literalReader) quoted() string {
	r.expect(`"`)
	var units []uint16
	for {
		c, size := utf8.DecodeRuneInString(r.rest)
		if c == utf8.RuneError && size <= 1 || c < ' ' || c == 0x7f || c == '\u2028' || c == '\ufeff' {
			r.fail("a character that cannot stand there")
		}
		r.rest = r.rest[size:]
		if c == '"' {
			return string(utf16.Decode(units))
		}
		if c == '\\' {
			units = append(units, r.escape()...)
			continue
		}
		units = utf16.AppendRune(units, c)
	}
}

func (r *literalReader) escape() []uint16 {
	c := r.rest[0]
	r.rest = r.rest[1:]
	switch {
	case c == '"' || c == '\\':
		return []uint16{uint16(c)}
	case strings.IndexByte(r.escapes, c) >= 0:
		return []uint16{map[byte]uint16{'n': '\n', 'r': '\r', 't': '\t'}[c]}
	case c == 'u' && r.wide == "{}" && r.next("{"):
		digits, rest, _ := strings.Cut(r.rest, "}")
		r.rest = rest
		return r.character(digits)
	case c == 'u':
		return r.character(r.digits(4))
	case c == 'U' && r.wide == "U":
		return r.character(r.digits(8))
	}
	r.fail("an escape of " + string(c))
	return nil
}

func (r *literalReader) digits(n int) string {
	digits := r.rest[:n]
	r.rest = r.rest[n:]
	return digits
}

func (r *literalReader) character(digits string) []uint16 {
	code, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || code == 0 && r.separator == "=" {
		r.fail("an escape of " + digits)
	}
	if 0xd800 <= code && code < 0xe000 {
		if r.wide != "ud" {
			r.fail("half a character")
		}
		return []uint16{uint16(code)}
	}
	return utf16.Encode([]rune{rune(code)})
}

func (r *literalReader) write(v any) {
	data, err := json.Marshal(v)
	if err != nil {
		r.fail(err.Error())
	}
	r.out.Write(data)
}

// A program is a format whose requests are literals of its language.
type program struct {
	language, format string
	request          func(operation string) string // what precedes the members of a request
	closing          string
	separator        string // between a member and its value at the outermost level
	assignment       string // of a value of the response to a variable, up to its place
	name             string // of a member in the place
}

var programs = []program{
	{"python", "boto3", func(operation string) string { return "cognito." + snake(operation) + "(" }, ")", "=", `(\w+) = created`, `["%s"]`},
	{"js", "js", func(operation string) string { return "new " + operation + "Command({" }, "}", ":", `(\w+) = created`, `.%s`},
	{"r", "paws", func(operation string) string { return "cognito$" + snake(operation) + "(" }, ")", "=", `(\w+) <- created`, `$%s`},
}

// checkProgram reads the requests in their order and compares them with the
// bodies. What a request takes is the variable to which the value of an earlier
// response is assigned.
func checkProgram(t *testing.T, p *model.Pool, format string) {
	t.Helper()
	program := programs[slices.IndexFunc(programs, func(p program) bool { return p.format == format })]
	f, _ := Lookup(format)
	source := string(f.Export(p, Options{}).Files[0].Data)
	calls := sentBy(format, p)
	requests := program.split(t, source, calls)
	answers := model.Answers{}
	for i, call := range calls {
		got, err := readLiteral(program.language, requests[i], program.closing, program.separator, slices.Collect(maps.Values(answers))...)
		if err != nil {
			t.Fatalf("%s: %v\n%s", format, err, source)
		}
		want := call.Body(answers)
		if format == "paws" {
			want = withoutNUL(want)
		}
		if !reflect.DeepEqual(tokensFor(format, got), tokensFor(format, want)) {
			t.Errorf("%s has\n%s\nJSON has\n%s", format, got, want)
		}
		for _, given := range call.Gives() {
			place := ""
			for name := range strings.SplitSeq(given.Place, ".") {
				place += fmt.Sprintf(program.name, name)
			}
			if found := regexp.MustCompile(program.assignment + regexp.QuoteMeta(place)).FindStringSubmatch(requests[i]); found != nil {
				answers[given.Answer] = found[1]
			}
		}
	}
	if _, found := answers["UserPoolId"]; !found {
		t.Errorf("%s does not keep the id of the pool:\n%s", format, source)
	}
}

// sentBy are the calls that a script of the format makes.
func sentBy(format string, p *model.Pool) []model.Call {
	return slices.DeleteFunc(p.Calls(), func(c model.Call) bool { return format == "paws" && hasJSON(c) })
}

// split cuts a program before the members of each request.
func (p program) split(t *testing.T, source string, calls []model.Call) []string {
	t.Helper()
	var requests []string
	_, rest, _ := strings.Cut(source, p.request(calls[0].Operation.Name))
	for _, call := range calls[1:] {
		before, after, found := strings.Cut(rest, p.request(call.Operation.Name))
		if !found {
			t.Fatalf("%s does not send %s:\n%s", p.format, call.Path, source)
		}
		requests = append(requests, before)
		rest = after
	}
	for _, o := range model.Operations {
		if strings.Contains(rest, p.request(o.Name)) {
			t.Errorf("%s sends %s once too often:\n%s", p.format, o.Name, source)
		}
	}
	return append(requests, rest)
}

// tokensFor compares alike what a format cannot tell apart: R has one empty
// list for everything.
func tokensFor(format string, data []byte) []json.Token {
	tokens := jsonTokens(data)
	for i := range tokens {
		if format == "paws" && i > 0 && tokens[i-1] == json.Delim('[') && tokens[i] == json.Delim(']') {
			tokens[i-1], tokens[i] = json.Delim('{'), json.Delim('}')
		}
	}
	return tokens
}

// withoutNUL removes the escapes of NUL from JSON, which R cannot represent; it
// keeps a backslash that another one escapes.
func withoutNUL(data []byte) []byte {
	var b bytes.Buffer
	for i := 0; i < len(data); i++ {
		if data[i] != '\\' {
			b.WriteByte(data[i])
			continue
		}
		if bytes.HasPrefix(data[i:], []byte(`\u0000`)) {
			i += 5
			continue
		}
		b.Write(data[i : i+2])
		i++
	}
	return b.Bytes()
}

func TestProgramsHaveTheBodies(t *testing.T) {
	eachCase(t, func(t *testing.T, p *model.Pool) {
		for _, program := range programs {
			checkProgram(t, p, program.format)
		}
	})
}

func TestPawsNamesGaps(t *testing.T) {
	p := &model.Pool{}
	p.CreateUserPool = model.CreateUserPool{
		PoolName:               new("a\x00b"),
		AutoVerifiedAttributes: []string{},
		EmailConfiguration:     &model.EmailConfiguration{From: new("")},
		Schema:                 []model.Attribute{},
		UserPoolTags:           map[string]string{`a"b`: "c"},
	}
	p.SetUserPoolMfaConfig = model.SetUserPoolMfaConfig{MfaConfiguration: new(model.On), EmailMfaConfiguration: &model.EmailMfa{}}
	out := exportPaws(p, Options{})
	for _, path := range []string{
		"CreateUserPool.PoolName", "CreateUserPool.AutoVerifiedAttributes", "CreateUserPool.EmailConfiguration.From",
		"CreateUserPool.Schema", "CreateUserPool.UserPoolTags", "SetUserPoolMfaConfig.EmailMfaConfiguration",
	} {
		if !isMissed(out, path) {
			t.Errorf("%s is no gap", path)
		}
		if !bytes.Contains(out.Files[0].Data, []byte("#   "+path)) {
			t.Errorf("the script does not name %s", path)
		}
	}
	if len(out.Gaps) != 6 {
		t.Errorf("gaps: %v", out.Gaps)
	}
}

func TestPawsIsASCII(t *testing.T) {
	for _, c := range namedCases(t) {
		for i, b := range exportPaws(c.pool, Options{}).Files[0].Data {
			if b >= 0x80 {
				t.Fatalf("%s: byte %d is %x", c.name, i, b)
			}
		}
	}
}

func TestJSKeepsThePrototype(t *testing.T) {
	p := &model.Pool{}
	p.CreateUserPool.UserPoolTags = map[string]string{"__proto__": "x"}
	if got := exportJS(p, Options{}).Files[0].Data; !bytes.Contains(got, []byte(`["__proto__"]: "x"`)) {
		t.Errorf("the tag is no property of its own:\n%s", got)
	}
	checkProgram(t, p, "js")
}
