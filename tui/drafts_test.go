package tui

import (
	"context"
	"errors"
	"os/exec"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/model"
)

const (
	draftA = "{\n  \"CreateUserPool\": {\n    \"PoolName\": \"draft-a\"\n  }\n}\n"
	draftB = "{\n  \"CreateUserPool\": {\n    \"PoolName\": \"draft-b\"\n  }\n}\n"
)

// withDrafts opens the start screen with the drafts a and b.
func withDrafts(t *testing.T) *driver {
	t.Helper()
	return openWith(t, nil, &memoryDrafts{files: map[string]string{"a.json": draftA, "b.json": draftB}})
}

// pick starts from a choice of the start screen.
func (d *driver) pick(title string) *driver {
	d.t.Helper()
	for range d.w.start.choices {
		if strings.Contains(d.screen(), "> "+title) {
			return d.press("enter")
		}
		d.press("down")
	}
	d.t.Fatalf("no choice %q:\n%s", title, d.screen())
	return d
}

// toStart goes back to the start screen.
func (d *driver) toStart() *driver {
	d.t.Helper()
	for range 40 {
		if d.w.screen == onStart {
			return d
		}
		d.press("esc")
	}
	d.t.Fatalf("esc does not lead to the start:\n%s", d.screen())
	return d
}

func (d *driver) wantDraft(path, want string) {
	d.t.Helper()
	if got := d.store.files[path]; got != want {
		d.t.Errorf("%s is %q, want %q", path, got, want)
	}
}

// Every load is a draft of its own: what is done to one pool never touches the
// draft of another.
func TestEveryLoadIsADraftOfItsOwn(t *testing.T) {
	edited := strings.Replace(draftA, "draft-a", "draft-ax", 1)
	t.Run("continued, unchanged, then a preset is edited", func(t *testing.T) {
		d := withDrafts(t)
		d.pick("Continue draft-a").toStart().pick(model.Presets[0].Title).typed("x")
		d.wantDraft("a.json", draftA)
		d.wantDraft("b.json", draftB)
		if len(d.store.files) != 3 {
			t.Errorf("%d drafts, want 3: %v", len(d.store.files), d.store.files)
		}
	})
	t.Run("continued and edited, then a preset is edited", func(t *testing.T) {
		d := withDrafts(t)
		d.pick("Continue draft-a").typed("x").toStart().pick(model.Presets[0].Title).typed("y")
		d.wantDraft("a.json", edited)
		d.wantDraft("b.json", draftB)
		if len(d.store.files) != 3 {
			t.Errorf("%d drafts, want 3: %v", len(d.store.files), d.store.files)
		}
	})
	t.Run("continued, unchanged, then an untouched preset is submitted", func(t *testing.T) {
		d := withDrafts(t)
		d.pick("Continue draft-a").toStart().pick(model.Presets[0].Title).press("ctrl+r", "s").sees("Create this pool?").press("y")
		if d.made != 1 {
			t.Fatal("nothing was submitted")
		}
		d.wantDraft("a.json", draftA)
		d.wantDraft("b.json", draftB)
	})
	t.Run("gone, and offered no more", func(t *testing.T) {
		d := withDrafts(t)
		d.pick(model.Presets[0].Title)
		delete(d.store.files, "a.json")
		d.toStart().sees("Continue draft-b").seesNot("Continue draft-a")
		delete(d.store.files, "b.json")
		d.pick("Continue draft-b").sees("this draft is gone").seesNot("Continue draft-b")
	})
	t.Run("the submitted draft goes, the others stay", func(t *testing.T) {
		d := withDrafts(t)
		d.pick("Continue draft-a").typed("x").toStart().pick("Continue draft-b").typed("y")
		d.press("ctrl+r", "s").sees("Create this pool?").press("y")
		d.wantDraft("a.json", edited)
		if _, there := d.store.files["b.json"]; there {
			t.Error("the draft of the pool that exists is still there")
		}
	})
	t.Run("the sandbox keeps the draft", func(t *testing.T) {
		d := withDrafts(t)
		d.pick("Continue draft-a").typed("x").press("ctrl+r", "x").sees("Create this pool?").press("y")
		if d.made != 1 {
			t.Fatal("nothing was submitted")
		}
		d.wantDraft("a.json", edited)
	})
}

