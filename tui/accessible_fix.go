package tui

import (
	"github.com/poolsmith/poolsmith/model"
)

// correctable is the first finding from which on a correction is certain and was not
// declined, and the correction; nil where there is none.
func (a *asker) correctable(declined map[string]bool) (model.Finding, []model.Edit) {
	findings := a.answers.Findings()
	facts := model.Facts{Pool: a.answers.Pool}
	for _, f := range findings {
		if declined[f.Rule+f.Message] {
			continue
		}
		if edits := facts.Edits(f, findings); len(edits) > 0 {
			return f, edits
		}
	}
	return model.Finding{}, nil
}

// fix asks for each finding with a certain correction whether to make it.
func (a *asker) fix() error {
	declined := map[string]bool{}
	made := 0
	for {
		f, edits := a.correctable(declined)
		if edits == nil {
			break
		}
		a.gap()
		a.printFinding(f)
		a.printChanges(edits)
		yes, err := a.yesOrNo(changeQuestion(a.answers.Pool, f, edits) + " yes or no:")
		if err != nil {
			return err
		}
		if !yes {
			declined[f.Rule+f.Message] = true
			continue
		}
		a.answers.Apply(edits)
		a.keep()
		made++
	}
	a.printf("%s made.", model.Plural(made, "correction"))
	return nil
}

// printChanges reads out what edits change, and what of it is for good.
func (a *asker) printChanges(edits []model.Edit) {
	for _, change := range a.answers.Pool.Changes(edits) {
		a.printf("Change: %s.", changeText(a.answers.Pool, change))
	}
	for _, why := range permanentReasons(edits) {
		a.printf("Permanent once the pool exists: %s", why)
	}
}
