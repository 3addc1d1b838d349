package sandbox

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/poolsmith/poolsmith/model"
)

// Store keeps what the sandbox remembers, as bytes that only the sandbox
// understands. It is called by many goroutines at a time.
type Store interface {
	// Load returns what is kept; nothing when nothing is.
	Load() ([]byte, error)
	// Change replaces what is kept by what change makes of it, while nobody
	// else can. With an error of change, which it returns, all stays as it was.
	Change(change func(old []byte) ([]byte, error)) error
}

// Memory is a Store that ends with the program. Its zero value is empty.
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

// Pool is a pool that was made in the sandbox.
type Pool struct {
	ID                string
	Region            string
	Created, Modified time.Time
	// Wanted is what the calls so far asked for, without defaults, except that
	// the plan and the MFA mode are always said. The mode stands in
	// SetUserPoolMfaConfig alone, and the SMS settings in CreateUserPool alone.
	Wanted model.Pool
}

// account stands in the ARNs of the sandbox: no real account has it.
const account = "000000000000"

// ARN names the pool.
func (p *Pool) ARN() string {
	partition := "aws"
	switch {
	case strings.HasPrefix(p.Region, "cn-"):
		partition = "aws-cn"
	case strings.HasPrefix(p.Region, "us-gov-"):
		partition = "aws-us-gov"
	}
	return "arn:" + partition + ":cognito-idp:" + p.Region + ":" + account + ":userpool/" + p.ID
}

// Name of the pool.
func (p *Pool) Name() string { return *p.Wanted.CreateUserPool.PoolName }

// state is all that is kept, the oldest pool first.
type state struct{ Pools []*Pool }

var errUnreadable = errors.New("what was kept cannot be read")

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

// find returns the pool of the id, or the exception that says that there is
// none.
func (st *state) find(id poolID) (*Pool, error) {
	if err := id.check(); err != nil {
		return nil, err
	}
	i := st.index(*id.UserPoolId)
	if i < 0 {
		return nil, refuse("ResourceNotFoundException", "User pool %s does not exist.", *id.UserPoolId)
	}
	return st.Pools[i], nil
}

func (st *state) index(id string) int {
	return slices.IndexFunc(st.Pools, func(p *Pool) bool { return p.ID == id })
}

// Pools lists what the sandbox holds, the oldest pool first.
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

// change lets a call work on the state and keeps the result.
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

// changePool lets a call work on one pool and keeps the result.
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
