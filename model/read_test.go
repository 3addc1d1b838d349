package model

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"
	"unicode/utf16"
)

func utf16Bytes(text string, big, mark bool) []byte {
	units := utf16.Encode([]rune(text))
	if mark {
		units = append([]uint16{0xfeff}, units...)
	}
	var b []byte
	for _, u := range units {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return b
}

// People have the same pool in many shapes; all of them are that pool.
func TestReadShapes(t *testing.T) {
	const draft = `{"CreateUserPool": {"PoolName": "shöp", "MfaConfiguration": "OFF"}}`
	const bare = `{"PoolName": "shöp", "MfaConfiguration": "OFF"}`
	want := string(mustRead(t, draft).JSON())
	tests := map[string][]byte{
		"draft":              []byte(draft),
		"draft with $schema": []byte(`{"$schema": "x", "CreateUserPool": {"PoolName": "shöp", "MfaConfiguration": "OFF"}}`),
		"bare request":       []byte(bare),
		"BOM":                []byte("\xef\xbb\xbf" + bare),
		"CRLF and tabs":      []byte("{\r\n\t\"PoolName\":\t\"shöp\",\r\n\t\"MfaConfiguration\": \"OFF\"\r\n}\r\n"),
		"UTF-16 LE":          utf16Bytes(bare, false, true),
		"UTF-16 BE":          utf16Bytes(bare, true, true),
		"UTF-16 LE, no mark": utf16Bytes(bare, false, false),
		"UTF-16 BE, no mark": utf16Bytes(bare, true, false),
		"YAML":               []byte("CreateUserPool:\n  PoolName: shöp\n  MfaConfiguration: \"OFF\"\n"),
		"YAML, bare":         []byte("# a pool\nPoolName: shöp\nMfaConfiguration: OFF\n"),
		"null is unset":      []byte(`{"PoolName": "shöp", "MfaConfiguration": "OFF", "UserPoolTier": null}`),
	}
	for name, data := range tests {
		t.Run(name, func(t *testing.T) {
			d, err := Read("pool", data)
			if err != nil {
				t.Fatal(err)
			}
			if got := string(d.Pool.JSON()); got != want {
				t.Errorf("got %s", got)
			}
		})
	}
}

func TestReadDescription(t *testing.T) {
	data, err := os.ReadFile("testdata/sample-description.json")
	if err != nil {
		t.Fatal(err)
	}
	d, err := Read("describe.json", data)
	if err != nil {
		t.Fatal(err)
	}
	c := d.Pool.CreateUserPool
	if deref(c.PoolName) != "my-test-user-pool" {
		t.Errorf("name %q", deref(c.PoolName))
	}
	if len(c.Schema) != 1 || deref(c.Schema[0].Name) != "mydev" || !deref(c.Schema[0].DeveloperOnlyAttribute) {
		t.Errorf("schema %s: want the one attribute that was asked for", EncodeJSON(c.Schema))
	}
	if c.AdminCreateUserConfig.UnusedAccountValidityDays != nil {
		t.Error("the legacy validity stayed beside the one that replaced it")
	}
	if _, err := Read("pool", d.Pool.JSON()); err != nil {
		t.Error(err)
	}
}

// Both outputs joined, as `jq -s add` does it, are the whole pool.
func TestReadDescriptionWithFactors(t *testing.T) {
	pool := mustRead(t, `{
		"UserPool": {"Id": "eu-west-1_x", "Name": "a", "MfaConfiguration": "ON",
			"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"}},
		"SmsMfaConfiguration": {"SmsConfiguration": {"ExternalId": "x", "SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}},
		"SoftwareTokenMfaConfiguration": {"Enabled": true},
		"MfaConfiguration": "ON"}`)
	calls := pool.Calls()
	if len(calls) != 2 {
		t.Fatalf("%d calls", len(calls))
	}
	if sms := pool.SetUserPoolMfaConfig.SmsMfaConfiguration; sms == nil || sms.SmsConfiguration != nil {
		t.Error("the SMS factor should be there and leave its role to the pool")
	}
}

func TestReadErrors(t *testing.T) {
	tests := []struct{ name, file, data, want, hint string }{
		{"unknown setting", "p.json", "{\n  \"CreateUserPool\": {\n    \"PoolNam\": \"a\"\n  }\n}", "p.json:3:5: CreateUserPool.PoolNam: unknown setting", "did you mean PoolName?"},
		{"unknown in a block", "p.json", `{"CreateUserPool": {"Policies": {"PaswordPolicy": {}}}}`, "p.json:1:34: CreateUserPool.Policies.PaswordPolicy: unknown setting", "did you mean PasswordPolicy?"},
		{"wrong kind", "p.json", `{"PoolName": "a", "Policies": {"PasswordPolicy": {"MinimumLength": "8"}}}`, "p.json:1:68: CreateUserPool.Policies.PasswordPolicy.MinimumLength: expected a number, found text in quotes", "write it without quotes"},
		{"number for text", "p.json", `{"PoolName": 7}`, "p.json:1:14: CreateUserPool.PoolName: expected text in quotes, found a number", `put it in quotes: "7"`},
		{"fraction", "p.json", `{"PoolName": "a", "Policies": {"PasswordPolicy": {"MinimumLength": 8.5}}}`, "p.json:1:68: CreateUserPool.Policies.PasswordPolicy.MinimumLength: 8.5 is not a whole number of at most 10 digits", "write digits only, such as 8"},
		{"list of one", "p.json", `{"PoolName": "a", "AliasAttributes": "email"}`, "p.json:1:38: CreateUserPool.AliasAttributes: expected a list, found text in quotes", "put it in square brackets"},
		{"twice", "p.json", "{\"PoolName\": \"a\",\n \"PoolName\": \"b\"}", "p.json:2:2: PoolName appears twice", ""},
		{"cut off", "p.json", "{\"PoolName\": \"a\",\n", "p.json:2:1: not JSON: the file ends too early", ""},
		{"comma", "p.json", "{\n  \"PoolName\": \"a\",\n}", "p.json:2:18: not JSON: invalid character ','", ""},
		{"two pools", "p.json", `{"PoolName": "a"} {"PoolName": "b"}`, "p.json:1:19: a second document, which is not a part of the same pool", ""},
		{"text behind", "p.json", `{"PoolName": "a"} "b"`, "p.json:1:19: something follows the closing brace", ""},
		{"three documents", "p.json", `{"UserPool": {"Name": "a"}} {"SoftwareTokenMfaConfiguration": {}} {"PoolName": "b"}`, "p.json:1:67: a second document", ""},
		{"two YAML pools", "p.yaml", "PoolName: a\n---\nPoolName: b\n", "p.yaml:3:1: a second document", ""},
		{"a list", "p.json", `["a"]`, "p.json:1:1: expected settings by name, found a list", ""},
		{"half a character", "p.json", `{"PoolName": "\ud800"}`, "p.json:1:15: not JSON: invalid surrogate pair", ""},
		{"empty", "p.json", " \n", "p.json: the file is empty", "`poolsmith presets email-sign-in` prints a pool to start from"},
		{"zeros", "p.json", string(make([]byte, 1000)), "p.json: not a text file", ""},
		{"not text", "p.json", "\xff\xfe\xff", "p.json: UTF-16 text that ends in the middle of a character", ""},
		{"Latin-1", "p.json", "{\"PoolName\": \"sh\xf6p\"}", "p.json: neither UTF-8 nor UTF-16 text", "save it as UTF-8"},
		{"too deep", "p.json", strings.Repeat("[", 200), "p.json:1:66: too large or nested too deep", ""},
		{"foreign JSON", "p.json", `{"Version": "2012-10-17", "Statement": []}`, "p.json:1:2: Version: unknown setting", ""},
		{"nothing in it", "p.json", `{}`, "p.json:1:1: no setting of a user pool in it", ""},
		{"YAML indentation", "p.yaml", "CreateUserPool:\n  PoolName: a\n   MfaConfiguration: b\n", "p.yaml:3:1: not YAML: mapping values are not allowed in this context", ""},
		{"YAML unknown", "p.yaml", "CreateUserPool:\n  PoolNam: a\n", "p.yaml:2:3: CreateUserPool.PoolNam: unknown setting", "did you mean PoolName?"},
		{"comments only", "p.yaml", "# nothing\n", "p.yaml:1:1: the file contains only comments", ""},
		{"aliases without end", "p.yaml", "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n", "too large or nested too deep", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(tt.file, []byte(tt.data))
			bad, ok := errors.AsType[*ReadError](err)
			if !ok {
				t.Fatalf("error %v", err)
			}
			p := bad.Problems[0]
			if !strings.Contains(p.Error(), tt.want) {
				t.Errorf("\n got %s\nwant %s", p.Error(), tt.want)
			}
			if tt.hint != "" && p.Hint != tt.hint {
				t.Errorf("hint %q, want %q", p.Hint, tt.hint)
			}
		})
	}
}

