package sandbox

import (
	"fmt"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// arnOf is the ARN of a pool in the sandbox.
func arnOf(id string) string { return "arn:aws:cognito-idp:eu-west-1:000000000000:userpool/" + id }

func TestAddCustomAttributes(t *testing.T) {
	const existing = `,"Schema":[{"Name":"email","Required":true},{"Name":"dept","AttributeDataType":"String"}]`
	const invalidCode = "InvalidParameterException"
	tests := []struct{ name, attributes, code, want string }{
		{"defaults", `[{"Name":"plan","AttributeDataType":"String"}]`, "", `{"Name":"custom:plan","AttributeDataType":"String","Mutable":true,"Required":false,"DeveloperOnlyAttribute":false,"StringAttributeConstraints":{}}`},
		{"all members", `[{"Name":"age","AttributeDataType":"Number","Mutable":false,"DeveloperOnlyAttribute":false,"Required":false,"NumberAttributeConstraints":{"MinValue":"0","MaxValue":"150"}}]`, "", `{"Name":"custom:age","AttributeDataType":"Number","Mutable":false,"Required":false,"DeveloperOnlyAttribute":false,"NumberAttributeConstraints":{"MinValue":"0","MaxValue":"150"}}`},
		{"developer only", `[{"Name":"key","AttributeDataType":"Boolean","DeveloperOnlyAttribute":true}]`, "", `{"Name":"dev:custom:key","AttributeDataType":"Boolean","Mutable":true,"Required":false,"DeveloperOnlyAttribute":true}`},
		{"null", `null`, invalidCode, "1 validation error detected: Value null at 'customAttributes' failed to satisfy constraint: Member must not be null"},
		{"none", `[]`, invalidCode, "1 validation error detected: Value '[0 attributes]' at 'customAttributes' failed to satisfy constraint: Member must have length greater than or equal to 1"},
		{"26", customAttributes(26), invalidCode, "1 validation error detected: Value '[26 attributes]' at 'customAttributes' failed to satisfy constraint: Member must have length less than or equal to 25"},
		{"long name", `[{"Name":"plan","AttributeDataType":"String"},{"Name":"` + strings.Repeat("x", 21) + `","AttributeDataType":"String"}]`, invalidCode, "1 validation error detected: Value 'xxxxxxxxxxxxxxxxxxxxx' at 'customAttributes.2.member.name' failed to satisfy constraint: Member must have length less than or equal to 20"},
		{"type", `[{"Name":"x","AttributeDataType":"Text"}]`, invalidCode, "1 validation error detected: Value 'Text' at 'customAttributes.1.member.attributeDataType' failed to satisfy constraint: Member must satisfy enum value set: [String, Number, DateTime, Boolean]"},
		{"no type", `[{"Name":"x"}]`, invalidCode, "Invalid AttributeDataType input, consider using the provided AttributeDataType enum."},
		{"required", `[{"Name":"x","AttributeDataType":"String","Required":true}]`, invalidCode, "Required custom attributes are not supported currently."},
		{"exists", `[{"Name":"dept","AttributeDataType":"String"}]`, invalidCode, "custom:dept: Existing attribute already has name custom:dept."},
		{"twice", `[{"Name":"x","AttributeDataType":"String"},{"Name":"x","AttributeDataType":"String"}]`, invalidCode, "custom:x: Existing attribute already has name custom:x."},
		{"standard", `[{"Name":"locale","AttributeDataType":"String"}]`, invalidCode, "locale is a standard attribute, which every user pool has."},
		{"lengths", `[{"Name":"x","AttributeDataType":"String","StringAttributeConstraints":{"MinLength":"3","MaxLength":"2"}}]`, invalidCode, "Attribute custom:x cannot have a max length shorter than it's min length"},
		{"unknown member", `[{"Name":"x","Type":"String"}]`, "SerializationException", "unknown member /CustomAttributes/0/Type"},
		{"wrong type", `[{"Name":5}]`, "SerializationException", `wrong type of value at "/CustomAttributes/0/Name"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := New("eu-west-1", &Memory{})
			pool := made(t, s, `{"PoolName":"p","UserPoolTags":{"a":"b"}`+existing+`}`)
			before := about(t, s, "DescribeUserPool", pool, "")
			answer := about(t, s, "AddCustomAttributes", pool, `"CustomAttributes":`+test.attributes)
			now := about(t, s, "DescribeUserPool", pool, "")
			if test.code != "" {
				if answer.status != 400 || answer.code != test.code || answer.message != test.want {
					t.Errorf("answers %s, want %s: %s", answer.body, test.code, test.want)
				}
				if now.body != before.body {
					t.Errorf("a rejected call changed\n%s to\n%s", before.body, now.body)
				}
				return
			}
			if answer.status != 200 || len(answer.members) > 0 {
				t.Errorf("answers %d %s", answer.status, answer.body)
			}
			was, is := before.members["UserPool"].(map[string]any), now.members["UserPool"].(map[string]any)
			attributes := is["SchemaAttributes"].([]any)
			if got, want := canonical(t, attributes[len(attributes)-1]), canonical(t, parsed(t, test.want)); got != want {
				t.Errorf("the last attribute is %swant %s", got, want)
			}
			is["SchemaAttributes"], is["LastModifiedDate"] = attributes[:len(attributes)-1], was["LastModifiedDate"]
			if canonical(t, is) != canonical(t, was) {
				t.Errorf("more has changed:\n%s to\n%s", before.body, now.body)
			}
		})
	}
}

// customAttributes is a list of n custom attributes.
func customAttributes(n int) string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf(`{"Name":"a%d","AttributeDataType":"String"}`, i))
	}
	return "[" + strings.Join(list, ",") + "]"
}

// A pool has up to 50 custom attributes, whatever standard ones its schema has.
func TestMostCustomAttributes(t *testing.T) {
	s := New("eu-west-1", &Memory{})
	pool := made(t, s, `{"PoolName":"p","Schema":[{"Name":"email","Required":true},{"Name":"b0","AttributeDataType":"String"}]}`)
	add := func(attributes string) reply {
		return about(t, s, "AddCustomAttributes", pool, `"CustomAttributes":`+attributes)
	}
	for _, attributes := range []string{customAttributes(25), strings.ReplaceAll(customAttributes(24), `"a`, `"c`)} {
		if answer := add(attributes); answer.status != 200 {
			t.Fatal(answer.body)
		}
	}
	if answer := add(`[{"Name":"d","AttributeDataType":"String"}]`); answer.code != "InvalidParameterException" || !strings.Contains(answer.message, "51 custom attributes") {
		t.Errorf("attribute 51: %s", answer.body)
	}
	if answer := about(t, s, "UpdateUserPool", pool, `"DeletionProtection":"ACTIVE"`); answer.status != 200 {
		t.Errorf("a pool with 51 entries in its schema cannot be updated: %s", answer.body)
	}
}

func TestTags(t *testing.T) {
	s := New("eu-west-1", &Memory{})
	pool := made(t, s, `{"PoolName":"p","DeletionProtection":"ACTIVE"}`)
	arn := `"ResourceArn":"` + arnOf(pool) + `"`
	steps := []struct{ operation, members, want string }{
		{"ListTagsForResource", ``, `{}`},
		{"TagResource", `,"Tags":{"team":"web","stage":"test"}`, `{"team":"web","stage":"test"}`},
		{"TagResource", `,"Tags":{"stage":"prod","empty":""}`, `{"team":"web","stage":"prod","empty":""}`},
		{"TagResource", `,"Tags":{}`, `{"team":"web","stage":"prod","empty":""}`},
		{"UntagResource", `,"TagKeys":["team","none"]`, `{"stage":"prod","empty":""}`},
		{"UntagResource", `,"TagKeys":[]`, `{"stage":"prod","empty":""}`},
		{"UntagResource", `,"TagKeys":["stage","empty"]`, `{}`},
		{"UntagResource", `,"TagKeys":["stage"]`, `{}`},
	}
	for _, step := range steps {
		answer := post(t, s, step.operation, `{`+arn+step.members+`}`)
		if answer.status != 200 {
			t.Errorf("%s %s: %s", step.operation, step.members, answer.body)
		}
		listed := post(t, s, "ListTagsForResource", `{`+arn+`}`)
		if got, want := canonical(t, listed.members), canonical(t, parsed(t, `{"Tags":`+step.want+`}`)); got != want {
			t.Errorf("after %s %s the tags are\n%swant\n%s", step.operation, step.members, got, want)
		}
		described := about(t, s, "DescribeUserPool", pool, "").members["UserPool"].(map[string]any)
		own := described["UserPoolTags"]
		if own == nil {
			own = map[string]any{}
		}
		if canonical(t, own) != canonical(t, parsed(t, step.want)) || described["DeletionProtection"] != "ACTIVE" {
			t.Errorf("after %s %s the pool is described as %v", step.operation, step.members, described)
		}
	}
}

func TestTagsRejected(t *testing.T) {
	s := New("eu-west-1", &Memory{})
	pool := made(t, s, `{"PoolName":"p","UserPoolTags":{`+manyTags(49)+`}}`)
	arn := `"ResourceArn":"` + arnOf(pool) + `"`
	const invalidCode = "InvalidParameterException"
	tests := []struct{ operation, body, code, message string }{
		{"TagResource", `{"Tags":{"a":"b"}}`, invalidCode, "1 validation error detected: Value null at 'resourceArn' failed to satisfy constraint: Member must not be null"},
		{"TagResource", `{` + arn + `}`, invalidCode, "1 validation error detected: Value null at 'tags' failed to satisfy constraint: Member must not be null"},
		{"UntagResource", `{` + arn + `}`, invalidCode, "1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null"},
		{"ListTagsForResource", `{}`, invalidCode, "1 validation error detected: Value null at 'resourceArn' failed to satisfy constraint: Member must not be null"},
		{"ListTagsForResource", `{"ResourceArn":"` + arnOf("eu-west-1_none") + `"}`, "ResourceNotFoundException", "User pool " + arnOf("eu-west-1_none") + " does not exist."},
		{"TagResource", `{"ResourceArn":"` + strings.Replace(arnOf(pool), "000000000000", "123456789012", 1) + `","Tags":{"a":"b"}}`, "ResourceNotFoundException", "*"},
		{"UntagResource", `{"ResourceArn":"` + strings.Replace(arnOf(pool), "eu-west-1:", "eu-west-2:", 1) + `","TagKeys":["a"]}`, "ResourceNotFoundException", "*"},
		{"TagResource", `{"ResourceArn":"` + pool + `","Tags":{"a":"b"}}`, invalidCode, "2 validation errors detected: Value '" + pool + "' at 'resourceArn' failed to satisfy constraint: Member must have length greater than or equal to 20; *regular expression pattern: arn:*"},
		{"TagResource", `{` + arn + `,"Tags":{"":"x"}}`, invalidCode, "1 validation error detected: Value 'map[:x]' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]"},
		{"TagResource", `{` + arn + `,"Tags":{"a":"` + strings.Repeat("x", 257) + `"}}`, invalidCode, "*'tags' failed*Map value must satisfy constraint: *256*"},
		{"TagResource", `{` + arn + `,"Tags":{"aws:x":"y"}}`, invalidCode, "*aws:x*"},
		{"TagResource", `{` + arn + `,"Tags":{"one":"","two":""}}`, invalidCode, "*51*50*"},
		{"UntagResource", `{` + arn + `,"TagKeys":[""]}`, invalidCode, "*'tagKeys' failed to satisfy constraint: Member must satisfy constraint: *"},
		{"TagResource", `{` + arn + `,"Tags":[]}`, "SerializationException", `wrong type of value at "/Tags"`},
		{"UntagResource", `{` + arn + `,"TagKeys":"a"}`, "SerializationException", "*"},
		{"TagResource", `{` + arn + `,"Tags":{},"TagKeys":[]}`, "SerializationException", "unknown member /TagKeys"},
		{"AddCustomAttributes", `{"UserPoolId":"eu-west-1_none","CustomAttributes":[]}`, "ResourceNotFoundException", "*"},
		{"UpdateUserPool", `{"UserPoolId":"` + pool + `","UserPoolTags":{"aws:x":"y"}}`, "UserPoolTaggingException", "*aws:x*"},
	}
	before := stored(t, s)
	for _, test := range tests {
		answer := post(t, s, test.operation, test.body)
		if answer.status != 400 || answer.code != test.code || !like(test.message, answer.message) {
			t.Errorf("%s %.200s\nanswers %s\nwant %s: %s", test.operation, test.body, answer.body, test.code, test.message)
		}
	}
	if after := stored(t, s); after != before {
		t.Errorf("a rejected call changed\n%s\nto\n%s", before, after)
	}
}

// Every operation of the table is served, and nothing else.
func TestEveryOperationIsServed(t *testing.T) {
	want := map[string]bool{}
	for _, o := range model.Operations {
		for _, name := range []string{o.Name, o.Update, o.Describe, o.List, o.Delete} {
			want[name] = true
		}
		for _, e := range o.Entries {
			want[e.Add], want[e.Remove], want[e.List] = true, true, true
		}
	}
	delete(want, "")
	for name := range want {
		if handlers[name] == nil {
			t.Errorf("%s is not served", name)
		}
	}
	if len(handlers) != len(want) {
		t.Errorf("%d operations are served, want %d", len(handlers), len(want))
	}
}
