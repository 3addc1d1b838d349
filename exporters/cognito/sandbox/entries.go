package sandbox

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/poolsmith/poolsmith/model"
)

// entries are the operations on the entries of one list or map of a pool.
type entries struct {
	pools resource
	does  model.EntryOperations
}

func (e entries) handlers() map[string]handler {
	return map[string]handler{e.does.Add: e.add, e.does.Remove: e.remove, e.does.List: e.list}
}

// path is that of the list or map in a draft.
func (e entries) path() string { return e.pools.Name + "." + e.does.Member }

// in is the list or map of a pool.
func (e entries) in(p *model.Pool) reflect.Value {
	return reflect.ValueOf(e.pools.Requests(p)[0]).Elem().FieldByName(e.does.Member)
}

// add adds entries to those of the pool. An entry of a map replaces one that has its
// key.
func (e entries) add(s *Server, body []byte) (any, error) {
	ids, value, err := e.read(body, e.does.Added)
	if err != nil {
		return nil, err
	}
	request, err := e.pools.decode(map[string]jsontext.Value{e.does.Member: value})
	if err != nil {
		return nil, e.asAdded(err)
	}
	added := reflect.ValueOf(request).Elem().FieldByName(e.does.Member)
	return struct{}{}, s.changePool(ids, func(p *StoredPool) error {
		if err := e.checkAlone(added, p.Region); err != nil {
			return e.asAdded(err)
		}
		next := p.Settings.Clone()
		old := e.in(next).Len()
		join(e.in(next), added)
		if check := entryChecks[e.does.Member]; check != nil {
			if err := check(next, old); err != nil {
				return err
			}
		}
		if err := validate(next, p.Region, e.does.Add, e.isAdded(added.Kind(), old)); err != nil {
			return err
		}
		p.Settings = *next
		return nil
	})
}

// join adds the entries of one list or map to another.
func join(to, added reflect.Value) {
	switch {
	case to.Kind() == reflect.Slice:
		to.Set(reflect.AppendSlice(to, added))
		return
	case to.IsNil():
		to.Set(reflect.MakeMap(to.Type()))
	}
	for key, value := range added.Seq2() {
		to.SetMapIndex(key, value)
	}
}

// checkAlone checks what a request adds by itself, which finds the violated limits.
func (e entries) checkAlone(added reflect.Value, region string) error {
	most := e.does.Max
	if most > 0 && added.Len() > most {
		return batch([]string{failed(added.Interface(), wirePath(e.path()), fmt.Sprint(mustBeShort, most))})
	}
	alone := &model.Pool{}
	e.in(alone).Set(added)
	return validate(alone, region, e.does.Add, within(e.path()))
}

// isAdded returns whether a setting is in what was added to a map, or to a list of
// old items.
func (e entries) isAdded(kind reflect.Kind, old int) func(setting string) bool {
	if kind == reflect.Map {
		return within(e.path())
	}
	return func(setting string) bool {
		i := 0
		rest, found := strings.CutPrefix(setting, e.path()+"[")
		_, err := fmt.Sscanf(rest, "%d]", &i)
		return found && err == nil && i >= old
	}
}

// asAdded replaces the name of the member in an exception with the one that it has in
// the request.
func (e entries) asAdded(err error) error {
	r, ok := errors.AsType[*exception](err)
	if !ok {
		return err
	}
	names := strings.NewReplacer("'"+wirePath(e.path()), "'"+wireName(e.does.Added), "/"+e.does.Member, "/"+e.does.Added)
	return &exception{r.code, names.Replace(r.message), r.status}
}

// entryChecks reject what no rule rejects, by the member. They get the pool
// with the new entries and the number of old ones.
var entryChecks = map[string]func(p *model.Pool, old int) error{
	"Schema": checkAddedAttributes,
}

// checkAddedAttributes rejects what only the request that creates a pool can have,
// and more custom attributes than a pool can have. The service's messages are
// unknown.
func checkAddedAttributes(p *model.Pool, old int) error {
	custom := 0
	for i, a := range p.CreateUserPool.Schema {
		switch {
		case a.Name == nil || !isStandard(*a.Name):
			custom++
		case i >= old:
			return invalid("%s is a standard attribute, which every user pool has.", *a.Name)
		}
	}
	if most := model.Lookup("CreateUserPool.Schema").Max; custom > most {
		return invalid("The user pool would have %d custom attributes, and its maximum is %d.", custom, most)
	}
	return nil
}

func isStandard(attribute string) bool {
	_, standard := model.StandardType(attribute)
	return standard
}

// remove removes the entries with the given keys from a map. Other keys are
// ignored.
func (e entries) remove(s *Server, body []byte) (any, error) {
	ids, value, err := e.read(body, e.does.Removed)
	if err != nil {
		return nil, err
	}
	var keys []string
	if err := decode(value, &keys); err != nil {
		return nil, err
	}
	limits := model.Lookup(e.path()).Keys
	for _, key := range keys {
		if n := utf8.RuneCountInString(key); n < limits.Min || n > limits.Max {
			return nil, batch([]string{failed(keys, wireName(e.does.Removed), "Member must satisfy constraint: "+lengths(limits))})
		}
	}
	return struct{}{}, s.changePool(ids, func(p *StoredPool) error {
		entries := e.in(&p.Settings)
		for _, key := range keys {
			if entries.Len() > 0 {
				entries.SetMapIndex(reflect.ValueOf(key), reflect.Value{})
			}
		}
		if entries.Len() == 0 {
			entries.SetZero()
		}
		return nil
	})
}

func (e entries) list(s *Server, body []byte) (any, error) {
	ids, err := e.pools.readReference(body, []string{e.does.By()})
	if err != nil {
		return nil, err
	}
	if err := ids.check([]string{e.does.By()}); err != nil {
		return nil, err
	}
	p, err := s.find(ids)
	if err != nil {
		return nil, err
	}
	listed := e.in(&p.Settings)
	if listed.IsNil() {
		listed.Set(reflect.MakeMap(listed.Type())) // written as {}
	}
	return map[string]any{e.does.Added: listed.Interface()}, nil
}

// read reads a request: what it is about, and its only other member.
func (e entries) read(body []byte, member string) (identifiers, jsontext.Value, error) {
	ids, members, err := e.pools.split(body, []string{e.does.By()})
	if err != nil {
		return nil, nil, err
	}
	value, found := members[member]
	delete(members, member)
	if err := decode(model.EncodeJSON(members), &struct{}{}); err != nil {
		return nil, nil, err
	}
	if err := ids.check([]string{e.does.By()}); err != nil {
		return nil, nil, err
	}
	if !found || value.Kind() == 'n' {
		return nil, nil, batch([]string{failed(nil, wireName(member), mustNotBeNull)})
	}
	return ids, value, nil
}
