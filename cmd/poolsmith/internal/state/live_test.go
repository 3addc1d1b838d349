package state

import (
	"os"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state/statetest"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

func liveOf(name string) *tui.Live {
	return &tui.Live{
		Opened: &model.Document{
			PoolID: "eu-west-1_Ab12Cd34E", ARN: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab12Cd34E", IDs: model.Answers{"ClientId[web]": "1abc"},
			Pool:    &model.Pool{CreateUserPool: model.CreateUserPool{PoolName: &name}},
			Dropped: []model.Dropped{{Kind: model.Unknown, Setting: "CreateUserPool.New"}, {Kind: model.Assigned, Setting: "Id"}},
		},
		At: tui.LiveAt{Profile: "dev", Region: "eu-west-1", Endpoint: "http://127.0.0.1:7676"},
	}
}

// A draft remembers the live pool that it changes, until it is deleted.
func TestDraftsOfLivePools(t *testing.T) {
	getenv, folder := statetest.WithDrafts(t, "other")
	store := newStore(getenv)
	live := liveOf("shop")
	file := store.New()
	file.Of(live)
	if err := file.Save(live.Opened.Pool, nil); err != nil {
		t.Fatal(err)
	}
	list := store.List()
	if len(list.Drafts) != 2 || list.Drafts[0].Of != live.Opened.PoolID || list.Drafts[1].Of != "" {
		t.Fatalf("drafts %+v", list.Drafts)
	}
	copied, err := list.Drafts[0].Open()
	if err != nil || copied.Note == "" || copied.Live == nil {
		t.Errorf("a draft that is open: %+v, %v", copied, err)
	}
	file.Close()
	opened, err := list.Drafts[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	got := opened.Live
	if got.At != live.At || got.Opened.PoolID != live.Opened.PoolID || got.Opened.ARN != live.Opened.ARN || got.Opened.IDs["ClientId[web]"] != "1abc" || !got.Opened.Pool.Equal(live.Opened.Pool) {
		t.Errorf("opened %+v of %+v", got.At, got.Opened)
	}
	if len(got.Opened.Dropped) != 1 || got.Opened.Dropped[0].Setting != "CreateUserPool.New" {
		t.Errorf("unknown members %+v", got.Opened.Dropped)
	}
	now := liveOf("shop-2")
	opened.File.Of(now)
	if err := opened.File.Save(now.Opened.Pool, nil); err != nil {
		t.Fatal(err)
	}
	opened.File.Close()
	if opened, err = store.List().Drafts[0].Open(); err != nil || *opened.Live.Opened.Pool.CreateUserPool.PoolName != "shop-2" {
		t.Errorf("after a change %+v, %v", opened.Live, err)
	}
	if err := opened.File.Drop(); err != nil {
		t.Fatal(err)
	}
	for name := range statetest.Files(t, folder) {
		if strings.HasSuffix(name, ".live") {
			t.Errorf("%s is left", name)
		}
	}
	plain, err := store.List().Drafts[0].Open()
	if err != nil || plain.Live != nil {
		t.Errorf("a draft of a new pool: %+v, %v", plain, err)
	}
}

// Without a readable file the draft is not taken for one of a new pool.
func TestADraftWhoseLivePoolIsUnreadable(t *testing.T) {
	getenv, _ := statetest.WithDrafts(t)
	for _, text := range []string{"", "{", "{}", `{"poolId": "a_b", "opened": {"PoolNam": 1}}`} {
		store := newStore(getenv)
		file := store.New()
		if err := file.Save(liveOf("shop").Opened.Pool, nil); err != nil {
			t.Fatal(err)
		}
		file.Close()
		if err := os.WriteFile(liveFile(file.Path()), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if opened, err := store.List().Drafts[0].Open(); err == nil {
			t.Errorf("%q: opened as %+v", text, opened)
		}
		if err := store.List().Drafts[0].Delete(); err != nil {
			t.Fatal(err)
		}
	}
}
