package exporters

import (
	"go/format"
	"reflect"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"

	"github.com/poolsmith/poolsmith/model"
)

// exportGo writes a Go program that makes the calls with the AWS SDK for Go
// and prints the pool's id.
//
// The requests stand in it as the SDK's structs. Those drop false and zero
// wherever they hold no pointer; the program adds such members to the request
// on its way out.
func exportGo(p *model.Pool, _ Options) Output {
	calls := p.Calls()
	g := &goPrinter{literalPrinter: literalPrinter{syntax: &goMaps}}
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
	literalPrinter
	also, aws, types bool
}

// request writes a variable with the input of a call, and another one with the
// members that the SDK would drop. It returns the option that adds these.
func (g *goPrinter) request(name string, call model.Call, input reflect.Type) string {
	g.WriteString("\nvar " + name + " = &")
	dropped := g.block(treeOf(call), input)
	g.WriteString("\n")
	if len(dropped) == 0 {
		return ""
	}
	g.also = true
	also := name + "Also"
	g.WriteString("\n// " + also + " holds what is false or zero in " + name + ", which the SDK does not send.\nvar " + also + " = ")
	g.value(dropped, 0)
	g.WriteString("\n")
	return ", add(" + also + ")"
}

// block writes a literal of the struct type t, from the brace after an &, and
// returns the members that the SDK drops.
func (g *goPrinter) block(o object, t reflect.Type) (dropped object) {
	g.WriteString(g.typeName(t) + "{")
	dropped = g.fields(o, t)
	g.WriteString("}")
	return dropped
}

func (g *goPrinter) fields(o object, t reflect.Type) (dropped object) {
	for _, m := range o {
		field, _ := t.FieldByName(m.name)
		g.WriteString("\n" + m.name + ": ")
		if lost := g.typed(m.value, field.Type); lost != nil {
			dropped = append(dropped, member{m.name, lost})
		}
		g.WriteByte(',')
	}
	if len(o) > 0 {
		g.WriteByte('\n')
	}
	return dropped
}

// typed writes a value as type t, and returns what the SDK drops of it, or nil.
func (g *goPrinter) typed(v any, t reflect.Type) (dropped any) {
	switch v := v.(type) {
	case object:
		if t.Kind() == reflect.Map {
			g.tags(v)
			return nil
		}
		g.WriteByte('&')
		if dropped := g.block(v, t.Elem()); dropped != nil {
			return dropped
		}
		return nil
	case []any:
		return g.slice(v, t)
	}
	if t.Kind() == reflect.Pointer {
		g.pointer(v, t.Elem().Kind())
		return nil
	}
	g.value(v, 0)
	if reflect.ValueOf(v).IsZero() {
		return v
	}
	return nil
}

// pointer writes a scalar with the SDK's function for pointers to it.
func (g *goPrinter) pointer(v any, kind reflect.Kind) {
	g.aws = true
	name := kind.String()
	g.WriteString("aws." + strings.ToUpper(name[:1]) + name[1:] + "(")
	g.value(v, 0)
	g.WriteByte(')')
}

// slice writes a list. The SDK sends a list whole, so that a member dropped in
// one of its items means to send all of it again.
func (g *goPrinter) slice(list []any, t reflect.Type) (dropped any) {
	g.WriteString(g.typeName(t) + "{")
	for _, item := range list {
		if block, ok := item.(object); ok {
			g.WriteString("\n{")
			if g.fields(block, t.Elem()) != nil {
				dropped = list
			}
			g.WriteString("},")
			continue
		}
		g.value(item, 0)
		g.WriteString(", ")
	}
	if len(list) > 0 && t.Elem().Kind() == reflect.Struct {
		g.WriteByte('\n')
	}
	g.WriteByte('}')
	return dropped
}

func (g *goPrinter) tags(o object) {
	g.WriteString("map[string]string{")
	for i, m := range o {
		if i == 0 {
			g.WriteByte('\n')
		}
		g.WriteString(quotePrintable(m.name) + ": ")
		g.value(m.value, 0)
		g.WriteString(",\n")
	}
	g.WriteByte('}')
}

// typeName writes a type as it is called in a program that imports the SDK.
func (g *goPrinter) typeName(t reflect.Type) string {
	name := t.String()
	g.types = g.types || strings.Contains(name, "types.")
	return name
}

// program puts the head before what is written, and lays everything out.
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
	b.WriteString(goHead + "\nimport (\n\"" + strings.Join(standard, "\"\n\"") + "\"\n\n")
	for _, path := range others {
		if path == smithyHTTP {
			b.WriteString("smithyhttp ")
		}
		b.WriteString("\"" + path + "\"\n")
	}
	b.WriteString(")\n" + g.String())
	laidOut, err := format.Source([]byte(b.String()))
	if err != nil {
		panic(err) // the text is a program, whatever the pool says: a test shows it for any text
	}
	return laidOut
}

// goMaps writes trees as maps; the SDK's structs are written by goPrinter.
var goMaps = syntax{
	indent:   "\t",
	object:   [2]string{"map[string]any{", "}"},
	list:     [2]string{"[]any{", "}"},
	trailing: true,
	truths:   [2]string{"false", "true"},
	name:     func(name string) string { return quotePrintable(name) + ": " },
	quote:    quotePrintable,
	join: func(parts []string, indent string) string {
		return strings.Join(parts, " +\n"+indent)
	},
}

var goHead = `// Command create-user-pool creates an Amazon Cognito user pool and prints its
// id. To run it, in a folder of its own:
//
//	go mod init create-user-pool
//	go mod tidy
//	go run .
//
// The SDK takes the region, the credentials and the endpoint from AWS_REGION,
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
// add makes the SDK send members that it would drop.
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