func TestReadReportsEveryProblem(t *testing.T) {
	_, err := Read("p.json", []byte(`{"CreateUserPool": {"PoolNam": "a", "Tier": "LITE", "MfaConfiguration": true}}`))
	bad, ok := errors.AsType[*ReadError](err)
	if !ok || len(bad.Problems) != 3 {
		t.Fatalf("got %v", err)
	}
	if !strings.HasSuffix(err.Error(), "(and 2 more problems)") {
		t.Errorf("got %v", err)
	}
}

// The YAML parser needs far more memory than the file has bytes.
func TestReadStopsAtTheLimitOfYAML(t *testing.T) {
	_, err := Read("p.yaml", []byte("PoolName: a\n#"+strings.Repeat("x", maxYAML)))
	if err == nil || !strings.Contains(err.Error(), "larger than 1 MiB") {
		t.Errorf("got %v", err)
	}
}

// The work for a file grows with its size, also where every value of one long
// line has an anchor and a tag.
func TestReadLongLines(t *testing.T) {
	for _, item := range []string{"! 1, ", "&a ! 1, ", "é, "} {
		data := "UserPoolTags: {é: x}\nAliasAttributes: [" + strings.Repeat(item, 100_000) + "! 1]\n"
		d, err := Read("p.yaml", []byte(data))
		if err != nil || len(d.Pool.CreateUserPool.AliasAttributes) != 100_001 {
			t.Errorf("%s: %v", item, err)
		}
	}
}

