package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// submission is one pool on its way to the service. The command, the wizard
// and the line-by-line mode each give it a face, and nothing else.
type submission struct {
	face
	submitOptions
	client *cognito.Client
	pool   *model.Pool
	facts  model.Facts // of the pool, but for its region

	account   string
	sameName  []cognito.ExistingPool
	unlisted  error // why pools of the same name could not be looked for
	receipt   *state.Receipt
	file      *state.ReceiptFile // of the receipt; nil if none is saved
	notSaved  bool               // an update of the receipt failed
	confirmed bool               // that a pool that was found is the one created
	concluded tui.Outcome
}

func newSubmission(f face, o submitOptions, client *cognito.Client, facts model.Facts) *submission {
	return &submission{face: f, submitOptions: o, client: client, pool: facts.Pool, facts: facts}
}

// run makes the pool. What there is to know has been told when it returns; the
// error carries the exit code.
func (b *submission) run(ctx context.Context) error {
	err := b.prepare(ctx)
	if b.concluded.Declined && ctx.Err() == nil {
		b.say(tui.Info, "nothing was sent: no pool was created")
		return &exit.Error{Code: exit.Rejected}
	}
	if err != nil {
		return b.told(err)
	}
	if b.file != nil {
		defer b.file.Close()
	}
	watch := cognito.Watch{Progress: b.progress}
	if b.canAsk() && !b.Yes {
		watch.Adopt = b.adopt
	}
	created, err := b.client.Submit(ctx, b.pool, watch)
	err = b.conclude(ctx, created, err)
	if err != nil && ctx.Err() != nil {
		return &exit.Error{Code: exit.Interrupted}
	}
	return err
}

// told tells of an error and returns its exit code.
func (b *submission) told(err error) error {
	sayError(b.face, err)
	return &exit.Error{Code: exitCode(err)}
}

