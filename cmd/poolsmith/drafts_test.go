package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state/statetest"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// user uses the wizard with real drafts. It runs commands immediately, except for
// those of animations.
type user struct {
	t      testing.TB
	wizard *tui.Wizard
	made   int // number of pools
	ended  bool
}

func newUser(t testing.TB, getenv func(string) string) *user {
	t.Helper()
	u := &user{t: t}
	tuiOptions := newWizardOptions(streams{}, wizardOptions{Offline: true}, nil, newDraftStore(getenv), &submissions{})
	tuiOptions.Save = func(tui.Export, string, bool) ([]string, error) { return nil, errors.New("not here") }
	tuiOptions.Load = func(string) (*model.Pool, error) { return nil, errors.New("not here") }
	tuiOptions.OpenEditor = nil
	tuiOptions.Cognito, tuiOptions.Sandbox = u.destination(true), u.destination(false)
	u.wizard = tui.New(tuiOptions)
	u.run(u.wizard.Init())
	return u
}

// destination asks a question and counts the pools.
func (u *user) destination(isReal bool) *tui.Destination {
	return &tui.Destination{Submit: func(tui.Place, *model.Pool) tui.Conversation {
		return func(ctx context.Context, talk tui.Talk) tui.Outcome {
			if answer, _ := talk.Ask(ctx, tui.Question{Topic: tui.ToCreate, Text: "Create it?"}); !answer.Yes {
				return tui.Outcome{Declined: true}
			}
			u.made++
			return tui.Outcome{Sent: true, Complete: true, Real: isReal, Created: &tui.Created{ID: "eu-west-1_Ab12"}}
		}
	}}
}

func (u *user) send(msg tea.Msg) {
	_, cmd := u.wizard.Update(msg)
	u.run(cmd)
}

func (u *user) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	name := runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name()
	for _, idle := range []string{"cursor", "spinner", "Blink", "RequestBackgroundColor", "listen", "SetClipboard", "Tick"} {
		if strings.Contains(name, idle) {
			return
		}
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			u.run(c)
		}
	case tea.QuitMsg, tea.InterruptMsg:
		u.ended = true
	default:
		u.send(msg)
	}
}

func (u *user) screen() string { return ansi.Strip(u.wizard.View().Content) }

