package exporters

import (
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// plans lead from one pool to another, with hostile texts in both.
func plans(t *testing.T) map[string]*model.Plan {
	t.Helper()
	all := map[string]*model.Plan{}
	before, after := readPool(t, readFile(t, "../model/testdata/largest-app.json")), model.LoadPreset("defaults")
	after.CreateUserPool.UsernameAttributes = []string{"phone_number"}
	add := func(name string, live, draft *model.Pool) {
		document := &model.Document{Pool: live, PoolID: "eu-west-1_Ab12Cd34E", ARN: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab12Cd34E"}
		all[name] = model.PlanChange(document, live.Exact(draft))
	}
	add("replacement", before, after)
	add("creation", after, before)
	add("nothing", before, before)
	for hostile, p := range hostilePools(t) {
		add("to "+hostile, before, p)
		add("from "+hostile, p, before)
	}
	return all
}

func TestPlanDocument(t *testing.T) {
	for name, plan := range plans(t) {
		data := PlanDocument(plan)
		if !checkStructure(t, name, data)["Calls"] {
			t.Errorf("%q has no calls", name)
		}
		if name == "replacement" {
			checkGolden(t, "testdata/plan/replacement.md", data)
		}
	}
}
