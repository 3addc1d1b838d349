package model

import (
	"slices"
	"strings"
	"testing"
)

// Settings of kinds whose limits are those of several texts.
var (
	urlList = &Setting{Path: "CreateUserPool.URLs", Kind: Texts, Min: 1, Max: 2, Items: Limits{Min: 2, Max: 4, Pattern: configurationSet}}
	textMap = &Setting{Path: "CreateUserPool.Map", Kind: Map, Min: 1, Max: 2,
		Keys: Limits{Min: 2, Max: 4, Pattern: configurationSet}, Items: Limits{Min: 1, Max: 3, Pattern: acrValue}}
)

func TestLimitsOfTexts(t *testing.T) {
	tests := []struct {
		texts   []string
		rule    string
		message string
	}{
		{[]string{"ab"}, "", ""},
		{[]string{"ab", "äöü"}, "pattern", `URLs: "äöü" must contain only the letters`},
		{[]string{"ab", "abcd"}, "", ""},
		{[]string{}, "count", "URLs has 0 members; the allowed number is 1 to 2"},
		{[]string{"ab", "ac", "ad"}, "count", "URLs has 3 members"},
		{[]string{"ab", "a"}, "length", `URLs: "a" has 1 character; the allowed length is 2 to 4`},
		{[]string{"abcde"}, "length", `URLs: "abcde" has 5 characters`},
		{[]string{"a b"}, "pattern", `URLs: "a b" must contain only`},
	}
	for _, test := range tests {
		rule, message, fix := urlList.check(test.texts)
		if rule != test.rule || !strings.Contains(message, test.message) || (fix == "") != (rule == "") {
			t.Errorf("%q: %s: %s; %s", test.texts, rule, message, fix)
		}
	}
}

func TestLimitsOfMaps(t *testing.T) {
	tests := []struct {
		entries map[string]string
		rule    string
		message string
	}{
		{map[string]string{"ab": "1", "abcd": "123"}, "", ""},
		{map[string]string{}, "count", "Map has 0 members; the allowed number is 1 to 2"},
		{map[string]string{"ab": "1", "ac": "1", "ad": "1"}, "count", "Map has 3 members"},
		{map[string]string{"ab": "1", "a": "1"}, "length", `Map: the key "a" has 1 character; the allowed length is 2 to 4`},
		{map[string]string{"abcde": "1"}, "length", `Map: the key "abcde" has 5 characters`},
		{map[string]string{"a b": "1"}, "pattern", `Map: the key "a b" must contain only`},
		{map[string]string{"ab": ""}, "length", `Map: the value of "ab" has 0 characters; the allowed length is 1 to 3`},
		{map[string]string{"ab": "ääää"}, "length", `Map: the value of "ab" has 4 characters`},
		{map[string]string{"ab": "1 2"}, "pattern", `Map: the value of "ab" must contain no spaces`},
	}
	for _, test := range tests {
		rule, message, fix := textMap.check(test.entries)
		if rule != test.rule || !strings.Contains(message, test.message) || (fix == "") != (rule == "") {
			t.Errorf("%q: %s: %s; %s", test.entries, rule, message, fix)
		}
	}
}

func TestLimitsOfTags(t *testing.T) {
	tags := Lookup(atTags)
	key, value := strings.Repeat("ä", TagKeyMax), strings.Repeat("ä", TagValueMax)
	for _, good := range []map[string]string{{key: value}, {"k": ""}} {
		if rule, message, _ := tags.check(good); rule != "" {
			t.Errorf("%v: %s", good, message)
		}
	}
	for _, bad := range []map[string]string{{"": "v"}, {key + "k": "v"}, {"k": value + "v"}} {
		if rule, _, _ := tags.check(bad); rule != "length" {
			t.Errorf("%v: rule %q", bad, rule)
		}
	}
}

func TestSchemaOfTextsAndMaps(t *testing.T) {
	tests := []struct {
		setting *Setting
		schema  []string
	}{
		{urlList, []string{`"array"`, `"minItems":1`, `"maxItems":2`, `"items":{"type":"string","minLength":2,"maxLength":4,"pattern":"^(?:[a-zA-Z0-9_-]+)$"}`}},
		{textMap, []string{`"object"`, `"minProperties":1`, `"maxProperties":2`, `"propertyNames":{"minLength":2,"maxLength":4,"pattern":"^(?:[a-zA-Z0-9_-]+)$"}`,
			`"additionalProperties":{"type":"string","minLength":1,"maxLength":3,`}},
	}
	for _, test := range tests {
		got := strings.NewReplacer(" ", "", "\n", "").Replace(string(EncodeJSON(test.setting.schema())))
		if slices.ContainsFunc(test.schema, func(part string) bool { return !strings.Contains(got, part) }) {
			t.Errorf("%s: %s", test.setting.Path, got)
		}
	}
}
