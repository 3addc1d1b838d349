package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// sandboxFile keeps the sandbox's pools in a file of the state folder, so that
// a demo can be continued. Several processes may use it at a time. Only the
// user can read it.
type sandboxFile struct {
	path string
	mu   sync.Mutex
}

// newSandboxFile finds the file; without a state folder there is none.
func newSandboxFile(getenv func(string) string) (*sandboxFile, error) {
	state := stateFolder(getenv)
	if state == "" {
		return nil, wrong("set XDG_STATE_HOME to a folder of yours", "there is no folder to keep the sandbox in")
	}
	return &sandboxFile{path: filepath.Join(state, "sandbox.json")}, nil
}

// Load returns what is kept. A change replaces the file as a whole, so reading
// needs no lock.
func (f *sandboxFile) Load() ([]byte, error) {
	data, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, f.named(err)
}

// Change replaces what is kept.
func (f *sandboxFile) Change(change func([]byte) ([]byte, error)) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return f.named(err)
	}
	unlock, err := f.lock()
	if err != nil {
		return err
	}
	defer unlock()
	old, err := f.Load()
	if err != nil {
		return err
	}
	data, err := change(old)
	if err != nil {
		return err
	}
	return f.named(writePrivate(f.path, data))
}

// Times of the lock. A change takes milliseconds, so a lock that is seconds
// old was left by a process that is no more.
const (
	lockPause    = 2 * time.Millisecond
	lockStale    = 3 * time.Second
	lockPatience = 6 * time.Second
)

// lock keeps other processes out by a file that only one of them can make.
func (f *sandboxFile) lock() (unlock func(), err error) {
	name := f.path + ".lock"
	for deadline := time.Now().Add(lockPatience); time.Now().Before(deadline); time.Sleep(lockPause) {
		file, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err == nil {
			file.Close()
			return func() { os.Remove(name) }, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, f.named(err)
		}
		if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) > lockStale {
			os.Remove(name)
		}
	}
	return nil, fmt.Errorf("%s: another process keeps it", name)
}

func (f *sandboxFile) named(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %s", f.path, reason(err))
}
