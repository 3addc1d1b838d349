package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// unfinished is a submission that was interrupted. Its outcome is checked without
// creating or changing anything.
type unfinished struct {
	face
	*state.ReceiptFile
	options cognito.Options
}

// offerUnfinished lets the wizard ask about interrupted submissions. If the
// answers come from a file, it only reports them, because the answers are for
// other questions. release closes the receipts that it did not ask about.
func offerUnfinished(wizard *tui.Options, s streams, o cognito.Options) (release func()) {
	list := state.Unfinished(state.ReceiptFolder(os.Getenv))
	switch {
	case len(list) == 0:
	case !s.InTTY:
		for _, r := range list {
			s.warn("%s", unfinishedReport(r))
		}
	default:
		wizard.Unfinished = func(ctx context.Context, talk tui.Talk) tui.Outcome {
			f, checked := &interactiveFace{Talk: talk}, false
			for _, r := range list {
				u := unfinished{f, r, o}
				checked = u.offer(ctx) || checked
				r.Close()
				if f.ended() {
					break
				}
			}
			return tui.Outcome{Declined: !checked} // then there is nothing to read
		}
	}
	return func() {
		for _, r := range list {
			r.Close()
		}
	}
}

// reportUnfinished reports interrupted submissions, and asks about them if the
// user can answer.
func reportUnfinished(ctx context.Context, f *streamFace, o submitOptions) {
	for _, r := range state.Unfinished(o.receipts()) {
		if f.canAsk() && !o.Yes {
			u := unfinished{f, r, o.Options}
			u.offer(ctx)
		} else {
			f.say(tui.Warning, unfinishedReport(r))
		}
		r.Close()
	}
}

// unfinishedReport says what is known, and how to check the rest.
func unfinishedReport(r *state.ReceiptFile) string {
	return unfinishedSummary(r.Receipt) + "; check with: poolsmith submit --check-receipt " + r.Path()
}

// unfinishedSummary says what is known of an unfinished submission.
func unfinishedSummary(r *state.Receipt) string {
	text := fmt.Sprintf("the submission of %q from %s is unfinished", r.PoolName(), r.Time.Local().Format(time.DateTime))
	switch {
	case r.Change != nil:
		return fmt.Sprintf("the change of the pool %s from %s is unfinished: it may be changed in part", r.PoolID, r.Time.Local().Format(time.DateTime))
	case r.Outcome == state.Deleting:
		return text + fmt.Sprintf(": it is unknown whether the pool %s was deleted", r.PoolID)
	case r.Candidate != "":
		return text + fmt.Sprintf(": it is unconfirmed whether the pool %s belongs to it", r.Candidate)
	case r.PoolID != "":
		return text + fmt.Sprintf(": the pool %s exists, but may be incomplete", r.PoolID)
	default:
		return text + ": it is unknown whether the pool exists"
	}
}

// offer asks whether to check the outcome, and whether to report the submission
// again. It returns whether the outcome was checked.
func (u *unfinished) offer(ctx context.Context) (checked bool) {
	u.say(tui.Warning, unfinishedSummary(u.Receipt))
	if u.ask(ctx, tui.Question{Topic: tui.ToLook, Text: "Check the outcome now?", Yes: "check", No: "not now", YesByDefault: true}).Yes {
		checked = true
		u.check(ctx)
		if u.Outcome.Final() {
			return checked
		}
	}
	if ctx.Err() == nil && u.ask(ctx, tui.Question{Topic: tui.ToForget, Text: "Forget it, so that it is no longer reported?", Yes: "forget it", No: "keep reporting it"}).Yes {
		u.Forgotten = true
		u.save()
	}
	return checked
}

func (u *unfinished) save() {
	if err := u.Save(); err != nil {
		u.say(tui.Warning, "the receipt cannot be updated: "+exit.Reason(err))
	}
}

