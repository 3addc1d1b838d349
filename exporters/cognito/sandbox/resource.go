package sandbox

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/poolsmith/poolsmith/model"
)

// resource is what an operation of the table makes in a pool.
type resource struct{ *model.Operation }

func (r resource) handlers() map[string]handler {
	all := map[string]handler{r.Update: r.update, r.Describe: r.describe, r.List: r.list, r.Delete: r.delete}
	all[r.Name] = r.create // sets what exists where it is also Update
	return all
}

// create makes something new. An operation that a pool has once replaces what is
// there.
func (r resource) create(s *Server, body []byte) (any, error) {
	ids, members, err := r.split(body, []string{model.PoolIDMember})
	if err != nil {
		return nil, err
	}
	request, err := r.decode(members)
	if err != nil {
		return nil, err
	}
	var response any
	err = s.changeIn(ids, func(st *state, p *StoredPool) error {
		call := model.Call{Operation: r.Operation, Request: request}
		if err := p.nameReferences(call); err != nil {
			return err
		}
		if r.Taken != "" && st.has(call) {
			return invalid("%s", r.Taken)
		}
		response, err = r.put(p, r.place(p, call), request, r.Name)
		return err
	})
	return response, err
}

// place is the index of a new request: that of one with the same key where the
// operation sets what exists.
func (r resource) place(p *StoredPool, call model.Call) int {
	if !r.Many {
		return 0
	}
	calls := r.calls(p)
	i := slices.IndexFunc(calls, func(other model.Call) bool { return !r.Creates() && other.Key() == call.Key() })
	if i < 0 {
		return len(calls)
	}
	return i
}

// update replaces all settings but the permanent ones, or those in the request.
func (r resource) update(s *Server, body []byte) (any, error) {
	ids, members, err := r.readUpdate(body, r.Noun)
	if err != nil {
		return nil, err
	}
	var response any
	err = s.changePool(ids, func(p *StoredPool) error {
		i, err := r.index(p, ids, r.Identifiers())
		if err != nil {
			return err
		}
		named, err := r.named(p, members)
		if err != nil {
			return err
		}
		old := r.Requests(&p.Settings)[i]
		request, err := r.updated(named, old)
		if err != nil {
			return err
		}
		if change := hooks[r.Operation].update; change != nil {
			sent, err := r.decode(named)
			if err != nil {
				return err
			}
			if err := change(old, sent, request); err != nil {
				return err
			}
		}
		response, err = r.put(p, i, request, r.Update)
		return err
	})
	return response, err
}

func (r resource) describe(s *Server, body []byte) (any, error) {
	names := r.DescribeIdentifiers()
	ids, err := r.readReference(body, names)
	if err != nil {
		return nil, err
	}
	if err := r.check(ids, names); err != nil {
		return nil, err
	}
	st, err := s.load()
	if err != nil {
		return nil, err
	}
	if !slices.Contains(names, model.PoolIDMember) {
		return r.describeAnywhere(st, ids), nil
	}
	p, err := st.find(ids.pool())
	if err != nil {
		return nil, err
	}
	i, err := r.index(p, ids, names)
	if err != nil && r.Delete == "" && p.knows(ids) {
		return map[string]any{r.Answer: ids}, nil // nothing is set of what always exists
	}
	if err != nil {
		return nil, err
	}
	return r.response(p, r.calls(p)[i], r.Describe), nil
}

// describeAnywhere describes what a request names without its pool. The service
// describes nothing in the place of what does not exist.
func (r resource) describeAnywhere(st *state, ids identifiers) any {
	for _, p := range st.Pools {
		if i, err := r.index(p, ids, r.DescribeIdentifiers()); err == nil {
			return r.response(p, r.calls(p)[i], r.Describe)
		}
	}
	return map[string]any{r.Answer: struct{}{}}
}

// list returns a page of descriptions, or of what a list shows of them.
func (r resource) list(s *Server, body []byte) (any, error) {
	ids, members, err := r.split(body, []string{model.PoolIDMember})
	if err != nil {
		return nil, err
	}
	if size, found := members[r.PageSize]; found && r.PageSize != "" {
		delete(members, r.PageSize)
		members["MaxResults"] = size
	}
	request := listRequest{MaxResults: new(maxResults)}
	if err := decode(model.EncodeJSON(members), &request); err != nil {
		return nil, err
	}
	if err := request.check(); err != nil {
		return nil, err
	}
	p, err := s.find(ids)
	if err != nil {
		return nil, err
	}
	page, next, err := pageOf(request, r.calls(p), model.Call.Key)
	if err != nil {
		return nil, err
	}
	descriptions := []any{}
	for _, call := range page {
		description := r.description(p, call)
		maps.DeleteFunc(description, func(name string, _ any) bool {
			return r.Summary != nil && !slices.Contains(r.Summary, name)
		})
		descriptions = append(descriptions, description)
	}
	response := map[string]any{r.Listed: descriptions}
	if next != "" {
		response["NextToken"] = next
	}
	return response, nil
}

