package sandbox

import (
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/poolsmith/poolsmith/model"
)

// Store saves the state of the sandbox as opaque bytes. Its methods are called
// by several goroutines at a time.
type Store interface {
	// Load returns the saved state, or nothing if there is none.
	Load() ([]byte, error)
	// Change replaces the saved state with the result of change, in one
	// transaction. If change returns an error, Change returns it and keeps the
	// old state.
	Change(change func(old []byte) ([]byte, error)) error
}

// Memory is a Store in memory. Its zero value is empty.
type Memory struct {
	mu   sync.Mutex
	data []byte
}

// Load implements Store.
func (m *Memory) Load() ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.data, nil
}

// Change implements Store.
func (m *Memory) Change(change func([]byte) ([]byte, error)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	data, err := change(m.data)
	if err == nil {
		m.data = data
	}
	return err
}

// StoredPool is a pool in the sandbox.
type StoredPool struct {
	ID                string
	Region            string
	Created, Modified time.Time
	// Settings contains the settings of all calls so far, without defaults,
	// except that the plan and the MFA mode are always set. The mode is only in
	// the MFA configuration, and the SMS settings are only in CreateUserPool.
	Settings model.Pool `json:"Wanted"`
	// Answers are the ids that calls gave to what they made in the pool.
	Answers model.Answers `json:",omitzero"`
}

// answers are the ids that requests to the pool take.
func (p *StoredPool) answers() model.Answers {
	all := model.Answers{model.PoolIDMember: p.ID}
	maps.Copy(all, p.Answers)
	return all
}

// nameOf is the name of what has the id in a request.
func (p *StoredPool) nameOf(taken model.Taken) (name string, found bool) {
	for _, call := range (resource{ofMember(taken.Member)}).calls(p) {
		if p.Answers[model.WithKey(taken.Member, call.Key())] == taken.Value {
			return call.Key(), true
		}
	}
	return "", false
}

// knows reports whether what the ids name beside the pool exists in it.
func (p *StoredPool) knows(ids identifiers) bool {
	for member, id := range ids.texts() {
		if member == model.PoolIDMember {
			continue
		}
		if _, found := p.nameOf(model.Taken{Member: member, Value: id}); !found {
			return false
		}
	}
	return true
}

// give adds the ids of something that is new, and changes what refers to
// something that has another name.
func (p *StoredPool) give(r resource, old, name string) {
	for _, member := range slices.Sorted(maps.Keys(r.Gives)) {
		before, now := model.WithKey(member, old), model.WithKey(member, name)
		if p.Answers == nil {
			p.Answers = model.Answers{}
		}
		switch id, known := p.Answers[before]; {
		case !known:
			p.Answers[now] = p.newID(now)
		case before != now:
			delete(p.Answers, before)
			p.Answers[now] = id
			p.references(before, func(from resource, i int) {
				call := from.calls(p)[i]
				was := call.Key()
				call.Refer(member, name)
				p.give(from, was, call.Key())
			})
		}
	}
}

// remove removes a request, and what refers to it.
func (p *StoredPool) remove(r resource, i int) {
	given := r.calls(p)[i].Gives()
	r.Remove(&p.Settings, i)
	for _, g := range given {
		delete(p.Answers, g.Answer)
		p.references(g.Answer, p.remove)
	}
}

// references calls do for each request that takes an answer, the last one first.
func (p *StoredPool) references(answer string, do func(r resource, i int)) {
	for _, o := range slices.Backward(model.Operations) {
		r := resource{o}
		for i, call := range slices.Backward(r.calls(p)) {
			if slices.ContainsFunc(call.Takes(), func(taken model.Taken) bool { return taken.Answer == answer }) {
				do(r, i)
			}
		}
	}
}

// account is the account id in ARNs of the sandbox. No real account has it.
const account = "000000000000"

// ARN of the pool.
func (p *StoredPool) ARN() string {
	return "arn:" + model.PartitionFor(p.Region).Name + ":cognito-idp:" + p.Region + ":" + account + ":userpool/" + p.ID
}

// Name of the pool.
func (p *StoredPool) Name() string { return *p.Settings.CreateUserPool.PoolName }

// state is everything that is saved, the oldest pool first.
type state struct{ Pools []*StoredPool }

var errUnreadable = errors.New("the saved pools cannot be read")

func readState(data []byte) (*state, error) {
	st := &state{}
	if len(data) == 0 {
		return st, nil
	}
	if err := json.Unmarshal(data, st, json.RejectUnknownMembers(true)); err != nil {
		return nil, errUnreadable
	}
	for _, p := range st.Pools {
		if p == nil || p.Settings.CreateUserPool.PoolName == nil {
			return nil, errUnreadable
		}
	}
	return st, nil
}

// find returns the pool with the id, or the exception that it does not exist.
func (st *state) find(id poolID) (*StoredPool, error) {
	if err := id.check(); err != nil {
		return nil, err
	}
	i := st.index(*id.UserPoolId)
	if i < 0 {
		return nil, newException("ResourceNotFoundException", "User pool %s does not exist.", *id.UserPoolId)
	}
	return st.Pools[i], nil
}

// named returns the pool that a request names by its id or its ARN.
func (st *state) named(ids identifiers) (*StoredPool, error) {
	arn := ids[model.ARNMember]
	if arn == nil {
		return st.find(ids.pool())
	}
	if err := checkARN(*arn); err != nil {
		return nil, err
	}
	i := slices.IndexFunc(st.Pools, func(p *StoredPool) bool { return p.ARN() == *arn })
	if i < 0 {
		return nil, newException("ResourceNotFoundException", "User pool %s does not exist.", *arn)
	}
	return st.Pools[i], nil
}

// has reports whether a pool has a request with the key of a call.
func (st *state) has(call model.Call) bool {
	return slices.ContainsFunc(st.Pools, func(p *StoredPool) bool {
		return slices.ContainsFunc((resource{call.Operation}).calls(p), func(other model.Call) bool { return other.Key() == call.Key() })
	})
}

func (st *state) index(id string) int {
	return slices.IndexFunc(st.Pools, func(p *StoredPool) bool { return p.ID == id })
}

// Pools lists the pools in the sandbox, the oldest first.
func (s *Server) Pools() ([]*StoredPool, error) {
	st, err := s.load()
	if err != nil {
		return nil, err
	}
	return st.Pools, nil
}

func (s *Server) load() (*state, error) {
	data, err := s.store.Load()
	if err != nil {
		return nil, err
	}
	return readState(data)
}

// change applies a call to the state and saves the result.
func (s *Server) change(call func(*state) error) error {
	return s.store.Change(func(old []byte) ([]byte, error) {
		st, err := readState(old)
		if err != nil {
			return nil, err
		}
		if err := call(st); err != nil {
			return nil, err
		}
		return model.EncodeJSON(st), nil
	})
}

// find returns the pool that a request names.
func (s *Server) find(ids identifiers) (*StoredPool, error) {
	st, err := s.load()
	if err != nil {
		return nil, err
	}
	return st.named(ids)
}

// changePool applies a call to one pool and saves the result.
func (s *Server) changePool(ids identifiers, call func(*StoredPool) error) error {
	return s.changeIn(ids, func(_ *state, p *StoredPool) error { return call(p) })
}

// changeIn is changePool for a call that looks at the other pools too.
func (s *Server) changeIn(ids identifiers, call func(*state, *StoredPool) error) error {
	return s.change(func(st *state) error {
		p, err := st.named(ids)
		if err != nil {
			return err
		}
		if err := call(st, p); err != nil {
			return err
		}
		p.Modified = s.now()
		return nil
	})
}
