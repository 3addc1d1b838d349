package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// answer runs the line-by-line mode on answers and returns the pool and what
// was read out.
func answer(t *testing.T, start *model.Pool, answers ...string) (*model.Pool, string, error) {
	t.Helper()
	d := open(t, start)
	var out strings.Builder
	o := d.w.Options
	o.Start = start
	pool, err := Ask(context.Background(), strings.NewReader(strings.Join(answers, "\n")+"\n"), &out, o)
	return pool, out.String(), err
}

// The same answers give the same draft, line by line, as JSON and in the wizard.
func TestAccessibleAnswersGiveTheSameDraft(t *testing.T) {
	spoken, out, err := answer(t, &model.Pool{},
		"shop", "ESSENTIALS", "ACTIVE", // basics
		"1", "next", // sign-in: email
		"12", "1, no 2", "next", // password
		"ON", "authenticator app", // MFA
		"next", "next", "next", "next", // recovery, email, SMS, messages
		preSignUp, "next", // triggers
		"add", "plan", "", "", "", "", "", "next", // attributes
		"next", "next", "next", // sign-up, devices, security
		"add", "team", "payments", "review", // tags
		"done")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}

	d := open(t, &model.Pool{})
	d.typed("shop").press("enter", "right", "right", "enter", "right")
	d.goTo("sign in with").press("space")
	d.goTo("minimum length").typed("12").press("enter", "space", "down", "space", "space")
	d.goTo("multi-factor authentication").press("r", "down", "space")
	d.goTo("pre sign-up").typed(preSignUp)
	d.goTo("user attributes").press("a").typed("plan").press("esc")
	d.goTo("pool tags").press("a").typed("team").press("enter").typed("payments").press("esc")

	if !spoken.Equal(d.w.Pool()) {
		t.Errorf("line by line:\n%s\nin the wizard:\n%s", spoken.JSON(), d.w.Pool().JSON())
	}
	var written *model.Pool
	err = AskJSON(t.Context(), strings.NewReader(`{"value": "shop"}
{"value": "ESSENTIALS"}
{"value": "ACTIVE"}
{"value": ["email"]}
{"do": "go", "path": "password"}
{"value": 12}
{"value": true}
{"value": false}
{"do": "go", "path": "mfa"}
{"value": "ON"}
{"value": true}
{"do": "go", "path": "PreSignUp"}
{"value": "`+preSignUp+`"}
{"do": "go", "path": "CreateUserPool.Schema"}
{"do": "add"}
{"value": "plan"}
{"do": "go", "path": "tags"}
{"do": "add"}
{"value": "team"}
{"value": "payments"}
{"do": "finish"}`), &strings.Builder{},
		JSONOptions{Start: &model.Pool{}, Save: func(p *model.Pool) (string, error) { written = p; return "pool.json", nil }})
	if err != nil || !spoken.Equal(written) {
		t.Errorf("%v, as JSON:\n%s\nin the wizard:\n%s", err, written.JSON(), d.w.Pool().JSON())
	}
}

func (d *driver) erase(text string) *driver {
	d.t.Helper()
	for range text {
		d.press("backspace")
	}
	return d
}

func TestAccessibleReadsEverythingOut(t *testing.T) {
	_, out, err := answer(t, preset(t, "defaults"), "review", "done")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{fmt.Sprintf("Step 1 of %d: Basics.", len(forms.Steps)), "Pool name.", "Now: my-user-pool", "Review.", "0 errors"} {
		if !strings.Contains(out, text) {
			t.Errorf("no %q in\n%s", text, out)
		}
	}
	if strings.Contains(out, "\x1b") {
		t.Error("the output moves the cursor or colours text")
	}
}

func TestAccessibleGoesBackAndCorrects(t *testing.T) {
	pool, out, err := answer(t, &model.Pool{},
		"shop:x",    // refused, asked again
		"shop", "2", // plan LITE
		"next", "back", // sign-in, password, back into sign-in
		"back", "back", "back", "back", // to its start and on to basics
		"back", // to the name
		"store", "review", "done")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !strings.Contains(out, "Error: Pool name (PoolName) must contain only") {
		t.Errorf("the mistake is not read out:\n%s", out)
	}
	if name := pool.CreateUserPool.PoolName; name == nil || *name != "store" {
		t.Errorf("pool %s\n%s", pool.JSON(), out)
	}
}

func TestAccessibleKeywordsCanBeAnswers(t *testing.T) {
	pool, _, err := answer(t, &model.Pool{}, "=back", "review", "done")
	if err != nil || *pool.CreateUserPool.PoolName != "back" {
		t.Errorf("%v, %v", pool, err)
	}
}

