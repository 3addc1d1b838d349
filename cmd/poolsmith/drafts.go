package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// draftStore keeps the pools that the wizard works on, each run in a file of
// its own, so that no two wizards write the same one. Only the user can read
// them: a pool may hold names of accounts and roles.
type draftStore struct {
	folder string
	mu     sync.Mutex
	file   string // of this run; empty until the first save
	from   string // the draft that this run goes on with, replaced by the first save
}

// maxOffered is how many drafts the start screen offers.
const maxOffered = 5

// newDraftStore keeps drafts in the state folder. Without one nothing is kept.
func newDraftStore(getenv func(string) string) *draftStore {
	state := stateFolder(getenv)
	if state == "" {
		return &draftStore{}
	}
	return &draftStore{folder: filepath.Join(state, "drafts")}
}

// stateFolder is ours in the state folder of the XDG base directory
// specification, or empty without a home folder.
func stateFolder(getenv func(string) string) string {
	state := getenv("XDG_STATE_HOME")
	if !filepath.IsAbs(state) {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		state = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(state, "poolsmith")
}

// save writes the pool to the file of this run.
func (d *draftStore) save(p *model.Pool) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.folder == "" {
		return nil
	}
	if err := os.MkdirAll(d.folder, 0o700); err != nil {
		return err
	}
	if d.file == "" {
		file, err := os.CreateTemp(d.folder, time.Now().UTC().Format("20060102-150405-")+"*.json")
		if err != nil {
			return err
		}
		file.Close()
		d.file = file.Name()
	}
	temp := d.file + ".new"
	if err := os.WriteFile(temp, p.JSON(), 0o600); err != nil {
		os.Remove(temp)
		return err
	}
	if err := os.Rename(temp, d.file); err != nil {
		return err
	}
	if d.from != "" {
		os.Remove(d.from) // its pool lives on in the file of this run
		d.from = ""
	}
	return nil
}

// drop forgets the draft of this run, whose pool now exists.
func (d *draftStore) drop() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, name := range []string{d.file, d.from} {
		if name != "" {
			os.Remove(name)
		}
	}
	d.file, d.from = "", ""
}

// list returns the newest drafts. A file that is no draft is left alone.
func (d *draftStore) list() []tui.Draft {
	names, _ := filepath.Glob(filepath.Join(d.folder, "*.json"))
	type saved struct {
		name string
		at   time.Time
	}
	var files []saved
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() && info.Size() > 0 {
			files = append(files, saved{name, info.ModTime()})
		}
	}
	slices.SortFunc(files, func(a, b saved) int { return b.at.Compare(a.at) })
	var drafts []tui.Draft
	for _, f := range files[:min(len(files), maxOffered)] {
		drafts = append(drafts, tui.Draft{
			Name:  poolNameIn(f.name),
			Saved: f.at,
			Load:  func() (*model.Pool, error) { return d.resume(f.name) },
		})
	}
	return drafts
}

func (d *draftStore) resume(name string) (*model.Pool, error) {
	document, err := readPool(streams{}, name)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.from = name
	return document.Pool, nil
}

// poolNameIn is the name of the pool in a draft, for the list.
func poolNameIn(file string) string {
	var draft struct{ CreateUserPool struct{ PoolName string } }
	data, err := os.ReadFile(file)
	if err != nil || json.Unmarshal(data, &draft) != nil || draft.CreateUserPool.PoolName == "" {
		return "a pool without a name"
	}
	return draft.CreateUserPool.PoolName
}
