package exporters

import (
	"maps"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/poolsmith/poolsmith/model"
)

func TestCDKDescribesThePool(t *testing.T) { eachCase(t, checkCDK) }

func TestPulumiDescribesThePool(t *testing.T) { eachCase(t, checkPulumi) }

// argumentsAfter reads the object that stands after mark in a program.
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

// checkCDK compares the construct with the resource of the CloudFormation
// template, which the names differ from in nothing but capitals. Goldens and
// the CDK itself show that those are right.
func checkCDK(t *testing.T, p *model.Pool) {
	t.Helper()
	out := exportCDK(p, Options{})
	_, template := readTemplates(t, exportCloudFormation(p, Options{}))
	pool := template["Resources"].(map[string]any)[poolResource].(map[string]any)
	got := flatLower(argumentsAfter(t, out.Files[0].Data, `new cognito.CfnUserPool(this, "UserPool", {`))
	want := flatLower(pool["Properties"].(map[string]any))
	maps.DeleteFunc(want, func(path string, value any) bool {
		text, _ := value.(string)
		_, tag, _ := strings.Cut(path, "\x00")
		return isCDKToken(text) != "" || isCDKToken(tag) != ""
	})
	if !maps.Equal(got, want) {
		t.Errorf("the CDK says\n%v\nCloudFormation says\n%v", got, want)
	}
}

// flatLower flattens properties under names in small letters; keys of tags
// stay.
func flatLower(properties map[string]any) map[string]any {
	renamed := map[string]any{}
	for name, value := range properties {
		if strings.EqualFold(name, "UserPoolTags") {
			name = "UserPoolTags"
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

// checkPulumi compares the resource with that of Terraform. Their names differ
// in capitals, underscores and plurals.
func checkPulumi(t *testing.T, p *model.Pool) {
	t.Helper()
	out := exportPulumi(p, Options{})
	name := label(p.CreateUserPool.PoolName)
	got := map[string]any{}
	flatten(argumentsAfter(t, out.Files[0].Data, `new aws.cognito.UserPool("`+name+`", {`), "", got)
	for path, value := range got {
		delete(got, path)
		got[composed(path)] = composedValue(value)
	}

	want := map[string]any{}
	said := map[string]cty.Value{}
	evaluate(t, parseTerraform(t, exportTerraform(p, Options{}).Files[0].Data), "", said)
	for path, value := range said {
		data, err := ctyjson.Marshal(value, value.Type())
		if err != nil {
			t.Fatal(err)
		}
		flatten(asObject(t, []byte(`{"value":`+string(data)+`}`))["value"], pulumiPath(path), want)
	}
	delete(want, "tags\x00__proto__")
	for path, value := range want {
		if _, said := got[path]; !said {
			t.Errorf("%q is missing; Terraform says %v", path, value)
		}
	}
	for path, value := range got {
		if text, isText := value.(string); path != "tags\x00" && want[path] != value && !(isText && text == "empty" && strings.HasSuffix(path, "\x00")) {
			t.Errorf("%q is %v, Terraform says %v", path, value, want[path])
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
