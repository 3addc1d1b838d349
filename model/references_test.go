package model

import (
	"slices"
	"strings"
	"testing"
)

// What refers to a name follows it, but not away from another item of that name.
func TestRename(t *testing.T) {
	p := LoadPreset("social-sign-in")
	p.Rename("CreateUserPoolClient[0].ClientName", "browser-app", "")
	p.Rename("CreateIdentityProvider[0].ProviderName", "Google", "G")
	if *p.CreateManagedLoginBranding[0].ClientId != "browser-app" {
		t.Error("the name is still there, but the style lost it")
	}
	p.CreateUserPoolClient[0].ClientName = nil
	p.Rename("CreateUserPoolClient[0].ClientName", "browser-app", "")
	p.Rename("CreateUserPoolClient[0].ClientName", "", "w")
	p.CreateIdentityProvider[0].ProviderName = new("G")
	p.Rename("CreateIdentityProvider[0].ProviderName", "Google", "G")
	if style, offered := *p.CreateManagedLoginBranding[0].ClientId, p.CreateUserPoolClient[0].SupportedIdentityProviders; style != "w" || !slices.Equal(offered, []string{"COGNITO", "G"}) {
		t.Errorf("style of %q, offered %q", style, offered)
	}
}

// apiPool has two resource servers with a scope of the same name, and a machine
// with both.
func apiPool() *Pool {
	p := &Pool{}
	for _, id := range []string{"https://api.example.com/v1", "jobs"} {
		p.CreateResourceServer = append(p.CreateResourceServer, CreateResourceServer{Identifier: &id, Name: &id, Scopes: []ResourceServerScope{{ScopeName: new("read")}, {ScopeName: new("write")}}})
	}
	p.CreateUserPoolClient = []CreateUserPoolClient{{ClientName: new("m"), AllowedOAuthScopes: []string{"https://api.example.com/v1/read", "jobs/read", "read"}}}
	return p
}

// The scopes of an app client follow the identifier and the scope that they
// consist of.
func TestRenameScopes(t *testing.T) {
	p := apiPool()
	rename := func(path, to string) {
		t.Helper()
		before, _ := p.Get(path)
		from, _ := before.(string)
		err := p.Set(path, to)
		if to == "" {
			err = p.Unset(path)
		}
		if err != nil {
			t.Fatal(err)
		}
		p.Rename(path, from, to)
	}
	rename("CreateResourceServer[0].Identifier", "api")
	rename("CreateResourceServer[1].Scopes[0].ScopeName", "")
	rename("CreateResourceServer[1].Scopes[0].ScopeName", "run")
	if got := strings.Join(p.CreateUserPoolClient[0].AllowedOAuthScopes, " "); got != "api/read jobs/run read" {
		t.Errorf("scopes %s", got)
	}
	rename("CreateResourceServer[1].Scopes[0].ScopeName", "write")
	rename("CreateResourceServer[1].Scopes[0].ScopeName", "x")
	if got := strings.Join(p.CreateUserPoolClient[0].AllowedOAuthScopes, " "); got != "api/read jobs/write read" {
		t.Errorf("two scopes had the name; scopes %s", got)
	}
}

// A reference can be any value that the draft has, and those that are known
// without it; other settings have none.
func TestCandidates(t *testing.T) {
	social, api := LoadPreset("social-sign-in"), apiPool()
	api.CreateResourceServer[1].Identifier = nil
	tests := []struct {
		pool       *Pool
		path, want string
	}{
		{social, "CreateUserPoolClient[0].SupportedIdentityProviders", "COGNITO Google"},
		{social, "CreateManagedLoginBranding[0].ClientId", "browser-app"},
		{api, "CreateUserPoolClient[0].AllowedOAuthScopes", "openid email phone profile aws.cognito.signin.user.admin https://api.example.com/v1/read https://api.example.com/v1/write"},
		{&Pool{}, "CreateUserPoolClient[0].SupportedIdentityProviders", "COGNITO"},
		{&Pool{}, "CreateManagedLoginBranding[0].ClientId", ""},
		{social, "CreateUserPoolClient[0].CallbackURLs", ""},
	}
	for _, test := range tests {
		if got := strings.Join(optionValues(test.pool.Candidates(Lookup(test.path))), " "); got != test.want {
			t.Errorf("%s: %q, want %q", test.path, got, test.want)
		}
	}
}

// A domain prefix that was made of the name of the pool follows it, also while it
// is typed; another one stays.
func TestDomainFollowsPoolName(t *testing.T) {
	p := LoadPreset("web-app")
	from := *p.CreateUserPool.PoolName
	for _, to := range []string{"", "s", "sh", "shop"} {
		p.CreateUserPool.PoolName = &to
		p.Rename("CreateUserPool.PoolName", from, to)
		from = to
	}
	if domain := *p.CreateUserPoolDomain[0].Domain; domain != DomainPrefix("shop") {
		t.Errorf("domain %s", domain)
	}
	p.CreateUserPoolDomain[0].Domain = new("mine-42")
	p.CreateUserPool.PoolName = new("other")
	if p.Rename("CreateUserPool.PoolName", "shop", "other"); *p.CreateUserPoolDomain[0].Domain != "mine-42" {
		t.Errorf("domain %s", *p.CreateUserPoolDomain[0].Domain)
	}
}
