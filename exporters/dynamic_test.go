package exporters

import (
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// Law: a dynamic reference in any one text setting, item of a list, key or
// value of a tag is in no template and no CDK program, and is a gap. ARNs
// contain it behind a good beginning, so that the resources that are created
// from ARNs (permissions, parameters, the role) see it too.
func TestDynamicReferenceInEverySetting(t *testing.T) {
	const reference = "{{resolve:secretsmanager:password}}"
	values := []string{
		reference, "a " + reference + " {####} {username}",
		"arn:aws:lambda:eu-west-1:123456789012:function:" + reference, "arn:aws:lambda:eu-west-1:123456789012:function:f:" + reference,
		"arn:aws:iam::123456789012:role/" + reference, "arn:aws:ses:eu-west-1:123456789012:identity/" + reference, "arn:aws:kms:eu-west-1:123456789012:key/" + reference,
	}
	tested := 0
	for i := range model.Catalog {
		s := &model.Catalog[i]
		for _, text := range values {
			value, ok := valueWith(s, text)
			if !ok {
				continue
			}
			for _, base := range []*model.Pool{needy(t), {}} {
				p := base.Clone()
				if strings.HasPrefix(s.Path, "SetUserPoolMfaConfig.") {
					p.SetUserPoolMfaConfig.MfaConfiguration = new(model.On)
				}
				p.CreateUserPool.Schema = []model.Attribute{{Name: new("x")}}
				p.CreateUserPool.AccountRecoverySetting = &model.AccountRecoverySetting{RecoveryMechanisms: []model.RecoveryMechanism{{}}}
				if !model.OperationOf(s.Path).MakesPool() && strings.Contains(s.Path, "[]") {
					p = withItem(t, p, s)
				}
				path := strings.ReplaceAll(s.Path, "[]", "[0]")
				if err := p.Set(path, value); err != nil {
					t.Fatalf("%s: %v", path, err)
				}
				tested++
				for _, options := range []Options{{}, everything} {
					checkNoReference(t, path, "cloudformation", p, options)
					checkNoReference(t, path, "cdk", p, options)
				}
			}
		}
	}
	if tested < 500 {
		t.Errorf("only %d pools", tested)
	}
}

// withItem returns the pool with one empty item in each list that a setting of an
// operation is in.
func withItem(t *testing.T, p *model.Pool, s *model.Setting) *model.Pool {
	t.Helper()
	var item any = map[string]any{}
	parts := strings.Split(strings.TrimSuffix(s.Path, "."+s.Name()), ".")
	for i, part := range slices.Backward(parts) {
		name, isList := strings.CutSuffix(part, "[]")
		if isList {
			item = []any{item}
		}
		if i > 0 {
			item = map[string]any{name: item}
		}
	}
	draft := asObject(t, p.JSON())
	draft[model.OperationOf(s.Path).Name] = item
	return readPool(t, model.EncodeJSON(draft))
}

// valueWith is a value of the setting that contains a text; ok is false for
// settings that contain none.
func valueWith(s *model.Setting, text string) (value any, ok bool) {
	switch s.Kind {
	case model.Bool, model.Int, model.Block, model.List:
		return nil, false
	case model.JSON:
		return jsonObject(text, text), true
	case model.Choices, model.Texts:
		return []string{text}, true
	case model.Map:
		return map[string]string{text: "v", "k": text}, true
	default:
		return text, true
	}
}

func checkNoReference(t *testing.T, path, format string, p *model.Pool, options Options) {
	t.Helper()
	f, _ := Lookup(format)
	out := f.Export(p, options)
	for _, file := range out.Files {
		code := ""
		for line := range strings.Lines(string(file.Data)) {
			// The header names gaps: as comments, and in JSON's metadata with
			// the reference disarmed.
			if !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "//") {
				code += line
			}
		}
		if strings.Contains(strings.ToLower(code), "{{resolve:") {
			t.Errorf("%s: %s has the reference:\n%s", path, file.Name, code)
		}
	}
	// A template has one mode, and one set of SMS settings.
	merged := strings.NewReplacer("SetUserPoolMfaConfig.SmsMfaConfiguration.", "CreateUserPool.", "SetUserPoolMfaConfig.Mfa", "CreateUserPool.Mfa").Replace(path)
	if !isMissed(out, path) && !isMissed(out, merged) {
		t.Errorf("%s: no gap in %s: %v", path, format, out.Gaps)
	}
}
