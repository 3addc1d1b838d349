package main

import (
	"context"
	"os"
	"regexp"
	"strings"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/exporters"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
)

// poolFor is the pool that exists and that an export is for.
type poolFor struct {
	cognito.Options
	Pool string // its id, or a file that describes it; empty for a new pool
}

// read reads the pool: live by its id, unless a file has that name.
func (o poolFor) read(ctx context.Context, s streams) (*model.Document, []cognito.Unread, error) {
	if _, err := os.Stat(o.Pool); err == nil || o.Pool == "-" || cognito.RegionOf(o.Pool) == "" {
		document, err := o.readFile(s)
		return document, nil, err
	}
	document, unread, err := liveOptions{Options: o.Options, PoolID: o.Pool}.read(ctx, s)
	if err != nil {
		return nil, nil, err
	}
	showUnknown(s, document, "is not in the export")
	return document, unread, nil
}

// poolIDForm matches the ids that the API accepts. Source: API reference, DescribeUserPool.
var poolIDForm = regexp.MustCompile(`^[\w-]+_[0-9a-zA-Z]+$`)

// readFile reads the output of describe-user-pool.
func (o poolFor) readFile(s streams) (*model.Document, error) {
	document, err := readWhole(s, o.Pool)
	if err != nil {
		return nil, err
	}
	if !poolIDForm.MatchString(document.PoolID) {
		return nil, exit.UsageError("specify the ID of a live pool, or a file with the output of describe-user-pool", "%s: this is not the description of a pool that exists", document.Name)
	}
	showUnknown(s, document, "is not in the export")
	return document, nil
}

// plan leads from the pool to one that also has what the draft sets, or to itself
// where there is no draft.
func (o exportOptions) plan(ctx context.Context, s streams) (*model.Plan, error) {
	draft := &model.Pool{}
	if o.Input != "" || o.Preset != "" {
		document, err := o.openPartial(s, o.Input, o.Second)
		if err != nil {
			return nil, err
		}
		draft = document.Pool
	}
	live, unread, err := o.For.read(ctx, s)
	if err != nil {
		return nil, err
	}
	target := live.Pool.Merge(draft)
	if err := o.Set.applyLive(target); err != nil {
		return nil, err
	}
	plan := model.PlanChange(live, target)
	if err := checkUnread(plan, unread); err != nil {
		return nil, err
	}
	for _, d := range plan.Blocked {
		s.warn("%s cannot be changed: %s", d.Setting, d.Why)
	}
	return plan, checkPlan(plan)
}

// check rejects flags that are for a new pool, or for one that exists, alone.
func (o exportOptions) check() error {
	switch {
	case o.For.Pool == "" && o.For.Options != (cognito.Options{}):
		return exit.UsageError("specify the pool with --for-pool ID", "--profile, --region and --endpoint-url select a live pool")
	case o.For.Pool != "" && o.SmsRole:
		return exit.UsageError("create the role first, and set SmsConfiguration.SnsCallerArn to it", "--sms-role cannot be combined with --for-pool")
	case o.For.Pool == "-" && (o.Input == "-" || o.Second == "-"):
		return exit.UsageError("use a file for one of them", "standard input can be used only once")
	}
	return nil
}

// checkIDs returns an error if calls of an export have no ids of what they change.
func (o exportOptions) checkIDs(outputs []exporters.Output) error {
	for _, out := range outputs {
		if len(out.Lacks) > 0 {
			hint := "specify --for-pool " + o.Plan.Live.PoolID + ", or a file that also has it, such as the output of describe-user-pool-client"
			return exit.UsageError(hint, "%s: the description has no %s", o.For.Pool, strings.Join(out.Lacks, ", "))
		}
	}
	return nil
}

// checking is a command that lists the findings of the exported pool.
func (o exportOptions) checking() string {
	switch {
	case o.For.Pool == "":
		return o.validation(o.Input, o.Second)
	case o.Input == "" && o.Preset == "" && len(o.Set) == 0:
		return "poolsmith import --pool-id " + o.Plan.Live.PoolID + " | poolsmith validate -"
	}
	command := "poolsmith apply --dry-run --pool-id " + o.Plan.Live.PoolID
	for _, name := range []string{o.Input, o.Second} {
		if name != "" {
			command += " -i " + model.ShellQuote(name)
		}
	}
	if o.Preset != "" {
		command += " --preset " + o.Preset
	}
	return command + o.Set.flags()
}
