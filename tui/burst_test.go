package tui

import (
	"runtime"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/model"
)

// counted is a wizard that counts how often it renders the preview.
func counted(tb testing.TB, path string) (w *Wizard, rendered *int) {
	tb.Helper()
	rendered = new(int)
	format := Format{Name: "json", Title: "JSON", File: "pool.json", Render: func(p *model.Pool) string {
		if _, isSet := p.Get(path); isSet { // otherwise it is rendered to find the lines of the setting
			*rendered++
		}
		return string(p.JSON())
	}}
	w = New(Options{Start: &model.Pool{}, Formats: []Format{format}})
	w.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	w.jump(path)
	update(w, nil)
	*rendered = 0
	return w, rendered
}

const invitation = "CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate.EmailMessage"

func letters(w *Wizard, text string) {
	for _, r := range text {
		update(w, tea.KeyPressMsg{Code: r, Text: string(r)})
		_ = w.View()
	}
}

// update hands over a message, and the next picture of the preview if there is one.
func update(w *Wizard, msg tea.Msg) {
	_, cmd := w.Update(msg)
	if next, found := nextPicture(cmd); found {
		w.Update(next)
	}
}

// Letters that arrive within a frame are checked and rendered together.
func TestABurstOfLettersIsTakenTogether(t *testing.T) {
	for _, path := range []string{invitation, "CreateUserPool.PoolName"} {
		w, rendered := counted(t, path)
		text := strings.Repeat("0123456789", 1600)
		letters(w, text)
		if *rendered != 1 {
			t.Errorf("rendered %d times before the frame ended", *rendered)
		}
		update(w, burstMsg{})
		if *rendered != 2 {
			t.Errorf("rendered %d times for one burst", *rendered)
		}
		if got, _ := w.Pool().Get(path); got != text {
			t.Errorf("%d characters arrived", len(got.(string)))
		}
		w.Update(burstMsg{})
		letters(w, "x")
		if *rendered != 3 {
			t.Error("a letter after the burst is not taken at once")
		}
	}
}

// Law: whatever looks at the answers has every letter that came before it, and
// what is shown is what is there.
func TestNothingOvertakesABurst(t *testing.T) {
	for name, send := range map[string]tea.Msg{
		"enter": tea.KeyPressMsg{Code: tea.KeyEnter}, "esc": tea.KeyPressMsg{Code: tea.KeyEscape},
		"ctrl+r": tea.KeyPressMsg{Code: 'r', Mod: tea.ModCtrl}, "ctrl+c": tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl},
		"paste": tea.PasteMsg{Content: ""}, "size": tea.WindowSizeMsg{Width: 80, Height: 24},
		"background": tea.BackgroundColorMsg{}, "click": tea.MouseClickMsg{Button: tea.MouseLeft, X: 3, Y: 5},
	} {
		w, _ := counted(t, "CreateUserPool.PoolName")
		letters(w, "abc")
		if got := *w.answers.Pool.CreateUserPool.PoolName; got != "a" {
			t.Errorf("%s: %q was taken at once", name, got)
		}
		if shown := w.View().Content; strings.Contains(shown, "abc") {
			t.Errorf("%s: shows what is not there yet", name)
		}
		w.Update(send)
		if got := *w.answers.Pool.CreateUserPool.PoolName; got != "abc" {
			t.Errorf("%s overtook the letters: %q", name, got)
		}
		if shown := w.View().Content; !strings.Contains(shown, "abc") {
			t.Errorf("%s: does not show what is there", name)
		}
	}
	w, _ := counted(t, "CreateUserPool.PoolName")
	letters(w, "abc")
	if got := *w.Pool().CreateUserPool.PoolName; got != "abc" {
		t.Errorf("the pool has %q", got)
	}
}

// The words of keys, typed, are no keys.
func TestABurstOfTheNameOfAKey(t *testing.T) {
	w, _ := counted(t, "CreateUserPool.PoolName")
	letters(w, "xctrl+r")
	w.Update(burstMsg{})
	letters(w, "down")
	if w.screen != onStep || *w.Pool().CreateUserPool.PoolName != "xctrl+rdown" {
		t.Errorf("screen %d, name %q", w.screen, *w.Pool().CreateUserPool.PoolName)
	}
}

// A paste of 16,000 characters that the terminal does not mark, in bursts of a
// read of the terminal.
func BenchmarkUnmarkedPaste(b *testing.B) {
	text := strings.Repeat("0123456789", 1600)
	for b.Loop() {
		w, _ := counted(b, invitation)
		for part := text; part != ""; part = part[min(800, len(part)):] {
			letters(w, part[:min(800, len(part))])
			update(w, burstMsg{})
			_ = w.View()
		}
	}
}

// A window of any size is drawn in bounded memory, and no larger than its limit.
func TestAHugeWindow(t *testing.T) {
	w := New(Options{Start: preset(t, "staff-mfa"), Formats: testFormats})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	w.Update(tea.WindowSizeMsg{Width: 10_000, Height: 10_000})
	lines := strings.Split(w.View().Content, "\n")
	for range 20 {
		w.Update(tea.KeyPressMsg{Code: 'n', Mod: tea.ModCtrl})
		_ = w.View()
	}
	runtime.ReadMemStats(&after)
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 100 {
		t.Errorf("%d MB for 21 frames", used)
	}
	d := &driver{t: t, w: w}
	d.fits("a huge window")
	if len(lines) != maxHeight {
		t.Errorf("%d lines are drawn", len(lines))
	}
	if got := Clamp(nil, tea.WindowSizeMsg{Width: 10_000, Height: 24}); got != (tea.WindowSizeMsg{Width: maxWidth, Height: 24}) {
		t.Errorf("the renderer hears of %v", got)
	}
}
