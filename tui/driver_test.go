package tui

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"github.com/poolsmith/poolsmith/model"
)

// driver uses a wizard as a person would: it presses keys, types, and looks at
// the screen. Commands run at once, but those that only blink or spin.
type driver struct {
	t *testing.T
	w *Wizard
	// What the wizard did to the world.
	files   map[string]string // saved, by path
	drafts  []string          // saves of drafts, the newest last
	store   *memoryDrafts
	made    int  // pools
	deletes bool // the last answer was to delete an incomplete pool
	ended   bool
	// refused is the call that the service refuses.
	refused string
	// protected is the name to be typed before a deletion.
	protected string
	// taken is the domain prefix that another pool has.
	taken string
	// secret is the name of a secret to ask for, and got what was typed.
	secret, got string
	// generated is the secret of an app client that is offered once.
	generated string
}

var errThere = errors.New("exists already")

// open starts a wizard of 80 by 24 on the pool, or on the start screen when
// there is none.
func open(t *testing.T, pool *model.Pool) *driver {
	t.Helper()
	return openWith(t, pool, &memoryDrafts{files: map[string]string{}})
}

// openWith is open with drafts of an earlier run.
func openWith(t *testing.T, pool *model.Pool, store *memoryDrafts) *driver {
	t.Helper()
	d := &driver{t: t, files: map[string]string{}, store: store}
	store.saved = func(text string) { d.drafts = append(d.drafts, text) }
	d.w = New(Options{
		Start:   pool,
		Formats: testFormats,
		Load: func(path string) (*model.Pool, error) {
			data, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			doc, err := model.Read(path, data)
			if err != nil {
				return nil, err
			}
			return doc.Pool, nil
		},
		Save: func(e Export, path string, force bool) ([]string, error) {
			if _, there := d.files[path]; there && !force {
				return nil, errThere
			}
			d.files[path] = string(e.Pool.JSON())
			if e.Plan != nil {
				d.files[path] = testLiveFormats[0].Change(e.Plan)
			}
			return []string{path}, nil
		},
		Exists: func(err error) bool { return errors.Is(err, errThere) },
		Connect: func(p *model.Pool, made *Created) []Connection {
			id := "YOUR_CLIENT_ID"
			var list []Connection
			for _, client := range p.CreateUserPoolClient {
				if made != nil {
					id = made.Clients[*client.ClientName]
				}
				for _, title := range []string{"AWS Amplify", "boto3"} {
					list = append(list, Connection{App: *client.ClientName, Title: title, Links: []string{"Discovery: https://example.com"}, Text: title + " " + id + "\n" + strings.Repeat("filler\n", 40) + "the end\n"})
				}
			}
			return list
		},
		Drafts: d.store,
		Found:  d.store.List(),
		List: func(_ context.Context, kind string) ([]model.AccountResource, error) {
			if kind != "lambda" {
				return nil, errors.New("access denied")
			}
			return []model.AccountResource{{ARN: preSignUp, Name: "shop-presignup"}, {ARN: preSignUp + "-2", Name: "shop-presignup-2"}, {ARN: preSignUp + "-x", Name: "other"}}, nil
		},
		Cognito: d.destination("region eu-west-1, profile test", true),
		Sandbox: d.destination("the sandbox on this machine", false),
		Now:     func() time.Time { return testNow },
	})
	d.w.burst.wait = 0
	d.resize(80, 24)
	d.run(d.w.Init())
	return d
}

// memoryDrafts keeps drafts in memory.
type memoryDrafts struct {
	off     string
	refuses error // of Save
	saved   func(text string)
	mu      sync.Mutex
	files   map[string]string
	lives   map[string]*Live         // by the same paths
	answers map[string]model.Express // by the same paths
	next    int
	dropped int // calls of Drop
}

func (m *memoryDrafts) Off() string { return m.off }

func (m *memoryDrafts) New() DraftFile { return &memoryDraft{store: m} }

func (m *memoryDrafts) List() DraftList {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list DraftList
	for _, path := range slices.Sorted(maps.Keys(m.files)) {
		text := m.files[path]
		name := "a pool without a name"
		if doc, err := model.Read(path, []byte(text)); err == nil && doc.Pool.CreateUserPool.PoolName != nil {
			name = *doc.Pool.CreateUserPool.PoolName
		}
		list.Drafts = append(list.Drafts, Draft{
			Path: path, Name: name, Size: int64(len(text)), Saved: testNow.Add(-time.Duration(len(list.Drafts)) * time.Hour),
			Open: func() (OpenDraft, error) { return m.open(path) },
			Delete: func() error {
				m.mu.Lock()
				defer m.mu.Unlock()
				delete(m.files, path)
				return nil
			},
		})
	}
	return list
}

