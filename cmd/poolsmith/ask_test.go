package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// message is a message of ask, as far as the tests read it.
type message struct {
	Type, ID, Step, Setting, Kind string
	Message, Hint, Reason, File   string
	Choices                       []struct{ Value, Why string }
	Other, Skipped, Finished      bool
	Ordered, Inapplicable, Secret bool
	Value                         any
	Entries                       []struct{ Title string }
	DependsOn                     []string
	Findings                      []struct{ Rule string }
	Changes                       []struct{ Setting string }
	Appeared, Vanished            []struct{ ID string }
	Errors                        int
	Draft                         json.RawMessage
}

// conversation is a program that answers ask. Every message is held against the schema.
type conversation struct {
	t      *testing.T
	schema *jsonschema.Schema
	out    *bufio.Scanner
	in     io.WriteCloser
	ended  chan error
	events []message // since the last question
	last   message   // that waits for an answer, or is the last one
}

func talkTo(t *testing.T, o tui.JSONOptions) *conversation {
	t.Helper()
	toAsk, in := io.Pipe()
	out, fromAsk := io.Pipe()
	c := &conversation{t: t, schema: compiled(t, "ask"), out: bufio.NewScanner(out), in: in, ended: make(chan error, 1)}
	c.out.Buffer(nil, 16<<20)
	go func() {
		c.ended <- tui.AskJSON(context.Background(), toAsk, fromAsk, o)
		fromAsk.Close()
		toAsk.Close()
	}()
	t.Cleanup(func() { in.Close(); out.Close() })
	c.listen()
	return c
}

// listen reads messages up to the next one that waits for an answer, or the last.
func (c *conversation) listen() {
	c.t.Helper()
	c.events = nil
	for c.out.Scan() {
		c.last = c.read(c.out.Bytes())
		switch c.last.Type {
		case "question", "review", "done":
			return
		}
		c.events = append(c.events, c.last)
	}
	c.t.Fatalf("no message: %v", c.out.Err())
}

func (c *conversation) read(line []byte) message {
	c.t.Helper()
	checkSchema(c.t, c.schema, line)
	var m message
	if err := json.Unmarshal(line, &m); err != nil {
		c.t.Fatalf("%v: %s", err, line)
	}
	return m
}

// say answers and listens.
func (c *conversation) say(answer string) *conversation {
	c.t.Helper()
	if _, err := io.WriteString(c.in, answer+"\n"); err != nil {
		c.t.Fatal(err)
	}
	c.listen()
	return c
}

// event returns the event of a type since the last question.
func (c *conversation) event(kind string) message {
	c.t.Helper()
	i := slices.IndexFunc(c.events, func(m message) bool { return m.Type == kind })
	if i < 0 {
		c.t.Fatalf("no %s in %+v", kind, c.events)
	}
	return c.events[i]
}

func do(action string) string { return `{"do": "` + action + `"}` }

func goTo(path string) string { return `{"do": "go", "path": "` + path + `"}` }

func value(v any) string {
	data, err := json.Marshal(map[string]any{"value": v})
	if err != nil {
		panic(err)
	}
	return string(data)
}

// compiled is the schema with a name, which is itself held against its dialect.
func compiled(t testing.TB, name string) *jsonschema.Schema {
	t.Helper()
	data, err := schemaOf(name)
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name+".json", document); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func checkSchema(t testing.TB, s *jsonschema.Schema, data []byte) {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err == nil {
		err = s.Validate(document)
	}
	if err != nil {
		t.Errorf("%v\nin %.2000s", err, data)
	}
}

