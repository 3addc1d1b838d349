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
	"CreateUserPool.AcrConfiguration":                                   "October 2026",
	"CreateUserPool.DcrConfiguration":                                   "November 2026",
	"CreateUserPool.SmsConfiguration.EumsSms":                           "July 2026",
	"SetUserPoolMfaConfig.SmsMfaConfiguration.SmsConfiguration.EumsSms": "July 2026",
}

// isAheadOfSDK reports whether a path is one of those blocks or is in one.
func isAheadOfSDK(path string) bool {
	for block := range aheadOfSDK {
		if path == block || strings.HasPrefix(path, block+".") {
			return true
		}
	}
	return false
}

// An SDK upgrade that brings a new setting fails here, and names it.
func TestModelHasEveryMemberOfTheSDK(t *testing.T) {
	t.Run("CreateUserPool", func(t *testing.T) {
		compareMembers(t, reflect.TypeFor[cognitoidentityprovider.CreateUserPoolInput](), reflect.TypeFor[CreateUserPool](), "CreateUserPool", nil)
	})
	t.Run("SetUserPoolMfaConfig", func(t *testing.T) {
		// The pool id is the answer to the first call, not a setting.
		compareMembers(t, reflect.TypeFor[cognitoidentityprovider.SetUserPoolMfaConfigInput](), reflect.TypeFor[SetUserPoolMfaConfig](), "SetUserPoolMfaConfig", []string{"UserPoolId"})
	})
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

func TestCatalogueMatchesLeavesOneToOne(t *testing.T) {
	leaves := map[string]bool{}
	var collect func([]member)
	collect = func(members []member) {
		for _, m := range members {
			if m.members == nil {
				leaves[m.path] = true
				if m.setting == nil {
					t.Errorf("%s: no catalogue entry", m.path)
				}
			} else if m.setting != nil && m.setting.Kind != List && m.setting.Kind != Block {
				t.Errorf("%s: a block, but its entry says otherwise", m.path)
			}
			collect(m.members)
		}
	}
	collect(poolMembers)

	seen := map[string]bool{}
	for _, s := range Catalogue {
		if seen[s.Path] {
			t.Errorf("%s: two entries", s.Path)
		}
		seen[s.Path] = true
		if s.Kind != List && s.Kind != Block && !leaves[s.Path] {
			t.Errorf("%s: an entry for no leaf", s.Path)
		}
	}
}
