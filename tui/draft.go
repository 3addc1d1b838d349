package tui

import (
	"errors"
	"slices"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/model"
)

// DraftStore keeps the pools that are being edited, so that a later start can
// continue them.
type DraftStore interface {
	// Off says why no drafts are kept, such as "no home folder"; empty when
	// they are kept.
	Off() string
	// List returns the drafts that can be continued. It reads files: call it
	// from a command.
	List() DraftList
	// New returns the place of a new draft. Nothing is written before its first
	// Save.
	New() DraftFile
}

// DraftFile is where one pool is kept. All but Path may read and write files:
// call them from a command.
type DraftFile interface {
	// Save replaces what is kept with p, all of it or nothing, and the answers that p
	// was made with; nil for none.
	Save(p *model.Pool, express *model.Express) error
	// Of says which live pool the draft changes, nil for a new pool. It is kept with
	// the next Save.
	Of(*Live)
	// Drop deletes what is kept. A later Save begins a new draft.
	Drop() error
	// Close lets another run of the program continue the draft.
	Close()
	// Path is the file, or empty while nothing is kept.
	Path() string
}

// DraftList is what a store has, the newest first, and what it skipped and why.
type DraftList struct {
	Drafts []Draft
	Notes  []string
}

// Draft is a pool that was left unfinished.
type Draft struct {
	Path  string // of its file
	Name  string // of the pool
	Of    string // the id of the live pool that the draft changes; empty for a new pool
	Saved time.Time
	Size  int64 // in bytes
	// Open reads the draft for editing. A draft that is being edited elsewhere
	// is opened as a copy, with a note that says so.
	Open func() (OpenDraft, error)
	// Delete deletes the draft; it refuses while the draft is being edited
	// elsewhere.
	Delete func() error
}

// kind says what the draft is of.
func (d Draft) kind() string {
	if d.Of == "" {
		return "a draft"
	}
	return "changes of the live pool " + oneLine(d.Of, 60)
}

// OpenDraft is a draft that was opened for editing.
type OpenDraft struct {
	Pool *model.Pool
	File DraftFile
	Note string // for the user; empty when there is nothing to say
	Live *Live  // the live pool that the draft changes; nil for a new pool
	// Express are the answers that the pool was made with; nil for none.
	Express *model.Express
	// Unread says what of a live pool could not be read, and so is not in Pool.
	Unread []string
}

// NoDrafts is the store where no drafts can be kept, and Why.
type NoDrafts struct{ Why string }

// Off says why no drafts are kept.
func (n NoDrafts) Off() string { return n.Why }

// List returns nothing.
func (NoDrafts) List() DraftList { return DraftList{} }

// New returns a place where nothing can be kept.
func (n NoDrafts) New() DraftFile { return nowhere{} }

type nowhere struct{}

func (nowhere) Save(*model.Pool, *model.Express) error { return errors.New("drafts are off") }
func (nowhere) Of(*Live)                               {}
func (nowhere) Drop() error                            { return nil }
func (nowhere) Close()                                 {}
func (nowhere) Path() string                           { return "" }

// draft is the pool that is being edited, on its way to its file. Each pool
// that is loaded has its own. One save runs at a time; what changes meanwhile
// is saved when it ends.
type draft struct {
	file DraftFile
	off  string // why nothing is kept

	pool    *model.Pool    // as it is now, once it was changed
	express *model.Express // the answers that it was made with, or nil
	changes int            // how often it was changed
	running bool           // a save is on its way
	at      time.Time      // of the last save
	failed  error          // why the last save did not work

	mu    sync.Mutex // guards saved, and the order of what is written
	saved int        // the changes that the file has
}

// draftSavedMsg is the end of a save of the pool as it was after changes.
type draftSavedMsg struct {
	draft   *draft
	changes int
	err     error
}

// changed notes that the pool is p now, made with answers or nil, and saves it.
func (d *draft) changed(p *model.Pool, express *model.Express) tea.Cmd {
	d.pool, d.express = p, express
	d.changes++
	return d.save()
}

