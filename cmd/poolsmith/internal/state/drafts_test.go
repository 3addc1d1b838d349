package state

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state/statetest"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

func newStore(getenv func(string) string) tui.DraftStore {
	return NewDraftStore(getenv, func(path string) (*model.Pool, error) {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		document, err := model.Read(path, data)
		if err != nil {
			return nil, err
		}
		return document.Pool, nil
	})
}

// Without a state folder there are no drafts, and the working folder is not used.
func TestDraftsOff(t *testing.T) {
	here := t.TempDir()
	t.Chdir(here)
	statetest.WriteAt(t, filepath.Join(here, "20261120-120000-1234567.json"), statetest.DraftText("mine"), time.Now())
	file := filepath.Join(t.TempDir(), "file")
	statetest.WriteAt(t, file, "", time.Now())
	for name, test := range map[string]struct{ home, state, why string }{
		"no home":                     {"", "", "no home folder"},
		"a relative home":             {".", "", "no home folder"},
		"a relative home and state":   {"home", "state", "no home folder"},
		"a state folder that is none": {"", file, "not a directory"},
		"a home folder that is none":  {file, "", "not a directory"},
	} {
		t.Run(name, func(t *testing.T) {
			if runtime.GOOS == "windows" {
				t.Setenv("USERPROFILE", test.home)
			}
			t.Setenv("HOME", test.home)
			t.Setenv("XDG_STATE_HOME", test.state)
			store := newStore(os.Getenv)
			if !strings.Contains(store.Off(), test.why) && runtime.GOOS != "windows" || store.Off() == "" {
				t.Errorf("drafts are off because of %q, want %q", store.Off(), test.why)
			}
			if list := store.List(); len(list.Drafts) > 0 {
				t.Errorf("offers %v", statetest.Names(list))
			}
			draft := store.New()
			if err := draft.Save(&model.Pool{}, nil); err == nil {
				t.Error("saved somewhere")
			}
			if err := draft.Drop(); err != nil {
				t.Error(err)
			}
			statetest.CheckFiles(t, here, map[string]string{"20261120-120000-1234567.json": statetest.DraftText("mine")})
		})
	}
}