// The draft at hand is offered once, as the pool to go on with.
func TestTheDraftAtHandIsOfferedOnce(t *testing.T) {
	d := withDrafts(t)
	d.pick("Continue draft-a").typed("x").toStart()
	d.sees("> Return to draft-ax", "Continue draft-b").seesNot("Continue draft-a")
	d.press("enter").sees("> draft-ax")
	d.wantDraft("b.json", draftB)
}

// The history of a pool begins where it was loaded.
func TestEveryLoadHasItsOwnHistory(t *testing.T) {
	d := withDrafts(t)
	d.pick("Continue draft-a").typed("x").toStart().pick("Continue draft-b")
	d.press("ctrl+z").sees("nothing to undo; undo starts where you opened the draft", "> draft-b")
	d.toStart().pick(model.Presets[0].Title).press("ctrl+z").sees("nothing to undo").seesNot("where the draft was opened")
}

// A save that runs late never replaces a later one, and leaving waits for all
// that was typed.
func TestLeavingWaitsForTheLastSave(t *testing.T) {
	d := open(t, &model.Pool{})
	_, early := d.w.Update(tea.KeyPressMsg{Code: 'a', Text: "a"})
	_, none := d.w.Update(tea.KeyPressMsg{Code: 'b', Text: "b"}) // while the first save runs
	_, leave := d.w.Update(tea.KeyPressMsg{Code: 'q', Mod: tea.ModCtrl})
	if leave == nil {
		t.Fatal("ctrl+q does nothing")
	}
	if len(d.drafts) != 0 {
		t.Fatal("saved before any command ran")
	}
	d.run(leave)
	if !d.ended {
		t.Error("the wizard goes on")
	}
	d.run(early)
	d.run(none)
	for path, text := range d.store.files {
		if !strings.Contains(text, `"ab"`) {
			t.Errorf("%s is %s, without the last letter", path, text)
		}
	}
	if len(d.store.files) != 1 {
		t.Errorf("%d drafts, want 1", len(d.store.files))
	}
}

// Whoever ends the program from outside loses nothing either: Close saves.
func TestCloseSavesWhatIsNotSaved(t *testing.T) {
	d := withDrafts(t)
	d.pick("Continue draft-a")
	d.w.Update(tea.KeyPressMsg{Code: 'x', Text: "x"}) // its command never runs
	d.toStart()
	_, load := d.w.Update(tea.KeyPressMsg{Code: tea.KeyDown})
	d.run(load)
	d.pick("Continue draft-b")
	d.w.Update(tea.KeyPressMsg{Code: 'y', Text: "y"})
	kept := d.w.Close()
	d.wantDraft("a.json", strings.Replace(draftA, "draft-a", "draft-ax", 1))
	d.wantDraft("b.json", strings.Replace(draftB, "draft-b", "draft-by", 1))
	if kept != (Kept{Name: "draft-by", Changed: true, Path: "b.json"}) {
		t.Errorf("%+v", kept)
	}
}

func TestNothingIsSaidOfAPoolThatWasNotChanged(t *testing.T) {
	d := withDrafts(t)
	d.pick("Continue draft-a")
	if kept := d.w.Close(); kept.Changed {
		t.Errorf("%+v", kept)
	}
	d.wantDraft("a.json", draftA)
}

