package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

// stdinName stands for standard input in messages.
const stdinName = "stdin"

// readPool reads the pool in the named files, which are its parts; - is
// standard input.
func readPool(s streams, names ...string) (*model.Document, error) {
	sources := make([]model.Source, len(names))
	for i, name := range names {
		if name == "-" && slices.Contains(names[:i], name) {
			return nil, exit.UsageError("write both documents to it, one after the other", "standard input can be used only once")
		}
		data, err := readData(s, name)
		if err != nil {
			return nil, err
		}
		sources[i] = model.Source{Name: name, Data: data}
		if name == "-" {
			sources[i].Name = stdinName
		}
	}
	return model.ReadAll(sources...)
}

func readData(s streams, name string) ([]byte, error) {
	in := s.In
	if name != "-" {
		file, err := open(name)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		in = file
	}
	data, err := model.ReadData(in)
	if err != nil {
		return nil, exit.UsageError("check the disk, and try again", "%s: cannot be read: %s", name, exit.Reason(err))
	}
	return data, nil
}

// readInput reads a whole pool for commands that take its files with -i.
func readInput(s streams, first, second string) (*model.Document, error) {
	switch {
	case first == "":
		return nil, exit.UsageError("specify the file with -i FILE, or -i - for standard input", "no pool specified")
	case second == "":
		return readWhole(s, first)
	default:
		return readWhole(s, first, second)
	}
}

// readWhole reads a pool. It rejects a pool whose MFA factors are unknown, and a
// request that changes a pool instead of creating one.
func readWhole(s streams, names ...string) (*model.Document, error) {
	document, err := readPool(s, names...)
	if err != nil {
		return nil, err
	}
	return document, checkWhole(document)
}

func checkWhole(document *model.Document) error {
	if message, fix := document.UnknownFactors(); message != "" && document.Operation == "" {
		return exit.RejectedError(fix+": specify both files, or join them with `poolsmith import "+document.Name+" FILE`", "%s: %s", document.Name, message)
	}
	if document.Operation != "" {
		hint := "`poolsmith validate " + document.Name + "` checks it"
		if model.LookupOperation(document.Operation) != nil { // one of the calls that create a pool
			hint += "; read it together with a CreateUserPool body or the output of describe-user-pool for a whole pool"
		}
		return exit.RejectedError(hint, "%s: this is the body of %s, which changes a pool that exists", document.Name, document.Operation)
	}
	return nil
}

// partsFlag is -i, which can be repeated for a pool in two files.
type partsFlag struct{ first, second *string }

func (f partsFlag) String() string { return "" }
func (f partsFlag) Type() string   { return "FILE" }

// Set sets the name of the first or the second file.
func (f partsFlag) Set(name string) error {
	switch {
	case *f.first == "":
		*f.first = name
	case *f.second == "":
		*f.second = name
	default:
		return errors.New("a pool has at most two parts")
	}
	return nil
}

func addInputFlag(c *cobra.Command, first, second *string) {
	c.Flags().VarP(partsFlag{first, second}, "input", "i", "read the pool from FILE, - for standard input; twice for a pool in two files")
}

func open(name string) (*os.File, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && isLink(name):
		return nil, exit.UsageError("correct the link, or specify another file", "%s: is a broken symbolic link", name)
	case errors.Is(err, fs.ErrNotExist):
		return nil, exit.UsageError(missingHint(name), "%s: no such file", name)
	case err == nil && info.IsDir():
		return nil, exit.UsageError("specify a file in it", "%s: is a folder", name)
	}
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrPermission) {
		return nil, exit.UsageError("change its permissions, or copy it", "%s: permission denied", name)
	}
	if err != nil {
		return nil, exit.UsageError("check the file name", "%s: cannot be opened: %s", name, exit.Reason(err))
	}
	return file, nil
}

func isLink(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// missingHint suggests a file with a similar name.
func missingHint(name string) string {
	folder := filepath.Dir(name)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "the folder " + folder + " does not exist either"
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() {
			names = append(names, e.Name())
		}
	}
	if near := model.Nearest(filepath.Base(name), names); near != "" {
		return "did you mean " + filepath.Join(folder, near) + "?"
	}
	return "check the name and the folder; `poolsmith presets email-sign-in` prints a pool to start from"
}
