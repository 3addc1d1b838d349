package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
)

// sandboxFile saves the sandbox's pools in a file in the state folder, so that a
// demo can be continued. Several processes can use it at a time. Only the user
// can read it.
type sandboxFile struct {
	path string
	mu   sync.Mutex
}

// newSandboxFile locates the file. It fails without a state folder.
func newSandboxFile(getenv func(string) string) (*sandboxFile, error) {
	state := stateFolder(getenv)
	if state == "" {
		return nil, exit.UsageError("set XDG_STATE_HOME to a writable folder", "there is no folder for the sandbox")
	}
	return &sandboxFile{path: filepath.Join(state, "sandbox.json")}, nil
}

// Load returns the saved state. A change replaces the file as a whole, so reading
// needs no lock.
func (f *sandboxFile) Load() ([]byte, error) {
	data, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, f.named(err)
}

// Change replaces the saved state. It returns once the new content is on the disk.
// With an error nothing has changed.
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

// How often and for how long the lock is tried. A change takes milliseconds, so
// a longer wait means that a process is stopped.
const (
	lockPause    = 2 * time.Millisecond
	lockPatience = 10 * time.Second
)

// lock keeps other processes out with a lock of the operating system, which
// ends with the process that holds it, however it ends. The lock is on a file
// of its own, because a change replaces the other one. That file is not
// deleted; its content and age are irrelevant.
func (f *sandboxFile) lock() (unlock func(), err error) {
	lock := flock.New(f.path+".lock", flock.SetPermissions(0o600))
	ctx, cancel := context.WithTimeout(context.Background(), lockPatience)
	defer cancel()
	switch _, err := lock.TryLockContext(ctx, lockPause); {
	case errors.Is(err, context.DeadlineExceeded):
		return nil, fmt.Errorf("%s: another poolsmith process has held the lock for %s; continue or end that process, then try again", lock.Path(), lockPatience)
	case err != nil:
		return nil, f.named(err)
	}
	return func() { lock.Close() }, nil
}

func (f *sandboxFile) named(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %s", f.path, exit.Reason(err))
}
