package tui

import (
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// withWork is a pool without errors and warnings that needs work outside it.
func withWork() *model.Pool {
	pool := model.LoadPreset("email-sign-in")
	pool.CreateUserPool.LambdaConfig = &model.LambdaConfig{PreSignUp: new(preSignUp)}
	return pool
}

// What no setting can silence has a section of its own on the review and does
// not count against the pool.
func TestReviewListsToDoApart(t *testing.T) {
	d := open(t, withWork())
	d.resize(120, 60)
	d.press("ctrl+r").sees("✓ ready", "To do outside the pool", "→ Let Cognito invoke the trigger functions")
	if before, _, _ := strings.Cut(d.screen(), "To do outside the pool"); strings.Contains(before, "let Cognito invoke") {
		t.Errorf("the work is among the findings as well:\n%s", d.screen())
	}
	d = open(t, model.LoadPreset("email-sign-in"))
	d.resize(120, 60)
	d.press("ctrl+r").sees("✓ ready").seesNot("To do")
}

// The line-by-line mode reads it out on the review only.
func TestAccessibleReviewReadsToDo(t *testing.T) {
	_, out, err := answer(t, withWork(), append(slices.Repeat([]string{"next"}, len(forms.Steps)), "done")...)
	if err != nil || strings.Count(out, "To do: let Cognito invoke the trigger functions") != 1 {
		t.Errorf("%v\n%s", err, out)
	}
}
