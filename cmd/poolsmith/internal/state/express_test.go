package state

import (
	"os"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state/statetest"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// newest opens the draft that was saved last.
func newest(t *testing.T, store tui.DraftStore) tui.OpenDraft {
	t.Helper()
	opened, err := store.List().Drafts[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

// A draft remembers the answers that its pool was made with, all that can be given,
// until it is deleted; a copy has them too.
func TestDraftsRememberAnswers(t *testing.T) {
	getenv, folder := statetest.WithDrafts(t)
	store := newStore(getenv)
	answers := []*model.Express{{}, {Name: "shop \"'\n", Who: model.Staff}, nil, {Who: model.Machines}}
	for i := range model.ExpressQuestions {
		q := &model.ExpressQuestions[i]
		for _, o := range q.Options {
			x := model.Express{}.With(q, o.Value)
			answers = append(answers, &x)
		}
	}
	file := store.New()
	for _, x := range answers {
		given := model.Express{}
		if x != nil {
			given = *x
		}
		pool, _ := given.Build()
		pool.CreateUserPool.PoolName = new("shop")
		if err := file.Save(pool, x); err != nil {
			t.Fatal(err)
		}
		copied := newest(t, store)
		file.Close()
		opened := newest(t, store)
		for _, got := range []*model.Express{opened.Express, copied.Express} {
			if (got == nil) != (x == nil) || got != nil && *got != *x {
				t.Errorf("saved %+v, opened %+v", x, got)
			}
		}
		if copied.Note == "" || opened.Note != "" || !opened.Pool.Equal(pool) {
			t.Errorf("%+v: opened %+v and %+v", x, copied, opened)
		}
		file = opened.File
	}
	if err := file.Drop(); err != nil {
		t.Fatal(err)
	}
	if left := statetest.Files(t, folder); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// Answers that this version cannot understand do not matter: the draft opens without
// them, and they stay until the draft has others or is deleted.
func TestAnswersThatAreNotUnderstood(t *testing.T) {
	for _, text := range []string{
		"", "{", "[]", "{}", "null", "\x00", `{"version": 2, "answers": {"who": "staff"}}`, `{"version": "1"}`,
		`{"version": 1, "answers": {"who": "watches"}}`, `{"version": 1, "answers": {"color": "red"}}`, `{"version": 1, "answers": {"who": 1}}`,
		strings.Repeat(" ", model.MaxSize) + `{"version": 1}`,
	} {
		getenv, folder := statetest.WithDrafts(t)
		store := newStore(getenv)
		file := store.New()
		pool, _ := model.Express{Name: "shop"}.Build()
		if err := file.Save(pool, nil); err != nil {
			t.Fatal(err)
		}
		path := file.Path()
		file.Close()
		if err := os.WriteFile(expressPath(path), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		opened := newest(t, store)
		if opened.Express != nil || !opened.Pool.Equal(pool) {
			t.Errorf("%.40q: opened with %+v", text, opened.Express)
		}
		pool.CreateUserPool.PoolName = new("store")
		if err := opened.File.Save(pool, nil); err != nil {
			t.Fatal(err)
		}
		if data, err := os.ReadFile(expressPath(path)); err != nil || string(data) != text {
			t.Errorf("%.40q became %.40q, %v", text, data, err)
		}
		if err := opened.File.Save(pool, &model.Express{Name: "store"}); err != nil {
			t.Fatal(err)
		}
		opened.File.Close()
		if opened = newest(t, store); opened.Express == nil || opened.Express.Name != "store" {
			t.Errorf("%.40q: after new answers %+v", text, opened.Express)
		}
		opened.File.Close()
		if err := store.List().Drafts[0].Delete(); err != nil {
			t.Fatal(err)
		}
		if left := statetest.Files(t, folder); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

// A folder or a link in place of the answers is not read.
func TestAnswersAreARegularFile(t *testing.T) {
	getenv, _ := statetest.WithDrafts(t, "shop")
	store := newStore(getenv)
	path := expressPath(store.List().Drafts[0].Path)
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	opened := newest(t, store)
	if opened.Express != nil {
		t.Errorf("a folder is %+v", opened.Express)
	}
	opened.File.Close()
}

// A draft that another process took over while it was closed goes on under another
// name, with its answers and its live pool.
func TestADraftUnderAnotherNameIsComplete(t *testing.T) {
	getenv, _ := statetest.WithDrafts(t)
	store := newStore(getenv)
	file := store.New()
	live, answers := liveOf("shop"), &model.Express{Name: "shop"}
	file.Of(live)
	if err := file.Save(live.Opened.Pool, answers); err != nil {
		t.Fatal(err)
	}
	first := file.Path()
	file.Close()
	other := newest(t, store)
	if err := file.Save(live.Opened.Pool, answers); err != nil {
		t.Fatal(err)
	}
	if file.Path() == first {
		t.Fatal("two processes have the same draft")
	}
	if got := readExpress(file.Path()); got == nil || *got != *answers {
		t.Errorf("answers %+v", got)
	}
	if got, err := readLive(file.Path()); err != nil || got == nil {
		t.Errorf("live pool %+v, %v", got, err)
	}
	other.File.Close()
	file.Close()
}

// A draft that another process changed while it was closed is complete again when it is
// saved.
func TestADraftThatAnotherProcessChangedIsComplete(t *testing.T) {
	getenv, _ := statetest.WithDrafts(t)
	store := newStore(getenv)
	file := store.New()
	live, answers := liveOf("shop"), &model.Express{Name: "shop"}
	file.Of(live)
	if err := file.Save(live.Opened.Pool, answers); err != nil {
		t.Fatal(err)
	}
	path := file.Path()
	file.Close()
	other := newest(t, store)
	other.File.Of(nil)
	if err := other.File.Save(other.Pool, nil); err != nil {
		t.Fatal(err)
	}
	other.File.Close()
	if err := file.Save(live.Opened.Pool, answers); err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if file.Path() != path {
		t.Fatal("the draft has another name")
	}
	if got := readExpress(path); got == nil || *got != *answers {
		t.Errorf("answers %+v", got)
	}
	if got, err := readLive(path); err != nil || got == nil {
		t.Errorf("live pool %+v, %v", got, err)
	}
}
