package model

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Difference is a setting in which two pools differ. Items of lists and entries
// of maps have their names in the path: CreateUserPool.Schema[plan].Required.
type Difference struct {
	Setting  string
	From, To any // as Leaf.Value has them; nil where it is not set, a whole item that only one pool has
	// Operation changes it in a pool that exists: UpdateUserPool. It is empty
	// where a change takes a new pool; Why is then the reason.
	Operation string
	Why       string
}

// NeedsNewPool reports whether no operation can change the setting.
func (d Difference) NeedsNewPool() bool { return d.Operation == "" }

// ChangeOperations lists the operations that change an existing pool, in the
// order in which reports count them.
func ChangeOperations() []string {
	var names []string
	for _, o := range Operations {
		names = append(names, o.Update)
		if !o.Many {
			continue
		}
		for _, name := range []string{o.Name, o.Delete} {
			if name != "" && name != o.Update {
				names = append(names, name)
			}
		}
	}
	return append(names, addAttributes, tagPool, untagPool)
}

// Diff lists the settings in which a pool made from from differs from one made
// from to, in the order of the wizard. What Cognito takes for the same is no
// difference: a value and its default, a list in another order, a text under
// its old name and its new one. What Renamings reports has its new name in all paths,
// and is itself one difference, in the name.
//
// described means that from is the service's description of a pool, which
// contains defaults for settings that were not in the request.
func Diff(from, to *Pool, described bool) []Difference {
	renamings := Renamings(from, to)
	before, after := canonical(from.Renamed(renamings)), canonical(to)
	if described && after.CreateUserPool.AccountRecoverySetting == nil && before.recoversAsUsual() {
		before.CreateUserPool.AccountRecoverySetting = nil // filled in, in either order
	}
	a, b := flatten(before), flatten(after)
	for _, r := range renamings {
		a[r.Setting()] = flat{r.From, a[r.Setting()].order}
	}
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
		d.Operation, d.Why = changeOf(d, to)
		list = append(list, d)
	}
	return list
}

// flat is a value of a pool in its flat form.
type flat struct {
	value any
	order int // in the catalog
}

func place(key string, a, b map[string]flat) int {
	if f, there := a[key]; there {
		return f.order
	}
	return b[key].order
}

// flatten lists the settings of a pool by path, items of lists by their key.
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
				all[WithKey(p.named(leaf), key)] = flat{text, order}
			}
		case []string:
			all[p.named(leaf)] = flat{slices.Sorted(slices.Values(value)), order}
		default:
			all[p.named(leaf)] = flat{value, order}
		}
	}
	return all
}

// gather makes one value of each attribute, and of each request of a list, that
// the other pool lacks.
func (p *Pool) gather(own, other map[string]flat) {
	items := itemsIn(other)
	gather := func(path string, whole flat) {
		if items[path] {
			return // both have it
		}
		maps.DeleteFunc(own, func(setting string, _ flat) bool { return strings.HasPrefix(setting, path+".") })
		own[path] = whole
	}
	for _, attribute := range p.CreateUserPool.Schema {
		gather(WithKey(atSchema, bareName(attribute)), flat{attribute, byPath[atSchema].order})
	}
	for _, o := range Operations {
		if !o.Many {
			continue
		}
		for _, request := range o.Requests(p) {
			path := WithKey(o.Name, Call{Operation: o, Request: request}.Key())
			gather(path, flat{reflect.ValueOf(request).Elem().Interface(), byPath[o.Name].order})
		}
	}
}

// itemsIn are the paths of the items that settings are in. A key can contain the
// characters that end a key, so there may be some more.
func itemsIn(settings map[string]flat) map[string]bool {
	items := map[string]bool{}
	for path := range settings {
		for at := 0; ; at++ {
			next := strings.Index(path[at:], "].")
			if next < 0 {
				break
			}
			at += next
			items[path[:at+1]] = true
		}
	}
	return items
}

// named is a leaf's path with the keys of items in place of their indices.
func (p *Pool) named(l Leaf) string {
	path, general := "", l.Setting.Path
	indexed := ""
	for _, i := range l.At() {
		list, rest, _ := strings.Cut(general, "[]")
		path, indexed = path+list, indexed+list+"["+strconv.Itoa(i)+"]"
		path = WithKey(path, p.itemKey(indexed))
		general = rest
	}
	return path + general
}

// itemKey is the key of the list item at path, its name; its place where items
// have none.
func (p *Pool) itemKey(path string) string {
	list := Lookup(strings.TrimSuffix(generalize(path), "[]"))
	if list.Key == "" {
		return path[strings.LastIndexByte(path, '[')+1 : len(path)-1]
	}
	item, err := p.find(path, false)
	if err != nil {
		panic(err) // the path of a leaf of this pool
	}
	key := keyOf(item, list.Key)
	if list.Path == atSchema {
		return bareName(Attribute{Name: &key})
	}
	return key
}

// defaultSession is how long refresh tokens are valid without a setting, in days
// (API reference, CreateUserPoolClient). The service describes it.
const defaultSession = 30

// isFilledIn reports whether the service describes a setting that was left out
// with such a value.
func isFilledIn(key string, value any) bool {
	switch key {
	case atSms + "SnsRegion", atSmsMfa + ".SmsConfiguration.SnsRegion":
		return true
	}
	if generalize(key) == createUserPoolClient.Name+"[].RefreshTokenValidity" {
		return value == defaultSession
	}
	text, isText := value.(string)
	if isText && text == "" {
		return true // such as the description of a group
	}
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

// changeOf returns the operation that makes the change in the pool it was found
// in, or why that takes a new pool.
func changeOf(d Difference, to *Pool) (operation, why string) {
	name, inSchema := attributeIn(d.Setting)
	switch {
	case inSchema && d.From == nil && strings.HasSuffix(d.Setting, "]") && isAddable(to, name):
		return addAttributes, ""
	case inSchema && d.From == nil && strings.HasSuffix(d.Setting, "]"):
		return "", "only custom attributes can be added, and none that is required"
	case inSchema:
		return "", "attributes are never changed or removed"
	case strings.HasPrefix(d.Setting, atSms) && to.CreateUserPool.SmsConfiguration == nil:
		return "", "the SMS settings can be replaced, but never removed"
	}
	if entries, _, _ := mapEntry(d.Setting); entries == atTags {
		if d.To == nil {
			return untagPool, ""
		}
		return tagPool, ""
	}
	if s := Lookup(d.Setting); s != nil && s.Permanent != "" {
		return "", s.Permanent
	}
	o := OperationOf(d.Setting)
	_, rest := cutPath(d.Setting)
	switch whole := o.Many && rest == ""; {
	case whole && d.From == nil:
		return o.Name, ""
	case whole:
		return cmp.Or(o.Delete, o.Update), "" // without settings, an update restores the defaults
	default:
		return o.Update, ""
	}
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

// isAddable reports whether the attribute can be added to a pool that exists.
func isAddable(p *Pool, name string) bool {
	i := slices.IndexFunc(p.CreateUserPool.Schema, func(a Attribute) bool { return bareName(a) == name })
	if _, standard := StandardType(name); standard || i < 0 || name == "" {
		return false
	}
	return !deref(p.CreateUserPool.Schema[i].Required)
}

func bareName(a Attribute) string {
	return strings.TrimPrefix(strings.TrimPrefix(deref(a.Name), "dev:"), "custom:")
}
