package exporters

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/poolsmith/poolsmith/model"
)

func eachCase(t *testing.T, check func(*testing.T, *model.Pool)) {
	t.Helper()
	for _, c := range allCases(t) {
		t.Run(c.name, func(t *testing.T) { check(t, c.pool) })
	}
}

func TestExportsAreRepeatable(t *testing.T) {
	eachCase(t, func(t *testing.T, p *model.Pool) {
		before := p.Clone()
		for _, format := range Formats {
			first, second := format.Export(p, Options{}), format.Export(p.Clone(), Options{})
			if !reflect.DeepEqual(first, second) {
				t.Errorf("%s differs when repeated", format.Name)
			}
		}
		if !p.Equal(before) {
			t.Error("exporting changed the pool")
		}
	})
}

func TestJSONReadsBack(t *testing.T) {
	eachCase(t, func(t *testing.T, p *model.Pool) { checkBodies(t, p, exportJSON(p, Options{}).Files) })
}

func TestYAMLReadsBack(t *testing.T) {
	eachCase(t, checkYAML)
}

func TestCLIHasTheBodies(t *testing.T) {
	eachCase(t, checkCLI)
}

// checkBodies reads the files as requests and compares the calls they make.
func checkBodies(t *testing.T, p *model.Pool, files []File) {
	t.Helper()
	calls := p.Calls()
	if len(files) != len(calls) {
		t.Fatalf("%d files for %d calls", len(files), len(calls))
	}
	draft := map[string]any{}
	names := map[string]bool{}
	for i, c := range calls {
		body, name := json.RawMessage(files[i].Data), files[i].Name
		if names[name] || name != filepath.Base(name) || len(name) > 100 {
			t.Errorf("%s is called %q", c.Path, name)
		}
		names[name] = true
		if c.Operation.Many {
			list, _ := draft[c.Operation.Name].([]json.RawMessage)
			draft[c.Operation.Name] = append(list, body)
			continue
		}
		draft[c.Operation.Name] = body
	}
	data, err := json.Marshal(draft)
	if err != nil {
		t.Fatal(err)
	}
	if got := withMembers(readPool(t, data).Calls()); !sameBodies(got, withMembers(calls)) {
		t.Errorf("reads back as other calls:\n%s", data)
	}
}

// withMembers returns the calls that have more than they take from responses.
func withMembers(calls []model.Call) []model.Call {
	return slices.DeleteFunc(calls, func(c model.Call) bool { return len(treeOf(c)) == 0 })
}

func sameBodies(a, b []model.Call) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Operation != b[i].Operation || !bytes.Equal(a[i].Body(model.Answers{"UserPoolId": "id"}), b[i].Body(model.Answers{"UserPoolId": "id"})) {
			return false
		}
	}
	return true
}

// checkYAML reads the files with the library, and compares values, types and
// order with the JSON body.
func checkYAML(t *testing.T, p *model.Pool) {
	t.Helper()
	calls := p.Calls()
	for i, file := range exportYAML(p, Options{}).Files {
		var document yaml.Node
		if err := yaml.Unmarshal(file.Data, &document); err != nil {
			t.Fatalf("%v\n%s", err, file.Data)
		}
		var got, want bytes.Buffer
		writeNode(t, &got, document.Content[0])
		if err := json.Compact(&want, calls[i].Body(nil)); err != nil {
			t.Fatal(err)
		}
		if !sameJSON(got.Bytes(), want.Bytes()) {
			t.Errorf("YAML has\n%s\nJSON has\n%s", &got, &want)
		}
	}
}

// sameJSON compares compact JSON, however characters are escaped.
func sameJSON(a, b []byte) bool {
	return reflect.DeepEqual(jsonTokens(a), jsonTokens(b))
}

func jsonTokens(data []byte) []json.Token {
	var tokens []json.Token
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	for {
		token, err := d.Token()
		if err != nil {
			return tokens
		}
		tokens = append(tokens, token)
	}
}

// writeNode writes a YAML node as JSON.
func writeNode(t *testing.T, b *bytes.Buffer, n *yaml.Node) {
	t.Helper()
	switch {
	case n.Kind == yaml.MappingNode:
		b.WriteByte('{')
		for i := 0; i < len(n.Content); i += 2 {
			if i > 0 {
				b.WriteByte(',')
			}
			writeNode(t, b, n.Content[i])
			b.WriteByte(':')
			writeNode(t, b, n.Content[i+1])
		}
		b.WriteByte('}')
	case n.Kind == yaml.SequenceNode:
		b.WriteByte('[')
		for i, item := range n.Content {
			if i > 0 {
				b.WriteByte(',')
			}
			writeNode(t, b, item)
		}
		b.WriteByte(']')
	case n.ShortTag() == "!!str":
		data, err := json.Marshal(n.Value)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(data)
	default:
		b.WriteString(n.Value)
	}
}