// prepare does what comes before the first call.
func (b *submission) prepare(ctx context.Context) error {
	b.facts.Region = b.client.Region()
	findings := model.CheckIn(b.facts)
	b.findings(findings)
	if err := rejection(findings); err != nil {
		return err
	}
	if err := b.client.SignIn(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	b.look(ctx)
	b.announce()
	if !b.Yes && !b.ask(ctx, b.question()) {
		b.concluded.Declined = true
		return errInterrupted
	}
	if ctx.Err() != nil {
		return errInterrupted
	}
	return b.begin(ctx)
}

// rejection is the error of a pool with errors.
func rejection(findings []model.Finding) error {
	n := model.Errors(findings)
	if n == 0 {
		return nil
	}
	return exit.RejectedError("correct the settings in the lines above; `poolsmith validate --verbose` shows how", "Cognito would reject this pool: %s", model.Plural(n, "error"))
}

// look finds out who pays and whether the name is taken, both at once. Neither
// is needed to go on.
func (b *submission) look(ctx context.Context) {
	var done sync.WaitGroup
	if !b.Sandbox {
		done.Go(func() { b.account = b.client.Account(ctx) })
	}
	done.Go(func() { b.sameName, b.unlisted = b.client.SameName(ctx, b.poolName()) })
	done.Wait()
}

func (b *submission) poolName() string {
	if name := b.pool.CreateUserPool.PoolName; name != nil {
		return *name
	}
	return ""
}

// announce says where the pool will be made, and what speaks against it.
func (b *submission) announce() {
	account := "account unknown"
	if b.account != "" {
		account = "account " + b.account
	}
	if b.Sandbox {
		b.say(tui.Info, inSandbox(b.client.Region()))
	} else {
		b.say(tui.Info, account+", "+b.client.Target())
	}
	if b.unlisted != nil {
		b.say(tui.Info, fmt.Sprintf("cannot check whether the name %q is in use: %s", b.poolName(), b.unlisted))
	}
	for _, p := range b.sameName {
		b.say(tui.Warning, fmt.Sprintf("a pool named %q exists already: %s, created %s", b.poolName(), p.ID, p.Created.Local().Format(time.DateTime)))
	}
}

// question asks whether to make the calls.
func (b *submission) question() tui.Question {
	place := b.client.Region()
	if endpoint := b.client.Endpoint(); b.Sandbox {
		place = inSandbox(place)
	} else if endpoint != "" {
		place = endpoint + ", " + place
	}
	which := "the pool"
	if len(b.sameName) > 0 {
		which = "another pool with this name"
	}
	return tui.Question{Topic: tui.ToCreate, Text: "Create " + which + " in " + place + "?", Yes: "create it", No: "go back"}
}

// begin writes the receipt that says what is about to be sent. Without one
// nobody would know what was sent if the program is ended, so that it takes a
// word of the user. The sandbox needs none: its pools are a file here.
func (b *submission) begin(ctx context.Context) error {
	b.receipt = state.NewReceipt(b.client, b.pool, b.account)
	if b.Sandbox || b.NoReceipt {
		return nil
	}
	file, err := state.CreateReceipt(b.receipts(), b.receipt, b.createFile)
	if err == nil {
		b.file = file
		return nil
	}
	if !b.canAsk() || b.Yes {
		return exit.UsageError("set XDG_STATE_HOME to a writable folder, or submit without a receipt with --no-receipt", "the receipt cannot be written: %s", exit.Reason(err))
	}
	b.say(tui.Warning, "the receipt cannot be written: "+exit.Reason(err))
	if b.ask(ctx, tui.Question{Topic: tui.WithoutReceipt, Text: "Create the pool without a receipt?", Yes: "create it", No: "go back"}) {
		return nil
	}
	b.concluded.Declined = true
	return errInterrupted
}

// save writes what the receipt says now. That it cannot be written is told
// once: the pool is what counts, and the version before stays.
func (b *submission) save() {
	if b.file == nil {
		return
	}
	if err := b.file.Save(); err != nil && !b.notSaved {
		b.notSaved = true
		b.say(tui.Warning, "the receipt cannot be updated: "+exit.Reason(err))
	}
}

// progress keeps and shows an event of a call.
func (b *submission) progress(e cognito.Event) {
	b.concluded.Sent = true
	b.receipt.AddEvent(e)
	if e.Call == 0 && e.Note != "" && e.Calls > 1 && !b.confirmed {
		b.receipt.SetCandidate(e.PoolID)
	}
	b.save()
	b.event(e)
}

// adopt asks whether a pool that appeared is the one whose answer was lost.
func (b *submission) adopt(ctx context.Context, found cognito.Candidate, pending []string) bool {
	b.receipt.SetCandidate(found.ID)
	b.save()
	text := fmt.Sprintf("The response to CreateUserPool was lost. The pool %s appeared afterwards, with the same name and settings.", found.ID)
	if len(pending) > 0 {
		text += " It would be changed by " + strings.Join(pending, ", ") + "."
	}
	b.confirmed = b.ask(ctx, tui.Question{Topic: tui.ToUse, Text: text + " Use " + found.ID + " as the pool of this submission?", Yes: "use it", No: "leave it unchanged"})
	if b.confirmed {
		b.receipt.Candidate = ""
	}
	return b.confirmed
}

// conclude keeps and tells how the calls ended.
func (b *submission) conclude(ctx context.Context, created cognito.Result, err error) error {
	r := b.receipt
	r.Finish(created, err)
	if created.ID != "" && r.Candidate == "" {
		b.concluded.Created = &tui.Created{ID: created.ID, ARN: created.ARN}
	}
	b.save()
	half, isHalf := errors.AsType[*cognito.Incomplete](err)
	switch {
	case err == nil:
		return b.complete(ctx, created)
	case isHalf:
		return b.incomplete(ctx, half)
	}
	code := b.told(err)
	if r.Outcome == state.NotSent {
		b.say(tui.Info, "nothing was sent: no pool was created")
	}
	if r.Outcome == state.Unknown && b.file != nil {
		b.say(tui.Hint, "find out the outcome with: poolsmith submit --check-receipt "+b.file.Path())
	}
	return code
}

// complete tells of the pool and what to do with it.
func (b *submission) complete(ctx context.Context, created cognito.Result) error {
	b.concluded.Complete, b.concluded.Real = true, !b.Sandbox
	told := createdPool{Result: created, Account: b.account, Region: b.client.Region(), After: b.client.After(created, b.pool), Sandbox: b.Sandbox}
	if b.Sandbox {
		told.After = afterSandbox(created.ID, told.Region)
		b.say(tui.Info, "this was the sandbox: nothing was created in AWS, and nothing is charged")
	}
	if b.Permissions == "none" {
		told.After.Permissions = nil
	}
	if b.file != nil {
		told.Receipt = b.file.Path()
	}
	if err := b.showCreated(told); err != nil {
		return b.told(exit.UsageError("see the receipt for details: "+told.Receipt, "%w; the pool %s is complete", err, created.ID))
	}
	if ctx.Err() != nil {
		return b.told(&exit.Error{Err: fmt.Errorf("interrupted, but the pool %s was already complete", created.ID), Hint: "it remains until you delete it", Code: exit.Interrupted})
	}
	return nil
}

// describe adds what the sandbox answers about a pool that is complete to the
// outcome. That it cannot be described is told: the pool is there all the same.
func (b *submission) describe(ctx context.Context) {
	if !b.Sandbox || !b.concluded.Complete || ctx.Err() != nil {
		return
	}
	data, err := b.client.Describe(ctx, b.concluded.Created.ID)
	var indented bytes.Buffer
	if err == nil {
		err = json.Indent(&indented, data, "", "  ")
	}
	if err != nil {
		b.say(tui.Warning, "the pool cannot be described: "+err.Error())
		return
	}
	b.concluded.Created.Description = indented.String()
}

// incomplete tells of a pool that lacks a call, and deletes it if that is
// wanted.
func (b *submission) incomplete(ctx context.Context, half *cognito.Incomplete) error {
	b.told(half.Err)
	b.say(tui.Info, fmt.Sprintf("the pool %s exists, %s", half.Made.ID, half.Lacks))
	if !b.wantsDeletion(ctx, half) || !b.delete(ctx, half) {
		sayLines(b.face, completionHints(half))
	}
	return &exit.Error{Code: exitCode(half)}
}

// wantsDeletion reports whether to delete an incomplete pool: by --on-failure,
// or because somebody says so. Whoever interrupted is asked nothing. A pool
// that was adopted may be somebody else's: a flag is not enough for it.
func (b *submission) wantsDeletion(ctx context.Context, half *cognito.Incomplete) bool {
	ask := b.canAsk() && ctx.Err() == nil && (!b.Yes || b.OnFailure == "ask")
	switch {
	case b.OnFailure == "keep":
		return false
	case b.OnFailure == "delete" && !half.Adopted:
		return true
	case b.OnFailure == "delete" && !ask:
		b.say(tui.Info, fmt.Sprintf("the pool %s is not deleted: it was found, and nobody confirmed that it is yours", half.Made.ID))
		return false
	}
	return ask && b.ask(ctx, b.deletion(ctx, half))
}

// deletion is the question before a pool is deleted. Where more than an empty
// pool could be lost, its name has to be typed.
func (b *submission) deletion(ctx context.Context, half *cognito.Incomplete) tui.Question {
	q := tui.Question{Topic: tui.ToDelete, Text: "Delete it?", Yes: "delete the pool", No: "keep the pool", YesByDefault: true}
	live, err := b.client.Usage(ctx, half.Made.ID)
	var why []string
	if half.Adopted {
		why = append(why, "was found after a lost response")
	}
	if err != nil {
		why = append(why, "cannot be described, so it may have users")
	}
	if live.Users > 0 {
		why = append(why, "has about "+model.Plural(live.Users, "user"))
	}
	if live.Protected {
		why = append(why, "is protected from deletion")
	}
	if len(why) > 0 {
		q.Text = fmt.Sprintf("The pool %s %s. Delete it?", half.Made.ID, strings.Join(why, " and "))
		q.Name, q.YesByDefault = half.Made.ID, false
		if name := strings.TrimSpace(b.poolName()); name != "" {
			q.Name = name
		}
	}
	return q
}

// delete deletes an incomplete pool, whose failure was told of. That goes on
// when ctx ends: it is what was asked for.
func (b *submission) delete(ctx context.Context, half *cognito.Incomplete) bool {
	r := b.receipt
	err := b.client.Delete(context.WithoutCancel(ctx), half.Made, b.pool, func(e cognito.Event) {
		r.AddDeletionEvent(e)
		b.save()
		b.event(e)
	})
	if err != nil {
		r.DeletionFailed()
		b.save()
		b.say(tui.Warning, "the pool could not be deleted: "+err.Error())
		b.say(tui.Info, fmt.Sprintf("the pool %s exists, %s", half.Made.ID, half.Lacks))
		return false
	}
	r.Outcome = state.Deleted
	b.save()
	b.concluded.Created = nil
	b.say(tui.Info, fmt.Sprintf("the pool %s was deleted", half.Made.ID))
	return true
}