// delete removes something from a pool, and what belongs to it.
func (r resource) delete(s *Server, body []byte) (any, error) {
	ids, err := r.readReference(body, r.Identifiers())
	if err != nil {
		return nil, err
	}
	return nil, s.changePool(ids, func(p *StoredPool) error {
		i, err := r.index(p, ids, r.Identifiers())
		if err != nil {
			return err
		}
		p.remove(r, i)
		return nil
	})
}

// put stores the request of an operation, beyond those that the pool has as a new
// one, and returns the response.
func (r resource) put(p *StoredPool, i int, request any, operation string) (response any, err error) {
	call := model.Call{Operation: r.Operation, Request: request}
	old := ""
	for j, other := range r.calls(p) {
		switch {
		case j == i:
			old = other.Key()
		case r.Many && other.Key() == call.Key():
			return nil, newException(r.duplicate(), "A %s with the name %s already exists.", r.Noun, call.Key())
		}
	}
	if r.Many && model.Lookup(r.Name).Max > 0 && i >= model.Lookup(r.Name).Max {
		return nil, newException("LimitExceededException", "The user pool has the maximum number of %d of %s.", i, r.Name)
	}
	if missing := r.missing(request); missing != nil && !r.Many {
		return nil, batch(missing) // no rule finds it, because a pool without the request is fine
	}
	next := &StoredPool{ID: p.ID, Settings: *p.Settings.Clone(), Answers: maps.Clone(p.Answers)}
	r.Put(&next.Settings, i, request)
	path := r.Name
	if r.Many {
		path = fmt.Sprintf("%s[%d]", r.Name, i)
	}
	if err := validate(&next.Settings, p.Region, operation, within(path)); err != nil {
		return nil, err
	}
	if check := hooks[r.Operation].check; check != nil {
		if err := check(&next.Settings); err != nil {
			return nil, err
		}
	}
	if normalize := hooks[r.Operation].normalize; normalize != nil {
		normalize(&next.Settings)
	}
	next.Settings = *next.Settings.HideSecrets() // no secret is saved
	next.give(r, old, call.Key())
	p.Settings, p.Answers = next.Settings, next.Answers
	if calls := r.calls(p); i < len(calls) {
		call = calls[i]
	}
	r.DropEmpty(&p.Settings) // a request that sets nothing restores the defaults
	return r.response(p, call, operation), nil
}

// missing are the failed constraints of required members.
func (r resource) missing(request any) []string {
	var constraints []string
	for field, value := range reflect.ValueOf(request).Elem().Fields() {
		if s := r.Member(field.Name); s != nil && s.Required && value.IsZero() {
			constraints = append(constraints, failed(nil, wireName(field.Name), mustNotBeNull))
		}
	}
	return constraints
}

// duplicate is the exception about a name that is in use.
func (r resource) duplicate() string {
	if r.Duplicate != "" {
		return r.Duplicate
	}
	return "InvalidParameterException"
}

// nameReferences replaces the ids in a request with the names that stand for them
// in a draft.
func (p *StoredPool) nameReferences(call model.Call) error {
	for _, taken := range call.Takes() {
		if taken.Member == taken.Answer {
			continue
		}
		name, found := p.nameOf(taken)
		if !found {
			return notFound(ofMember(taken.Member), taken.Value)
		}
		call.Refer(taken.Member, name)
	}
	return nil
}

// calls are the requests of the operation in a pool.
func (r resource) calls(p *StoredPool) []model.Call {
	var calls []model.Call
	for _, request := range r.Requests(&p.Settings) {
		calls = append(calls, model.Call{Operation: r.Operation, Request: request})
	}
	return calls
}

// index finds what a request names by the members with the names.
func (r resource) index(p *StoredPool, ids identifiers, names []string) (int, error) {
	if err := r.check(ids, names); err != nil {
		return 0, err
	}
	named := ids.texts()
	i := slices.IndexFunc(r.calls(p), func(call model.Call) bool {
		reference, _ := call.Reference(p.answers())
		if slices.Equal(names, r.DescribeIdentifiers()) {
			reference, _ = call.DescribeReference(p.answers())
		}
		var own map[string]string
		return json.Unmarshal(reference, &own) == nil && maps.Equal(own, named)
	})
	switch {
	case i >= 0:
		return i, nil
	case r.Absent != "":
		return 0, invalid("%s", r.Absent)
	}
	delete(named, model.PoolIDMember)
	return 0, notFound(r.Operation, slices.Sorted(maps.Values(named))...)
}

