package model

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

func TestRewrite(t *testing.T) {
	const policy = atPassword
	for name, c := range map[string]struct {
		before string
		edits  []Edit
		after  string
	}{
		"one value, everything else as it was": {
			"{\n\t\"$schema\" : \"x\",\n\n\t\"CreateUserPool\": { \"PoolName\":\"p\" , \"MfaConfiguration\": \"OFF\"}\n}",
			setTo(atCreateMode, "ON"),
			"{\n\t\"$schema\" : \"x\",\n\n\t\"CreateUserPool\": { \"PoolName\":\"p\" , \"MfaConfiguration\": \"ON\"}\n}",
		},
		"a new member after the others": {
			"{\n    \"CreateUserPool\": {\n        \"PoolName\": \"p\"\n    }\n}\n",
			setTo(atProtection, "ACTIVE"),
			"{\n    \"CreateUserPool\": {\n        \"PoolName\": \"p\",\n        \"DeletionProtection\": \"ACTIVE\"\n    }\n}\n",
		},
		"new blocks": {
			"{\n  \"CreateUserPool\": {\n    \"PoolName\": \"p\"\n  }\n}\n",
			setTo(atApp, true),
			"{\n  \"CreateUserPool\": {\n    \"PoolName\": \"p\"\n  },\n  \"SetUserPoolMfaConfig\": {\n    \"SoftwareTokenMfaConfiguration\": {\n      \"Enabled\": true\n    }\n  }\n}\n",
		},
		"on one line": {
			`{"CreateUserPool":{"PoolName":"p"}}`,
			append(setTo(policy+"MinimumLength", 12), setTo(atVerified, []string{"email", "phone_number"})...),
			`{"CreateUserPool":{"PoolName":"p","Policies":{"PasswordPolicy":{"MinimumLength":12}},"AutoVerifiedAttributes":["email","phone_number"]}}`,
		},
		"on one line with spaces": {
			`{"CreateUserPool": {"PoolName": "p", "AutoVerifiedAttributes": ["email"]}}`,
			append(setTo(policy+"MinimumLength", 12), setTo(atVerified, []string{"email", "phone_number"})...),
			`{"CreateUserPool": {"PoolName": "p", "AutoVerifiedAttributes": ["email", "phone_number"], "Policies": {"PasswordPolicy": {"MinimumLength": 12}}}}`,
		},
		"lines that end as on Windows": {
			"\ufeff{\r\n  \"CreateUserPool\": {\r\n    \"PoolName\": \"p\"\r\n  }\r\n}\r\n",
			setTo(policy+"MinimumLength", 12),
			"\ufeff{\r\n  \"CreateUserPool\": {\r\n    \"PoolName\": \"p\",\r\n    \"Policies\": {\r\n      \"PasswordPolicy\": {\r\n        \"MinimumLength\": 12\r\n      }\r\n    }\r\n  }\r\n}\r\n",
		},
		"a request body": {
			"{\n  \"PoolName\": \"p\"\n}\n",
			append(setTo(atProtection, "ACTIVE"), setTo(atApp, true)...),
			"{\n  \"PoolName\": \"p\",\n  \"DeletionProtection\": \"ACTIVE\",\n  \"SoftwareTokenMfaConfiguration\": {\n    \"Enabled\": true\n  }\n}\n",
		},
		"a list on several lines": {
			"{\n  \"CreateUserPool\": {\n    \"PoolName\": \"p\",\n    \"AutoVerifiedAttributes\": [\n      \"email\"\n    ]\n  }\n}\n",
			append(setTo(atVerified, []string{"email", "phone_number"}), setTo(atAliases, []string{"email"})...),
			"{\n  \"CreateUserPool\": {\n    \"PoolName\": \"p\",\n    \"AutoVerifiedAttributes\": [\n      \"email\",\n      \"phone_number\"\n    ],\n    \"AliasAttributes\": [\n      \"email\"\n    ]\n  }\n}\n",
		},
		"the first member removed": {
			"{\n  \"CreateUserPool\": {\n    \"MfaConfiguration\": \"ON\",\n    \"PoolName\": \"p\"\n  }\n}\n",
			removed(atCreateMode),
			"{\n  \"CreateUserPool\": {\n    \"PoolName\": \"p\"\n  }\n}\n",
		},
		"the last member removed": {
			"{\n  \"CreateUserPool\": {\n    \"PoolName\": \"p\",\n    \"MfaConfiguration\": \"ON\"\n  }\n}\n",
			removed(atCreateMode),
			"{\n  \"CreateUserPool\": {\n    \"PoolName\": \"p\"\n  }\n}\n",
		},
		"with the blocks that are then empty": {
			"{\n  \"CreateUserPool\": {\n    \"PoolName\": \"p\",\n    \"Policies\": {\n      \"PasswordPolicy\": {\n        \"MinimumLength\": 8\n      }\n    }\n  }\n}\n",
			removed(policy + "MinimumLength"),
			"{\n  \"CreateUserPool\": {\n    \"PoolName\": \"p\"\n  }\n}\n",
		},
		"but not a block that has an effect": {
			`{"CreateUserPool": {"PoolName": "p"}, "SetUserPoolMfaConfig": {"EmailMfaConfiguration": {"Subject": "s"}}}`,
			removed(atEmailMfa + ".Subject"),
			`{"CreateUserPool": {"PoolName": "p"}, "SetUserPoolMfaConfig": {"EmailMfaConfiguration": {}}}`,
		},
		"an item removed": {
			"{\n  \"CreateUserPool\": {\n    \"PoolName\": \"p\"\n  },\n  \"CreateGroup\": [\n    {\"GroupName\": \"a\"},\n    {\"GroupName\": \"b\"}\n  ]\n}\n",
			removed("CreateGroup[0]"),
			"{\n  \"CreateUserPool\": {\n    \"PoolName\": \"p\"\n  },\n  \"CreateGroup\": [\n    {\"GroupName\": \"b\"}\n  ]\n}\n",
		},
		"the only item removed": {
			"{\n  \"CreateUserPool\": {\n    \"PoolName\": \"p\"\n  },\n  \"CreateGroup\": [\n    {\"GroupName\": \"a\"}\n  ]\n}\n",
			removed("CreateGroup[0]"),
			"{\n  \"CreateUserPool\": {\n    \"PoolName\": \"p\"\n  }\n}\n",
		},
		"an item added": {
			"{\n  \"CreateUserPool\": {\n    \"PoolName\": \"p\"\n  },\n  \"CreateGroup\": [\n    {\n      \"GroupName\": \"a\"\n    }\n  ]\n}\n",
			setTo("CreateGroup[1]", CreateGroup{GroupName: new("b"), Precedence: new(1)}),
			"{\n  \"CreateUserPool\": {\n    \"PoolName\": \"p\"\n  },\n  \"CreateGroup\": [\n    {\n      \"GroupName\": \"a\"\n    },\n    {\n      \"GroupName\": \"b\",\n      \"Precedence\": 1\n    }\n  ]\n}\n",
		},
		"the first item": {
			`{"CreateUserPool": {"PoolName": "p"}}`,
			setTo("CreateGroup[0]", CreateGroup{GroupName: new("b")}),
			`{"CreateUserPool": {"PoolName": "p"}, "CreateGroup": [{"GroupName": "b"}]}`,
		},
		"entries of a map": {
			`{"CreateUserPool": {"PoolName": "p", "UserPoolTags": {"a.b]": "1", "c": "2"}}}`,
			slices.Concat(removed(WithKey(atTags, "a.b]")), setTo(WithKey(atTags, "d.[e]"), "é<\u2028>")),
			"{\"CreateUserPool\": {\"PoolName\": \"p\", \"UserPoolTags\": {\"c\": \"2\", \"d.[e]\": \"é<\u2028>\"}}}",
		},
		"the first entry of a map": {
			`{"CreateUserPool":{"PoolName":"p"}}`,
			setTo(WithKey(atTags, "0"), "1"),
			`{"CreateUserPool":{"PoolName":"p","UserPoolTags":{"0":"1"}}}`,
		},
		"in place of null and of an empty block": {
			"{\n  \"CreateUserPool\": {\n    \"PoolName\": \"p\",\n    \"Policies\": null,\n    \"UsernameConfiguration\": {}\n  }\n}\n",
			append(setTo(policy+"MinimumLength", 12), setTo(atCase, false)...),
			"{\n  \"CreateUserPool\": {\n    \"PoolName\": \"p\",\n    \"Policies\": {\n      \"PasswordPolicy\": {\n        \"MinimumLength\": 12\n      }\n    },\n    \"UsernameConfiguration\": {\n      \"CaseSensitive\": false\n    }\n  }\n}\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, _, err := Rewrite("pool.json", []byte(c.before), c.edits)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != c.after {
				t.Errorf("got\n%s\nwant\n%s", got, c.after)
			}
		})
	}
}

