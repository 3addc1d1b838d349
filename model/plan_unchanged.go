package model

// Unchanged returns the calls that set a live pool, and what is in it, to what they
// are, with complete requests. It leaves out what an update keeps by itself, and
// what no call updates. The target is that of a plan without steps.
func Unchanged(live *Document, target *Pool) []PlanStep {
	p := newPlanner(live, target)
	sent := p.toSend()
	for _, o := range Operations {
		if o.Update == "" || o.Merges {
			continue
		}
		for _, request := range o.Requests(&sent) {
			p.addUpdate(o, request, nil)
		}
	}
	return p.Steps
}