func (u *user) typed(text string) *user {
	for _, r := range text {
		u.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return u
}

func (u *user) press(keys ...tea.Key) *user {
	for _, k := range keys {
		u.send(tea.KeyPressMsg(k))
	}
	return u
}

var (
	keyEnter  = tea.Key{Code: tea.KeyEnter}
	keyEsc    = tea.Key{Code: tea.KeyEscape}
	keyDown   = tea.Key{Code: tea.KeyDown}
	keyReview = tea.Key{Code: 'r', Mod: tea.ModCtrl}
)

// picks goes back to the start screen and selects a choice.
func (u *user) picks(title string) *user {
	u.t.Helper()
	for range 100 {
		screen := u.screen()
		switch {
		case strings.Contains(screen, "> "+title):
			return u.press(keyEnter)
		case strings.Contains(screen, "What do you want to start from?"):
			u.press(keyDown)
		default:
			u.press(keyEsc)
		}
	}
	u.t.Fatalf("no choice %q:\n%s", title, u.screen())
	return u
}

// Starting again keeps the other drafts, with real files.
func TestDraftsSurviveOtherStarts(t *testing.T) {
	preset := model.Presets[0].Title
	for name, test := range map[string]struct {
		does func(u *user)
		want []string // the names of all drafts
	}{
		"continued, unchanged, then a preset is edited": {
			func(u *user) { u.picks("Continue draft-a").picks(preset).typed("x") },
			[]string{"draft-a", "draft-b", "my-web-app-poolx"},
		},
		"continued and edited, then a preset is edited": {
			func(u *user) { u.picks("Continue draft-a").typed("x").picks(preset).typed("y") },
			[]string{"draft-ax", "draft-b", "my-web-app-pooly"},
		},
		"continued, unchanged, then an untouched preset is submitted": {
			func(u *user) { u.picks("Continue draft-a").picks(preset).press(keyReview).typed("sy") },
			[]string{"draft-a", "draft-b"},
		},
		"edited and submitted": {
			func(u *user) { u.picks("Continue draft-a").typed("x").press(keyReview).typed("sy") },
			[]string{"draft-b"},
		},
		"edited and tried in the sandbox": {
			func(u *user) { u.picks("Continue draft-a").typed("x").press(keyReview).typed("xy") },
			[]string{"draft-ax", "draft-b"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			getenv, folder := statetest.WithDrafts(t, "draft-a", "draft-b")
			u := newUser(t, getenv)
			test.does(u)
			if strings.Contains(name, "submitted") != (u.made == 1 && !strings.Contains(name, "sandbox")) {
				t.Errorf("%d pools were made", u.made)
			}
			u.wizard.Close()
			got := statetest.Names(newDraftStore(getenv).List())
			slices.Sort(got)
			if !slices.Equal(got, test.want) {
				t.Errorf("drafts %v, want %v", got, test.want)
			}
			if files := statetest.Files(t, folder); len(files) != len(test.want) {
				t.Errorf("left in the folder: %v", slices.Sorted(maps.Keys(files)))
			}
		})
	}
	t.Run("gone", func(t *testing.T) {
		getenv, _ := statetest.WithDrafts(t, "draft-a", "draft-b")
		u := newUser(t, getenv)
		u.picks("Continue draft-b")
		if err := newDraftStore(getenv).List().Drafts[0].Delete(); err != nil {
			t.Fatal(err)
		}
		for !strings.Contains(u.screen(), "What do you want to start from?") {
			u.press(keyEsc)
		}
		if strings.Contains(u.screen(), "draft-a") {
			t.Errorf("offers what is gone:\n%s", u.screen())
		}
	})
}

// someKeys are the keys of randomInput: those that edit or move, and letters, with
// every modifier.
var someKeys = []rune{
	tea.KeyEnter, tea.KeyEscape, tea.KeyTab, tea.KeyBackspace, tea.KeyDelete, tea.KeyInsert, tea.KeyHome, tea.KeyEnd,
	tea.KeyUp, tea.KeyDown, tea.KeyLeft, tea.KeyRight, tea.KeyPgUp, tea.KeyPgDown, tea.KeySpace, tea.KeyF1,
	'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k', 'l', 'n', 'o', 'p', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '1', '/', '?', '+', 'é', '漢', '🙂',
}

var someModifiers = []tea.KeyMod{0, 0, 0, 0, tea.ModShift, tea.ModAlt, tea.ModCtrl, tea.ModCtrl | tea.ModShift, tea.ModAlt | tea.ModCtrl, tea.ModAlt | tea.ModShift, tea.ModMeta, tea.ModSuper}

var somePastes = []string{"shop", "two\nlines", " padded ", "\t", "a\x00b\x1b[2J", "漢字🙂", "", strings.Repeat("x ", 400), "arn:aws:lambda:eu-west-1:123456789012:function:f"}

// randomInput uses the wizard with three bytes for each action. It must not panic,
// and at the end each draft is unchanged, edited, or deleted on request.
func randomInput(t *testing.T, bytes []byte) {
	getenv, folder := statetest.WithDrafts(t, "draft-a", "draft-b", "draft-c", "draft-d")
	outside := t.TempDir()
	t.Chdir(outside)
	statetest.WriteAt(t, filepath.Join(outside, "20261120-120000-1234567.json"), statetest.DraftText("mine"), time.Now())
	statetest.WriteAt(t, filepath.Join(folder, "mine.json"), statetest.DraftText("mine"), time.Now())
	before := statetest.Files(t, folder)
	u := newUser(t, getenv)
	opened, deleted := map[string]bool{}, map[string]bool{}
	for ; len(bytes) >= 3 && !u.ended; bytes = bytes[3:] {
		u.randomAction(bytes[0], bytes[1], bytes[2], opened, deleted)
	}
	u.wizard.Close()
	after := statetest.Files(t, folder)
	for name, text := range before {
		now, there := after[name]
		path := filepath.Join(folder, name)
		switch {
		case deleted[path]:
		case !there && u.made == 0:
			t.Errorf("%s is gone", name)
		case there && now != text && !opened[path]:
			t.Errorf("%s was never opened, and changed from %s to %s", name, text, now)
		}
		if there {
			if _, err := model.Read(name, []byte(now)); err != nil {
				t.Errorf("%s cannot be read any more: %v", name, err)
			}
		}
	}
	if after["mine.json"] != statetest.DraftText("mine") {
		t.Error("a file of somebody else was touched")
	}
	statetest.CheckFiles(t, outside, map[string]string{"20261120-120000-1234567.json": statetest.DraftText("mine")})
	for name := range after {
		draft, isLive := strings.CutSuffix(name, ".live") // beside a draft of a pool in the sandbox
		if _, there := after[draft+".json"]; !strings.HasSuffix(name, ".json") && !(isLive && there) {
			t.Errorf("left behind: %s", name)
		}
	}
}

// randomAction performs one action, and records which draft it opened or deleted.
func (u *user) randomAction(what, which, how byte, opened, deleted map[string]bool) {
	switch {
	case what < 16:
		u.send(tea.WindowSizeMsg{Width: 1 + int(which), Height: 1 + int(how)%80})
	case what < 32:
		u.send(tea.PasteMsg{Content: somePastes[int(which)%len(somePastes)]})
	case what < 48:
		for range 20 { // to the start screen
			if strings.Contains(u.screen(), "What do you want to start from?") {
				break
			}
			u.press(keyEsc)
		}
		for range which % 16 {
			u.press(keyDown)
		}
		u.key(keyEnter, opened, deleted)
	case what < 80: // near the end of a text, with an editing key
		code := []rune{tea.KeyDelete, tea.KeyBackspace, tea.KeyLeft, tea.KeyRight, 'd', 'w', 'k', 'u', 'b', 'f', 'h', 't'}[int(which)%12]
		u.press(tea.Key{Code: tea.KeyEnd}, tea.Key{Code: tea.KeyLeft})
		u.key(tea.Key{Code: code, Mod: []tea.KeyMod{tea.ModAlt, tea.ModCtrl}[int(how)%2]}, opened, deleted)
	default:
		code := someKeys[int(which)%len(someKeys)]
		key := tea.Key{Code: code, Mod: someModifiers[int(how)%len(someModifiers)]}
		if key.Mod&^tea.ModShift == 0 && code < tea.KeyExtended && code >= ' ' && code != tea.KeyBackspace {
			key.Text = string(code)
			if key.Mod == tea.ModShift {
				key.Text = strings.ToUpper(key.Text)
			}
		}
		u.key(key, opened, deleted)
	}
	u.wizard.View()
}

// key presses a key, and records which draft it opened or deleted.
func (u *user) key(key tea.Key, opened, deleted map[string]bool) {
	known := u.wizard.Found.Drafts
	screen := u.screen()
	u.press(key)
	if key.Text == "y" && strings.Contains(screen, "Delete the draft of") {
		left := map[string]bool{}
		for _, d := range u.wizard.Found.Drafts {
			left[d.Path] = true
		}
		gone := 0
		for _, d := range known {
			if !left[d.Path] && !deleted[d.Path] {
				deleted[d.Path] = true
				gone++
			}
		}
		if gone > 1 {
			u.t.Errorf("%d drafts went at once", gone)
		}
	}
	if path := u.wizard.DraftPath(); path != "" {
		opened[path] = true
	}
}

// Law: no draft is lost, whatever is pressed, pasted or resized.
func TestNoDraftIsLost(t *testing.T) {
	for seed := range uint64(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 1))
			bytes := make([]byte, 3*300)
			for i := range bytes {
				bytes[i] = byte(random.IntN(256))
			}
			randomInput(t, bytes)
		})
	}
}

