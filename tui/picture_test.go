package tui

import (
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// Law: whatever happens while pictures of the preview are made, and however late they
// are done, the last one shows the pool as it is, with what is in focus.
func TestThePreviewCatchesUp(t *testing.T) {
	for seed := range uint64(20) {
		w := New(Options{Start: preset(t, "staff-mfa"), Formats: testFormats})
		random := rand.New(rand.NewPCG(seed, 0))
		var made []tea.Msg // and not handed over
		late := 0
		send := func(msg tea.Msg) {
			_, cmd := w.Update(msg)
			if next, found := nextPicture(cmd); found {
				made = append(made, next)
			}
		}
		press := func(keys ...tea.KeyPressMsg) { send(keys[random.IntN(len(keys))]) }
		send(tea.WindowSizeMsg{Width: 160, Height: 45})
		settle := func() {
			send(tea.WindowSizeMsg{Width: 160, Height: 45})
			for len(made) > 0 {
				next := made[0]
				made = made[1:]
				send(next)
			}
			requirePicture(t, w)
		}
		for range 300 {
			switch random.IntN(12) {
			case 0, 1, 2:
				press(tea.KeyPressMsg{Code: 'x', Text: "x"}, tea.KeyPressMsg{Code: tea.KeyBackspace}, tea.KeyPressMsg{Code: tea.KeySpace, Text: " "})
				send(burstMsg{})
			case 3, 4:
				press(tea.KeyPressMsg{Code: tea.KeyTab}, tea.KeyPressMsg{Code: tea.KeyUp}, tea.KeyPressMsg{Code: 'n', Mod: tea.ModCtrl})
			case 5:
				press(tea.KeyPressMsg{Code: 'p', Mod: tea.ModCtrl}, tea.KeyPressMsg{Code: tea.KeyF5}, tea.KeyPressMsg{Code: 'd', Mod: tea.ModCtrl})
			case 6:
				press(tea.KeyPressMsg{Code: 'z', Mod: tea.ModCtrl}, tea.KeyPressMsg{Code: 'y', Mod: tea.ModCtrl})
			case 7:
				send(tea.WindowSizeMsg{Width: []int{80, 160}[random.IntN(2)], Height: 45})
			case 8:
				if random.IntN(4) == 0 {
					w.load(preset(t, "web-app"), w.Drafts.New())
					w.openStep(0)
					send(nil)
				}
			case 9:
				settle()
			default:
				if len(made) > 0 {
					late++
					send(made[0])
					made = made[1:]
				}
			}
		}
		settle()
		if late == 0 {
			t.Errorf("seed %d: no picture was late", seed)
		}
	}
}

// requirePicture compares the picture with one that is made of nothing else.
func requirePicture(t *testing.T, w *Wizard) {
	t.Helper()
	got := w.preview.picture
	want := &picture{aspect: w.preview.aspect, of: w.Formats[w.preview.format], pool: w.Pool().Clone(), focus: w.focused()}
	want.make(&picture{})
	if !reflect.DeepEqual(got.pool, want.pool) || got.focus.id != want.focus.id {
		t.Errorf("the preview shows %s of %s, and not %s of %s", got.focus.id, nameOf(got.pool), want.focus.id, nameOf(want.pool))
	}
	if !sameLines(got, want) || !slices.Equal(got.shown, want.shown) {
		t.Errorf("the preview shows\n%v\nand not\n%v", got.shown, want.shown)
	}
	if len(want.marked) > 0 && !maps.Equal(got.marked, want.marked) {
		t.Errorf("%s: marked are %v, and not %v", want.focus.id, got.marked, want.marked)
	}
	if w.preview.stale || w.preview.working {
		t.Errorf("stale %v, working %v", w.preview.stale, w.preview.working)
	}
}

// A picture that is being made is of the pool as it was: a key of a map that is typed
// meanwhile does not change what it marks.
func TestAPictureKeepsItsFocus(t *testing.T) {
	pool := preset(t, "defaults")
	pool.CreateUserPool.UserPoolTags = map[string]string{"team": "a"}
	d := open(t, pool)
	d.run(d.w.jump(poolTagsPath + "[team]"))
	before, shown := d.w.focused(), d.w.Pool().Clone()
	d.press("up").typed("s")
	if tags := d.w.Pool().CreateUserPool.UserPoolTags; tags["teams"] != "a" {
		t.Fatalf("the tags are %v", tags)
	}
	if before.without(shown); len(shown.CreateUserPool.UserPoolTags) > 0 {
		t.Errorf("the tags %v are left without %s", shown.CreateUserPool.UserPoolTags, before.id)
	}
}
