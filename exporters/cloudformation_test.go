package exporters

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/poolsmith/poolsmith/model"
)

// poolResource is the name of the pool in a template.
const poolResource = "UserPool"

func TestCloudFormationDescribesThePool(t *testing.T) {
	eachCase(t, checkCloudFormation)
}

// checkCloudFormation reads both templates and compares the pool in them with
// the draft, both ways: the template has each setting or a gap for it, and
// nothing else.
func checkCloudFormation(t *testing.T, p *model.Pool) {
	t.Helper()
	out := exportCloudFormation(p, Options{})
	fromYAML, fromJSON := readTemplates(t, out)
	if !reflect.DeepEqual(fromYAML, fromJSON) {
		t.Errorf("YAML has\n%v\nJSON has\n%v", fromYAML, fromJSON)
	}
	resources := templateResources(t, p, out, fromJSON)
	if got, want := strings.Join(textsOf(resources["CreateUserPool"]["EnabledMfas"]), " "), strings.Join(p.SecondFactors(), " "); got != want {
		t.Errorf("the factors are %s, want %s", got, want)
	}
	flatValues := map[string]any{}
	for resource, properties := range resources {
		flat := map[string]any{}
		flatten(properties, "", flat)
		for path, value := range flat {
			flatValues[resource+":"+path] = value
		}
	}
	known := map[string]bool{}
	taken := takenValues(p, cloudFormationType)
	for path, id := range taken {
		dot := strings.LastIndexByte(path, '.')
		at := path[:dot] + ":" + path[dot+1:]
		if known[at] = true; model.Lookup(path) == nil && flatValues[at] != id {
			t.Errorf("%s is %v, want %s", at, flatValues[at], id)
		}
	}
	for leaf := range p.Leaves() {
		path, value := placeAt(leaf, func(s *model.Setting) string { return s.CloudFormation }), leaf.Value()
		if id := taken[leaf.Path()]; id != "" {
			value = id
		}
		if leaf.Setting.Kind == model.List && leaf.Len() == 0 || leaf.Setting.Kind == model.Block {
			known[path+"\x00"] = true
		}
		if leaf.Setting.CloudFormation == "EnabledMfas" || value == nil || !isSent(p, leaf) {
			continue
		}
		if leaf.Setting.Name() == "MfaConfiguration" {
			value = p.MfaMode()
		}
		got := map[string]any{}
		for at := range flatValues {
			if at == path || strings.HasPrefix(at, path+"\x00") {
				got[at] = flatValues[at]
			}
		}
		want := map[string]any{}
		flattenSetting(plain(t, value), path, leaf.Setting.Kind, want)
		sms := "CreateUserPool" + strings.TrimPrefix(leaf.Path(), model.SmsFactorPath) // where both requests have it, there is one gap
		if !maps.Equal(got, want) && !isMissed(out, leaf.Path()) && !isMissed(out, sms) {
			t.Errorf("%s: %s is %v, want %v", leaf.Path(), path, got, want)
		}
		for at, value := range got {
			known[at] = known[at] || want[at] == value
		}
	}
	for path, value := range flatValues {
		isMode := path == "CreateUserPool:MfaConfiguration" && value == model.Off && p.SetUserPoolMfaConfig.WebAuthnConfiguration != nil
		isUnset := strings.HasSuffix(path, ":ClientId") && value == "ALL" // which CloudFormation requires
		if !known[path] && !isMode && !isUnset && !strings.HasPrefix(path, "CreateUserPool:EnabledMfas\x00") {
			t.Errorf("%s = %v is not in the pool", path, value)
		}
	}
}

// templateResources returns the properties of the resources, in which the id of
// another resource stands for each reference to it, and the reference of the draft
// for a secret.
func templateResources(t *testing.T, p *model.Pool, out Output, template map[string]any) map[string]map[string]any {
	t.Helper()
	all := template["Resources"].(map[string]any)
	calls, order := resourceCalls(p, cloudFormationType), resourceOrder(t, out)
	if len(calls) != len(order) {
		t.Fatalf("%d resources for %d calls", len(order), len(calls))
	}
	values := map[string]string{}
	for i, id := range order {
		values[id] = idOfResource(calls[i].Path)
	}
	parameters, _ := template["Parameters"].(map[string]any)
	for name, parameter := range parameters {
		if values[name] != "" || parameter.(map[string]any)["NoEcho"] != true || parameter.(map[string]any)["Default"] != nil {
			t.Errorf("%s is %v", name, parameter)
		}
		values[name] = wholeText(secretNamed(t, p, name))
	}
	needed := neededFirst(p)
	resources := map[string]map[string]any{}
	for i, id := range order {
		resource, path := all[id].(map[string]any), calls[i].Path
		if resource["Type"] != calls[i].Operation.CloudFormation {
			t.Errorf("%s is a %s", path, resource["Type"])
		}
		resources[path] = resolved(t, resource["Properties"], values).(map[string]any)
		var first []string
		for _, other := range textsOf(resource["DependsOn"]) {
			first = append(first, strings.TrimPrefix(values[other], idOfResource("")))
		}
		if !slices.Equal(first, needed[path]) {
			t.Errorf("%s depends on %v, want %v", path, first, needed[path])
		}
	}
	return resources
}

