package main

import (
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/exporters"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// Law: every file of an export is in a language that the preview colors.
func TestThePreviewColorsEveryFile(t *testing.T) {
	pool := model.LoadPreset("staff-mfa")
	for _, format := range exporters.Formats {
		for _, file := range format.Export(pool, exporters.DefaultOptions()).Main() {
			if plain := colorsOfPreview(pool, "notes.txt", file.Data); plain != 1 {
				t.Fatalf("%s: %d colors as plain text", file.Name, plain)
			}
			if got := colorsOfPreview(pool, file.Name, file.Data); got < 3 {
				t.Errorf("%s of %s: %d colors", file.Name, format.Name, got)
			}
		}
	}
}

var sgr = regexp.MustCompile(`\x1b\[[0-9;]+m[^\x1b]*[^\x1b ]`)

// colorsOfPreview counts the colors of the code in a preview of a file, of lines that
// are not marked.
func colorsOfPreview(pool *model.Pool, name string, data []byte) int {
	wizard := tui.New(tui.Options{Start: pool, Formats: []tui.Format{{
		Name: "x", Title: "X", File: name, Render: func(*model.Pool) string { return string(data) },
	}}})
	wizard.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	found := map[string]bool{}
	for i, line := range strings.Split(wizard.View().Content, "\n") {
		_, side, _ := strings.Cut(line, "│")
		if i < 3 || strings.Contains(side, "▌") {
			continue
		}
		for _, colored := range sgr.FindAllString(side, -1) {
			color, _, _ := strings.Cut(colored, "m")
			found[color] = true
		}
	}
	return len(found)
}
