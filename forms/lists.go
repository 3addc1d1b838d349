package forms

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/poolsmith/poolsmith/model"
)

// List edits the items of a List or Tags setting.
type List interface {
	Len(p *model.Pool) int
	Label(p *model.Pool, i int) string // one line
	Fields(p *model.Pool, i int) []Field
	Add(p *model.Pool) int              // returns the new item's place
	Duplicate(p *model.Pool, i int) int // returns the copy's place
	Delete(p *model.Pool, i int)
	Move(p *model.Pool, i, by int) int // returns the new place
	Ordered() bool                     // whether the order means something to look at
}

// ListOf returns the list behind a field, or nil for any other field.
func ListOf(f Field) List {
	if f.tag != nil || f.checklist != nil {
		return nil
	}
	return lists[f.Path]
}

const (
	schemaPath   = "CreateUserPool.Schema"
	recoveryPath = "CreateUserPool.AccountRecoverySetting.RecoveryMechanisms"
	tagsPath     = "CreateUserPool.UserPoolTags"
)

var lists = map[string]List{
	schemaPath:   blocks[model.Attribute]{path: schemaPath, fields: attributeFields, label: attributeLabel, fresh: freshAttribute},
	recoveryPath: blocks[model.RecoveryMechanism]{path: recoveryPath, fields: mechanismFields, label: mechanismLabel, fresh: freshMechanism},
	tagsPath:     tagList{},
}

// blocks is a list of blocks of the request.
type blocks[T any] struct {
	path   string
	fields []Field // paths below an item
	label  func(T) string
	fresh  func([]T) T
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

func (b blocks[T]) Len(p *model.Pool) int             { return len(b.get(p)) }
func (b blocks[T]) Label(p *model.Pool, i int) string { return b.label(b.get(p)[i]) }
func (b blocks[T]) Ordered() bool                     { return true }

func (b blocks[T]) Fields(_ *model.Pool, i int) []Field {
	fields := slices.Clone(b.fields)
	for j := range fields {
		fields[j].Path = fmt.Sprintf("%s[%d]%s", b.path, i, fields[j].Path)
	}
	return fields
}

func (b blocks[T]) Add(p *model.Pool) int {
	items := slices.Clone(b.get(p))
	b.put(p, append(items, b.fresh(items)))
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

// tag is one of the two questions about a tag: its key or its value. The key
// is shared between them, since it changes as it is typed.
type tag struct {
	name  *string
	value bool
}

func (t *tag) path() string {
	if t.value {
		return tagsPath + "." + *t.name
	}
	return tagsPath + ".(name)." + *t.name
}

func (t *tag) setting() *model.Setting {
	if t.value {
		return &tagValueSetting
	}
	return &tagNameSetting
}

var (
	tagNameSetting = model.Setting{
		Path: tagsPath, Title: "Key", Kind: model.Text, Min: 1, Max: model.TagKeyMax,
		Help: "The key of the tag, such as team or cost-center. Keys are unique in a pool.", Default: "no tag",
	}
	tagValueSetting = model.Setting{
		Path: tagsPath, Title: "Value", Kind: model.Text, Max: model.TagValueMax,
		Help: "The value of the tag. It can be empty.", Default: "an empty value",
	}
)

func (t *tag) get(p *model.Pool) string {
	if t.value {
		return p.CreateUserPool.UserPoolTags[*t.name]
	}
	return *t.name
}

// set changes the value, or renames the tag. A key that is in use is rejected,
// so that renaming does not overwrite another tag.
func (t *tag) set(p *model.Pool, text string) error {
	tags := maps.Clone(p.CreateUserPool.UserPoolTags)
	if t.value {
		tags[*t.name] = text
		p.CreateUserPool.UserPoolTags = tags
		return nil
	}
	if text == *t.name {
		return nil
	}
	if _, taken := tags[text]; taken || text == "" {
		return fmt.Errorf("not a valid tag key: %q", text)
	}
	tags[text] = tags[*t.name]
	delete(tags, *t.name)
	p.CreateUserPool.UserPoolTags = tags
	*t.name = text
	return nil
}

// tagList shows tags in the order of their names, as they are written.
type tagList struct{}

func (tagList) names(p *model.Pool) []string {
	return slices.Sorted(maps.Keys(p.CreateUserPool.UserPoolTags))
}

func (l tagList) Len(p *model.Pool) int { return len(p.CreateUserPool.UserPoolTags) }
func (l tagList) Ordered() bool         { return false }

func (l tagList) Label(p *model.Pool, i int) string {
	name := l.names(p)[i]
	return cmp.Or(name, "(no key)") + " = " + p.CreateUserPool.UserPoolTags[name]
}

func (l tagList) Fields(p *model.Pool, i int) []Field {
	name := l.names(p)[i]
	return []Field{
		{Path: tagsPath, tag: &tag{name: &name}},
		{Path: tagsPath, tag: &tag{name: &name, value: true}},
	}
}

// Add starts a tag without a key. Keys are unique, so that a second one beside
// it needs a key.
func (l tagList) Add(p *model.Pool) int {
	if _, taken := p.CreateUserPool.UserPoolTags[""]; taken {
		return l.insert(p, "tag", "")
	}
	return l.insert(p, "", "")
}

func (l tagList) Duplicate(p *model.Pool, i int) int {
	name := l.names(p)[i]
	return l.insert(p, name, p.CreateUserPool.UserPoolTags[name])
}

// insert adds a tag under the first free name: tag, tag-2, tag-3.
func (l tagList) insert(p *model.Pool, name, value string) int {
	tags := maps.Clone(p.CreateUserPool.UserPoolTags)
	if tags == nil {
		tags = map[string]string{}
	}
	free := name
	for n := 2; ; n++ {
		if _, taken := tags[free]; !taken {
			break
		}
		free = name + "-" + strconv.Itoa(n)
	}
	tags[free] = value
	p.CreateUserPool.UserPoolTags = tags
	return slices.Index(l.names(p), free)
}

func (l tagList) Delete(p *model.Pool, i int) {
	tags := maps.Clone(p.CreateUserPool.UserPoolTags)
	delete(tags, l.names(p)[i])
	if len(tags) == 0 {
		tags = nil
	}
	p.CreateUserPool.UserPoolTags = tags
}

func (l tagList) Move(_ *model.Pool, i, _ int) int { return i }
