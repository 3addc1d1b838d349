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
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// offerUnfinished lets the wizard ask about submissions that were cut off.
// Where answers come from a file nothing is asked: they are for other questions.
// release lets go of the receipts that it did not ask about.
func offerUnfinished(seams *tui.Options, s streams, o cognito.Options) (release func()) {
	list := unfinishedReceipts(receiptFolder(os.Getenv))
	switch {
	case len(list) == 0:
	case !s.InTTY:
		for _, r := range list {
			s.warn("%s", r.report())
		}
	default:
		seams.Unfinished = func(ctx context.Context, talk tui.Talk) tui.Outcome {
			f, looked := &talkFace{Talk: talk}, false
			for _, r := range list {
				looked = r.offer(ctx, f, o) || looked
				r.close()
				if f.ended() {
					break
				}
			}
			return tui.Outcome{Declined: !looked} // then there is nothing to read
		}
	}
	return func() {
		for _, r := range list {
			r.close()
		}
	}
}

// reportUnfinished tells of submissions that were cut off, and asks about them
// where somebody is there.
func reportUnfinished(ctx context.Context, f *streamFace, o submitOptions) {
	for _, r := range unfinishedReceipts(o.receipts()) {
		if f.canAsk() && !o.Yes {
			r.offer(ctx, f, o.Options)
		} else {
			f.say(tui.Warning, r.report())
		}
		r.close()
	}
}

// report says what is known, and how to find out the rest.
func (r *openReceipt) report() string {
	return r.summary() + "; check with: poolsmith submit --check-receipt " + r.file.path
}

// summary says what is known of an unfinished submission.
func (r *receipt) summary() string {
	text := fmt.Sprintf("the submission of %q from %s is unfinished", r.poolName(), r.Time.Local().Format(time.DateTime))
	switch {
	case r.Outcome == deleting:
		return text + fmt.Sprintf(": it is unknown whether the pool %s was deleted", r.PoolID)
	case r.Candidate != "":
		return text + fmt.Sprintf(": it is unconfirmed whether the pool %s belongs to it", r.Candidate)
	case r.PoolID != "":
		return text + fmt.Sprintf(": the pool %s exists, but may be incomplete", r.PoolID)
	default:
		return text + ": it is unknown whether the pool exists"
	}
}

// offer asks whether to look what became of an unfinished submission, and
// whether to report it again.
func (r *openReceipt) offer(ctx context.Context, f face, o cognito.Options) (looked bool) {
	f.say(tui.Warning, r.summary())
	if f.ask(ctx, tui.Question{Topic: tui.ToLook, Text: "Check the outcome now?", Yes: "check", No: "not now", YesByDefault: true}) {
		looked = true
		r.look(ctx, f, o)
		if r.Outcome.settled() {
			return looked
		}
	}
	if ctx.Err() == nil && f.ask(ctx, tui.Question{Topic: tui.ToForget, Text: "Forget it, so that it is no longer reported?", Yes: "forget it", No: "keep reporting it"}) {
		r.Forgotten = true
		r.keep(f)
	}
	return looked
}

// keep writes what was found out or decided.
func (r *openReceipt) keep(f face) {
	if err := r.save(); err != nil {
		f.say(tui.Warning, "the receipt cannot be updated: "+exit.Reason(err))
	}
}

// checkReceipt looks what became of a submission, for scripts: it asks nothing
// and creates nothing.
func checkReceipt(ctx context.Context, s streams, o submitOptions) error {
	data, err := readReceipt(o.Check)
	if err != nil {
		return err
	}
	file, err := lockReceipt(o.Check)
	if errors.Is(err, errLocked) {
		return exit.RejectedError("wait for it to end", "%s: %w", o.Check, err)
	}
	if err != nil {
		return exit.UsageError("the outcome is saved in the receipt, so its folder must be writable", "%s: %s", o.Check, exit.Reason(err))
	}
	ctx, release := stoppable(ctx)
	defer release()
	s.InTTY = false // it asks nothing
	f := newStreamFace(s, o, nil)
	defer f.progress.stop()
	r := &openReceipt{data, file}
	defer r.close()
	if !r.Outcome.settled() {
		r.look(ctx, f, o.Options)
	}
	if err := writeOut(s, []byte(strings.TrimSpace(model.Printable(string(r.Outcome)+" "+cmp.Or(r.PoolID, r.Candidate)))+"\n")); err != nil {
		return err
	}
	switch {
	case r.Outcome.settled():
		return nil
	case ctx.Err() != nil:
		return errInterrupted
	default:
		return &exit.Error{Code: exit.Rejected}
	}
}

// look finds out what became of the submission, at the place and in the account
// where it was made, tells it, and keeps it.
func (r *openReceipt) look(ctx context.Context, f face, o cognito.Options) {
	if !r.sentAny() {
		r.Outcome = notSent
		f.say(tui.Info, "nothing was sent")
		r.keep(f)
		return
	}
	err := r.lookAt(ctx, f, o)
	if err != nil {
		for _, line := range linesOf(err) {
			f.say(line.tone, line.text)
		}
		return
	}
	r.keep(f)
}

