package main

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/gofrs/flock"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// draftStore keeps the pools that the wizard works on in a folder, each in a
// file of its own. Only the user can read them: a pool may hold names of
// accounts and roles.
//
// A draft that is being edited is locked with a file beside it. The operating
// system releases the lock when the program ends, however it ends.
type draftStore struct{ folder string }

// draftName is what the files of this program are called: the time in UTC and
// random characters, ten digits at most in earlier versions. Everything else in
// the folder belongs to somebody else.
var draftName = regexp.MustCompile(`^[0-9]{8}-[0-9]{6}-([0-9]{1,10}|[A-Z2-7]{8})\.json$`)

// newDraftStore keeps drafts in the state folder. Without one, or when it
// cannot be written, nothing is kept.
func newDraftStore(getenv func(string) string) tui.DraftStore {
	state := stateFolder(getenv)
	if state == "" {
		return tui.NoDrafts{Why: "no home folder"}
	}
	store := &draftStore{filepath.Join(state, "drafts")}
	if err := store.check(); err != nil {
		return tui.NoDrafts{Why: exit.Reason(err)}
	}
	return store
}

// stateFolder is ours in the state folder of the XDG base directory
// specification, or empty without a home folder.
func stateFolder(getenv func(string) string) string {
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

// check makes the folder and tries whether files can be made in it.
func (d *draftStore) check() error {
	if err := os.MkdirAll(d.folder, 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(d.folder, ".check-*")
	if err != nil {
		return err
	}
	return errors.Join(file.Close(), os.Remove(file.Name()))
}

func (d *draftStore) Off() string { return "" }

func (d *draftStore) New() tui.DraftFile { return &draftFile{folder: d.folder} }

// List returns the drafts, the newest first. It never reads more of a file than
// a pool can be long.
func (d *draftStore) List() tui.DraftList {
	var list tui.DraftList
	entries, err := os.ReadDir(d.folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		list.Notes = append(list.Notes, "the drafts cannot be listed: "+exit.Reason(err))
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !draftName.MatchString(e.Name()) || !info.Mode().IsRegular() || info.Size() == 0 {
			continue
		}
		if info.Size() > model.MaxSize {
			list.Notes = append(list.Notes, fmt.Sprintf("%s is skipped: it has %s, and a draft has at most %s", e.Name(), humanize.IBytes(uint64(info.Size())), humanize.IBytes(model.MaxSize)))
			continue
		}
		path := filepath.Join(d.folder, e.Name())
		list.Drafts = append(list.Drafts, tui.Draft{
			Path: path, Name: poolNameIn(path), Saved: info.ModTime(), Size: info.Size(),
			Open:   func() (tui.OpenDraft, error) { return d.open(path) },
			Delete: func() error { return deleteDraft(path) },
		})
	}
	slices.SortStableFunc(list.Drafts, func(a, b tui.Draft) int { return b.Saved.Compare(a.Saved) })
	return list
}

// errDraftGone is a draft that was listed and is there no more.
var errDraftGone = errors.New("this draft no longer exists: another process deleted it or created its pool")

// open opens a draft for editing, or a copy when it is being edited elsewhere
// or cannot be locked.
func (d *draftStore) open(path string) (tui.OpenDraft, error) {
	if !isDraft(path) {
		return tui.OpenDraft{}, errDraftGone
	}
	lock := lockDraft(path)
	document, err := readPool(streams{}, path)
	if err != nil {
		unlockDraft(lock)
		if !isDraft(path) {
			err = errDraftGone
		}
		return tui.OpenDraft{}, err
	}
	if lock == nil {
		return tui.OpenDraft{Pool: document.Pool, File: d.New(), Note: "this draft is open in another process, so this is a copy"}, nil
	}
	return tui.OpenDraft{Pool: document.Pool, File: &draftFile{folder: d.folder, path: path, lock: lock}}, nil
}

// isDraft reports whether there is a draft of this program: a regular file.
func isDraft(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode().IsRegular() && draftName.MatchString(filepath.Base(path))
}

// deleteDraft deletes a draft, unless it is being edited.
func deleteDraft(path string) error {
	if !isDraft(path) {
		return nil // it is gone already
	}
	lock := lockDraft(path)
	if lock == nil {
		return errors.New("this draft is open in another process; close it there first")
	}
	defer unlockDraft(lock)
	return withoutPath(os.Remove(path))
}

// draftFile is one draft in the folder.
type draftFile struct {
	folder string

	mu   sync.Mutex
	path string       // empty until the first save
	lock *flock.Flock // held while there is a path
}

func (f *draftFile) Path() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.path
}

// Save writes the pool beside the draft and puts it in its place.
func (f *draftFile) Save(p *model.Pool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.lock == nil {
		if err := f.claim(); err != nil {
			return withoutPath(err)
		}
	}
	return withoutPath(writePrivate(f.path, p.JSON()))
}

// claim finds a name that nobody has, and locks it. A draft that was closed
// keeps its name when nobody else has opened it meanwhile.
func (f *draftFile) claim() error {
	if err := os.MkdirAll(f.folder, 0o700); err != nil {
		return err
	}
	if f.path != "" {
		if f.lock = lockDraft(f.path); f.lock != nil {
			return nil
		}
	}
	for range 10 {
		path := filepath.Join(f.folder, time.Now().UTC().Format("20060102-150405-")+rand.Text()[:8]+".json")
		if _, err := os.Lstat(path); err == nil {
			continue
		}
		if f.lock = lockDraft(path); f.lock != nil {
			f.path = path
			return nil
		}
	}
	return errors.New("cannot create a lock in " + f.folder)
}

// Drop deletes the draft. It was made by this program, or opened as one.
func (f *draftFile) Drop() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.lock == nil {
		return nil
	}
	if err := os.Remove(f.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return withoutPath(err)
	}
	unlockDraft(f.lock)
	f.path, f.lock = "", nil
	return nil
}

// Close releases the lock.
func (f *draftFile) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	unlockDraft(f.lock)
	f.lock = nil
}

// lockDraft locks a draft for this process, or returns nil when somebody else
// has it or the folder knows no locks: who cannot lock a draft gets a copy.
func lockDraft(path string) *flock.Flock {
	name := strings.TrimSuffix(path, ".json") + ".lock"
	for range 10 {
		lock := flock.New(name)
		if locked, err := lock.TryLock(); err != nil || !locked {
			return nil
		}
		// Whoever had the lock before may have removed the file meanwhile: then
		// this is a lock on a file that nobody else will find.
		mine, err := lock.Stat()
		now, gone := os.Stat(name)
		if err == nil && gone == nil && os.SameFile(mine, now) {
			return lock
		}
		lock.Close()
	}
	return nil
}

// unlockDraft removes the lock's file, then releases the lock.
func unlockDraft(lock *flock.Flock) {
	if lock == nil {
		return
	}
	os.Remove(lock.Path())
	lock.Close()
}

// withoutPath is an error in a few words, for a header that has no room for
// more.
func withoutPath(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(exit.Reason(err))
}

// poolNameIn is the name of the pool in a draft, for the list.
func poolNameIn(path string) string {
	const none = "a pool without a name"
	file, err := os.Open(path)
	if err != nil {
		return none
	}
	defer file.Close()
	var draft struct{ CreateUserPool struct{ PoolName string } }
	data, err := io.ReadAll(io.LimitReader(file, model.MaxSize))
	if err != nil || json.Unmarshal(data, &draft) != nil || draft.CreateUserPool.PoolName == "" {
		return none
	}
	return draft.CreateUserPool.PoolName
}