// checkReceipt checks the outcome of a submission, for scripts: it asks nothing
// and creates nothing.
func checkReceipt(ctx context.Context, s streams, o submitOptions) error {
	r, err := state.OpenReceipt(o.Check, o.receipts())
	if err != nil {
		return err
	}
	defer r.Close()
	ctx, release := interruptContext(ctx)
	defer release()
	s.InTTY = false // it asks nothing
	f := newStreamFace(s, o, nil)
	defer f.progress.stop()
	if !r.Outcome.Final() {
		u := unfinished{f, r, o.Options}
		u.check(ctx)
	}
	if err := writeOut(s, []byte(strings.TrimSpace(model.Printable(string(r.Outcome)+" "+cmp.Or(r.PoolID, r.Candidate)))+"\n")); err != nil {
		return err
	}
	switch {
	case r.Outcome.Final():
		return nil
	case ctx.Err() != nil:
		return errInterrupted
	default:
		return &exit.Error{Code: exit.Rejected}
	}
}

// check finds out the outcome from the Region and the account to which the pool
// was submitted, reports it and saves it.
func (u *unfinished) check(ctx context.Context) {
	if !u.Sent() {
		u.Outcome = state.NotSent
		u.say(tui.Info, "nothing was sent")
		u.save()
		return
	}
	if err := u.checkService(ctx); err != nil {
		sayError(u.face, err)
		return
	}
	u.save()
}

func (u *unfinished) checkService(ctx context.Context) error {
	pool, err := u.Pool(u.Path())
	if err != nil {
		return err
	}
	o := u.options
	o.Region, o.EndpointURL = cmp.Or(o.Region, u.Region), cmp.Or(o.EndpointURL, u.Endpoint)
	if o.Profile == "" && u.Profile != "default" {
		o.Profile = u.Profile
	}
	client, err := cognito.NewClient(ctx, o)
	if err != nil {
		return err
	}
	if err := client.SignIn(ctx); err != nil {
		return err
	}
	if account := client.Account(ctx); account != "" && u.Account != "" && account != u.Account {
		return exit.RejectedError("set the profile with --profile", "these credentials belong to account %s, but the submission was sent to account %s", account, u.Account)
	}
	if u.Change != nil {
		return u.checkChange(ctx, client, pool)
	}
	if u.PoolID == "" {
		return u.findPool(ctx, client, pool)
	}
	return u.checkPool(ctx, client, pool, u.PoolID)
}

// checkChange compares a pool with what a change was to make of it, and with the pool
// before.
func (u *unfinished) checkChange(ctx context.Context, client *cognito.Client, target *model.Pool) error {
	before, err := u.BeforePool(u.Path())
	if err != nil {
		return err
	}
	data, _, err := client.Describe(ctx, u.PoolID)
	if err != nil {
		return err
	}
	now, err := readDescription(u.PoolID, data)
	if err != nil {
		return err
	}
	u.Change.After = now.Pool.JSON()
	left := model.PlanChange(now, target)
	switch changed := model.Diff(before, now.Pool, true); {
	case len(left.Steps) == 0:
		u.Outcome = state.Applied
		u.say(tui.Good, fmt.Sprintf("the pool %s is changed as planned", u.PoolID))
	case len(changed) == 0:
		u.Outcome = state.Unchanged
		u.say(tui.Info, fmt.Sprintf("the pool %s is as it was before", u.PoolID))
	default:
		u.Outcome = state.Incomplete
		u.say(tui.Warning, fmt.Sprintf("the pool %s is changed in part: %s, %s missing", u.PoolID, model.Plural(len(changed), "change"), model.Plural(len(left.Steps), "call")))
		u.say(tui.Hint, "go back with: poolsmith apply -i "+u.Path()+" --restore")
	}
	return nil
}

// listDelay is the maximum time until a new pool appears in the list of pools.
const listDelay = 20 * time.Second

