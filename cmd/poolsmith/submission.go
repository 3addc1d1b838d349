package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// submission is the submission of one pool to the service. The command, the
// wizard and the accessible mode differ only in the face they give it.
type submission struct {
	face
	submitOptions
	client *cognito.Client
	pool   *model.Pool
	facts  model.Facts // about the pool, without its Region until prepare

	account   string
	sameName  []cognito.ExistingPool
	unlisted  error // why pools with the same name could not be listed
	receipt   *state.Receipt
	file      *state.ReceiptFile // of the receipt; nil if none is saved
	notSaved  bool               // an update of the receipt failed
	confirmed bool               // the user confirmed that a pool that was found is the one created
	outcome   tui.Outcome
	secrets   map[string]string // by the environment variables that the pool refers to
	generated []tui.Secret      // by the service; in no file, line or result
}

func newSubmission(f face, o submitOptions, client *cognito.Client, facts model.Facts) *submission {
	facts.Pool = facts.Pool.Clone() // a retry can change it
	return &submission{face: f, submitOptions: o, client: client, pool: facts.Pool, facts: facts}
}

// run creates the pool. It reports everything to the user; the error is only the
// exit code.
func (s *submission) run(ctx context.Context) error {
	err := s.prepare(ctx)
	if s.outcome.Declined && ctx.Err() == nil {
		s.say(tui.Info, "nothing was sent: no pool was created")
		return &exit.Error{Code: exit.Rejected}
	}
	if err != nil {
		return s.fail(err)
	}
	if s.file != nil {
		defer s.file.Close()
	}
	created, err := s.client.Submit(ctx, s.pool, s.watch())
	err = s.finish(ctx, created, err)
	s.offerSecrets(ctx)
	if err != nil && ctx.Err() != nil {
		return &exit.Error{Code: exit.Interrupted}
	}
	return err
}

// watch is what the calls are made with.
func (s *submission) watch() cognito.Watch {
	watch := cognito.Watch{Progress: s.progress, Secrets: s.secrets, Generated: func(g cognito.Generated) {
		s.generated = append(s.generated, tui.Secret{Of: g.Of, Value: g.Value})
	}}
	if s.canAsk() && !s.Yes {
		watch.Adopt = s.adopt
	}
	return watch
}

// offerSecrets lets the user see the generated secrets of a pool that exists, once.
func (s *submission) offerSecrets(ctx context.Context) {
	if s.outcome.Created == nil || ctx.Err() != nil {
		return
	}
	s.outcome.Created.Secrets = s.generated
	s.showSecrets(ctx, s.generated)
}

// fail reports an error and returns its exit code.
func (s *submission) fail(err error) error {
	sayError(s.face, err)
	return &exit.Error{Code: exitCode(err)}
}