// A program is told what is wrong with an answer, what depends on it, and loses
// nothing.
func TestAskTellsWhatAnAnswerDoes(t *testing.T) {
	c := talkTo(t, tui.JSONOptions{Start: &model.Pool{}})
	if c.last.ID != "CreateUserPool.PoolName" || c.last.Step != "basics" || c.last.Kind != "text" {
		t.Fatalf("the first question: %+v", c.last)
	}
	c.say(value("shop:x"))
	if found := c.event("answered").Findings; len(found) != 1 || found[0].Rule != "pattern" || c.last.ID != "CreateUserPool.PoolName" || c.last.Value != "shop:x" {
		t.Errorf("findings %v, then %+v", found, c.last)
	}
	c.say(value(7))
	if e := c.event("error"); e.Message != "the value must be a string" || c.last.Value != "shop:x" {
		t.Errorf("a number for a text: %+v, then the value %v", e, c.last.Value)
	}
	c.say(value("shop")).say(value("ESENTIALS"))
	if e := c.event("error"); e.Hint != "did you mean ESSENTIALS?" || c.last.ID != "CreateUserPool.UserPoolTier" {
		t.Errorf("an unknown choice: %+v", e)
	}
	c.say(goTo("mfa")).say(value("ON"))
	answered := c.event("answered")
	if len(answered.Appeared) != 3 || len(answered.Changes) != 1 || len(answered.Findings) != 1 || answered.Findings[0].Rule != "mfa-needs-factor" {
		t.Errorf("required MFA: %+v", answered)
	}
	if c.last.ID != "SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration.Enabled" || !slices.Contains(c.last.DependsOn, "CreateUserPool.MfaConfiguration") {
		t.Errorf("the next question: %+v", c.last)
	}
	c.say(do("back")).say(do("fix"))
	if c.event("fixed").Changes[0].Setting != "SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration.Enabled" || len(c.last.Findings) != 0 {
		t.Errorf("after the correction: %+v", c.last)
	}
	if answered := c.say(value("OFF")).event("answered"); len(answered.Vanished) != 2 {
		t.Errorf("without MFA: %+v", answered) // the factor that is set is still shown
	}
	c.say(goTo("CreateUserPool.EmailConfiguration.SourceArn"))
	if !c.last.Inapplicable || !slices.Equal(c.last.DependsOn, []string{"CreateUserPool.EmailConfiguration.EmailSendingAccount"}) {
		t.Errorf("a question that does not apply: %+v", c.last)
	}
	c.say(do("review")).say(do("finish"))
	if !c.last.Finished || !strings.Contains(string(c.last.Draft), `"PoolName":"shop"`) || c.last.Errors != 1 {
		t.Errorf("the end: %+v", c.last)
	}
	if err := <-c.ended; err != nil {
		t.Error(err)
	}
}

// The first questions can be asked again. What was changed since stays.
func TestAskExpress(t *testing.T) {
	c := talkTo(t, tui.JSONOptions{Express: true}).say(value("shop:eu"))
	if e := c.event("error"); c.last.ID != "name" || !strings.HasPrefix(e.Message, "Pool name (PoolName) must contain only") {
		t.Errorf("a wrong name: %+v", e)
	}
	c.say(value("shop"))
	if c.last.ID != "who" || c.last.Value != "customers" || c.last.Kind != "choice" {
		t.Fatalf("the first choice: %+v", c.last)
	}
	c.say(value("staff")).say(value("mail"))
	if e := c.event("error"); c.last.ID != "account" || e.Hint != "did you mean email?" {
		t.Errorf("an unknown answer: %+v", e)
	}
	for c.last.Type == "question" {
		c.say(do("next"))
	}
	c.event("derived")
	c.say(goTo("MinimumLength")).say(value(20)).say(do("review")).say(do("express"))
	for c.last.ID != "app" {
		c.say(do("next"))
	}
	c.say(value("none")).event("derived")
	c.say(do("finish"))
	if draft := string(c.last.Draft); !strings.Contains(draft, `"MinimumLength":20`) || strings.Contains(draft, "CreateUserPoolClient") {
		t.Errorf("the draft: %s", draft)
	}
}

