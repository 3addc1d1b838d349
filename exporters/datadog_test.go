package exporters

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// datadogFields are the fields of the resource catalog, with their types.
func datadogFields(t *testing.T) map[string]string {
	t.Helper()
	fields := map[string]string{}
	for line := range strings.Lines(string(readFile(t, "testdata/datadog-fields.tsv"))) {
		if parts := strings.Split(line, "\t"); len(parts) == 3 {
			fields[parts[0]] = parts[1]
		}
	}
	return fields
}

func TestDatadogListsOnlyWhatExists(t *testing.T) {
	fields := datadogFields(t)
	eachCase(t, func(t *testing.T, p *model.Pool) {
		checkFields(t, fields, "", listingOf(t, p))
	})
}

func listingOf(t *testing.T, p *model.Pool) map[string]any {
	t.Helper()
	return asMap(t, exportDatadog(p, Options{}).Files[1].Data)
}

func checkFields(t *testing.T, fields map[string]string, prefix string, block map[string]any) {
	t.Helper()
	for name, value := range block {
		path := prefix + name
		if !isOfType(value, fields[path]) {
			t.Errorf("%s is %v, the catalog has %q", path, value, fields[path])
		}
		switch v := value.(type) {
		case map[string]any:
			if fields[path] == "STRUCT" {
				checkFields(t, fields, path+".", v)
			}
		case []any:
			for _, item := range v {
				inner, ok := item.(map[string]any)
				if ok != (fields[path] == "UNORDERED_LIST_STRUCT") {
					t.Errorf("%s has a %T", path, item)
				}
				checkFields(t, fields, path+".", inner)
			}
		}
	}
}

func isOfType(value any, fieldType string) bool {
	switch v := value.(type) {
	case bool:
		return fieldType == "BOOLEAN"
	case float64:
		return fieldType == "INT32"
	case string:
		return fieldType == "STRING"
	case []any:
		return strings.HasPrefix(fieldType, "UNORDERED_LIST_")
	case map[string]any:
		for _, inner := range v {
			if _, text := inner.(string); fieldType == "MAP_STRING_STRING" && !text {
				return false
			}
		}
		return fieldType == "STRUCT" || fieldType == "MAP_STRING_STRING"
	}
	return false
}

// TestDatadogNames compares the names in the catalog with Datadog's fields,
// which are listed with the members of DescribeUserPool that they come from.
func TestDatadogNames(t *testing.T) {
	fields := map[string]string{}
	for line := range strings.Lines(string(readFile(t, "testdata/datadog-fields.tsv"))) {
		if parts := strings.Split(strings.TrimSpace(line), "\t"); len(parts) == 3 {
			fields[parts[2]] = parts[0]
		}
	}
	described := strings.NewReplacer("[]", "", "PoolName", "Name", "Schema", "SchemaAttributes")
	for i := range model.Catalog {
		s := &model.Catalog[i]
		path, isCreate := strings.CutPrefix(described.Replace(s.Path), "CreateUserPool.")
		if isCreate && s.Datadog != fields[path] {
			t.Errorf("%s: %q, Datadog has %q", s.Path, s.Datadog, fields[path])
		}
	}
}

// The rule has the same values as the resource.
func TestRegoHoldsTheResource(t *testing.T) {
	eachCase(t, checkRego)
}

func checkRego(t *testing.T, p *model.Pool) {
	t.Helper()
	files := exportDatadog(p, Options{}).Files
	_, source, _ := strings.Cut(string(files[0].Data), "\nreviewed := ")
	got, err := readLiteral("rego", source, "", "")
	if err != nil {
		t.Fatalf("%v\n%s", err, source)
	}
	if !json.Valid(files[1].Data) || !sameJSON(got, files[1].Data) {
		t.Errorf("the rule has\n%s\nthe resource is\n%s", got, files[1].Data)
	}
}

func TestDatadogListsTheFinishedPool(t *testing.T) {
	p := readPool(t, []byte(`{
		"CreateUserPool": {
			"PoolName": "shop",
			"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"},
			"VerificationMessageTemplate": {"SmsMessage": "{####} new"},
			"SmsVerificationMessage": "{####} old",
			"Schema": [
				{"Name": "email", "Required": true},
				{"Name": "level", "AttributeDataType": "Number", "StringAttributeConstraints": {"MinLength": "1"}},
				{"Name": "note", "DeveloperOnlyAttribute": true}
			],
			"LambdaConfig": {"InboundFederation": {"LambdaArn": "arn:aws:lambda:eu-west-1:123456789012:function:f", "LambdaVersion": "V1_0"}}
		},
		"SetUserPoolMfaConfig": {
			"MfaConfiguration": "ON",
			"SmsMfaConfiguration": {"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/other"}, "SmsAuthenticationMessage": "{####}"}
		}
	}`))
	want := asMap(t, []byte(`{
		"name": "shop",
		"mfa_configuration": "ON",
		"sms_configuration": {"sns_caller_arn": "arn:aws:iam::123456789012:role/other"},
		"sms_authentication_message": "{####}",
		"verification_message_template": {"sms_message": "{####} new"},
		"schema_attributes": [
			{"name": "email", "required": true},
			{"name": "custom:level", "attribute_data_type": "Number"},
			{"name": "dev:custom:note", "developer_only_attribute": true}
		]
	}`))
	if got := listingOf(t, p); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	out := exportDatadog(p, Options{})
	for _, path := range []string{
		"CreateUserPool.SmsVerificationMessage", "CreateUserPool.Schema[1].StringAttributeConstraints",
		"CreateUserPool.LambdaConfig.InboundFederation.LambdaArn", "SetUserPoolMfaConfig.SmsMfaConfiguration",
	} {
		if !isMissed(out, path) {
			t.Errorf("%s is no gap", path)
		}
	}
}
