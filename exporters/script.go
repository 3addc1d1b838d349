package exporters

import (
	"bytes"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// scriptFormat writes the requests of a pool in one language, as a program that
// sends them in order.
type scriptFormat interface {
	// begin writes what precedes the first request.
	begin()
	// request writes the code that sends a request. A request that follows
	// others is retried once.
	request(r *request)
	// fail writes what the program does when a request that follows others
	// failed: it prints what exists and how to delete it, and stops.
	fail(r *request)
	// bind writes the code that keeps a value of the response to the request
	// before it.
	bind(a *answer)
	// end writes what follows the last request: it prints the pool's id.
	end()
}

// script is a program that sends the requests of a pool.
type script struct {
	requests []*request
	names    names     // of the variables and functions
	existing *existing // the pool that the script changes, nil to create one
}

// request is a call of a script.
type request struct {
	model.Call
	operation string // that is sent
	follows   bool   // the request is about a pool that exists by then
	creates   bool   // what the call makes does not exist
	deletes   bool
	missing   []string // the members that the call takes and the body lacks
	name      string   // of the function that sends it, or of its variable
	file      string   // the name of its body's file without the extension
	sent      []byte   // the body, for a change of a pool
	taken     []member // the members that the call takes, each an *answer
	tree      object   // the other members, for a program
	answers   []*answer
	state     string // of the pool when the request failed, after: The pool ID
	// deletion deletes the pool when the request failed.
	deletion []model.DeletionCommand
}

// body is the request as JSON, without what it takes if it creates something.
func (r *request) body() []byte {
	if r.sent != nil {
		return r.sent
	}
	return r.Call.Body(nil)
}

// members are those of the body.
func (r *request) members() object {
	if r.sent != nil {
		return bodyTree(nil, r.sent)
	}
	return treeOf(r.Call)
}

// answer is a value of a response that the script keeps in a variable and prints:
// the pool's id, or another that a later request can take.
type answer struct {
	name  string // of the variable
	place string // in the response, dots between the members: UserPool.Id
	label string // printed before the value: ClientId[web]; empty for the pool's id, which is printed last
}

// naming is how a language names variables and functions.
type naming struct {
	poolID   string // the variable that has the pool's id
	reserved []string
	request  func(words []string) string // set, mfa
	answer   func(snake string) string
}

// snakeNaming names everything in lowercase with underscores.
var snakeNaming = naming{
	poolID:   "pool_id",
	reserved: []string{"account_id", "allow", "cognito", "created", "error", "folder", "item", "name", "names", "new", "page", "pool_arn", "role_arn", "status", "tries"},
	request:  func(words []string) string { return strings.Join(words, "_") },
	answer:   func(snake string) string { return snake },
}

// newScript connects the calls of a pool by the values that one gives and
// another takes.
func newScript(p *model.Pool, n naming, e *existing) *script {
	s := &script{names: names{n.poolID: true}, existing: e}
	for _, name := range n.reserved {
		s.names[name] = true
	}
	if e == nil {
		s.requests = creations(p)
		prepareCreations(p, s.requests)
	} else {
		s.requests = changes(e.ids, e.Steps)
		prepareChanges(s.requests)
	}
	nameFiles(s.requests)
	known := map[string]*answer{}
	keys := keysOfCalls(sentRequests(s.requests))
	for i, r := range s.requests {
		r.name = s.names.take(n.request(slices.Concat(shortWords(r.operation), keys[i])))
		s.connect(r, n, known)
	}
	return s
}

// nameFiles names the files of the bodies.
func nameFiles(requests []*request) {
	for i, name := range fileNames(sentRequests(requests)) {
		requests[i].file = name
	}
}

// connect gives a request the variables of what it takes from earlier responses, and
// of what its own response gives.
func (s *script) connect(r *request, n naming, known map[string]*answer) {
	if r.Operation == nil {
		return
	}
	for _, t := range r.Takes() {
		if a := known[t.Answer]; a != nil {
			r.taken = append(r.taken, member{t.Member, a})
		}
	}
	if !r.creates {
		return
	}
	for _, given := range r.Gives() {
		a := &answer{place: given.Place}
		if r.follows {
			a.name = s.names.take(n.answer(strings.Join(slices.Concat(wordsOf(given.Member), words(r.Key())), "_")))
			a.label = model.Printable(given.Answer)
		} else {
			a.name = n.poolID
		}
		known[given.Answer] = a
		r.answers = append(r.answers, a)
	}
}

// creations are the requests that create a pool.
func creations(p *model.Pool) []*request {
	var list []*request
	for _, call := range p.Calls() {
		list = append(list, &request{
			Call: call, operation: call.Operation.Name, creates: true, follows: len(call.Operation.Takes) > 0,
			missing: takenMembers(call),
		})
	}
	return list
}

// prepareCreations adds what a program needs of the requests that create a pool.
func prepareCreations(p *model.Pool, requests []*request) {
	var made []model.Call
	for i, r := range requests {
		r.tree, r.deletion = programTree(r.Call), p.DeletionAfter(made)
		r.state = "exists, " + model.Printable(r.Missing())
		if i < len(requests)-1 {
			r.state += "; later requests were not sent"
		}
		r.state += ". To delete it:"
		made = append(made, r.Call)
	}
}

// changes are the requests that change a pool as planned. They have the ids of what
// exists.
func changes(ids model.Answers, steps []model.PlanStep) []*request {
	var list []*request
	for _, step := range steps {
		r := &request{
			Call: step.Call, operation: step.Operation, creates: step.Kind == model.CreateStep, deletes: step.Kind == model.DeleteStep, follows: true,
			sent: step.Body(ids),
		}
		if r.Operation != nil {
			r.Path = strings.TrimSuffix(model.WithKey(r.Operation.Name, step.Key()), "[]")
			for _, t := range r.Takes() {
				if ids[t.Answer] == "" {
					r.missing = append(r.missing, t.Member)
				}
			}
		}
		list = append(list, r)
	}
	return list
}

// prepareChanges adds what a program needs of the requests that change a pool.
func prepareChanges(requests []*request) {
	for i, r := range requests {
		r.tree, r.state = bodyTree(r.Operation, r.sent), "is unchanged."
		if i > 0 {
			r.state = "has the changes of the requests before it. Export again what remains."
		}
	}
}

// A sentCall is what names a request: the operation that is sent, and the key.
type sentCall struct{ operation, key string }

func sentRequests(requests []*request) []sentCall {
	list := make([]sentCall, len(requests))
	for i, r := range requests {
		list[i] = sentCall{operation: r.operation}
		if r.Operation != nil {
			list[i].key = r.Key()
		}
	}
	return list
}

func sentCalls(calls []model.Call) []sentCall {
	list := make([]sentCall, len(calls))
	for i, c := range calls {
		list[i] = sentCall{c.Operation.Name, c.Key()}
	}
	return list
}

// isEmpty reports whether the script would send nothing.
func (s *script) isEmpty() bool { return len(s.requests) == 0 }

// output is the script that f writes to data, under the name that it has if it
// creates a pool.
func (s *script) output(f scriptFormat, name string, data *bytes.Buffer) Output {
	if s.isEmpty() {
		return Output{}
	}
	s.write(f)
	return Output{Files: []File{{Name: s.existing.fileName(name), Data: data.Bytes(), Script: true}}}
}

// write writes the script in the given format.
func (s *script) write(f scriptFormat) {
	f.begin()
	for _, r := range s.requests {
		f.request(r)
		if r.follows {
			f.fail(r)
		}
		for _, a := range r.answers {
			f.bind(a)
		}
	}
	f.end()
}

// retries reports whether the script has a request that follows others.
func (s *script) retries() bool {
	return slices.ContainsFunc(s.requests, func(r *request) bool { return r.follows })
}

// arguments are the members of the request, those that it takes first.
func (r *request) arguments() object { return slices.Concat(r.taken, r.tree) }

// variables are the environment variables that the script reads secrets from, as a
// list in a tree.
func (s *script) variables() []any {
	var all []string
	for _, r := range s.requests {
		all = append(all, variables(r.tree)...)
	}
	slices.Sort(all)
	var list []any
	for _, name := range slices.Compact(all) {
		list = append(list, name)
	}
	return list
}

// hasBlob reports whether a request has bytes.
func (s *script) hasBlob() bool {
	return slices.ContainsFunc(s.requests, func(r *request) bool { return hasBlob(r.tree) })
}

// shortWords are the words of an operation's name without those that most names
// have: create and client of CreateUserPoolClient.
func shortWords(operation string) []string {
	short := wordsOf(strings.TrimSuffix(strings.Replace(operation, "UserPool", "", 1), "Config"))
	if len(short) == 1 {
		return append(short, "pool")
	}
	return short
}

// keysOfCalls are the words of each call's key, none where it is the only one of its
// operation.
func keysOfCalls(calls []sentCall) [][]string {
	count := map[string]int{}
	for _, c := range calls {
		count[c.operation]++
	}
	list := make([][]string, len(calls))
	for i, c := range calls {
		if count[c.operation] > 1 {
			list[i] = words(c.key)
		}
	}
	return list
}

// fileNames are the names of the calls' bodies without the extension. They
// begin with the operation as the AWS CLI spells it: create-user-pool.
func fileNames(calls []sentCall) []string {
	list := make([]string, len(calls))
	free := names{}
	for i, key := range keysOfCalls(calls) {
		name := free.take(strings.Join(slices.Concat(wordsOf(calls[i].operation), key), "_"))
		list[i] = strings.ReplaceAll(name, "_", "-")
	}
	return list
}

// programText is the comment at the start of a script that is run by an
// interpreter.
func programText(format, requirements string, e *existing) string {
	return e.purpose() + "\n\n" + requirements + "\n\n" + remake(format, e)
}

// purpose is what a script does.
func (e *existing) purpose() string {
	if e == nil {
		return "Creates an Amazon Cognito user pool and prints its id."
	}
	return "Changes the Amazon Cognito user pool " + model.Printable(e.poolID()) + " and prints its id.\n\n" +
		"It repeats what it sets when it is run again, and creates nothing twice."
}

// fileName is the name of a script for a pool that it creates or changes.
func (e *existing) fileName(name string) string {
	if e == nil {
		return name
	}
	return changeFile(name)
}

// changeFile is the name for changes of a file that is named after what it creates.
func changeFile(name string) string { return strings.Replace(name, "create", "update", 1) }

// busyComment explains the retry.
func (s *script) busyComment() string {
	if s.existing == nil {
		return "A new pool may not be ready for changes yet: wait, then retry once."
	}
	return "The pool may be busy with another change: wait, then retry once."
}

// A guard keeps a script from creating something a second time that the service
// would accept. The service itself rejects what else is created again.
type guard struct {
	operation *model.Operation // that creates it
	names     []any            // texts
}

// guards lists them for a script that changes a pool.
func (s *script) guards() []guard {
	var list []guard
	for _, o := range model.Operations {
		g := guard{operation: o}
		for _, r := range s.requests {
			if s.existing != nil && r.creates && r.Operation == o && o.AcceptsSame {
				g.names = append(g.names, r.Key())
			}
		}
		if g.names != nil {
			list = append(list, g)
		}
	}
	return list
}

// complaint is what the script says after: The pool ID.
func (g guard) complaint() string {
	return "already has the " + g.operation.Noun + " "
}

// again is the rest of the complaint.
const again = ". Nothing was sent. If this script was run before, export again what remains."