// What cannot be edited member by member stays as it is.
func TestRewriteRefuses(t *testing.T) {
	edits := setTo(atProtection, "ACTIVE")
	for name, text := range map[string]string{
		"YAML":             "PoolName: p\n",
		"a description":    `{"UserPool": {"Id": "eu-west-1_a", "Name": "p"}}`,
		"two documents":    `{"PoolName": "p"} {"MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": {"Enabled": true}}`,
		"other spelling":   `{"poolName": "p", "deletionProtection": "INACTIVE"}`,
		"UTF-16":           "\xff\xfe{\x00\"\x00P\x00o\x00o\x00l\x00N\x00a\x00m\x00e\x00\"\x00:\x00\"\x00p\x00\"\x00}\x00",
		"another request":  `{"ClientName": "web"}`,
		"inside a wrapper": `{"status_code": 200, "data": {"PoolName": "p"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			if got, _, err := Rewrite("pool", []byte(text), edits); !errors.Is(err, ErrLayout) {
				t.Errorf("error %v, text %s", err, got)
			}
		})
	}
}

// layouts write the JSON of a pool in different ways.
var layouts = map[string]func(data []byte) []byte{
	"two spaces": func(data []byte) []byte { return data },
	"tabs":       func(data []byte) []byte { return formatted(data, jsontext.WithIndent("\t")) },
	"one line":   func(data []byte) []byte { return formatted(data, jsontext.Multiline(false)) },
	"Windows":    func(data []byte) []byte { return bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n")) },
}

func formatted(data []byte, option jsontext.Options) []byte {
	value := slices.Clone(jsontext.Value(data))
	if err := value.Format(option, jsontext.AllowInvalidUTF8(true)); err != nil {
		panic(err)
	}
	return value
}

// Every correction can be made in the text of a draft, in any layout. In a draft as
// Poolsmith writes it, the lines that it leaves alone stay.
func TestRewriteEveryEdit(t *testing.T) {
	eachRulePool(t, func(name string, facts Facts) {
		if facts.FactorsUnknown || facts.Operation != "" {
			return // a part of a pool
		}
		all := CheckIn(facts)
		for _, finding := range all {
			edits := facts.Edits(finding, all)
			if len(edits) == 0 {
				continue
			}
			for _, layout := range sortedKeys(layouts) {
				before := layouts[layout](facts.Pool.JSON())
				after, document, err := Rewrite("pool.json", before, edits)
				if err != nil {
					t.Errorf("%s: %s: %s in %s: %v", name, layout, edits, before, err)
					return
				}
				if !bytes.HasSuffix(after, []byte("}\n")) && layout == "two spaces" || document.Pool == nil {
					t.Errorf("%s: %s: %s", name, layout, after)
				}
				if layout == "two spaces" && !sameLines(after, document.Pool.JSON()) {
					t.Errorf("%s: %s gives\n%s, not laid out as\n%s", name, edits, after, document.Pool.JSON())
				}
			}
		}
	})
}

// sameLines compares texts line by line, in any order and without commas: a new
// member is the last one, wherever a draft would have it.
func sameLines(a, b []byte) bool {
	lines := func(text []byte) []string {
		return slices.Sorted(strings.FieldsFuncSeq(string(text), func(r rune) bool { return r == '\n' || r == ',' }))
	}
	return slices.Equal(lines(a), lines(b))
}

func FuzzRewrite(f *testing.F) {
	f.Add(`{"CreateUserPool":{"PoolName":"p"}}`, uint64(1))
	f.Add("{\n \"PoolName\": \"p\" }", uint64(2))
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		document, err := Read("pool.json", []byte(text))
		if err != nil {
			return
		}
		s := &Catalog[rand.New(rand.NewPCG(seed, 1)).IntN(len(Catalog))]
		path := strings.ReplaceAll(s.Path, "[]", "[0]")
		edits := removed(path)
		if value := randomValue(rand.New(rand.NewPCG(seed, 2)), s); value != nil {
			edits = setTo(path, value)
		}
		want := document.Pool.Clone()
		if want.Apply(edits) != nil {
			return
		}
		_, after, err := Rewrite("pool.json", []byte(text), edits)
		if err == nil && !after.Pool.Equal(want) {
			t.Errorf("%s in %s gives %s, want %s", edits, text, after.Pool.JSON(), want.JSON())
		}
	})
}
