package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// submission is one pool on its way to the service.
type submission struct {
	streams
	submitOptions
	client  *cognito.Client
	pool    *model.Pool
	answers *bufio.Reader
	receipt *receipt

	account   string
	namesakes []cognito.ExistingPool // pools of the same name
	unlooked  error                  // why they could not be looked for
	unkept    bool                   // the receipt could not be written
}

func newSubmission(s streams, o submitOptions, client *cognito.Client, pool *model.Pool) *submission {
	return &submission{
		streams: s, submitOptions: o, client: client, pool: pool,
		answers: bufio.NewReader(s.In),
		receipt: newReceipt(client, pool, o.keep),
	}
}

func (b *submission) run(ctx context.Context) error {
	if err := b.client.SignIn(ctx); err != nil {
		if ctx.Err() != nil {
			return errAborted
		}
		return err
	}
	b.look(ctx)
	b.announce()
	if !b.Yes {
		if err := b.confirm(ctx); err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return errAborted
	}
	made, err := b.send(ctx)
	if err != nil {
		return b.fail(ctx, err)
	}
	b.keepReceipt("made")
	if err := b.showResult(made); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return &failure{fmt.Errorf("interrupted, but the pool %s was complete by then", made.ID), "it stays until you delete it", exitAborted}
	}
	return nil
}

// look finds out who pays and whether the name is taken, both at once. Neither
// is needed to go on.
func (b *submission) look(ctx context.Context) {
	var done sync.WaitGroup
	if !b.Sandbox {
		done.Go(func() { b.account = b.client.Account(ctx) })
	}
	done.Go(func() { b.namesakes, b.unlooked = b.client.SameName(ctx, b.poolName()) })
	done.Wait()
	b.receipt.Account = b.account
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
		b.say("%s", inSandbox(b.client.Region()))
	} else {
		b.say("%s, %s", account, b.client.Target())
	}
	if b.unlooked != nil {
		b.say("whether the name %q is taken cannot be seen: %s", b.poolName(), b.unlooked)
	}
	for _, n := range b.namesakes {
		b.warn("a pool named %q is there already: %s, made %s", b.poolName(), n.ID, n.Created.Local().Format(time.DateTime))
	}
	if b.Yes {
		return
	}
	for _, call := range b.pool.Calls() {
		b.say("%s", call.Operation)
		for line := range strings.Lines(string(call.Body(""))) {
			b.say("  %s", strings.TrimSuffix(line, "\n"))
		}
	}
	sayPermanent(b.streams, b.pool)
}

// confirm asks whether to make the calls.
func (b *submission) confirm(ctx context.Context) error {
	place := b.client.Region()
	if endpoint := b.client.Endpoint(); b.Sandbox {
		place = inSandbox(place)
	} else if endpoint != "" {
		place = endpoint + ", " + place
	}
	which := "the pool"
	if len(b.namesakes) > 0 {
		which = "another pool of this name"
	}
	answer, err := b.ask(ctx, "Create "+which+" in "+place+"? [y/N] ")
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	switch answer {
	case "y", "yes":
		return nil
	}
	return errAborted
}

// ask puts a question and returns the answer in small letters. It is io.EOF
// when there is none, and errAborted when ctx ends first.
func (b *submission) ask(ctx context.Context, question string) (string, error) {
	fmt.Fprint(b.Err, model.Printable(question))
	type reply struct {
		line string
		err  error
	}
	got := make(chan reply, 1)
	go func() {
		line, err := tui.ReadLine(b.answers)
		got <- reply{line, err}
	}()
	select {
	case <-ctx.Done():
		fmt.Fprintln(b.Err)
		return "", errAborted
	case r := <-got:
		if r.err != nil && !errors.Is(r.err, io.EOF) {
			return "", wrong("", "cannot read the answer: %s", reason(r.err))
		}
		return strings.ToLower(strings.TrimSpace(r.line)), r.err
	}
}

