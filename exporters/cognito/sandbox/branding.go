package sandbox

import (
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/poolsmith/poolsmith/model"
)

// brandingHook is what is special about branding styles: an update adds to the
// settings and to the images.
var brandingHook = hook{update: func(old, sent, next any) error {
	return updateBranding(old.(*model.CreateManagedLoginBranding), sent.(*model.CreateManagedLoginBranding), next.(*model.CreateManagedLoginBranding))
}}

// updateBranding does what the API reference says: an update preserves the settings
// that it does not specify, so that a large style can take several requests, and
// UseCognitoProvidedValues reverts to the default style. An image replaces the one
// of its category and color mode, and others are added, as the Terraform provider
// notes.
func updateBranding(old, sent, next *model.CreateManagedLoginBranding) error {
	if sent.UseCognitoProvidedValues != nil && *sent.UseCognitoProvidedValues {
		*next = *sent
		next.ClientId = old.ClientId
		return nil
	}
	next.Assets = joinAssets(old.Assets, sent.Assets)
	if sent.Settings == nil {
		return nil
	}
	next.UseCognitoProvidedValues = sent.UseCognitoProvidedValues
	if old.Settings == nil {
		return nil
	}
	settings, err := model.ParseJSONObject(string(overlay(jsontext.Value(*old.Settings), jsontext.Value(*sent.Settings))))
	if err != nil {
		return err
	}
	next.Settings = &settings
	return nil
}

// overlay replaces members of an object with those of another one, which keeps what
// only the first one has.
func overlay(below, above jsontext.Value) jsontext.Value {
	var members, replaced map[string]jsontext.Value
	if below.Kind() != '{' || above.Kind() != '{' || json.Unmarshal(below, &members) != nil || json.Unmarshal(above, &replaced) != nil {
		return above
	}
	for name, value := range replaced {
		members[name] = overlay(members[name], value)
	}
	return model.EncodeJSON(members)
}

func joinAssets(old, sent []model.BrandingAsset) []model.BrandingAsset {
	all := slices.Clone(old)
	for _, asset := range sent {
		i := slices.IndexFunc(all, func(other model.BrandingAsset) bool {
			return equal(other.Category, asset.Category) && equal(other.ColorMode, asset.ColorMode)
		})
		if i < 0 {
			all = append(all, asset)
		} else {
			all[i] = asset
		}
	}
	return all
}

func equal(a, b *string) bool { return a == b || a != nil && b != nil && *a == *b }