func (m *memoryDrafts) open(path string) (OpenDraft, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	text, there := m.files[path]
	if !there {
		return OpenDraft{}, errors.New("this draft is gone")
	}
	doc, err := model.Read(path, []byte(text))
	if err != nil {
		return OpenDraft{}, err
	}
	opened := OpenDraft{Pool: doc.Pool, File: &memoryDraft{m, path, m.lives[path]}, Live: m.lives[path]}
	if answers, made := m.answers[path]; made {
		opened.Express = &answers
	}
	return opened, nil
}

// memoryDraft is a draft in memory.
type memoryDraft struct {
	store *memoryDrafts
	path  string
	live  *Live
}

func (f *memoryDraft) Save(p *model.Pool, express *model.Express) error {
	f.store.mu.Lock()
	defer f.store.mu.Unlock()
	if f.store.refuses != nil {
		return f.store.refuses
	}
	if f.path == "" {
		f.store.next++
		f.path = fmt.Sprintf("new-%d.json", f.store.next)
	}
	f.store.files[f.path] = string(p.JSON())
	delete(f.store.answers, f.path)
	if express != nil {
		if f.store.answers == nil {
			f.store.answers = map[string]model.Express{}
		}
		f.store.answers[f.path] = *express
	}
	if f.live != nil {
		f.store.lives = map[string]*Live{f.path: f.live}
	}
	if f.store.saved != nil {
		f.store.saved(string(p.JSON()))
	}
	return nil
}

func (f *memoryDraft) Of(live *Live) { f.live = live }

func (f *memoryDraft) Drop() error {
	f.store.mu.Lock()
	defer f.store.mu.Unlock()
	delete(f.store.files, f.path)
	f.path = ""
	f.store.dropped++
	return nil
}

func (f *memoryDraft) Close() {}

func (f *memoryDraft) Path() string {
	f.store.mu.Lock()
	defer f.store.mu.Unlock()
	return f.path
}

// testNow is when the tests run.
var testNow = time.Date(2026, 11, 21, 12, 4, 0, 0, time.UTC)

// destination makes pools that are only counted. It tells and asks as a
// submission does.
func (d *driver) destination(place string, isReal bool) *Destination {
	return &Destination{
		Profiles: func() []string { return []string{"dev", "prod"} },
		Submit: func(at Place, p *model.Pool) Conversation {
			if at.Region != "" || at.Profile != "" {
				place = "region " + at.Region + ", profile " + at.Profile
			}
			return func(ctx context.Context, talk Talk) Outcome { return d.submit(ctx, talk, place, isReal, p) }
		},
	}
}

