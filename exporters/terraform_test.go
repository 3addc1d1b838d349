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
	ctyjson "github.com/zclconf/go-cty/cty/json"

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

// checkTerraform evaluates the resources and compares them with the pool, both
// ways: the file has each setting or a gap for it, and nothing else. Each
// reference is to a resource of the file.
func checkTerraform(t *testing.T, p *model.Pool) {
	t.Helper()
	out := exportTerraform(p, Options{})
	evaluated := map[string]cty.Value{}
	bodies, context := terraformResources(t, p, out.Files[0].Data)
	needed := neededFirst(p)
	for resource, body := range bodies {
		if got := dependencies(t, body, context); !slices.Equal(got, needed[resource]) {
			t.Errorf("%s depends on %v, want %v", resource, got, needed[resource])
		}
		evaluate(t, body, context, resource+":", evaluated)
	}
	known := map[string]bool{}
	taken := takenValues(p, terraformType)
	for path, id := range taken {
		call, member := path[:strings.LastIndexByte(path, '.')], path[strings.LastIndexByte(path, '.')+1:]
		at := call + ":" + snake(member)
		if known[at] = true; model.Lookup(path) == nil && !evaluated[at].RawEquals(cty.StringVal(id)) {
			t.Errorf("%s is %#v, want %s", at, evaluated[at], id)
		}
	}
	for leaf := range p.Leaves() {
		path, value := placeAt(leaf, func(s *model.Setting) string { return s.Terraform }), leaf.Value()
		if id := taken[leaf.Path()]; id != "" {
			value = id
		}
		if path == "" || value == nil || !isSent(p, leaf) {
			continue
		}
		if leaf.Setting.Name() == "MfaConfiguration" {
			value = p.MfaMode()
		}
		got, found := evaluated[path]
		same := found && got.RawEquals(ctyOf(value))
		if !same && isMissed(out, leaf.Path()) {
			known[path] = known[path] || leaf.Setting.Kind == model.JSON // which Terraform changes
			continue
		}
		if !same {
			t.Errorf("%s: %s is %#v, want %#v", leaf.Path(), path, got, value)
		}
		known[path] = true
	}
	for path, value := range evaluated {
		_, name, _ := strings.Cut(path, ":")
		if !known[path] && !isSupplied(name, value) {
			t.Errorf("%s = %#v is not in the pool", path, value)
		}
	}
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
	case model.JSONObject:
		return cty.StringVal(string(v))
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

// parseTerraform returns the pool's resource.
func parseTerraform(t *testing.T, data []byte) *hclsyntax.Body {
	t.Helper()
	blocks := terraformBlocks(t, data)
	if blocks[0].Labels[0] != "aws_cognito_user_pool" {
		t.Fatalf("the pool is not the first resource:\n%s", data)
	}
	return blocks[0].Body
}

// terraformBlocks returns the resources of a file that has nothing else than the
// variables of secrets and outputs.
func terraformBlocks(t *testing.T, data []byte) hclsyntax.Blocks {
	t.Helper()
	file, problems := hclsyntax.ParseConfig(data, "main.tf", hcl.InitialPos)
	if problems.HasErrors() {
		t.Fatalf("%v\n%s", problems, data)
	}
	body := file.Body.(*hclsyntax.Body)
	var resources hclsyntax.Blocks
	seen := map[string]bool{}
	for _, block := range body.Blocks {
		name := block.Type + " " + strings.Join(block.Labels, ".")
		if seen[name] || !hclsyntax.ValidIdentifier(block.Labels[len(block.Labels)-1]) {
			t.Errorf("%s is not a block of its own", name)
		}
		seen[name] = true
		switch block.Type {
		case "resource":
			resources = append(resources, block)
		case "variable":
			if block.Body.Attributes["default"] != nil || block.Body.Attributes["sensitive"] == nil {
				t.Errorf("%s is not secret", name)
			}
		case "output":
		default:
			t.Errorf("the block %s", name)
		}
	}
	if len(body.Attributes) != 0 || len(resources) == 0 {
		t.Fatalf("not resources alone:\n%s", data)
	}
	return resources
}

// terraformVariables are the secrets that the variables of a file stand for.
func terraformVariables(t *testing.T, p *model.Pool, data []byte) map[string]cty.Value {
	t.Helper()
	variables := map[string]cty.Value{}
	for line := range strings.Lines(string(data)) {
		if name, found := strings.CutPrefix(line, `variable "`); found {
			name, _, _ = strings.Cut(name, `"`)
			variables[name] = cty.StringVal(wholeText(secretNamed(t, p, name)))
		}
	}
	return variables
}

// dependencies are the paths of the calls in depends_on.
func dependencies(t *testing.T, body *hclsyntax.Body, context *hcl.EvalContext) []string {
	t.Helper()
	list := body.Attributes["depends_on"]
	if list == nil {
		return nil
	}
	value, problems := list.Expr.Value(context)
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	var paths []string
	for _, resource := range value.AsValueSlice() {
		paths = append(paths, strings.TrimPrefix(resource.GetAttr("id").AsString(), idOfResource("")))
	}
	return paths
}

// terraformResources returns the bodies of the resources, and what expressions in
// them can refer to.
func terraformResources(t *testing.T, p *model.Pool, data []byte) (map[string]*hclsyntax.Body, *hcl.EvalContext) {
	t.Helper()
	blocks := terraformBlocks(t, data)
	calls := resourceCalls(p, terraformType)
	if len(calls) != len(blocks) {
		t.Fatalf("%d resources for %d calls:\n%s", len(blocks), len(calls), data)
	}
	bodies, values := map[string]*hclsyntax.Body{}, map[string]map[string]cty.Value{}
	for i, c := range calls {
		kind := blocks[i].Labels[0]
		if kind != c.Operation.Terraform {
			t.Fatalf("resource %d is a %s, want a %s", i, kind, c.Operation.Terraform)
		}
		bodies[c.Path] = blocks[i].Body
		if values[kind] == nil {
			values[kind] = map[string]cty.Value{}
		}
		values[kind][blocks[i].Labels[1]] = cty.ObjectVal(map[string]cty.Value{"id": cty.StringVal(idOfResource(c.Path))})
	}
	context := &hcl.EvalContext{Functions: terraformFunctions, Variables: map[string]cty.Value{}}
	for kind, labels := range values {
		context.Variables[kind] = cty.ObjectVal(labels)
	}
	context.Variables["var"] = cty.ObjectVal(terraformVariables(t, p, data))
	return bodies, context
}

// chomp is Terraform's function: it takes newlines off the end.
var chomp = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "text", Type: cty.String}},
	Type:   function.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		return cty.StringVal(strings.TrimRight(args[0].AsString(), "\r\n")), nil
	},
})

