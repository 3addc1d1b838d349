package model

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// readProblem reads a file that must be rejected and returns its first problem.
func readProblem(t *testing.T, file, data string) Problem {
	t.Helper()
	d, err := Read(file, []byte(data))
	bad, ok := errors.AsType[*ReadError](err)
	if !ok {
		t.Fatalf("error %v, read %s", err, d.Pool.JSON())
	}
	return bad.Problems[0]
}

// A value that YAML does not give a plain meaning is an error that names it.
func TestYAMLRejects(t *testing.T) {
	tests := []struct{ name, yaml, want, hint string }{
		{"Ref", "PoolName: !Ref Name\n", "p.yaml:1:11: the tag !Ref is a CloudFormation function", "write the value itself"},
		{"Sub", "PoolName: !Sub '${Name}-pool'\n", "the tag !Sub is a CloudFormation function", ""},
		{"GetAtt", "PoolName: a\nLambdaConfig:\n  PreSignUp: !GetAtt F.Arn\n", "p.yaml:3:14: the tag !GetAtt is", ""},
		{"GetAtt of a list", "PoolName: !GetAtt [F, Arn]\n", "the tag !GetAtt is", ""},
		{"Join with a list", "PoolName: !Join ['', [a, b]]\n", "the tag !Join is", ""},
		{"binary", "PoolName: !!binary c2hvcA==\n", "the tag !!binary is not supported", "remove the tag and write the value itself"},
		{"set", "UserPoolTags: !!set {a, b}\n", "the tag !!set is not supported", ""},
		{"omap", "UserPoolTags: !!omap [a: b]\n", "the tag !!omap is not supported", ""},
		{"timestamp", "PoolName: !!timestamp 2026-01-01\n", "the tag !!timestamp is not supported", ""},
		{"own tag", "PoolName: !shop a\n", "the tag !shop is not supported", ""},
		{"verbatim tag", "PoolName: !<tag:example.com,2026:x> a\n", "the tag tag:example.com,2026:x is not supported", ""},
		{"redefined handle", "%TAG !! tag:example.com,2026:\n---\nPoolName: !!str a\n", "the tag tag:example.com,2026:str is not supported", ""},
		{"tag of a key", "!Ref PoolName: a\n", "the tag !Ref is", ""},
		{"bool that is none", "PoolName: a\nUsernameConfiguration: {CaseSensitive: !!bool \"yes\"}\n", `p.yaml:2:40: "yes" does not fit its tag !!bool`, "write true or false"},
		{"int that is none", "PoolName: a\nPolicies: {PasswordPolicy: {MinimumLength: !!int eight}}\n", `"eight" does not fit its tag !!int`, "write digits only, such as 8"},
		{"null that is none", "PoolName: !!null a\n", `"a" does not fit its tag !!null`, ""},
		{"map that is a scalar", "PoolName: !!map a\n", "the tag !!map does not fit this value", ""},
		{"seq that is a map", "UserPoolTags: !!seq {a: b}\n", "the tag !!seq does not fit", ""},
		{"str that is a list", "PoolName: !!str [a]\n", "the tag !!str does not fit", ""},
		{"merge key", "base: &base {a: b}\nUserPoolTags:\n  <<: *base\n", "p.yaml:3:3: merge keys (<<) are not part of YAML 1.2", ""},
		{"star as a key", "PoolName: a\nUserPoolTags: {*k : v}\n", "unknown anchor 'k' referenced", ""},
		{"list as a key", "PoolName: a\nUserPoolTags: {[a]: v}\n", "the name of a setting cannot be a list", ""},
		{"number as a key", "PoolName: a\nUserPoolTags: {2026: v}\n", "the name of a setting must be text, and YAML reads 2026 as a number", `put it in quotes: "2026"`},
		{"null as a key", "PoolName: a\nUserPoolTags: {~: v}\n", "YAML reads ~ as null", ""},
		{"alias that repeats a key", "PoolName: a\nUserPoolTags: {&k a: b, *k : c}\n", "a appears twice", ""},
		{"key twice", "PoolName: a\n\"PoolName\": b\n", "p.yaml:2:1: PoolName appears twice", ""},
		{"yes", "PoolName: a\nUsernameConfiguration:\n  CaseSensitive: yes\n", "p.yaml:3:18: CreateUserPool.UsernameConfiguration.CaseSensitive: expected true or false, found text", "write true"},
		{"off", "PoolName: a\nUsernameConfiguration:\n  CaseSensitive: Off\n", "expected true or false, found text", "write false"},
		{"quoted true", "PoolName: a\nUsernameConfiguration:\n  CaseSensitive: 'true'\n", "expected true or false, found text", "write it without quotes"},
		{"maybe", "PoolName: a\nUsernameConfiguration:\n  CaseSensitive: maybe\n", "expected true or false, found text", "write true or false"},
		{"word for a number", "PoolName: a\nPolicies: {PasswordPolicy: {MinimumLength: eight}}\n", "expected a number, found text", "write digits only, such as 8"},
		{"not an int in 1.2", "PoolName: a\nPolicies: {PasswordPolicy: {MinimumLength: 1_0}}\n", "expected a number, found text", ""},
		{"text by the plain tag", "PoolName: a\nPolicies: {PasswordPolicy: {MinimumLength: ! 8}}\n", "expected a number, found text", ""},
		{"line separator", "PoolName: \"a\u2028b\"\n", "p.yaml:1:13: YAML readers disagree whether the character U+2028 is a part of a text", `write it as "\u2028" in double quotes`},
		{"next line", "PoolName: \"a\u0085b\"\n", "the character U+0085 is", ""},
		{"mark at a line start", "PoolName: a\nUserPoolTags: {\n\ufeffk: v}\n", "p.yaml:3:1: YAML readers disagree whether the character U+FEFF", ""},
		{"half a character", "PoolName: \"\\ud800\"\n", "not YAML", ""},
		{"text without end", "a: &a \"" + strings.Repeat("x", 1<<19) + "\"\nb: [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n", "too large or nested too deep", ""},
		{"keys without end", "a: &a {" + strings.Repeat("x", 1000) + ": 1}\nb: [" + strings.Repeat("*a, ", 5<<10) + "]\n", "too large or nested too deep", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := readProblem(t, "p.yaml", tt.yaml)
			if !strings.Contains(p.Error(), tt.want) {
				t.Errorf("\n got %s\nwant %s", p.Error(), tt.want)
			}
			if tt.hint != "" && p.Hint != tt.hint {
				t.Errorf("hint %q, want %q", p.Hint, tt.hint)
			}
		})
	}
}

