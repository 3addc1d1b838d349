package cognito

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/poolsmith/poolsmith/model"
)

// validPools are pools without errors: those of the rule tests, the presets and the
// largest draft.
func validPools(t *testing.T) []*model.Pool {
	t.Helper()
	data, err := os.ReadFile("../../model/testdata/rule-pools.json")
	if err != nil {
		t.Fatal(err)
	}
	var rules []struct {
		Region string
		Pool   *model.Pool
	}
	if err := json.Unmarshal(data, &rules); err != nil {
		t.Fatal(err)
	}
	pools := []*model.Pool{largestApp(t)}
	for _, preset := range model.Presets {
		pools = append(pools, model.LoadPreset(preset.Name))
	}
	for _, p := range rules {
		if p.Region == "" {
			pools = append(pools, p.Pool)
		}
	}
	return slices.DeleteFunc(pools, func(p *model.Pool) bool {
		return model.Errors(model.CheckIn(model.Facts{Pool: p, Region: "eu-west-1"})) > 0
	})
}

// readLive reads a pool of the sandbox.
func readLive(t *testing.T, c *Client, id string) *model.Document {
	t.Helper()
	data, unread, err := c.Describe(t.Context(), id)
	if err != nil || len(unread) > 0 {
		t.Fatal(err, unread)
	}
	d, err := model.Read("live", data)
	if err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	return d
}

func settingsOf(list []model.Difference) []string {
	var settings []string
	for _, d := range list {
		settings = append(settings, d.Setting)
	}
	slices.Sort(settings)
	return settings
}

// secretsOf gives each secret of a pool a value.
func secretsOf(pools ...*model.Pool) map[string]string {
	secrets := map[string]string{}
	for _, p := range pools {
		for _, name := range p.SecretVariables() {
			secrets[name] = strings.Repeat("a", 32) + strings.Map(func(r rune) rune {
				if r < 128 {
					return r
				}
				return -1
			}, name)
		}
	}
	return secrets
}

// remaining are the differences between a live pool and what a plan leads to,
// except for those that it reports as blocked, and secrets.
func remaining(live *model.Document, plan *model.Plan) []string {
	blocked := settingsOf(plan.Blocked)
	list := settingsOf(model.Diff(live.Pool, model.PlanChange(live, plan.Target).Target, true))
	return slices.DeleteFunc(list, func(s string) bool { return slices.Contains(blocked, s) || model.IsSecret(s) })
}

// mustApply carries out a plan, and returns the pool as it is then.
func mustApply(t *testing.T, c *Client, plan *model.Plan) *model.Document {
	t.Helper()
	if _, err := c.Apply(t.Context(), plan, Watch{Secrets: secretsOf(plan.Target)}); err != nil {
		stopped := err.(*Stopped)
		var names []string
		for _, s := range plan.Steps {
			names = append(names, s.Name())
		}
		t.Fatalf("%s: %v\nof %v\n%s", stopped.Step.Name(), err, names, stopped.Step.Body(plan.Answers()))
	}
	return readLive(t, c, plan.Live.PoolID)
}

// compareWithCreated compares a pool that was changed with one that is created from
// what it was to become.
func compareWithCreated(t *testing.T, changed *model.Document, target *model.Pool) {
	t.Helper()
	c := refusingSandbox(t, permitted)
	made, err := c.Submit(t.Context(), target, Watch{Secrets: secretsOf(target)})
	if err != nil {
		t.Fatalf("creating the target: %v\n%s", err, target.JSON())
	}
	created := readLive(t, c, made.ID)
	differ := model.Diff(changed.Pool, created.Pool, false)
	if target.CreateUserPool.AccountRecoverySetting == nil {
		// A description with both ways, in either order, can be of a pool without the
		// setting, so that no plan changes the order.
		differ = slices.DeleteFunc(differ, func(d model.Difference) bool {
			return strings.HasPrefix(d.Setting, "CreateUserPool.AccountRecoverySetting.")
		})
	}
	if len(differ) > 0 {
		t.Fatalf("a new pool of the target differs in %v", differ)
	}
}

// Any pool can be changed by any draft: the result is the pool with the draft over
// it, what the draft does not set is as before, a second time there is nothing to
// do, and the plan from the result back leads to the pool that was.
func TestApplyLeadsToTheTarget(t *testing.T) {
	pools := validPools(t)
	pairs := 400
	if testing.Short() {
		pairs = 60
	}
	applied, withBlocked := 0, 0
	for seed := range pairs {
		r := rand.New(rand.NewPCG(uint64(seed), 15))
		a, b := pools[r.IntN(len(pools))], pools[r.IntN(len(pools))]
		exact := seed%4 == 0
		ok := t.Run(fmt.Sprint(seed), func(t *testing.T) {
			c := refusingSandbox(t, permitted)
			made, err := c.Submit(t.Context(), a, Watch{Secrets: secretsOf(a)})
			if err != nil {
				t.Fatal(err)
			}
			before := readLive(t, c, made.ID)
			target := before.Pool.Merge(b)
			if exact {
				target = before.Pool.Exact(b)
			}
			plan := model.PlanChange(before, target)
			if model.Errors(plan.Findings) > 0 {
				return
			}
			applied++
			if len(plan.Blocked) > 0 {
				withBlocked++
			}
			after := mustApply(t, c, plan)
			if left := remaining(after, plan); len(left) > 0 {
				t.Fatalf("after %v remains %v\nA %s\nB %s\nafter %s", plan.Steps, left, a.JSON(), b.JSON(), after.Pool.JSON())
			}
			if len(plan.Blocked) == 0 {
				compareWithCreated(t, after, plan.Target)
			}
			if again := model.PlanChange(after, target); len(again.Steps) > 0 {
				t.Fatalf("again: %s: %v\nA %s\nB %s", again.Steps[0].Name(), again.Steps[0].Differences, a.JSON(), b.JSON())
			}
			back := model.PlanChange(after, after.Pool.Exact(before.Pool))
			restored := mustApply(t, c, back)
			if left := remaining(restored, back); len(left) > 0 {
				t.Fatalf("restoring leaves %v", left)
			}
			for _, d := range back.Blocked {
				if !strings.HasPrefix(d.Setting, "CreateUserPool.Schema[") && !strings.HasPrefix(d.Setting, "CreateUserPool.SmsConfiguration") && !strings.Contains(d.Why, "keeps what") {
					t.Errorf("restoring is blocked at %s: %s", d.Setting, d.Why)
				}
			}
		})
		if !ok {
			break
		}
	}
	t.Logf("%d plans, %d with something blocked", applied, withBlocked)
	if applied < pairs/3 {
		t.Errorf("only %d of %d pairs were applied", applied, pairs)
	}
}

// A client that somebody renamed is not the one that a submission was to create.
func TestARenamedClientIsMissing(t *testing.T) {
	c := refusingSandbox(t, permitted)
	pool := &model.Pool{CreateUserPool: model.CreateUserPool{PoolName: new("a")}, CreateUserPoolClient: []model.CreateUserPoolClient{{ClientName: new("web")}}}
	live := pool.Clone()
	live.CreateUserPoolClient[0].ClientName = new("other")
	missing := c.Missing(Result{ID: "eu-west-1_Ab12Cd34E"}, pool, settingsOf(model.Diff(live, pool, true)))
	if missing.Lacks != "without the app client web" {
		t.Errorf("it lacks %q", missing.Lacks)
	}
}
