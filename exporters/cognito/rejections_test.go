package cognito

import (
	"errors"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/aws/smithy-go"
	"github.com/go-json-experiment/json"
	"github.com/poolsmith/poolsmith/exporters/cognito/sandbox"
	"github.com/poolsmith/poolsmith/model"
)

// withoutRejection are the rules about errors that carry no answer of the
// service, with the reason.
var withoutRejection = map[string]string{
	"required":                    "failed constraint",
	"length":                      "failed constraint",
	"range":                       "failed constraint",
	"choice":                      "failed constraint",
	"invitation-without-password": "failed constraint",
	"oidc-method":                 "failed constraint",
	"account-id":                  "message unknown",
	"acr-values-equal":            "message unknown",
	"email-mfa-email-recovery":    "message unknown",
	"sms-one-sender":              "message unknown",
	"acr-mapping-oidc":            "message unknown",
	"client-token-needs-secret":   "message unknown",
	"domains-of-one-kind":         "message unknown",
	"log-destinations":            "message unknown",
	"log-source-level":            "message unknown",
	"rotation-with-refresh-flow":  "message unknown",
	"routing-needs-custom-domain": "message unknown",
	"secret-twice":                "message unknown",
	"terms-need-default-link":     "message unknown",
	"url-not-absolute":            "message unknown",
	"secret-literal":              "about the draft: a secret is never sent from it",
}

// Law: every rule about an error carries the service's answer, unless it is
// unknown or the message of a failed constraint.
func TestErrorsCarryRejections(t *testing.T) {
	for _, rule := range model.Rules {
		reason := withoutRejection[rule.ID]
		switch {
		case rule.Severity == model.Error && rule.Rejections == nil && reason == "":
			t.Errorf("%s: the service's answer is missing", rule.ID)
		case rule.Rejections != nil && reason != "":
			t.Errorf("%s: has an answer, although listed as: %s", rule.ID, reason)
		}
		for i := range rule.Rejections {
			checkRejection(t, rule.ID, &rule.Rejections[i])
		}
	}
	for id := range withoutRejection {
		if model.LookupRule(id) == nil {
			t.Errorf("no rule %s", id)
		}
	}
}

func checkRejection(t *testing.T, rule string, r *model.Rejection) {
	t.Helper()
	if (r.Values == nil) != !strings.Contains(r.Text, "%s") {
		t.Errorf("%s: %q has no values, or no place for them", rule, r.Text)
	}
	for _, name := range r.Operations {
		if !slices.ContainsFunc(model.Operations, func(o *model.Operation) bool {
			isAdd := func(e model.EntryOperations) bool { return e.Add == name }
			return o.Name == name || o.Update == name || slices.ContainsFunc(o.Entries, isAdd)
		}) {
			t.Errorf("%s: no operation %s", rule, name)
		}
	}
	for _, path := range r.Settings {
		if !isKnown(path) {
			t.Errorf("%s: no setting %s", rule, path)
		}
	}
}

// rulePools are the pools of the tests of the rules, each with the Region that
// it is for.
func rulePools(t *testing.T) []model.Facts {
	t.Helper()
	data, err := os.ReadFile("../../model/testdata/rule-pools.json")
	if err != nil {
		t.Fatal(err)
	}
	var pools []struct {
		Region string
		Pool   *model.Pool
	}
	if err := json.Unmarshal(data, &pools); err != nil {
		t.Fatal(err)
	}
	var facts []model.Facts
	for _, p := range pools {
		if p.Region == "" {
			p.Region = "eu-central-1"
		}
		facts = append(facts, model.Facts{Pool: p.Pool, Region: p.Region})
	}
	return facts
}

func errorsIn(facts model.Facts) []model.Finding {
	return slices.DeleteFunc(model.CheckIn(facts), func(f model.Finding) bool { return f.Severity != model.Error })
}

func explanationOf(code, message string, facts model.Facts) *Error {
	e := &Error{}
	e.fromService(errors.New("rejected"), &smithy.GenericAPIError{Code: code, Message: message}, facts)
	return e
}

