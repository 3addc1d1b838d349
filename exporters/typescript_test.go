package exporters

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/poolsmith/poolsmith/model"
)

func TestCDKDescribesThePool(t *testing.T) { eachCase(t, checkCDK) }

func TestPulumiDescribesThePool(t *testing.T) { eachCase(t, checkPulumi) }

// argumentsAfter reads the object after mark in a program.
func argumentsAfter(t *testing.T, data []byte, mark string) map[string]any {
	t.Helper()
	_, arguments, found := strings.Cut(string(data), mark)
	if !found {
		t.Fatalf("no %s in\n%s", mark, data)
	}
	object, err := readLiteral("js", arguments, "}", ":")
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return asObject(t, object)
}

// references are expressions for the id of another resource in a program, at the
// end of a line.
var references = regexp.MustCompile(`(?m): (?:this\.)?([a-zA-Z0-9]+)\.(?:ref|id|valueAsString)(,?)$`)

// withReferences turns expressions for the id of a resource into texts, after
// looking that its variable is declared before.
func withReferences(t *testing.T, data []byte) []byte {
	t.Helper()
	for _, at := range references.FindAllSubmatchIndex(data, -1) {
		variable, before := data[at[2]:at[3]], data[:at[0]]
		if !bytes.Contains(before, fmt.Appendf(nil, "const %s = new ", variable)) && !bytes.Contains(before, fmt.Appendf(nil, "this.%s = new ", variable)) {
			t.Errorf("%s is not declared before it is used:\n%s", variable, data)
		}
	}
	return references.ReplaceAll(data, []byte(`: "the id of $1"$2`))
}

// checkCDK compares the constructs with the resources of the CloudFormation
// template, which the names differ from in nothing but capitals. Goldens and
// the CDK itself show that those are right.
func checkCDK(t *testing.T, p *model.Pool) {
	t.Helper()
	program := withReferences(t, exportCDK(p, Options{}).Files[0].Data)
	_, template := readTemplates(t, exportCloudFormation(p, Options{}))
	parameters, _ := template["Parameters"].(map[string]any)
	values := map[string]string{}
	for name := range maps.Keys(parameters) {
		values[name] = idOfResource(lowerFirst(name))
	}
	for id := range template["Resources"].(map[string]any) {
		values[id] = idOfResource(lowerFirst(id))
	}
	for id, resource := range template["Resources"].(map[string]any) {
		class := strings.TrimPrefix(resource.(map[string]any)["Type"].(string), "AWS::Cognito::")
		got := flatLower(argumentsAfter(t, program, `new cognito.Cfn`+class+`(this, "`+id+`", {`))
		want := flatLower(resolved(t, resource.(map[string]any)["Properties"], values).(map[string]any))
		for _, other := range textsOf(resource.(map[string]any)["DependsOn"]) {
			call := ".addDependency(" + lowerFirst(other) + ");\n"
			if !bytes.Contains(program, []byte(lowerFirst(id)+call)) {
				t.Errorf("%s does not depend on %s", id, other)
			}
		}
		maps.DeleteFunc(want, func(path string, value any) bool {
			text, _ := value.(string)
			_, tag, _ := strings.Cut(path, "\x00")
			return isCDKToken(text) != "" || isCDKToken(tag) != ""
		})
		if !maps.Equal(got, want) {
			t.Errorf("the CDK has\n%v\nCloudFormation has\n%v", got, want)
		}
	}
}

// flatLower flattens properties under names in small letters; keys of tags
// stay.
func flatLower(properties map[string]any) map[string]any {
	renamed := map[string]any{}
	for name, value := range properties {
		for _, property := range verbatim {
			if strings.EqualFold(name, property) {
				name = property
			}
		}
		renamed[name] = value
	}
	flat := map[string]any{}
	flatten(renamed, "", flat)
	lower := map[string]any{}
	for path, value := range flat {
		name, key, isKey := strings.Cut(path, "\x00")
		path = strings.ToLower(name)
		if isKey {
			path += "\x00" + key
		}
		lower[path] = value
	}
	return lower
}