// findPool looks for the pool that a call without a response may have created.
func (u *unfinished) findPool(ctx context.Context, client *cognito.Client, pool *model.Pool) error {
	found, err := client.FindCreated(ctx, pool, u.KnownPools)
	if err != nil {
		return err
	}
	var possible []cognito.Candidate
	for _, p := range found {
		if isPossible(p) {
			possible = append(possible, p)
			continue
		}
		u.say(tui.Info, fmt.Sprintf("the pool %s with this name has other settings: it does not belong to this submission", p.ID))
	}
	switch {
	case len(possible) == 0 && time.Since(u.Updated) < listDelay:
		u.Outcome = state.Unknown
		u.say(tui.Info, fmt.Sprintf("no pool has appeared so far; check again in %v", listDelay))
	case len(possible) == 0:
		u.Outcome = state.NotCreated
		u.say(tui.Info, "no pool was created")
	case len(possible) == 1 && possible[0].Undescribed == nil && u.KnownPools != nil:
		u.Candidate = possible[0].ID
		u.say(tui.Info, fmt.Sprintf("the pool %s appeared afterwards, with the same name and settings", u.Candidate))
		return u.checkPool(ctx, client, pool, u.Candidate)
	default:
		u.Outcome = state.Unknown
		for _, p := range possible {
			u.say(tui.Warning, "this may be the pool or another one: "+candidateText(p))
		}
		u.say(tui.Hint, "check whether it is yours, then forget this submission")
	}
	return nil
}

// isPossible reports whether a pool may be the one that was created. Its later
// calls may have been made since, if somebody completed the pool.
func isPossible(p cognito.Candidate) bool {
	return p.Undescribed != nil || !slices.ContainsFunc(p.Differs, isSetOnCreation)
}

// isSetOnCreation reports whether a setting is in the call that creates the pool.
func isSetOnCreation(setting string) bool { return model.OperationOf(setting).Required }

func candidateText(p cognito.Candidate) string {
	if p.Undescribed != nil {
		return fmt.Sprintf("%s, which cannot be described: %s", p.ID, p.Undescribed)
	}
	return fmt.Sprintf("%s, created %s, with the same settings", p.ID, p.Created.Local().Format(time.DateTime))
}

// checkPool checks whether a pool exists and is complete.
func (u *unfinished) checkPool(ctx context.Context, client *cognito.Client, pool *model.Pool, id string) error {
	data, unread, err := client.Describe(ctx, id)
	if missing, ok := errors.AsType[*cognito.Error](err); ok && missing.Code == "ResourceNotFoundException" && u.PoolID != "" {
		u.Outcome = state.Deleted
		u.say(tui.Info, fmt.Sprintf("the pool %s no longer exists", id))
		return nil
	}
	if err != nil {
		return err
	}
	live, err := readDescription(id, data)
	if err != nil {
		return err
	}
	for _, part := range unread {
		u.say(tui.Warning, part.String())
	}
	var missing []string // settings of the calls after the first
	for _, d := range model.Diff(live.Pool, pool, true) {
		if !isSetOnCreation(d.Setting) && !isUnread(d.Setting, unread) {
			missing = append(missing, d.Setting)
		}
	}
	complete := len(missing) == 0
	if u.Candidate != "" && !u.confirm(ctx, complete) {
		u.Outcome = state.Unknown
		u.say(tui.Hint, "check whether the pool is yours before you complete or delete it")
	} else {
		u.setOutcome(id, complete)
	}
	if !complete {
		u.say(tui.Warning, fmt.Sprintf("the pool %s is incomplete: %s", id, strings.Join(missing, ", ")))
		sayLines(u.face, completionHints(client.Missing(cognito.Result{ID: id, Answers: live.IDs}, pool, missing)))
	}
	return nil
}

// confirm asks whether a pool that was found is the one of the submission. If
// nobody can answer, it is if it is complete, because no call would change it.
func (u *unfinished) confirm(ctx context.Context, complete bool) bool {
	yes := complete
	if u.canAsk() {
		yes = u.ask(ctx, tui.Question{Topic: tui.ToUse, Text: "Is " + u.Candidate + " the pool of this submission?", Yes: "it is", No: "not sure"}).Yes
	}
	if yes {
		u.PoolID, u.Candidate = u.Candidate, ""
		u.Adopted = "found by a check: it appeared afterwards, with the same name and settings"
	}
	return yes
}

// setOutcome records that the pool exists.
func (u *unfinished) setOutcome(id string, complete bool) {
	switch {
	case !complete:
		u.Outcome = state.Incomplete
		return
	case u.Adopted != "":
		u.Outcome = state.Adopted
	default:
		u.Outcome = state.Created
	}
	u.say(tui.Good, fmt.Sprintf("the pool %s exists and is complete", id))
}
