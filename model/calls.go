package model

import (
	"bytes"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Call is one API request of a draft.
type Call struct {
	Operation *Operation
	Path      string // of the request in the draft: CreateUserPool, CreateGroup[2]
	Request   any    // pointer to the request's struct: *CreateUserPool
	index     int    // in the list of a Many operation
}

// Answers are the values that responses gave to later calls: UserPoolId by its
// name, and the ClientId of the client web as ClientId[web].
type Answers map[string]string

// Calls returns the requests that make what the draft describes, in their
// order.
func (p *Pool) Calls() []Call {
	sent := *p
	for _, o := range Operations {
		if o.prepare != nil {
			o.prepare(p, &sent)
		}
	}
	var calls []Call
	for _, o := range Operations {
		for i, request := range o.Requests(&sent) {
			path := o.Name
			if o.Many {
				path += "[" + strconv.Itoa(i) + "]"
			}
			calls = append(calls, Call{o, path, request, i})
		}
	}
	return calls
}

// Body returns the request as JSON, the bytes that are reviewed, exported and
// sent. The members that the operation takes come first, those that the answers
// lack are omitted.
func (c Call) Body(answers Answers) []byte {
	if len(c.Operation.Takes) == 0 {
		return EncodeJSON(c.Request)
	}
	return EncodeJSON(body{c.taken(answers), c.Request, c.Operation, c.Operation.Takes})
}

// UpdateBody returns the request of the operation that changes what the call
// made to what it would make now, without what can never be changed.
func (c Call) UpdateBody(answers Answers) []byte {
	o := c.Operation
	if o.Update == o.Name {
		return c.Body(answers)
	}
	first, _ := c.identifiers(o.Identifiers(), answers)
	omitted := slices.Concat(o.Takes, o.Permanent)
	for _, member := range first {
		omitted = append(omitted, member.name)
	}
	return EncodeJSON(body{first, c.Request, o, omitted})
}

// Reference returns the request of the operation that deletes what the call made.
// It is not complete when the answers lack an id.
func (c Call) Reference(answers Answers) (reference []byte, complete bool) {
	members, complete := c.identifiers(c.Operation.Identifiers(), answers)
	return EncodeJSON(body{first: members}), complete
}

// DescribeReference is Reference for the operation that describes what the call
// made.
func (c Call) DescribeReference(answers Answers) (reference []byte, complete bool) {
	members, complete := c.identifiers(c.Operation.DescribeIdentifiers(), answers)
	return EncodeJSON(body{first: members}), complete
}

// namedText is a member of a request that is a text.
type namedText struct{ name, text string }

// taken lists the members that the answers fill.
func (c Call) taken(answers Answers) []namedText {
	var members []namedText
	for _, taken := range c.Takes() {
		if value, known := answers[taken.Answer]; known {
			members = append(members, namedText{taken.Member, value})
		}
	}
	return members
}

// identifiers are the members with the given names, which name what the call
// made. A member that the call takes and that is unset is omitted.
func (c Call) identifiers(names []string, answers Answers) (members []namedText, complete bool) {
	complete = true
	for _, name := range names {
		field := reflect.ValueOf(c.Request).Elem().FieldByName(name)
		taken := slices.Contains(c.Operation.Takes, name)
		switch {
		case field.IsValid() && (field.IsNil() || !taken):
			if !field.IsNil() {
				members = append(members, namedText{name, field.Elem().String()})
			}
			complete = complete && (taken || !field.IsNil())
			continue
		case field.IsValid():
			name = WithKey(name, field.Elem().String())
		case !taken && c.Operation.Many:
			name = WithKey(name, c.Key())
		}
		value, known := answers[name]
		member, _, _ := strings.Cut(name, "[")
		members = append(members, namedText{member, value})
		complete = complete && known
	}
	return members, complete
}

// Identifiers lists the members of the requests that change and delete what a call
// of the operation made: the pool, and the ids that the response gave, or the key
// where it gave none.
func (o *Operation) Identifiers() []string {
	var names []string
	if slices.Contains(o.Takes, PoolIDMember) {
		names = append(names, PoolIDMember)
	}
	switch {
	case len(o.Gives) > 0:
		names = append(names, sortedKeys(o.Gives)...)
	case o.Many:
		names = append(names, o.Key)
	}
	return names
}

// DescribeIdentifiers is Identifiers for the request that describes what a call of
// the operation made.
func (o *Operation) DescribeIdentifiers() []string {
	if o.DescribeBy != nil {
		return o.DescribeBy
	}
	return o.Identifiers()
}

// body is a request as it is sent: members that it lacks in the draft, and then
// its own.
type body struct {
	first     []namedText
	request   any
	operation *Operation // of the request; nil to omit it
	omitted   []string   // members of the request
}

// MarshalJSONTo writes the members in order.
func (b body) MarshalJSONTo(e *jsontext.Encoder) error {
	if err := e.WriteToken(jsontext.BeginObject); err != nil {
		return err
	}
	for _, member := range b.first {
		if err := writeMember(e, member.name, member.text); err != nil {
			return err
		}
	}
	if b.operation == nil {
		return e.WriteToken(jsontext.EndObject)
	}
	v := reflect.ValueOf(b.request).Elem()
	for _, m := range b.operation.members {
		field := v.FieldByIndex(m.index)
		name := v.Type().FieldByIndex(m.index).Name
		if field.IsZero() || slices.Contains(b.omitted, name) {
			continue
		}
		if err := writeMember(e, name, field.Interface()); err != nil {
			return err
		}
	}
	return e.WriteToken(jsontext.EndObject)
}

func writeMember(e *jsontext.Encoder, name string, value any) error {
	if err := e.WriteToken(jsontext.String(name)); err != nil {
		return err
	}
	return json.MarshalEncode(e, value)
}

// Taken is a member of a request that the response of an earlier call fills.
type Taken struct {
	Member string // UserPoolId
	Answer string // its key in Answers
	Value  string // of the member in the request: the key of the request that gives it, or empty
}

// Refer sets a member that the call takes to the key of the request that gives it.
func (c Call) Refer(member, key string) {
	reflect.ValueOf(c.Request).Elem().FieldByName(member).Set(reflect.ValueOf(&key))
}

// Takes lists the members that the call takes from earlier responses, in the
// order of the operation.
func (c Call) Takes() []Taken {
	var list []Taken
	v := reflect.ValueOf(c.Request).Elem()
	for _, member := range c.Operation.Takes {
		field := v.FieldByName(member)
		switch {
		case !field.IsValid():
			list = append(list, Taken{Member: member, Answer: member})
		case !field.IsZero():
			value := field.Elem().String()
			list = append(list, Taken{member, WithKey(member, value), value})
		}
	}
	return list
}

// Key is the value of the member that identifies the request: the name of a
// client or group. The values of several have a slash between them. It is empty
// where they are unset.
func (c Call) Key() string {
	return keyOf(reflect.ValueOf(c.Request).Elem(), c.Operation.Key)
}

// keyOf reads a Key of an operation or list from one of its blocks.
func keyOf(block reflect.Value, key string) string {
	if key == "" {
		return ""
	}
	var values []string
	for name := range strings.SplitSeq(key, "+") {
		if field := block.FieldByName(name); !field.IsNil() {
			values = append(values, field.Elem().String())
		}
	}
	return strings.Join(values, "/")
}

// Given is a value of a response that later calls take.
type Given struct {
	Member string // UserPoolId
	Answer string // its key in Answers
	Place  string // in the response, dots between the members: UserPool.Id
}

// Gives lists what the response of the call gives to later calls.
func (c Call) Gives() []Given {
	var list []Given
	for _, member := range sortedKeys(c.Operation.Gives) {
		answer := member
		if c.Operation.Many {
			answer = WithKey(member, c.Key())
		}
		list = append(list, Given{member, answer, c.Operation.Gives[member]})
	}
	return list
}

// Keep adds to the answers what a response gives. The error names the member
// that the response lacks.
func (c Call) Keep(answers Answers, response []byte) error {
	for _, given := range c.Gives() {
		value, err := textAt(response, given.Place)
		if err != nil {
			return err
		}
		answers[given.Answer] = value
	}
	return nil
}

// Generated returns the secret that the service generated for the call, which is in
// the description of what the call made, or nothing.
func (c Call) Generated(description []byte) string {
	for i, name := range c.Operation.names() {
		isGiven := !reflect.ValueOf(c.Request).Elem().FieldByIndex(c.Operation.members[i].index).IsZero()
		if s := c.Operation.Member(name); s == nil || !s.Secret || isGiven {
			continue
		}
		if secret, err := textAt(description, name); err == nil {
			return secret
		}
	}
	return ""
}

// textAt returns the text at a place in a JSON object.
func textAt(data []byte, place string) (string, error) {
	for name := range strings.SplitSeq(place, ".") {
		var object map[string]jsontext.Value
		if err := json.Unmarshal(data, &object, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)); err != nil {
			return "", fmt.Errorf("the response has no %s: %w", place, err)
		}
		data = object[name]
	}
	var value string
	if err := json.Unmarshal(data, &value, jsontext.AllowInvalidUTF8(true)); err != nil || value == "" {
		return "", fmt.Errorf("the response has no %s", place)
	}
	return value, nil
}