func TestReadStopsAtTheLimit(t *testing.T) {
	endless := strings.NewReader(strings.Repeat(" ", MaxSize+10))
	if _, err := ReadFrom("zeros", endless); err == nil || !strings.Contains(err.Error(), "larger than 4 MiB") {
		t.Errorf("got %v", err)
	}
}

func TestPosition(t *testing.T) {
	d, err := Read("p.json", []byte("{\n  \"PoolName\": \"a\",\n  \"Schema\": [\n    {\"Name\": \"x\"},\n    {\"Name\": \"y\", \"Required\": true}\n  ]\n}"))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string][2]int{
		"CreateUserPool.PoolName":           {2, 15},
		"CreateUserPool.Schema[1].Required": {5, 31},
		"CreateUserPool.Schema[1].Mutable":  {5, 5},
		"CreateUserPool.UserPoolTier":       {1, 1},
	}
	for path, want := range tests {
		line, column := d.Position(path)
		if [2]int{line, column} != want {
			t.Errorf("%s at %d:%d, want %v", path, line, column, want)
		}
	}
}

func TestLargestReadsAndReturns(t *testing.T) {
	for _, name := range []string{"largest.json", "largest-app.json", "sample-request.json"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		first := mustRead(t, string(data))
		again := mustRead(t, string(first.JSON()))
		if !first.Equal(again) || !first.Clone().Equal(first) {
			t.Errorf("%s: not equal after writing and reading, or copying", name)
		}
	}
}