func (r *openReceipt) lookAt(ctx context.Context, f face, o cognito.Options) error {
	pool, err := r.pool(r.file.path)
	if err != nil {
		return err
	}
	o.Region, o.EndpointURL = cmp.Or(o.Region, r.Region), cmp.Or(o.EndpointURL, r.Endpoint)
	if o.Profile == "" && r.Profile != "default" {
		o.Profile = r.Profile
	}
	client, err := cognito.NewClient(ctx, o)
	if err != nil {
		return err
	}
	if err := client.SignIn(ctx); err != nil {
		return err
	}
	if account := client.Account(ctx); account != "" && r.Account != "" && account != r.Account {
		return exit.RejectedError("set the profile with --profile", "these credentials belong to account %s, but the submission was sent to account %s", account, r.Account)
	}
	if r.PoolID == "" {
		return r.lookForPool(ctx, f, client, pool)
	}
	return r.lookAtPool(ctx, f, client, pool, r.PoolID)
}

// settling is how long a pool may take to appear in a list.
const settling = 20 * time.Second

// lookForPool looks for the pool of a CreateUserPool without an answer.
func (r *openReceipt) lookForPool(ctx context.Context, f face, client *cognito.Client, pool *model.Pool) error {
	found, err := client.FindCreated(ctx, pool, r.KnownPools)
	if err != nil {
		return err
	}
	var possible []cognito.Candidate
	for _, p := range found {
		if isPossible(p) {
			possible = append(possible, p)
			continue
		}
		f.say(tui.Info, fmt.Sprintf("the pool %s with this name has other settings: it does not belong to this submission", p.ID))
	}
	switch {
	case len(possible) == 0 && time.Since(r.Updated) < settling:
		r.Outcome = unknown
		f.say(tui.Info, fmt.Sprintf("no pool has appeared so far; check again in %v", settling))
	case len(possible) == 0:
		r.Outcome = notCreated
		f.say(tui.Info, "no pool was created")
	case len(possible) == 1 && possible[0].Undescribed == nil && r.KnownPools != nil:
		r.Candidate = possible[0].ID
		f.say(tui.Info, fmt.Sprintf("the pool %s appeared afterwards, with the same name and settings", r.Candidate))
		return r.lookAtPool(ctx, f, client, pool, r.Candidate)
	default:
		r.Outcome = unknown
		for _, p := range possible {
			f.say(tui.Warning, "this may be the pool or another one: "+candidateText(p))
		}
		f.say(tui.Hint, "check whether it is yours, then forget this submission")
	}
	return nil
}

// isPossible reports whether a pool may be the one of the request. Its second
// call may have been made since, by somebody who completed the pool.
func isPossible(p cognito.Candidate) bool {
	return p.Undescribed != nil || !slices.ContainsFunc(p.Differs, func(setting string) bool {
		return !strings.HasPrefix(setting, "SetUserPoolMfaConfig.")
	})
}

func candidateText(p cognito.Candidate) string {
	if p.Undescribed != nil {
		return fmt.Sprintf("%s, which cannot be described: %s", p.ID, p.Undescribed)
	}
	return fmt.Sprintf("%s, created %s, with the same settings", p.ID, p.Created.Local().Format(time.DateTime))
}

// lookAtPool finds out whether a pool is there, and all of it.
func (r *openReceipt) lookAtPool(ctx context.Context, f face, client *cognito.Client, pool *model.Pool, id string) error {
	data, err := client.Describe(ctx, id)
	if gone, ok := errors.AsType[*cognito.Error](err); ok && gone.Code == "ResourceNotFoundException" && r.PoolID != "" {
		r.Outcome = deleted
		f.say(tui.Info, fmt.Sprintf("the pool %s no longer exists", id))
		return nil
	}
	if err != nil {
		return err
	}
	live, err := model.Read(id, data)
	if err != nil {
		return exit.UsageError("check the endpoint", "the service's description of the pool cannot be read: %s", err)
	}
	var lacks []string
	for _, d := range model.Diff(live.Pool, pool, true) {
		if !model.OperationOf(d.Setting).Required { // a later call sets it
			lacks = append(lacks, d.Setting)
		}
	}
	if r.Candidate != "" && !r.confirm(ctx, f, len(lacks) > 0) {
		r.Outcome = unknown
		f.say(tui.Hint, "check whether the pool is yours before you complete or delete it")
	} else {
		r.settle(f, id, len(lacks) == 0)
	}
	if len(lacks) > 0 {
		f.say(tui.Warning, fmt.Sprintf("the pool %s is incomplete: %s", id, strings.Join(lacks, ", ")))
		for _, line := range waysOf(client.Missing(cognito.Result{ID: id}, pool)) {
			f.say(line.tone, line.text)
		}
	}
	return nil
}

// confirm asks whether a pool that was found is the one of the submission.
// Where nobody can be asked it is, if no call would still change it.
func (r *receipt) confirm(ctx context.Context, f face, lacks bool) bool {
	yes := !lacks
	if f.canAsk() {
		yes = f.ask(ctx, tui.Question{Topic: tui.ToUse, Text: "Is " + r.Candidate + " the pool of this submission?", Yes: "it is", No: "not sure"})
	}
	if yes {
		r.PoolID, r.Candidate = r.Candidate, ""
		r.Adopted = "found by a check: it appeared afterwards, with the same name and settings"
	}
	return yes
}

// settle takes down that the pool is there, complete or not.
func (r *receipt) settle(f face, id string, complete bool) {
	r.Outcome = incomplete
	if !complete {
		return
	}
	r.Outcome = created
	if r.Adopted != "" {
		r.Outcome = adopted
	}
	f.say(tui.Good, fmt.Sprintf("the pool %s exists and is complete", id))
}