// There are keys to leave with, on every screen.
func TestWaysToLeave(t *testing.T) {
	for name, go_ := range map[string]func(d *driver){
		"ctrl+q on the start":     func(d *driver) { d.press("ctrl+q") },
		"q on the start":          func(d *driver) { d.press("q") },
		"ctrl+c twice":            func(d *driver) { d.press("ctrl+c", "ctrl+c") },
		"ctrl+q in a field":       func(d *driver) { d.pick("Blank").press("ctrl+q") },
		"ctrl+q after a change":   func(d *driver) { d.pick("Blank").typed("shop").press("ctrl+q") },
		"ctrl+q in the search":    func(d *driver) { d.pick("Blank").press("ctrl+f", "ctrl+q") },
		"q on the review":         func(d *driver) { d.pick("Blank").press("ctrl+r").sees("q leave").press("q") },
		"ctrl+c after some typed": func(d *driver) { d.pick("Blank").typed("shop").press("ctrl+c", "ctrl+c") },
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, nil)
			go_(d)
			if !d.ended {
				t.Errorf("the wizard goes on:\n%s", d.screen())
			}
		})
	}
	t.Run("q is a letter in a field", func(t *testing.T) {
		d := open(t, nil)
		d.pick("Blank").sees("ctrl+q leave").typed("q").sees("> q")
		d.press("ctrl+f").typed("qq").sees("/ qq").press("esc")
		if d.ended {
			t.Error("q ended the wizard")
		}
	})
}

// A draft that cannot be saved holds the wizard back once.
func TestLeavingWithADraftThatCannotBeSaved(t *testing.T) {
	d := open(t, &model.Pool{})
	d.store.refuses = errors.New("no space left on device")
	d.typed("shop").sees("not saved: no space left on device")
	d.press("ctrl+q").sees("not saved: no space left on device; press again to leave")
	if d.ended {
		t.Fatal("left without the changes")
	}
	d.press("down").press("ctrl+q")
	if d.ended {
		t.Fatal("left without another try")
	}
	d.press("ctrl+q")
	if !d.ended {
		t.Error("the wizard goes on")
	}
	if kept := d.w.Close(); kept.Err == nil || !kept.Changed {
		t.Errorf("%+v", kept)
	}
}

// Without a place for drafts nothing claims that one is kept.
func TestDraftsOff(t *testing.T) {
	d := openWith(t, nil, &memoryDrafts{off: "no home folder", files: map[string]string{}})
	d.seesNot("drafts").pick("Blank").sees("drafts are off: no home folder").typed("shop-customers")
	d.sees("shop-customers", "drafts are off: no home folder").seesNot("saved ")
	d.press("ctrl+c").sees("press ctrl+c again to leave and lose this pool; drafts are off: no home folder").seesNot("kept")
	d.press("down").press("ctrl+q").sees("press the same key again to leave and lose this pool")
	if d.ended {
		t.Fatal("left at once, with what nobody keeps")
	}
	d.press("ctrl+q")
	if !d.ended {
		t.Error("the wizard goes on")
	}
	if kept := d.w.Close(); kept.Off == "" || !kept.Changed || kept.Path != "" {
		t.Errorf("%+v", kept)
	}
	if len(d.store.files)+len(d.drafts) > 0 {
		t.Errorf("kept: %v", d.store.files)
	}
}

// All drafts can be reached and deleted, with a question before.
func TestDraftList(t *testing.T) {
	files := map[string]string{}
	for _, letter := range strings.Split("abcdefghijklmnopqrstuvwxyz", "") {
		files[letter+".json"] = strings.Replace(draftA, "draft-a", "draft-"+letter, 1)
	}
	for _, size := range sizes {
		d := openWith(t, nil, &memoryDrafts{files: files})
		d.resize(size[0], size[1])
		d.pick("All drafts …").sees("Drafts", "> draft-a")
		for range 25 {
			d.press("down")
		}
		d.sees("> draft-z")
		d.send(tea.KeyPressMsg{Code: tea.KeyHome})
		d.sees("> draft-a").press("d").sees("Delete the draft of draft-a").press("n").seesNot("Delete the draft of")
		d.press("esc").sees("What do you want to start from?")
	}
	d := openWith(t, nil, &memoryDrafts{files: files})
	d.pick("All drafts …").sees("16 hours ago", " 56 B").press("down", "d", "enter")
	if len(files) != 26 {
		t.Fatal("deleted by enter")
	}
	d.press("d", "y").seesNot("draft-b")
	if _, there := files["b.json"]; there || len(files) != 25 {
		t.Errorf("%d drafts are left", len(files))
	}
	d.press("enter").sees("> draft-c")
}

