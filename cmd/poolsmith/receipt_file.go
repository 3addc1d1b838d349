package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofrs/flock"
)

// receiptFile keeps a receipt on the disk while its submission runs. Beside
// X.json there are
//
//	X.open   exists until the submission is settled, and is locked while its
//	         process runs
//	X.spare  a second file of the same size. An update overwrites the spare and
//	         puts it in place of the receipt, which becomes the spare: once
//	         begun, a full disk stops no update.
//
// Only the user can read them.
type receiptFile struct {
	path   string
	size   int64 // reserved for the receipt and for the spare
	length int64 // of the receipt without the newlines behind it, once it is known
	lock   *flock.Flock
	// create makes a new file for writing.
	create func(name string) (*os.File, error)
}

// spareSpace is by how much a receipt may grow: with the answers, errors and
// notes of its calls.
const spareSpace = 16 << 10

// receiptFolder is where receipts are kept, empty without a state folder.
func receiptFolder(getenv func(string) string) string {
	if state := stateFolder(getenv); state != "" {
		return filepath.Join(state, "receipts")
	}
	return ""
}

var errNoStateFolder = errors.New("there is no state folder: neither XDG_STATE_HOME nor HOME is set")

// newReceiptFile writes the first version of a receipt, and makes sure that
// later ones can be written.
func newReceiptFile(folder string, r *receipt, create func(string) (*os.File, error)) (*receiptFile, error) {
	if folder == "" {
		return nil, errNoStateFolder
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	name := r.Time.Format("20060102-150405-") + fileName(r.poolName())
	name = name[:min(len(name), 80)] + "-" + strings.ToLower(rand.Text()[:8])
	data := r.encode()
	f := &receiptFile{path: filepath.Join(folder, name+".json"), size: int64(len(data)) + spareSpace, create: create}
	f.lock = flock.New(f.beside(".open"), flock.SetPermissions(0o600))
	locked, err := f.lock.TryLock()
	if err == nil && !locked {
		err = errors.New("another process uses it")
	}
	if err == nil {
		err = errors.Join(f.write(f.path, data), f.write(f.beside(".spare"), nil))
	}
	if err != nil {
		f.lock.Unlock()
		for _, ending := range []string{".json", ".spare", ".open"} {
			os.Remove(f.beside(ending))
		}
		return nil, err
	}
	return f, nil
}

// createPrivate makes a file that only the user can read.
func createPrivate(name string) (*os.File, error) {
	return os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
}

func (f *receiptFile) beside(ending string) string {
	return strings.TrimSuffix(f.path, ".json") + ending
}

// save puts a new version in place of the receipt. When that fails, the version
// before stays.
func (f *receiptFile) save(data []byte) error {
	spare, before := f.beside(".spare"), f.beside(".before")
	if err := f.write(spare, data); err != nil {
		return err
	}
	os.Remove(before)
	kept := os.Link(f.path, before) == nil // not every file system can
	if err := os.Rename(spare, f.path); err != nil {
		os.Remove(before)
		return err
	}
	f.length = int64(len(data))
	if !kept || os.Rename(before, spare) != nil {
		_ = f.write(spare, nil) // without it the next version asks for space of its own
	}
	return nil
}

// write overwrites a file, or makes it, with data and behind it newlines up to
// the size reserved, which JSON allows. It is on the disk then.
func (f *receiptFile) write(name string, data []byte) error {
	file, err := os.OpenFile(name, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		file, err = f.create(name)
	}
	if err != nil {
		return err
	}
	if missing := f.size - int64(len(data)); missing > 0 {
		data = slices.Concat(data, bytes.Repeat([]byte{'\n'}, int(missing)))
	}
	_, err = file.WriteAt(data, 0)
	if err == nil {
		err = file.Truncate(int64(len(data)))
	}
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// close ends the work on the receipt: it loses its spare and the newlines
// behind it. One that is settled is reported no longer.
func (f *receiptFile) close(settled bool) {
	if !f.lock.Locked() {
		return
	}
	if f.length > 0 {
		os.Truncate(f.path, f.length)
	}
	for _, ending := range []string{".spare", ".before"} {
		os.Remove(f.beside(ending))
	}
	f.lock.Unlock()
	if settled {
		os.Remove(f.beside(".open"))
	}
}

// openReceipt is a receipt whose submission is unfinished, and its file.
type openReceipt struct {
	*receipt
	file *receiptFile
}

// maxUnfinished is how many unfinished submissions are reported at a time.
const maxUnfinished = 5

// unfinishedReceipts lists the receipts of submissions that are unfinished and
// that no process works on, the newest first. Each is locked until it is closed.
// What a process left that ended before it sent anything is tidied up.
func unfinishedReceipts(folder string) []*openReceipt {
	entries, err := os.ReadDir(folder) // sorted by name, which begins with the time
	if folder == "" || err != nil {
		return nil
	}
	slices.Reverse(entries)
	var list []*openReceipt
	for _, entry := range entries {
		name, isOpen := strings.CutSuffix(entry.Name(), ".open")
		if !isOpen || len(list) == maxUnfinished {
			continue
		}
		if r := takeReceipt(filepath.Join(folder, name+".json")); r != nil {
			list = append(list, r)
		}
	}
	return list
}

// takeReceipt locks an unfinished receipt, or returns nil when a process works
// on it or there is nothing to report.
func takeReceipt(path string) *openReceipt {
	r, err := readReceipt(path)
	if err != nil {
		return nil
	}
	f, err := lockReceipt(path)
	if err != nil {
		return nil
	}
	open := &openReceipt{r, f}
	if !r.Outcome.settled() && !r.sentAny() {
		r.Outcome = notSent
		open.save()
	}
	if r.Outcome.settled() || r.Forgotten {
		open.close()
		return nil
	}
	return open
}

var errLocked = errors.New("its submission is still running")

func lockReceipt(path string) (*receiptFile, error) {
	f := &receiptFile{path: path, create: createPrivate}
	f.lock = flock.New(f.beside(".open"), flock.SetPermissions(0o600))
	locked, err := f.lock.TryLock()
	if err != nil {
		return nil, err
	}
	if !locked {
		return nil, errLocked
	}
	return f, nil
}

// save writes what was found out.
func (r *openReceipt) save() error { return r.file.save(r.encode()) }

// close lets go of the receipt. It is reported again unless it is settled or
// forgotten.
func (r *openReceipt) close() { r.file.close(r.Outcome.settled() || r.Forgotten) }

// writePrivate writes a file that only the user can read, all of it or
// nothing, and makes its folder.
func writePrivate(path string, data []byte) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(folder, ".new-*")
	if err != nil {
		return err
	}
	_, err = temp.Write(data)
	if err == nil {
		err = temp.Sync()
	}
	if closing := temp.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		os.Remove(temp.Name())
	}
	return err
}