func FuzzNoDraftIsLost(f *testing.F) {
	f.Add([]byte{32, 0, 0, 200, 20, 0, 32, 3, 0, 200, 20, 0})
	f.Add([]byte{32, 4, 0, 200, 17, 0, 200, 40, 0})
	f.Fuzz(func(t *testing.T, bytes []byte) { randomInput(t, bytes[:min(len(bytes), 3*200)]) })
}

// Law: answers change a draft that was continued as they would have changed it before,
// whichever setting was touched by hand.
func TestAnswersChangeAContinuedDraft(t *testing.T) {
	getenv, _ := statetest.WithDrafts(t)
	store := newDraftStore(getenv)
	file := store.New()
	next := model.Express{Who: model.Staff, App: model.MobileApp}
	for _, x := range []model.Express{{}, {Name: "shop", Who: model.Staff}, {Who: model.Machines}} {
		built, _ := x.Build()
		touches := []func(*model.Pool){
			func(*model.Pool) {},
			func(p *model.Pool) { p.CreateUserPool.PoolName = new("store") },
			func(p *model.Pool) { model.AddApp(p, model.AppPlan{Kind: model.BackEnd}) },
			func(p *model.Pool) { p.CreateUserPool.UserPoolTags = map[string]string{"team": "shop"} },
		}
		for leaf := range built.Leaves() {
			touches = append(touches, func(p *model.Pool) { p.Unset(leaf.Path()) })
			if set := leaf.Setting; set.Kind == model.Choice && set.Choices[0].Value != leaf.Value() {
				touches = append(touches, func(p *model.Pool) { p.Set(leaf.Path(), set.Choices[0].Value) })
			}
		}
		for i, touch := range touches {
			p := built.Clone()
			touch(p)
			if err := file.Save(p, &x); err != nil {
				t.Fatal(err)
			}
			file.Close()
			opened, err := store.List().Drafts[0].Open()
			if err != nil || opened.Express == nil {
				t.Fatalf("%+v, touch %d: %+v, %v", x, i, opened, err)
			}
			file = opened.File
			want, _ := x.Follow(p, next)
			if got, _ := opened.Express.Follow(opened.Pool, next); string(got.JSON()) != string(want.JSON()) {
				t.Errorf("%+v, touch %d:\n%s\nwant\n%s", x, i, got.JSON(), want.JSON())
			}
		}
	}
}