// No key that edits a line panics, wherever the cursor is.
func TestDeleteWordForwardAtTheEnd(t *testing.T) {
	inputs := map[string]func(d *driver) (value func() string){
		"search": func(d *driver) func() string {
			d.pick("Blank").press("ctrl+f")
			return func() string { return d.w.overlay.(*searchOverlay).input.Value() }
		},
		"save path": func(d *driver) func() string {
			d.pick("Blank").press("ctrl+r", "w", "ctrl+u")
			return func() string { return d.w.overlay.(*saveOverlay).path.Value() }
		},
		"file to open": func(d *driver) func() string {
			d.pick("A file …")
			return func() string { return d.w.start.answer.Value() }
		},
		"region": func(d *driver) func() string {
			d.pick(model.Presets[0].Title).press("ctrl+r", "s", "r")
			return func() string { return d.w.overlay.(*conversationOverlay).region.Value() }
		},
		"account": func(d *driver) func() string {
			d.pick("Blank").goTo("pre sign-up").press("ctrl+k")
			return func() string { return d.w.overlay.(*chooser).input.Value() }
		},
		"text field": func(d *driver) func() string {
			d.pick("Blank")
			return func() string { return d.w.answers.Text(d.w.rows()[d.w.focus].field) }
		},
		"number field": func(d *driver) func() string {
			d.pick("Blank").goTo("minimum length")
			return func() string { return d.w.answers.Text(d.w.rows()[d.w.focus].field) }
		},
		"message": func(d *driver) func() string {
			d.pick("Blank").goTo("code email message")
			return func() string { return d.w.answers.Text(d.w.rows()[d.w.focus].field) }
		},
	}
	presses := []tea.Key{{Code: 'd', Mod: tea.ModAlt}, {Code: tea.KeyDelete, Mod: tea.ModAlt}, {Code: tea.KeyDelete, Mod: tea.ModCtrl}}
	for name, open_ := range inputs {
		for _, press := range presses {
			t.Run(name+"/"+press.String(), func(t *testing.T) {
				d := open(t, nil)
				value := open_(d)
				d.typed("two words")
				d.send(tea.KeyPressMsg{Code: tea.KeyLeft})
				d.send(tea.KeyPressMsg(press))
				if got := value(); got != "two word" {
					t.Errorf("%q, want %q", got, "two word")
				}
				d.send(tea.KeyPressMsg(press)) // at the end there is nothing to delete
				if got := value(); got != "two word" {
					t.Errorf("%q, want %q", got, "two word")
				}
			})
		}
	}
}

// The keys of the guard are those of bubbles.
func TestDeleteWordForwardKeys(t *testing.T) {
	for _, press := range []tea.Key{{Code: 'd', Mod: tea.ModAlt}, {Code: tea.KeyDelete, Mod: tea.ModAlt}, {Code: tea.KeyDelete, Mod: tea.ModCtrl}} {
		if !key.Matches(tea.KeyPressMsg(press), newKeys().DeleteWordForward) {
			t.Errorf("%s is not guarded", press)
		}
	}
}

// A panic ends the wizard in order, wherever it comes from, and tells nothing
// of the pool.
func TestGuard(t *testing.T) {
	const secret = "AKIDSECRET"
	tests := map[string]func(d *driver){
		"drawing":  func(d *driver) { d.w.styles = nil },
		"checking": func(d *driver) { d.w.answers.Pool = nil },
	}
	for name, break_ := range tests {
		t.Run(name, func(t *testing.T) {
			d := open(t, &model.Pool{})
			g := Guard(d.w)
			g.Init()
			break_(d)
			after, cmd := g.Update(tea.KeyPressMsg{Code: 'a', Text: "a"})
			if after != g {
				t.Errorf("the model is %v", after)
			}
			wantCrash(t, d.w, cmd, secret)
			g.View()
		})
	}
	exporting := preview{formats: []Format{{Render: func(*model.Pool) string { panic(secret) }}}, picture: &picture{}, stale: true}
	for name, cmd := range map[string]tea.Cmd{
		"an export":             exporting.work(&model.Pool{}, focus{}),
		"a command":             func() tea.Msg { panic(errors.New(secret)) },
		"a batch":               tea.Batch(func() tea.Msg { return nil }, func() tea.Msg { var p *model.Pool; return p.CreateUserPool.PoolName }),
		"a batch with a batch ": tea.Batch(nil, tea.Batch(func() tea.Msg { return nil }, func() tea.Msg { panic(secret) }), func() tea.Msg { return nil }),
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, &model.Pool{})
			g := Guard(d.w)
			var crash tea.Msg
			var run func(tea.Cmd)
			run = func(c tea.Cmd) {
				switch msg := c().(type) {
				case tea.BatchMsg:
					for _, c := range msg {
						if c != nil {
							run(c)
						}
					}
				case crashMsg:
					crash = msg
				}
			}
			run(guardCommand(cmd))
			if crash == nil {
				t.Fatal("the panic went on")
			}
			_, quit := g.Update(crash)
			wantCrash(t, d.w, quit, secret)
		})
	}
}

