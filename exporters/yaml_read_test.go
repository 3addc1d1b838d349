package exporters

import (
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// readBack reads the files of the YAML export as the parts of one pool.
func readBack(t *testing.T, p *model.Pool) *model.Pool {
	t.Helper()
	var sources []model.Source
	for _, file := range exportYAML(p, Options{}).Files {
		sources = append(sources, model.Source{Name: file.Name, Data: file.Data})
	}
	d, err := model.ReadAll(sources...)
	if err != nil {
		t.Fatalf("%v\n%s", err, sources)
	}
	return d.Pool
}

// What the YAML export writes reads back as the same requests.
func TestYAMLReadsAsThePool(t *testing.T) {
	eachCase(t, func(t *testing.T, p *model.Pool) {
		if got := readBack(t, p); !sameBodies(withMembers(got.Calls()), withMembers(p.Calls())) {
			t.Errorf("read back as\n%s", got.JSON())
		}
	})
}

// FuzzYAMLReadsAsThePool holds the same for any text in a name, a message and tags.
func FuzzYAMLReadsAsThePool(f *testing.F) {
	for _, text := range []string{"yes", "*k", "!Ref a", "<<", "~", "0x10", "1_000", "a: b", "- a", "a\nb\n", " a", "a\u2028\u0085\ufeffb", "\x00\x1b", "'\"", "😀", "%", "@", "`", "# a", "a # b", "2026-01-01"} {
		f.Add(text, text)
	}
	f.Fuzz(func(t *testing.T, key, value string) {
		key, value = strings.ToValidUTF8(key, "?"), strings.ToValidUTF8(value, "?")
		p := &model.Pool{}
		p.CreateUserPool.PoolName = &value
		p.CreateUserPool.UserPoolTags = map[string]string{key: value, value + "x": key}
		p.SetUserPoolMfaConfig.MfaConfiguration = new(model.On)
		p.SetUserPoolMfaConfig.EmailMfaConfiguration = &model.EmailMfa{Message: &value, Subject: &key}
		if got := readBack(t, p); !sameBodies(got.Calls(), p.Calls()) {
			t.Errorf("read back as\n%s\nfrom\n%s", got.JSON(), p.JSON())
		}
	})
}