// What the core schema of YAML 1.2 gives a value is what is read.
func TestYAMLReads(t *testing.T) {
	tests := map[string]struct{ yaml, json string }{
		"core tags":        {"!!map\n!!str PoolName: !!str 8\nUsernameConfiguration: {CaseSensitive: !!bool TRUE}\nPolicies: {PasswordPolicy: {MinimumLength: !!int \"8\"}}\nUserPoolTier: !!null ''\nAliasAttributes: !!seq [email]\n", `{"PoolName": "8", "UsernameConfiguration": {"CaseSensitive": true}, "Policies": {"PasswordPolicy": {"MinimumLength": 8}}, "AliasAttributes": ["email"]}`},
		"verbatim core":    {"PoolName: !<tag:yaml.org,2002:str> true\n", `{"PoolName": "true"}`},
		"plain tag":        {"PoolName: ! true\nUserPoolTags: {a: &x ! 8, b: *x}\n", `{"PoolName": "true", "UserPoolTags": {"a": "8", "b": "8"}}`},
		"words of YAML1.1": {"PoolName: yes\nUserPoolTags: {on: off, n: 1_000, d: 2026-01-01, o: 0b1, m: <<}\n", `{"PoolName": "yes", "UserPoolTags": {"on": "off", "n": "1_000", "d": "2026-01-01", "o": "0b1", "m": "<<"}}`},
		"leading zero":     {"PoolName: a\nPolicies: {PasswordPolicy: {MinimumLength: 010}}\n", `{"PoolName": "a", "Policies": {"PasswordPolicy": {"MinimumLength": 10}}}`},
		"aliases":          {"PoolName: &n shop\nUserPoolTags: {*n : *n, \"*k\": '*v', \"<<\": x}\n", `{"PoolName": "shop", "UserPoolTags": {"shop": "shop", "*k": "*v", "<<": "x"}}`},
		"quoted keys":      {"PoolName: a\nUserPoolTags: {\"2026\": \"1\", ? b : c}\n", `{"PoolName": "a", "UserPoolTags": {"2026": "1", "b": "c"}}`},
		"escaped breaks":   {`PoolName: "a\u2028\u0085b"` + "\n", `{"PoolName": "a\u2028\u0085b"}`},
		"two documents":    {"UserPool:\n  Id: eu-west-1_a\n  Name: a\n  MfaConfiguration: \"ON\"\n---\nMfaConfiguration: \"ON\"\nSoftwareTokenMfaConfiguration: {Enabled: true}\n", `{"CreateUserPool": {"PoolName": "a"}, "SetUserPoolMfaConfig": {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}}}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d, err := Read("p.yaml", []byte(tt.yaml))
			if err != nil {
				t.Fatal(err)
			}
			if got, want := string(d.Pool.JSON()), string(mustRead(t, tt.json).JSON()); got != want {
				t.Errorf("got %s\nwant %s", got, want)
			}
		})
	}
}

// UTF-16 with half a character is rejected, as JSON rejects it escaped.
func TestReadRejectsHalfCharacters(t *testing.T) {
	for _, file := range []string{"p.json", "p.yaml"} {
		for _, half := range []string{"\x00\xd8", "\x00\xdc", "\x00\xdc\x00\xd8", "\x00\xd8\x00\xd8\x00\xdc"} {
			data := "{\x00\"\x00P\x00o\x00o\x00l\x00N\x00a\x00m\x00e\x00\"\x00:\x00\"\x00" + half + "\"\x00}\x00"
			if p := readProblem(t, file, data); !strings.Contains(p.Message, "half a character") {
				t.Errorf("%s, %x: %s", file, half, p.Message)
			}
		}
		whole := utf16Bytes(`{"PoolName": "😀"}`, false, true)
		if d, err := Read(file, whole); err != nil || deref(d.Pool.CreateUserPool.PoolName) != "😀" {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// FuzzJSONAsYAML: what reads as JSON means the same read as YAML, or is an
// error there.
func FuzzJSONAsYAML(f *testing.F) {
	for _, seed := range []string{
		`{"PoolName": "a", "UserPoolTags": {"*k": "v", "<<": "~", "": "!a", "\u2028": "\t"}}`,
		`{"PoolName":"yes","Policies":{"PasswordPolicy":{"MinimumLength":8,"RequireSymbols":true}},"UserPoolTier":null}`,
		"{\"PoolName\":\"a\u2028b\u0085 \ufeff\"}",
		`{"UserPool":{"Name":"a"}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		// In other encodings, and behind a mark, the two are told apart earlier.
		if first := bytes.TrimLeft(data, " \t\r\n"); len(first) == 0 || first[0] != '{' {
			return
		}
		asJSON, err := Read("p.json", data)
		if err != nil {
			return
		}
		asYAML, err := Read("p.yaml", data)
		if err != nil {
			return
		}
		if !asYAML.Pool.Equal(asJSON.Pool) {
			t.Errorf("as JSON\n%s\nas YAML\n%s", asJSON.Pool.JSON(), asYAML.Pool.JSON())
		}
	})
}

// FuzzYAMLScalar: a scalar without quotes is read as the text that is written,
// or is an error; it never turns into another text.
func FuzzYAMLScalar(f *testing.F) {
	for _, seed := range []string{"a", "yes", "0x10", "1_000", "!Ref a", "!!str 8", "! 8", "&a b", "*a", "2026-01-01", "~", "<<", "!!binary YQ==", "a # b", "a: b", "- a", ".5", "a\u2028b", "a  b", "%a", "@a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, scalar string) {
		if strings.ContainsAny(scalar, "\r\n#\"'&!|>") {
			return // not one plain scalar
		}
		d, err := Read("p.yaml", []byte("UserPoolTags:\n  k: "+scalar+"\n"))
		if err != nil {
			return
		}
		got, read := d.Pool.CreateUserPool.UserPoolTags["k"]
		if want := strings.Trim(scalar, " \t"); read && got != want {
			t.Errorf("%q was read as %q", want, got)
		}
	})
}