func TestAccessibleLinesGoOn(t *testing.T) {
	pool, _, err := answer(t, preset(t, "defaults"), "review", "8", "", "", `first\`, "{####}", "review", "done")
	if err != nil {
		t.Fatal(err)
	}
	if m := pool.CreateUserPool.VerificationMessageTemplate; m == nil || *m.EmailMessage != "first\n{####}" {
		t.Errorf("pool %s", pool.JSON())
	}
}

func TestAccessibleEnds(t *testing.T) {
	if _, _, err := answer(t, &model.Pool{}, "shop"); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("answers that end: %v", err)
	}
	if _, _, err := answer(t, &model.Pool{}, "leave"); !errors.Is(err, ErrLeft) {
		t.Errorf("leave: %v", err)
	}
}

func TestAccessibleSubmits(t *testing.T) {
	_, out, err := answer(t, preset(t, "staff-mfa"), "review", "submit", "yes", "done")
	if err != nil || !strings.Contains(out, "SetUserPoolMfaConfig took 412 milliseconds.") || !strings.Contains(out, "eu-west-1_Ab12") {
		t.Errorf("%v\n%s", err, out)
	}
	_, out, _ = answer(t, &model.Pool{}, "review", "submit", "done")
	if !strings.Contains(out, "fix 1 error first") {
		t.Errorf("a pool with errors:\n%s", out)
	}
	if _, out, err = answer(t, preset(t, "staff-mfa"), "review", "submit", "leave"); !errors.Is(err, ErrLeft) {
		t.Errorf("leave at a question: %v\n%s", err, out)
	}
}

// The draft goes only when its pool was made for real.
func TestAccessibleKeepsTheDraft(t *testing.T) {
	for _, test := range []struct {
		answers []string
		refused string
		dropped int
		made    int
	}{
		{[]string{"sandbox", "yes"}, "", 0, 1},
		{[]string{"submit", "no"}, "", 0, 0},
		{[]string{"submit", "yes", "no"}, "SetUserPoolMfaConfig", 0, 1},
		{[]string{"submit", "yes", "yes", "no"}, "SetUserPoolMfaConfig", 0, 1}, // the name is asked for
		{[]string{"submit", "yes", "shop"}, "SetUserPoolMfaConfig", 0, 0},
		{[]string{"submit", "yes"}, "", 1, 1},
	} {
		d := open(t, preset(t, "staff-mfa"))
		d.refused, d.protected = test.refused, "shop"
		o := d.w.Options
		o.Start = preset(t, "staff-mfa")
		var out strings.Builder
		answers := "review\n" + strings.Join(test.answers, "\n") + "\ndone\n"
		if _, err := Ask(t.Context(), strings.NewReader(answers), &out, o); err != nil {
			t.Errorf("%q: %v\n%s", test.answers, err, out.String())
		}
		if d.store.dropped != test.dropped || d.made != test.made {
			t.Errorf("%q: removed %d drafts, %d pools are left\n%s", test.answers, d.store.dropped, d.made, out.String())
		}
	}
}

// What was typed before the question whether to delete is no answer to it.
func TestAccessibleDropsWhatWasTyped(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.refused = "SetUserPoolMfaConfig"
	o := d.w.Options
	o.Start = preset(t, "staff-mfa")
	dropped := 0
	o.DropTyped = func() { dropped++ }
	var out strings.Builder
	Ask(t.Context(), strings.NewReader("review\nsubmit\nyes\nyes\ndone\n"), &out, o)
	if d.made != 1 || dropped != 1 {
		t.Errorf("%d pools are left, dropped %d times\n%s", d.made, dropped, out.String())
	}
}

// Law: answering nothing changes nothing.
func TestAccessibleEmptyAnswersChangeNothing(t *testing.T) {
	for name, pool := range somePools(t) {
		before := string(pool.JSON())
		var empty []string
		for range 300 {
			empty = append(empty, "")
		}
		empty = append([]string{"all"}, empty...)
		after, _, err := answer(t, pool.Clone(), append(empty, "done")...)
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Fatal(err)
		}
		if after != nil && string(after.JSON()) != before {
			t.Errorf("%s changed:\n%s", name, after.JSON())
		}
	}
}

func TestEveryStepIsSpoken(t *testing.T) {
	var next []string
	for range forms.Steps {
		next = append(next, "next")
	}
	_, out, err := answer(t, preset(t, "defaults"), append(next, "done")...)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range forms.Steps {
		if !strings.Contains(out, s.Title+". "+s.Intro) {
			t.Errorf("step %s is not read out", s.ID)
		}
	}
}
