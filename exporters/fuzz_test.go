package exporters

import (
	"encoding/base64"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// The fuzz targets put any text where people can type any, and read each
// format back with its own parser.

func fuzzTexts(f *testing.F, check func(*testing.T, *model.Pool)) {
	for _, text := range nastyTexts {
		f.Add(text, text)
	}
	for _, text := range dynamicTexts {
		f.Add(text, text)
	}
	f.Add("\x00", "\xff\xfe a\x80")
	f.Fuzz(func(t *testing.T, key, text string) { check(t, texts(wholeText(key), wholeText(text))) })
}

// texts is a pool with a text in every setting that takes one, and some of
// several lines.
func texts(key, text string) *model.Pool {
	p := &model.Pool{}
	all := []string{text, key, "a\n" + text, text + "\n" + key}
	n := 0
	fillTexts(reflect.ValueOf(p).Elem(), func() string {
		n++
		return all[n%len(all)]
	})
	// The texts of a template have older settings in their place, or beside them.
	c := &p.CreateUserPool
	if len(key)%2 == 0 {
		c.VerificationMessageTemplate = nil
	} else {
		c.EmailVerificationMessage, c.EmailVerificationSubject, c.SmsVerificationMessage = new("old "+text), new("old "+key), new("old")
	}
	c.UserPoolTags = map[string]string{key: text}
	completeKinds(p, key, text)
	p.SetUserPoolMfaConfig.MfaConfiguration = new(model.On)
	return p
}

// completeKinds replaces the texts of settings whose values have a form, and
// fills the maps.
func completeKinds(p *model.Pool, key, text string) {
	for i := range model.Catalog {
		s := &model.Catalog[i]
		path := strings.ReplaceAll(s.Path, "[]", "[0]")
		var value any
		switch {
		case s.Kind == model.JSON:
			value = jsonObject(key, text)
		case s.Kind == model.Base64:
			value = base64.StdEncoding.EncodeToString([]byte(text))
		case s.Kind == model.Bool && s.Required:
			value = false
		case s.Secret:
			value = model.SecretReference("secret "+key, text)
		case s.Kind == model.Map:
			entries := map[string]string{key: text}
			for _, secret := range s.SecretKeys {
				entries[secret] = model.SecretReference("secret "+key, text)
			}
			value = entries
		default:
			continue
		}
		if err := p.Set(path, value); err != nil {
			panic(err)
		}
	}
}

// jsonObject has the texts in names and in values of every type.
func jsonObject(key, text string) model.JSONObject {
	data, err := json.Marshal(map[string]any{key: text, "members of " + key: map[string]any{text: []any{text, nil, true, -1.5, map[string]any{}}}})
	if err != nil {
		panic(err)
	}
	o, err := model.ParseJSONObject(string(data))
	if err != nil {
		panic(err)
	}
	return o
}

// fillTexts puts a text wherever v has a place for one: once in each list.
func fillTexts(v reflect.Value, next func() string) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[model.JSONObject]() {
			v.SetString("{}")
			return
		}
		v.SetString(next())
	case reflect.Pointer:
		switch v.Type().Elem().Kind() {
		case reflect.String, reflect.Struct:
			full := reflect.New(v.Type().Elem())
			fillTexts(full.Elem(), next)
			if full.Elem().Kind() == reflect.String || !full.Elem().IsZero() {
				v.Set(full)
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fillTexts(v.Index(0), next)
	case reflect.Struct:
		for i := range v.NumField() {
			fillTexts(v.Field(i), next)
		}
	}
}

func FuzzJSON(f *testing.F) {
	fuzzTexts(f, func(t *testing.T, p *model.Pool) { checkBodies(t, p, exportJSON(p, Options{}).Files) })
}

func FuzzYAML(f *testing.F) { fuzzTexts(f, checkYAML) }

func FuzzCLI(f *testing.F) { fuzzTexts(f, checkCLI) }

func FuzzTerraform(f *testing.F) {
	fuzzTexts(f, func(t *testing.T, p *model.Pool) {
		checkTerraform(t, p)
		checkFormat(t, p)
	})
}

func TestInvalidTextIsReplaced(t *testing.T) {
	p := texts("\xff", "a\xf0\x28\n\xed\xa0\x80")
	checkYAML(t, p)
	checkTerraform(t, p)
}

func FuzzBoto3(f *testing.F) {
	fuzzTexts(f, func(t *testing.T, p *model.Pool) { checkProgram(t, p, "boto3") })
}

func FuzzPaws(f *testing.F) {
	fuzzTexts(f, func(t *testing.T, p *model.Pool) { checkProgram(t, p, "paws") })
}

func FuzzJS(f *testing.F) {
	fuzzTexts(f, func(t *testing.T, p *model.Pool) { checkProgram(t, p, "js") })
}

func FuzzGo(f *testing.F) { fuzzTexts(f, checkGo) }

func FuzzRego(f *testing.F) { fuzzTexts(f, checkRego) }

func FuzzCloudFormation(f *testing.F) {
	fuzzTexts(f, func(t *testing.T, p *model.Pool) {
		checkCloudFormation(t, p)
		checkInert(t, "the template", asObject(t, exportCloudFormation(p, Options{}).Files[1].Data))
	})
}

func FuzzCDK(f *testing.F) { fuzzTexts(f, checkCDK) }

func FuzzPulumi(f *testing.F) { fuzzTexts(f, checkPulumi) }
