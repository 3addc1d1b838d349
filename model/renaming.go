package model

import (
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Renaming is the new name of something that exists and keeps its id.
type Renaming struct {
	Operation *Operation
	From, To  string // keys

	index    int // of the request in the pool with the old name
	distance int // the settings in which the two requests differ
}

// Renames reports whether Update gives what exists another Key: its request
// identifies it by an id, and has the Key beside that.
func (o *Operation) Renames() bool {
	return o.Many && o.Update != o.Name && o.updates(o.Key) && !slices.Contains(o.Identifiers(), o.Key) && !slices.Contains(o.Takes, o.Key)
}

// Renamings lists what has another name in the pool to than in from, and is otherwise
// the same for the most part: more than half of what the two requests set is equal, and
// all that no update changes or that identifies it. What is only in one of the pools and resembles several of
// the other equally is not among them.
func Renamings(from, to *Pool) []Renaming {
	var list []Renaming
	var before, after map[string]flat // made when something is in one pool only
	for _, o := range Operations {
		if !o.Renames() {
			continue
		}
		gone, added := o.without(from, to), o.without(to, from)
		if len(gone) == 0 || len(added) == 0 {
			continue
		}
		if before == nil {
			before, after = flatten(canonical(withSecretsGenerated(from))), flatten(canonical(withSecretsGenerated(to)))
		}
		list = append(list, o.renamings(gone, added, before, after)...)
	}
	return list
}

// without maps the keys that only one request of the pool has, and none of other, to
// the index of the request.
func (o *Operation) without(pool, other *Pool) map[string]int {
	keys, count := map[string]int{}, map[string]int{}
	for i, request := range o.Requests(pool) {
		key := Call{Operation: o, Request: request}.Key()
		keys[key] = i
		count[key]++
	}
	for _, request := range o.Requests(other) {
		delete(keys, Call{Operation: o, Request: request}.Key())
	}
	maps.DeleteFunc(keys, func(key string, _ int) bool { return count[key] > 1 })
	return keys
}

// renamings are the pairs that resemble each other more than anything else. What has
// its name in both pools is a rival as well where it resembles another request more
// than the one with its name: then names were passed on, and it cannot be told what
// has which id.
func (o *Operation) renamings(gone, added map[string]int, before, after map[string]flat) []Renaming {
	was, is := o.requestsIn(before), o.requestsIn(after)
	var pairs, rivals []Renaming
	for _, from := range sortedKeys(was) {
		_, isGone := gone[from]
		for _, to := range sortedKeys(is) {
			_, isAdded := added[to]
			if !isGone && !isAdded {
				continue
			}
			distance, alike := o.compare(was[from], is[to])
			pair := Renaming{o, from, to, gone[from], distance}
			switch {
			case !alike:
			case isGone && isAdded:
				pairs = append(pairs, pair)
			case isGone && o.isNearer(distance, was[to], is[to]), isAdded && o.isNearer(distance, was[from], is[from]):
				rivals = append(rivals, pair)
			}
		}
	}
	rivals = append(rivals, pairs...)
	isRival := func(a, b Renaming) bool {
		return a != b && (a.From == b.From || a.To == b.To) && b.distance <= a.distance
	}
	return slices.DeleteFunc(pairs, func(a Renaming) bool {
		return slices.ContainsFunc(rivals, func(b Renaming) bool { return isRival(a, b) })
	})
}

// isNearer reports whether a distance is less than that of two requests with one name,
// which may not be the same thing at all.
func (o *Operation) isNearer(distance int, was, is map[string]any) bool {
	own, alike := o.compare(was, is)
	return !alike || distance < own
}

// compare counts the settings in which two requests differ, and reports whether one
// can be the other with a new name. That both lack what no update changes, such as a
// secret, counts as something that they have in common.
func (o *Operation) compare(a, b map[string]any) (distance int, alike bool) {
	equal := 1
	for _, name := range slices.Compact(slices.Sorted(slices.Values(slices.Concat(sortedKeys(a), sortedKeys(b))))) {
		member, _ := cutPath(name)
		switch {
		case name == o.Key:
		case reflect.DeepEqual(a[name], b[name]), a[name] == nil && isFilledIn(o.Name+"[]."+name, b[name]), b[name] == nil && isFilledIn(o.Name+"[]."+name, a[name]):
			equal++
		case slices.Contains(o.Permanent, member.name), slices.Contains(o.Identifying, member.name):
			return 0, false
		default:
			distance++
		}
	}
	return distance, distance < equal
}

// requestsIn are the requests of an operation by their keys, each with its settings by
// their paths in it.
func (o *Operation) requestsIn(all map[string]flat) map[string]map[string]any {
	requests := map[string]map[string]any{}
	for path, f := range all {
		part, rest := cutPath(path)
		if part.name != o.Name {
			continue
		}
		if requests[part.key] == nil {
			requests[part.key] = map[string]any{}
		}
		requests[part.key][rest] = f.value
	}
	return requests
}

// withSecretsGenerated is a copy of the pool in which the service generated each
// client's secret: the description of a client does not show where its secret is from.
func withSecretsGenerated(p *Pool) *Pool {
	p = p.Clone()
	for i := range p.CreateUserPoolClient {
		if client := &p.CreateUserPoolClient[i]; client.ClientSecret != nil {
			client.ClientSecret, client.GenerateSecret = nil, new(true)
		}
	}
	return p
}

// Renamed returns a copy of the pool with new names, which Renamings returned for it.
// What refers to a name has the new one, and nothing else differs.
func (p *Pool) Renamed(list []Renaming) *Pool {
	p = p.Clone()
	for _, r := range list {
		path := r.path()
		if err := p.Set(path, r.To); err != nil {
			panic(err) // the index is one of the pool
		}
		p.RenameReferences(path, r.From, r.To)
	}
	return p
}

// renamingsIn are those of a list that another state of the pool can have as well: it
// has the old name once, and not the new one. They are returned for the first pool and
// for this one.
func (p *Pool) renamingsIn(list []Renaming) (first, own []Renaming) {
	for _, r := range list {
		index, hasOld := r.Operation.without(p, &Pool{})[r.From]
		hasNew := slices.ContainsFunc(r.Operation.Requests(p), func(request any) bool {
			return Call{Operation: r.Operation, Request: request}.Key() == r.To
		})
		if hasOld && !hasNew {
			first = append(first, r)
			r.index = index
			own = append(own, r)
		}
	}
	return first, own
}

// path is that of the name in the pool that has the old one.
func (r Renaming) path() string { return at(r.Operation.Name, r.index, r.Operation.Key) }

// Setting is the name as a Difference has it, in the request with the new name.
func (r Renaming) Setting() string { return WithKey(r.Operation.Name, r.To) + "." + r.Operation.Key }

// Text says what is renamed, and what of it stays.
func (r Renaming) Text() string {
	return "renames " + r.From + " to " + r.To + "; its " + strings.Join(sortedKeys(r.Operation.Gives), " and ") + " stays"
}

// addRenamed adds to the ids of a pool those under the new names.
func (p *Pool) addRenamed(ids Answers, list []Renaming) {
	if len(list) == 0 {
		return
	}
	now := p.Renamed(list).Calls()
	for i, call := range p.Calls() {
		for j, given := range call.Gives() {
			if id, known := ids[given.Answer]; known {
				ids[now[i].Gives()[j].Answer] = id
			}
		}
	}
}
