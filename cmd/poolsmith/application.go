package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/report"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// application is the change of one live pool. The command and the wizard differ
// only in the face they give it.
type application struct {
	face
	applyOptions
	client *cognito.Client
	goal   goal

	opened    *model.Document // the pool that the goal was made from; nil if the goal is of any pool
	before    *model.Document // the pool, as it was read for the plan
	plan      *model.Plan
	account   string
	secrets   map[string]string
	generated []tui.Secret
	receipt   *state.Receipt
	file      *state.ReceiptFile // nil if none is saved
	notSaved  bool
	first     int // the index of the plan's first step in the receipt
	outcome   tui.Outcome
	result    *applied
}

// applied is the result of a change, as it is printed.
type applied struct {
	PoolID  string              `json:"poolId"`
	Outcome state.Outcome       `json:"outcome"`
	Changed []report.PlanChange `json:"changed"` // between the pool before and now
	Differs []report.PlanChange `json:"differs"` // from what was planned
	Receipt string              `json:"receipt,omitempty"`
}

func newApplication(f face, o applyOptions, client *cognito.Client, g goal) *application {
	return &application{face: f, applyOptions: o, client: client, goal: g}
}

// makePlan reads the pool and plans its change.
func (a *application) makePlan(ctx context.Context) error {
	live, unread, err := a.readLive(ctx)
	if err != nil {
		return err
	}
	if a.opened != nil && !isSame(live, a.opened) {
		return a.changedMeanwhile("it was opened", "read the pool again, and look at the new plan")
	}
	target, err := a.goal(live.Pool)
	if err != nil {
		return err
	}
	a.before, a.plan = live, model.PlanChange(live, target)
	if model.Errors(a.plan.Findings) > 0 {
		a.plan = model.PlanChange(live, target.HideSecrets()) // it is only shown
	}
	return checkUnread(a.plan, unread)
}

func (a *application) readLive(ctx context.Context) (*model.Document, []cognito.Unread, error) {
	data, unread, err := a.client.Describe(ctx, a.PoolID)
	if err != nil {
		return nil, nil, err
	}
	live, err := readDescription(a.PoolID, data)
	return live, unread, err
}

// checkUnread returns an error if the plan depends on what could not be read: a
// client that is not seen would be created again.
func checkUnread(plan *model.Plan, unread []cognito.Unread) error {
	changes := slices.Clone(plan.Blocked)
	for _, step := range plan.Steps {
		changes = append(changes, step.Differences...)
	}
	for _, d := range changes {
		for _, part := range unread {
			if part.Operation == model.OperationOf(d.Setting) {
				return exit.RejectedError("permit the call, or remove "+part.Operation.Name+" from the draft", "%s", part)
			}
		}
	}
	return nil
}

// possible returns an error if something keeps the plan from being carried out. A
// restoration carries out what it can.
func (a *application) possible() error {
	a.findings(a.plan.Findings)
	switch {
	case model.Errors(a.plan.Findings) > 0:
		return rejection(a.plan.Findings)
	case a.Restore:
		return checkUnknown(a.plan)
	default:
		return checkPlan(a.plan)
	}
}

// checkPlan returns an error if no calls can carry out a plan without loss.
func checkPlan(plan *model.Plan) error {
	if n := len(plan.Blocked); n > 0 {
		return exit.RejectedError("omit the settings above from the change, or see the way to a new pool with `poolsmith apply --dry-run --output markdown`", "%s cannot be changed in a pool that exists, so nothing is changed or written", model.Plural(n, "setting"))
	}
	return checkUnknown(plan)
}

// checkUnknown returns an error if a plan would reset what cannot be read.
func checkUnknown(plan *model.Plan) error {
	if len(plan.Unknown) > 0 && plan.Resets() {
		return exit.RejectedError("set it too, use a newer version, or make this change with the AWS CLI", "the pool has %s, which cannot be read and would be reset", plan.Unknown[0].Setting)
	}
	return nil
}

// run changes the pool. It reports everything to the user; the error is only the
// exit code.
func (a *application) run(ctx context.Context) error {
	err := a.prepare(ctx)
	switch {
	case a.outcome.Declined && ctx.Err() == nil:
		a.say(tui.Info, "nothing was sent: the pool is unchanged")
		return &exit.Error{Code: exit.Rejected}
	case err != nil:
		sayError(a.face, err)
		return &exit.Error{Code: exitCode(err)}
	case len(a.plan.Steps) == 0:
		a.say(tui.Good, "the pool "+a.PoolID+" matches the draft: nothing was sent")
		a.outcome.Complete = true
		return a.finish(ctx, a.before, state.Applied)
	}
	if a.file != nil {
		defer a.file.Close()
	}
	err = a.carryOut(ctx)
	a.offerSecrets(ctx)
	if err != nil && ctx.Err() != nil {
		return &exit.Error{Code: exit.Interrupted}
	}
	return err
}