// Other files in the folder of drafts are neither listed nor changed.
func TestForeignFilesAmongDrafts(t *testing.T) {
	getenv, folder := statetest.WithDrafts(t, "old-version")
	elsewhere := filepath.Join(t.TempDir(), "pool.json")
	statetest.WriteAt(t, elsewhere, statetest.DraftText("elsewhere"), time.Now())
	for _, name := range []string{"mine.json", "20261120-120000.json", "20261120-120000-abcdefgh.json", "20261120-120000-1.json.new", "x20261120-120000-1.json", "20261120-120000-1.yaml"} {
		statetest.WriteAt(t, filepath.Join(folder, name), statetest.DraftText(name), time.Now())
	}
	statetest.WriteAt(t, filepath.Join(folder, "20261120-130000-7.json"), "", time.Now()) // begun by an earlier version, and killed
	if err := os.Symlink(elsewhere, filepath.Join(folder, "20261120-120000-2.json")); err != nil && runtime.GOOS != "windows" {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(folder, "20261120-120000-3.json"), 0o700); err != nil {
		t.Fatal(err)
	}
	store := newStore(getenv)
	before := statetest.Files(t, folder)
	list := store.List()
	if !slices.Equal(statetest.Names(list), []string{"old-version"}) || len(list.Notes) > 0 {
		t.Errorf("offers %v, notes %v", statetest.Names(list), list.Notes)
	}
	opened, err := list.Drafts[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := opened.File.Save(&model.Pool{}, nil); err != nil {
		t.Fatal(err)
	}
	if err := opened.File.Drop(); err != nil {
		t.Fatal(err)
	}
	delete(before, filepath.Base(list.Drafts[0].Path))
	if after := statetest.Files(t, folder); !maps.Equal(before, after) {
		t.Errorf("left are %v, want %v", after, before)
	}
	if data, err := os.ReadFile(elsewhere); err != nil || string(data) != statetest.DraftText("elsewhere") {
		t.Errorf("behind the link: %q, %v", data, err)
	}
}

// A new draft has the name of a draft, and only its user can read it.
func TestNewDraft(t *testing.T) {
	getenv, folder := statetest.WithDrafts(t)
	store := newStore(getenv)
	if left := statetest.Files(t, folder); len(left) > 0 {
		t.Errorf("left by the check: %v", left)
	}
	draft := store.New()
	if draft.Path() != "" {
		t.Errorf("a path before the first save: %s", draft.Path())
	}
	name := "shop"
	if err := draft.Save(&model.Pool{CreateUserPool: model.CreateUserPool{PoolName: &name}}, nil); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(draft.Path())
	if err != nil || !isDraft(draft.Path()) {
		t.Fatalf("%s is no draft: %v", draft.Path(), err)
	}
	if runtime.GOOS != "windows" && info.Mode() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	list := store.List()
	if len(list.Drafts) != 1 || list.Drafts[0].Name != "shop" || list.Drafts[0].Size != info.Size() || list.Drafts[0].Path != draft.Path() {
		t.Errorf("%+v", list)
	}
	draft.Close()
	if err := draft.Drop(); err != nil { // of a draft that is not held any more
		t.Error(err)
	}
	if files := statetest.Files(t, folder); len(files) != 1 {
		t.Errorf("%v", files)
	}
}

// Special characters in the name of the folder do not matter.
func TestDraftsInAFolderOfAnyName(t *testing.T) {
	state := filepath.Join(t.TempDir(), "[a-z]{x} *?")
	if runtime.GOOS == "windows" {
		state = filepath.Join(t.TempDir(), "[a-z]{x}")
	}
	store := newStore(func(string) string { return state })
	name := "shop"
	draft := store.New()
	if err := draft.Save(&model.Pool{CreateUserPool: model.CreateUserPool{PoolName: &name}}, nil); err != nil {
		t.Fatal(err)
	}
	if got := statetest.Names(store.List()); !slices.Equal(got, []string{"shop"}) {
		t.Errorf("offers %v", got)
	}
}

// A file that is too large for a draft is reported, and not read.
func TestHugeDraft(t *testing.T) {
	getenv, folder := statetest.WithDrafts(t, "shop")
	huge := filepath.Join(folder, "20261121-120000-ABCDEFGH.json")
	file, err := os.Create(huge)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(file.Truncate(2<<30), file.Close()); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	list := newStore(getenv).List()
	runtime.ReadMemStats(&after)
	if read := after.TotalAlloc - before.TotalAlloc; read > 64<<20 {
		t.Errorf("%d MB were read", read>>20)
	}
	if !slices.Equal(statetest.Names(list), []string{"shop"}) || len(list.Notes) != 1 || !strings.Contains(list.Notes[0], "20261121-120000-ABCDEFGH.json is skipped: it has 2.0 GiB") {
		t.Errorf("offers %v, notes %q", statetest.Names(list), list.Notes)
	}
}

// A draft that is open is opened as a copy, and cannot be deleted until it is
// closed.
func TestDraftHasOneWriter(t *testing.T) {
	getenv, folder := statetest.WithDrafts(t, "shop")
	path := newStore(getenv).List().Drafts[0].Path
	open := func() tui.OpenDraft {
		t.Helper()
		opened, err := newStore(getenv).List().Drafts[0].Open()
		if err != nil {
			t.Fatal(err)
		}
		return opened
	}
	one := open()
	two := open()
	if one.Note != "" || !strings.Contains(two.Note, "copy") {
		t.Errorf("notes %q and %q", one.Note, two.Note)
	}
	if err := newStore(getenv).List().Drafts[0].Delete(); err == nil || !strings.Contains(err.Error(), "open in another process") {
		t.Errorf("deleted while open: %v", err)
	}
	for i, opened := range []tui.OpenDraft{one, two} {
		name := []string{"of-one", "of-two"}[i]
		opened.Pool.CreateUserPool.PoolName = &name
		if err := opened.File.Save(opened.Pool, nil); err != nil {
			t.Fatal(err)
		}
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != statetest.DraftText("of-one") {
		t.Errorf("the draft is %s, %v", data, err)
	}
	if two.File.Path() == path || two.File.Path() == "" {
		t.Errorf("the copy is in %q", two.File.Path())
	}
	if err := two.File.Drop(); err != nil {
		t.Fatal(err)
	}
	one.File.Close()
	again := open()
	if again.Note != "" {
		t.Errorf("closed, and still a copy: %s", again.Note)
	}
	again.File.Close()
	if err := newStore(getenv).List().Drafts[0].Delete(); err != nil {
		t.Error(err)
	}
	if left := statetest.Files(t, folder); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A draft that was deleted after it was listed is reported as gone.
func TestDeletedDraft(t *testing.T) {
	getenv, folder := statetest.WithDrafts(t, "shop")
	d := newStore(getenv).List().Drafts[0]
	if err := os.Remove(d.Path); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Open(); !errors.Is(err, ErrDraftGone) {
		t.Errorf("opened: %v", err)
	}
	if err := d.Delete(); err != nil {
		t.Error(err)
	}
	if left := statetest.Files(t, folder); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
