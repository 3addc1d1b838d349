package exporters

import (
	"errors"
	"fmt"
	"go/format"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// exportGo writes a Go program that sends the requests with the AWS SDK for Go
// and prints the pool's id.
//
// The requests are written as the SDK's structs. Those omit false and zero for
// fields that are not pointers; the program adds such members to the serialized
// request, and the members that the SDK does not know. An operation that it does
// not know is sent as a map.
func exportGo(p *model.Pool, o Options) Output {
	g := &goScript{script: newScript(p, goNaming, o.existing()), imports: map[string]bool{}}
	if g.isEmpty() {
		return Output{}
	}
	g.write(g)
	return Output{Files: []File{{Name: "main.go", Data: g.program()}}}
}

var goNaming = naming{
	poolID: "id",
	// What the program declares and imports, and Go's keywords.
	reserved: []string{
		"add", "adder", "aws", "bytes", "cognito", "cognitoidentityprovider", "config", "context", "base64", "ctx", "decode", "document", "err", "errors", "fmt", "io", "json",
		"item", "log", "main", "merge", "middleware", "name", "os", "page", "pages", "secret", "send", "settings", "smithy", "smithyhttp", "strings", "text", "time", "types",
		"any", "bool", "error", "map", "nil", "string",
		"break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func", "go", "goto", "if", "import",
		"interface", "package", "range", "return", "select", "struct", "switch", "type", "var",
	},
	request: func(words []string) string { return camel(strings.Join(words[1:], "_")) },
	answer:  camel,
}

// goScript writes the variables with the requests, and the body of main.
type goScript struct {
	*script
	variables, main strings.Builder
	helpers         string // functions that the program calls
	imports         map[string]bool

	response string // the variable with the latest one
	output   string // its type in the SDK; empty: a map
}

func (g *goScript) begin() {
	g.use("context", "fmt", "log", sdkModule+"config", sdkService)
	if g.retries() {
		g.use("os", "time")
	}
	if len(g.script.variables()) > 0 {
		g.help(goSecret, "os")
	}
	g.main.WriteString(goMain)
	if g.existing == nil {
		return
	}
	g.main.WriteString("id := " + quotePrintable(g.existing.poolID()) + "\n")
	for _, guard := range g.guards() {
		g.use(sdkModule + "aws")
		o := guard.operation
		var names []string
		for _, name := range guard.names {
			names = append(names, quotePrintable(name.(string)))
		}
		g.main.WriteString(strings.NewReplacer("LISTED", o.Listed, "LIST", o.List, "KEY", o.Key,
			"NAMES", strings.Join(names, ", "), "HAS", quotePrintable(" "+guard.complaint()), "AGAIN", quotePrintable(again)).Replace(goGuard))
	}
}

func (g *goScript) request(r *request) {
	send := ""
	if knownToSDK(r) {
		g.output = outputOf(r)
		send = "cognito." + r.operation + "(ctx, " + r.name + g.input(r) + ")"
	} else {
		g.output = ""
		g.help(goSend, "bytes", "encoding/json", "errors", "io", sdkModule+"aws", smithyModule, smithyMiddleware, smithyHTTP)
		g.variables.WriteString("\nvar " + r.name + " = " + goMaps.literal(r.tree, 0) + "\n")
		send = "send(ctx, cognito, " + quotePrintable(r.operation) + ", " + r.name + ")"
	}
	g.main.WriteByte('\n')
	for _, t := range r.taken {
		g.main.WriteString(g.assign(r, t))
	}
	assigned := "_, err = "
	if len(r.answers) > 0 {
		g.response = g.names.take("created")
		assigned = g.response + ", err = "
		g.main.WriteString(g.response + ", err := " + send + "\n")
	} else {
		g.main.WriteString(assigned + send + "\n")
	}
	if r.follows {
		g.main.WriteString("if err != nil {\n// " + g.busyComment() + "\ntime.Sleep(2 * time.Second)\n" + assigned + send + "\n}\n")
		return
	}
	g.main.WriteString("if err != nil {\nlog.Fatal(err)\n}\n")
}

// assign gives a request a value that it takes.
func (g *goScript) assign(r *request, t member) string {
	value := t.value.(*answer).name
	if g.output == "" {
		return r.name + "[" + quotePrintable(t.name) + "] = " + value + "\n"
	}
	if strings.HasPrefix(sdkTypes()[inputOf(r)][t.name], "*") {
		value = "&" + value
	}
	return r.name + "." + t.name + " = " + value + "\n"
}

func (g *goScript) fail(r *request) {
	g.main.WriteString("if err != nil {\nlog.Print(err)\n" +
		"log.Print(\"The pool \", id, " + quotePrintable(" "+r.state) + ")\n")
	for _, command := range r.deletion {
		g.main.WriteString("log.Print(" + quotePrintable("  "+command.Line()+" --user-pool-id=") + ", id)\n")
	}
	g.main.WriteString("os.Exit(1)\n}\n")
}

func (g *goScript) bind(a *answer) {
	value := g.response + "." + a.place
	switch {
	case g.output == "":
		g.help(goTextAt)
		value = "text(" + g.response + `, "` + strings.ReplaceAll(a.place, ".", `", "`) + `")`
	case strings.HasPrefix(sdkTypes()[g.output][a.place], "*"):
		value = "*" + value
	}
	g.main.WriteString(a.name + " := " + value + "\n")
	if a.label != "" {
		g.main.WriteString("log.Print(" + quotePrintable(a.label+" ") + ", " + a.name + ")\n")
	}
}

func (g *goScript) end() { g.main.WriteString("fmt.Println(id)\n}\n") }

// use imports packages.
func (g *goScript) use(paths ...string) {
	for _, path := range paths {
		g.imports[path] = true
	}
}

// help adds a function to the program once, and the packages that it needs.
func (g *goScript) help(function string, paths ...string) {
	if !strings.Contains(g.helpers, function) {
		g.helpers += function
		g.use(paths...)
	}
}

// input writes a variable with the input of a request, and another one with the
// members that the SDK would drop. It returns the option that adds these.
func (g *goScript) input(r *request) string {
	literal, dropped := g.block(r.tree, inputOf(r))
	g.variables.WriteString("\nvar " + r.name + " = &" + literal + "\n")
	if len(dropped) == 0 {
		return ""
	}
	g.help(goAdd, "bytes", "encoding/json", smithyMiddleware, smithyHTTP)
	also := g.names.take(r.name + "Also")
	g.variables.WriteString("\n// " + also + " contains the values of " + r.name + " that the SDK does not send.\n" +
		"var " + also + " = " + goMaps.literal(dropped, 0) + "\n")
	return ", add(" + also + ")"
}

// block returns a literal of a struct, and the members that the SDK drops.
func (g *goScript) block(o object, structType string) (literal string, dropped object) {
	fields, dropped := g.fields(o, structType)
	g.useType(structType)
	return structType + fields, dropped
}

// fields returns the literal of a struct without its type.
func (g *goScript) fields(o object, structType string) (literal string, dropped object) {
	var b strings.Builder
	for _, m := range o {
		fieldType, known := sdkTypes()[structType][m.name]
		if !known || hasNewer(m.value, fieldType) {
			dropped = append(dropped, m)
			continue
		}
		literal, lost := g.typed(m.value, fieldType)
		b.WriteString(m.name + ": " + literal + ",\n")
		if lost != nil {
			dropped = append(dropped, member{m.name, lost})
		}
	}
	return inBraces(b.String()), dropped
}

func inBraces(rows string) string {
	if rows == "" {
		return "{}"
	}
	return "{\n" + rows + "}"
}

// hasNewer reports whether a block has a member that the SDK does not know. The
// SDK then may also require another in its place, so it gets no such block.
func hasNewer(v any, fieldType string) bool {
	structType, isPointer := strings.CutPrefix(fieldType, "*")
	block, isBlock := v.(object)
	return isBlock && isPointer && slices.ContainsFunc(block, func(m member) bool {
		_, known := sdkTypes()[structType][m.name]
		return !known
	})
}

// typed returns a value as a Go type, and what the SDK drops of it, or nil.
func (g *goScript) typed(v any, goType string) (literal string, dropped any) {
	plain, isPointer := strings.CutPrefix(goType, "*")
	switch v := v.(type) {
	case object:
		if goType == goDocument {
			g.use(sdkService + "/document")
			return "document.NewLazyDocument(" + goMaps.literal(v, 0) + ")", nil
		}
		if !isPointer {
			return goType + strings.TrimPrefix(goMaps.literal(v, 0), goMaps.object[0][:len(goMaps.object[0])-1]), nil
		}
		literal, lost := g.block(v, plain)
		if lost == nil {
			return "&" + literal, nil
		}
		return "&" + literal, lost
	case []any:
		return g.slice(v, goType)
	case blob:
		g.help(goDecode, "encoding/base64", "log")
		return goBytes.literal(v, 0), nil
	}
	literal = goMaps.literal(v, 0)
	switch {
	case isPointer: // the SDK's function for pointers to a scalar: aws.String
		g.use(sdkModule + "aws")
		return "aws." + strings.ToUpper(plain[:1]) + plain[1:] + "(" + literal + ")", nil
	case reflect.ValueOf(v).IsZero():
		return literal, v
	default:
		return literal, nil
	}
}

// slice returns a list. The SDK sends a list whole, so if a member of an
// item is omitted, the whole list is added again.
func (g *goScript) slice(list []any, goType string) (literal string, dropped any) {
	var texts []string
	var blocks strings.Builder
	for _, item := range list {
		block, ok := item.(object)
		if !ok {
			texts = append(texts, goMaps.literal(item, 0))
			continue
		}
		fields, lost := g.fields(block, strings.TrimPrefix(goType, "[]"))
		if lost != nil {
			dropped = list
		}
		blocks.WriteString(fields + ",\n")
	}
	g.useType(goType)
	if blocks.Len() > 0 {
		return goType + inBraces(blocks.String()), dropped
	}
	return goType + "{" + strings.Join(texts, ", ") + "}", dropped
}

// useType imports the package of a type.
func (g *goScript) useType(goType string) {
	if strings.Contains(goType, "types.") {
		g.use(sdkModule + "service/cognitoidentityprovider/types")
	}
}

// goBytes writes bytes as the SDK takes them.
var goBytes = func() syntax {
	s := goMaps
	s.decode = [2]string{"decode(", ")"}
	return s
}()

// goDocument is the type of a JSON object whose members the API does not list.
const goDocument = "document.Interface"

// goMaps writes trees as maps, in which bytes are base64 text.
var goMaps = syntax{
	object:   [2]string{"map[string]any{", "}"},
	list:     [2]string{"[]any{", "}"},
	trailing: true,
	booleans: [2]string{"false", "true"},
	null:     "nil",
	number:   goNumber,
	secret:   func(variable string) string { return "secret(" + quotePrintable(variable) + ")" },
	name:     func(name string) string { return quotePrintable(name) + ": " },
	quote:    quotePrintable,
	join:     func(parts []string, _ string) string { return strings.Join(parts, " +\n") },
}

// goNumber converts an integer that an int cannot contain.
func goNumber(n string) string {
	_, err := strconv.Atoi(n)
	if errors.Is(err, strconv.ErrRange) {
		return "float64(" + n + ")"
	}
	return n
}

// head is the comment of the program.
func (g *goScript) head() string {
	purpose := "creates an Amazon Cognito user pool and prints its\n// id."
	if g.existing != nil {
		purpose = "changes the Amazon Cognito user pool\n// " + model.Printable(g.existing.poolID()) + " and prints its id. It creates nothing twice."
	}
	return strings.NewReplacer("COMMAND", g.existing.fileName("create-user-pool"), "PURPOSE", purpose, "REMAKE", remake("go", g.existing)).Replace(goHead)
}

// program puts the head before what is written, and formats it.
func (g *goScript) program() []byte {
	var b strings.Builder
	b.WriteString(g.head() + "\nimport (\n")
	paths := slices.Sorted(maps.Keys(g.imports))
	for _, path := range paths {
		if !strings.Contains(path, ".") {
			fmt.Fprintf(&b, "%q\n", path)
		}
	}
	b.WriteByte('\n')
	for _, path := range paths {
		switch {
		case path == smithyHTTP:
			fmt.Fprintf(&b, "smithyhttp %q\n", path)
		case strings.Contains(path, "."):
			fmt.Fprintf(&b, "%q\n", path)
		}
	}
	source := []byte(b.String() + ")\n" + g.variables.String() + g.main.String() + g.helpers)
	formatted, err := format.Source(source)
	if err != nil {
		panic(err) // the texts in it are quoted, the rest is ours
	}
	return formatted
}

const (
	sdkModule        = "github.com/aws/aws-sdk-go-v2/"
	sdkService       = sdkModule + "service/cognitoidentityprovider"
	smithyModule     = "github.com/aws/smithy-go"
	smithyMiddleware = smithyModule + "/middleware"
	smithyHTTP       = smithyModule + "/transport/http"
)

const goHead = `// Command COMMAND PURPOSE To run it in an empty folder:
//
//	go mod init COMMAND
//	go mod tidy
//	go run .
//
// The SDK reads the Region, the credentials and the endpoint from AWS_REGION,
// AWS_PROFILE, AWS_ENDPOINT_URL and the files in ~/.aws.
//
// REMAKE
package main
`

// goGuard stops the program before it creates something a second time.
const goGuard = `
pages := cognitoidentityprovider.NewLISTPaginator(cognito, &cognitoidentityprovider.LISTInput{UserPoolId: &id})
for pages.HasMorePages() {
	page, err := pages.NextPage(ctx)
	if err != nil {
		log.Fatal(err)
	}
	for _, item := range page.LISTED {
		switch name := aws.ToString(item.KEY); name {
		case NAMES:
			log.Fatal("The pool ", id, HAS, name, AGAIN)
		}
	}
}
`

const goMain = `
func main() {
	log.SetFlags(0)
	ctx := context.Background()
	settings, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		log.Fatal(err)
	}
	cognito := cognitoidentityprovider.NewFromConfig(settings)
`

const goAdd = `
// add makes the SDK send members that it would otherwise omit.
func add(members map[string]any) func(*cognitoidentityprovider.Options) {
	return cognitoidentityprovider.WithAPIOptions(func(stack *middleware.Stack) error {
		return stack.Serialize.Insert(adder(members), "OperationSerializer", middleware.After)
	})
}

type adder map[string]any

func (adder) ID() string { return "AddMembers" }

func (a adder) HandleSerialize(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (out middleware.SerializeOutput, metadata middleware.Metadata, err error) {
	request := in.Request.(*smithyhttp.Request)
	var body map[string]any
	if err := json.NewDecoder(request.GetStream()).Decode(&body); err != nil {
		return out, metadata, err
	}
	merge(body, a)
	data, err := json.Marshal(body)
	if err != nil {
		return out, metadata, err
	}
	if in.Request, err = request.SetStream(bytes.NewReader(data)); err != nil {
		return out, metadata, err
	}
	return next.HandleSerialize(ctx, in)
}

func merge(body, members map[string]any) {
	for name, value := range members {
		block, isBlock := value.(map[string]any)
		if there, ok := body[name].(map[string]any); ok && isBlock {
			merge(there, block)
			continue
		}
		body[name] = value
	}
}
`

const goSend = `
// send sends a request that the SDK does not know yet: it sends the request of
// another operation with this operation's name and body.
func send(ctx context.Context, cognito *cognitoidentityprovider.Client, operation string, body map[string]any) (response map[string]any, err error) {
	data, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	replace := func(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (out middleware.SerializeOutput, metadata middleware.Metadata, err error) {
		request := in.Request.(*smithyhttp.Request)
		request.Header.Set("X-Amz-Target", "AWSCognitoIdentityProviderService."+operation)
		if in.Request, err = request.SetStream(bytes.NewReader(data)); err != nil {
			return out, metadata, err
		}
		return next.HandleSerialize(ctx, in)
	}
	keep := func(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (out middleware.DeserializeOutput, metadata middleware.Metadata, err error) {
		out, metadata, err = next.HandleDeserialize(ctx, in)
		answer, ok := out.RawResponse.(*smithyhttp.Response)
		if err != nil || !ok || answer.StatusCode != 200 {
			return out, metadata, err
		}
		data, err := io.ReadAll(answer.Body)
		if err != nil {
			return out, metadata, err
		}
		answer.Body = io.NopCloser(bytes.NewReader([]byte("{}")))
		return out, metadata, json.Unmarshal(data, &response)
	}
	_, err = cognito.ListUserPools(ctx, &cognitoidentityprovider.ListUserPoolsInput{MaxResults: aws.Int32(1)},
		cognitoidentityprovider.WithAPIOptions(func(stack *middleware.Stack) error {
			return errors.Join(
				stack.Serialize.Insert(middleware.SerializeMiddlewareFunc("ReplaceRequest", replace), "OperationSerializer", middleware.After),
				stack.Deserialize.Insert(middleware.DeserializeMiddlewareFunc("KeepResponse", keep), "OperationDeserializer", middleware.After),
			)
		}))
	var failure *smithy.OperationError
	if errors.As(err, &failure) {
		failure.OperationName = operation
	}
	return response, err
}
`

const goSecret = `
// secret returns an environment variable that has a secret of the pool.
func secret(name string) string {
	value := os.Getenv(name)
	if value == "" {
		fmt.Fprintln(os.Stderr, "The environment variable " + name + " is not set. It has a secret of the pool.")
		os.Exit(1)
	}
	return value
}
`

const goDecode = `
// decode returns the bytes of base64 text.
func decode(text string) []byte {
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		log.Fatal(err)
	}
	return data
}
`

const goTextAt = `
// text returns the text that a response has at the names, one within the other.
func text(response map[string]any, names ...string) string {
	var value any = response
	for _, name := range names {
		members, _ := value.(map[string]any)
		value = members[name]
	}
	text, _ := value.(string)
	return text
}
`
