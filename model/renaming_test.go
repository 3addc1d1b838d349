package model

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// poolWith is a pool with app clients, each with a style of its own.
func poolWith(t *testing.T, list ...string) *Pool {
	t.Helper()
	p := mustRead(t, `{"CreateUserPool":{"PoolName":"a"},"CreateUserPoolClient":[`+strings.Join(list, ",")+`]}`)
	for _, c := range p.CreateUserPoolClient {
		p.CreateManagedLoginBranding = append(p.CreateManagedLoginBranding, CreateManagedLoginBranding{ClientId: c.ClientName, UseCognitoProvidedValues: new(true)})
	}
	return p
}

// renamed are renamings in short: web>shop.
func renamed(list []Renaming) []string {
	var texts []string
	for _, r := range list {
		texts = append(texts, r.From+">"+r.To)
	}
	return texts
}

const (
	urls   = `"AllowedOAuthFlows":["code"],"CallbackURLs":["https://a.example"]`
	others = `"AllowedOAuthFlows":["code"],"CallbackURLs":["https://b.example"],"LogoutURLs":["https://b.example"]`
	much   = `"AccessTokenValidity":2,"IdTokenValidity":2,"RefreshTokenValidity":9,"PreventUserExistenceErrors":"ENABLED","EnableTokenRevocation":false`
	secret = `"GenerateSecret":true`
	own    = `"ClientSecret":"${env:S}"`
)

func named(name string, members ...string) string {
	return "{" + strings.Join(append([]string{`"ClientName":"` + name + `"`}, members...), ",") + "}"
}

