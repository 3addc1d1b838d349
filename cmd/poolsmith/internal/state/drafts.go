package state

import (
	"cmp"
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

// draftStore saves the pools that are edited in the wizard, each in a file of its
// own. Only the user can read them, because a pool can contain names of accounts
// and roles.
//
// A draft that is being edited is locked with a lock file. The operating system
// releases the lock when the process ends, however it ends.
type draftStore struct {
	folder string
	read   func(path string) (*model.Pool, error)
}

// draftName matches the names of draft files: the time in UTC and random
// characters, which were up to ten digits in earlier versions. The store ignores
// all other files in the folder.
var draftName = regexp.MustCompile(`^[0-9]{8}-[0-9]{6}-([0-9]{1,10}|[A-Z2-7]{8})\.json$`)

// NewDraftStore returns the drafts in the state folder, which read parses. If
// there is no state folder, or no file can be created in it, the store saves
// nothing and says why.
func NewDraftStore(getenv func(string) string, read func(path string) (*model.Pool, error)) tui.DraftStore {
	state := Folder(getenv)
	if state == "" {
		return tui.NoDrafts{Why: "no home folder"}
	}
	store := &draftStore{filepath.Join(state, "drafts"), read}
	if err := store.check(); err != nil {
		return tui.NoDrafts{Why: exit.Reason(err)}
	}
	return store
}

// check creates the folder, and a file in it to find out whether that is allowed.
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

// List returns the drafts, newest first. It reads at most model.MaxSize bytes of
// a file.
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
			Path: path, Name: poolNameIn(path), Of: livePoolOf(path), Saved: info.ModTime(), Size: info.Size(),
			Open:   func() (tui.OpenDraft, error) { return d.open(path) },
			Delete: func() error { return deleteDraft(path) },
		})
	}
	slices.SortStableFunc(list.Drafts, func(a, b tui.Draft) int { return b.Saved.Compare(a.Saved) })
	return list
}

// ErrDraftGone is returned for a draft that was listed, but no longer exists.
var ErrDraftGone = errors.New("this draft no longer exists: another process deleted it or created its pool")

// open opens a draft for editing. If another process edits it, or if it cannot be
// locked, it opens a copy.
func (d *draftStore) open(path string) (tui.OpenDraft, error) {
	if !isDraft(path) {
		return tui.OpenDraft{}, ErrDraftGone
	}
	lock := lockDraft(path)
	pool, err := d.read(path)
	live, failed := readLive(path)
	if err = cmp.Or(err, failed); err != nil {
		unlockDraft(lock)
		if !isDraft(path) {
			err = ErrDraftGone
		}
		return tui.OpenDraft{}, err
	}
	opened := tui.OpenDraft{Pool: pool, Live: live, Express: readExpress(path)}
	if lock == nil {
		opened.File, opened.Note = d.New(), "this draft is open in another process, so this is a copy"
		return opened, nil
	}
	opened.File = &draftFile{folder: d.folder, path: path, lock: lock, live: live, kept: live, express: opened.Express}
	return opened, nil
}

// isDraft reports whether path is a regular file with the name of a draft.
func isDraft(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode().IsRegular() && draftName.MatchString(filepath.Base(path))
}

// deleteDraft deletes a draft, unless it is being edited.
func deleteDraft(path string) error {
	if !isDraft(path) {
		return nil // already deleted
	}
	lock := lockDraft(path)
	if lock == nil {
		return errors.New("this draft is open in another process; close it there first")
	}
	defer unlockDraft(lock)
	return withoutPath(removeDraft(path))
}

// removeDraft deletes the files of a draft that are there.
func removeDraft(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return errors.Join(removeLive(path), removeExpress(path))
}

// draftFile is one draft in the folder.
type draftFile struct {
	folder string

	mu   sync.Mutex
	path string       // empty until the first save
	lock *flock.Flock // held while there is a path
	live *tui.Live    // the live pool that the draft changes; nil for a new pool
	kept *tui.Live    // as it was written last

	express *model.Express // the answers that were written last; nil for none
}

