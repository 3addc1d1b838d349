package exporters

import (
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// The fuzz targets put any text where people can type any, and read each
// format back with its own parser.

func fuzzTexts(f *testing.F, check func(*testing.T, *model.Pool)) {
	for _, text := range nastyTexts {
		f.Add(text, text)
	}
	f.Add("\x00", "\xff\xfe a\x80")
	f.Fuzz(func(t *testing.T, key, text string) { check(t, texts(wholeText(key), wholeText(text))) })
}

func texts(key, text string) *model.Pool {
	p := &model.Pool{}
	p.CreateUserPool = model.CreateUserPool{
		PoolName: &text,
		VerificationMessageTemplate: &model.VerificationMessageTemplate{
			EmailMessage: new(text + "\n" + key),
			EmailSubject: &key,
		},
		IssuerConfiguration: &model.IssuerConfiguration{Type: &text},
		Schema:              []model.Attribute{{Name: &text, AttributeDataType: &key}},
		UserPoolTags:        map[string]string{key: text},
	}
	p.SetUserPoolMfaConfig = model.SetUserPoolMfaConfig{
		MfaConfiguration:      new(model.On),
		EmailMfaConfiguration: &model.EmailMfa{Message: new("a\n" + text)},
	}
	return p
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

func TestBrokenTextIsMended(t *testing.T) {
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

func FuzzCloudFormation(f *testing.F) { fuzzTexts(f, checkCloudFormation) }

func FuzzCDK(f *testing.F) { fuzzTexts(f, checkCDK) }

func FuzzPulumi(f *testing.F) { fuzzTexts(f, checkPulumi) }
