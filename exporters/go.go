package exporters

import (
	"reflect"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"

	"github.com/poolsmith/poolsmith/model"
)

// exportGo writes a Go program that makes the calls with the AWS SDK for Go
// and prints the pool's id.
//
// The requests are written as the SDK's structs. Those omit false and zero for
// fields that are not pointers; the program adds such members to the serialized
// request.
func exportGo(p *model.Pool, _ Options) Output {
	calls := p.Calls()
	g := &goPrinter{}
	alsoPool := g.request("pool", calls[0], reflect.TypeFor[cognitoidentityprovider.CreateUserPoolInput]())
	alsoMfa := ""
	if len(calls) > 1 {
		alsoMfa = g.request("mfa", calls[1], reflect.TypeFor[cognitoidentityprovider.SetUserPoolMfaConfigInput]())
	}
	g.WriteString(strings.Replace(goCreate, "{also}", alsoPool, 1))
	if len(calls) > 1 {
		g.WriteString(strings.ReplaceAll(goSetMfa, "{also}", alsoMfa))
		for _, command := range deletion(isProtected(p)) {
			g.WriteString("\t\tlog.Print(" + quotePrintable("  "+command) + ", id)\n")
		}
		g.WriteString("\t\tos.Exit(1)\n\t}\n")
	}
	g.WriteString("\tfmt.Println(id)\n}\n")
	if g.also {
		g.WriteString(goAlso)
	}
	return Output{Files: []File{{Name: "main.go", Data: g.program(len(calls) > 1)}}}
}

// goPrinter writes what follows the imports, and remembers what it needs of
// them.
type goPrinter struct {
	strings.Builder
	also, aws, types bool
}

// request writes a variable with the input of a call, and another one with the
// members that the SDK would drop. It returns the option that adds these.
func (g *goPrinter) request(name string, call model.Call, input reflect.Type) string {
	literal, dropped := g.block(treeOf(call), input, 0)
	g.WriteString("\nvar " + name + " = &" + literal + "\n")
	if len(dropped) == 0 {
		return ""
	}
	g.also = true
	also := name + "Also"
	g.WriteString("\n// " + also + " contains the values of " + name + " that the SDK does not send.\n" +
		"var " + also + " = " + goMaps.literal(dropped, 0) + "\n")
	return ", add(" + also + ")"
}

// block returns a literal of the struct type t whose last line begins in
// depth, and the members that the SDK drops.
func (g *goPrinter) block(o object, t reflect.Type, depth int) (literal string, dropped object) {
	rows, dropped := g.fields(o, t, depth+1)
	return goLiteral(g.typeName(t), rows, depth), dropped
}

func (g *goPrinter) fields(o object, t reflect.Type, depth int) (rows []goRow, dropped object) {
	for _, m := range o {
		field, known := t.FieldByName(m.name)
		if !known || hasNewer(m.value, field.Type) {
			dropped = append(dropped, m)
			continue
		}
		literal, lost := g.typed(m.value, field.Type, depth)
		rows = append(rows, goRow{m.name, literal})
		if lost != nil {
			dropped = append(dropped, member{m.name, lost})
		}
	}
	return rows, dropped
}

// hasNewer reports whether a block has a member that the SDK does not know. The
// SDK then may also require another in its place, so it gets no such block.
func hasNewer(v any, t reflect.Type) bool {
	block, isBlock := v.(object)
	if !isBlock || t.Kind() != reflect.Pointer {
		return false
	}
	return slices.ContainsFunc(block, func(m member) bool {
		_, known := t.Elem().FieldByName(m.name)
		return !known
	})
}

// typed returns a value as type t, and what the SDK drops of it, or nil.
func (g *goPrinter) typed(v any, t reflect.Type, depth int) (literal string, dropped any) {
	switch v := v.(type) {
	case object:
		if t.Kind() == reflect.Map {
			return goLiteral("map[string]string", mapRows(&goMaps, v, depth+1), depth), nil
		}
		literal, dropped := g.block(v, t.Elem(), depth)
		if dropped == nil {
			return "&" + literal, nil
		}
		return "&" + literal, dropped
	case []any:
		return g.slice(v, t, depth)
	}
	literal = goMaps.literal(v, depth)
	if t.Kind() == reflect.Pointer {
		return g.pointer(literal, t.Elem().Kind()), nil
	}
	if reflect.ValueOf(v).IsZero() {
		return literal, v
	}
	return literal, nil
}

