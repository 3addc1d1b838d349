package model

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Way is how a difference can be brought to a pool that exists.
type Way string

// The ways.
const (
	ByUpdate Way = "UpdateUserPool"
	ByMfa    Way = "SetUserPoolMfaConfig"
	ByAdding Way = "AddCustomAttributes"
	ByAnew   Way = "new pool"
)

// Difference is a setting in which two pools differ. Settings inside an
// attribute, a recovery mechanism or the tags are found by its name:
// CreateUserPool.Schema[plan].Required.
type Difference struct {
	Setting  string
	From, To any // as Leaf.Value has them; nil where it is not set, an Attribute for one that only one pool has
	Way      Way
	Why      string // it takes a new pool; empty for the other ways
}

// Diff lists the settings in which a pool made from from differs from one made
// from to, in the order of the wizard. What Cognito takes for the same is no
// difference: a value and its default, a list in another order, a text under
// its old name and its new one.
//
// described says that from is what the service says of a pool, in which it has
// filled in what nobody asked for.
func Diff(from, to *Pool, described bool) []Difference {
	before, after := canonical(from), canonical(to)
	if described && after.CreateUserPool.AccountRecoverySetting == nil && before.recoversAsUsual() {
		before.CreateUserPool.AccountRecoverySetting = nil // filled in, in either order
	}
	a, b := flatten(before), flatten(after)
	before.gather(a, b)
	after.gather(b, a)
	keys := slices.Collect(maps.Keys(a))
	for key := range b {
		if _, both := a[key]; !both {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(x, y string) int {
		return cmp.Or(place(x, a, b)-place(y, a, b), strings.Compare(x, y))
	})
	var list []Difference
	for _, key := range keys {
		was, is := a[key], b[key]
		if reflect.DeepEqual(was.value, is.value) || described && is.value == nil && isFilledIn(key, was.value) {
			continue
		}
		d := Difference{Setting: key, From: was.value, To: is.value}
		d.Way, d.Why = way(d, to)
		list = append(list, d)
	}
	return list
}

// flat is a value of a pool in its flat form.
type flat struct {
	value any
	order int // in the catalogue
}

func place(key string, a, b map[string]flat) int {
	if f, there := a[key]; there {
		return f.order
	}
	return b[key].order
}

// flatten lists what a pool says by path, items of lists by their name.
func flatten(p *Pool) map[string]flat {
	all := map[string]flat{}
	for leaf := range p.Leaves() {
		order := leaf.Setting.order
		switch value := leaf.Value().(type) {
		case nil:
			if leaf.Setting.Kind == Block {
				all[p.named(leaf)] = flat{true, order}
			}
		case string:
			if leaf.Setting.Path != atRecovery+"[].Name" { // it is in the path of the priority
				all[p.named(leaf)] = flat{value, order}
			}
		case map[string]string:
			for key, text := range value {
				all[leaf.Setting.Path+"["+key+"]"] = flat{text, order}
			}
		case []string:
			all[p.named(leaf)] = flat{slices.Sorted(slices.Values(value)), order}
		default:
			all[p.named(leaf)] = flat{value, order}
		}
	}
	return all
}

// gather makes one value of each attribute that the other pool lacks.
func (p *Pool) gather(own, other map[string]flat) {
	for _, attribute := range p.CreateUserPool.Schema {
		key := atSchema + "[" + bareName(attribute) + "]"
		if _, both := other[key+".Name"]; both {
			continue
		}
		maps.DeleteFunc(own, func(path string, _ flat) bool { return strings.HasPrefix(path, key+".") })
		own[key] = flat{attribute, byPath[atSchema].order}
	}
}

// named is a leaf's path with the name of an item in place of its index.
func (p *Pool) named(l Leaf) string {
	path, at := l.Setting.Path, l.At()
	if len(at) == 0 {
		return path
	}
	name := ""
	switch {
	case strings.HasPrefix(path, atSchema):
		name = bareName(p.CreateUserPool.Schema[at[0]])
	case strings.HasPrefix(path, atRecovery):
		name = deref(p.CreateUserPool.AccountRecoverySetting.RecoveryMechanisms[at[0]].Name)
	}
	return strings.Replace(path, "[]", "["+name+"]", 1)
}

// isFilledIn reports whether the service describes a setting that was left out
// with such a value.
func isFilledIn(key string, value any) bool {
	switch key {
	case atSms + "SnsRegion", "SetUserPoolMfaConfig.SmsMfaConfiguration.SmsConfiguration.SnsRegion":
		return true
	}
	text, _ := value.(string)
	return slices.Contains(ownTexts, strings.TrimRight(text, ". ")) && (strings.HasPrefix(key, atTemplate) || strings.HasPrefix(key, atInvite))
}

// Cognito's own texts of an invitation; the message is that of the email and of
// the SMS.
const (
	OwnInviteSubject = "Your temporary password"
	OwnInviteMessage = "Your username is {username} and temporary password is {####}."
)

// ownTexts are Cognito's own, without the blank and the full stop at the end.
var ownTexts = []string{
	"Your verification code",
	"Your verification code is {####}",
	OwnInviteSubject,
	strings.TrimRight(OwnInviteMessage, ". "),
}

// way says how a difference can be brought to the pool it was found in.
func way(d Difference, to *Pool) (Way, string) {
	name, inSchema := attributeIn(d.Setting)
	switch {
	case strings.HasPrefix(d.Setting, "SetUserPoolMfaConfig."):
		return ByMfa, ""
	case inSchema && d.From == nil && strings.HasSuffix(d.Setting, "]") && isAddable(to, name):
		return ByAdding, ""
	case inSchema && d.From == nil && strings.HasSuffix(d.Setting, "]"):
		return ByAnew, "only custom attributes can be added, and none that is required"
	case inSchema:
		return ByAnew, "attributes are never changed or removed"
	case strings.HasPrefix(d.Setting, atSms) && to.CreateUserPool.SmsConfiguration == nil:
		return ByAnew, "the SMS settings can be replaced, but never removed"
	}
	if s := Lookup(d.Setting); s != nil && s.Permanent != "" {
		return ByAnew, s.Permanent
	}
	return ByUpdate, ""
}

// attributeIn returns the name of the attribute that a path is about.
func attributeIn(path string) (name string, found bool) {
	rest, found := strings.CutPrefix(path, atSchema+"[")
	if !found {
		return "", false
	}
	end := strings.LastIndexByte(rest, ']')
	return rest[:max(end, 0)], end >= 0
}

// isAddable reports whether a live pool takes the attribute.
func isAddable(p *Pool, name string) bool {
	i := slices.IndexFunc(p.CreateUserPool.Schema, func(a Attribute) bool { return bareName(a) == name })
	if _, standard := StandardType(name); standard || i < 0 {
		return false
	}
	return !deref(p.CreateUserPool.Schema[i].Required)
}

func bareName(a Attribute) string {
	return strings.TrimPrefix(strings.TrimPrefix(deref(a.Name), "dev:"), "custom:")
}
