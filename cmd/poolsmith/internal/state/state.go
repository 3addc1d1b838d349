// Package state keeps files in the user's state folder: drafts, receipts of
// submissions and the pools of the sandbox. Only the user can read them.
package state

import (
	"errors"
	"os"
	"path/filepath"
)

// Folder returns the program's folder in the state folder of the XDG base
// directory specification. It is empty if there is no home folder.
func Folder(getenv func(string) string) string {
	state := getenv("XDG_STATE_HOME")
	if !filepath.IsAbs(state) {
		home, err := os.UserHomeDir()
		if err != nil || !filepath.IsAbs(home) {
			return ""
		}
		state = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(state, "poolsmith")
}

// writePrivate replaces a file that only the user can read, either completely or
// not at all, and creates its folder. The file is on the disk when it returns.
func writePrivate(path string, data []byte) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(folder, ".new-*") // with mode 0600
	if err != nil {
		return err
	}
	err = writeSynced(temp, data)
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		os.Remove(temp.Name())
	}
	return err
}

// writeSynced replaces the content of an open file and closes it. The content is
// on the disk when it returns.
func writeSynced(file *os.File, data []byte) error {
	_, err := file.WriteAt(data, 0)
	if err == nil {
		err = file.Truncate(int64(len(data)))
	}
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}
