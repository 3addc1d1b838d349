package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// withState has a state folder with drafts, and returns the folder of drafts.
// The draft named first is the newest.
func withState(t testing.TB, drafts ...string) (getenv func(string) string, folder string) {
	t.Helper()
	state := t.TempDir()
	folder = filepath.Join(state, "poolsmith", "drafts")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for i, name := range drafts {
		// The name that earlier versions gave.
		path := filepath.Join(folder, fmt.Sprintf("20261120-1200%02d-%d.json", i, 1234567+i))
		writeAt(t, path, draftText(name), time.Now().Add(-time.Duration(i+1)*time.Hour))
	}
	return func(name string) string {
		if name == "XDG_STATE_HOME" {
			return state
		}
		return ""
	}, folder
}

func draftText(name string) string {
	return string((&model.Pool{CreateUserPool: model.CreateUserPool{PoolName: &name}}).JSON())
}

func writeAt(t testing.TB, path, text string, at time.Time) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
}

// filesIn are the regular files of a folder by name, and what they hold.
func filesIn(t testing.TB, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.Type().IsRegular() {
			continue
		}
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(data)
	}
	return files
}

func names(list tui.DraftList) []string {
	var names []string
	for _, d := range list.Drafts {
		names = append(names, d.Name)
	}
	return names
}

// Without a folder of their own there are no drafts, and the working folder is
// nobody's business.
func TestNoPlaceForDrafts(t *testing.T) {
	here := t.TempDir()
	t.Chdir(here)
	writeAt(t, filepath.Join(here, "20261120-120000-1234567.json"), draftText("mine"), time.Now())
	file := filepath.Join(t.TempDir(), "file")
	writeAt(t, file, "", time.Now())
	for name, test := range map[string]struct{ home, state, why string }{
		"no home":                     {"", "", "no home folder"},
		"a relative home":             {".", "", "no home folder"},
		"a relative home and state":   {"home", "state", "no home folder"},
		"a state folder that is none": {"", file, "not a directory"},
		"a home folder that is none":  {file, "", "not a directory"},
	} {
		t.Run(name, func(t *testing.T) {
			if runtime.GOOS == "windows" {
				t.Setenv("USERPROFILE", test.home)
			}
			t.Setenv("HOME", test.home)
			t.Setenv("XDG_STATE_HOME", test.state)
			store := newDraftStore(os.Getenv)
			if !strings.Contains(store.Off(), test.why) && runtime.GOOS != "windows" || store.Off() == "" {
				t.Errorf("drafts are off because of %q, want %q", store.Off(), test.why)
			}
			if list := store.List(); len(list.Drafts) > 0 {
				t.Errorf("offers %v", names(list))
			}
			draft := store.New()
			if err := draft.Save(&model.Pool{}); err == nil {
				t.Error("saved somewhere")
			}
			if err := draft.Drop(); err != nil {
				t.Error(err)
			}
			checkFolder(t, here, map[string]string{"20261120-120000-1234567.json": draftText("mine")})
		})
	}
}

