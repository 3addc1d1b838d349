package sandbox

import (
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// validate rejects what the rules report as an error in what an operation concerns,
// with the service's answer to it. What a call cannot correct, such as a scope of an
// app client whose resource server was deleted, does not reject it. All violated limits
// of single settings are reported together and first; of the rules about several
// settings only the first violation is reported.
func validate(p *model.Pool, region, operation string, concerns func(setting string) bool) error {
	facts := model.Facts{Pool: p, Region: region}
	findings := slices.DeleteFunc(model.CheckIn(facts), func(f model.Finding) bool {
		return f.Severity != model.Error || f.Rule == secretLiteral || !f.CanReject(operation) || !slices.ContainsFunc(f.Settings, concerns)
	})
	if len(findings) == 0 {
		return nil
	}
	var constraints []string
	for _, f := range findings {
		if text := constraint(p, f, operation); text != "" && !slices.Contains(constraints, text) {
			constraints = append(constraints, text)
		}
	}
	if constraints != nil {
		return batch(constraints)
	}
	code, message := model.Reject(facts, findings, operation)
	return newException(code, "%s", message)
}

// within returns whether a setting is path, something in it, or the list of which it
// is an item: SetUICustomization, of SetUICustomization[0].
func within(path string) func(setting string) bool {
	list, _, _ := strings.Cut(path, "[")
	return func(setting string) bool {
		rest, found := strings.CutPrefix(setting, path)
		return setting == list || found && (rest == "" || rest[0] == '.' || rest[0] == '[')
	}
}

// rejected is the service's answer to what breaks a rule, for a case that the
// rule does not find in the pool alone.
func rejected(rule string) error {
	return invalid("%s", model.LookupRule(rule).Rejections[0].Text)
}

// secretLiteral is the rule that a draft has no secrets. Requests have them.
const secretLiteral = "secret-literal"
