package exporters

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/poolsmith/poolsmith/model"
)

func TestTerraformDescribesThePool(t *testing.T) {
	eachCase(t, checkTerraform)
}

func TestTerraformIsFormatted(t *testing.T) {
	eachCase(t, checkFormat)
}

func checkFormat(t *testing.T, p *model.Pool) {
	t.Helper()
	data := exportTerraform(p, Options{}).Files[0].Data
	if want := hclwrite.Format(data); !bytes.Equal(data, want) {
		t.Errorf("got\n%s\nwant\n%s", data, want)
	}
}

// checkTerraform evaluates the resource and compares it with the pool, both
// ways: each setting stands there or is a gap, and nothing else stands there.
func checkTerraform(t *testing.T, p *model.Pool) {
	t.Helper()
	out := exportTerraform(p, Options{})
	said := map[string]cty.Value{}
	evaluate(t, parseTerraform(t, out.Files[0].Data), "", said)
	known := map[string]bool{}
	for leaf := range p.Leaves() {
		path, value := terraformAt(leaf), leaf.Value()
		if path == "" || value == nil || !isSent(p, leaf) {
			continue
		}
		if leaf.Setting.Name() == "MfaConfiguration" {
			value = p.MfaMode()
		}
		got, found := said[path]
		same := found && got.RawEquals(ctyOf(value))
		if !same && isMissed(out, leaf.Path()) {
			continue
		}
		if !same {
			t.Errorf("%s: %s is %#v, want %#v", leaf.Path(), path, got, value)
		}
		known[path] = true
	}
	for path, value := range said {
		if !known[path] && !isSupplied(path, value) {
			t.Errorf("%s = %#v is not in the pool", path, value)
		}
	}
}

// terraformAt is the leaf's Terraform path with its list index, as evaluate
// counts them.
func terraformAt(l model.Leaf) string {
	path := l.Setting.Terraform
	if at := l.At(); len(at) > 0 {
		list, _, _ := strings.Cut(l.Setting.Path, "[]")
		name := model.Lookup(list).Terraform
		path = fmt.Sprintf("%s[%d]%s", name, at[0], strings.TrimPrefix(path, name))
	}
	return path
}

// isSent is false for the factors of a pool without MFA, which no call sends.
func isSent(p *model.Pool, l model.Leaf) bool {
	path, factor := strings.CutPrefix(l.Setting.Path, "SetUserPoolMfaConfig.")
	return !factor || p.MfaMode() != model.Off || path == "MfaConfiguration" || strings.HasPrefix(path, "WebAuthnConfiguration.")
}

// isSupplied reports whether a value that the pool lacks is one that Terraform
// needs.
func isSupplied(path string, value cty.Value) bool {
	switch {
	case path == "sms_configuration.external_id":
		return value.RawEquals(cty.StringVal(""))
	case path == "password_policy.minimum_length":
		return value.RawEquals(cty.NumberIntVal(int64(model.Implied[int](minimumLength))))
	case strings.HasSuffix(path, ".mutable"):
		return value.True()
	case strings.HasPrefix(path, "admin_create_user_config.invite_message_template."):
		return value.RawEquals(cty.StringVal(model.OwnInviteSubject)) || value.RawEquals(cty.StringVal(model.OwnInviteMessage))
	case strings.Contains(path, "_attribute_constraints."):
		return slices.Contains([]string{"0", "1", "10", "2048"}, value.AsString()) // of standard attributes
	case strings.HasSuffix(path, ".priority"):
		return value.RawEquals(cty.NumberIntVal(1))
	default:
		return strings.HasSuffix(path, ".attribute_data_type")
	}
}

func ctyOf(value any) cty.Value {
	switch v := value.(type) {
	case string:
		return cty.StringVal(wholeText(v))
	case bool:
		return cty.BoolVal(v)
	case int:
		return cty.NumberIntVal(int64(v))
	case []string:
		items := make([]cty.Value, len(v))
		for i, text := range v {
			items[i] = cty.StringVal(wholeText(text))
		}
		return cty.TupleVal(items)
	case map[string]string:
		items := map[string]cty.Value{}
		for key, text := range v {
			items[wholeText(key)] = cty.StringVal(wholeText(text))
		}
		return cty.ObjectVal(items)
	default:
		return cty.NilVal
	}
}

// parseTerraform returns the one resource of the file.
func parseTerraform(t *testing.T, data []byte) *hclsyntax.Body {
	t.Helper()
	file, problems := hclsyntax.ParseConfig(data, "main.tf", hcl.InitialPos)
	if problems.HasErrors() {
		t.Fatalf("%v\n%s", problems, data)
	}
	body := file.Body.(*hclsyntax.Body)
	if len(body.Attributes) != 0 || len(body.Blocks) != 1 || body.Blocks[0].Type != "resource" || body.Blocks[0].Labels[0] != "aws_cognito_user_pool" {
		t.Fatalf("not one resource:\n%s", data)
	}
	if label := body.Blocks[0].Labels[1]; !hclsyntax.ValidIdentifier(label) {
		t.Errorf("%q is no identifier", label)
	}
	return body.Blocks[0].Body
}

