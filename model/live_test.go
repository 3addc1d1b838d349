package model

import (
	"strings"
	"testing"
)

func lockedPools(t *testing.T) (live, draft *Pool) {
	t.Helper()
	live = readPart(t, `{
		"CreateUserPool": {"PoolName": "shop", "Schema": [{"Name": "custom:plan"}, {"Name": "level"}]},
		"CreateUserPoolClient": [{"ClientName": "web"}, {"ClientName": "desk"}, {"ClientName": "twin"}, {"ClientName": "twin"}],
		"CreateIdentityProvider": [{"ProviderName": "Corp", "ProviderType": "OIDC"}]
	}`)
	draft = readPart(t, `{
		"CreateUserPool": {"PoolName": "other", "Schema": [{"Name": "new"}, {"Name": "plan"}]},
		"CreateUserPoolClient": [{"ClientName": "desk"}, {"ClientName": "desk"}, {"ClientName": "tv"}, {"ClientName": "twin"}, {"ClientName": "twin"}, {"ClientName": "twin"}],
		"CreateIdentityProvider": [{"ProviderName": "Corp", "ProviderType": "OIDC"}],
		"CreateGroup": [{"GroupName": "new"}]
	}`)
	return live, draft
}

func readPart(t *testing.T, text string) *Pool {
	t.Helper()
	d, err := Read("pool.json", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d.Pool
}

func TestLocked(t *testing.T) {
	live, draft := lockedPools(t)
	for path, want := range map[string]string{
		"CreateUserPool.PoolName":                                   "",
		"CreateUserPool.Policies.PasswordPolicy.MinimumLength":      "",
		"CreateUserPool.UserPoolTags[team]":                         "",
		"CreateUserPool.UsernameAttributes":                         "A change requires a new pool",
		"CreateUserPool.UsernameConfiguration.CaseSensitive":        "A change requires a new pool",
		"CreateUserPool.Schema":                                     "",
		"CreateUserPool.Schema[0]":                                  "",
		"CreateUserPool.Schema[0].AttributeDataType":                "",
		"CreateUserPool.Schema[0].Required":                         "cannot be required",
		"CreateUserPool.Schema[1]":                                  "never changed or removed",
		"CreateUserPool.Schema[1].Mutable":                          "never changed or removed",
		"CreateUserPoolClient":                                      "",
		"CreateUserPoolClient[0]":                                   "",
		"CreateUserPoolClient[0].ClientName":                        "", // an update has it
		"CreateIdentityProvider[0].ProviderName":                    "Add another identity provider",
		"CreateUserPoolClient[0].GenerateSecret":                    "first secret",
		"CreateUserPoolClient[0].CallbackURLs":                      "",
		"CreateUserPoolClient[1].ClientName":                        "", // a copy
		"CreateUserPoolClient[1].GenerateSecret":                    "",
		"CreateUserPoolClient[2].ClientName":                        "",
		"CreateUserPoolClient[3].CallbackURLs":                      "more than one app client",
		"CreateUserPoolClient[4]":                                   "more than one app client",
		"CreateUserPoolClient[5].ClientName":                        "",
		"CreateIdentityProvider[0].ProviderType":                    "new provider",
		"CreateIdentityProvider[0].AttributeMapping[email]":         "",
		"CreateGroup[0].GroupName":                                  "",
		"SetUserPoolMfaConfig.WebAuthnConfiguration.RelyingPartyId": "",
	} {
		if got := live.Locked(draft, path); (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

// Law: what the plan cannot change because it is permanent is locked.
func TestLockedSettingsAreThoseOfThePlan(t *testing.T) {
	for name, pool := range presetPools() {
		live := &Document{Pool: pool, PoolID: "eu-west-1_Ab12Cd34E"}
		for leaf := range pool.Leaves() {
			draft := live.Draft()
			path := draft.DraftPath(leaf.Path())
			if draft.Unset(path) != nil {
				continue
			}
			locked := pool.Locked(live.Draft(), path) != ""
			for _, d := range PlanChange(live, pool.Exact(draft)).Blocked {
				if s := Lookup(d.Setting); s != nil && s.Permanent != "" && !locked {
					t.Errorf("%s: %s is not locked, but cannot be changed: %s", name, path, d.Why)
				}
			}
		}
	}
}

func presetPools() map[string]*Pool {
	pools := map[string]*Pool{}
	for _, p := range Presets {
		pools[p.Name] = LoadPreset(p.Name)
	}
	return pools
}

// Law: a draft of a live pool that nobody changed is no change.
func TestTheDraftOfALivePoolIsNoChange(t *testing.T) {
	for name, pool := range presetPools() {
		live := &Document{Pool: pool, PoolID: "eu-west-1_Ab12Cd34E"}
		if plan := PlanChange(live, pool.Exact(live.Draft())); !plan.Empty() {
			t.Errorf("%s: %d steps, %d blocked", name, len(plan.Steps), len(plan.Blocked))
		}
	}
}

// Law: what one side did not change is as the other has it.
func TestRebaseOfOneChange(t *testing.T) {
	pools := presetPools()
	for from, base := range pools {
		for to, other := range pools {
			if got := Rebase(base, base, other); !got.Equal(other) {
				t.Errorf("%s, %s: a draft that is not changed\n%s", from, to, got.JSON())
			}
			if got := Rebase(base, other, base); !got.Equal(other) {
				t.Errorf("%s, %s: a pool that is not changed\n%s\nwant\n%s", from, to, got.JSON(), other.JSON())
			}
		}
	}
}

func TestRebaseOfTwoChanges(t *testing.T) {
	base := readPart(t, `{"CreateUserPool": {"PoolName": "shop", "UserPoolTags": {"a": "1", "b": "2", "c": "3"}, "Policies": {"PasswordPolicy": {"MinimumLength": 8}}},
		"CreateUserPoolClient": [{"ClientName": "web", "CallbackURLs": ["https://a"]}, {"ClientName": "old"}, {"ClientName": "gone"}]}`)
	draft := readPart(t, `{"CreateUserPool": {"PoolName": "shop", "UserPoolTags": {"a": "9", "c": "3", "mine": "x"}, "Policies": {"PasswordPolicy": {"MinimumLength": 14}}},
		"CreateUserPoolClient": [{"ClientName": "mine", "GenerateSecret": true}, {"ClientName": "web", "CallbackURLs": ["https://b"]}, {"ClientName": "gone"}]}`)
	other := readPart(t, `{"CreateUserPool": {"PoolName": "shop", "UserPoolTags": {"a": "1", "b": "2", "theirs": "y"}, "DeletionProtection": "ACTIVE", "Policies": {"PasswordPolicy": {"MinimumLength": 10, "RequireNumbers": true}}},
		"CreateUserPoolClient": [{"ClientName": "web", "CallbackURLs": ["https://a"], "RefreshTokenValidity": 5}, {"ClientName": "old"}, {"ClientName": "theirs"}]}`)
	want := readPart(t, `{"CreateUserPool": {"PoolName": "shop", "UserPoolTags": {"a": "9", "theirs": "y", "mine": "x"}, "DeletionProtection": "ACTIVE", "Policies": {"PasswordPolicy": {"MinimumLength": 14, "RequireNumbers": true}}},
		"CreateUserPoolClient": [{"ClientName": "web", "CallbackURLs": ["https://b"], "RefreshTokenValidity": 5}, {"ClientName": "theirs"}, {"ClientName": "mine", "GenerateSecret": true}]}`)
	if got := Rebase(base, draft, other); !got.Equal(want) {
		t.Errorf("got\n%s\nwant\n%s", got.JSON(), want.JSON())
	}
}

func TestPathsOfADraftInALivePool(t *testing.T) {
	live, draft := lockedPools(t)
	for path, want := range map[string]string{
		"CreateUserPoolClient[0].CallbackURLs": "CreateUserPoolClient[1].CallbackURLs",
		"CreateUserPoolClient[2].CallbackURLs": "",
		"CreateUserPool.PoolName":              "CreateUserPool.PoolName",
		"CreateUserPool.UserPoolTags[a]":       "CreateUserPool.UserPoolTags[a]",
		"CreateGroup[0].GroupName":             "",
	} {
		if got, found := draft.PathIn(live, path); got != want && found || found != (want != "") {
			t.Errorf("%s: %q, %v", path, got, found)
		}
	}
}

// An item without a name yet, or with a number for a name, is not the one that the
// live pool has at its place. A risk configuration needs no name.
func TestNewItemsAreNotInALivePool(t *testing.T) {
	live := readPart(t, `{"CreateUserPoolClient": [{"ClientName": "web"}], "CreateGroup": [{"GroupName": "a"}], "SetRiskConfiguration": [{}]}`)
	draft := readPart(t, `{"CreateUserPoolClient": [{"ClientName": "web"}, {}], "CreateGroup": [{"GroupName": "0"}], "SetRiskConfiguration": [{"ClientId": "web"}, {}]}`)
	for path, want := range map[string]string{
		"CreateUserPoolClient[0].ClientName": "CreateUserPoolClient[0].ClientName",
		"CreateUserPoolClient[1].ClientName": "",
		"CreateGroup[0].Description":         "",
		"SetRiskConfiguration[0].ClientId":   "",
		"SetRiskConfiguration[1].ClientId":   "SetRiskConfiguration[0].ClientId",
	} {
		if got, found := draft.PathIn(live, path); found != (want != "") || found && got != want {
			t.Errorf("%s: %q, %v, want %q", path, got, found, want)
		}
	}
}
