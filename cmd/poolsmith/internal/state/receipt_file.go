package state

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/model"
)

// ReceiptFile is a receipt and its file, which is locked for this process until
// Close. Besides X.json there are
//
//	X.open   exists until the outcome is final, and is locked while a process
//	         works on the receipt
//	X.spare  a second file of the same size. An update overwrites the spare and
//	         renames it to X.json, whose previous version becomes the spare, so
//	         that a full disk cannot prevent updates.
//
// Only the user can read them.
type ReceiptFile struct {
	*Receipt
	path   string
	size   int64 // reserved for the receipt and for the spare, in bytes
	length int64 // of the receipt without trailing newlines; 0 until the first update
	lock   *flock.Flock
	create CreateFile
}

// CreateFile creates a new file for writing that only the user can read.
type CreateFile func(path string) (*os.File, error)

// spareSize is by how many bytes a receipt can grow with the responses, errors
// and notes of its calls.
const spareSize = 16 << 10

// ReceiptFolder returns the folder of receipts. It is empty if there is no state
// folder.
func ReceiptFolder(getenv func(string) string) string {
	if state := Folder(getenv); state != "" {
		return filepath.Join(state, "receipts")
	}
	return ""
}

var errNoFolder = errors.New("there is no state folder: neither XDG_STATE_HOME nor HOME is set")

// CreateReceipt writes the first version of a receipt to a new file in folder,
// and reserves space for later versions. create replaces the way in which files
// are created; nil creates them on the disk.
func CreateReceipt(folder string, r *Receipt, create CreateFile) (*ReceiptFile, error) {
	if folder == "" {
		return nil, errNoFolder
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	if create == nil {
		create = createPrivate
	}
	name := r.Time.Format("20060102-150405-") + safeFileName(r.PoolName())
	name = name[:min(len(name), 80)] + "-" + strings.ToLower(rand.Text()[:8])
	data := r.encode()
	f := &ReceiptFile{Receipt: r, path: filepath.Join(folder, name+".json"), size: int64(len(data)) + spareSize, create: create}
	f.lock = flock.New(f.sibling(".open"), flock.SetPermissions(0o600))
	locked, err := f.lock.TryLock()
	if err == nil && !locked {
		err = errors.New("another process uses it")
	}
	if err == nil {
		err = errors.Join(f.write(f.path, data), f.write(f.sibling(".spare"), nil))
	}
	if err != nil {
		f.lock.Unlock()
		for _, extension := range []string{".json", ".spare", ".open"} {
			os.Remove(f.sibling(extension))
		}
		return nil, err
	}
	return f, nil
}

// createPrivate creates a file that only the user can read.
func createPrivate(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
}

// safeFileName replaces characters that have a meaning in file names or shells.
func safeFileName(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return '-'
	}, text)
}

// Path returns the path of the receipt.
func (f *ReceiptFile) Path() string { return f.path }

func (f *ReceiptFile) sibling(extension string) string {
	return strings.TrimSuffix(f.path, ".json") + extension
}

func (r *Receipt) encode() []byte {
	r.Updated = time.Now().UTC()
	return model.EncodeJSON(r)
}

// Save replaces the file with the current receipt. After an error, the file
// contains the previous version.
func (f *ReceiptFile) Save() error {
	data := f.encode()
	spare, previous := f.sibling(".spare"), f.sibling(".before")
	if err := f.write(spare, data); err != nil {
		return err
	}
	os.Remove(previous)
	linked := os.Link(f.path, previous) == nil // not every file system supports links
	if err := os.Rename(spare, f.path); err != nil {
		os.Remove(previous)
		return err
	}
	f.length = int64(len(data))
	if !linked || os.Rename(previous, spare) != nil {
		_ = f.write(spare, nil) // without a spare, the next update needs new disk space
	}
	return nil
}

// write overwrites a file, or creates it, with data and trailing newlines up to
// the reserved size, which JSON allows.
func (f *ReceiptFile) write(path string, data []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		file, err = f.create(path)
	}
	if err != nil {
		return err
	}
	if missing := f.size - int64(len(data)); missing > 0 {
		data = slices.Concat(data, bytes.Repeat([]byte{'\n'}, int(missing)))
	}
	return writeSynced(file, data)
}

// Close removes the spare and the trailing newlines, and unlocks the receipt. It
// is reported as unfinished again unless its outcome is final or the user chose
// to forget it.
func (f *ReceiptFile) Close() {
	if !f.lock.Locked() {
		return
	}
	if f.length > 0 {
		os.Truncate(f.path, f.length)
	}
	for _, extension := range []string{".spare", ".before"} {
		os.Remove(f.sibling(extension))
	}
	f.lock.Unlock()
	if f.Outcome.Final() || f.Forgotten {
		os.Remove(f.sibling(".open"))
	}
}

// maxUnfinished is the maximum number of unfinished submissions that are
// reported at a time.
const maxUnfinished = 5

// Unfinished returns the receipts of unfinished submissions in folder on which no
// process works, newest first. The caller must close each of them. A receipt of
// a process that ended before it sent anything is updated and not returned. Those of
// the sandbox are not returned either: reading a pool there shows what happened.
func Unfinished(folder string) []*ReceiptFile {
	entries, err := os.ReadDir(folder) // sorted by name, which begins with the time
	if folder == "" || err != nil {
		return nil
	}
	slices.Reverse(entries)
	var list []*ReceiptFile
	for _, entry := range entries {
		name, isOpen := strings.CutSuffix(entry.Name(), ".open")
		if !isOpen || len(list) == maxUnfinished {
			continue
		}
		if r := openUnfinished(filepath.Join(folder, name+".json")); r != nil {
			list = append(list, r)
		}
	}
	return list
}

// openUnfinished returns nil if a process works on the receipt or if there is
// nothing to report.
func openUnfinished(path string) *ReceiptFile {
	f, err := OpenReceipt(path, "")
	if err != nil {
		return nil
	}
	if !f.Outcome.Final() && !f.Sent() {
		f.Outcome = NotSent
		_ = f.Save() // if that fails, the next start does it
	}
	if f.Outcome.Final() || f.Forgotten || f.Sandbox {
		f.Close()
		return nil
	}
	return f
}

// OpenReceipt reads and locks a receipt. It fails if a process works on it.
// folder is where receipts are, for the hint of an error.
func OpenReceipt(path, folder string) (*ReceiptFile, error) {
	r, err := ReadReceipt(path, folder)
	if err != nil {
		return nil, err
	}
	f := &ReceiptFile{Receipt: r, path: path, create: createPrivate}
	f.lock = flock.New(f.sibling(".open"), flock.SetPermissions(0o600))
	locked, err := f.lock.TryLock()
	if err != nil {
		return nil, exit.UsageError("the outcome is saved in the receipt, so its folder must be writable", "%s: %s", path, exit.Reason(err))
	}
	if !locked {
		return nil, exit.RejectedError("wait for it to end", "%s: its submission is still running", path)
	}
	return f, nil
}