// prepare does what comes before the first call.
func (s *submission) prepare(ctx context.Context) error {
	s.facts.Region = s.client.Region()
	findings := model.CheckIn(s.facts)
	s.findings(findings)
	if err := rejection(findings); err != nil {
		return err
	}
	secrets := readSecrets(s.pool.SecretVariables())
	s.secrets = secrets.values
	if len(secrets.missing) > 0 && (s.Yes || !s.canAsk()) {
		return errNoSecret(secrets.missing)
	}
	if err := s.client.SignIn(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	s.lookUp(ctx)
	s.showDestination()
	if !s.Yes && !s.ask(ctx, s.question()).Yes || !secrets.ask(ctx, s.face) {
		s.outcome.Declined = true
		return errInterrupted
	}
	if ctx.Err() != nil {
		return errInterrupted
	}
	return s.createReceipt(ctx)
}

// secretValues are the secrets that a pool refers to, by their environment
// variables.
type secretValues struct {
	values  map[string]string
	missing []string // in the environment
}

// readSecrets reads secrets from the environment.
func readSecrets(names []string) *secretValues {
	secrets := &secretValues{values: map[string]string{}}
	for _, name := range names {
		secrets.values[name] = os.Getenv(name)
		if secrets.values[name] == "" {
			secrets.missing = append(secrets.missing, name)
		}
	}
	return secrets
}

func errNoSecret(missing []string) error {
	return exit.UsageError("set it in the environment, or submit at a terminal, which asks for it; a draft contains only the reference ${env:"+missing[0]+"}", "the environment does not have the secret %s", strings.Join(missing, ", "))
}

// ask asks for the secrets that the environment does not have, and reports
// whether it has all of them then.
func (s *secretValues) ask(ctx context.Context, f face) bool {
	for _, name := range s.missing {
		answer := f.ask(ctx, tui.Question{
			Topic: tui.ToSend, Text: "The environment does not have " + name + ", which the draft refers to.", Yes: "use it for these calls", No: "go back",
			Input: &tui.Input{Label: "secret", Hidden: true, Wrong: func(text string) string {
				if text == "" {
					return "the secret is empty"
				}
				return ""
			}},
		})
		if answer.Text == "" {
			return false
		}
		s.values[name] = answer.Text
	}
	return true
}

// rejection returns an error if a pool has errors.
func rejection(findings []model.Finding) error {
	n := model.Errors(findings)
	if n == 0 {
		return nil
	}
	return exit.RejectedError("correct the settings in the lines above; `poolsmith validate --verbose` shows how", "Cognito would reject this pool: %s", model.Plural(n, "error"))
}

// lookUp finds out the account and the pools with the same name, both at the same
// time. The submission does not depend on either.
func (s *submission) lookUp(ctx context.Context) {
	var done sync.WaitGroup
	if !s.Sandbox {
		done.Go(func() { s.account = s.client.Account(ctx) })
	}
	done.Go(func() { s.sameName, s.unlisted = s.client.SameName(ctx, s.poolName()) })
	done.Wait()
}

func (s *submission) poolName() string {
	if name := s.pool.CreateUserPool.PoolName; name != nil {
		return *name
	}
	return ""
}

// showDestination shows where the pool will be created, and the pools that have
// the same name.
func (s *submission) showDestination() {
	account := "account unknown"
	if s.account != "" {
		account = "account " + s.account
	}
	if s.Sandbox {
		s.say(tui.Info, inSandbox(s.client.Region()))
	} else {
		s.say(tui.Info, account+", "+s.client.Target())
	}
	if s.unlisted != nil {
		s.say(tui.Info, fmt.Sprintf("cannot check whether the name %q is in use: %s", s.poolName(), s.unlisted))
	}
	for _, p := range s.sameName {
		s.say(tui.Warning, fmt.Sprintf("a pool named %q exists already: %s, created %s", s.poolName(), p.ID, p.Created.Local().Format(time.DateTime)))
	}
}

// question asks whether to send the calls.
func (s *submission) question() tui.Question {
	place := s.client.Region()
	if endpoint := s.client.Endpoint(); s.Sandbox {
		place = inSandbox(place)
	} else if endpoint != "" {
		place = endpoint + ", " + place
	}
	which := "the pool"
	if len(s.sameName) > 0 {
		which = "another pool with this name"
	}
	return tui.Question{Topic: tui.ToCreate, Text: "Create " + which + " in " + place + "?", Yes: "create it", No: "go back"}
}

// createReceipt writes the receipt before anything is sent. If that is not
// possible, the user must confirm to continue, because after an interruption
// nobody would know what was sent. The sandbox needs no receipt: its pools are a
// file on this machine.
func (s *submission) createReceipt(ctx context.Context) error {
	s.receipt = state.NewReceipt(s.client, s.pool, s.account)
	if s.Sandbox || s.NoReceipt {
		return nil
	}
	file, err := state.CreateReceipt(s.receipts(), s.receipt, s.createFile)
	if err == nil {
		s.file = file
		return nil
	}
	if !s.canAsk() || s.Yes {
		return exit.UsageError("set XDG_STATE_HOME to a writable folder, or submit without a receipt with --no-receipt", "the receipt cannot be written: %s", exit.Reason(err))
	}
	s.say(tui.Warning, "the receipt cannot be written: "+exit.Reason(err))
	if s.ask(ctx, tui.Question{Topic: tui.WithoutReceipt, Text: "Create the pool without a receipt?", Yes: "create it", No: "go back"}).Yes {
		return nil
	}
	s.outcome.Declined = true
	return errInterrupted
}

// saveReceipt saves the current version of the receipt. An error is reported once
// and ends nothing: the pool is more important, and the previous version remains.
func (s *submission) saveReceipt() {
	if s.file == nil {
		return
	}
	if err := s.file.Save(); err != nil && !s.notSaved {
		s.notSaved = true
		s.say(tui.Warning, "the receipt cannot be updated: "+exit.Reason(err))
	}
}

// progress records and shows an event of a call.
func (s *submission) progress(e cognito.Event) {
	s.outcome.Sent = true
	s.receipt.AddEvent(e)
	if e.Call == 0 && e.Note != "" && e.Calls > 1 && !s.confirmed {
		s.receipt.SetCandidate(e.PoolID)
	}
	s.saveReceipt()
	s.event(e)
}

// adopt asks whether a pool that appeared is the one whose response was lost.
func (s *submission) adopt(ctx context.Context, found cognito.Candidate, pending []string) bool {
	s.receipt.SetCandidate(found.ID)
	s.saveReceipt()
	text := fmt.Sprintf("The response to %s was lost. The pool %s appeared afterwards, with the same name and settings.", s.pool.Calls()[0].Operation.Name, found.ID)
	if len(pending) > 0 {
		text += " It would be changed by " + strings.Join(pending, ", ") + "."
	}
	s.confirmed = s.ask(ctx, tui.Question{Topic: tui.ToUse, Text: text + " Use " + found.ID + " as the pool of this submission?", Yes: "use it", No: "leave it unchanged"}).Yes
	if s.confirmed {
		s.receipt.Candidate = ""
	}
	return s.confirmed
}

// finish records and reports the result of the calls.
func (s *submission) finish(ctx context.Context, created cognito.Result, err error) error {
	r := s.receipt
	r.Finish(created, err)
	s.outcome.Real = !s.Sandbox
	if created.ID != "" && r.Candidate == "" {
		s.outcome.Created = &tui.Created{ID: created.ID, ARN: created.ARN, Clients: clientsIn(created.Answers, s.pool)}
	}
	s.saveReceipt()
	incomplete, isIncomplete := errors.AsType[*cognito.Incomplete](err)
	switch {
	case err == nil:
		return s.complete(ctx, created)
	case isIncomplete:
		return s.incomplete(ctx, incomplete)
	}
	code := s.fail(err)
	if r.Outcome == state.NotSent {
		s.say(tui.Info, "nothing was sent: no pool was created")
	}
	if r.Outcome == state.Unknown && s.file != nil {
		s.say(tui.Hint, "find out the outcome with: poolsmith submit --check-receipt "+s.file.Path())
	}
	return code
}

// complete shows the pool and the next steps.
func (s *submission) complete(ctx context.Context, created cognito.Result) error {
	s.outcome.Complete = true
	pool := createdPool{Result: created, Account: s.account, Region: s.client.Region(), After: s.client.After(created, s.pool), Sandbox: s.Sandbox}
	if s.Sandbox {
		apps := pool.Apps
		pool.After = afterSandbox(created.ID, pool.Region)
		for _, app := range apps { // the sandbox has no sign-in pages
			pool.Apps = append(pool.Apps, cognito.App{Name: app.Name, ID: app.ID})
		}
		s.say(tui.Info, "this was the sandbox: nothing was created in AWS, and nothing is charged")
	}
	if s.Permissions == "none" {
		pool.After.Permissions = nil
	}
	if s.file != nil {
		pool.Receipt = s.file.Path()
	}
	if err := s.showCreated(pool); err != nil {
		hint := hintOf(err)
		if pool.Receipt != "" {
			hint = "see the receipt for details: " + pool.Receipt
		}
		return s.fail(exit.UsageError(hint, "%w; the pool %s is complete", err, created.ID))
	}
	if ctx.Err() != nil {
		return s.fail(&exit.Error{Err: fmt.Errorf("interrupted, but the pool %s was already complete", created.ID), Hint: "it remains until you delete it", Code: exit.Interrupted})
	}
	return nil
}

// describe adds the sandbox's description of a complete pool to the outcome. An
// error is only reported, because the pool exists.
func (s *submission) describe(ctx context.Context) {
	if !s.Sandbox || !s.outcome.Complete || ctx.Err() != nil {
		return
	}
	data, _, err := s.client.Describe(ctx, s.outcome.Created.ID)
	var indented bytes.Buffer
	if err == nil {
		err = json.Indent(&indented, data, "", "  ")
	}
	if err != nil {
		s.say(tui.Warning, "the pool cannot be described: "+err.Error())
		return
	}
	s.outcome.Created.Description = cognito.WithoutSecrets(indented.String())
}

// incomplete reports a pool for which a call failed, and completes, deletes or
// keeps it.
func (s *submission) incomplete(ctx context.Context, err *cognito.Incomplete) error {
	s.fail(err.Err)
	s.sayIncomplete(err)
	switch s.decide(ctx, err) {
	case goOnOther:
		if s.rename(ctx, err) {
			return s.retry(ctx, err)
		}
	case goOnRetry:
		return s.retry(ctx, err)
	case goOnDelete:
		if s.confirmDeletion(ctx, err) && s.delete(ctx, err) {
			return &exit.Error{Code: exitCode(err)}
		}
	}
	sayLines(s.face, completionHints(err))
	return &exit.Error{Code: exitCode(err)}
}

func (s *submission) sayIncomplete(err *cognito.Incomplete) { s.say(tui.Info, incompleteText(err)) }

// The words for how to go on with an incomplete pool.
const (
	goOnOther  = "other"
	goOnRetry  = "retry"
	goOnDelete = "delete"
	goOnKeep   = "keep"
)

// decide returns how to go on with an incomplete pool, from --on-failure or the
// user's answer. After an interruption it asks nothing. For a pool that was found,
// which may be somebody else's, the flag is not enough to delete it.
func (s *submission) decide(ctx context.Context, err *cognito.Incomplete) string {
	ask := s.canAsk() && ctx.Err() == nil && (!s.Yes || s.OnFailure == "ask")
	switch {
	case s.OnFailure == "keep":
		return goOnKeep
	case s.OnFailure == "delete" && !err.Adopted:
		return goOnDelete
	case s.OnFailure == "delete" && !ask:
		s.say(tui.Info, fmt.Sprintf("the pool %s is not deleted: it was found, and nobody confirmed that it is yours", err.Made.ID))
		return goOnKeep
	case !ask:
		return goOnKeep
	}
	return s.ask(ctx, goOnQuestion(err)).Choice
}

// goOnQuestion asks how to go on with an incomplete pool.
func goOnQuestion(err *cognito.Incomplete) tui.Question {
	call := cognito.Event{Operation: err.Failed.Operation.Name, Key: err.Failed.Key()}.Name()
	q := tui.Question{Topic: tui.ToGoOn, Text: "How do you want to go on?"}
	if failed, ok := errors.AsType[*cognito.Error](err.Err); ok && len(failed.Settings) > 0 && !err.Taken {
		q.Text += " A retry sends the same values. To change one, delete the pool, correct the setting, and submit again."
	}
	again := tui.Choice{Word: goOnRetry, Does: "send " + call + " again, and then what follows it"}
	if isPrefix(err) {
		again = tui.Choice{Word: goOnOther, Does: "use another domain prefix, and then make what follows it"}
	}
	q.Choices = []tui.Choice{
		again,
		{Word: goOnDelete, Does: "delete the pool and everything in it"},
		{Word: goOnKeep, Does: "leave the pool as it is"},
	}
	return q
}

// isPrefix reports whether the service rejected the prefix of a domain because
// another pool has it.
func isPrefix(err *cognito.Incomplete) bool {
	domain, isDomain := err.Failed.Request.(*model.CreateUserPoolDomain)
	return err.Taken && isDomain && domain.CustomDomainConfig == nil
}

// rename asks for a domain prefix in place of one that is taken, and changes the
// draft.
func (s *submission) rename(ctx context.Context, err *cognito.Incomplete) bool {
	path, taken := err.Failed.Path+"."+err.Failed.Operation.Key, err.Failed.Key()
	answer := s.ask(ctx, tui.Question{
		Topic: tui.ToName, Text: fmt.Sprintf("Which domain prefix in place of %s?", taken), Yes: "use it and go on", No: "keep the pool",
		Input: &tui.Input{Label: "prefix", Value: model.OtherPrefix(taken, err.Made.ID), Wrong: func(text string) string { return s.wrongAt(path, text) }},
	})
	if !answer.Yes || s.pool.Set(path, answer.Text) != nil {
		return false
	}
	s.face.set(path, answer.Text)
	text := "the domain prefix is now " + answer.Text
	if s.Input != "" {
		text += fmt.Sprintf("; %s still has %s", s.Input, taken)
	}
	s.say(tui.Info, text)
	return true
}

// wrongAt returns what is wrong with the draft if a setting has a value, or nothing.
func (s *submission) wrongAt(path, value string) string {
	facts := s.facts
	facts.Pool = s.pool.Clone()
	if err := facts.Pool.Set(path, value); err != nil {
		return err.Error()
	}
	for _, f := range model.CheckIn(facts) {
		if f.Severity == model.Error {
			return f.Message
		}
	}
	return ""
}

// retry makes the calls from the one that failed on.
func (s *submission) retry(ctx context.Context, err *cognito.Incomplete) error {
	s.receipt.Retry(err.Next, s.pool)
	s.saveReceipt()
	created, failed := s.client.Resume(ctx, s.pool, err, s.watch())
	return s.finish(ctx, created, failed)
}

// confirmDeletion asks for the name of the pool if more than an empty pool could be
// lost. With --on-failure=delete it asks nothing.
func (s *submission) confirmDeletion(ctx context.Context, incomplete *cognito.Incomplete) bool {
	if s.OnFailure == "delete" && !incomplete.Adopted {
		return true
	}
	usage, err := s.client.Usage(ctx, incomplete.Made.ID)
	var reasons []string
	if incomplete.Adopted {
		reasons = append(reasons, "was found after a lost response")
	}
	if err != nil {
		reasons = append(reasons, "cannot be described, so it may have users")
	}
	if usage.Users > 0 {
		reasons = append(reasons, "has about "+model.Plural(usage.Users, "user"))
	}
	if usage.Protected {
		reasons = append(reasons, "is protected from deletion")
	}
	if len(reasons) == 0 {
		return true
	}
	q := tui.Question{
		Topic: tui.ToDelete, Yes: "delete the pool", No: "keep the pool", Name: incomplete.Made.ID,
		Text: fmt.Sprintf("The pool %s %s. Delete it?", incomplete.Made.ID, strings.Join(reasons, " and ")),
	}
	if name := strings.TrimSpace(s.poolName()); name != "" {
		q.Name = name
	}
	return s.ask(ctx, q).Yes
}

// delete deletes an incomplete pool, even if ctx ends meanwhile.
func (s *submission) delete(ctx context.Context, incomplete *cognito.Incomplete) bool {
	err := s.client.Delete(context.WithoutCancel(ctx), incomplete.Made, s.pool, func(e cognito.Event) {
		s.receipt.AddDeletionEvent(e)
		s.saveReceipt()
		s.event(e)
	})
	if err != nil {
		s.receipt.DeletionFailed()
		s.saveReceipt()
		s.say(tui.Warning, "the pool could not be deleted: "+err.Error())
		s.sayIncomplete(incomplete)
		return false
	}
	s.receipt.Outcome = state.Deleted
	s.saveReceipt()
	s.outcome.Created = nil
	s.say(tui.Info, fmt.Sprintf("the pool %s was deleted", incomplete.Made.ID))
	return true
}
