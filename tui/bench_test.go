package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// One key press to the finished frame, on the largest pool in a window of 200
// by 60 with the preview on.
func BenchmarkKeyToFrame(b *testing.B) {
	for _, format := range testFormats[:1] {
		b.Run(format.Name, func(b *testing.B) {
			w := New(Options{Start: readPool(b, "largest.json"), Formats: testFormats})
			w.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
			keys := []tea.KeyPressMsg{{Code: 'x', Text: "x"}, {Code: tea.KeyBackspace}}
			i := 0
			for b.Loop() {
				w.Update(keys[i%2])
				_ = w.View()
				i++
			}
		})
	}
}

// What the preview costs by itself when nothing changes.
func BenchmarkFrame(b *testing.B) {
	w := New(Options{Start: readPool(b, "largest.json"), Formats: testFormats})
	w.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	for b.Loop() {
		_ = w.View()
	}
}
