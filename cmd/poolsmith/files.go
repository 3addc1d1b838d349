package main

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/exporters"
	"github.com/poolsmith/poolsmith/model"
)

// errExists is the error for a file that exists and must not be replaced.
var errExists = errors.New("exists already")

// target is a file to be written.
type target struct {
	path   string
	file   exporters.File
	old    fs.FileInfo // of the file that it replaces, or nil
	temp   string      // path of the temporary file with the new content
	backup string      // path of the replaced file until all targets are written
	placed bool        // the new file was renamed to path
}

// writeFiles writes an export: one file to path, or into path if that is a folder
// or ends with a slash; several files into the folder path, which is created if
// necessary. It writes all files or none, and returns their paths.
func writeFiles(path string, files []exporters.File, force bool) ([]string, error) {
	folder, err := isFolder(path, len(files))
	if err != nil {
		return nil, err
	}
	var targets []*target
	for _, file := range files {
		t := &target{path: path, file: file}
		if folder {
			t.path = filepath.Join(path, file.Name)
		}
		if err := t.check(force); err != nil {
			return nil, err
		}
		targets = append(targets, t)
	}
	return writeAll(targets)
}

// writeBeside writes the first file to path and the others to the same folder, or
// all of them into path if that is a folder.
func writeBeside(path string, files []exporters.File, force bool) ([]string, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return writeFiles(path, files, force)
	}
	var targets []*target
	for i, file := range files {
		t := &target{path: path, file: file}
		if i > 0 {
			t.path = filepath.Join(filepath.Dir(path), file.Name)
		}
		if err := t.check(force); err != nil {
			return nil, err
		}
		targets = append(targets, t)
	}
	return writeAll(targets)
}

// writeFolders writes each export into a subfolder of path with the name of its
// format. It writes all files or none.
func writeFolders(path string, formats []exporters.Format, outputs []exporters.Output, force bool) ([]string, error) {
	var targets []*target
	for i, out := range outputs {
		for _, file := range out.Files {
			t := &target{path: filepath.Join(path, formats[i].Name, file.Name), file: file}
			if err := t.check(force); err != nil {
				return nil, err
			}
			targets = append(targets, t)
		}
	}
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		return nil, exit.UsageError("specify a folder", "%s: is a file, but exporting all formats requires a folder", path)
	}
	made, err := makeFolder(path)
	if err != nil {
		return nil, cannotWrite(path, err)
	}
	paths, err := writeAll(targets)
	if err != nil && made != "" {
		os.Remove(made)
	}
	return paths, err
}

// isFolder reports whether an export of so many files treats path as a folder.
func isFolder(path string, files int) (bool, error) {
	info, err := os.Stat(filepath.Clean(path))
	if err == nil && info.IsDir() {
		return true, nil
	}
	slash := strings.HasSuffix(path, "/") || strings.HasSuffix(path, string(filepath.Separator))
	if err == nil && (files > 1 || slash) {
		return false, exit.UsageError("specify a folder", "%s: is a file, but the export requires a folder for %s", path, model.Plural(files, "file"))
	}
	return files > 1 || slash, nil
}

// check rejects targets that must not be replaced. A broken symbolic link counts
// as a file that exists: force is required to replace it.
func (t *target) check(force bool) error {
	info, err := os.Lstat(t.path)
	if err != nil {
		return nil // it does not exist, or writing it will fail with the reason
	}
	dangling := ""
	if info.Mode()&fs.ModeSymlink != 0 {
		behind, err := os.Stat(t.path)
		if err != nil {
			dangling = ", as a broken symbolic link"
		} else {
			info = behind
		}
		// The target of a symbolic link is replaced, not the link.
		if real, err := filepath.EvalSymlinks(t.path); err == nil {
			t.path = real
		}
	}
	switch {
	case info.IsDir():
		return exit.UsageError("choose another target with -o", "%s: is a folder", t.path)
	case dangling == "" && !info.Mode().IsRegular():
		return exit.UsageError("omit -o to write to standard output", "%s: is not a regular file", t.path)
	case !force:
		return exit.UsageError("--force replaces it", "%s: %w%s", t.path, errExists, dangling)
	}
	t.old = info
	return nil
}

// writeAll writes a temporary file in the folder of each target, which is the part
// that is likely to fail, and then renames all of them. After an error or a signal
// that ends the program, it restores the previous files.
func writeAll(targets []*target) ([]string, error) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(signals)
	return writeUntilSignal(signals, targets)
}

