package state

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

// SandboxFile saves the sandbox's pools in a file in the state folder, so that a
// demo can be continued. Several processes can use it at a time. Only the user
// can read it.
type SandboxFile struct {
	path string
	mu   sync.Mutex
}

// NewSandboxFile returns the file in the state folder, which need not exist. It
// fails if there is no state folder.
func NewSandboxFile(getenv func(string) string) (*SandboxFile, error) {
	state := Folder(getenv)
	if state == "" {
		return nil, exit.UsageError("set XDG_STATE_HOME to a writable folder", "there is no folder for the sandbox")
	}
	return &SandboxFile{path: filepath.Join(state, "sandbox.json")}, nil
}

// Path returns the path of the file.
func (f *SandboxFile) Path() string { return f.path }

// Load returns the saved state. A change replaces the file as a whole, so reading
// needs no lock.
func (f *SandboxFile) Load() ([]byte, error) {
	data, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, f.withPath(err)
}

// Change replaces the saved state. It returns once the new content is on the disk.
// With an error nothing has changed.
func (f *SandboxFile) Change(change func([]byte) ([]byte, error)) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return f.withPath(err)
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
	return f.withPath(writePrivate(f.path, data))
}

// The interval between attempts to get the lock, and the time limit. A change
// takes milliseconds, so a longer wait means that a process is stopped.
const (
	lockInterval = 2 * time.Millisecond
	lockTimeout  = 10 * time.Second
)

// lock keeps other processes out with a lock of the operating system, which
// ends with the process that holds it, however it ends. The lock is on a file
// of its own, because a change replaces the other one. That file is not
// deleted; its content and age are irrelevant.
func (f *SandboxFile) lock() (unlock func(), err error) {
	lock := flock.New(f.path+".lock", flock.SetPermissions(0o600))
	ctx, cancel := context.WithTimeout(context.Background(), lockTimeout)
	defer cancel()
	switch _, err := lock.TryLockContext(ctx, lockInterval); {
	case errors.Is(err, context.DeadlineExceeded):
		return nil, fmt.Errorf("%s: another poolsmith process has held the lock for %s; continue or end that process, then try again", lock.Path(), lockTimeout)
	case err != nil:
		return nil, f.withPath(err)
	}
	return func() { lock.Close() }, nil
}

func (f *SandboxFile) withPath(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %s", f.path, exit.Reason(err))
}