// Missing says how the pool differs while the call is not made: with MFA off.
func (c Call) Missing() string {
	if c.Operation.missing != nil {
		return c.Operation.missing(c.Request)
	}
	if key := c.Key(); key != "" {
		return "without the " + c.Operation.Noun + " " + key
	}
	return "without the " + c.Operation.Noun
}

// Leaves yields what the request sets, as Pool.Leaves does.
func (c Call) Leaves() iter.Seq[Leaf] {
	return func(yield func(Leaf) bool) {
		var at []int
		if c.Operation.Many {
			at = []int{c.index}
		}
		walk(reflect.ValueOf(c.Request).Elem(), c.Operation.members, at, yield)
	}
}

// Pool returns the request alone, as a pool.
func (c Call) Pool() *Pool {
	alone := &Pool{}
	field, request := c.Operation.in(alone), reflect.ValueOf(c.Request).Elem()
	if c.Operation.Many {
		request = reflect.Append(field, request)
	}
	field.Set(request)
	return alone
}

// EncodeJSON writes v as indented JSON with a newline at the end. Characters
// that control a terminal or change the direction of text are escaped, so that
// the text is safe to display. Bytes that are not UTF-8 become U+FFFD.
func EncodeJSON(v any) []byte {
	data, err := json.Marshal(v, jsontext.WithIndent("  "), json.Deterministic(true), jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true))
	if err != nil {
		panic(err) // our own types of strings, numbers, lists and maps always encode
	}
	data = append(data, '\n')
	if slices.ContainsFunc(data, func(b byte) bool { return b >= 0x7f }) {
		data = escapeHidden(data)
	}
	return data
}

// EncodeJSONLine is EncodeJSON in one line.
func EncodeJSONLine(v any) []byte { return append(compactJSON(v), '\n') }

// compactJSON is EncodeJSON in one line, without its end.
func compactJSON(v any) []byte {
	data, err := json.Marshal(v, json.Deterministic(true), jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true))
	if err != nil {
		panic(err) // as in EncodeJSON
	}
	return escapeHidden(data)
}

// CompactJSON is EncodeJSON in one line, without a newline at the end.
func CompactJSON(v any) string { return string(compactJSON(v)) }

// escapeHidden escapes hidden characters in JSON that has more than plain ASCII.
// The encoder escaped the control characters below that.
func escapeHidden(data []byte) []byte {
	var b bytes.Buffer
	for _, r := range string(data) {
		switch {
		case r < 0x7f || !isHidden(r):
			b.WriteRune(r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default: // JSON has no other way than two surrogates
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		}
	}
	return b.Bytes()
}

// JSON returns the pool as a draft file.
func (p *Pool) JSON() []byte { return EncodeJSON(p) }
