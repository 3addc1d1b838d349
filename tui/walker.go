package tui

import (
	"context"
	"slices"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// walker asks the questions of all steps, one at a time, and ends with the review.
// What is asked next, and what an answer does, is decided here; its face puts the
// questions and reads the answers, in lines of text or in lines of JSON.
type walker struct {
	face        face
	answers     *forms.Answers
	express     *model.Express       // the answers that the pool was made with, or nil
	reviewFirst bool                 // begins with the review
	all         bool                 // also asks what does not apply
	alone       bool                 // asks for each setting of a checklist by itself
	goal        goal                 // of the move toGoal
	page        func() []forms.Field // the questions around the present one
}

// face puts the questions of a walker and reads the answers.
type face interface {
	// beginStep and passStep tell that a step begins, and that an optional one is
	// passed.
	beginStep(step int)
	passStep(step int)
	// askField asks for a setting and stores the answer. stored is false where the
	// answer only leads somewhere, or was rejected.
	askField(f forms.Field) (leads move, stored bool, err error)
	// askList asks what to do with the items of a list, which is nothing where the
	// answer leads somewhere.
	askList(f forms.Field, list forms.List) (leads move, change listChange, err error)
	// keep saves the pool after a change, before anything else is done with it.
	keep()
	// answered tells what an answer did, and what is wrong with it.
	answered(f forms.Field, changed bool, found []model.Finding)
	// listFull tells that a list has as many items as it can have.
	listFull(f forms.Field)
	// review shows the pool and asks where it goes. It returns the step to go to, or
	// done.
	review(ctx context.Context) (step int, done bool, err error)
	// askExpress asks one of the questions from which a pool follows, with the value
	// so far and the answers that are possible. It returns the value to take.
	askExpress(q expressQuestion) (value string, err error)
	// follows tells what follows from the answers to those questions.
	follows(derived []model.Derived)
}

// move is where an answer leads.
type move int

const (
	forward move = iota // to the next question
	back
	nextStep
	toReview
	toGoal
	stay // ask again
)

// goal is a question that an answer leads to.
type goal struct {
	step int    // the number of steps for the review
	path string // Field.Key, or the path of a setting; empty for the first question of the step
}

// listChange is what to do with an item of a list.
type listChange struct {
	does string // one of the constants below; empty for nothing
	item int    // not for addItem
	to   int    // the new place, for moveItem
}

const (
	addItem    = "add"
	editItem   = "edit"
	deleteItem = "delete"
	copyItem   = "duplicate"
	moveItem   = "move"
)

// walk asks step after step and ends with the review.
func (a *walker) walk(ctx context.Context) error {
	atEnd := false // of the step, after back from the step that follows
	step := 0
	if a.reviewFirst {
		step = len(forms.Steps)
	}
	for {
		if step == len(forms.Steps) {
			to, done, err := a.face.review(ctx)
			if done || err != nil {
				return err
			}
			step, atEnd = to, false
			continue
		}
		m, err := a.step(step, atEnd)
		if err != nil {
			return err
		}
		atEnd = m == back && step > 0
		switch m {
		case back:
			for step = max(0, step-1); step > 0 && forms.Steps[step].Folded(a.answers.Pool); step-- {
			}
		case toReview:
			step = len(forms.Steps)
		case toGoal:
			step = a.goal.step
		case nextStep:
			step++
		default:
			step = a.passFolded(step + 1)
		}
	}
}

// passFolded is the first step from one on that is not folded. It names those that
// it passes.
func (a *walker) passFolded(step int) int {
	for ; step < len(forms.Steps) && forms.Steps[step].Folded(a.answers.Pool); step++ {
		a.face.passStep(step)
	}
	return step
}

func (a *walker) step(i int, atEnd bool) (move, error) {
	a.face.beginStep(i)
	return a.fields(func() []forms.Field {
		page := forms.Steps[i].Page(a.answers.Pool)
		if a.alone {
			page = forms.Alone(page)
		}
		return page
	}, atEnd)
}

// fields asks for settings in their order; answers may change which apply.
func (a *walker) fields(list func() []forms.Field, atEnd bool) (move, error) {
	outer := a.page
	a.page = list
	defer func() { a.page = outer }()
	at, by := 0, 1
	if atEnd {
		at, by = len(list())-1, -1
	}
	wanted := "" // the ID of a question that is asked although it does not apply
	if i := a.reach(list()); i >= 0 {
		at, wanted = i, list()[i].ID()
	}
	for ; at < len(list()); at += by {
		if at < 0 {
			return back, nil
		}
		f := list()[at]
		if !a.all && f.ID() != wanted && !f.Applies(a.answers.Pool) {
			if by == 0 {
				by = 1 // the answer made its own question inapplicable
			}
			continue
		}
		m, err := a.field(f)
		if err != nil {
			return stay, err
		}
		switch m {
		case stay:
			by = 0
		case forward:
			by = 1
			at += movedBy(list(), f, at)
		case back:
			by = -1
		default:
			return m, nil
		}
	}
	return forward, nil
}

// reach is the place of the question that leads to the goal, or -1. The goal is
// reached unless it is in an item of a list.
func (a *walker) reach(fields []forms.Field) int {
	path := a.goal.path
	if path == "" {
		return -1
	}
	i := slices.IndexFunc(fields, func(f forms.Field) bool { return f.Key() == path })
	leadsThere := func(f forms.Field) bool {
		return f.Asked(path) != "" || slices.ContainsFunc(f.Paths(), func(asked string) bool { return forms.Within(asked, path) })
	}
	if i < 0 {
		i = slices.IndexFunc(fields, func(f forms.Field) bool { return leadsThere(f) && !f.Repeats() })
	}
	if i < 0 {
		i = slices.IndexFunc(fields, leadsThere)
	}
	if i < 0 || forms.ListOf(fields[i]) == nil || fields[i].Path == path {
		a.goal.path = ""
	}
	return i
}

// movedBy is by how many places an answer moved its question.
func movedBy(fields []forms.Field, f forms.Field, at int) int {
	if i := slices.IndexFunc(fields, func(other forms.Field) bool { return other.ID() == f.ID() }); i >= 0 {
		return i - at
	}
	return 0
}

// field asks for one setting until the answer leads somewhere.
func (a *walker) field(f forms.Field) (move, error) {
	if list := forms.ListOf(f); list != nil {
		return a.list(f, list)
	}
	before := a.answers.Clone()
	leads, stored, err := a.face.askField(f)
	if err != nil || !stored {
		return leads, err
	}
	changed := a.answers.Text(f) != before.Text(f) || !a.answers.Pool.Equal(before.Pool)
	if changed {
		a.face.keep()
	}
	found, next := a.check(f)
	a.face.answered(f, changed, found)
	return next, nil
}

// check returns what is wrong with an answer, and where it leads. A mistake of the
// setting itself is asked again; what depends on others goes on.
func (a *walker) check(f forms.Field) (found []model.Finding, leads move) {
	leads = forward
	for _, one := range a.answers.Findings() {
		if f.Repeats() || !f.Concerned(one) || one.Severity <= model.Advice {
			continue
		}
		found = append(found, one)
		if isOfTheSettingItself(one) {
			leads = stay
		}
	}
	return found, leads
}

// isOfTheSettingItself tells a limit or an unreadable answer from what depends
// on other settings, which may still be answered.
func isOfTheSettingItself(f model.Finding) bool {
	rule := model.LookupRule(f.Rule)
	return rule == nil || rule.Check == nil
}

// list asks what to do with the items of a list. On the way to a goal in one of them,
// it opens that one.
func (a *walker) list(f forms.Field, list forms.List) (move, error) {
	if path := a.goal.path; path != "" {
		for i := range list.Len(a.answers.Pool) {
			if forms.Within(path, list.Path(a.answers.Pool, i)) {
				return a.item(list, i)
			}
		}
		a.goal.path = ""
	}
	leads, change, err := a.face.askList(f, list)
	if err != nil || change.does == "" {
		return leads, err
	}
	return a.changeList(f, list, change)
}

func (a *walker) changeList(f forms.Field, list forms.List, change listChange) (move, error) {
	p, limit := a.answers.Pool, f.Setting().Max
	if adds := change.does == addItem || change.does == copyItem; adds && limit > 0 && list.Len(p) >= limit {
		a.face.listFull(f)
		return stay, nil
	}
	i := change.item
	switch change.does {
	case addItem:
		i = list.Add(p)
	case copyItem:
		i = list.Duplicate(p, i)
	case moveItem:
		for by := 1; i != change.to; i = list.Move(p, i, by) {
			if change.to < i {
				by = -1
			}
		}
	case deleteItem:
		list.Delete(p, i)
	}
	a.face.keep()
	a.face.answered(f, true, nil)
	if change.does == deleteItem || change.does == moveItem {
		return stay, nil
	}
	return a.item(list, i)
}

// item asks for the settings of an item of a list.
func (a *walker) item(list forms.List, i int) (move, error) {
	item := list.Fields(a.answers.Pool, i)
	m, err := a.fields(func() []forms.Field { return item }, false)
	if m == forward || m == back {
		m = stay // at the list
	}
	return m, err
}

// correctable is the first finding from which on a correction is certain and was not
// declined, and the correction; nil where there is none.
func (a *walker) correctable(declined func(model.Finding) bool) (model.Finding, []model.Edit) {
	findings := a.answers.Findings()
	facts := a.answers.Facts()
	for _, f := range findings {
		if declined(f) {
			continue
		}
		if edits := facts.Edits(f, findings); len(edits) > 0 {
			return f, edits
		}
	}
	return model.Finding{}, nil
}

// expressQuestion is one of the questions from which a pool follows.
type expressQuestion struct {
	id, title, help string
	value           string                // so far
	choices         []model.ExpressChoice // nil for a text
	changed         string                // why an earlier answer changed this one; empty where it did not
}

// changeExpress asks the questions again. What was changed since stays.
func (a *walker) changeExpress() error {
	given, err := a.expressAnswers(a.express.Of(a.answers.Pool))
	if err != nil {
		return err
	}
	pool, derived := a.express.Follow(a.answers.Pool, given)
	a.answers.Replace(pool)
	a.express = &given
	a.face.follows(derived)
	a.face.keep()
	return nil
}

// expressAnswers asks all questions, beginning with the answers so far. An empty
// answer leaves one as it is.
func (a *walker) expressAnswers(given model.Express) (model.Express, error) {
	pool, _ := given.Build()
	name, err := a.face.askExpress(expressQuestion{
		id: "name", title: "Name of the pool.", help: "Names of resources and the domain prefix follow it.",
		value: *pool.CreateUserPool.PoolName,
	})
	if err != nil {
		return given, err
	}
	if name != "" {
		given.Name = name
	}
	for i := range model.ExpressQuestions {
		q := &model.ExpressQuestions[i]
		answers, changed := given.Resolve()
		if !slices.Contains(answers.Questions(), q) {
			continue
		}
		value, err := a.face.askExpress(expressQuestion{q.ID, q.Title, q.Help, answers.Answer(q), answers.Choices(q), changed[q.ID]})
		if err != nil {
			return given, err
		}
		if value != "" {
			given = given.With(q, value)
		}
	}
	return given, nil
}