// Only what this program wrote is a draft; everything else in the folder is
// neither offered nor touched.
func TestForeignFilesAmongDrafts(t *testing.T) {
	getenv, folder := withState(t, "old-version")
	elsewhere := filepath.Join(t.TempDir(), "pool.json")
	writeAt(t, elsewhere, draftText("elsewhere"), time.Now())
	for _, name := range []string{"mine.json", "20261120-120000.json", "20261120-120000-abcdefgh.json", "20261120-120000-1.json.new", "x20261120-120000-1.json", "20261120-120000-1.yaml"} {
		writeAt(t, filepath.Join(folder, name), draftText(name), time.Now())
	}
	writeAt(t, filepath.Join(folder, "20261120-130000-7.json"), "", time.Now()) // begun by an earlier version, and killed
	if err := os.Symlink(elsewhere, filepath.Join(folder, "20261120-120000-2.json")); err != nil && runtime.GOOS != "windows" {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(folder, "20261120-120000-3.json"), 0o700); err != nil {
		t.Fatal(err)
	}
	store := newDraftStore(getenv)
	before := filesIn(t, folder)
	list := store.List()
	if !slices.Equal(names(list), []string{"old-version"}) || len(list.Notes) > 0 {
		t.Errorf("offers %v, notes %v", names(list), list.Notes)
	}
	opened, err := list.Drafts[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := opened.File.Save(&model.Pool{}); err != nil {
		t.Fatal(err)
	}
	if err := opened.File.Drop(); err != nil {
		t.Fatal(err)
	}
	delete(before, filepath.Base(list.Drafts[0].Path))
	if after := filesIn(t, folder); !maps.Equal(before, after) {
		t.Errorf("left are %v, want %v", after, before)
	}
	if data, err := os.ReadFile(elsewhere); err != nil || string(data) != draftText("elsewhere") {
		t.Errorf("behind the link: %q, %v", data, err)
	}
}

// A new draft has a name that is recognized, and only its user can read it.
func TestNewDraft(t *testing.T) {
	getenv, folder := withState(t)
	store := newDraftStore(getenv)
	if left := filesIn(t, folder); len(left) > 0 {
		t.Errorf("left by the check: %v", left)
	}
	draft := store.New()
	if draft.Path() != "" {
		t.Errorf("a path before the first save: %s", draft.Path())
	}
	name := "shop"
	if err := draft.Save(&model.Pool{CreateUserPool: model.CreateUserPool{PoolName: &name}}); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(draft.Path())
	if err != nil || !isDraft(draft.Path()) {
		t.Fatalf("%s is no draft: %v", draft.Path(), err)
	}
	if runtime.GOOS != "windows" && info.Mode() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	list := store.List()
	if len(list.Drafts) != 1 || list.Drafts[0].Name != "shop" || list.Drafts[0].Size != info.Size() || list.Drafts[0].Path != draft.Path() {
		t.Errorf("%+v", list)
	}
	draft.Close()
	if err := draft.Drop(); err != nil { // of a draft that is not held any more
		t.Error(err)
	}
	if files := filesIn(t, folder); len(files) != 1 {
		t.Errorf("%v", files)
	}
}

// Drafts are listed by name, the newest first, in a folder of any name.
func TestDraftsInAFolderOfAnyName(t *testing.T) {
	state := filepath.Join(t.TempDir(), "[a-z]{x} *?")
	if runtime.GOOS == "windows" {
		state = filepath.Join(t.TempDir(), "[a-z]{x}")
	}
	store := newDraftStore(func(string) string { return state })
	name := "shop"
	draft := store.New()
	if err := draft.Save(&model.Pool{CreateUserPool: model.CreateUserPool{PoolName: &name}}); err != nil {
		t.Fatal(err)
	}
	if got := names(store.List()); !slices.Equal(got, []string{"shop"}) {
		t.Errorf("offers %v", got)
	}
}

// A file that is too large for a draft is named, and not read.
func TestHugeDraft(t *testing.T) {
	getenv, folder := withState(t, "shop")
	huge := filepath.Join(folder, "20261121-120000-ABCDEFGH.json")
	file, err := os.Create(huge)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(file.Truncate(2<<30), file.Close()); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	list := newDraftStore(getenv).List()
	runtime.ReadMemStats(&after)
	if read := after.TotalAlloc - before.TotalAlloc; read > 64<<20 {
		t.Errorf("%d MB were read", read>>20)
	}
	if !slices.Equal(names(list), []string{"shop"}) || len(list.Notes) != 1 || !strings.Contains(list.Notes[0], "20261121-120000-ABCDEFGH.json is skipped: it has 2.0 GiB") {
		t.Errorf("offers %v, notes %q", names(list), list.Notes)
	}
}

// A draft that is open is opened as a copy, and cannot be deleted; once it is
// closed it is as before.
func TestADraftHasOneWriter(t *testing.T) {
	getenv, folder := withState(t, "shop")
	path := newDraftStore(getenv).List().Drafts[0].Path
	open := func() tui.OpenDraft {
		t.Helper()
		opened, err := newDraftStore(getenv).List().Drafts[0].Open()
		if err != nil {
			t.Fatal(err)
		}
		return opened
	}
	one := open()
	two := open()
	if one.Note != "" || !strings.Contains(two.Note, "copy") {
		t.Errorf("notes %q and %q", one.Note, two.Note)
	}
	if err := newDraftStore(getenv).List().Drafts[0].Delete(); err == nil || !strings.Contains(err.Error(), "open in another process") {
		t.Errorf("deleted while open: %v", err)
	}
	for i, opened := range []tui.OpenDraft{one, two} {
		name := []string{"of-one", "of-two"}[i]
		opened.Pool.CreateUserPool.PoolName = &name
		if err := opened.File.Save(opened.Pool); err != nil {
			t.Fatal(err)
		}
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != draftText("of-one") {
		t.Errorf("the draft is %s, %v", data, err)
	}
	if two.File.Path() == path || two.File.Path() == "" {
		t.Errorf("the copy is in %q", two.File.Path())
	}
	if err := two.File.Drop(); err != nil {
		t.Fatal(err)
	}
	one.File.Close()
	again := open()
	if again.Note != "" {
		t.Errorf("closed, and still a copy: %s", again.Note)
	}
	again.File.Close()
	if err := newDraftStore(getenv).List().Drafts[0].Delete(); err != nil {
		t.Error(err)
	}
	if left := filesIn(t, folder); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A draft that was deleted after it was listed is reported as gone.
func TestDraftGone(t *testing.T) {
	getenv, folder := withState(t, "shop")
	d := newDraftStore(getenv).List().Drafts[0]
	if err := os.Remove(d.Path); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Open(); !errors.Is(err, errDraftGone) {
		t.Errorf("opened: %v", err)
	}
	if err := d.Delete(); err != nil {
		t.Error(err)
	}
	if left := filesIn(t, folder); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// user uses the wizard with real drafts. Commands run at once, but those that
// only blink.
type user struct {
	t      testing.TB
	wizard *tui.Wizard
	made   int // pools
	ended  bool
}

func newUser(t testing.TB, getenv func(string) string) *user {
	t.Helper()
	u := &user{t: t}
	seams := wizardSeams(streams{}, wizardOptions{Offline: true}, nil, newDraftStore(getenv), &submissions{})
	seams.Save = func(string, *model.Pool, string, bool) ([]string, error) { return nil, errors.New("not here") }
	seams.Load = func(string) (*model.Pool, error) { return nil, errors.New("not here") }
	seams.OpenEditor = nil
	seams.Cognito, seams.Sandbox = u.destination(true), u.destination(false)
	u.wizard = tui.New(seams)
	u.run(u.wizard.Init())
	return u
}

// destination makes pools that are only counted, after a question.
func (u *user) destination(isReal bool) *tui.Destination {
	return &tui.Destination{Submit: func(tui.Place, *model.Pool) tui.Conversation {
		return func(ctx context.Context, talk tui.Talk) tui.Outcome {
			if yes, _ := talk.Ask(ctx, tui.Question{Topic: tui.ToCreate, Text: "Create it?"}); !yes {
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

// picks starts from a choice of the start screen, going back there first.
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

// The four ways in which drafts were lost, with real files.
func TestDraftsSurviveOtherStarts(t *testing.T) {
	preset := model.Presets[0].Title
	for name, test := range map[string]struct {
		does func(u *user)
		want []string // the names of all drafts
	}{
		"continued, unchanged, then a preset is edited": {
			func(u *user) { u.picks("Continue draft-a").picks(preset).typed("x") },
			[]string{"draft-a", "draft-b", "my-user-poolx"},
		},
		"continued and edited, then a preset is edited": {
			func(u *user) { u.picks("Continue draft-a").typed("x").picks(preset).typed("y") },
			[]string{"draft-ax", "draft-b", "my-user-pooly"},
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
			getenv, folder := withState(t, "draft-a", "draft-b")
			u := newUser(t, getenv)
			test.does(u)
			if strings.Contains(name, "submitted") != (u.made == 1 && !strings.Contains(name, "sandbox")) {
				t.Errorf("%d pools were made", u.made)
			}
			u.wizard.Close()
			got := names(newDraftStore(getenv).List())
			slices.Sort(got)
			if !slices.Equal(got, test.want) {
				t.Errorf("drafts %v, want %v", got, test.want)
			}
			if files := filesIn(t, folder); len(files) != len(test.want) {
				t.Errorf("left in the folder: %v", slices.Sorted(maps.Keys(files)))
			}
		})
	}
	t.Run("gone", func(t *testing.T) {
		getenv, _ := withState(t, "draft-a", "draft-b")
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

// someKeys are what the storm presses: every key that edits or moves, and
// letters, with every modifier.
var someKeys = []rune{
	tea.KeyEnter, tea.KeyEscape, tea.KeyTab, tea.KeyBackspace, tea.KeyDelete, tea.KeyInsert, tea.KeyHome, tea.KeyEnd,
	tea.KeyUp, tea.KeyDown, tea.KeyLeft, tea.KeyRight, tea.KeyPgUp, tea.KeyPgDown, tea.KeySpace, tea.KeyF1,
	'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k', 'l', 'n', 'o', 'p', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '1', '/', '?', '+', 'é', '漢', '🙂',
}

var someModifiers = []tea.KeyMod{0, 0, 0, 0, tea.ModShift, tea.ModAlt, tea.ModCtrl, tea.ModCtrl | tea.ModShift, tea.ModAlt | tea.ModCtrl, tea.ModAlt | tea.ModShift, tea.ModMeta, tea.ModSuper}

var somePastes = []string{"shop", "two\nlines", " padded ", "\t", "a\x00b\x1b[2J", "漢字🙂", "", strings.Repeat("x ", 400), "arn:aws:lambda:eu-west-1:123456789012:function:f"}

// storm uses the wizard for as many bytes as there are, three for each step.
// Nothing may panic; at the end every draft that existed is there, or was
// replaced by an edit of itself, or was deleted on request.
func storm(t *testing.T, bytes []byte) {
	getenv, folder := withState(t, "draft-a", "draft-b", "draft-c", "draft-d")
	outside := t.TempDir()
	t.Chdir(outside)
	writeAt(t, filepath.Join(outside, "20261120-120000-1234567.json"), draftText("mine"), time.Now())
	writeAt(t, filepath.Join(folder, "mine.json"), draftText("mine"), time.Now())
	before := filesIn(t, folder)
	u := newUser(t, getenv)
	opened, deleted := map[string]bool{}, map[string]bool{}
	for ; len(bytes) >= 3 && !u.ended; bytes = bytes[3:] {
		u.wild(bytes[0], bytes[1], bytes[2], opened, deleted)
	}
	u.wizard.Close()
	after := filesIn(t, folder)
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
	if after["mine.json"] != draftText("mine") {
		t.Error("a file of somebody else was touched")
	}
	checkFolder(t, outside, map[string]string{"20261120-120000-1234567.json": draftText("mine")})
	for name := range after {
		if !draftName.MatchString(name) && name != "mine.json" {
			t.Errorf("left behind: %s", name)
		}
	}
}

// wild does one thing, and notes which draft was opened or deleted by it.
func (u *user) wild(what, which, how byte, opened, deleted map[string]bool) {
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

// key presses a key, and notes what it does to drafts.
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

// Law: whatever is pressed, pasted and resized, no draft is lost.
func TestNoDraftIsLost(t *testing.T) {
	for seed := range uint64(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 1))
			bytes := make([]byte, 3*300)
			for i := range bytes {
				bytes[i] = byte(random.IntN(256))
			}
			storm(t, bytes)
		})
	}
}

func FuzzNoDraftIsLost(f *testing.F) {
	f.Add([]byte{32, 0, 0, 200, 20, 0, 32, 3, 0, 200, 20, 0})
	f.Add([]byte{32, 4, 0, 200, 17, 0, 200, 40, 0})
	f.Fuzz(func(t *testing.T, bytes []byte) { storm(t, bytes[:min(len(bytes), 3*200)]) })
}