// prepare does what comes before the first call.
func (a *application) prepare(ctx context.Context) error {
	if err := a.client.SignIn(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	if err := a.makePlan(ctx); err != nil {
		return err
	}
	a.showPlan(a.plan)
	if err := a.possible(); err != nil || len(a.plan.Steps) == 0 {
		return err
	}
	deletions := a.plan.Deletions()
	if len(deletions) > 0 && !a.AllowDelete && (a.Yes || !a.canAsk()) {
		return exit.UsageError("--allow-delete permits it", "the plan deletes %s", namesOf(deletions))
	}
	secrets := readSecrets(a.plan.SecretVariables())
	if len(secrets.missing) > 0 && (a.Yes || !a.canAsk()) {
		return errNoSecret(secrets.missing)
	}
	if !a.Sandbox {
		a.account = a.client.Account(ctx)
	}
	if !a.confirm(ctx, deletions) || !secrets.ask(ctx, a.face) {
		a.outcome.Declined = true
		return errInterrupted
	}
	a.secrets = secrets.values
	if err := a.checkUnchanged(ctx); err != nil {
		return err
	}
	return a.createReceipt(ctx)
}

func namesOf(steps []model.PlanStep) string {
	var names []string
	for _, s := range steps {
		names = append(names, strings.TrimSpace("the "+s.Call.Operation.Noun+" "+s.Key()))
	}
	return strings.Join(names, ", ")
}

// confirm asks whether to carry out the plan, and for the name of each thing that
// it deletes.
func (a *application) confirm(ctx context.Context, deletions []model.PlanStep) bool {
	if a.Yes {
		return true
	}
	place := a.client.Target()
	if a.Sandbox {
		place = inSandbox(a.client.Region())
	}
	if a.account != "" {
		place = "account " + a.account + ", " + place
	}
	a.say(tui.Info, place)
	if !a.ask(ctx, tui.Question{Topic: tui.ToChange, Text: "Change the pool " + a.PoolID + "?", Yes: "change it", No: "go back"}).Yes {
		return false
	}
	for _, s := range deletions {
		if a.AllowDelete {
			break
		}
		q := tui.Question{Topic: tui.ToDelete, Text: fmt.Sprintf("Delete %s?", namesOf([]model.PlanStep{s})), Name: s.Key(), Yes: "delete it", No: "go back"}
		if !a.ask(ctx, q).Yes {
			return false
		}
	}
	return ctx.Err() == nil
}

// checkUnchanged reads the pool again, and returns an error if it is not as it was
// when the plan was made.
func (a *application) checkUnchanged(ctx context.Context) error {
	now, _, err := a.readLive(ctx)
	if err != nil {
		return err
	}
	if !isSame(now, a.before) {
		return a.changedMeanwhile("it was read for the plan", "run the command again, which makes a new plan")
	}
	return nil
}

// isSame reports whether two descriptions are of the same pool in the same state.
func isSame(a, b *model.Document) bool {
	return bytes.Equal(a.Pool.JSON(), b.Pool.JSON()) && bytes.Equal(model.EncodeJSON(a.IDs), model.EncodeJSON(b.IDs))
}

func (a *application) changedMeanwhile(since, hint string) error {
	a.outcome.Stale = true
	return exit.RejectedError(hint, "the pool %s changed after %s: nothing was sent", a.PoolID, since)
}

// createReceipt writes the receipt before anything is sent.
func (a *application) createReceipt(ctx context.Context) error {
	a.receipt = state.NewChangeReceipt(a.client, a.plan, a.account, a.Sandbox)
	if a.NoReceipt {
		return nil
	}
	file, err := state.CreateReceipt(a.receipts(), a.receipt, a.createFile)
	if err == nil {
		a.file = file
		return nil
	}
	if !a.canAsk() || a.Yes {
		return exit.UsageError("set XDG_STATE_HOME to a writable folder, or apply without a receipt with --no-receipt", "the receipt cannot be written: %s", exit.Reason(err))
	}
	a.say(tui.Warning, "the receipt cannot be written: "+exit.Reason(err))
	if a.ask(ctx, tui.Question{Topic: tui.WithoutReceipt, Text: "Change the pool without a receipt, so that --restore is not possible?", Yes: "change it", No: "go back"}).Yes {
		return nil
	}
	a.outcome.Declined = true
	return errInterrupted
}

func (a *application) saveReceipt() {
	if a.file == nil {
		return
	}
	if err := a.file.Save(); err != nil && !a.notSaved {
		a.notSaved = true
		a.say(tui.Warning, "the receipt cannot be updated: "+exit.Reason(err))
	}
}

// carryOut sends the steps of the plan, and reports the pool as it is then.
func (a *application) carryOut(ctx context.Context) error {
	_, err := a.client.Apply(ctx, a.plan, cognito.Watch{
		Secrets: a.secrets,
		Progress: func(e cognito.Event) {
			a.outcome.Sent = true
			a.receipt.AddStepEvent(a.first, e)
			a.saveReceipt()
			a.event(e)
		},
		Generated: func(g cognito.Generated) {
			a.generated = append(a.generated, tui.Secret{Of: g.Of, Value: g.Value})
		},
	})
	if err != nil {
		sayError(a.face, errors.Unwrap(err))
		a.receipt.Error = err.Error()
	}
	now, failure := a.readAgain(ctx)
	if failure != nil {
		return a.unknown(failure, err)
	}
	if err == nil {
		a.outcome.Complete = true
		return a.finish(ctx, now, state.Applied)
	}
	return a.stopped(ctx, now, err)
}

// readAgain reads the pool after its calls, even if ctx ended.
func (a *application) readAgain(ctx context.Context) (*model.Document, error) {
	data, _, err := a.client.Again(ctx, a.PoolID)
	if err != nil {
		return nil, err
	}
	return readDescription(a.PoolID, data)
}

// unknown reports that the pool could not be read after its calls. err is why the
// calls ended; nil if all were carried out.
func (a *application) unknown(failure, err error) error {
	a.receipt.Outcome = state.Unknown
	a.saveReceipt()
	a.say(tui.Warning, "the pool cannot be read, so the result is not verified: "+failure.Error())
	a.hintReceipt()
	return &exit.Error{Code: exitCode(cmp.Or(err, failure))}
}

// hintReceipt says how to go on with a receipt.
func (a *application) hintReceipt() {
	if a.file == nil {
		return
	}
	a.say(tui.Hint, "see what is left with the same command; go back with: poolsmith apply -i "+a.file.Path()+" --restore")
}

// finish records and reports the pool as it is now.
func (a *application) finish(ctx context.Context, now *model.Document, outcome state.Outcome) error {
	target := a.plan.Target
	if outcome == state.Restored {
		target = a.before.Pool
	}
	differs := unplanned(model.PlanChange(now, target), a.plan.Blocked)
	a.result = &applied{
		PoolID: a.PoolID, Outcome: outcome,
		Changed: report.Changes(model.Diff(a.before.Pool, now.Pool, true)),
		Differs: report.Changes(differs),
	}
	if a.receipt != nil {
		a.receipt.Outcome, a.receipt.IDs = outcome, now.IDs
		a.receipt.Change.After = now.Pool.JSON()
		a.saveReceipt()
	}
	if a.file != nil {
		a.result.Receipt = a.file.Path()
	}
	a.outcome.Real = !a.Sandbox
	a.outcome.Created = &tui.Created{ID: a.PoolID, ARN: now.ARN}
	a.outcome.Now = now
	for _, d := range differs {
		a.say(tui.Warning, d.Setting+" differs from the plan: "+report.UnplannedText(d))
	}
	if len(differs) > 0 {
		return &exit.Error{Code: exit.Rejected}
	}
	if a.outcome.Sent {
		a.sayResult()
	}
	if ctx.Err() != nil {
		return &exit.Error{Code: exit.Interrupted}
	}
	return nil
}

func (a *application) sayResult() {
	a.say(tui.Good, fmt.Sprintf("the pool %s is changed as planned (%s), and reading it again confirms it", a.PoolID, model.Plural(len(a.result.Changed), "setting")))
	if a.file != nil {
		a.say(tui.Info, "receipt  "+a.file.Path())
	}
}

// unplanned are the differences that a plan would still remove or is kept from
// removing, except for those that were known to be blocked.
func unplanned(rest *model.Plan, blocked []model.Difference) []model.Difference {
	var list []model.Difference
	for _, step := range rest.Steps {
		list = append(list, step.Differences...)
	}
	for _, d := range rest.Blocked {
		if !slices.ContainsFunc(blocked, func(known model.Difference) bool { return known.Setting == d.Setting }) {
			list = append(list, d)
		}
	}
	return list
}

// The words for how to go on with a pool that is changed in part.
const goOnRestore = "restore"

// stopped reports a pool of which a call failed, and goes on with it.
func (a *application) stopped(ctx context.Context, now *model.Document, err error) error {
	changed := model.Diff(a.before.Pool, now.Pool, true)
	rest := model.PlanChange(now, a.plan.Target)
	if len(unplanned(rest, a.plan.Blocked)) == 0 {
		a.say(tui.Info, "the whole plan took effect, although the last call failed")
		a.outcome.Complete = true
		return a.finish(ctx, now, state.Applied)
	}
	if len(changed) == 0 {
		a.say(tui.Info, "the pool "+a.PoolID+" is as it was before")
		return a.end(now, state.Unchanged, err)
	}
	a.say(tui.Info, fmt.Sprintf("the pool %s is changed in part: %s of the plan took effect, %s did not", a.PoolID, model.Plural(len(changed), "change"), model.Plural(len(unplanned(rest, a.plan.Blocked)), "change")))
	switch a.decide(ctx) {
	case goOnRetry:
		a.plan = rest
		a.first = a.receipt.Continue(rest)
		a.saveReceipt()
		return a.carryOut(ctx)
	case goOnRestore:
		return a.undo(ctx, now, err)
	}
	a.hintReceipt()
	return a.end(now, state.Incomplete, err)
}

// end records the outcome of a change whose call failed with err.
func (a *application) end(now *model.Document, outcome state.Outcome, err error) error {
	a.outcome.Now = now
	a.receipt.Outcome = outcome
	a.receipt.Change.After = now.Pool.JSON()
	a.saveReceipt()
	return &exit.Error{Code: exitCode(err)}
}

// decide returns how to go on with a pool that is changed in part.
func (a *application) decide(ctx context.Context) string {
	ask := a.canAsk() && ctx.Err() == nil && (!a.Yes || a.OnFailure == "ask")
	switch {
	case a.OnFailure == goOnRestore:
		return goOnRestore
	case a.OnFailure == goOnKeep, !ask:
		return goOnKeep
	}
	return a.ask(ctx, tui.Question{Topic: tui.ToGoOn, Text: "How do you want to go on?", Choices: []tui.Choice{
		{Word: goOnRetry, Does: "make the changes that are left"},
		{Word: goOnRestore, Does: "put the earlier settings back"},
		{Word: goOnKeep, Does: "leave the pool as it is"},
	}}).Choice
}

// undo puts the earlier settings back, even if ctx ends meanwhile. What this change
// created is deleted.
func (a *application) undo(ctx context.Context, now *model.Document, err error) error {
	back := model.PlanChange(now, now.Pool.Exact(a.before.Pool))
	a.receipt.Undoing(back)
	a.saveReceipt()
	ctx = context.WithoutCancel(ctx)
	_, failed := a.client.Apply(ctx, back, cognito.Watch{Secrets: a.secrets, Progress: func(e cognito.Event) {
		a.receipt.AddUndoEvent(e)
		a.saveReceipt()
		a.event(e)
	}})
	now, failure := a.readAgain(ctx)
	if failure != nil {
		return a.unknown(failure, err)
	}
	left := model.Diff(a.before.Pool, now.Pool, true)
	if failed == nil && len(left) == 0 {
		a.say(tui.Info, "the earlier settings are back: the pool "+a.PoolID+" is as it was before")
		return a.end(now, state.Restored, err)
	}
	if failed != nil {
		a.say(tui.Warning, "the earlier settings could not be put back: "+failed.Error())
	}
	for _, d := range left {
		a.say(tui.Warning, "still changed: "+d.Setting+" "+report.ChangeText(d))
	}
	a.hintReceipt()
	return a.end(now, state.Incomplete, err)
}

// offerSecrets lets the user see generated secrets, once.
func (a *application) offerSecrets(ctx context.Context) {
	if len(a.generated) == 0 || ctx.Err() != nil {
		return
	}
	if a.outcome.Created != nil {
		a.outcome.Created.Secrets = a.generated
	}
	a.showSecrets(ctx, a.generated)
}

// printResult prints the result.
func (a *application) printResult(s streams) error {
	if a.Output == "json" {
		return writeOut(s, model.EncodeJSON(a.result))
	}
	return s.text([]byte(model.Printable(string(a.result.Outcome)+" "+a.PoolID) + "\n"))
}
