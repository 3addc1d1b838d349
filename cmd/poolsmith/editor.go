package main

import (
	"errors"
	"os"
	"os/exec"
	"strings"
)

// editorFromEnvironment returns what opens the editor of the environment, or nil.
func editorFromEnvironment() func(text, extension string) (*exec.Cmd, func() (string, error), error) {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if words := strings.Fields(os.Getenv(name)); len(words) > 0 {
			return func(text, extension string) (*exec.Cmd, func() (string, error), error) {
				return openEditor(words, text, extension)
			}
		}
	}
	return nil
}

// openEditor writes text to a file that only the user can read. It returns the
// command that edits the file, and a function that reads and removes it.
func openEditor(words []string, text, extension string) (*exec.Cmd, func() (string, error), error) {
	file, err := os.CreateTemp("", "poolsmith-*"+extension)
	if err != nil {
		return nil, nil, err
	}
	_, err = file.WriteString(text)
	if err = errors.Join(err, file.Close()); err != nil {
		os.Remove(file.Name())
		return nil, nil, err
	}
	result := func() (string, error) {
		defer os.Remove(file.Name())
		edited, err := os.ReadFile(file.Name())
		return editorText(string(edited)), err
	}
	return exec.Command(words[0], append(words[1:len(words):len(words)], file.Name())...), result, nil
}

// editorText removes the newline that editors append, and converts the line ends
// of Windows.
func editorText(text string) string {
	return strings.TrimSuffix(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
}
