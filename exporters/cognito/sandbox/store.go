package sandbox

import (
	"errors"
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

// Pool is a pool in the sandbox.
type Pool struct {
	ID                string
	Region            string
	Created, Modified time.Time
	// Wanted contains the settings of all calls so far, without defaults, except
	// that the plan and the MFA mode are always set. The mode is only in
	// SetUserPoolMfaConfig, and the SMS settings are only in CreateUserPool.
	Wanted model.Pool
}

// account is the account id in ARNs of the sandbox. No real account has it.
const account = "000000000000"

// ARN of the pool.
func (p *Pool) ARN() string {
	return "arn:" + model.PartitionFor(p.Region).Name + ":cognito-idp:" + p.Region + ":" + account + ":userpool/" + p.ID
}

// Name of the pool.
func (p *Pool) Name() string { return *p.Wanted.CreateUserPool.PoolName }

// state is everything that is saved, the oldest pool first.
type state struct{ Pools []*Pool }

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
		if p == nil || p.Wanted.CreateUserPool.PoolName == nil {
			return nil, errUnreadable
		}
	}
	return st, nil
}

// find returns the pool with the id, or the exception that it does not exist.
func (st *state) find(id poolID) (*Pool, error) {
	if err := id.check(); err != nil {
		return nil, err
	}
	i := st.index(*id.UserPoolId)
	if i < 0 {
		return nil, newException("ResourceNotFoundException", "User pool %s does not exist.", *id.UserPoolId)
	}
	return st.Pools[i], nil
}

func (st *state) index(id string) int {
	return slices.IndexFunc(st.Pools, func(p *Pool) bool { return p.ID == id })
}

// Pools lists the pools in the sandbox, the oldest first.
func (s *Server) Pools() ([]*Pool, error) {
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

// changePool applies a call to one pool and saves the result.
func (s *Server) changePool(id poolID, call func(*Pool) error) error {
	return s.change(func(st *state) error {
		p, err := st.find(id)
		if err != nil {
			return err
		}
		if err := call(p); err != nil {
			return err
		}
		p.Modified = s.now()
		return nil
	})
}