// jsonencode is Terraform's function, with the members sorted as JSONObject has them.
var jsonencode = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "value", Type: cty.DynamicPseudoType, AllowDynamicType: true, AllowNull: true}},
	Type:   function.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		data, err := ctyjson.Marshal(args[0], args[0].Type())
		if err != nil {
			return cty.NilVal, err
		}
		o, err := model.ParseJSONObject(string(data))
		return cty.StringVal(string(o)), err
	},
})

var terraformFunctions = map[string]function.Function{"chomp": chomp, "jsonencode": jsonencode}

// evaluate collects the attributes by path. Blocks that may repeat have an
// index.
func evaluate(t *testing.T, body *hclsyntax.Body, context *hcl.EvalContext, prefix string, into map[string]cty.Value) {
	t.Helper()
	for name, attribute := range body.Attributes {
		if name == "depends_on" {
			continue // see dependencies
		}
		value, problems := attribute.Expr.Value(context)
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		into[prefix+name] = value
	}
	count := map[string]int{}
	for _, block := range body.Blocks {
		path := prefix + block.Type
		if repeatedBlocks[block.Type] {
			path = fmt.Sprintf("%s[%d]", path, count[block.Type])
			count[block.Type]++
		}
		evaluate(t, block.Body, context, path+".", into)
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

// TestTerraformFollowsTheSchema compares names, types and required members
// with the provider's schema.
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
			t.Errorf("%s.%s is repeated too often", path, block.Type)
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
	value, problems := expr.Value(&hcl.EvalContext{Functions: terraformFunctions})
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

// An argument is one of a Terraform resource, by its path.
type argument struct {
	kind     string
	required bool
}

// terraformArguments are the arguments of each resource.
func terraformArguments(t *testing.T) map[string]map[string]argument {
	t.Helper()
	resources := map[string]map[string]argument{}
	for line := range strings.Lines(string(readFile(t, "../model/testdata/terraform-arguments.tsv"))) {
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(columns) < 4 {
			continue
		}
		if resources[columns[0]] == nil {
			resources[columns[0]] = map[string]argument{}
		}
		resources[columns[0]][columns[1]] = argument{columns[2], columns[3] == "required"}
	}
	return resources
}

// TestTerraformArguments: each resource has only arguments that exist, of their
// type, and those that the provider requires, unless the draft lacks what the API
// requires too.
func TestTerraformArguments(t *testing.T) {
	resources := terraformArguments(t)
	for _, c := range allCases(t) {
		t.Run(c.name, func(t *testing.T) {
			data := exportTerraform(c.pool, Options{}).Files[0].Data
			_, context := terraformResources(t, c.pool, data)
			for _, block := range terraformBlocks(t, data) {
				known := resources[block.Labels[0]]
				if known == nil && !slices.Contains(testTypes, block.Labels[0]) {
					t.Errorf("no resource %s", block.Labels[0])
				}
				if known != nil {
					checkArguments(t, known, block.Labels[0], "", block.Body, context)
				}
			}
		})
	}
}

func checkArguments(t *testing.T, known map[string]argument, resource, prefix string, body *hclsyntax.Body, context *hcl.EvalContext) {
	t.Helper()
	present := map[string]bool{}
	for name, attribute := range body.Attributes {
		if name == "depends_on" {
			continue
		}
		present[prefix+name] = true
		value, problems := attribute.Expr.Value(context)
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		kind := value.Type().FriendlyName()
		switch {
		case value.Type().IsTupleType():
			kind = "list of string"
		case value.Type().IsObjectType():
			kind = "map of string"
		}
		if want := known[prefix+name].kind; kind != want {
			t.Errorf("%s.%s%s is a %s, want %q", resource, prefix, name, kind, want)
		}
	}
	count := map[string]int{}
	for _, block := range body.Blocks {
		path := prefix + block.Type
		present[path] = true
		count[path]++
		if kind := known[path].kind; kind != "blocks" && (kind != "block" || count[path] > 1) {
			t.Errorf("%s.%s is %q, and is there %d times", resource, path, kind, count[path])
		}
		checkArguments(t, known, resource, path+".", block.Body, context)
	}
	for path, a := range known {
		rest, isBelow := strings.CutPrefix(path, prefix)
		if a.required && isBelow && !strings.Contains(rest, ".") && !present[path] && !isRequiredByAPI(resource, path) {
			t.Errorf("%s.%s is missing", resource, path)
		}
	}
}

// isRequiredByAPI reports whether the API requires an argument too, so that a draft
// without it is not valid.
func isRequiredByAPI(resource, path string) bool {
	return slices.ContainsFunc(model.Catalog, func(s model.Setting) bool {
		return s.Required && s.Terraform == path && model.OperationOf(s.Path).Terraform == resource
	})
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
