package exporters

import (
	_ "embed"
	"strings"
	"sync"
)

// sdkList lists the structs of the AWS SDK for Go that make up the requests of
// the operations, each with its fields and their types below it, and the places
// in the responses that later calls take a value of. A test writes it from the SDK itself. The
// program does not look at the SDK's types: finding them by name would keep
// every operation of the SDK in it, which makes it half as large again.
//
//go:embed sdk.txt
var sdkList string

// sdkTypes are the types of the fields of each struct, as a program that imports
// the SDK names them.
var sdkTypes = sync.OnceValue(func() map[string]map[string]string {
	structs := map[string]map[string]string{}
	var fields map[string]string
	for line := range strings.Lines(sdkList) {
		name, fieldType, isField := strings.Cut(strings.TrimSpace(line), " ")
		if !isField {
			fields = map[string]string{}
			structs[name] = fields
			continue
		}
		fields[name] = fieldType
	}
	return structs
})

func inputOf(r *request) string  { return "cognitoidentityprovider." + r.operation + "Input" }
func outputOf(r *request) string { return "cognitoidentityprovider." + r.operation + "Output" }

// knownToSDK reports whether the SDK has the operation with what the script puts
// in and gets out.
func knownToSDK(r *request) bool {
	fields, known := sdkTypes()[inputOf(r)]
	for _, t := range r.taken {
		known = known && fields[t.name] != ""
	}
	for _, a := range r.answers {
		known = known && sdkTypes()[outputOf(r)][a.place] != ""
	}
	return known
}