// pointer calls the SDK's function for pointers to a scalar.
func (g *goPrinter) pointer(literal string, kind reflect.Kind) string {
	g.aws = true
	name := kind.String()
	return "aws." + strings.ToUpper(name[:1]) + name[1:] + "(" + literal + ")"
}

// slice returns a list. The SDK sends a list whole, so if a member of an
// item is omitted, the whole list is added again.
func (g *goPrinter) slice(list []any, t reflect.Type, depth int) (literal string, dropped any) {
	var words []string
	var blocks strings.Builder
	for _, item := range list {
		block, ok := item.(object)
		if !ok {
			words = append(words, goMaps.literal(item, depth))
			continue
		}
		rows, lost := g.fields(block, t.Elem(), depth+2)
		if lost != nil {
			dropped = list
		}
		blocks.WriteString(tabs(depth+1) + goLiteral("", rows, depth+1) + ",\n")
	}
	inside := strings.Join(words, ", ")
	if blocks.Len() > 0 {
		inside = "\n" + blocks.String() + tabs(depth)
	}
	return g.typeName(t) + "{" + inside + "}", dropped
}

// typeName writes a type as it is called in a program that imports the SDK.
func (g *goPrinter) typeName(t reflect.Type) string {
	name := t.String()
	g.types = g.types || strings.Contains(name, "types.")
	return name
}

// program puts the head before what is written.
func (g *goPrinter) program(mfa bool) []byte {
	const (
		sdk        = "github.com/aws/aws-sdk-go-v2/"
		smithyHTTP = "github.com/aws/smithy-go/transport/http"
	)
	standard := []string{"context", "fmt", "log"}
	others := []string{sdk + "config", sdk + "service/cognitoidentityprovider"}
	if mfa {
		standard = append(standard, "os", "time")
	}
	if g.aws {
		others = append(others, sdk+"aws")
	}
	if g.types {
		others = append(others, sdk+"service/cognitoidentityprovider/types")
	}
	if g.also {
		standard = append(standard, "bytes", "encoding/json")
		others = append(others, "github.com/aws/smithy-go/middleware", smithyHTTP)
	}
	slices.Sort(standard)
	slices.Sort(others)
	var b strings.Builder
	b.WriteString(goHead + "\nimport (\n\t\"" + strings.Join(standard, "\"\n\t\"") + "\"\n\n")
	for _, path := range others {
		name := ""
		if path == smithyHTTP {
			name = "smithyhttp "
		}
		b.WriteString("\t" + name + "\"" + path + "\"\n")
	}
	b.WriteString(")\n" + g.String())
	return []byte(b.String())
}

var goHead = `// Command create-user-pool creates an Amazon Cognito user pool and prints its
// id. To run it in an empty folder:
//
//	go mod init create-user-pool
//	go mod tidy
//	go run .
//
// The SDK reads the Region, the credentials and the endpoint from AWS_REGION,
// AWS_PROFILE, AWS_ENDPOINT_URL and the files in ~/.aws.
//
// ` + remake("go") + `
package main
`

const goCreate = `
func main() {
	log.SetFlags(0)
	ctx := context.Background()
	settings, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		log.Fatal(err)
	}
	cognito := cognitoidentityprovider.NewFromConfig(settings)

	created, err := cognito.CreateUserPool(ctx, pool{also})
	if err != nil {
		log.Fatal(err)
	}
	id := *created.UserPool.Id
`

const goSetMfa = `
	mfa.UserPoolId = &id
	_, err = cognito.SetUserPoolMfaConfig(ctx, mfa{also})
	if err != nil {
		// ` + busyComment + `
		time.Sleep(2 * time.Second)
		_, err = cognito.SetUserPoolMfaConfig(ctx, mfa{also})
	}
	if err != nil {
		log.Print(err)
		log.Print("The pool ", id, " exists, with MFA off. To delete it:")
`

const goAlso = `
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
