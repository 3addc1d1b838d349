package model

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
)

const branding = `{"CreateUserPool": {"PoolName": "a"}, "CreateManagedLoginBranding": [{"ClientId": "web", "Settings": %}]}`

func TestJSONObjects(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"members are sorted", `{"b": 1, "a": {"d": [3, 2, 1], "c": null}}`, `{"a":{"c":null,"d":[3,2,1]},"b":1}`},
		{"names keep their case", `{"camelCase": {"PoolName": true}}`, `{"camelCase":{"PoolName":true}}`},
		{"one number has one form", `{"a": 1.50, "b": 1e2}`, `{"a":1.5,"b":100}`},
		{"long numbers keep their digits", `{"a": 12345678901234567890}`, `{"a":12345678901234567890}`},
		{"texts are data", `{"a": "\u003c\"\\ \u0007 é", "": "${x}"}`, `{"":"${x}","a":"<\"\\ \u0007 é"}`},
		{"empty", `{}`, `{}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := mustRead(t, strings.Replace(branding, "%", test.text, 1))
			got := *p.CreateManagedLoginBranding[0].Settings
			if string(got) != test.want {
				t.Errorf("read %s, want %s", got, test.want)
			}
			if again := mustRead(t, string(p.JSON())); !again.Equal(p) {
				t.Errorf("written as %s", p.JSON())
			}
			if parsed, err := ParseJSONObject(test.text); err != nil || parsed != got {
				t.Errorf("parsed as %s, %v", parsed, err)
			}
			var decoded JSONObject
			if err := json.Unmarshal([]byte(test.text), &decoded); err != nil || decoded != got {
				t.Errorf("decoded as %s, %v", decoded, err)
			}
			value, _ := p.Get("CreateManagedLoginBranding[0].Settings")
			if err := p.Set("CreateManagedLoginBranding[0].Settings", value); err != nil || value != got {
				t.Errorf("%v, %v", value, err)
			}
		})
	}
}

func TestJSONObjectsInYAML(t *testing.T) {
	yaml := "CreateUserPool: {PoolName: a}\nCreateManagedLoginBranding:\n- ClientId: web\n  Settings:\n    b: [1, 'x', ~]\n    a: true\n"
	d, err := Read("p.yaml", []byte(yaml))
	if err != nil || *d.Pool.CreateManagedLoginBranding[0].Settings != `{"a":true,"b":[1,"x",null]}` {
		t.Errorf("%v, %v", d, err)
	}
	for _, number := range []string{".inf", "0x1F", "+1", ".5"} {
		_, err := Read("p.yaml", []byte(strings.Replace(yaml, "true", number, 1)))
		if err == nil || !strings.Contains(err.Error(), "a number that JSON does not have") {
			t.Errorf("%s: %v", number, err)
		}
	}
}

func TestBadJSONObjects(t *testing.T) {
	for _, text := range []string{`"{}"`, `[]`, `1`, `true`} {
		if err := json.Unmarshal([]byte(text), new(JSONObject)); err == nil {
			t.Errorf("%s is decoded", text)
		}
		p := readProblem(t, "p.json", strings.Replace(branding, "%", text, 1))
		if p.Rule != typeRule || p.Setting != "CreateManagedLoginBranding[0].Settings" {
			t.Errorf("%s: %+v", text, p)
		}
	}
	for _, text := range []string{``, `[]`, `{} {}`, `{`, `{"a": 1, "a": 2}`, `null`} {
		if parsed, err := ParseJSONObject(text); err == nil {
			t.Errorf("%q is parsed as %s", text, parsed)
		}
	}
}
