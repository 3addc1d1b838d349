package tui

import (
	"github.com/poolsmith/poolsmith/model"
)

// fix asks for each finding with a certain correction whether to make it.
func (a *asker) fix() error {
	declined := map[string]bool{}
	made := 0
	for {
		f, edits := a.correctable(func(f model.Finding) bool { return declined[f.Rule+f.Message] })
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
