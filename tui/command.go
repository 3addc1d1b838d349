package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/model"
)

// commandOverlay shows the command that exports the draft without its file.
type commandOverlay struct {
	text  string
	note  string // what is to know about it, or nothing
	about string // what it does
}

// hasCommand reports whether a command can stand for the draft: a live pool without a
// change has none.
func (w *Wizard) hasCommand() bool { return w.live == nil || len(w.differences()) > 0 }

// openCommand shows the command for the format of the preview.
func (w *Wizard) openCommand() {
	if !w.hasCommand() {
		w.notice = nothingToChange
		return
	}
	if w.live != nil {
		text, note := w.live.command(w.answers.Pool)
		about := "It makes the same changes in the live pool."
		if len(w.plan().Blocked) > 0 {
			about = "Not possible in this pool: with --dry-run --output markdown, it describes how to move to a new pool."
		}
		w.overlay, w.scrolled = &commandOverlay{text, note, about}, 0
		return
	}
	format := ""
	if formats := w.formats(); len(formats) > 0 {
		format = formats[w.preview.format].Name
	}
	text, note := commandOf(w.answers.Pool, format)
	w.overlay, w.scrolled = &commandOverlay{text, note, "Without the file of the draft, it exports the same pool on any machine."}, 0
}

// commandOf is the command that exports a pool, and what is to know about it.
func commandOf(p *model.Pool, format string) (text, note string) {
	return shellCommand(p.Command(format))
}

func shellCommand(words []string) (text, note string) {
	if !model.FitsShell(words) {
		note = "A value is too long for an argument on Linux. Save the draft, and export the file."
	}
	return model.ShellCommand(words), note
}

func (o *commandOverlay) keys(k *keyMap) []key.Binding {
	return []key.Binding{k.Back, k.CopyText, pair(k.Up, k.Down, "↑↓", "scroll"), k.pages("page")}
}

func (o *commandOverlay) takesText() bool { return false }

func (o *commandOverlay) update(msg tea.Msg, k *keyMap) (tea.Cmd, action) {
	press, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
		return nil, nil
	case key.Matches(press, k.CopyText):
		return tea.SetClipboard(o.text), actionNotice{"copied the command to the clipboard"}
	}
	return nil, pressText(press, k, k.Command)
}

// lines are the command as it is typed; what is wider than the window goes on in the
// next line, with nothing added.
func (o *commandOverlay) lines(c canvas) []string {
	lines := []string{c.Strong.Render(oneLine("The draft as a command", c.width))}
	for _, line := range wrap(o.about, c.width) {
		lines = append(lines, c.Dim.Render(line))
	}
	for _, line := range wrap(o.note, c.width) {
		lines = append(lines, c.Warning.Render(line))
	}
	lines = append(lines, "")
	for _, line := range hardLines(o.text, c.width) {
		lines = append(lines, c.Text.Render(line))
	}
	return lines
}
