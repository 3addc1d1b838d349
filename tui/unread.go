package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// unreadOverlay says what of a live pool could not be read, before its settings
// are shown.
type unreadOverlay []string

const unreadIntro = "The draft does not have all of the live pool. What is missing is not missing in the pool itself."

func (o unreadOverlay) keys(k *keyMap) []key.Binding {
	return []key.Binding{relabel(k.Open, "to the settings"), pair(k.Up, k.Down, "↑↓", "scroll")}
}

func (o unreadOverlay) takesText() bool { return false }

func (o unreadOverlay) update(msg tea.Msg, k *keyMap) (tea.Cmd, action) {
	press, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
		return nil, nil
	case key.Matches(press, k.Open, k.Back):
		return nil, actionClose{}
	}
	return nil, pressScroll(press, k)
}

func (o unreadOverlay) lines(c canvas) []string {
	lines := []string{"", c.Strong.Render("Not everything could be read")}
	lines = append(lines, wrap(unreadIntro, c.width)...)
	for _, text := range o {
		lines = append(lines, "")
		lines = append(lines, lineMsg{Warning, text}.lines(c)...)
	}
	return lines
}