// resourceOrder are the ids of the resources in the order of the template.
func resourceOrder(t *testing.T, out Output) []string {
	t.Helper()
	var document yaml.Node
	if err := yaml.Unmarshal(out.Files[0].Data, &document); err != nil {
		t.Fatal(err)
	}
	top := document.Content[0].Content
	for i := 0; i < len(top); i += 2 {
		if top[i].Value != "Resources" {
			continue
		}
		var ids []string
		for n := 0; n < len(top[i+1].Content); n += 2 {
			ids = append(ids, top[i+1].Content[n].Value)
		}
		return ids
	}
	t.Fatal("no resources")
	return nil
}

// resolved replaces each reference.
func resolved(t *testing.T, value any, values map[string]string) any {
	t.Helper()
	block, isBlock := value.(map[string]any)
	if !isBlock {
		return value
	}
	if id, isReference := block["Ref"].(string); isReference && len(block) == 1 {
		if values[id] == "" {
			t.Errorf("%s is nothing", id)
		}
		return values[id]
	}
	for name, inner := range block {
		block[name] = resolved(t, inner, values)
	}
	return block
}

// readTemplates reads both templates, without what is JSON's alone.
func readTemplates(t *testing.T, out Output) (fromYAML, fromJSON map[string]any) {
	t.Helper()
	fromYAML, fromJSON = yamlObject(t, out.Files[0].Data), asObject(t, out.Files[1].Data)
	delete(fromJSON, "Metadata")
	return fromYAML, fromJSON
}

func yamlObject(t *testing.T, data []byte) map[string]any {
	t.Helper()
	var document yaml.Node
	if err := yaml.Unmarshal(data, &document); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	var b bytes.Buffer
	writeNode(t, &b, spellTags(t, document.Content[0]))
	return asObject(t, b.Bytes())
}

// spellTags writes !Ref and !GetAtt out, as CloudFormation does before it looks
// at anything.
func spellTags(t *testing.T, n *yaml.Node) *yaml.Node {
	t.Helper()
	text := func(s string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s} }
	switch {
	case n.Tag == "!Ref":
		return &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{text("Ref"), text(n.Value)}}
	case n.Tag == "!GetAtt":
		resource, attribute, _ := strings.Cut(n.Value, ".")
		parts := &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{text(resource), text(attribute)}}
		return &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{text("Fn::GetAtt"), parts}}
	case strings.HasPrefix(n.Tag, "!") && !strings.HasPrefix(n.Tag, "!!"):
		t.Errorf("the tag %s", n.Tag)
	}
	for i := range n.Content {
		n.Content[i] = spellTags(t, n.Content[i])
	}
	return n
}

func asObject(t *testing.T, data []byte) map[string]any {
	t.Helper()
	var o map[string]any
	if err := json.Unmarshal(data, &o); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return o
}

