package forms

import (
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// The domain of a live pool does not follow its name while that is typed.
func TestDomainOfALivePoolStays(t *testing.T) {
	for id, follows := range map[string]bool{"": true, "eu-west-1_Ab12Cd34E": false} {
		a := &Answers{Pool: model.LoadPreset("web-app"), PoolID: id}
		before := *a.Pool.CreateUserPoolDomain[0].Domain
		a.Set(Field{Path: "CreateUserPool.PoolName"}, "another")
		if got := *a.Pool.CreateUserPoolDomain[0].Domain; (got != before) != follows {
			t.Errorf("%q: the domain is %s", id, got)
		}
	}
}