// writeUntilSignal is writeAll with the signals that stop it.
func writeUntilSignal(signals <-chan os.Signal, targets []*target) (paths []string, err error) {
	var undo []func()
	defer func() {
		if err == nil {
			return
		}
		for i := len(undo) - 1; i >= 0; i-- {
			undo[i]()
		}
	}()
	for _, t := range targets {
		made, err := makeFolder(filepath.Dir(t.path))
		if err != nil {
			return nil, cannotWrite(t.path, err)
		}
		if made != "" {
			undo = append(undo, func() { os.Remove(made) })
		}
		undo = append(undo, func() { os.Remove(t.temp) })
	}
	if err := stageAll(targets); err != nil {
		return nil, err
	}
	for _, t := range targets {
		select {
		case <-signals:
			return nil, errInterrupted
		default:
		}
		undo = append(undo, t.restore)
		if err := t.place(); err != nil {
			return nil, cannotWrite(t.path, err)
		}
		paths = append(paths, t.path)
	}
	for _, t := range targets {
		if t.backup != "" {
			os.Remove(t.backup)
		}
	}
	return paths, nil
}

// place replaces the old file with the new one, and keeps the old one for restore.
func (t *target) place() error {
	if t.old == nil {
		return t.placeNew()
	}
	backup := filepath.Join(filepath.Dir(t.path), ".poolsmith-"+rand.Text())
	// With a hard link to the old file, path always exists. Not every file system
	// supports that, and for a symbolic link its target might be linked instead.
	err := errors.ErrUnsupported
	if t.old.Mode().IsRegular() {
		err = os.Link(t.path, backup)
	}
	if err != nil {
		err = os.Rename(t.path, backup)
	}
	if err != nil {
		return err
	}
	t.backup = backup
	return os.Rename(t.temp, t.path)
}

// placeNew fails if a file was created at path since the target was checked, if
// the file system supports hard links.
func (t *target) placeNew() error {
	err := os.Link(t.temp, t.path)
	switch {
	case errors.Is(err, fs.ErrExist):
		return err
	case err != nil:
		err = os.Rename(t.temp, t.path)
	default:
		os.Remove(t.temp)
	}
	t.placed = err == nil
	return err
}

// restore reverts place.
func (t *target) restore() {
	switch {
	case t.backup != "":
		os.Rename(t.backup, t.path)
		os.Remove(t.backup) // renaming between two hard links to the same file does nothing
	case t.placed:
		os.Remove(t.path)
	}
}

// stageAll stages the targets at the same time, because each waits for the disk.
// The error is that of the first target that failed.
func stageAll(targets []*target) error {
	failed := make([]error, len(targets))
	inParallel(len(targets), func(i int) { failed[i] = targets[i].stage() })
	for i, err := range failed {
		if err != nil {
			return cannotWrite(targets[i].path, err)
		}
	}
	return nil
}

// makeFolder creates a folder in an existing one, and returns its path if it
// created it.
func makeFolder(folder string) (made string, err error) {
	if _, err := os.Stat(folder); err == nil {
		return "", nil
	}
	if isLink(folder) {
		return "", exit.UsageError("remove or correct the link, or choose another target with -o", "%s: is a symbolic link to a missing folder", folder)
	}
	if err := os.Mkdir(folder, 0o755); err != nil {
		return "", err
	}
	return folder, nil
}

// stage writes the data to a temporary file in the target's folder. A file that
// replaces another gets its permissions, and is on the disk before the other is
// removed; a new file can be exported again.
func (t *target) stage() error {
	mode := fs.FileMode(0o666)
	if t.file.Script {
		mode = 0o777
	}
	name := filepath.Join(filepath.Dir(t.path), ".poolsmith-"+rand.Text())
	temp, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer temp.Close()
	t.temp = name
	if _, err := temp.Write(t.file.Data); err != nil {
		return err
	}
	if t.old != nil {
		if err := errors.Join(t.copyMode(temp), temp.Sync()); err != nil {
			return err
		}
	}
	return temp.Close()
}

// copyMode gives the new file the permissions of the one it replaces, unless that
// is a symbolic link, which has none.
func (t *target) copyMode(temp *os.File) error {
	if !t.old.Mode().IsRegular() {
		return nil
	}
	return temp.Chmod(t.old.Mode().Perm())
}

// cannotWrite adds the path and a hint to an error that has none.
func cannotWrite(path string, err error) error {
	if explained, ok := errors.AsType[*exit.Error](err); ok {
		return explained
	}
	hint := "choose another target with -o"
	parent := filepath.Dir(filepath.Dir(path))
	if _, missing := os.Stat(parent); errors.Is(missing, fs.ErrNotExist) {
		hint = "create the folder " + parent + " first"
	}
	return exit.UsageError(hint, "%s: cannot be written: %s", path, exit.Reason(err))
}

// writeOut writes a result to standard output.
func writeOut(s streams, data []byte) error {
	if _, err := s.Out.Write(data); err != nil {
		return outputError(err)
	}
	return nil
}

// outputError is the error of a result that cannot be written.
func outputError(err error) error {
	return exit.UsageError("check the free disk space, and that the program that reads the output is running", "cannot write to standard output: %s", exit.Reason(err))
}