// Answers to lists: add, edit, delete, duplicate and move.
func TestAskChangesLists(t *testing.T) {
	c := talkTo(t, tui.JSONOptions{Start: &model.Pool{}}).say(goTo("groups"))
	for _, name := range []string{"b", "a"} {
		c.say(do("add")).say(value(name)).say(goTo("CreateGroup"))
	}
	c.say(`{"do": "move", "item": 1, "to": 0}`)
	if c.last.Entries[0].Title != "a" || !c.last.Ordered {
		t.Errorf("moved: %+v", c.last.Entries)
	}
	c.say(`{"do": "duplicate", "item": 0}`).say(value("c")).say(goTo("CreateGroup")).say(`{"do": "delete", "item": 2}`)
	if len(c.last.Entries) != 2 || c.last.Entries[1].Title != "c" {
		t.Errorf("duplicated and deleted: %+v", c.last.Entries)
	}
	c.say(goTo("CreateGroup[1].Description"))
	if c.last.ID != "CreateGroup[1].Description" {
		t.Errorf("a setting of an item: %+v", c.last)
	}
	c.say(value("admins")).say(goTo("CreateGroup[a].Precedence"))
	if c.last.ID != "CreateGroup[0].Precedence" {
		t.Errorf("an item by its name: %+v", c.last)
	}
	for answer, want := range map[string]string{
		goTo("CreateGroup[7].Precedence"): "CreateGroup[7].Precedence: CreateGroup has 2 items, and no [7]",
		goTo("Precedense"):                "Precedense: no such setting",
		`{"do": "go"}`:                    "go requires a path",
		`{"do": "add"}`:                   "add is not possible at this question",
		`{"id": "CreateUserPool.PoolName", "value": 1}`: `the answer is to "CreateUserPool.PoolName", and the question is "CreateGroup[0].Precedence"`,
	} {
		if e := c.say(answer).event("error"); e.Message != want || c.last.ID != "CreateGroup[0].Precedence" {
			t.Errorf("%s: %q, then %s", answer, e.Message, c.last.ID)
		}
	}
	c.say(goTo("CreateGroup"))
	for answer, want := range map[string]string{
		`{"do": "edit"}`:                        "item must be a number from 0 to 1",
		`{"do": "edit", "item": 2}`:             "item must be a number from 0 to 1",
		`{"do": "move", "item": 1, "to": -1}`:   "to must be a number from 0 to 1",
		`{"do": "edit", "item": "a"}`:           "item has the wrong type",
		value("a"):                              "Groups is a list, which has no value of its own",
		`{"do": "edit", "value": 1}`:            "an answer has either value or do",
		`{"do": "edt"}`:                         `unknown action "edt"`,
		`{"do": "fix", "rule": "no-such-rule"}`: `no rule is called "no-such-rule"`,
		`{"do": "fix"}`:                         "no finding here can be corrected without a decision",
		`{"do": "save"}`:                        "there is no file to save to",
		`[]`:                                    "the line is not an answer in JSON", `{`: "the line is not an answer in JSON", `{}`: "an answer has either value or do",
		`{"do": "next", "do": "back"}`: "the line is not an answer in JSON",
	} {
		if e := c.say(answer).event("error"); e.Message != want || c.last.ID != "CreateGroup" {
			t.Errorf("%s: %q, then %s", answer, e.Message, c.last.ID)
		}
	}
}

// A secret is rejected without being repeated, and so is a line with one.
func TestAskRepeatsNoSecret(t *testing.T) {
	const secret = "PLANTED-secret-of-google"
	var out bytes.Buffer
	answers := []string{goTo("providers"), do("add"), value("Google"), goTo("CreateIdentityProvider[0].ProviderDetails[client_secret]"),
		value(secret), `{"value": "` + secret + `", "x": 1}`, `{"value": "` + secret, value("GOOGLE_SECRET"), do("finish")}
	err := tui.AskJSON(t.Context(), strings.NewReader(strings.Join(answers, "\n")+"\n"), &out, tui.JSONOptions{Start: &model.Pool{}})
	if err != nil || strings.Contains(out.String(), secret) || !strings.Contains(out.String(), "${env:GOOGLE_SECRET}") {
		t.Errorf("%v\n%s", err, out.String())
	}
	pool := &model.Pool{}
	pool.CreateIdentityProvider = []model.CreateIdentityProvider{{ProviderDetails: map[string]string{"client_secret": secret}}}
	out.Reset()
	all := []string{goTo("CreateIdentityProvider[0].ProviderDetails"), `{"do": "edit", "item": 0}`, value("other"), do("review")}
	err = tui.AskJSON(t.Context(), strings.NewReader(strings.Join(all, "\n")+"\n"), &out, tui.JSONOptions{Start: pool})
	if err != nil || strings.Contains(out.String(), secret) {
		t.Errorf("a secret of a file: %v\n%s", err, out.String())
	}
}