// TestYAMLQuotes has texts that some YAML reader interprets as another type when
// they are not quoted, and texts that read better without quotes.
func TestYAMLQuotes(t *testing.T) {
	for _, text := range []string{
		"", " ", "yes", "no", "on", "off", "y", "n", "Y", "No", "OFF", "True", "null", "~", "=", "<<", "1e3", "0123", "1:30",
		"2001-12-14", ".inf", "0x1f", "@x", "*x", "&x", "!x", "a: b", "a #b", "a:", "- a", "é", "{####}", "a ", "%x", "`x", "nan",
	} {
		if got := yamlText(text, 0); got[0] != '"' {
			t.Errorf("%q is not quoted: %s", text, got)
		}
	}
	for _, text := range []string{"shop", "my shop", "arn:aws:iam::123456789012:role/sms", "no-reply@example.com", "OPTIONAL", "CONFIRM_WITH_CODE"} {
		if got := yamlText(text, 0); got != text {
			t.Errorf("%q became %s", text, got)
		}
	}
	if got, want := yamlText("a\n\n  b\n", 2), "|\n  a\n\n    b"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// checkCLI reads the here-documents as bash does: up to the line that is
// nothing but the delimiter.
func checkCLI(t *testing.T, p *model.Pool) {
	t.Helper()
	out := exportCLI(p, Options{})
	if main := out.Main(); len(main) != 1 || !main[0].Script {
		t.Fatal("not one script")
	}
	checkBodies(t, p, out.Files[1:])
	script := string(out.Files[0].Data)
	variables := map[string]string{} // the references that the script has as JSON
	for _, found := range regexp.MustCompile(`(?m)^(secret_\w+)=\$\(json "\$(\w+)"\)$`).FindAllStringSubmatch(script, -1) {
		variables[found[1]] = `"${env:` + found[2] + `}"`
	}
	printed := regexp.MustCompile(`^printf '%s\\n' "\$(secret_\w+)"\ncat <<'JSON'\n`)
	var files []File
	for {
		_, rest, found := strings.Cut(script, "<<'JSON'\n")
		if !found {
			break
		}
		whole := ""
		for {
			body, after, found := strings.Cut("\n"+rest, "\nJSON\n")
			if !found {
				t.Fatal("a here-document does not end")
			}
			whole += strings.TrimPrefix(body, "\n") + "\n"
			script = after
			secret := printed.FindStringSubmatch(after)
			if secret == nil {
				break
			}
			whole += variables[secret[1]]
			rest = after[len(secret[0]):]
		}
		files = append(files, File{Data: []byte(whole)})
	}
	calls := p.Calls()
	if len(files) != len(calls) {
		t.Fatalf("%d bodies for %d calls", len(files), len(calls))
	}
	for i, c := range calls {
		hasSecrets := len(variables) > 0 && reflect.DeepEqual(asMap(t, files[i].Data), asMap(t, c.Body(nil)))
		if !hasSecrets && !bytes.Equal(files[i].Data, c.Body(nil)) {
			t.Errorf("the body of %s is\n%s", c.Operation.Name, files[i].Data)
		}
	}
}

// TestEverySettingIsWrittenOrMissed sets each setting alone. A format writes it
// under its name, or lists it as a gap and names it in the output.
func TestEverySettingIsWrittenOrMissed(t *testing.T) {
	for i := range model.Catalog {
		s := &model.Catalog[i]
		if s.Kind == model.List {
			continue
		}
		t.Run(s.Path, func(t *testing.T) {
			p := singlePool(t, s)
			path := strings.ReplaceAll(s.Path, "[]", "[0]")
			taken := slices.Contains(model.OperationOf(s.Path).Takes, s.Name())
			for _, format := range Formats {
				out := format.Export(p, Options{})
				if taken && slices.Contains(requestFormats, format.Name) && !isMissed(out, path) {
					continue // a value of a response, which the tests of scripts compare
				}
				if isMissed(out, path) {
					// JSON has no comments.
					if format.Name != "json" && !isNamed(out, path) {
						t.Errorf("%s does not name the gap in its output", format.Name)
					}
					continue
				}
				if format.Name == "markdown" {
					if _, name, _ := strings.Cut(path, "."); !hasRow(out, name) {
						t.Errorf("%s has no row for %s", format.Name, path)
					}
					continue
				}
				if name := nameIn(format, s); !hasName(out, name) {
					t.Errorf("%s has neither %s nor a gap for it", format.Name, name)
				}
			}
		})
	}
}

func isMissed(out Output, path string) bool {
	for _, g := range out.Gaps {
		if g.Setting == path {
			return true
		}
	}
	return false
}

// isNamed reports whether a comment of the output has the path of a gap.
func isNamed(out Output, path string) bool {
	return slices.ContainsFunc(out.Files, func(f File) bool { return bytes.Contains(f.Data, []byte("   "+path)) })
}

// nameIn is the last name of the setting in the words of the format.
func nameIn(format Format, s *model.Setting) string {
	last := func(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }
	switch format.Name {
	case "terraform":
		return last(s.Terraform)
	case "pulumi":
		return pulumiName(last(s.Terraform))
	case "cloudformation":
		return last(s.CloudFormation)
	case "cdk":
		return camel(snake(last(s.CloudFormation)))
	case "datadog":
		return last(s.Datadog)
	}
	return s.Name()
}

// hasRow reports whether a table of a document has a row for a setting. The name of a
// request that is a block by itself is not in a row: it has a heading.
func hasRow(out Output, name string) bool {
	return name == "" || bytes.Contains(out.Files[0].Data, []byte(" | `"+name+"` | "))
}

func hasName(out Output, name string) bool {
	for _, file := range out.Files {
		for line := range strings.Lines(string(file.Data)) {
			line = strings.TrimLeft(line, "\t -\"")
			if rest, found := strings.CutPrefix(line, name); found && name != "" && strings.ContainsAny(rest[:1], `": ={`) {
				return true
			}
		}
	}
	return false
}

// requestFormats are the formats that contain or send the requests.
var requestFormats = []string{"json", "yaml", "cli", "boto3", "go", "js", "paws"}

func TestRequestsHaveNoGaps(t *testing.T) {
	eachCase(t, func(t *testing.T, p *model.Pool) {
		for _, name := range requestFormats {
			if name == "paws" {
				continue // it loses values that paws does not send
			}
			format, _ := Lookup(name)
			for _, g := range format.Export(p, Options{}).Gaps {
				if name != "json" && name != "yaml" || !strings.Contains(g.Why, "; pass it as --") && !strings.HasPrefix(g.Why, "replace ${env:") {
					t.Errorf("%s: %v", name, g)
				}
			}
		}
	})
}

func TestExportsHaveNoControlCharacters(t *testing.T) {
	for _, format := range Formats {
		for _, c := range namedCases(t) {
			for _, file := range format.Export(c.pool, Options{}).Files {
				if strings.ContainsAny(string(file.Data), "\x1b\x07\r\x01") {
					t.Errorf("%s of %s contains a control character", file.Name, c.name)
				}
			}
		}
	}
}

func TestLookup(t *testing.T) {
	for _, name := range Names() {
		if f, ok := Lookup(name); !ok || f.Name != name {
			t.Errorf("%s is not found", name)
		}
	}
	if _, ok := Lookup("cobol"); ok {
		t.Error("cobol is found")
	}
}

func TestFileNames(t *testing.T) {
	live := describedPool(t, model.LoadPreset("web-app"))
	target := live.Pool.Merge(readPool(t, []byte(`{"CreateUserPool": {"DeletionProtection": "INACTIVE"}}`)))
	for _, f := range Formats {
		if got := f.Export(&model.Pool{}, Options{}).Files[0].Name; got != f.File {
			t.Errorf("%s begins with %s, and not %s", f.Name, got, f.File)
		}
		if f.Existing == ForNew {
			continue
		}
		if got := f.Export(target, Options{Plan: model.PlanChange(live, target)}).Files[0].Name; got != f.ChangeFile() {
			t.Errorf("%s for a pool that exists begins with %s, and not %s", f.Name, got, f.ChangeFile())
		}
	}
}

// BenchmarkLargestPool reads the largest pool, checks it and writes it in
// every format.
func BenchmarkLargestPool(b *testing.B) {
	data := readFile(b, "../model/testdata/largest.json")
	for name, formats := range map[string][]Format{"requests-and-terraform": Formats[:4], "all-formats": Formats} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				d, err := model.Read("largest.json", data)
				if err != nil {
					b.Fatal(err)
				}
				model.Check(d.Pool)
				for _, format := range formats {
					format.Export(d.Pool, Options{})
				}
			}
		})
	}
}

// BenchmarkFormats shows what each format takes of it.
func BenchmarkFormats(b *testing.B) {
	p := readPool(b, readFile(b, "../model/testdata/largest.json"))
	for _, format := range Formats {
		b.Run(format.Name, func(b *testing.B) {
			for b.Loop() {
				format.Export(p, Options{})
			}
		})
	}
}

func ExampleFormat() {
	p := &model.Pool{}
	p.CreateUserPool.PoolName = new("shop")
	format, _ := Lookup("terraform")
	fmt.Printf("%s", format.Export(p, Options{}).Files[0].Data)
	// Output:
	// # Generated by Poolsmith. To regenerate: poolsmith export -f terraform -i DRAFT
	//
	// resource "aws_cognito_user_pool" "shop" {
	//   name = "shop"
	// }
}