func TestRenamings(t *testing.T) {
	for _, test := range []struct {
		name     string
		from, to []string
		want     []string
	}{
		{"the name alone", []string{named("web", urls)}, []string{named("shop", urls)}, []string{"web>shop"}},
		{"nothing but the name", []string{named("web")}, []string{named("shop")}, []string{"web>shop"}},
		{"another place in the list", []string{named("web", urls), named("tv")}, []string{named("tv"), named("shop", urls)}, []string{"web>shop"}},
		{"a setting with it", []string{named("web", urls)}, []string{named("shop", urls, `"AccessTokenValidity":2`)}, []string{"web>shop"}},
		{"the only setting with it", []string{named("web", `"AccessTokenValidity":3`)}, []string{named("shop", `"AccessTokenValidity":2`)}, nil},
		{"most settings", []string{named("web", urls, `"LogoutURLs":["https://a.example"]`, `"AccessTokenValidity":3`)}, []string{named("shop", others)}, nil},
		{"what the service fills in", []string{named("web", urls, `"RefreshTokenValidity":30`)}, []string{named("shop", urls)}, []string{"web>shop"}},
		{"with a secret", []string{named("web", urls)}, []string{named("shop", urls, secret)}, nil},
		{"without its secret", []string{named("web", urls, secret)}, []string{named("shop", urls)}, nil},
		{"with a secret of its own", []string{named("web", urls, secret)}, []string{named("shop", urls, own)}, []string{"web>shop"}},
		{"one more beside it", []string{named("web", urls)}, []string{named("web", urls), named("shop", urls)}, nil},
		{"one of two that are the same", []string{named("web", urls), named("desk", urls)}, []string{named("shop", urls)}, nil},
		{"to one of two that are the same", []string{named("web", urls)}, []string{named("shop", urls), named("desk", urls)}, nil},
		{"the nearer of two", []string{named("web", urls), named("desk", others)}, []string{named("shop", others)}, []string{"desk>shop"}},
		{"two", []string{named("web", urls), named("desk", others)}, []string{named("desk 2", others), named("web 2", urls)}, []string{"desk>desk 2", "web>web 2"}},
		{"other pages, and otherwise the same", []string{named("web", urls, much)}, []string{named("tv", `"AllowedOAuthFlows":["code"],"CallbackURLs":["https://b.example"]`, much)}, nil},
		{"other scopes, and otherwise the same", []string{named("partner a", secret, much, `"AllowedOAuthScopes":["a/read"]`)}, []string{named("partner b", secret, much, `"AllowedOAuthScopes":["b/read"]`)}, nil},
		{"two names exchanged", []string{named("web", urls), named("desk", others)}, []string{named("desk", urls), named("web", others)}, nil},
		{"a name passed on", []string{named("web", urls), named("desk", others)}, []string{named("desk", urls), named("tv", others)}, nil},
		{"a name passed on to a client with a secret", []string{named("web", urls), named("desk", secret, urls)}, []string{named("desk", urls), named("tv", urls)}, nil},
		{"beside one that gets similar", []string{named("web", urls), named("desk", others)}, []string{named("shop", urls), named("desk", urls, `"AccessTokenValidity":2`)}, []string{"web>shop"}},
		{"beside one that is the same", []string{named("web", urls), named("desk", urls)}, []string{named("shop", urls), named("desk", urls)}, []string{"web>shop"}},
		{"one of two with a name", []string{named("web", urls), named("web", urls)}, []string{named("web", urls), named("shop", urls)}, nil},
		{"two to one name", []string{named("web", urls)}, []string{named("shop", urls), named("shop", urls)}, nil},
		{"another client", []string{named("web", urls)}, []string{named("job", secret, `"AllowedOAuthFlows":["client_credentials"]`)}, nil},
	} {
		from, to := poolWith(t, test.from...), poolWith(t, test.to...)
		if got := renamed(Renamings(from, to)); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// Law: only app clients have a name that an update changes.
func TestOperationsThatRename(t *testing.T) {
	for _, o := range Operations {
		if want := o == &createUserPoolClient || o.Name == "CreateShelf"; o.Renames() != want {
			t.Errorf("%s: %v", o.Name, o.Renames())
		}
	}
}

// Law: the way back renames the same things back. A pool with its new names differs
// from the old one in nothing but names.
func TestRenamingsLeadBack(t *testing.T) {
	found := 0
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 31))
		from := randomPool(r)
		nameApart(from)
		to := from.Clone()
		for i := range to.CreateUserPoolClient {
			if r.IntN(2) == 0 {
				path := at(atClients, i, "ClientName")
				was := *to.CreateUserPoolClient[i].ClientName
				if err := to.Set(path, was+" 2"); err != nil {
					t.Fatal(err)
				}
				to.RenameReferences(path, was, was+" 2")
			}
			if r.IntN(2) == 0 {
				to.CreateUserPoolClient[i].AuthSessionValidity = new(7)
			}
		}
		list := Renamings(from, to)
		found += len(list)
		back := renamed(Renamings(to, from))
		for _, r := range list {
			if i := slices.Index(back, r.To+">"+r.From); i < 0 {
				t.Fatalf("seed %d: %s > %s is not renamed back: %q", seed, r.From, r.To, back)
			}
		}
		if len(back) != len(list) {
			t.Fatalf("seed %d: %q and back %q", seed, renamed(list), back)
		}
		for _, d := range Diff(from, from.Renamed(list), false) {
			if !strings.HasSuffix(d.Setting, ".ClientName") || d.Operation != "UpdateUserPoolClient" {
				t.Fatalf("seed %d: a pool with new names differs in %v", seed, d)
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d renamings", found)
	}
}

// A client with a new name is one update with its id, and what refers to it keeps its
// own id.
func TestPlanOfANewName(t *testing.T) {
	live := &Document{
		Pool: poolWith(t, named("web", urls, secret), named("tv")), PoolID: "eu-west-1_Live", ARN: "arn:live",
		IDs: Answers{"ClientId[web]": "w1", "ClientId[tv]": "t1", "ManagedLoginBrandingId[web]": "b1", "ManagedLoginBrandingId[tv]": "b2"},
	}
	goal := poolWith(t, named("tv"), named("shop", urls, own))
	goal.CreateManagedLoginBranding[1].UseCognitoProvidedValues = nil
	goal.CreateManagedLoginBranding[1].Settings = new(JSONObject(`{"a":1}`))
	p := PlanChange(live, live.Pool.Exact(goal))
	want := []string{"UpdateUserPoolClient shop ClientName", "UpdateManagedLoginBranding shop UseCognitoProvidedValues Settings"}
	if got := steps(p); !slices.Equal(got, want) {
		t.Fatalf("got %q", got)
	}
	if r := p.Steps[0].Renaming; r == nil || r.Text() != "renames web to shop; its ClientId stays" || p.Steps[1].Renaming != nil {
		t.Errorf("the renaming is %v", r)
	}
	for i, body := range []string{
		`{"UserPoolId":"eu-west-1_Live","ClientId":"w1","ClientName":"shop","AllowedOAuthFlows":["code"],"CallbackURLs":["https://a.example"]}`,
		`{"UserPoolId":"eu-west-1_Live","ManagedLoginBrandingId":"b1","Settings":{"a":1}}`,
	} {
		if got := p.Steps[i].Body(p.Answers()); !equalJSON(t, string(got), body) {
			t.Errorf("got %s", got)
		}
	}
	if len(p.Deletions()) > 0 || p.Answers()["ClientId[web]"] != "w1" {
		t.Errorf("deletions %v, answers %v", p.Deletions(), p.Answers())
	}
}

// What somebody else changed in a client that the draft renames stays.
func TestRebaseOfANewName(t *testing.T) {
	base := poolWith(t, named("web", urls), named("tv"))
	draft := poolWith(t, named("shop", urls), named("tv"))
	for _, test := range []struct{ other, want []string }{
		{[]string{named("web", urls, `"AccessTokenValidity":2`), named("tv")}, []string{named("shop", urls, `"AccessTokenValidity":2`), named("tv")}},
		{[]string{named("tv")}, []string{named("tv"), named("shop", urls)}},
		{[]string{named("web", urls), named("shop"), named("tv")}, []string{named("shop", urls), named("tv")}},
	} {
		got, want := Rebase(base, draft, poolWith(t, test.other...)), poolWith(t, test.want...)
		if differ := Diff(got, want, false); len(differ) > 0 {
			t.Errorf("with %q: got\n%s", test.other, got.JSON())
		}
	}
}