// save returns the command that saves the pool, unless one is on its way.
func (d *draft) save() tea.Cmd {
	if d.off != "" || d.pool == nil || d.running {
		return nil
	}
	d.running = true
	return d.write()
}

// write returns the command that writes the pool as it is now.
func (d *draft) write() tea.Cmd {
	v := d.version()
	return func() tea.Msg { return draftSavedMsg{d, v.changes, d.put(v)} }
}

// version is a draft as it was after so many changes.
type version struct {
	pool    *model.Pool
	express *model.Express
	changes int
}

// version is the draft as it is now.
func (d *draft) version() version { return version{d.pool.Clone(), d.express, d.changes} }

// put writes a version, unless the file has a later one: commands may run in another
// order than they were made.
func (d *draft) put(v version) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if v.changes <= d.saved {
		return nil
	}
	if err := d.file.Save(v.pool, v.express); err != nil {
		return err
	}
	d.saved = v.changes
	return nil
}

// wrote takes the result of a save, and saves what has changed since.
func (d *draft) wrote(msg draftSavedMsg, now time.Time) tea.Cmd {
	d.running, d.failed = false, msg.err
	if msg.err == nil {
		d.at = now
	}
	if d.changes != msg.changes {
		return d.save()
	}
	return nil
}

// finish saves what is not saved yet and lets go of the file. It writes files:
// call it from a command, or after the program has ended.
func (d *draft) finish() error {
	defer d.file.Close()
	if d.off != "" || d.pool == nil {
		return nil
	}
	return d.put(d.version())
}

// drop returns the command that deletes the draft, whose pool now exists. What
// is changed later is a new draft.
func (d *draft) drop() tea.Cmd {
	changes := d.changes
	return func() tea.Msg { return draftDroppedMsg{d, d.forget(changes)} }
}

func (d *draft) forget(changes int) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.saved = max(d.saved, changes) // no save that is still on its way brings it back
	return d.file.Drop()
}

type draftDroppedMsg struct {
	draft *draft
	err   error
}

// dropped takes the result of drop.
func (d *draft) dropped(msg draftDroppedMsg) {
	d.at, d.failed = time.Time{}, msg.err
}

// text is what the header says about the draft.
func (d *draft) text() string {
	switch {
	case d.off != "":
		return "drafts are off: " + d.off
	case d.failed != nil:
		return "not saved: " + d.failed.Error()
	case d.at.IsZero():
		return ""
	default:
		return "saved " + d.at.Format("15:04")
	}
}

// draftClosedMsg is the end of a draft whose place another pool took.
type draftClosedMsg struct {
	draft *draft
	err   error
}

// closed forgets a draft that has everything, and keeps the others for Close.
func (w *Wizard) closed(msg draftClosedMsg) {
	if msg.err != nil {
		w.notice = "the previous draft is not saved: " + oneLine(msg.err.Error(), 200)
		return
	}
	w.opened = slices.DeleteFunc(w.opened, func(d *draft) bool { return d == msg.draft })
}

// Kept says what became of the pool that was edited last.
type Kept struct {
	Name    string // of the pool
	Changed bool   // something was changed that no pool in the service has
	Path    string // of the draft; empty when there is none
	Off     string // why no drafts are kept
	Err     error  // why the last changes are not in the draft
}

// Close saves what is not saved yet and lets go of all drafts. Call it after
// the program has ended, however it ended.
func (w *Wizard) Close() Kept {
	w.Flush() // a signal may end the program before the last letters were taken
	kept := Kept{Name: w.name(), Off: w.Drafts.Off()}
	for _, d := range w.opened {
		err := d.finish()
		if d != w.draft {
			continue
		}
		kept.Path, kept.Err = d.file.Path(), err
		kept.Changed = d.pool != nil && (d.off != "" || err != nil || kept.Path != "")
	}
	return kept
}

// DraftPath is the file of the pool at hand, or empty when there is none.
func (w *Wizard) DraftPath() string { return w.draft.file.Path() }
