package model

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
)

// The SDK's own members that no user sets.
var notSettings = []string{"noSmithyDocumentSerde", "ResultMetadata"}

// aheadOfSDK are the blocks that the API has and the SDK at hand does not, each
// with the API version that brought it: the typed client
// @aws-sdk/client-cognito-identity-provider 3.1169.0 of 2026-11-13 has them all.
var aheadOfSDK = map[string]string{
	"CreateIdentityProvider.AcrMapping":                                 "November 2026",
	"CreateUserPoolDomain.CustomDomainConfig.SecurityPolicy":            "2026",
	"CreateUserPool.AcrConfiguration":                                   "October 2026",
	"CreateUserPool.DcrConfiguration":                                   "November 2026",
	"CreateUserPool.SmsConfiguration.EumsSms":                           "July 2026",
	"SetUserPoolMfaConfig.SmsMfaConfiguration.SmsConfiguration.EumsSms": "July 2026",
}

// isAheadOfSDK reports whether a path is one of those blocks or is in one.
func isAheadOfSDK(path string) bool {
	path = strings.ReplaceAll(path, "[]", "")
	for block := range aheadOfSDK {
		if path == block || strings.HasPrefix(path, block+".") {
			return true
		}
	}
	return false
}

// An SDK upgrade that brings a new setting fails here, and names it.
func TestModelHasEveryMemberOfTheSDK(t *testing.T) {
	for _, o := range serviceOperations() {
		t.Run(o.Name, func(t *testing.T) {
			// What earlier responses give is not a setting.
			except := slices.DeleteFunc(slices.Clone(o.Takes), func(name string) bool { return slices.Contains(o.names(), name) })
			compareMembers(t, sdkInput(t, o.Name), o.requestType(), o.Name, except)
		})
	}
}

// Permanent is what the SDK's input to create has and the one to update lacks.
func TestPermanentMembers(t *testing.T) {
	for _, o := range serviceOperations() {
		if o.Update == "" {
			continue
		}
		update := sdkInput(t, o.Update)
		for f := range sdkInput(t, o.Name).Fields() {
			if !f.IsExported() {
				continue
			}
			if _, updatable := update.FieldByName(f.Name); updatable == slices.Contains(o.Permanent, f.Name) {
				t.Errorf("%s: %s has it: %v", f.Name, o.Update, updatable)
			}
		}
	}
}

// The SDK has the operations of the table, and their members.
func TestOperationsOfTheSDK(t *testing.T) {
	for _, o := range serviceOperations() {
		for _, name := range []string{o.Update, o.Describe, o.List, o.Delete} {
			if name != "" {
				sdkInput(t, name)
			}
		}
		for _, member := range o.Takes {
			if _, found := sdkInput(t, o.Name).FieldByName(member); !found {
				t.Errorf("%s takes %s, which the SDK does not know", o.Name, member)
			}
		}
		if o.Describe != "" && o.Answer != "" && !hasPlace(sdkOutput(t, o.Describe), o.Answer) {
			t.Errorf("%s: %s does not answer %s", o.Name, o.Describe, o.Answer)
		}
		for member, place := range o.Gives {
			if !hasPlace(sdkOutput(t, o.Name), place) {
				t.Errorf("%s gives %s as %s, which the SDK does not know", o.Name, member, place)
			}
		}
	}
}

// The SDK has the operations on entries, with the same entries as the member.
func TestEntryOperationsOfTheSDK(t *testing.T) {
	for _, o := range serviceOperations() {
		for _, e := range o.Entries {
			member, found := sdkInput(t, o.Name).FieldByName(e.Member)
			if !found || o.Member(e.Member) == nil {
				t.Fatalf("%s has no member %s", o.Name, e.Member)
			}
			checkMember(t, sdkInput(t, e.Add), e.By(), nil)
			checkMember(t, sdkInput(t, e.Add), e.Added, member.Type)
			if e.Remove != "" {
				checkMember(t, sdkInput(t, e.Remove), e.By(), nil)
				checkMember(t, sdkInput(t, e.Remove), e.Removed, reflect.TypeFor[[]string]())
			}
			if e.List != "" {
				checkMember(t, sdkInput(t, e.List), e.By(), nil)
				checkMember(t, sdkOutput(t, e.List), e.Added, member.Type)
			}
		}
	}
}