// Whatever ends the answers, the last message has the draft.
func TestAskEnds(t *testing.T) {
	for name, test := range map[string]struct {
		input, reason string
		finished      bool
	}{
		"finish":           {value("shop") + "\n" + do("finish") + "\n" + value("x") + "\n", "", true},
		"end of input":     {value("shop") + "\n", "the answers ended", false},
		"no line break":    {value("shop"), "the answers ended", false},
		"half an answer":   {value("shop") + "\n{", "the answers ended", false},
		"empty lines":      {"\n\r\n" + value("shop") + "\r\n\n", "the answers ended", false},
		"a long answer":    {value("shop") + "\n" + strings.Repeat("x", 5<<20) + "\n", "the answers ended", false},
		"an endless one":   {value("shop") + "\n" + strings.Repeat("x", 20<<20), "an answer does not end", false},
		"nested":           {value("shop") + "\n" + strings.Repeat("[", 1<<20) + "\n", "the answers ended", false},
		"finish at review": {value("shop") + "\n" + do("review") + "\n" + do("finish") + "\n", "", true},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			_ = tui.AskJSON(t.Context(), strings.NewReader(test.input), &out, tui.JSONOptions{Start: &model.Pool{}})
			lines := strings.Split(strings.TrimSpace(out.String()), "\n")
			var last message
			if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil {
				t.Fatal(err)
			}
			if last.Type != "done" || last.Finished != test.finished || last.Reason != test.reason || string(last.Draft) != `{"CreateUserPool":{"PoolName":"shop"}}` {
				t.Errorf("the last message: %s", lines[len(lines)-1])
			}
		})
	}
}

// An interruption, a file that cannot be written and a program that stopped reading
// lose no more than they must.
func TestAskIsCutOff(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	waiting, in := io.Pipe()
	defer in.Close()
	var out bytes.Buffer
	ended := make(chan error, 1)
	go func() {
		ended <- tui.AskJSON(ctx, newContextReader(ctx, waiting), &out, tui.JSONOptions{Start: model.LoadPreset("defaults")})
	}()
	io.WriteString(in, value("shop")+"\n")
	stop()
	if err := <-ended; !errors.Is(err, context.Canceled) || !strings.Contains(out.String(), `"finished":false,"reason":"interrupted"`) || !strings.HasSuffix(out.String(), `"}}}`+"\n") {
		t.Errorf("interrupted: %v\n%s", err, out.String())
	}

	full := errors.New("no space left on device")
	out.Reset()
	saves := 0
	err := tui.AskJSON(t.Context(), strings.NewReader(value("shop")+"\n"+do("save")+"\n"+do("finish")+"\n"), &out, tui.JSONOptions{
		Start: &model.Pool{}, Hint: func(error) string { return "free some" },
		Save: func(*model.Pool) (string, error) { saves++; return "", full },
	})
	if !errors.Is(err, full) || saves != 2 || strings.Count(out.String(), `"message":"no space left on device","hint":"free some"`) != 2 || !strings.Contains(out.String(), `"draft":{"CreateUserPool":{"PoolName":"shop"}}`) {
		t.Errorf("a full disk: %v, saved %d times\n%s", err, saves, out.String())
	}

	if err := tui.AskJSON(t.Context(), strings.NewReader(strings.Repeat(do("next")+"\n", 10)), &brokenPipe{}, tui.JSONOptions{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("nobody reads: %v", err)
	}
}

// brokenPipe takes one message.
type brokenPipe struct{ written int }

func (p *brokenPipe) Write(data []byte) (int, error) {
	if p.written++; p.written > 1 {
		return 0, io.ErrClosedPipe
	}
	return len(data), nil
}

// Law: the same answers give the same draft, whether a program gives them as JSON, a
// person line by line, or the forms of the wizard store them.
func TestAskAccessibleAndFormsGiveTheSameDraft(t *testing.T) {
	started := time.Now()
	asked := map[string]bool{}
	stored := 0
	answers := compiled(t, "ask-answer")
	for _, bad := range []string{`{}`, `{"value": 1, "do": "next"}`, `{"do": "edt"}`, `{"do": "next", "x": 1}`, `7`} {
		var document any
		if err := json.Unmarshal([]byte(bad), &document); err != nil || answers.Validate(document) == nil {
			t.Errorf("%v, %s is an answer", err, bad)
		}
	}
	starts := []*model.Pool{{}, model.LoadPreset("web-app"), model.LoadPreset("saml-staff"), model.LoadPreset("machine-to-machine"), model.LoadPreset("plus-hardened")}
	for seed := range uint64(15) {
		start := starts[int(seed)%len(starts)]
		r := &respondent{
			random: rand.New(rand.NewPCG(seed, 7)),
			forms:  forms.NewAnswers(start.Clone()),
		}
		c := talkTo(t, tui.JSONOptions{Start: start.Clone()})
		for range 150 {
			asked[general(c.last.ID)] = true
			answer := r.answer(t, c.last)
			checkSchema(t, answers, []byte(answer))
			c.say(answer)
		}
		stored += r.stored
		c.say(do("review")).say(do("finish"))
		if err := <-c.ended; err != nil {
			t.Fatal(err)
		}
		lines := append(r.lines, "review", "done")
		var heard bytes.Buffer
		pool, err := tui.Ask(t.Context(), strings.NewReader(strings.Join(lines, "\n")+"\n"), &heard, tui.Options{Start: start.Clone(), Drafts: tui.NoDrafts{Why: "a test"}})
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, heard.String())
		}
		byJSON, byLines, byForms := compact(t, c.last.Draft), compact(t, pool.JSON()), compact(t, r.forms.Pool.JSON())
		if byJSON != byLines || byJSON != byForms {
			t.Fatalf("seed %d\nas JSON      %s\nline by line %s\nby the forms %s\n%s", seed, byJSON, byLines, byForms, strings.Join(r.said, "\n"))
		}
	}
	if len(asked) < 120 || stored < 1000 {
		t.Errorf("only %d questions and %d answers", len(asked), stored)
	}
	t.Logf("%d different questions, %d answers in %s", len(asked), stored, time.Since(started))
}

