package exporters

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/poolsmith/poolsmith/model"
)

// The readers below take the literals of each language as strictly as it is
// itself: an escape that it does not know is a failure. The end-to-end tests
// show the same to the languages themselves.

// A dialect is what a reader knows of a language.
type dialect struct {
	object, list string // the opening tokens
	separator    string
	truths       map[string]bool
	escapes      string // letters after a backslash that stand for a character
	wide         string // the form of escapes beyond four digits: U, {} or ud for a pair
	join         string // how the parts of a text are put together
}

var dialects = map[string]dialect{
	"python": {object: "{", list: "[", separator: ":", truths: map[string]bool{"True": true, "False": false}, escapes: "nrt", wide: "U", join: "("},
	"js":     {object: "{", list: "[", separator: ":", truths: map[string]bool{"true": true, "false": false}, escapes: "nrt", wide: "{}", join: "+"},
	"r":      {object: "list(", list: "list(", separator: "=", truths: map[string]bool{"TRUE": true, "FALSE": false}, escapes: "nrt", wide: "U", join: "paste0("},
	"rego":   {object: "{", list: "[", separator: ":", truths: map[string]bool{"true": true, "false": false}, escapes: "nrt", wide: "ud"},
}

// literalReader writes what it reads as compact JSON.
type literalReader struct {
	dialect
	rest string
	out  bytes.Buffer
}

type badLiteral string

// readLiteral reads members up to the closing token that follows them, or with
// an empty one a single value.
func readLiteral(language, source, closing, separator string) (data []byte, err error) {
	r := &literalReader{dialect: dialects[language], rest: source}
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
	case r.next("-") || r.next("+"):
		r.fail("a sign")
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
	word := r.word()
	if truth, ok := r.truths[word]; ok {
		r.write(truth)
		return
	}
	if n, err := strconv.Atoi(word); err == nil {
		r.write(n)
		return
	}
	if word != "pool_id" && word != "poolId" {
		r.fail("an unknown word " + word)
	}
	r.write("id")
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

// programs are the formats that make the calls with literals.
var programs = []struct {
	language, format string
	marks            []string // what stands before the members of each call
	closing          string
	separator        string // between a member and its value at the outermost level
}{
	{"python", "boto3", []string{"create_user_pool(", "set_user_pool_mfa_config("}, ")", "="},
	{"js", "js", []string{"new CreateUserPoolCommand({", "new SetUserPoolMfaConfigCommand({"}, "}", ":"},
	{"r", "paws", []string{"create_user_pool(", "set_user_pool_mfa_config("}, ")", "="},
}

// checkProgram reads the arguments of the calls and compares them with the
// bodies.
func checkProgram(t *testing.T, p *model.Pool, format string) {
	t.Helper()
	for _, program := range programs {
		if program.format != format {
			continue
		}
		f, _ := Lookup(format)
		source := string(f.Export(p, Options{}).Files[0].Data)
		for i, call := range p.Calls() {
			_, arguments, found := strings.Cut(source, program.marks[i])
			if !found {
				t.Fatalf("%s does not call %s:\n%s", format, call.Operation.Name, source)
			}
			got, err := readLiteral(program.language, arguments, program.closing, program.separator)
			if err != nil {
				t.Fatalf("%s: %v\n%s", format, err, source)
			}
			want := call.Body(model.Answers{"UserPoolId": "id"})
			if format == "paws" {
				want = withoutNUL(want)
			}
			if !reflect.DeepEqual(tokensFor(format, got), tokensFor(format, want)) {
				t.Errorf("%s says\n%s\nJSON says\n%s", format, got, want)
			}
		}
		if strings.Contains(source, program.marks[1]) != (len(p.Calls()) > 1) {
			t.Errorf("%s has a second call where none is due, or none", format)
		}
	}
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

// withoutNUL takes the escapes of NUL out of JSON, which R cannot hold; it
// leaves alone a backslash that another one escapes.
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

func TestProgramsHoldTheBodies(t *testing.T) {
	eachCase(t, func(t *testing.T, p *model.Pool) {
		for _, program := range programs {
			checkProgram(t, p, program.format)
		}
	})
}

func TestPawsNamesWhatIsLost(t *testing.T) {
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
