package exporters

import (
	"bytes"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"

	"github.com/poolsmith/poolsmith/model"
)

// TestSDKList compares the list with the SDK: the operations of the table, and those
// that change what they made. An operation that is new in the table, or a new version
// of the SDK, changes it.
func TestSDKList(t *testing.T) {
	var b bytes.Buffer
	listed := map[string]bool{}
	for _, o := range model.Operations {
		method, known := reflect.TypeFor[*cognitoidentityprovider.Client]().MethodByName(o.Name)
		if !known {
			continue
		}
		listStruct(&b, listed, method.Type.In(2).Elem())
		if len(o.Gives) > 0 {
			listPlaces(&b, method.Type.Out(0).Elem(), o.Gives)
		}
	}
	for _, name := range model.ChangeOperations() {
		if method, known := reflect.TypeFor[*cognitoidentityprovider.Client]().MethodByName(name); known {
			listStruct(&b, listed, method.Type.In(2).Elem())
		}
	}
	checkGolden(t, "sdk.txt", b.Bytes())
}

// listStruct lists a struct and those in it.
func listStruct(b *bytes.Buffer, listed map[string]bool, s reflect.Type) {
	if listed[s.String()] {
		return
	}
	listed[s.String()] = true
	fmt.Fprintln(b, s)
	var within []reflect.Type
	for field := range s.Fields() {
		if !field.IsExported() || field.Name == "ResultMetadata" {
			continue
		}
		fmt.Fprintf(b, "\t%s %s\n", field.Name, field.Type)
		inner := field.Type
		for inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Slice {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct {
			within = append(within, inner)
		}
	}
	for _, inner := range within {
		listStruct(b, listed, inner)
	}
}

// listPlaces lists places in a response, with their types.
func listPlaces(b *bytes.Buffer, response reflect.Type, places map[string]string) {
	fmt.Fprintln(b, response)
	for _, member := range slices.Sorted(maps.Keys(places)) {
		at := response
		for name := range strings.SplitSeq(places[member], ".") {
			if at.Kind() == reflect.Pointer {
				at = at.Elem()
			}
			field, known := at.FieldByName(name)
			if !known {
				return
			}
			at = field.Type
		}
		fmt.Fprintf(b, "\t%s %s\n", places[member], at)
	}
}
