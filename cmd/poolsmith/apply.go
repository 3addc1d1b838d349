package main

import (
	"cmp"
	"context"
	"slices"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/report"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
	"github.com/poolsmith/poolsmith/exporters"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

type applyOptions struct {
	submitOptions
	PoolID      string
	Exact       bool // what the draft does not set becomes the default
	Restore     bool // the input is a receipt, whose earlier state is the goal
	AllowDelete bool // delete without asking by name
}

// markdown is a value of --output for plans.
const markdown = "markdown"

var planOutputs = append(slices.Clone(textOrJSON), markdown)

// applyPolicies are the values of --on-failure.
var applyPolicies = []string{goOnRestore, goOnKeep, "ask"}

func newApplyCommand(s streams) *cobra.Command {
	var o applyOptions
	c := &cobra.Command{
		Use:   "apply --pool-id ID [-i FILE|--preset NAME] [--set PATH=VALUE]",
		Short: "Change a live pool to match a draft",
		Long: "Apply reads a live pool, puts the draft over it, shows the calls that lead there and what they\n" +
			"change, and asks for confirmation. What the draft does not set stays as it is: every update\n" +
			"sends all settings of the pool, because the service resets those that a request omits. With\n" +
			"--exact, what the draft does not set becomes the default, and what it does not have is deleted.\n\n" +
			"--set changes the live pool after the draft; without a draft it is the whole change.\n\n" +
			"Nothing is sent if the pool changed after it was read, or if a setting cannot be changed in a\n" +
			"pool that exists. After the last call the pool is read again, and what the service kept in\n" +
			"another way is reported. When a call fails, apply asks at a terminal whether to go on, to put\n" +
			"the earlier settings back, or to keep the pool as it is; --on-failure decides in scripts.\n\n" +
			"An app client with another name, and otherwise the same for the most part, keeps its id, and\n" +
			"the plan shows the new name. To replace a client with a similar one, create that first, and delete\n" +
			"the old one in a second change.\n\n" +
			"Deleting something that users depend on, such as an app client, is confirmed by its name, and\n" +
			"takes --allow-delete in scripts. The receipt has the pool before and after; --restore goes back.\n\n" +
			"With --dry-run, the exit code is 1 if something cannot be changed, otherwise 0. The plan in\n" +
			"Markdown has the way to a new pool for what cannot be changed: how users move, the order of the\n" +
			"steps, what users notice and what is lost.",
		Example: "poolsmith apply -i pool.json --pool-id eu-west-1_Ab12Cd34E --dry-run\n" +
			"poolsmith apply --pool-id eu-west-1_Ab12Cd34E --set MinimumLength=14\n" +
			"poolsmith apply -i RECEIPT --restore",
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return runApply(c.Context(), s, o) },
	}
	addInputFlag(c, &o.Input, &o.Second)
	addStartFlags(c, &o.start)
	c.Flags().StringVar(&o.PoolID, "pool-id", "", "change the live pool with this ID")
	addPlaceFlags(c, &o.Options)
	c.Flags().BoolVar(&o.Sandbox, "sandbox", false, "change a pool in the sandbox on this machine")
	c.Flags().BoolVar(&o.Exact, "exact", false, "reset what the draft does not set, and delete what it does not have")
	c.Flags().BoolVar(&o.Restore, "restore", false, "read a receipt of apply, and put the earlier settings back")
	c.Flags().BoolVar(&o.DryRun, "dry-run", false, "print the plan without sending anything")
	c.Flags().BoolVarP(&o.Yes, "yes", "y", false, "do not ask for confirmation")
	c.Flags().BoolVar(&o.AllowDelete, "allow-delete", false, "delete app clients, groups, domains and the like without asking for their names")
	addOutputFlagOf(c, &o.Output, planOutputs)
	c.Flags().StringVar(&o.OnFailure, "on-failure", "", "restore or keep a pool of which a call failed, or ask; by default ask at a terminal and keep elsewhere")
	c.Flags().BoolVar(&o.NoReceipt, "no-receipt", false, "do not write a receipt")
	return c
}

