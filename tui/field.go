package tui

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// fieldEditor is the huh field in focus on its page: which keys answer it, the
// cursor in it, and its size.
type fieldEditor struct {
	*forms.Editor
	height int // the options of a checklist that show
	line   int // of the cursor of a checklist, in its block as it was drawn last
}

// Keys of huh's own lists.
var (
	downKey = tea.KeyPressMsg{Code: tea.KeyDown}
	homeKey = tea.KeyPressMsg{Code: tea.KeyHome}
	endKey  = tea.KeyPressMsg{Code: tea.KeyEnd}
)

// update passes a message to the field. A choice takes only the keys that
// answer it: space and right choose the next option, left the one before, and a
// letter the next option that begins with it. A checklist takes space for the
// option under its cursor, and keys that move that cursor. Every other key is
// ignored there, so that no key that moves about can change an answer. A text
// takes every key.
func (e *fieldEditor) update(msg tea.Msg, k *keyMap) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	switch {
	case ok && e.IsChoice():
		return e.down(e.optionsTo(press, k))
	case ok && e.IsChecklist():
		return e.pressChecklist(press, k)
	default:
		return e.Update(msg)
	}
}

// optionsTo is how many options further a key leads in a choice, 0 for a key
// that does not answer. The last option is followed by the first.
func (e *fieldEditor) optionsTo(msg tea.KeyPressMsg, k *keyMap) int {
	titles, at := e.Options()
	switch {
	case key.Matches(msg, k.NextOption):
		return 1
	case key.Matches(msg, k.PrevOption):
		return len(titles) - 1
	}
	return optionsToLetter(msg, titles, at)
}

// optionsToLetter is how many options further the next one is that begins with
// the typed letter. The options of a switch, On and Off, are also yes and no.
func optionsToLetter(msg tea.KeyPressMsg, titles []string, at int) int {
	letter, size := utf8.DecodeRuneInString(msg.Text)
	if size == 0 || size != len(msg.Text) || !unicode.IsLetter(letter) {
		return 0
	}
	letter = unicode.ToLower(letter)
	for i := 1; i <= len(titles); i++ {
		title := titles[(at+i)%len(titles)]
		first, _ := utf8.DecodeRuneInString(title)
		if unicode.ToLower(first) == letter || title == switchTitles[letter] {
			return i % len(titles)
		}
	}
	return 0
}

var switchTitles = map[rune]string{'y': "On", 'n': "Off"}

// pressChecklist lets a letter move the cursor to the next option that begins
// with it; only space checks.
func (e *fieldEditor) pressChecklist(msg tea.KeyPressMsg, k *keyMap) tea.Cmd {
	if key.Matches(msg, k.Check, k.FirstOption, k.LastOption) {
		return e.Update(msg)
	}
	titles, at := e.Options()
	to := optionsToLetter(msg, titles, at)
	if to == 0 {
		return nil
	}
	e.Update(homeKey)
	return e.down((at + to) % len(titles))
}

// down moves the cursor of a list by n options.
func (e *fieldEditor) down(n int) tea.Cmd {
	var cmds []tea.Cmd
	for range n {
		cmds = append(cmds, e.Update(downKey))
	}
	return tea.Batch(cmds...)
}

// moveCursor moves the cursor inside a field that has several lines, and reports
// whether there was a line to go to.
func (e *fieldEditor) moveCursor(msg tea.KeyPressMsg) (cmd tea.Cmd, moved bool) {
	if !e.TakesLines() && !e.IsChecklist() {
		return nil, false
	}
	// No huh field tells where its cursor is, but it draws it.
	before := e.View()
	cmd = e.Update(msg)
	return cmd, e.View() != before
}

// toEnd puts the cursor of a checklist on its last option, for a move that
// comes from below.
func (e *fieldEditor) toEnd() {
	if e.IsChecklist() {
		e.Update(endKey)
	}
}

// hover puts the cursor of a checklist on the option with a value, if it has one.
func (e *fieldEditor) hover(value string) {
	if e == nil || value == "" || !e.IsChecklist() {
		return
	}
	if i := slices.Index(e.Values(), value); i >= 0 {
		e.Update(homeKey)
		e.down(i)
	}
}

// position is the place of a checklist's cursor, from 1, and how many options
// there are; both are 0 for a checklist that shows all, and for other fields.
func (e *fieldEditor) position() (at, of int) {
	titles, at := e.Options()
	if !e.IsChecklist() || len(titles) <= e.height {
		return 0, 0
	}
	return at + 1, len(titles)
}

// How many lines a text of several lines has at least while it is edited, and a list
// of texts with one on each line.
const leastLines, leastItems = 5, 3

// resize gives the field its columns and the lines that it may have. A choice
// shows all its options; a longer checklist scrolls.
func (e *fieldEditor) resize(width, height int) {
	switch {
	case e.IsChecklist():
		titles, _ := e.Options()
		e.height = min(len(titles), height)
		e.WithHeight(e.height)
	case e.Kind() == model.Texts:
		e.WithHeight(max(leastItems, min(height, linesOf(e.Text(), width)+1)))
	case e.TakesLines():
		e.WithHeight(max(leastLines, min(height, linesOf(e.Text(), width)+1)))
	}
	e.WithWidth(width)
}

// linesOf is about how many lines a text takes.
func linesOf(text string, width int) int {
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n += 1 + utf8.RuneCountInString(line)/max(1, width)
	}
	return n
}