// send makes the calls. What exists is written down as soon as it does.
func (b *submission) send(ctx context.Context) (cognito.Result, error) {
	watch := newProgress(b.streams)
	defer watch.stop()
	defer context.AfterFunc(ctx, watch.stopping)()
	return b.client.Submit(ctx, b.pool, cognito.Watch{Progress: func(e cognito.Event) {
		watch.show(e)
		b.receipt.note(e)
		if e.State == cognito.Done && e.Call+1 < e.Calls {
			b.keepReceipt("incomplete")
		}
	}})
}

// fail deals with a pool that was only half made, or may have been made.
func (b *submission) fail(ctx context.Context, err error) error {
	if refused, ok := errors.AsType[*cognito.Error](err); ok && refused.MayExist {
		b.keepReceipt("unknown")
	}
	half, ok := errors.AsType[*cognito.Incomplete](err)
	if !ok {
		return err
	}
	b.keepReceipt("incomplete")
	switch b.policy(ctx) {
	case "keep":
		return err
	case "delete":
		b.describe(half.Err)
		return b.undo(ctx, half)
	}
	b.describe(half.Err)
	b.say("The pool %s exists, %s.", half.Made.ID, half.Lacks)
	answer, unanswered := b.ask(ctx, "Delete it? [Y/n] ")
	if unanswered == nil && (answer == "" || answer == "y" || answer == "yes") {
		return b.undo(ctx, half)
	}
	b.showWays(half)
	return &failure{code: exitCode(err)}
}

// policy is what to do with a half-made pool. Whoever broke off wants no more
// questions.
func (b *submission) policy(ctx context.Context) string {
	policy := b.OnFailure
	if policy == "" && !b.Yes {
		policy = "ask"
	}
	if policy == "" || policy == "ask" && (!b.canAsk() || b.Input == "-" || b.Second == "-" || ctx.Err() != nil) {
		return "keep"
	}
	return policy
}

// undo deletes a half-made pool, whose failure was told of.
func (b *submission) undo(ctx context.Context, half *cognito.Incomplete) error {
	watch := newProgress(b.streams)
	err := b.client.Delete(context.WithoutCancel(ctx), half.Made, b.pool, watch.show)
	watch.stop()
	if err != nil {
		b.warn("the pool could not be deleted: %s", err)
		b.say("the pool %s exists, %s", half.Made.ID, half.Lacks)
		b.showWays(half)
		return &failure{code: exitCode(half)}
	}
	b.keepReceipt("deleted")
	b.say("the pool %s was deleted; nothing is left of it", half.Made.ID)
	return &failure{code: exitCode(half)}
}

// keepReceipt writes the receipt. That it cannot be written is no failure: the
// pool is what counts.
func (b *submission) keepReceipt(outcome string) {
	if err := b.receipt.save(outcome); err != nil && !b.unkept {
		b.unkept = true // once is enough
		b.warn("the receipt cannot be kept: %s", reason(err))
	}
}

// showResult prints the new pool and what to do with it.
func (b *submission) showResult(made cognito.Result) error {
	after := b.client.After(made, b.pool)
	if b.Sandbox {
		after = afterSandbox
	}
	if b.Permissions == "none" {
		after.Permissions = nil
	}
	if b.Output == "json" {
		return writeOut(b.streams, model.EncodeJSON(struct {
			cognito.Result
			Account string `json:"account,omitempty"`
			Region  string `json:"region"`
			cognito.After
			Receipt string `json:"receipt,omitempty"`
		}{made, b.account, b.client.Region(), after, b.receipt.path}))
	}
	if err := b.text(resultText(made)); err != nil {
		return err
	}
	if after.Issuer != "" {
		b.say("issuer   %s", after.Issuer)
	}
	if after.Console != "" {
		b.say("console  %s", after.Console)
	}
	if b.receipt.path != "" {
		b.say("receipt  %s", b.receipt.path)
	}
	for _, step := range append(after.Permissions, after.Next...) {
		b.say("to %s:", step.Title)
		b.say("  %s", step.Command)
	}
	return nil
}
