package forms

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// Text that is no value outlives another pool of the same draft, unless its item is gone.
func TestReplaceKeepsText(t *testing.T) {
	const length, lifetime, first = "CreateUserPool.Policies.PasswordPolicy.MinimumLength", "CreateUserPoolClient[1].IdTokenValidity", "CreateUserPoolClient[0].IdTokenValidity"
	a := NewAnswers(&model.Pool{CreateUserPoolClient: make([]model.CreateUserPoolClient, 2)})
	for _, path := range []string{length, lifetime, first} {
		a.Set(Field{Path: path}, "abc")
	}
	a.Replace(&model.Pool{CreateUserPoolClient: make([]model.CreateUserPoolClient, 1)})
	if got := slices.Sorted(maps.Keys(a.Unparsed)); !slices.Equal(got, []string{length, first}) {
		t.Errorf("left is the text of %q", got)
	}
	if len(a.Pool.CreateUserPoolClient) != 1 || a.Text(Field{Path: first}) != "abc" {
		t.Errorf("%s, %v", a.Pool.JSON(), a.Unparsed)
	}
}

// Law: what refers to a name follows it whatever it is on the way: nothing, or the name of
// another item.
func TestReferencesFollowATypedName(t *testing.T) {
	pool := model.LoadPreset("social-sign-in")
	other := pool.CreateUserPoolClient[0]
	other.ClientName = new("web")
	pool.CreateUserPoolClient = append(pool.CreateUserPoolClient, other)
	pool.CreateManagedLoginBranding = append(pool.CreateManagedLoginBranding, model.CreateManagedLoginBranding{ClientId: new("web"), UseCognitoProvidedValues: new(true)})
	for _, path := range []string{"CreateUserPoolClient[0].ClientName", "CreateUserPoolClient[1].ClientName"} {
		a := NewAnswers(pool.Clone())
		field := Field{Path: path}
		before := *a.Pool.CreateManagedLoginBranding[0].ClientId + " " + *a.Pool.CreateManagedLoginBranding[1].ClientId
		was, _ := a.Pool.Get(path)
		for _, text := range []string{"browser-ap", "", "b", "browser-app", "browser-app2", "w", "we", "web", "web-", "web-three"} {
			a.Set(field, text)
			a = a.Clone()
		}
		got := *a.Pool.CreateManagedLoginBranding[0].ClientId + " " + *a.Pool.CreateManagedLoginBranding[1].ClientId
		if want := strings.Replace(before, was.(string), "web-three", 1); got != want {
			t.Errorf("%s: styles of %s, want %s", path, got, want)
		}
	}
}
