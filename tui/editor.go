package tui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
)

// editedMsg is the text that came back from the user's editor.
type editedMsg struct {
	field forms.Field
	text  string
	err   error
}

// openEditor gives a message to the user's editor.
func (w *Wizard) openEditor(f forms.Field) tea.Cmd {
	command, result, err := w.OpenEditor(w.state.Text(f))
	if err != nil {
		w.notice = "cannot open an editor: " + err.Error()
		return nil
	}
	return tea.ExecProcess(command, func(err error) tea.Msg {
		text, readErr := result()
		if err == nil {
			err = readErr
		}
		return editedMsg{f, text, err}
	})
}

func (w *Wizard) edited(msg editedMsg) tea.Cmd {
	if msg.err != nil {
		w.notice = "the text is as it was: " + msg.err.Error()
		return nil
	}
	if msg.text == w.state.Text(msg.field) {
		return nil
	}
	w.history.base = w.snapshot()
	w.state.Answer(msg.field, msg.text)
	w.history.push()
	return tea.Batch(w.edit(), w.changed())
}