// Law: every question is asked, also of the items of lists, each as its schema says, and
// asking changes nothing.
func TestAskAsksEverything(t *testing.T) {
	asked := map[string]bool{}
	for _, name := range []string{"largest.json", "largest-app.json"} {
		document, err := readPool(streams{}, "../../model/testdata/"+name)
		if err != nil {
			t.Fatal(err)
		}
		c := talkTo(t, tui.JSONOptions{Start: document.Pool.Clone()}).say(do("all"))
		opened := map[string]int{} // items of each list
		for range 5000 {
			asked[general(c.last.ID)] = true
			if c.last.Type == "review" {
				break
			}
			if i := opened[c.last.ID]; i < len(c.last.Entries) {
				opened[c.last.ID]++
				c.say(fmt.Sprintf(`{"do": "edit", "item": %d}`, i))
				continue
			}
			c.say(do("next"))
		}
		if got, want := compact(t, c.say(do("finish")).last.Draft), compact(t, document.Pool.HideSecrets().JSON()); got != want {
			t.Errorf("%s changed:\n%s\n%s", name, got, want)
		}
	}
	for _, s := range model.Catalog {
		if !model.OperationOf(s.Path).NoStep && !asked[general(s.Path)] {
			t.Errorf("%s is not asked for", s.Path)
		}
	}
}

