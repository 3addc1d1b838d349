package forms

import (
	"maps"
	"slices"
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
