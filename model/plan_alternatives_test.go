package model

import (
	"strings"
	"testing"
)

// One of the alternatives of a request replaces another one, although the update
// keeps what it omits.
func TestPlanReplacesAlternatives(t *testing.T) {
	const provided, own = `"UseCognitoProvidedValues":true`, `"Settings":{"a":1}`
	read := func(style string) *Document {
		t.Helper()
		d, err := Read("draft", []byte(`{"CreateUserPool":{"PoolName":"p"},"CreateUserPoolClient":[{"ClientName":"web"}],"CreateManagedLoginBranding":[{"ClientId":"web",`+style+`}]}`))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, test := range []struct{ from, to, sent, omitted string }{
		{provided, own, "Settings", "UseCognitoProvidedValues"},
		{own, provided, "UseCognitoProvidedValues", "Settings"},
	} {
		plan := PlanChange(read(test.from), read(test.to).Pool)
		if len(plan.Blocked) > 0 || len(plan.Steps) != 1 {
			t.Fatalf("from %s to %s: blocked %v, steps %v", test.from, test.to, plan.Blocked, plan.Steps)
		}
		if body := string(plan.Steps[0].Body(Answers{})); !strings.Contains(body, test.sent) || strings.Contains(body, test.omitted) {
			t.Errorf("from %s to %s: %s", test.from, test.to, body)
		}
	}
}
