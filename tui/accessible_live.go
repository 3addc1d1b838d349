package tui

import (
	"cmp"
	"context"
	"strings"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// beginLive says what is special about a draft that changes a live pool.
func (a *asker) beginLive() {
	if a.live == nil {
		return
	}
	a.answers.PoolID, a.made = a.live.Opened.PoolID, a.live.created(a.answers.Pool)
	a.draft.Of(a.live)
	if a.Start != nil && len(a.Unread) > 0 {
		a.printf("%s", unreadIntro)
		for _, text := range a.Unread {
			a.printf("Warning: %s.", text)
		}
	}
	a.printf("You change the live pool %s. Nothing is sent before you answer apply at the review. What cannot be changed in a live pool is locked.", a.live.spokenName())
}

// printProposed lists the pools that can be answered.
func (a *asker) printProposed(c startChoice) {
	if c.proposed == nil {
		return
	}
	for i, p := range c.proposed() {
		if i == mostPools {
			return
		}
		a.printf("In the sandbox: %s, %s.", p.ID, p.Name)
	}
}

// printLive says that a setting is locked, or what the live pool has.
func (a *asker) printLive(f forms.Field) {
	if a.live == nil {
		return
	}
	if why := f.Locked(a.live.renamed(a.answers.Pool), a.answers.Pool); why != "" {
		a.printf("Locked: %s", why)
		return
	}
	text, found := a.live.value(a.answers.Pool, f)
	if found && text != forms.Shown(a.answers, f) {
		a.printf("In the live pool: %s", cmp.Or(text, "unset"))
	}
}

// refuses reports whether a setting takes no answer, and says why.
func (a *asker) refuses(f forms.Field) bool {
	if a.live == nil {
		return false
	}
	why := f.Locked(a.live.renamed(a.answers.Pool), a.answers.Pool)
	if why != "" {
		a.printf("Error: locked. %s Press enter to continue.", why)
	}
	return why != ""
}

// keepsItem reports whether an item of a list cannot be deleted, and says why.
func (a *asker) keepsItem(list forms.List, i int) bool {
	if a.live == nil {
		return false
	}
	why := a.live.renamed(a.answers.Pool).Locked(a.answers.Pool, list.Path(a.answers.Pool, i))
	if why != "" {
		a.printf("Error: locked. %s", why)
	}
	return why != ""
}

func (a *asker) plan() *model.Plan {
	return model.PlanChange(a.live.Opened, a.live.goal(a.answers.Pool))
}

// printPlan reads out what the draft changes in its live pool.
func (a *asker) printPlan() {
	plan, draft := a.plan(), a.answers.Pool
	for _, f := range a.answers.Findings() {
		if f.Rule == forms.Unreadable {
			a.printFinding(f)
		}
	}
	for _, f := range plan.Findings {
		a.printFinding(f)
	}
	for _, d := range plan.Blocked {
		a.printf("Cannot be changed in this pool: %s. %s.", a.live.text(draft, d), sentence(strings.TrimSuffix(d.Why, ".")))
	}
	if len(plan.Blocked) > 0 {
		a.printf("`poolsmith apply --dry-run --output markdown` describes the way to a new pool.")
	}
	if len(plan.Steps) == 0 {
		a.printf("Nothing to change: the draft equals the live pool.")
	} else {
		a.printf("%s to change the pool %s.", stepsText(plan), plan.Live.PoolID)
	}
	for i, step := range plan.Steps {
		a.printf("%d. %s.", i+1, step.Name())
		if step.Renaming != nil {
			a.printf("%s.", sentence(step.Renaming.Text()))
		}
		if len(step.Differences) == 0 {
			a.printf("It sends the present settings, because the call before may reset them.")
		}
		for _, d := range step.Differences {
			a.printf("Change: %s.", a.live.text(draft, d))
		}
	}
	for _, e := range plan.Effects() {
		a.printf("%s: %s", effectsTitle, a.live.effect(draft, e))
	}
	for _, d := range plan.Unknown {
		a.printf("Warning: %s is unknown to this version, so that an update may reset it.", d.Setting)
	}
	a.printf("%s", draft.CostFor(a.users))
	a.printf("%s", a.reviewAnswers())
}

// applyLive changes the live pool as the plan says.
func (a *asker) applyLive(ctx context.Context) error {
	if why := notPossible(a.plan(), a.answers); why != "" {
		a.printf("Error: %s.", why)
		return nil
	}
	outcome := a.Change(a.live, a.answers.Pool.Clone())(ctx, a)
	if err := a.showSecrets(ctx, outcome.Created); err != nil {
		return err
	}
	if outcome.Stale {
		a.printf("Answer reload to read the pool again; your changes stay.")
	}
	if outcome.Now != nil {
		draft := a.answers.Pool
		if outcome.Complete {
			draft = outcome.Now.Draft()
		}
		a.goOnWith(&Live{outcome.Now, a.live.At, a.live.Unread}, draft)
	}
	if ctx.Err() != nil {
		return ErrLeft
	}
	return a.ended
}

// reload reads the live pool again, and puts the changes of the draft over it.
func (a *asker) reload() {
	now, _, err := a.ReadLive(a.live.Opened.PoolID, a.live.At)
	if err != nil {
		a.printf("Error: %s", a.explain(err))
		return
	}
	a.goOnWith(now, model.Rebase(a.live.Opened.Draft(), a.answers.Pool, now.Opened.Draft()))
	a.printf("The pool was read again. Your changes stay.")
}

// goOnWith goes on with a draft of a live pool that was read again.
func (a *asker) goOnWith(live *Live, draft *model.Pool) {
	a.live, a.answers = live, forms.NewAnswers(draft)
	a.answers.PoolID, a.made = live.Opened.PoolID, live.created(draft)
	a.draft.Of(live)
	if len(model.Diff(live.Opened.Pool, live.goal(draft), true)) == 0 {
		a.dropDraft()
		return
	}
	a.keep()
}