// checkPulumi compares the resources with those of Terraform. Their names differ
// in capitals, underscores and plurals.
func checkPulumi(t *testing.T, p *model.Pool) {
	t.Helper()
	program := withReferences(t, exportPulumi(p, Options{}).Files[0].Data)
	data := exportTerraform(p, Options{}).Files[0].Data
	bodies, context := terraformResources(t, p, data)
	calls, blocks := resourceCalls(p, terraformType), terraformBlocks(t, data)
	program = jsonEnds.ReplaceAll(bytes.ReplaceAll(program, []byte("JSON.stringify("), nil), []byte("$1$2"))
	for _, secret := range pulumiSecrets.FindAllSubmatch(program, -1) {
		text := quoteJS(wholeText(secretNamed(t, p, string(secret[1]))))
		used := regexp.MustCompile(`(?m): ` + string(secret[1]) + `,$`)
		program = used.ReplaceAllLiteral(program, []byte(": "+text+","))
	}
	for i, block := range blocks {
		class := strings.TrimPrefix(pulumiClass(block.Labels[0]), "cognito.")
		declared := regexp.MustCompile(`const (\w+) = new aws\.cognito\.` + class + `\("` + block.Labels[1] + `", `)
		if variable := declared.FindSubmatch(program); variable != nil {
			program = bytes.ReplaceAll(program, []byte(`: "`+idOfResource(string(variable[1]))+`"`), []byte(`: "`+idOfResource(calls[i].Path)+`"`))
		}
	}
	for i, block := range blocks {
		c := calls[i]
		class := strings.TrimPrefix(pulumiClass(block.Labels[0]), "cognito.")
		got := map[string]any{}
		flatten(argumentsAfter(t, program, `new aws.cognito.`+class+`("`+block.Labels[1]+`", {`), "", got)
		want := map[string]cty.Value{}
		evaluate(t, bodies[c.Path], context, "", want)
		comparePulumi(t, got, want)
	}
}

// jsonEnds are the ends of JSON texts, and pulumiSecrets the variables of secrets.
var (
	jsonEnds      = regexp.MustCompile(`(?m)^(  \})\)(,)$`)
	pulumiSecrets = regexp.MustCompile(`(?m)^const (\w+) = config\.requireSecret\(`)
)

func comparePulumi(t *testing.T, got map[string]any, terraform map[string]cty.Value) {
	t.Helper()
	for path, value := range maps.Clone(got) {
		delete(got, path)
		if text, isText := value.(string); isText && isJSONName(path) && !isComposed(text) {
			delete(terraform, path) // which Terraform changes
			continue
		}
		got[composed(path)] = composedValue(value)
	}
	want := map[string]any{}
	for path, value := range terraform {
		data, err := ctyjson.Marshal(value, value.Type())
		if err != nil {
			t.Fatal(err)
		}
		flatten(asObject(t, []byte(`{"value":`+string(data)+`}`))["value"], pulumiPath(path), want)
	}
	for path, value := range want {
		_, found := got[path]
		_, key, _ := strings.Cut(path, "\x00")
		switch {
		case slices.Contains(reservedTags, key):
			delete(want, path)
		case !found:
			t.Errorf("%q is missing; Terraform has %v", path, value)
		}
	}
	for path, value := range got {
		text, _ := value.(string)
		isEmpty := strings.HasSuffix(path, "\x00") && text == "empty"
		if want[path] != value && !isEmpty {
			t.Errorf("%q is %v, Terraform has %v", path, value, want[path])
		}
	}
}

// pulumiPath renames each part of a path.
func pulumiPath(path string) string {
	parts := strings.Split(path, ".")
	for i, part := range parts {
		name, index, isItem := strings.Cut(part, "[")
		parts[i] = pulumiName(name)
		if isItem {
			parts[i] += "[" + index
		}
	}
	return strings.Join(parts, ".")
}

// composed joins letters and accents as Terraform does.
func composed(text string) string { return cty.NormalizeString(text) }

func composedValue(value any) any {
	if text, ok := value.(string); ok {
		return composed(text)
	}
	return value
}

func TestCDKNames(t *testing.T) {
	for name, want := range map[string]string{
		"UserPoolName": "userPoolName", "CustomSMSSender": "customSmsSender", "KMSKeyID": "kmsKeyId", "SMSMessage": "smsMessage",
		"WebAuthnRelyingPartyID": "webAuthnRelyingPartyId", "UserPoolAddOns": "userPoolAddOns", "EnabledMfas": "enabledMfas",
		"AssumeRolePolicyDocument": "assumeRolePolicyDocument",
	} {
		if got := camel(snake(name)); got != want {
			t.Errorf("%s becomes %s, want %s", name, got, want)
		}
	}
}

func TestPulumiNames(t *testing.T) {
	for name, want := range map[string]string{
		"name": "name", "schema": "schemas", "kms_key_id": "kmsKeyId", "custom_sms_sender": "customSmsSender",
		"recovery_mechanism": "recoveryMechanisms", "username_attributes": "usernameAttributes",
		"attributes_require_verification_before_update": "attributesRequireVerificationBeforeUpdates",
	} {
		if got := pulumiName(name); got != want {
			t.Errorf("%s becomes %s, want %s", name, got, want)
		}
	}
}
