package exporters

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/document"

	"github.com/poolsmith/poolsmith/model"
)

func TestGoHasTheBodies(t *testing.T) {
	eachCase(t, checkGo)
}

// checkGo reads the program with Go's own parser. What its structs have is the
// body; what they have after the SDK dropped some of it, with what the program
// adds, is the body too.
func checkGo(t *testing.T, p *model.Pool) {
	t.Helper()
	source := exportGo(p, Options{}).Files[0].Data
	variables := goVariables(t, source)
	for _, r := range newScript(p, goNaming, nil).requests {
		got, also := variables[r.name], variables[r.name+"Also"]
		var want bytes.Buffer
		if err := json.Compact(&want, r.Body(nil)); err != nil {
			t.Fatal(err)
		}
		if !sameJSON(got, want.Bytes()) && !sameWith(t, got, also, want.Bytes()) {
			t.Errorf("Go has\n%s\nJSON has\n%s", got, &want)
		}
		sent := sentBySDK(t, r.Call)
		if sent == nil {
			continue
		}
		if also != nil {
			mergeJSON(sent, asMap(t, also))
		}
		if !reflect.DeepEqual(sent, asMap(t, want.Bytes())) {
			t.Errorf("the SDK and the program send\n%v\nJSON has\n%s", sent, &want)
		}
	}
}

// sameWith reports whether a request and what the program adds to it, because
// the SDK does not know it, come to want.
func sameWith(t *testing.T, request, also, want []byte) bool {
	t.Helper()
	if also == nil {
		return false
	}
	merged := asMap(t, request)
	mergeJSON(merged, asMap(t, also))
	return reflect.DeepEqual(merged, asMap(t, want))
}

// sentBySDK is what the SDK makes of the body's values, or nil where it does not
// know the operation, or finds a member missing and sends nothing.
func sentBySDK(t *testing.T, call model.Call) map[string]any {
	t.Helper()
	var body []byte
	client := cognitoidentityprovider.New(cognitoidentityprovider.Options{
		Region:      "eu-west-1",
		Credentials: aws.AnonymousCredentials{},
		HTTPClient: doer(func(r *http.Request) (*http.Response, error) {
			var err error
			body, err = io.ReadAll(r.Body)
			return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(strings.NewReader("{}")), Request: r}, err
		}),
	})
	method := reflect.ValueOf(client).MethodByName(call.Operation.Name)
	if !method.IsValid() {
		return nil
	}
	answers := model.Answers{}
	for _, taken := range call.Takes() {
		answers[taken.Answer] = "id"
	}
	input := reflect.New(method.Type().In(1).Elem())
	members := asMap(t, call.Body(answers))
	if settings := input.Elem().FieldByName("Settings"); settings.IsValid() && members["Settings"] != nil {
		settings.Set(reflect.ValueOf(document.NewLazyDocument(members["Settings"])))
		delete(members, "Settings")
	}
	data, err := json.Marshal(members)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, input.Interface()); err != nil {
		t.Fatal(err)
	}
	results := method.Call([]reflect.Value{reflect.ValueOf(t.Context()), input})
	if err, _ := results[1].Interface().(error); err != nil {
		if !strings.Contains(err.Error(), "missing required field") {
			t.Fatal(err)
		}
		return nil
	}
	sent := asMap(t, body)
	for _, taken := range call.Takes() {
		delete(sent, taken.Member)
	}
	return sent
}

type doer func(*http.Request) (*http.Response, error)

func (d doer) Do(r *http.Request) (*http.Response, error) { return d(r) }

func asMap(t *testing.T, data []byte) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return m
}

// mergeJSON is what merge does in the program.
func mergeJSON(body, members map[string]any) {
	for name, value := range members {
		block, isBlock := value.(map[string]any)
		if there, ok := body[name].(map[string]any); ok && isBlock {
			mergeJSON(there, block)
			continue
		}
		body[name] = value
	}
}

// goVariables evaluates the variables of a program, as JSON.
func goVariables(t *testing.T, source []byte) map[string][]byte {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "main.go", source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatalf("%v\n%s", err, source)
	}
	variables := map[string][]byte{}
	for _, declaration := range file.Decls {
		group, ok := declaration.(*ast.GenDecl)
		if !ok || group.Tok != token.VAR {
			continue
		}
		spec := group.Specs[0].(*ast.ValueSpec)
		var b bytes.Buffer
		writeGo(t, &b, spec.Values[0])
		variables[spec.Names[0].Name] = b.Bytes()
	}
	return variables
}

// writeGo writes an expression as JSON.
func writeGo(t *testing.T, b *bytes.Buffer, expression ast.Expr) {
	t.Helper()
	switch e := expression.(type) {
	case *ast.UnaryExpr:
		if e.Op == token.SUB {
			b.WriteByte('-')
		}
		writeGo(t, b, e.X)
	case *ast.CallExpr: // aws.String, decode and their like
		if function, ok := e.Fun.(*ast.Ident); ok && function.Name == "secret" {
			writeText(t, b, "${env:"+goText(t, e.Args[0])+"}")
			return
		}
		writeGo(t, b, e.Args[0])
	case *ast.CompositeLit:
		writeGoLiteral(t, b, e)
	case *ast.Ident:
		b.WriteString(strings.Replace(e.Name, "nil", "null", 1))
	case *ast.BasicLit:
		if e.Kind == token.INT || e.Kind == token.FLOAT {
			b.WriteString(e.Value)
			return
		}
		writeText(t, b, goText(t, e))
	case *ast.BinaryExpr:
		writeText(t, b, goText(t, e))
	default:
		t.Fatalf("%T in the program", e)
	}
}

func writeGoLiteral(t *testing.T, b *bytes.Buffer, literal *ast.CompositeLit) {
	t.Helper()
	_, isList := literal.Type.(*ast.ArrayType)
	brackets := "{}"
	if isList {
		brackets = "[]"
	}
	b.WriteByte(brackets[0])
	for i, element := range literal.Elts {
		if i > 0 {
			b.WriteByte(',')
		}
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			writeGo(t, b, element)
			continue
		}
		if name, ok := pair.Key.(*ast.Ident); ok {
			writeText(t, b, name.Name)
		} else {
			writeText(t, b, goText(t, pair.Key))
		}
		b.WriteByte(':')
		writeGo(t, b, pair.Value)
	}
	b.WriteByte(brackets[1])
}

func goText(t *testing.T, expression ast.Expr) string {
	t.Helper()
	if sum, ok := expression.(*ast.BinaryExpr); ok {
		return goText(t, sum.X) + goText(t, sum.Y)
	}
	text, err := strconv.Unquote(expression.(*ast.BasicLit).Value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func writeText(t *testing.T, b *bytes.Buffer, text string) {
	t.Helper()
	data, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	b.Write(data)
}
