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

// The logo of the classic pages is not shown, so that an update without it would
// remove it.
func TestPlanNotesWhatIsNotShown(t *testing.T) {
	for image, want := range map[string]int{`,"ImageUrl":"https://example.com/logo.png"`: 1, `,"ImageUrl":""`: 0, ``: 0} {
		live, err := Read("live", []byte(`{"UserPool":{"Id":"eu-west-1_Live","Name":"p"},"UICustomization":[{"CSS":".a{}"`+image+`}]}`))
		if err != nil {
			t.Fatal(err)
		}
		draft := &Pool{SetUICustomization: []SetUICustomization{{CSS: new(".b{}")}}}
		if got := PlanChange(live, live.Pool.Merge(draft)).Unknown; len(got) != want {
			t.Errorf("%s: got %v", image, got)
		}
		draft.SetUICustomization[0].ImageFile = new("aGk=")
		if got := PlanChange(live, live.Pool.Merge(draft)).Unknown; len(got) > 0 {
			t.Errorf("%s with a file: got %v", image, got)
		}
	}
}

// An update of a style keeps the images and the members of its settings that the
// request omits.
func TestPlanKeepsPartsOfStyles(t *testing.T) {
	read := func(style string) *Document {
		t.Helper()
		d, err := Read("draft", []byte(`{"CreateUserPool":{"PoolName":"p"},"CreateUserPoolClient":[{"ClientName":"web"}],"CreateManagedLoginBranding":[{"ClientId":"web",`+style+`}]}`))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	const image = `{"Category":"PAGE_HEADER_LOGO","ColorMode":"LIGHT","Extension":"PNG","Bytes":"aGk="}`
	for _, test := range []struct {
		from, to string
		blocked  bool
	}{
		{`"Settings":{"a":{"b":1,"c":2}}`, `"Settings":{"a":{"b":2,"c":2}}`, false},
		{`"Settings":{"a":{"b":1,"c":2}}`, `"Settings":{"a":{"b":1}}`, true},
		{`"Settings":{"a":1}`, `"Settings":{"a":1,"d":2}`, false},
		{`"Settings":{"a":1},"Assets":[` + image + `]`, `"Settings":{"a":1}`, true},
		{`"Settings":{"a":1}`, `"Settings":{"a":1},"Assets":[` + image + `]`, false},
	} {
		plan := PlanChange(read(test.from), read(test.to).Pool)
		if got := len(plan.Blocked) > 0; got != test.blocked || (len(plan.Steps) > 0) == test.blocked {
			t.Errorf("from %s to %s: blocked %v, steps %v", test.from, test.to, plan.Blocked, plan.Steps)
		}
	}
}