func TestPresetsRead(t *testing.T) {
	for _, p := range Presets {
		if LoadPreset(p.Name) == nil {
			t.Errorf("%s: no pool", p.Name)
		}
	}
	if LoadPreset("nonsense") != nil {
		t.Error("a preset that is none has a pool")
	}
}

// FuzzRead: no input panics or hangs, and what is read is equal after writing
// and reading it again.
func FuzzRead(f *testing.F) {
	f.Add("p.json", []byte(`{"CreateUserPool": {"PoolName": "a", "Schema": [{"Name": "x"}]}}`))
	f.Add("p.yaml", []byte("PoolName: a\nUserPoolTags: {a: b}\n"))
	f.Add("p.json", utf16Bytes(`{"PoolName": "a"}`, false, true))
	f.Add("p.yaml", []byte("a: &a [*a]"))
	f.Add("p.json", []byte(describedSms+factorsOn))
	f.Add("p.json", []byte(`{"status_code": 200, "data": {"userPool": {"name": "a", "schemaAttributes": [{"name": "custom:x"}], "domain": null}}, "$metadata": 1}`))
	f.Add("p.json", []byte(`{"UserPoolId": "a", "MfaConfiguration": "ON", "Schema": []}`))
	f.Add("p.tf", []byte("resource \"aws_cognito_user_pool\" \"p\" {}"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		d, err := Read(name, data)
		if err != nil {
			return
		}
		again, err := Read("again.json", d.Pool.JSON())
		if err != nil {
			t.Fatalf("%v\n%s", err, d.Pool.JSON())
		}
		if !bytes.Equal(again.Pool.JSON(), d.Pool.JSON()) || !again.Pool.Equal(d.Pool) {
			t.Errorf("not equal after writing and reading:\n%s", d.Pool.JSON())
		}
		CheckIn(d.Facts())
		d.Place("CreateUserPool.Schema[0].Name")
	})
}

// Members newer than the SDK are read from requests and descriptions, and come
// back as they were.
func TestReadMembersAheadOfTheSDK(t *testing.T) {
	const members = `"SmsConfiguration":{"EumsSms":{"CallerArn":"arn:aws:iam::123456789012:role/sms","ExternalId":"x","OriginationIdentity":"+15551234567","ConfigurationSetName":"c","InEntityId":"1","InTemplateId":"2","Region":"ap-south-1"}},` +
		`"AcrConfiguration":{"Level1":{"AcrValue":"urn:a"},"Level2":{"AcrValue":"urn:b"},"Level3":{"AcrValue":"urn:c"},"Level4":{"AcrValue":"urn:d"}},` +
		`"DcrConfiguration":{"EnableStatus":"DISABLED","OpenDcrEnabled":false,"AuthenticatedGrantTypes":[],"OpenGrantTypes":["code"]}`
	request := readPool(t, `{"PoolName":"p",`+members+`}`).Pool
	described := readPool(t, `{"UserPool":{"Id":"eu-west-1_x","Name":"p",`+members+`}}`).Pool
	if !request.Equal(described) {
		t.Errorf("requested:\n%s\ndescribed:\n%s", request.JSON(), described.JSON())
	}
	if again := readPool(t, string(request.JSON())).Pool; !again.Equal(request) {
		t.Errorf("read back:\n%s", again.JSON())
	}
	leaves := map[string]bool{}
	for leaf := range request.Leaves() {
		leaves[leaf.Setting.Path] = true
	}
	for _, s := range Catalog {
		if isAheadOfSDK(s.Path) && strings.HasPrefix(s.Path, "CreateUserPool.") && !leaves[s.Path] {
			t.Errorf("%s: not read", s.Path)
		}
	}
	for _, f := range Check(request) {
		if f.Severity == Error {
			t.Errorf("%s: %s", f.Rule, f.Message)
		}
	}
	empty := readPool(t, `{"PoolName":"p","DcrConfiguration":{}}`).Pool
	if again := OmitDefaults(readPool(t, string(empty.JSON())).Pool); again.CreateUserPool.DcrConfiguration == nil {
		t.Error("an empty DcrConfiguration is lost, although it enables registration")
	}
}