func (f *draftFile) Of(live *tui.Live) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.live = live
}

func (f *draftFile) Path() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.path
}

// Save replaces the draft with p, and then the answers that p was made with.
func (f *draftFile) Save(p *model.Pool, express *model.Express) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.lock == nil {
		if err := f.claim(); err != nil {
			return withoutPath(err)
		}
	}
	if f.live != f.kept {
		if err := writeLive(f.path, f.live); err != nil {
			return withoutPath(err)
		}
		f.kept = f.live
	}
	if err := writePrivate(f.path, p.JSON()); err != nil {
		return withoutPath(err)
	}
	return withoutPath(f.saveExpress(express))
}

// saveExpress replaces the answers where they changed. A file that was not understood
// stays until the pool has other answers or the draft is deleted.
func (f *draftFile) saveExpress(express *model.Express) error {
	if express == f.express || express != nil && f.express != nil && *express == *f.express {
		return nil
	}
	if err := writeExpress(f.path, express); err != nil {
		return err
	}
	f.express = express
	return nil
}

// claim selects an unused name and locks it. A draft that was closed keeps its name,
// unless another process has it open. One that had it open meanwhile may have changed
// the files beside the draft.
func (f *draftFile) claim() error {
	if err := os.MkdirAll(f.folder, 0o700); err != nil {
		return err
	}
	if f.path != "" {
		if f.lock = lockDraft(f.path); f.lock != nil {
			f.kept, _ = readLive(f.path)
			f.express = readExpress(f.path)
			return nil
		}
	}
	for range 10 {
		path := filepath.Join(f.folder, time.Now().UTC().Format("20060102-150405-")+rand.Text()[:8]+".json")
		if _, err := os.Lstat(path); err == nil {
			continue
		}
		if f.lock = lockDraft(path); f.lock != nil {
			f.path, f.kept, f.express = path, nil, nil
			return nil
		}
	}
	return errors.New("cannot create a lock in " + f.folder)
}

// Drop deletes the draft, which a later Save creates again under another name.
func (f *draftFile) Drop() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.lock == nil {
		return nil
	}
	if err := removeDraft(f.path); err != nil {
		return withoutPath(err)
	}
	unlockDraft(f.lock)
	f.path, f.lock, f.kept, f.express = "", nil, nil, nil
	return nil
}

// Close releases the lock.
func (f *draftFile) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	unlockDraft(f.lock)
	f.lock = nil
}

// lockDraft locks a draft for this process. It returns nil if another process has
// locked it or if the file system does not support locks.
func lockDraft(path string) *flock.Flock {
	name := strings.TrimSuffix(path, ".json") + ".lock"
	for range 10 {
		lock := flock.New(name)
		if ok, err := lock.TryLock(); err != nil || !ok {
			return nil
		}
		// The previous owner may have removed the file after it was opened here:
		// then no other process can find the locked file.
		locked, err := lock.Stat()
		current, missing := os.Stat(name)
		if err == nil && missing == nil && os.SameFile(locked, current) {
			return lock
		}
		lock.Close()
	}
	return nil
}

// unlockDraft removes the lock file, then releases the lock.
func unlockDraft(lock *flock.Flock) {
	if lock == nil {
		return
	}
	os.Remove(lock.Path())
	lock.Close()
}

// withoutPath shortens an error, because the header of the wizard has little room.
func withoutPath(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(exit.Reason(err))
}

// poolNameIn returns the name of the pool in a draft, for the list of drafts.
func poolNameIn(path string) string {
	file, err := os.Open(path)
	if err != nil {
		return poolName(nil)
	}
	defer file.Close()
	data, _ := io.ReadAll(io.LimitReader(file, model.MaxSize))
	return poolName(data)
}

// poolName returns the name of the pool in the JSON of a draft.
func poolName(data []byte) string {
	var draft struct{ CreateUserPool struct{ PoolName string } }
	if json.Unmarshal(data, &draft) != nil || draft.CreateUserPool.PoolName == "" {
		return "a pool without a name"
	}
	return draft.CreateUserPool.PoolName
}