func (o *applyOptions) check(s streams) error {
	switch {
	case !slices.Contains(planOutputs, o.Output):
		return exit.UsageError(suggestion(o.Output, planOutputs), "unknown output %q", o.Output)
	case o.Output == markdown && !o.DryRun:
		return exit.UsageError("add --dry-run, or use text or json", "only a plan can be printed as %s", markdown)
	case o.OnFailure != "" && !slices.Contains(applyPolicies, o.OnFailure):
		return exit.UsageError(suggestion(o.OnFailure, applyPolicies), "unknown value %q of --on-failure", o.OnFailure)
	case o.Sandbox && (o.Profile != "" || o.EndpointURL != ""):
		return exit.UsageError("omit --profile and --endpoint-url", "--sandbox cannot be combined with another destination")
	case o.Restore && (o.Preset != "" || len(o.Set) > 0 || o.Exact || o.Second != "" || o.Input == "" || o.Input == "-"):
		return exit.UsageError("specify only the receipt: poolsmith apply -i RECEIPT --restore", "--restore takes a receipt, which has the whole pool")
	case !o.Restore && o.PoolID == "":
		return exit.UsageError("`poolsmith sandbox list` and `aws cognito-idp list-user-pools --max-results 60` list the ids", "no pool specified: --pool-id is required")
	case !o.Restore && o.Input == "" && o.Preset == "" && len(o.Set) == 0:
		return exit.UsageError("specify a draft with -i FILE, or a setting with --set PATH=VALUE", "no change specified")
	case o.Exact && o.Input == "" && o.Preset == "":
		return exit.UsageError("specify the draft with -i FILE", "--exact requires a draft")
	case o.DryRun:
		return nil
	case !o.Yes && (o.Input == "-" || o.Second == "-" || !s.canAsk()):
		return exit.UsageError("--yes applies without confirmation; --dry-run shows the plan", "confirmation requires a terminal")
	}
	return nil
}

func runApply(ctx context.Context, s streams, o applyOptions) error {
	if err := o.check(s); err != nil {
		return err
	}
	goal, err := o.goal(s)
	if err != nil {
		return err
	}
	if o.Sandbox {
		o.Region = cmp.Or(o.Region, cognito.RegionOf(o.PoolID), sandboxRegion)
	}
	o.Region = cmp.Or(o.Region, cognito.RegionOf(o.PoolID))
	ctx, release := interruptContext(ctx)
	defer release()
	defer s.terminal.stopWaitingAfter(ctx)()
	f := newStreamFace(s, o.submitOptions, &model.Document{Name: o.PoolID})
	defer f.progress.stop()
	defer context.AfterFunc(ctx, f.progress.stopping)()
	if !o.Sandbox && !o.DryRun {
		reportUnfinished(ctx, f, o.submitOptions)
	}
	client, stop, err := o.connect(ctx)
	if err != nil {
		return err
	}
	defer stop()
	a := newApplication(f, o, client, goal)
	if o.DryRun {
		return a.dryRun(ctx, s)
	}
	err = a.run(ctx)
	if a.result == nil {
		return err
	}
	return cmp.Or(err, a.printResult(s))
}

// goal returns what a live pool is to become, as a function of that pool.
type goal func(live *model.Pool) (*model.Pool, error)

func (o *applyOptions) goal(s streams) (goal, error) {
	if o.Restore {
		return o.restoring()
	}
	draft := &model.Pool{}
	if o.Input != "" || o.Preset != "" {
		document, err := o.openPartial(s, o.Input, o.Second)
		if err != nil {
			return nil, err
		}
		draft = document.Pool
	}
	return func(live *model.Pool) (*model.Pool, error) {
		target := live.Merge(draft)
		if o.Exact {
			target = live.Exact(draft)
		}
		return target, o.Set.applyLive(target)
	}, nil
}

// restoring is the goal of going back to the pool before a change.
func (o *applyOptions) restoring() (goal, error) {
	r, err := state.ReadReceipt(o.Input, o.receipts())
	if err != nil {
		return nil, err
	}
	if r.Change == nil {
		return nil, exit.UsageError("`poolsmith submit --check-receipt` reads receipts of submit", "%s: is a receipt of submit, which has no earlier pool", o.Input)
	}
	before, err := r.BeforePool(o.Input)
	if err != nil {
		return nil, err
	}
	if o.PoolID != "" && o.PoolID != r.PoolID {
		return nil, exit.UsageError("omit --pool-id", "%s: is about the pool %s", o.Input, r.PoolID)
	}
	o.PoolID, o.Sandbox = r.PoolID, o.Sandbox || r.Sandbox
	o.Region, o.EndpointURL = cmp.Or(o.Region, r.Region), cmp.Or(o.EndpointURL, r.Endpoint)
	if o.Profile == "" && r.Profile != "default" && !o.Sandbox {
		o.Profile = r.Profile
	}
	return func(live *model.Pool) (*model.Pool, error) { return live.Exact(before), nil }, nil
}

// dryRun prints the plan.
func (a *application) dryRun(ctx context.Context, s streams) error {
	if err := a.client.SignIn(ctx); err != nil {
		return err
	}
	if err := a.makePlan(ctx); err != nil {
		return err
	}
	out := report.PlanText(a.plan)
	switch a.Output {
	case "json":
		out = model.EncodeJSON(report.NewPlan(a.plan))
	case markdown:
		out = exporters.PlanDocument(a.plan)
	}
	if err := s.text(out); err != nil {
		return err
	}
	return a.possible()
}
