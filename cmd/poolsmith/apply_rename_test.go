package main

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
	"github.com/poolsmith/poolsmith/model"
)

const (
	namedBefore = `{"CreateUserPool": {"PoolName": "shop"},
		"CreateUserPoolDomain": [{"Domain": "shop-auth", "ManagedLoginVersion": 2}],
		"CreateUserPoolClient": [
			{"ClientName": "web", "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"], "AccessTokenValidity": 2},
			{"ClientName": "machine", "GenerateSecret": true}],
		"CreateManagedLoginBranding": [{"ClientId": "web", "UseCognitoProvidedValues": true}]}`
	namedAfter = `{"CreateUserPool": {"PoolName": "shop", "DeletionProtection": "ACTIVE"},
		"CreateUserPoolDomain": [{"Domain": "shop-auth", "ManagedLoginVersion": 2}],
		"CreateUserPoolClient": [
			{"ClientName": "robot", "GenerateSecret": true},
			{"ClientName": "shop-web", "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"], "AccessTokenValidity": 3}],
		"CreateManagedLoginBranding": [{"ClientId": "shop-web", "UseCognitoProvidedValues": true}],
		"CreateGroup": [{"GroupName": "staff"}]}`
)

// ids are those of everything in the pool, without the names.
func (l *livePool) ids(t *testing.T) []string {
	t.Helper()
	return slices.Sorted(maps.Values(l.pool(t).IDs))
}

// Law: what gets another name keeps its id. After the change the pool is as planned, a
// second one has nothing to do, and the receipt leads back to the old names. Nothing is
// deleted that has to be permitted.
func TestApplyRenames(t *testing.T) {
	isolateEnvironment(t)
	l := newLivePool(t, namedBefore)
	before, ids := l.pool(t), l.ids(t)
	exactly := func(o *applyOptions) { o.Exact = true }
	code, out, errs := l.apply(t, namedAfter, func(o *applyOptions) { o.Exact, o.DryRun = true, true })
	for _, want := range []string{"UpdateUserPoolClient shop-web\n     renames web to shop-web; its ClientId stays\n", "renames machine to robot", "apps notice nothing"} {
		if code != exit.OK || !strings.Contains(out, want) {
			t.Errorf("the plan lacks %q:\n%s%s", want, out, errs)
		}
	}
	if code, _, errs := l.apply(t, namedAfter, exactly); code != exit.OK {
		t.Fatalf("exit code %d\n%s", code, errs)
	}
	if now := l.ids(t); !slices.Equal(now, ids) {
		t.Errorf("the ids were %q and are %q", ids, now)
	}
	if now := l.pool(t); now.IDs["ClientId[shop-web]"] != before.IDs["ClientId[web]"] || now.IDs["ManagedLoginBrandingId[shop-web]"] != before.IDs["ManagedLoginBrandingId[web]"] {
		t.Errorf("the ids were %q and are %q", before.IDs, now.IDs)
	}
	calls := l.changes()
	if code, _, errs := l.apply(t, namedAfter, exactly); code != exit.OK || l.changes() != calls {
		t.Errorf("a second change: exit code %d\n%s", code, errs)
	}
	receipt := receiptNames(t, state.ReceiptFolder(os.Getenv))[0]
	if code, _, errs := l.apply(t, "", func(o *applyOptions) {
		o.Input, o.PoolID, o.Restore, o.AllowDelete = receipt, "", true, true
	}); code != exit.OK {
		t.Fatalf("restore: exit code %d\n%s", code, errs)
	}
	if now := l.pool(t); !equalPools(before.Pool, now.Pool) || !maps.Equal(now.IDs, before.IDs) {
		t.Errorf("restored: %v, ids %q", model.Diff(before.Pool, now.Pool, true), now.IDs)
	}
}

// A change that fails after the new name is undone with the ids, and a retry goes on.
func TestARenamingIsUndone(t *testing.T) {
	isolateEnvironment(t)
	undone := 0
	for name, how := range failures {
		l := newLivePool(t, namedBefore)
		before := l.pool(t)
		l.fails["CreateGroup"] = failure{how, 1000}
		code, _, errs := l.apply(t, namedAfter, func(o *applyOptions) { o.Exact, o.OnFailure, o.folder = true, goOnRestore, t.TempDir() })
		switch now := l.pool(t); {
		case code == exit.OK: // the group was created, and its response is lost
		case code != exit.Rejected:
			t.Errorf("%s: exit code %d\n%s", name, code, errs)
		case !equalPools(before.Pool, now.Pool) || !maps.Equal(now.IDs, before.IDs):
			t.Errorf("%s: %v, ids %q\n%s", name, model.Diff(before.Pool, now.Pool, true), now.IDs, errs)
		default:
			undone++
		}
	}
	if undone < 2 {
		t.Errorf("%d of %d failures were undone", undone, len(failures))
	}
}

// One setting is enough to rename; what is made of a name, and what refers to it,
// follows or stays as the pool needs it.
func TestApplySetsAName(t *testing.T) {
	isolateEnvironment(t)
	l := newLivePool(t, namedBefore)
	ids := l.ids(t)
	code, _, errs := l.apply(t, "", func(o *applyOptions) { o.Set = changes{"CreateUserPoolClient[web].ClientName=shop-web"} })
	if now := l.pool(t); code != exit.OK || !slices.Equal(l.ids(t), ids) || *now.Pool.CreateManagedLoginBranding[0].ClientId != "shop-web" || l.changes() == 0 {
		t.Errorf("exit code %d, pool %s\n%s", code, now.Pool.JSON(), errs)
	}
}