// chomp is Terraform's function: it takes newlines off the end.
var chomp = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "text", Type: cty.String}},
	Type:   function.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		return cty.StringVal(strings.TrimRight(args[0].AsString(), "\r\n")), nil
	},
})

// evaluate collects the attributes by path. Blocks that may repeat have an
// index.
func evaluate(t *testing.T, body *hclsyntax.Body, prefix string, into map[string]cty.Value) {
	t.Helper()
	context := &hcl.EvalContext{Functions: map[string]function.Function{"chomp": chomp}}
	for name, attribute := range body.Attributes {
		value, problems := attribute.Expr.Value(context)
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		into[prefix+name] = value
	}
	count := map[string]int{}
	for _, block := range body.Blocks {
		path := prefix + block.Type
		if slices.Contains([]string{"schema", "recovery_mechanism"}, block.Type) {
			path = fmt.Sprintf("%s[%d]", path, count[block.Type])
			count[block.Type]++
		}
		evaluate(t, block.Body, path+".", into)
	}
}

// schemaBlock is a block of what `terraform providers schema -json` prints.
type schemaBlock struct {
	Attributes map[string]struct {
		Required, Optional bool
		Type               any
	} `json:"attributes"`
	Blocks map[string]struct {
		Block    schemaBlock `json:"block"`
		MaxItems int         `json:"max_items"`
		MinItems int         `json:"min_items"`
	} `json:"block_types"`
}

// TestTerraformFollowsTheSchema holds names, types and required members
// against the provider's schema.
func TestTerraformFollowsTheSchema(t *testing.T) {
	var resources map[string]struct{ Block schemaBlock }
	if err := json.Unmarshal(readFile(t, "../model/testdata/terraform-schema.json"), &resources); err != nil {
		t.Fatal(err)
	}
	schema := resources["aws_cognito_user_pool"].Block
	if len(schema.Blocks) == 0 {
		t.Fatal("no schema")
	}
	for _, c := range allCases(t) {
		t.Run(c.name, func(t *testing.T) {
			body := parseTerraform(t, exportTerraform(c.pool, Options{}).Files[0].Data)
			schema.check(t, body, "resource")
		})
	}
}

func (s schemaBlock) check(t *testing.T, body *hclsyntax.Body, path string) {
	t.Helper()
	for name, attribute := range body.Attributes {
		known, found := s.Attributes[name]
		if !found || !known.Required && !known.Optional {
			t.Errorf("%s.%s is nothing that can be set", path, name)
			continue
		}
		checkType(t, path+"."+name, attribute.Expr, known.Type)
	}
	for name, known := range s.Attributes {
		if known.Required && body.Attributes[name] == nil {
			t.Errorf("%s.%s is missing", path, name)
		}
	}
	count := map[string]int{}
	for _, block := range body.Blocks {
		known, found := s.Blocks[block.Type]
		if !found {
			t.Errorf("%s.%s is no block", path, block.Type)
			continue
		}
		if count[block.Type]++; known.MaxItems > 0 && count[block.Type] > known.MaxItems {
			t.Errorf("%s.%s stands there too often", path, block.Type)
		}
		known.Block.check(t, block.Body, path+"."+block.Type)
	}
	for name, known := range s.Blocks {
		if count[name] < known.MinItems {
			t.Errorf("%s.%s is missing", path, name)
		}
	}
}

func checkType(t *testing.T, path string, expr hcl.Expression, want any) {
	t.Helper()
	value, problems := expr.Value(&hcl.EvalContext{Functions: map[string]function.Function{"chomp": chomp}})
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	var got string
	switch kind := value.Type(); {
	case kind.IsTupleType():
		got = "[set string]"
	case kind.IsObjectType():
		got = "[map string]"
	default:
		got = kind.FriendlyName()
	}
	if want := fmt.Sprint(want); got != want {
		t.Errorf("%s is a %s, the provider wants a %s", path, got, want)
	}
}

func TestTerraformLabel(t *testing.T) {
	for name, want := range map[string]string{
		"shop": "shop", "My Shop, 2": "my_shop_2", "2nd": "pool_2nd", "": "pool", "+=,": "pool", "日本": "pool", "_a-b.c@d_": "a_b_c_d",
	} {
		if got := label(&name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
	if got := label(nil); got != "pool" {
		t.Errorf("no name becomes %q", got)
	}
}