// checkMember checks that a struct of the SDK has a member; of the type, unless
// that is nil.
func checkMember(t *testing.T, of reflect.Type, name string, want reflect.Type) {
	t.Helper()
	field, found := of.FieldByName(name)
	if !found || want != nil && field.Type != want {
		t.Errorf("%s.%s: found %t, of type %v, want %v", of, name, found, field.Type, want)
	}
}

func serviceOperations() []*Operation {
	return slices.DeleteFunc(slices.Clone(Operations), isTestOperation)
}

// sdkInput and sdkOutput are the SDK's structs of an operation.
func sdkInput(t *testing.T, operation string) reflect.Type {
	t.Helper()
	return sdkMethod(t, operation).In(2).Elem()
}

func sdkOutput(t *testing.T, operation string) reflect.Type {
	t.Helper()
	return sdkMethod(t, operation).Out(0).Elem()
}

func sdkMethod(t *testing.T, operation string) reflect.Type {
	t.Helper()
	method, found := reflect.TypeFor[*cognitoidentityprovider.Client]().MethodByName(operation)
	if !found {
		t.Fatalf("the SDK has no operation %s", operation)
	}
	return method.Type
}

func hasPlace(block reflect.Type, place string) bool {
	for name := range strings.SplitSeq(place, ".") {
		if block.Kind() == reflect.Pointer {
			block = block.Elem()
		}
		f, found := block.FieldByName(name)
		if !found {
			return false
		}
		block = f.Type
	}
	return true
}

func compareMembers(t *testing.T, sdk, ours reflect.Type, path string, except []string) {
	t.Helper()
	except = slices.Concat(except, notSettings)
	for f := range sdk.Fields() {
		if slices.Contains(except, f.Name) {
			continue
		}
		own, ok := ours.FieldByName(f.Name)
		if !ok {
			t.Errorf("%s.%s: the SDK has it, the model does not", path, f.Name)
			continue
		}
		theirs, mine := blockType(f.Type), blockType(own.Type)
		if (theirs == nil) != (mine == nil) {
			t.Errorf("%s.%s: a block in one and a leaf in the other", path, f.Name)
			continue
		}
		if theirs != nil {
			compareMembers(t, theirs, mine, path+"."+f.Name, nil)
		}
	}
	for f := range ours.Fields() {
		_, ok := sdk.FieldByName(f.Name)
		if _, ahead := aheadOfSDK[path+"."+f.Name]; ok == ahead {
			t.Errorf("%s.%s: the model has it; that the SDK has it is %t, and that it is ahead of the SDK %t", path, f.Name, ok, ahead)
		}
	}
}

func TestCatalogMatchesLeavesOneToOne(t *testing.T) {
	leaves := map[string]bool{}
	var collect func([]member)
	collect = func(members []member) {
		for _, m := range members {
			if m.members == nil {
				leaves[m.path] = true
				if m.setting == nil {
					t.Errorf("%s: no catalog entry", m.path)
				}
			} else if m.setting != nil && m.setting.Kind != List && m.setting.Kind != Block {
				t.Errorf("%s: a block, but its entry says otherwise", m.path)
			}
			collect(m.members)
		}
	}
	collect(poolMembers)

	seen := map[string]bool{}
	for _, s := range Catalog {
		if seen[s.Path] {
			t.Errorf("%s: two entries", s.Path)
		}
		seen[s.Path] = true
		if s.Kind != List && s.Kind != Block && !leaves[s.Path] {
			t.Errorf("%s: an entry for no leaf", s.Path)
		}
	}
}