// check rejects a request that lacks one of the names, except for one that the
// operation itself can omit.
func (r resource) check(ids identifiers, names []string) error {
	return ids.check(slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		s := r.Member(name)
		return s != nil && slices.Contains(r.Takes, name) && !s.Required
	}))
}

// notFound is the exception about something that does not exist.
func notFound(o *model.Operation, ids ...string) error {
	name := strings.Join(append([]string{o.Noun}, ids...), " ")
	return newException("ResourceNotFoundException", "%s does not exist.", strings.ToUpper(name[:1])+name[1:])
}

// ofMember is the operation that gives a member to the requests that take it.
func ofMember(member string) *model.Operation {
	i := slices.IndexFunc(model.Operations, func(o *model.Operation) bool { return o.Gives[member] != "" })
	return model.Operations[i]
}

// response is that of an operation on what a request made.
func (r resource) response(p *StoredPool, call model.Call, operation string) any {
	h := hooks[r.Operation]
	if h.describe != nil {
		return h.describe(p)
	}
	description := r.description(p, call)
	switch {
	case h.made != nil && operation != r.Describe:
		return h.made(description)
	case r.Answer == "":
		return description
	}
	return map[string]any{r.Answer: description}
}

// description is a request as it was sent, with the ids that it was given.
func (r resource) description(p *StoredPool, call model.Call) map[string]any {
	var members map[string]any
	if err := json.Unmarshal(call.Body(p.answers()), &members); err != nil {
		panic(err) // written by our own encoder
	}
	for _, given := range call.Gives() {
		members[given.Place[strings.LastIndexByte(given.Place, '.')+1:]] = p.Answers[given.Answer]
	}
	if add := hooks[r.Operation].add; add != nil {
		add(p, members)
	}
	return members
}

// split reads a body: the members with the given names, which are ids, and the
// others.
func (r resource) split(body []byte, names []string) (ids identifiers, members map[string]jsontext.Value, err error) {
	if err := decode(body, &members); err != nil {
		return nil, nil, err
	}
	texts := map[string]jsontext.Value{}
	for _, name := range names {
		if value, found := members[name]; found {
			texts[name] = value
			delete(members, name)
		}
	}
	err = decode(model.EncodeJSON(texts), &ids)
	return ids, members, err
}

// readReference reads a body that only names something, by members with the names.
func (r resource) readReference(body []byte, names []string) (identifiers, error) {
	ids, members, err := r.split(body, names)
	if err != nil {
		return nil, err
	}
	return ids, decode(model.EncodeJSON(members), &struct{}{})
}

// readUpdate reads the body of an update. noun is what it changes.
func (r resource) readUpdate(body []byte, noun string) (identifiers, map[string]jsontext.Value, error) {
	ids, members, err := r.split(body, r.Identifiers())
	if err != nil {
		return nil, nil, err
	}
	if _, err := r.decode(members); err != nil {
		return nil, nil, err
	}
	for _, name := range r.Permanent {
		if _, found := members[name]; found {
			return nil, nil, newException("SerializationException", "unknown member /%s: it cannot be changed after the %s is created", name, noun)
		}
	}
	return ids, members, nil
}

// named replaces the ids in the members of an update with the names that stand for
// them in a draft.
func (r resource) named(p *StoredPool, members map[string]jsontext.Value) (map[string]jsontext.Value, error) {
	request, err := r.decode(members)
	if err != nil {
		return nil, err
	}
	if err := p.nameReferences(model.Call{Operation: r.Operation, Request: request}); err != nil {
		return nil, err
	}
	var named map[string]jsontext.Value
	return named, json.Unmarshal(model.EncodeJSON(request), &named)
}

// updated is a request with the members of an update, and with the members of the
// old one that an update cannot or need not have: the permanent ones and the name;
// all of them where an update keeps what it omits.
func (r resource) updated(members map[string]jsontext.Value, old any) (any, error) {
	var kept map[string]jsontext.Value
	if err := json.Unmarshal(model.EncodeJSON(old), &kept); err != nil {
		return nil, err
	}
	maps.DeleteFunc(kept, func(name string, _ jsontext.Value) bool {
		return !r.Merges && name != r.Key && !slices.Contains(r.Permanent, name)
	})
	maps.Copy(kept, members)
	return r.decode(kept)
}

func (r resource) decode(members map[string]jsontext.Value) (any, error) {
	request := r.NewRequest()
	return request, decode(model.EncodeJSON(members), request)
}
