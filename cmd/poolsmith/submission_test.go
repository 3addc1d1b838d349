package main

import (
	"context"
	"io"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state/statetest"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// withTrigger is a pool that must be allowed to invoke a function.
const withTrigger = `{"PoolName": "shop", "LambdaConfig": {"PreSignUp": "arn:aws:lambda:eu-west-1:123456789012:function:f"}}`

// Accessible mode shows the issuer, the Lambda permissions and the next steps of a
// new pool, as the command does.
func TestAccessibleShowsNextSteps(t *testing.T) {
	isolateEnvironment(t)
	submitted := submitTo(t, newEndpoint(t, nil).URL, fault{}, func(o *submitOptions) { o.Input = writeTemp(t, "pool.json", withTrigger) })
	_, shown, found := strings.Cut(submitted.err, "\nissuer ")
	if submitted.code != exit.OK || !found || !strings.Contains(shown, "lambda add-permission") {
		t.Fatalf("exit code %d: %s", submitted.code, submitted.err)
	}
	draft, err := model.Read("pool.json", []byte(withTrigger))
	if err != nil {
		t.Fatal(err)
	}
	var errs strings.Builder
	s := streams{In: strings.NewReader("review\nsubmit\nyes\ndone\n"), Out: io.Discard, Err: &errs}
	l := &submissions{folder: t.TempDir()}
	options := wizardOptions{Options: cognito.Options{EndpointURL: newEndpoint(t, nil).URL}}
	code := s.report(runAccessible(t.Context(), s, newWizardOptions(s, options, draft.Pool, tui.NoDrafts{}, l), l))
	if code != exit.OK {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
	spaces := func(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }
	for line := range strings.Lines("issuer " + shown) {
		_, port, isOther := strings.Cut(line, "http://127.0.0.1:") // the other endpoint has another port
		if strings.HasPrefix(line, "receipt ") {
			continue
		}
		if isOther {
			line = strings.TrimSuffix(line, "http://127.0.0.1:"+port)
		}
		if !strings.Contains(spaces(errs.String()), spaces(line)) {
			t.Errorf("%q is not shown in\n%s", line, errs.String())
		}
	}
}

// On a terminal with 80 columns, the ARN of a new pool is on the line of its label.
func TestARNFitsInto80Columns(t *testing.T) {
	const arn = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab12Cd34E"
	getenv, _ := statetest.WithDrafts(t)
	u := newUser(t, getenv)
	u.wizard.Cognito = &tui.Destination{Submit: func(tui.Place, *model.Pool) tui.Conversation {
		return func(_ context.Context, talk tui.Talk) tui.Outcome {
			f := &interactiveFace{Talk: talk}
			f.showCreated(createdPool{Result: cognito.Result{ID: "eu-west-1_Ab12Cd34E", ARN: arn}})
			return tui.Outcome{Sent: true, Complete: true, Real: true, Created: &tui.Created{ID: "eu-west-1_Ab12Cd34E", ARN: arn}}
		}
	}}
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.picks(model.Presets[0].Title).press(keyReview).typed("s")
	if !strings.Contains(u.screen(), "ARN "+arn) {
		t.Errorf("the ARN is not on the line of its label:\n%s", u.screen())
	}
}
