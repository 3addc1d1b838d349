package sandbox

import (
	"maps"

	"github.com/poolsmith/poolsmith/model"
)

// handler takes the body of a request and returns the body of the response; nil
// is an empty response.
type handler func(s *Server, body []byte) (any, error)

// handlers are those of the operations in the table, by name.
var handlers = func() map[string]handler {
	all := map[string]handler{}
	for _, o := range model.Operations {
		if o.MakesPool() {
			maps.Copy(all, poolHandlers(o))
			for _, does := range o.Entries {
				maps.Copy(all, entries{resource{o}, does}.handlers())
			}
		} else {
			maps.Copy(all, resource{o}.handlers())
		}
	}
	delete(all, "") // the operations that the API lacks
	return all
}()

// hook is what is special about an operation on something in a pool. Each part can
// be nil.
type hook struct {
	check     func(p *model.Pool) error // rejects what no rule rejects
	normalize func(p *model.Pool)       // converts an accepted request to the stored form
	describe  func(p *StoredPool) any   // the responses
	// update changes or rejects the request that an update leads to. sent is the
	// request of the update, with the names that stand for ids in a draft.
	update func(old, sent, next any) error

	add  func(p *StoredPool, description map[string]any) // what a description has beside the request
	made func(description map[string]any) any            // the response to a call that is not Describe
}

var hooks = map[*model.Operation]hook{
	model.MFA: mfaHook,
	model.LookupOperation("CreateUserPoolClient"): clientHook,
	model.LookupOperation("CreateUserPoolDomain"): domainHook,

	model.LookupOperation("CreateManagedLoginBranding"): brandingHook,
}
