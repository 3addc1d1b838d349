package tui

import (
	"os/exec"

	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
)

// editedMsg is the text that came back from the user's editor.
type editedMsg struct {
	field forms.Field
	text  string
	err   error
}

// editorReadyMsg is a message in a file, and the command that edits it.
type editorReadyMsg struct {
	field   forms.Field
	command *exec.Cmd
	result  func() (string, error)
	err     error
}

// openEditor gives a message to the user's editor: a command writes it to a
// file, then the editor has the terminal.
func (w *Wizard) openEditor(f forms.Field) tea.Cmd {
	open, text, extension := w.OpenEditor, w.answers.Text(f), forms.Extension(f)
	return func() tea.Msg {
		command, result, err := open(text, extension)
		return editorReadyMsg{f, command, result, err}
	}
}

func (w *Wizard) editorReady(msg editorReadyMsg) tea.Cmd {
	if msg.err != nil {
		w.notice = "cannot open an editor: " + msg.err.Error()
		return nil
	}
	return tea.ExecProcess(msg.command, func(err error) tea.Msg {
		text, readErr := msg.result()
		if err == nil {
			err = readErr
		}
		return editedMsg{msg.field, text, err}
	})
}

func (w *Wizard) edited(msg editedMsg) tea.Cmd {
	if msg.err != nil {
		w.notice = "the text is unchanged: " + msg.err.Error()
		return nil
	}
	if msg.text == w.answers.Text(msg.field) {
		return nil
	}
	return w.change(func() { w.answers.Set(msg.field, msg.text) })
}