// A panic in a submission runs beside the program: it ends the wizard all the
// same, and Wait does not wait for an outcome that never comes.
func TestAPanicInASubmission(t *testing.T) {
	const secret = "AKIDSECRET"
	for _, watched := range []bool{true, false} {
		d := open(t, preset(t, "staff-mfa"))
		d.w.Cognito = &Destination{Submit: func(Place, *model.Pool) Conversation {
			return func(_ context.Context, talk Talk) Outcome {
				talk.Call(CallState{Operation: "CreateUserPool"})
				panic(secret)
			}
		}}
		g := Guard(d.w)
		first := d.w.openSubmit(d.w.Cognito)().(tea.BatchMsg)[0]
		_, next := d.w.Update(first())
		if !watched {
			d.w.Wait()
			if crash := d.w.Crashed(); crash == nil || strings.Contains(crash.Error(), secret) {
				t.Errorf("crash: %v", crash)
			}
			continue
		}
		_, quit := g.Update(next())
		wantCrash(t, d.w, quit, secret)
		d.w.Wait()
	}
}

func wantCrash(t *testing.T, w *Wizard, cmd tea.Cmd, secret string) {
	t.Helper()
	crash := w.Crashed()
	if crash == nil || cmd == nil {
		t.Fatalf("no crash: %v", crash)
	}
	if _, quits := cmd().(tea.QuitMsg); !quits {
		t.Error("the program goes on")
	}
	if len(crash.Where) == 0 || !strings.Contains(crash.Where[0], ".go:") {
		t.Errorf("no place: %q", crash)
	}
	if strings.Contains(crash.What+strings.Join(crash.Where, ""), secret) {
		t.Errorf("tells what the panic held: %q", crash)
	}
}

// Update reads and writes nothing: deleting a draft and making the file for the
// editor are commands.
func TestUpdateTouchesNoFiles(t *testing.T) {
	d := withDrafts(t)
	touched := ""
	d.w.OpenEditor = func(string, string) (*exec.Cmd, func() (string, error), error) {
		touched = "a file for the editor"
		return nil, nil, errors.New("no editor")
	}
	d.pick("All drafts …").press("d")
	_, remove := d.w.Update(tea.KeyPressMsg{Code: 'y', Text: "y"})
	d.wantDraft("a.json", draftA)
	d.run(remove)
	if len(d.store.files) != 1 {
		t.Error("the draft was not deleted")
	}
	d.press("esc").pick("Continue draft-b").goTo("code email message")
	_, edit := d.w.Update(tea.KeyPressMsg{Code: 'e', Mod: tea.ModCtrl})
	if touched != "" {
		t.Errorf("Update made %s", touched)
	}
	d.run(edit)
	d.sees("cannot open an editor: no editor")

	d.press("ctrl+r", "s").sees("Create this pool?")
	_, drop := d.w.Update(eventMsg{d.w.overlay.(*conversationOverlay).talk, endedMsg{Outcome{Real: true, Complete: true, Created: &Created{ID: "eu-west-1_Ab12"}}}})
	d.wantDraft("b.json", draftB)
	d.run(drop)
	if len(d.store.files) != 0 {
		t.Error("the pool exists, and its draft is still there")
	}
}