// general is a path without indices and keys.
func general(path string) string {
	var b strings.Builder
	depth := 0
	for _, r := range path {
		switch {
		case r == '[':
			depth++
		case r == ']':
			depth--
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func compact(t *testing.T, data []byte) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, data); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// respondent answers at random: as JSON, as a line of text, and by the forms.
type respondent struct {
	random *rand.Rand
	forms  *forms.Answers
	lines  []string
	said   []string
	stored int
	all    bool     // also what does not apply is asked
	checks []string // the answers to options of a checklist, which is one question line by line
}

// answer returns an answer as JSON. The same is in lines, and what it stores is in
// forms.
func (r *respondent) answer(t *testing.T, m message) string {
	t.Helper()
	if checklist, ok := checklistOf(m.ID); ok {
		return r.check(checklist, m)
	}
	asJSON, asText := r.choose(t, m)
	r.lines, r.said = append(r.lines, asText), append(r.said, m.ID+" "+asJSON+" "+asText)
	return asJSON
}

// checklistOf is the checklist that a setting is an option of.
func checklistOf(path string) (forms.Field, bool) {
	for _, step := range forms.Steps {
		for _, f := range step.Fields {
			if f.HasChecks() && slices.Contains(f.Paths(), path) {
				return f, true
			}
		}
	}
	return forms.Field{}, false
}

// check answers an option of a checklist, or passes it. Line by line the answer is given
// with those to the other options.
func (r *respondent) check(checklist forms.Field, m message) string {
	alone := forms.Alone([]forms.Field{checklist})
	at := slices.Index(checklist.Paths(), m.ID)
	isLast := !slices.ContainsFunc(alone[at+1:], func(f forms.Field) bool { return r.all || f.Applies(r.forms.Pool) })
	option, _ := checklist.CheckOf(m.ID)
	answer, word, stored := do("next"), "", ""
	switch r.random.IntN(4) {
	case 0:
		answer, word, stored = value(true), "yes ", "true"
	case 1:
		answer, word, stored = value(false), "no ", "false"
		if m.Kind == "block" {
			stored = ""
		}
	case 2:
		answer, word = do("unset"), "unset "
	}
	if word != "" {
		r.forms.Set(alone[at], stored)
		r.checks = append(r.checks, word+option)
		r.stored++
	}
	r.said = append(r.said, m.ID+" "+answer)
	if isLast {
		r.lines, r.checks = append(r.lines, strings.Join(r.checks, ", ")), nil
	}
	return answer
}

func (r *respondent) choose(t *testing.T, m message) (asJSON, asText string) {
	t.Helper()
	if m.Type == "review" {
		i := r.random.IntN(len(forms.Steps))
		return goTo(forms.Steps[i].ID), fmt.Sprint(i + 1)
	}
	f := r.field(t, m.ID)
	switch chance := r.random.IntN(100); {
	case chance < 6:
		return do("review"), "review"
	case chance < 9:
		return do("next-step"), "next"
	case chance < 15:
		return do("back"), "back"
	case chance < 30:
		return do("next"), ""
	case chance < 32:
		r.all = !r.all
		return do("all"), "all"
	}
	if list := forms.ListOf(f); list != nil {
		return r.change(f, list)
	}
	r.stored++
	if r.random.IntN(8) == 0 {
		r.forms.Set(f, "")
		return do("unset"), "clear"
	}
	return r.value(f, m)
}

// change changes a list.
func (r *respondent) change(f forms.Field, list forms.List) (asJSON, asText string) {
	n := list.Len(r.forms.Pool)
	i := r.random.IntN(max(n, 1))
	limit := f.Setting().Max
	full := limit > 0 && n >= limit
	switch action := r.random.IntN(6); {
	case n == 0 || action < 2:
		if !full {
			list.Add(r.forms.Pool)
		}
		return do("add"), "add"
	case action == 2:
		list.Delete(r.forms.Pool, i)
		return fmt.Sprintf(`{"do": "delete", "item": %d}`, i), fmt.Sprintf("delete %d", i+1)
	case action == 3:
		if !full {
			list.Duplicate(r.forms.Pool, i)
		}
		return fmt.Sprintf(`{"do": "duplicate", "item": %d}`, i), fmt.Sprintf("copy %d", i+1)
	default:
		return fmt.Sprintf(`{"do": "edit", "item": %d}`, i), fmt.Sprintf("edit %d", i+1)
	}
}

// value answers with a value of the kind, which may be out of its limits.
func (r *respondent) value(f forms.Field, m message) (asJSON, asText string) {
	var values []string
	for _, c := range m.Choices {
		values = append(values, c.Value)
	}
	switch m.Kind {
	case "boolean", "block":
		yes := r.random.IntN(2) == 0
		text := map[bool]string{true: "yes", false: "no"}[yes]
		stored := fmt.Sprint(yes)
		if m.Kind == "block" && !yes {
			stored = ""
		}
		r.forms.Set(f, stored)
		return value(yes), text
	case "integer":
		n := r.random.IntN(120) - 5
		r.forms.Set(f, fmt.Sprint(n))
		return value(n), fmt.Sprint(n)
	case "choice":
		v := values[r.random.IntN(len(values))]
		r.forms.Set(f, v)
		return value(v), v
	case "choices":
		chosen := r.some(values)
		members := slices.DeleteFunc(slices.Clone(values), func(v string) bool { return !slices.Contains(chosen, v) })
		r.forms.SetMembers(f, members)
		return value(chosen), strings.Join(chosen, ", ")
	case "texts":
		texts := append([]string{r.text(m)}, r.text(m))
		if m.Other {
			texts = r.some(values)
		}
		r.forms.Set(f, strings.Join(texts, "\n"))
		return value(texts), "=" + strings.Join(texts, "\\\n")
	case "object":
		const object = `{"categories":{"global":{"spacingDensity":"REGULAR"}}}`
		r.forms.Set(f, object)
		return `{"value": ` + object + `}`, object
	default:
		text := r.text(m)
		if m.Other && r.random.IntN(2) == 0 {
			text = values[r.random.IntN(len(values))]
		}
		if m.Secret {
			text = "SECRET_" + strings.ToUpper(fmt.Sprintf("%x", r.random.IntN(1000)))
		}
		r.forms.Set(f, text)
		return value(text), "=" + text
	}
}

// some are one or more of the values, in any order.
func (r *respondent) some(values []string) []string {
	shuffled := slices.Clone(values)
	r.random.Shuffle(len(shuffled), reflect.Swapper(shuffled))
	return shuffled[:1+r.random.IntN(len(shuffled))]
}

func (r *respondent) text(m message) string {
	texts := []string{"shop", "back", "help", "a:b", "arn:aws:lambda:eu-west-1:123456789012:function:shop", "https://example.com/" + fmt.Sprint(r.random.IntN(100)), "Your code is {####} ü 本", "client_secret", `a "quoted" text`}
	if m.Kind == "base64" {
		return "aGVsbG8="
	}
	return texts[r.random.IntN(len(texts))]
}

// field is the question with an id, on a page of a step or in an item of a list.
func (r *respondent) field(t *testing.T, id string) forms.Field {
	t.Helper()
	var find func([]forms.Field) (forms.Field, bool)
	find = func(list []forms.Field) (forms.Field, bool) {
		for _, f := range list {
			if f.Key() == id {
				return f, true
			}
		}
		for _, f := range list {
			if inner := forms.ListOf(f); inner != nil {
				for i := range inner.Len(r.forms.Pool) {
					if found, ok := find(inner.Fields(r.forms.Pool, i)); ok {
						return found, true
					}
				}
			}
		}
		return forms.Field{}, false
	}
	for _, step := range forms.Steps {
		if f, ok := find(step.Page(r.forms.Pool)); ok {
			return f
		}
	}
	for _, step := range forms.Steps {
		if f, ok := find(step.Fields); ok {
			return f
		}
	}
	t.Fatalf("no question %s\n%s", id, strings.Join(r.said, "\n"))
	return forms.Field{}
}

// Law: a line that is no answer changes nothing. No input panics or hangs, and every
// message is one line of JSON.
func FuzzAskAnswers(f *testing.F) {
	f.Add("{\"value\": \"shop\"}\n{\"do\": \"next\"}\n")
	f.Add("{\"do\": \"go\", \"path\": \"app\"}\n{\"value\": \"browser\"}\n{\"do\": \"go\", \"path\": \"CreateUserPoolClient[0].CallbackURLs\"}\n{\"value\": [\"a\"]}\n{\"do\": \"review\"}\n{\"do\": \"fix\"}")
	f.Add("{\"do\": \"go\", \"path\": \"tags\"}\n{\"do\": \"add\"}\n{\"value\": \"\"}\n{\"value\": \"\"}\n{\"do\": \"duplicate\", \"item\": 0}\n{\"do\": \"move\", \"item\": 0, \"to\": 0}")
	f.Add("{\"value\": 1e999}\n{\"value\": \"\\ud800\"}\n{\"value\": {\"a\": {}}}\nnull\n\xff\n{\"do\": \"go\", \"path\": \"[\"}\n{\"do\": \"all\"}\n{\"do\": \"back\"}\n{\"do\": \"unset\"}")
	f.Add("{\"value\": \"express\"}\n{\"value\": \"shop\"}\n{\"do\": \"next\"}\n{\"value\": \"machines\"}\n{\"do\": \"finish\"}")
	types := map[string]bool{}
	for _, m := range tui.Messages {
		types[m.Type] = true
	}
	f.Fuzz(func(t *testing.T, input string) {
		for _, start := range []*model.Pool{nil, {}} {
			var out bytes.Buffer
			_ = tui.AskJSON(t.Context(), strings.NewReader(input), &out, tui.JSONOptions{Start: start})
			var last message
			for line := range strings.Lines(out.String()) {
				if err := json.Unmarshal([]byte(line), &last); err != nil || !types[last.Type] {
					t.Fatalf("%v: %q", err, line)
				}
			}
			if last.Type != "done" || last.Draft == nil {
				t.Fatalf("the last message is %+v", last)
			}
			if _, err := model.Read("draft.json", last.Draft); err != nil && strings.Contains(err.Error(), "unreadable") {
				t.Fatalf("%v: %s", err, last.Draft)
			}
		}
	})
}
