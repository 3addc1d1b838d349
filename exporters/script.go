package exporters

import (
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
	names    names // of the variables and functions
}

// request is a call of a script.
type request struct {
	model.Call
	name    string   // of the function that sends it, or of its variable
	file    string   // the name of its body's file without the extension
	taken   []member // the members that the call takes, each an *answer
	tree    object   // the other members
	answers []*answer
	state   string // of the pool while the request failed
	// deletion deletes the pool when the request failed.
	deletion []model.DeletionCommand
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
	reserved: []string{"account_id", "allow", "cognito", "created", "error", "folder", "pool_arn", "role_arn", "status", "tries"},
	request:  func(words []string) string { return strings.Join(words, "_") },
	answer:   func(snake string) string { return snake },
}

// newScript connects the calls of a pool by the values that one gives and
// another takes.
func newScript(p *model.Pool, n naming) *script {
	s := &script{names: names{n.poolID: true}}
	for _, name := range n.reserved {
		s.names[name] = true
	}
	calls := p.Calls()
	files := fileNames(calls)
	known := map[string]*answer{}
	for i, call := range calls {
		r := &request{Call: call, file: files[i], tree: programTree(call), state: model.Printable(call.Missing()), deletion: p.DeletionAfter(calls[:i])}
		r.name = s.names.take(n.request(slices.Concat(shortWords(call.Operation.Name), keyWords(calls, call))))
		if i < len(calls)-1 {
			r.state += "; later requests were not sent"
		}
		for _, t := range call.Takes() {
			if a := known[t.Answer]; a != nil {
				r.taken = append(r.taken, member{t.Member, a})
			}
		}
		for _, given := range call.Gives() {
			a := &answer{place: given.Place}
			if r.follows() {
				a.name = s.names.take(n.answer(strings.Join(slices.Concat(wordsOf(given.Member), words(call.Key())), "_")))
				a.label = model.Printable(given.Answer)
			} else {
				a.name = n.poolID
			}
			known[given.Answer] = a
			r.answers = append(r.answers, a)
		}
		s.requests = append(s.requests, r)
	}
	return s
}

// write writes the script in the given format.
func (s *script) write(f scriptFormat) {
	f.begin()
	for _, r := range s.requests {
		f.request(r)
		if r.follows() {
			f.fail(r)
		}
		for _, a := range r.answers {
			f.bind(a)
		}
	}
	f.end()
}

// retries reports whether the script has a request that follows others.
func (s *script) retries() bool { return slices.ContainsFunc(s.requests, (*request).follows) }

// follows reports whether the request is about what an earlier one created.
func (r *request) follows() bool { return len(r.Operation.Takes) > 0 }

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

// keyWords are the words of a call's key where the pool has several calls of
// its operation.
func keyWords(calls []model.Call, c model.Call) []string {
	several := 0
	for _, other := range calls {
		if other.Operation == c.Operation {
			several++
		}
	}
	if several < 2 {
		return nil
	}
	return words(c.Key())
}

// fileNames are the names of the calls' bodies without the extension. They
// begin with the operation as the AWS CLI spells it: create-user-pool.
func fileNames(calls []model.Call) []string {
	list := make([]string, len(calls))
	free := names{}
	for i, c := range calls {
		name := free.take(strings.Join(slices.Concat(wordsOf(c.Operation.Name), keyWords(calls, c)), "_"))
		list[i] = strings.ReplaceAll(name, "_", "-")
	}
	return list
}

// programText is the comment at the start of a script that is run by an
// interpreter.
func programText(format, requirements string) string {
	return "Creates an Amazon Cognito user pool and prints its id.\n\n" + requirements + "\n\n" + remake(format)
}

// busyComment explains the retry.
const busyComment = "A new pool may not be ready for changes yet: wait, then retry once."
