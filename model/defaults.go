package model

import (
	"slices"
	"strings"
)

// Implied returns the value that Cognito uses when the setting at path is unset.
// It panics if the catalog has none of that type for the path.
func Implied[T any](path string) T { return Lookup(path).Implied.(T) }

// SetDefaults sets those of the settings at paths that are unset to the values
// that Cognito uses for them, and creates the blocks around them. It panics if
// the catalog has no such value for a path.
func (p *Pool) SetDefaults(paths ...string) {
	for _, path := range paths {
		if _, isSet := p.Get(path); isSet {
			continue
		}
		value := Lookup(path).Implied
		if list, isList := value.([]string); isList {
			value = slices.Clone(list)
		}
		if err := p.Set(path, value); err != nil {
			panic(err)
		}
	}
}

// setBlockDefaults is SetDefaults for all settings of a block that is present.
func (p *Pool) setBlockDefaults(block string) {
	if _, isSet := p.Get(block); !isSet {
		return
	}
	for _, s := range Catalog {
		if strings.HasPrefix(s.Path, block+".") && s.Implied != nil {
			p.SetDefaults(s.Path)
		}
	}
}

// AssumesOn reports whether Cognito switches on the Bool or the Block at path that the
// pool leaves unset. It depends on what else the pool sets. It panics if the catalog
// has no such setting.
func (p *Pool) AssumesOn(path string) bool {
	switch {
	case path == SmsFactorPath:
		return slices.Contains(p.SecondFactors(), SmsFactor)
	case strings.HasPrefix(path, atPassword):
		policy := p.effectivePassword()
		effective := Pool{CreateUserPool: CreateUserPool{Policies: &Policies{PasswordPolicy: &policy}}}
		value, _ := effective.Get(path)
		return value == true
	default:
		return Lookup(path).Implied == true
	}
}

func setDefault[T any](setting **T, value T) {
	if *setting == nil {
		*setting = &value
	}
}
