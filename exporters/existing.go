package exporters

import "github.com/poolsmith/poolsmith/model"

// existing is the pool that an export is for, with the plan that leads from it to
// the exported one.
type existing struct {
	*model.Plan
	ids  model.Answers    // of the pool and of what is in it
	keys map[keyOf]string // of what is in it, and the one that it gets
	made map[keyOf]bool   // what is in it, by the key that it has and by the one that it gets
}

// existing returns nil for the export of a new pool.
func (o Options) existing() *existing {
	if o.Plan == nil {
		return nil
	}
	e := &existing{o.Plan, o.Plan.Answers(), map[keyOf]string{}, map[keyOf]bool{}}
	live := o.Plan.Live.Pool
	renamed := live.Renamed(o.Plan.Renamings).Calls()
	for i, c := range live.Calls() {
		now, then := keyOf{c.Operation, c.Key()}, keyOf{c.Operation, renamed[i].Key()}
		e.keys[now] = then.key
		e.made[now], e.made[then] = true, true
	}
	return e
}

// poolID is the id of the pool.
func (e *existing) poolID() string { return e.ids[model.PoolIDMember] }

// has reports whether what a call makes exists. The pool does, whatever its name is
// to be.
func (e *existing) has(c model.Call) bool {
	return e != nil && (c.Operation.MakesPool() || e.made[keyOf{c.Operation, c.Key()}])
}

// becomes reports whether a call for the pool as it is to be makes what one for the
// live pool made.
func (e *existing) becomes(live, target model.Call) bool {
	return live.Operation == target.Operation && (live.Operation.MakesPool() || e.keys[keyOf{live.Operation, live.Key()}] == target.Key())
}

// functions are those that the pool invokes.
func (e *existing) functions() []string {
	if e == nil {
		return nil
	}
	return e.Live.Pool.Functions()
}

// command makes the changes to the pool that a tool cannot make.
func (e *existing) command() string {
	return "poolsmith apply -i DRAFT --pool-id " + model.ShellQuote(model.Printable(e.poolID()))
}

// updates are the steps of the plan. Where it has none, they set everything to what
// it is.
func (e *existing) updates() []model.PlanStep {
	if len(e.Steps) > 0 {
		return e.Steps
	}
	return model.Unchanged(e.Live, e.Target)
}

// importing is how a tool takes over what exists.
type importing struct {
	// typeOf is the tool's type of resource for an operation, empty if there is
	// none.
	typeOf func(*model.Operation) string
	// knows reports whether the tool can find what a call made.
	knows func(c model.Call, ids model.Answers) bool
}

// ambiguous are the keys that several calls of an operation have, so that an id
// cannot be told to be that of one.
func ambiguous(calls []model.Call) map[keyOf]bool {
	seen, several := map[keyOf]bool{}, map[keyOf]bool{}
	for _, c := range calls {
		key := keyOf{c.Operation, c.Key()}
		several[key] = several[key] || seen[key]
		seen[key] = true
	}
	return several
}
