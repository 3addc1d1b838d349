package cognito

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/poolsmith/poolsmith/model"
)

// knownAnswer is an answer of the service, and the rule whose violation it
// reports.
type knownAnswer struct {
	rule       *model.Rule
	rejection  *model.Rejection
	expression *regexp.Regexp
}

// knownAnswers are the answers that rules carry. They are compiled on first
// use, because most runs of the program need none.
var knownAnswers = sync.OnceValue(func() []knownAnswer {
	var answers []knownAnswer
	for i := range model.Rules {
		rule := &model.Rules[i]
		for j := range rule.Rejections {
			r := &rule.Rejections[j]
			if expression := r.Expression(); expression != "" {
				answers = append(answers, knownAnswer{rule, r, regexp.MustCompile(expression)})
			}
		}
	}
	return answers
})

// knownError is an exception of the service that no rule predicts.
type knownError struct {
	code     string // the exception; empty: any
	text     string // in the message; empty: any text
	settings []string
	hint     string
}

// knownErrors are tried in order, after the answers that rules carry.
var knownErrors = []knownError{
	{text: "Invalid account recovery setting parameter", settings: []string{"CreateUserPool.AccountRecoverySetting.RecoveryMechanisms"},
		hint: "use admin_only only as a single item, each mechanism and priority once, and no verified_phone_number with SMS as a second factor"},
	{text: model.LookupOperation("CreateUserPoolDomain").Taken, settings: []string{"CreateUserPoolDomain[].Domain"},
		hint: "another pool in this Region, perhaps of another account, has this domain; set another Domain, for example with a suffix"},
	{code: "TierChangeNotAllowedException", settings: []string{"CreateUserPool.UserPoolTier"}, hint: model.TierHint},
	{code: "UserPoolTaggingException", settings: []string{"CreateUserPool.UserPoolTags"},
		hint: "use up to 50 tags; keys cannot begin with aws:, and can contain letters, digits, spaces and _ . : / = + - @"},
	{code: "LimitExceededException", hint: "the account has reached its quota of user pools in this Region; delete a pool, or request an increase in Service Quotas"},
	{code: "TooManyRequestsException", hint: "wait a minute and try again"},
	{code: "ConcurrentModificationException", hint: "another change to the pool is in progress; try again"},
	{code: "ResourceNotFoundException", hint: "the pool was deleted, or is in another Region"},
	{code: "InternalErrorException", hint: "internal error of the service; try again, and if the error persists, contact AWS Support with the request ID"},
	{code: "UserImportInProgressException", hint: "a user import job is running; wait until it ends, or stop it"},
	{code: "ScopeDoesNotExistException", hint: "use scopes that the pool's resource servers define"},
	{code: "InvalidOAuthFlowException", hint: "client_credentials cannot be combined with other flows, and requires a client secret"},
	{code: "InvalidParameterException", hint: "correct the setting in the message; `poolsmith explain` lists all settings"},
	{code: "NotAuthorizedException", hint: "the caller is not authorized; `aws sts get-caller-identity` shows the caller"},
}

// fromRules explains an answer that rules carry, and reports whether it is one.
func (e *Error) fromRules(facts model.Facts) bool {
	var matching []knownAnswer
	for _, answer := range knownAnswers() {
		if answer.matches(e) {
			matching = append(matching, answer)
		}
	}
	if len(matching) == 0 {
		return false
	}
	findings := model.CheckIn(facts)
	answer := slices.MinFunc(matching, func(a, b knownAnswer) int { return cmp.Compare(a.rank(findings), b.rank(findings)) })
	e.Settings = answer.settings(e.Message, facts.Pool)
	e.Rule = answer.rule.ID
	e.Hint = cmp.Or(answer.rejection.Hint, answer.rule.Fix) + "; see `poolsmith explain " + e.Rule + "`"
	return true
}

// matches reports whether an error is this answer.
func (a *knownAnswer) matches(e *Error) bool {
	r := a.rejection
	return a.expression.MatchString(e.Message) && (r.Text != "" || r.Code == "" || r.Code == e.Code)
}

// rank orders answers that match one error: first the rules that the draft
// breaks, the most severe first, then the others, the most severe last, because
// an error in a draft is corrected before the call. An answer that is
// recognized by its exception alone comes last of all.
func (a *knownAnswer) rank(findings []model.Finding) int {
	severity := int(a.rule.Severity)
	if a.rejection.Match == model.AnyMessage {
		return int(model.Error) + 1
	}
	if slices.ContainsFunc(findings, func(f model.Finding) bool { return f.Rule == a.rule.ID && a.rejection.Covers(f) }) {
		return -severity - 1
	}
	return severity
}

// settings returns the settings that the message is about.
func (a *knownAnswer) settings(message string, pool *model.Pool) []string {
	paths := a.rejection.Settings
	switch {
	case paths != nil:
	case a.rejection.Setting != "":
		paths = []string{a.rejection.Setting}
	default:
		paths = a.rule.Settings
	}
	name := ""
	if match := a.expression.FindStringSubmatch(message); len(match) > 1 {
		name = match[1]
	}
	var concerned []string
	for _, path := range paths {
		if path = inSchema(path, name, pool); !slices.Contains(concerned, path) {
			concerned = append(concerned, path)
		}
	}
	return setOf(concerned, pool)
}

// matches reports whether the answer is this error.
func (k *knownError) matches(e *Error) bool {
	return (k.code == "" || k.code == e.Code) && strings.Contains(e.Message, k.text)
}

func (e *Error) fromKnownErrors(pool *model.Pool) {
	for i := range knownErrors {
		if k := &knownErrors[i]; k.matches(e) {
			e.Settings, e.Hint = setOf(k.settings, pool), k.hint
			return
		}
	}
}

// setOf returns the settings that the pool sets, or all if it sets none.
func setOf(paths []string, pool *model.Pool) []string {
	var set []string
	for _, path := range paths {
		if _, isSet := pool.Get(path); isSet {
			set = append(set, path)
		}
	}
	if set == nil {
		return paths
	}
	return set
}

// inSchema gives a path inside a list of attributes the index of the named
// attribute. Without such an attribute, it returns the path of the list.
func inSchema(path, name string, pool *model.Pool) string {
	list, member, inList := strings.Cut(path, "[]")
	if !inList {
		return path
	}
	name = strings.TrimSuffix(name, ".")
	bare := strings.TrimPrefix(strings.TrimPrefix(name, "dev:"), "custom:")
	i := slices.IndexFunc(pool.CreateUserPool.Schema, func(a model.Attribute) bool {
		return name != "" && a.Name != nil && (*a.Name == name || *a.Name == bare)
	})
	if i < 0 {
		return list
	}
	return list + "[" + strconv.Itoa(i) + "]" + member
}