// plain is a value as JSON has it.
func plain(t *testing.T, value any) any {
	t.Helper()
	var p any
	if err := json.Unmarshal(model.EncodeJSON(value), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

func textsOf(list any) []string {
	var texts []string
	items, _ := list.([]any)
	for _, item := range items {
		texts = append(texts, item.(string))
	}
	return texts
}

// flatten collects scalars by path: dots before names of blocks, numbers in
// brackets for their lists. In maps and lists of texts, NUL precedes
// the key or index, so that no key looks like a path.
func flatten(value any, path string, into map[string]any) {
	switch v := value.(type) {
	case map[string]any:
		if isJSONName(path[strings.LastIndexByte(path, ':')+1:]) {
			into[path] = jsonText(v)
			return
		}
		if len(v) == 0 {
			into[path+"\x00"] = "empty"
		}
		for name, inner := range v {
			switch {
			case path == "":
				flatten(inner, name, into)
			case isMapName(path):
				into[path+"\x00"+name] = inner
			default:
				flatten(inner, path+"."+name, into)
			}
		}
	case []any:
		if len(v) == 0 {
			into[path+"\x00"] = "empty"
		}
		for i, item := range v {
			if block, ok := item.(map[string]any); ok {
				flatten(block, fmt.Sprintf("%s[%d]", path, i), into)
			} else {
				into[fmt.Sprintf("%s\x00%d", path, i)] = item
			}
		}
	default:
		into[path] = v
	}
}

// jsonText is an object as JSONObject has it.
func jsonText(o map[string]any) string {
	text, err := model.ParseJSONObject(string(model.EncodeJSON(o)))
	if err != nil {
		panic(err)
	}
	return string(text)
}

// flattenSetting collects the scalars of one setting.
func flattenSetting(value any, path string, kind model.Kind, into map[string]any) {
	entries, isObject := value.(map[string]any)
	if kind != model.Map || !isObject || len(entries) == 0 {
		flatten(value, path, into)
		return
	}
	for key, text := range entries {
		into[path+"\x00"+key] = text
	}
}

// TestCloudFormationFollowsTheSchema compares names and types with the schema
// that CloudFormation publishes.
func TestCloudFormationFollowsTheSchema(t *testing.T) {
	schemas := cloudFormationSchemas(t)
	var pools []optionCase
	for _, c := range allCases(t) {
		pools = append(pools, optionCase{testCase: c})
	}
	for _, c := range append(pools, optionCases(t)...) {
		t.Run(c.name, func(t *testing.T) {
			_, template := readTemplates(t, exportCloudFormation(c.pool, c.options))
			for id, resource := range template["Resources"].(map[string]any) {
				kind := resource.(map[string]any)["Type"].(string)
				schema, found := schemas[kind].(map[string]any)
				if found {
					checkSchema(t, schema, schema, id, resource.(map[string]any)["Properties"])
				} else if strings.HasPrefix(kind, "AWS::Cognito::") && !slices.Contains(testTypes, kind) {
					t.Errorf("no resource %s", kind)
				}
			}
		})
	}
}

// cloudFormationSchemas are the schemas of all resources, by type.
func cloudFormationSchemas(t *testing.T) map[string]any {
	t.Helper()
	schemas := asObject(t, readFile(t, "../model/testdata/cloudformation-schema.json"))
	maps.Copy(schemas, asObject(t, readFile(t, "../model/testdata/cloudformation-schema-more.json")))
	return schemas
}

// linked is a part of a schema, or what it links to.
func linked(all any, schema map[string]any) map[string]any {
	link, isLink := schema["$ref"].(string)
	if !isLink {
		return schema
	}
	definitions := all.(map[string]any)["definitions"].(map[string]any)
	return definitions[strings.TrimPrefix(link, "#/definitions/")].(map[string]any)
}

func checkSchema(t *testing.T, all, schema map[string]any, path string, value any) {
	t.Helper()
	schema = linked(all, schema)
	if block, ok := value.(map[string]any); ok && (block["Ref"] != nil || block["Fn::GetAtt"] != nil) {
		value = "text"
	}
	switch v := value.(type) {
	case map[string]any:
		known, ok := schema["properties"].(map[string]any)
		if !ok {
			return // tags
		}
		for name, inner := range v {
			member, ok := known[name].(map[string]any)
			if !ok || slices.Contains(textsOf(schema["readOnlyProperties"]), "/properties/"+name) {
				t.Errorf("%s.%s is nothing that can be set", path, name)
				continue
			}
			checkSchema(t, all, member, path+"."+name, inner)
		}
		for _, name := range textsOf(schema["required"]) {
			if v[name] == nil && !isRequiredProperty(name) {
				t.Errorf("%s.%s is missing", path, name)
			}
		}
	case []any:
		for _, item := range v {
			checkSchema(t, all, schema["items"].(map[string]any), path+"[]", item)
		}
	}
	types := map[string]reflect.Kind{"object": reflect.Map, "array": reflect.Slice, "string": reflect.String, "boolean": reflect.Bool, "integer": reflect.Float64}
	if want := schema["type"]; want != nil && types[want.(string)] != reflect.TypeOf(value).Kind() {
		t.Errorf("%s is a %T, the schema wants %s", path, value, want)
	}
}

// isRequiredProperty reports whether the API requires a property too, so that a
// draft without it is not valid: of Links, an entry.
func isRequiredProperty(name string) bool {
	return name == "Links" || slices.ContainsFunc(model.Catalog, func(s model.Setting) bool {
		return s.Required && s.CloudFormation[strings.LastIndexByte(s.CloudFormation, '.')+1:] == name
	})
}

func TestCloudFormationKeepsWhatIsProtected(t *testing.T) {
	for protection, want := range map[string]any{"ACTIVE": "Retain", "INACTIVE": nil} {
		p := &model.Pool{}
		p.CreateUserPool.DeletionProtection = &protection
		_, template := readTemplates(t, exportCloudFormation(p, Options{}))
		pool := template["Resources"].(map[string]any)[poolResource].(map[string]any)
		if pool["DeletionPolicy"] != want || pool["UpdateReplacePolicy"] != want {
			t.Errorf("%s: %v", protection, pool)
		}
	}
}

// dynamicTexts are dynamic references of CloudFormation, and texts that come
// near to them.
var dynamicTexts = []string{
	"{{resolve:secretsmanager:password}}", "{{resolve:ssm:name:1}}", "{{resolve:ssm-secure:name:1}}",
	"{{ resolve:ssm:x}}", "{{resolve :ssm:x}}", "{{Resolve:ssm:x}}", "{{RESOLVE:ssm:x}}", "{{\nresolve:ssm:x}}",
	"{ {resolve:ssm:x}}", "{{{resolve:ssm:x}}}", "${{resolve:ssm:x}}", "{{{{resolve:ssm:x}}resolve:ssm:x}}", "{{resolve:", "a {{resolve:ssm:x}} b",
}

// dynamicCases are pools with such a text in every setting that can have one,
// names of tags and items of lists included; with a role to make and without.
func dynamicCases(t testing.TB) []optionCase {
	t.Helper()
	var cases []optionCase
	for i, text := range dynamicTexts {
		p := texts(text, text)
		p.CreateUserPool.UserPoolTags = map[string]string{text: "name", "value": text, "team": "identity"}
		cases = append(cases, optionCase{testCase{fmt.Sprint("dynamic-", i), p}, Options{}})
		p = p.Clone()
		p.CreateUserPool.SmsConfiguration.SnsCallerArn = nil
		p.CreateUserPool.LambdaConfig = needy(t).CreateUserPool.LambdaConfig
		cases = append(cases, optionCase{testCase{fmt.Sprint("dynamic-role-", i), p}, everything})
	}
	return cases
}

// checkInert looks for dynamic references in every text of a template, names
// included, whatever their spaces and letters.
func checkInert(t *testing.T, where string, value any) {
	t.Helper()
	check := func(text string) {
		if plain := strings.ToLower(strings.Join(strings.Fields(text), "")); strings.Contains(plain, "{{resolve:") {
			t.Errorf("%s: CloudFormation would resolve %q", where, text)
		}
	}
	switch v := value.(type) {
	case string:
		check(v)
	case []any:
		for _, item := range v {
			checkInert(t, where, item)
		}
	case map[string]any:
		for name, inner := range v {
			check(name)
			checkInert(t, where+"."+name, inner)
		}
	}
}

// TestNoDynamicReferences: a template resolves no text of a pool, in no
// setting.
func TestNoDynamicReferences(t *testing.T) {
	for _, c := range dynamicCases(t) {
		out := exportCloudFormation(c.pool, c.options)
		fromYAML, fromJSON := readTemplates(t, out)
		if !reflect.DeepEqual(fromYAML, fromJSON) {
			t.Errorf("%s: YAML has\n%v\nJSON has\n%v", c.name, fromYAML, fromJSON)
		}
		checkInert(t, c.name, fromYAML)
		checkInert(t, c.name, asObject(t, out.Files[1].Data)) // its comment as well
		for _, path := range []string{"CreateUserPool.PoolName", "CreateUserPool.UsernameAttributes", "CreateUserPool.SmsConfiguration.ExternalId", "CreateUserPool.UserPoolTags"} {
			if !isMissed(out, path) {
				t.Errorf("%s: %s is no gap", c.name, path)
			}
		}
	}
}

// TestNothingIsInterpreted names what a template or the CDK would read as
// something else than text, in every place.
func TestNothingIsInterpreted(t *testing.T) {
	tests := map[string][]string{
		"cloudformation": {"{{resolve:secretsmanager:password}}"},
		"cdk":            {"{{resolve:ssm:name}}", "${Token[TOKEN.1]}", "#{Token[TOKEN.1]}"},
	}
	for name, texts := range tests {
		format, _ := Lookup(name)
		for _, text := range texts {
			p := &model.Pool{}
			p.CreateUserPool.SmsAuthenticationMessage = new("Your code {####} " + text)
			p.CreateUserPool.UserPoolTags = map[string]string{"value": text, text: "name", "team": "identity"}
			p.CreateUserPool.AliasAttributes = []string{"email", text}
			p.CreateUserPool.SmsConfiguration = &model.SmsConfiguration{ExternalId: &text}
			out := format.Export(p, Options{SmsRole: true})
			if len(out.Gaps) != 5 {
				t.Errorf("%s: %q: gaps are %v", name, text, out.Gaps)
			}
			for _, file := range out.Files {
				for line := range strings.Lines(string(file.Data)) {
					isComment := strings.HasPrefix(line, "#") || strings.HasPrefix(line, "//")
					if !isComment && strings.Contains(line, text) {
						t.Errorf("%s has %s", file.Name, line)
					}
				}
			}
		}
	}
}

func TestTagsAreNoFunctions(t *testing.T) {
	p := &model.Pool{}
	p.CreateUserPool.UserPoolTags = map[string]string{"Ref": "UserPool", "Fn::Sub": "x", "__proto__": "x", "Refer": "x", "__meta": "x", "4dabf18193072939515e22adb298388d": "x"}
	for name, want := range map[string]int{"cloudformation": 2, "cdk": 3, "pulumi": 3, "terraform": 0} {
		format, _ := Lookup(name)
		out := format.Export(p, Options{})
		if len(out.Gaps) != want {
			t.Errorf("%s: gaps are %v, want %d", name, out.Gaps, want)
		}
		if !bytes.Contains(out.Files[0].Data, []byte("Refer")) {
			t.Errorf("%s lost a tag that is only a tag", name)
		}
	}
}

// TestCloudFormationLengths compares the limits of CloudFormation's schema with
// those of the API: where CloudFormation accepts less, it is known.
func TestCloudFormationLengths(t *testing.T) {
	schemas := cloudFormationSchemas(t)
	limits := map[string]int{}
	for i := range model.Catalog {
		s := &model.Catalog[i]
		o := model.OperationOf(s.Path)
		if o.Into != "" {
			o = model.LookupOperation(o.Into)
		}
		schema, _ := schemas[o.CloudFormation].(map[string]any)
		for name := range strings.SplitSeq(s.CloudFormation, ".") {
			schema = linked(schemas[o.CloudFormation], schema)
			if items, isList := schema["items"].(map[string]any); isList {
				schema = linked(schemas[o.CloudFormation], items)
			}
			properties, _ := schema["properties"].(map[string]any)
			schema, _ = properties[name].(map[string]any)
		}
		limit, limited := linked(schemas[o.CloudFormation], schema)["maxLength"].(float64)
		max := s.Max
		if s.Kind == model.Base64 {
			max = (s.Max + 2) / 3 * 4
		}
		if limited && s.Kind != model.Choice && (max == 0 || int(limit) < max) {
			limits[s.CloudFormation] = int(limit)
		}
	}
	if !maps.Equal(limits, cfnLengths) {
		t.Errorf("the limits are %v, the exporter knows %v", limits, cfnLengths)
	}
	for path, at := range map[string]int{"SetUserPoolMfaConfig.EmailMfaConfiguration.Subject": 140, "SetUserPoolMfaConfig.WebAuthnConfiguration.RelyingPartyId": 63} {
		for length, missed := range map[int]bool{at: false, at + 1: true} {
			p := &model.Pool{}
			p.SetUserPoolMfaConfig.MfaConfiguration = new(model.On)
			if err := p.Set(path, strings.Repeat("é", length)); err != nil {
				t.Fatal(err)
			}
			if got := isMissed(exportCloudFormation(p, Options{}), path); got != missed {
				t.Errorf("%s of %d characters: missed is %t", path, length, got)
			}
		}
	}
}

func TestLongRelyingPartyIsMissed(t *testing.T) {
	p := &model.Pool{}
	domain := strings.Repeat("a", 60) + ".com"
	p.SetUserPoolMfaConfig.WebAuthnConfiguration = &model.WebAuthnConfiguration{RelyingPartyId: &domain}
	if out := exportCloudFormation(p, Options{}); !isMissed(out, "SetUserPoolMfaConfig.WebAuthnConfiguration.RelyingPartyId") {
		t.Error("a domain of 64 characters is no gap")
	}
}