// Law: the answer to a pool that breaks a rule is explained by that rule, in
// every operation.
func TestAnswersAreExplainedByTheirRule(t *testing.T) {
	explained := map[string]bool{}
	for _, facts := range rulePools(t) {
		for _, f := range errorsIn(facts) {
			for _, operation := range []string{"CreateUserPool", "SetUserPoolMfaConfig", "UpdateUserPool", "CreateUserPoolClient", "UpdateUserPoolClient", "SetRiskConfiguration", "AddCustomAttributes"} {
				r := f.Rejection(operation)
				if r == nil || r.Expression() == "" {
					continue
				}
				code, message := model.Reject(facts, []model.Finding{f}, operation)
				if e := explanationOf(code, message, facts); e.Rule != f.Rule || len(e.Settings) == 0 {
					t.Errorf("%s: %q is explained by the rule %q, settings %q\n%s", f.Rule, message, e.Rule, e.Settings, facts.JSON())
				}
				explained[f.Rule] = true
			}
		}
	}
	for _, rule := range model.Rules {
		if rule.Severity == model.Error && rule.Rejections != nil && rule.ID != "count" && !explained[rule.ID] {
			t.Errorf("%s: no pool of the tests breaks it", rule.ID)
		}
	}
}

// Law: whatever the sandbox rejects, its answer is explained by a rule about
// the request, unless the service's message is unknown.
func TestAnswersOfTheSandboxAreExplained(t *testing.T) {
	rejected := 0
	for _, facts := range rulePools(t) {
		s := sandbox.New(facts.Region, &sandbox.Memory{})
		create := model.Facts{Pool: &model.Pool{CreateUserPool: facts.CreateUserPool}, Region: facts.Region}
		rejected += checkAnswer(t, s, "CreateUserPool", model.EncodeJSON(facts.CreateUserPool), create)

		create.CreateUserPool.MfaConfiguration = nil
		answer := post(s, "CreateUserPool", model.EncodeJSON(create.CreateUserPool))
		if answer.Code != "" {
			continue
		}
		body := model.EncodeJSON(struct {
			UserPoolId string
			model.SetUserPoolMfaConfig
		}{answer.UserPool.ID, facts.SetUserPoolMfaConfig})
		create.SetUserPoolMfaConfig = facts.SetUserPoolMfaConfig
		rejected += checkAnswer(t, s, "SetUserPoolMfaConfig", body, create)
	}
	if rejected < 100 {
		t.Errorf("only %d requests are rejected", rejected)
	}
}

// checkAnswer counts 1 for a request that is rejected.
func checkAnswer(t *testing.T, s *sandbox.Server, operation string, body []byte, facts model.Facts) int {
	t.Helper()
	answer := post(s, operation, body)
	if answer.Code == "" {
		return 0
	}
	e := explanationOf(answer.Code, answer.Message, facts)
	findings := model.CheckIn(facts)
	isUnknown := slices.ContainsFunc(findings, func(f model.Finding) bool { return f.Message == answer.Message })
	isBroken := slices.ContainsFunc(findings, func(f model.Finding) bool { return f.Rule == e.Rule })
	isConstraint := constraint.MatchString(answer.Message) && model.LookupRule(e.Rule) != nil
	if !isUnknown && !isBroken && !isConstraint {
		t.Errorf("%s: %s: %q is explained by the rule %q\n%s", operation, answer.Code, answer.Message, e.Rule, body)
	}
	return 1
}

// sandboxAnswer is an answer of the sandbox, to what it accepts or rejects.
type sandboxAnswer struct {
	Code     string `json:"__type"`
	Message  string `json:"message"`
	UserPool struct {
		ID string `json:"Id"`
	}
}

func post(s *sandbox.Server, operation string, body []byte) sandboxAnswer {
	r := httptest.NewRequest("POST", "http://localhost/", strings.NewReader(string(body)))
	r.Header.Set("X-Amz-Target", "AWSCognitoIdentityProviderService."+operation)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	var answer sandboxAnswer
	_ = json.Unmarshal(w.Body.Bytes(), &answer) // what is not JSON has no code and no pool
	return answer
}
