package exporters

import (
	"iter"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// secretsOf yields the path and the value of each secret of a pool, in the order
// of the requests.
func secretsOf(p *model.Pool) iter.Seq2[string, string] {
	return func(yield func(path, value string) bool) {
		for _, call := range p.Calls() {
			for path, value := range secretsIn(call) {
				if !yield(path, value) {
					return
				}
			}
		}
	}
}

// secretsIn yields those of a call.
func secretsIn(c model.Call) iter.Seq2[string, string] {
	return func(yield func(path, value string) bool) {
		if len(specialMembers()[c.Operation.Name]) == 0 {
			return
		}
		for leaf := range c.Leaves() {
			if !yieldSecrets(leaf, yield) {
				return
			}
		}
	}
}

func yieldSecrets(leaf model.Leaf, yield func(path, value string) bool) bool {
	s := leaf.Setting
	switch v := leaf.Value().(type) {
	case string:
		return !s.Secret || yield(leaf.Path(), v)
	case map[string]string:
		keys := slices.Clone(s.SecretKeys)
		slices.Sort(keys)
		for _, key := range keys {
			if value, found := v[key]; found && !yield(leaf.Path()+"["+key+"]", value) {
				return false
			}
		}
	}
	return true
}

// hideSecrets replaces the secrets themselves, which a draft must not have, by
// references. Each is a gap.
func hideSecrets(p *model.Pool) (*model.Pool, []Gap) {
	var gaps []Gap
	hidden := p
	for path, value := range secretsOf(p) {
		if value == "" || model.IsSecretReference(value) {
			continue
		}
		if hidden == p {
			hidden = p.Clone()
		}
		reference := referenceFor(p, path)
		if err := hidden.Set(path, reference); err != nil {
			panic(err) // the path is one of the pool
		}
		gaps = append(gaps, Gap{Setting: path, Why: "the draft has the secret itself; the export has " + reference + " in its place"})
	}
	return hidden, gaps
}

// referenceFor names a secret after the request and the member.
func referenceFor(p *model.Pool, path string) string {
	for _, call := range p.Calls() {
		if member, found := strings.CutPrefix(path, call.Path+"."); found {
			member = strings.TrimSuffix(member[strings.LastIndexByte(member, '[')+1:], "]")
			return model.SecretReference(call.Key(), snake(member))
		}
	}
	return model.SecretReference("", path)
}