func (d *driver) submit(ctx context.Context, talk Talk, place string, isReal bool, p *model.Pool) Outcome {
	talk.Say(Info, place)
	if answer, _ := talk.Ask(ctx, Question{Topic: ToCreate, Text: "Create the pool in " + place + "?", Yes: "create it", No: "go back"}); !answer.Yes {
		return Outcome{Declined: true}
	}
	if d.secret != "" {
		hidden := &Input{Label: "secret", Hidden: true, Wrong: func(text string) string {
			if text == "" {
				return "the secret is empty"
			}
			return ""
		}}
		answer, _ := talk.Ask(ctx, Question{Topic: ToSend, Text: "The environment does not have " + d.secret + ".", Yes: "use it", No: "go back", Input: hidden})
		if !answer.Yes {
			return Outcome{Declined: true}
		}
		d.got = answer.Text
	}
	d.made++
	created := &Created{ID: "eu-west-1_Ab12", ARN: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab12", Clients: map[string]string{}}
	if d.generated != "" {
		created.Secrets = []Secret{{"app client server", d.generated}}
	}
	calls := p.Calls()
	for i := 0; i < len(calls); i++ {
		call := calls[i]
		talk.Call(CallState{Operation: call.Operation.Name})
		if ctx.Err() != nil {
			return Outcome{Sent: true, Created: created, Real: isReal}
		}
		if call.Operation.Name == d.refused {
			err := errors.New("the service refuses it")
			talk.Call(CallState{Operation: call.Operation.Name, Done: true, Err: err})
			talk.Say(Problem, err.Error())
			if d.goesOn(ctx, talk) {
				i--
				continue
			}
			return d.half(ctx, talk, created, isReal)
		}
		if domain, ok := call.Request.(*model.CreateUserPoolDomain); ok && *domain.Domain == d.taken {
			talk.Call(CallState{Operation: call.Operation.Name, Done: true, Err: errors.New("taken")})
			if !d.renames(ctx, talk, call.Path+".Domain") {
				return Outcome{Sent: true, Created: created, Real: isReal}
			}
			d.taken = ""
			i--
			continue
		}
		if call.Operation.Gives["ClientId"] != "" {
			created.Clients[call.Key()] = "id-of-" + call.Key()
		}
		talk.Call(CallState{Operation: call.Operation.Name, Done: true, Took: 412 * time.Millisecond, Detail: "eu-west-1_Ab12"})
	}
	if !isReal {
		created.Description = `{
  "UserPool": {
` + strings.Repeat("    \"Filler\": \"so that it scrolls\",\n", 40) + `    "Id": "eu-west-1_Ab12"
  }
}
`
	}
	talk.Say(Good, "the pool is complete")
	talk.Say(Info, "id       "+created.ID)
	talk.Say(Info, "to look at it:")
	talk.Say(Command, "aws cognito-idp describe-user-pool --user-pool-id="+created.ID+" --endpoint-url=http://127.0.0.1:7676")
	return Outcome{Sent: true, Created: created, Complete: true, Real: isReal}
}

// goesOn asks how to go on with an incomplete pool. After a retry the service
// refuses nothing more.
func (d *driver) goesOn(ctx context.Context, talk Talk) bool {
	if d.protected != "" {
		return false
	}
	answer, _ := talk.Ask(ctx, Question{Topic: ToGoOn, Text: "How do you want to go on?", Choices: goOnChoices})
	d.deletes = answer.Choice == "delete"
	if answer.Choice == "retry" {
		d.refused = ""
	}
	return answer.Choice == "retry"
}

var goOnChoices = []Choice{
	{"retry", "send SetUserPoolMfaConfig again, and then what follows it"},
	{"delete", "delete the pool and everything in it"},
	{"keep", "leave the pool as it is"},
}

// renames asks for another domain prefix.
func (d *driver) renames(ctx context.Context, talk Talk, path string) bool {
	in := &Input{Label: "prefix", Value: "shop-3fa2b1", Wrong: func(text string) string {
		if strings.Contains(text, " ") {
			return "a prefix has no spaces"
		}
		return ""
	}}
	answer, _ := talk.Ask(ctx, Question{Topic: ToName, Text: "Which domain prefix in place of " + d.taken + "?", Yes: "use it and go on", No: "keep the pool", Input: in})
	if answer.Yes {
		talk.Set(path, answer.Text)
	}
	return answer.Yes
}

// half asks what becomes of an incomplete pool.
func (d *driver) half(ctx context.Context, talk Talk, created *Created, isReal bool) Outcome {
	deletes := d.deletes
	if d.protected != "" {
		answer, _ := talk.Ask(ctx, Question{Topic: ToDelete, Text: "Delete it?", Name: d.protected, Yes: "delete the pool", No: "keep the pool"})
		deletes = answer.Yes
	}
	if !deletes {
		talk.Say(Info, "the pool stays")
		return Outcome{Sent: true, Created: created, Real: isReal}
	}
	d.made--
	talk.Call(CallState{Operation: "DeleteUserPool"})
	talk.Call(CallState{Operation: "DeleteUserPool", Done: true, Detail: created.ID})
	talk.Say(Info, "the pool was deleted; nothing is left of it")
	return Outcome{Sent: true, Real: isReal}
}

var testFormats = []Format{
	{Name: "json", Title: "Request JSON", File: "create-user-pool.json", Render: func(p *model.Pool) string { return string(p.JSON()) }},
	{Name: "names", Title: "Names", File: "names.txt", Render: func(p *model.Pool) string {
		var b strings.Builder
		for leaf := range p.Leaves() {
			b.WriteString(leaf.Path() + "\n")
		}
		return b.String()
	}},
}

// testLiveFormats are the requests of a change, and a description of the pool.
var testLiveFormats = []Format{
	{Name: "json", Title: "Request JSON", File: "update-user-pool.json", Render: testFormats[0].Render, Change: func(plan *model.Plan) string {
		var b strings.Builder
		for _, step := range plan.Steps {
			b.WriteString("── " + step.Operation + " ──\n" + string(step.Body(plan.Answers())))
		}
		return b.String()
	}},
	testFormats[1],
}

// run runs a command and what comes of it.
func (d *driver) run(cmd tea.Cmd) {
	if cmd == nil || idle(cmd) {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.QuitMsg:
		d.ended = true
	case tea.BatchMsg:
		d.runAll(msg)
	default:
		if !d.ended { // nobody takes messages any more
			d.send(msg)
		}
	}
}

// runAll runs commands at the same time, as a program does, and hands on what
// each brings.
func (d *driver) runAll(cmds []tea.Cmd) {
	results := make(chan tea.Msg)
	n := 0
	for _, c := range cmds {
		if c != nil && !idle(c) {
			n++
			go func() { results <- c() }()
		}
	}
	for ; n > 0; n-- {
		msg := <-results
		if _, quits := msg.(tea.QuitMsg); quits {
			d.ended = true
		}
		if d.ended {
			continue
		}
		if batch, ok := msg.(tea.BatchMsg); ok {
			d.runAll(batch)
			continue
		}
		if msg == nil {
			continue
		}
		// What follows runs beside what is still running.
		if _, cmd := d.w.Update(msg); cmd != nil && !idle(cmd) {
			n++
			go func() { results <- cmd() }()
		}
	}
}

// idle reports whether a command waits for nothing but time.
func idle(cmd tea.Cmd) bool {
	name := nameOfCommand(cmd)
	for _, word := range []string{"cursor", "spinner", "Blink", "RequestBackgroundColor"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

func nameOfCommand(cmd tea.Cmd) string {
	if cmd == nil {
		return ""
	}
	return runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name()
}

func (d *driver) send(msg tea.Msg) {
	_, cmd := d.w.Update(msg)
	d.run(cmd)
}

func (d *driver) resize(width, height int) { d.send(tea.WindowSizeMsg{Width: width, Height: height}) }

var named = map[string]tea.Key{
	"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "tab": {Code: tea.KeyTab},
	"shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift}, "up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown},
	"space": {Code: tea.KeySpace, Text: " "}, "backspace": {Code: tea.KeyBackspace}, "pgdown": {Code: tea.KeyPgDown}, "pgup": {Code: tea.KeyPgUp},
	"home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight}, "f1": {Code: tea.KeyF1}, "f2": {Code: tea.KeyF2}, "f3": {Code: tea.KeyF3}, "f4": {Code: tea.KeyF4}, "f5": {Code: tea.KeyF5}, "f6": {Code: tea.KeyF6}, "f7": {Code: tea.KeyF7}, "f8": {Code: tea.KeyF8},
	"ctrl+up": {Code: tea.KeyUp, Mod: tea.ModCtrl}, "ctrl+down": {Code: tea.KeyDown, Mod: tea.ModCtrl},
	"shift+down": {Code: tea.KeyDown, Mod: tea.ModShift}, "delete": {Code: tea.KeyDelete}, "alt+enter": {Code: tea.KeyEnter, Mod: tea.ModAlt},
}

// press presses keys by name: "enter", "ctrl+r", "a".
func (d *driver) press(keys ...string) *driver {
	d.t.Helper()
	for _, name := range keys {
		key, known := named[name]
		if letter, ctrl := strings.CutPrefix(name, "ctrl+"); ctrl && !known {
			key, known = tea.Key{Code: rune(letter[0]), Mod: tea.ModCtrl}, true
		}
		if !known && len([]rune(name)) == 1 {
			key = tea.Key{Code: unicode.ToLower([]rune(name)[0]), Text: name}
		} else if !known {
			d.t.Fatalf("no key %q", name)
		}
		d.send(tea.KeyPressMsg(key))
		d.fits(name)
	}
	return d
}

// typed types a text, letter by letter.
func (d *driver) typed(text string) *driver {
	d.t.Helper()
	for _, r := range text {
		d.send(tea.KeyPressMsg(tea.Key{Code: r, Text: string(r)}))
	}
	d.fits(text)
	return d
}

// goTo finds a setting by search.
func (d *driver) goTo(words string) *driver {
	d.t.Helper()
	return d.press("ctrl+f").typed(words).press("enter")
}

// screen is what is to be seen, without colours.
func (d *driver) screen() string {
	d.run(d.w.updatePreview())
	return ansi.Strip(strings.Join(d.w.frame(), "\n"))
}

func (d *driver) sees(texts ...string) *driver {
	d.t.Helper()
	// The form may break a sentence over lines: white space counts as one space.
	scrolled := d.w.scrolled // of what is in front, which may not be the form
	form := strings.Join(strings.Fields(ansi.Strip(strings.Join(d.w.main(d.w.layout()), "\n"))), " ")
	d.w.scrolled = scrolled
	for _, text := range texts {
		if !strings.Contains(form, text) && !strings.Contains(d.screen(), text) {
			d.t.Fatalf("no %q on the screen:\n%s", text, d.screen())
		}
	}
	return d
}

func says(t *testing.T, out string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(out, text) {
			t.Errorf("no %q in\n%s", text, out)
		}
	}
}

func (d *driver) seesNot(text string) *driver {
	d.t.Helper()
	if strings.Contains(d.screen(), text) {
		d.t.Fatalf("%q is on the screen:\n%s", text, d.screen())
	}
	return d
}

// fits fails when the view is not exactly as large as the window.
func (d *driver) fits(after string) {
	d.t.Helper()
	lines := d.w.frame()
	if len(lines) != d.w.height {
		d.t.Fatalf("after %q: %d lines in a window of %d:\n%s", after, len(lines), d.w.height, d.screen())
	}
	for _, line := range lines {
		if got := ansi.StringWidth(line); got != d.w.width {
			d.t.Fatalf("after %q: a line of %d columns in a window of %d: %q", after, got, d.w.width, line)
		}
	}
}

func preset(t testing.TB, name string) *model.Pool {
	t.Helper()
	p := model.LoadPreset(name)
	if p == nil {
		t.Fatalf("no preset %s", name)
	}
	return p
}

func readPool(t testing.TB, name string) *model.Pool {
	t.Helper()
	data, err := os.ReadFile("../model/testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := model.Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return doc.Pool
}

// testOperationPools are pools with operations that only tests have, in builds
// with the tag testoperations. The screens of such builds have one step more.
var testOperationPools = map[string]string{}

// requireScreen compares a screen with its golden file.
func requireScreen(t *testing.T, screen string) {
	t.Helper()
	if len(testOperationPools) > 0 {
		t.Skip("golden files with the step of the operations that only tests have are missing; without the tag testoperations the screen is compared")
	}
	golden.RequireEqual(t, trimmed(screen))
}

// appPool has an item in every list of the steps for apps.
func appPool(t testing.TB) *model.Pool {
	p := preset(t, "social-sign-in")
	model.AddApp(p, model.AppPlan{Kind: model.Machine})
	p.CreateManagedLoginBranding[0] = model.CreateManagedLoginBranding{
		ClientId: new("browser-app"), Settings: new(model.JSONObject(`{"a":{"b":[1,"c"]}}`)),
		Assets: []model.BrandingAsset{{Category: new("FORM_LOGO"), ColorMode: new("DARK"), Extension: new("PNG"), Bytes: new("iVBORw0KGgo=")}},
	}
	p.CreateGroup = []model.CreateGroup{{GroupName: new("admins"), Precedence: new(0)}}
	return p
}

// somePools are pools of every kind, for the laws.
func somePools(t testing.TB) map[string]*model.Pool {
	pools := map[string]*model.Pool{
		"empty":   {},
		"sample":  readPool(t, "sample-request.json"),
		"largest": readPool(t, "largest.json"),
		"apps":    appPool(t),
	}
	for name, text := range testOperationPools {
		pools[name] = readBack(t, text)
	}
	for _, p := range model.Presets {
		pools[p.Name] = preset(t, p.Name)
	}
	return pools
}

func readBack(t testing.TB, text string) *model.Pool {
	t.Helper()
	doc, err := model.Read("pool.json", []byte(text))
	if err != nil {
		return &model.Pool{} // the empty pool, which no file may be
	}
	return doc.Pool
}
