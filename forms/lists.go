package forms

import (
	"fmt"
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

// List edits the items of a list, or the entries of a map, at one path of a
// pool. Several indices in the path lead to a list inside an item of a list.
type List interface {
	Len(p *model.Pool) int
	Path(p *model.Pool, i int) string  // of the item or entry
	Label(p *model.Pool, i int) string // one line
	Fields(p *model.Pool, i int) []Field
	Add(p *model.Pool) int              // returns the new item's place
	Duplicate(p *model.Pool, i int) int // returns the copy's place
	Delete(p *model.Pool, i int)
	Move(p *model.Pool, i, by int) int // returns the new place
	Ordered() bool                     // whether items have an order that the user can change
}

// ListOf returns the list or map behind a field, or nil for any other field.
func ListOf(f Field) List {
	if f.entry != nil || f.checklist != nil {
		return nil
	}
	setting := f.Setting()
	if isMap(setting) {
		return newMapList(f.Path, setting)
	}
	if list, ok := lists[setting.Path]; ok {
		return list.at(f.Path)
	}
	return nil
}

const (
	schemaPath   = "CreateUserPool.Schema"
	recoveryPath = "CreateUserPool.AccountRecoverySetting.RecoveryMechanisms"
)

// lists are the lists of blocks by the path of their setting, such as
// CreateResourceServer[].Scopes for a list inside an item of a list.
var lists = map[string]interface{ at(path string) List }{
	schemaPath:   blocks[model.Attribute]{fields: attributeFields, label: attributeLabel, newItem: newAttribute},
	recoveryPath: blocks[model.RecoveryMechanism]{fields: mechanismFields, label: mechanismLabel, newItem: newMechanism},

	clientsPath:              blocks[model.CreateUserPoolClient]{fields: clientFields, label: clientLabel, newItem: newClient},
	domainsPath:              blocks[model.CreateUserPoolDomain]{fields: domainFields, label: domainLabel, newItem: newDomain},
	stylesPath:               blocks[model.CreateManagedLoginBranding]{fields: styleFields, label: styleLabel, newItem: newStyle},
	stylesPath + "[].Assets": blocks[model.BrandingAsset]{fields: assetFields, label: assetLabel, newItem: newAsset},
	providersPath:            blocks[model.CreateIdentityProvider]{fields: providerFields, label: providerLabel, newItem: newProvider},
	serversPath:              blocks[model.CreateResourceServer]{fields: serverFields, label: serverLabel, newItem: newServer},
	scopesPath:               blocks[model.ResourceServerScope]{fields: scopeFields, label: scopeLabel, newItem: newScope},
	groupsPath:               blocks[model.CreateGroup]{fields: groupFields, label: groupLabel, newItem: newGroup},
}

// blocks is a list of blocks of the request.
type blocks[T any] struct {
	path    string  // of the list, with the indices of the items that it is in
	fields  []Field // paths below an item
	label   func(T) string
	newItem func([]T) T // to add to those that are there
}

func (b blocks[T]) at(path string) List {
	b.path = path
	return b
}

func (b blocks[T]) get(p *model.Pool) []T {
	value, _ := p.Get(b.path)
	items, _ := value.([]T)
	return items
}

// put stores the items. The slice is new each time, so that a copy of the pool
// never shares it.
func (b blocks[T]) put(p *model.Pool, items []T) {
	err := p.Set(b.path, items)
	if len(items) == 0 {
		err = p.Unset(b.path)
	}
	if err != nil {
		panic(err) // the path is our own
	}
}

func (b blocks[T]) Path(_ *model.Pool, i int) string { return fmt.Sprintf("%s[%d]", b.path, i) }

func (b blocks[T]) Len(p *model.Pool) int             { return len(b.get(p)) }
func (b blocks[T]) Label(p *model.Pool, i int) string { return b.label(b.get(p)[i]) }
func (b blocks[T]) Ordered() bool                     { return true }

func (b blocks[T]) Fields(p *model.Pool, i int) []Field {
	fields := slices.Clone(b.fields)
	for j := range fields {
		fields[j].Path = b.Path(p, i) + fields[j].Path
	}
	return fields
}

func (b blocks[T]) Add(p *model.Pool) int {
	items := slices.Clone(b.get(p))
	b.put(p, append(items, b.newItem(items)))
	return len(items)
}

func (b blocks[T]) Duplicate(p *model.Pool, i int) int {
	b.put(p, slices.Insert(slices.Clone(b.get(p)), i+1, b.get(p.Clone())[i]))
	return i + 1
}

func (b blocks[T]) Delete(p *model.Pool, i int) {
	b.put(p, slices.Delete(slices.Clone(b.get(p)), i, i+1))
}

func (b blocks[T]) Move(p *model.Pool, i, by int) int {
	items := slices.Clone(b.get(p))
	to := i + by
	if to < 0 || to >= len(items) {
		return i
	}
	items[i], items[to] = items[to], items[i]
	b.put(p, items)
	return to
}
