package tui

import (
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/model"
)

func largestWizard(tb testing.TB) *Wizard {
	w := New(Options{Start: readPool(tb, "largest.json"), Formats: testFormats})
	w.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	return w
}

// One key press to the finished frame, on the largest pool in a window of 200
// by 60 with the preview on: the median and the worst as well as the mean.
func BenchmarkKeyToFrame(b *testing.B) { keyToFrame(b, largestWizard(b)) }

// The same in a comparison with Cognito's defaults, which are exported as well.
func BenchmarkKeyToComparison(b *testing.B) {
	w := largestWizard(b)
	w.preview.compareNext()
	keyToFrame(b, w)
}

// One key press to the finished frame on the largest draft with apps, in the formats of
// the program, with colors and marks: letters of the name of the pool, which is in
// almost every block, moves from setting to setting, which mark other lines, and checks
// of an option.
func BenchmarkKeyToFrameWithApps(b *testing.B) {
	keys := map[string][]tea.KeyPressMsg{
		"type":  {{Code: 'x', Text: "x"}, {Code: tea.KeyBackspace}},
		"move":  {{Code: tea.KeyTab}, {Code: tea.KeyTab}, {Code: tea.KeyTab, Mod: tea.ModShift}, {Code: tea.KeyTab, Mod: tea.ModShift}},
		"check": {{Code: tea.KeySpace, Text: " "}, {Code: tea.KeyDown}, {Code: tea.KeySpace, Text: " "}, {Code: tea.KeyUp}},
	}
	for i, format := range everyFormat() {
		for _, name := range []string{"type", "move", "check"} {
			b.Run(format.Name+"/"+name, func(b *testing.B) {
				w := New(Options{Start: readPool(b, "largest-app.json"), Formats: everyFormat()})
				w.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
				w.preview.format, w.preview.stale = i, true
				if name != "type" {
					w.jump("CreateUserPool.Policies.PasswordPolicy.RequireUppercase")
				}
				pressToFrame(b, w, keys[name])
			})
		}
	}
}

// The same with the largest pool as a live one, whose differences are found after
// each key.
func BenchmarkKeyToLiveFrame(b *testing.B) {
	w := largestWizard(b)
	w.LiveFormats = testLiveFormats
	w.changeLive(&Live{Opened: &model.Document{Pool: w.answers.Pool.Clone(), PoolID: liveID}})
	keyToFrame(b, w)
}

// The plan of the largest pool, as the review shows it.
func BenchmarkPlanOfLargest(b *testing.B) {
	w := largestWizard(b)
	w.LiveFormats = testLiveFormats
	w.changeLive(&Live{Opened: &model.Document{Pool: w.answers.Pool.Clone(), PoolID: liveID}})
	w.answers.Pool.CreateUserPoolClient = nil
	for b.Loop() {
		w.changes.forget()
		w.plan()
	}
}

func keyToFrame(b *testing.B, w *Wizard) {
	pressToFrame(b, w, []tea.KeyPressMsg{{Code: 'x', Text: "x"}, {Code: tea.KeyBackspace}})
}

// pressToFrame presses keys in turn. It reports the time to the frame that answers the
// key, and to the next one, in which the preview shows the change.
func pressToFrame(b *testing.B, w *Wizard, keys []tea.KeyPressMsg) {
	var frames, previews []time.Duration
	for b.Loop() {
		start := time.Now()
		_, first := w.Update(keys[len(frames)%len(keys)])
		_, second := w.Update(burstMsg{})
		_ = w.View()
		frames = append(frames, time.Since(start))
		if msg, found := nextPicture(first, second); found {
			w.Update(msg)
			_ = w.View()
		}
		previews = append(previews, time.Since(start))
	}
	report(b, frames, "")
	report(b, previews, "-preview")
}

func report(b *testing.B, took []time.Duration, what string) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "median-µs"+what)
	b.ReportMetric(float64(took[len(took)-1].Microseconds()), "worst-µs"+what)
}

// nextPicture runs that one of the commands that makes the next picture of the preview.
func nextPicture(cmds ...tea.Cmd) (tea.Msg, bool) {
	for _, cmd := range cmds {
		switch name := nameOfCommand(cmd); {
		case strings.Contains(name, "(*preview).work"):
			return cmd(), true
		case strings.Contains(name, ".compactCmds"):
			if msg, found := nextPicture(cmd().(tea.BatchMsg)...); found {
				return msg, true
			}
		}
	}
	return nil, false
}

// A frame by itself, when nothing changes.
func BenchmarkFrame(b *testing.B) {
	w := largestWizard(b)
	for b.Loop() {
		_ = w.View()
	}
}

// An hour of edits leaves memory as it was: on an ordinary pool, and on the
// largest one with all that undo remembers.
func TestMemoryStaysFlat(t *testing.T) {
	ordinary := New(Options{Start: preset(t, "staff-mfa"), Formats: testFormats})
	edit(ordinary, 3_000, 40)
	largest := largestWizard(t)
	edit(largest, 2*maxHistory+40, 2)
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	if held := memory.HeapAlloc >> 20; held > 40 {
		t.Errorf("%d MB are held", held)
	}
	runtime.KeepAlive(ordinary)
	runtime.KeepAlive(largest)
}

// edit presses keys that change a field, and goes to the next one now and then.
func edit(w *Wizard, keys, perField int) {
	for i := range keys {
		key := tea.KeyPressMsg{Code: 'x', Text: "x"}
		switch {
		case i%perField == perField-1:
			key = tea.KeyPressMsg{Code: tea.KeyTab}
		case i%2 == 1:
			key = tea.KeyPressMsg{Code: tea.KeyBackspace}
		}
		w.Update(key)
		w.Update(burstMsg{})
	}
}

func TestAPasteLosesNothing(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.goTo("external id").press("ctrl+t")
	d.goTo("sms role external id")
	text := strings.Repeat("0123456789", 100)
	d.send(tea.PasteMsg{Content: text})
	if got, _ := d.w.Pool().Get("CreateUserPool.SmsConfiguration.ExternalId"); got != text {
		t.Errorf("pasted 1000 characters, %d arrived", len(got.(string)))
	}
}

// Typing on an ordinary pool.
func BenchmarkTyping(b *testing.B) {
	w := New(Options{Start: preset(b, "staff-mfa"), Formats: testFormats})
	w.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	for b.Loop() {
		w.Update(tea.KeyPressMsg{Code: 'x', Text: "x"})
		w.Update(burstMsg{})
		w.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
		_ = w.View()
	}
}

// One answer to the questions of the start to the finished frame, at 200 by 60: every
// answer to who signs in, in turn.
func BenchmarkExpress(b *testing.B) {
	w := New(Options{Formats: testFormats})
	w.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	w.openExpress(newByExpress)
	w.Update(tea.KeyPressMsg{Code: tea.KeyDown})
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		w.Update(tea.KeyPressMsg{Code: tea.KeyRight})
		_ = w.View()
		took = append(took, time.Since(start))
	}
	b.ReportMetric(float64(took[0].Microseconds()), "first-µs")
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "median-µs")
	b.ReportMetric(float64(took[len(took)-1].Microseconds()), "worst-µs")
}
