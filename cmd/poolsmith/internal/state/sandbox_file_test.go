package state

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// No change is lost if many processes change the file at the same time, which are
// separate stores here.
func TestSandboxFileShared(t *testing.T) {
	const users, pools = 8, 10
	path := filepath.Join(t.TempDir(), "poolsmith", "sandbox.json")
	var wg sync.WaitGroup
	for range users {
		wg.Go(func() {
			file := &SandboxFile{path: path}
			for range pools {
				if err := file.Change(func(old []byte) ([]byte, error) { return append(old, 'x'), nil }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	data, err := (&SandboxFile{path: path}).Load()
	if err != nil || len(data) != users*pools {
		t.Errorf("%d of %d changes are there: %v", len(data), users*pools, err)
	}
	for name, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 2 {
		t.Errorf("left behind beside the file and its lock: %v", left)
	}
}

// A lock file that is not locked delays nothing, whatever its date. A change that
// fails changes nothing. The error for a folder that cannot be written contains its
// path.
func TestSandboxFileFaults(t *testing.T) {
	file := &SandboxFile{path: filepath.Join(t.TempDir(), "sandbox.json")}
	lock := file.path + ".lock"
	for _, date := range []time.Time{time.Now().Add(24 * time.Hour), time.Now(), time.Now().Add(-24 * time.Hour)} {
		if err := errors.Join(os.WriteFile(lock, nil, 0o600), os.Chtimes(lock, date, date)); err != nil {
			t.Fatal(err)
		}
		// Waiting would take lockTimeout and end in an error.
		if err := file.Change(func([]byte) ([]byte, error) { return []byte("a"), nil }); err != nil {
			t.Errorf("a lock file of %v: %v", date, err)
		}
	}
	broken := errors.New("broken")
	if err := file.Change(func([]byte) ([]byte, error) { return []byte("b"), broken }); err != broken {
		t.Errorf("got %v", err)
	}
	if data, err := file.Load(); err != nil || string(data) != "a" {
		t.Errorf("a failed change left %q, %v", data, err)
	}
	blocked := &SandboxFile{path: filepath.Join(file.path, "sandbox.json")}
	if err := blocked.Change(func([]byte) ([]byte, error) { return nil, nil }); err == nil || !strings.HasPrefix(err.Error(), blocked.path+": ") {
		t.Errorf("a folder that is a file: %v", err)
	}
}
