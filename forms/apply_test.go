package forms

import (
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// A correction replaces what was typed there, and leaves what was typed elsewhere.
func TestApply(t *testing.T) {
	const length, days = "CreateUserPool.Policies.PasswordPolicy.MinimumLength", "CreateUserPool.Policies.PasswordPolicy.TemporaryPasswordValidityDays"
	a := NewAnswers(&model.Pool{})
	a.Unparsed[length], a.Unparsed[days] = "12x", "soon"
	a.Apply([]model.Edit{{Path: length, Value: []byte("12")}})
	if value, _ := a.Pool.Get(length); value != 12 {
		t.Errorf("the length is %v", value)
	}
	if _, typed := a.Unparsed[length]; typed || a.Unparsed[days] != "soon" {
		t.Errorf("what was typed: %v", a.Unparsed)
	}
}
