package report

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// PlanText returns a plan as text: the calls with what they change, what cannot be
// changed, and what people notice.
func PlanText(p *model.Plan) []byte {
	var b strings.Builder
	if len(p.Steps) > 0 {
		fmt.Fprintf(&b, "%s to change %s:\n", model.Plural(len(p.Steps), "call"), poolOf(p))
	} else {
		fmt.Fprintf(&b, "nothing to change in %s\n", poolOf(p))
	}
	for i, step := range p.Steps {
		fmt.Fprintf(&b, "\n%d  %s\n", i+1, model.Printable(step.Name()))
		if step.Renaming != nil {
			fmt.Fprintf(&b, "     %s\n", model.Printable(step.Renaming.Text()))
		}
		if len(step.Differences) == 0 {
			b.WriteString("     sends the present settings, because the call before may reset them\n")
		}
		for _, d := range step.Differences {
			fmt.Fprintf(&b, "   %s %s\n       %s\n", signOf(d), model.Printable(d.Setting), changeText(d))
		}
	}
	if len(p.Blocked) > 0 {
		b.WriteString("\ncannot be changed in a pool that exists:\n")
	}
	for _, d := range p.Blocked {
		fmt.Fprintf(&b, "   ◆ %s\n       %s\n%s\n", model.Printable(d.Setting), changeText(d), wrap(d.Why, "       "))
	}
	if effects := p.Effects(); len(effects) > 0 {
		b.WriteString("\neffects on users:\n")
		for _, e := range effects {
			fmt.Fprintf(&b, "   %s\n%s\n", model.Printable(e.Setting), wrap(e.Text, "       "))
		}
	}
	if len(p.Unknown) > 0 {
		b.WriteString("\ncannot be read, so that an update resets it:\n")
		for _, d := range p.Unknown {
			fmt.Fprintf(&b, "   %s\n", model.Printable(d.Setting))
		}
	}
	return []byte(b.String())
}

// poolOf names the pool of a plan: shop (eu-west-1_Ab12Cd34E).
func poolOf(p *model.Plan) string {
	name := ""
	if n := p.Live.Pool.CreateUserPool.PoolName; n != nil {
		name = *n
	}
	return model.Printable(fmt.Sprintf("%s (%s)", name, p.Live.PoolID))
}

// signOf marks a difference as a list of changes does.
func signOf(d model.Difference) string {
	switch {
	case d.From == nil:
		return "+"
	case d.To == nil:
		return "-"
	default:
		return "~"
	}
}

// changeText is a change in one line. The values of a whole item are not shown.
func changeText(d model.Difference) string {
	switch {
	case d.From == nil && model.IsWhole(d.To):
		return "new"
	case d.To == nil && model.IsWhole(d.From):
		return "deleted"
	default:
		return valueText(d.From) + " → " + valueText(d.To)
	}
}

// Plan is a plan as JSON.
type Plan struct {
	PoolID   string       `json:"poolId"`
	Steps    []PlanStep   `json:"steps"`
	Blocked  []PlanChange `json:"blocked"`
	Effects  []PlanEffect `json:"effects"`
	Unknown  []string     `json:"unknown,omitempty"`
	Findings []Finding    `json:"findings"`
}

// PlanStep is a call.
type PlanStep struct {
	Operation   string          `json:"operation"`
	Key         string          `json:"key,omitempty"`         // of what it creates, changes or deletes beside the pool
	RenamedFrom string          `json:"renamedFrom,omitempty"` // the key before
	Body        json.RawMessage `json:"body"`                  // the request, with references to secrets
	Changes     []PlanChange    `json:"changes"`
}

// PlanChange is a setting that changes. From and To are null where it is unset.
type PlanChange struct {
	Setting string `json:"setting"`
	From    any    `json:"from"`
	To      any    `json:"to"`
	Why     string `json:"why,omitempty"` // it cannot be changed
}

// PlanEffect is the effect of a change on users.
type PlanEffect struct {
	Setting string `json:"setting"`
	Text    string `json:"text"`
}

// NewPlan returns a plan in the form of JSON.
func NewPlan(p *model.Plan) Plan {
	out := Plan{PoolID: p.Live.PoolID, Steps: []PlanStep{}, Blocked: Changes(p.Blocked), Effects: []PlanEffect{}, Findings: []Finding{}}
	answers := p.Answers()
	for _, step := range p.Steps {
		planned := PlanStep{Operation: step.Operation, Key: step.Key(), Body: step.Body(answers), Changes: Changes(step.Differences)}
		if step.Renaming != nil {
			planned.RenamedFrom = step.Renaming.From
		}
		out.Steps = append(out.Steps, planned)
	}
	for _, e := range p.Effects() {
		out.Effects = append(out.Effects, PlanEffect(e))
	}
	for _, d := range p.Unknown {
		out.Unknown = append(out.Unknown, d.Setting)
	}
	for _, f := range p.Findings {
		if f.Severity > model.Advice {
			out.Findings = append(out.Findings, Locate(&model.Document{Pool: p.Target}, f))
		}
	}
	return out
}

// Changes returns differences in the form of JSON.
func Changes(list []model.Difference) []PlanChange {
	changes := []PlanChange{}
	for _, d := range list {
		changes = append(changes, PlanChange{d.Setting, d.From, d.To, d.Why})
	}
	return changes
}

// UnplannedText says how a pool differs from its plan, in which d leads from the
// pool to the plan.
func UnplannedText(d model.Difference) string {
	switch {
	case model.IsWhole(d.From):
		return "it still exists"
	case model.IsWhole(d.To):
		return "it does not exist"
	}
	return "it is " + valueText(d.From) + ", not " + valueText(d.To)
}
