package tui

import (
	"strings"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// askExpress asks a few questions and makes the pool that follows from the answers.
func (a *asker) askExpress() (*OpenDraft, error) {
	given, err := a.expressAnswers(model.Express{})
	if err != nil {
		return nil, err
	}
	pool, derived := given.Build()
	a.gap()
	a.printf("From that follows:")
	for _, d := range inSteps(derived) {
		step := stepOf(d)
		a.printf("%s. Reason: %s. Step %d, %s.", d.Text, d.Reason, step+1, forms.Steps[step].Title)
	}
	a.express = &given
	return &OpenDraft{Pool: pool, File: a.Drafts.New()}, nil
}

// changeExpress asks the questions again. What was changed since stays.
func (a *asker) changeExpress() error {
	given, err := a.expressAnswers(a.express.Of(a.answers.Pool))
	if err != nil {
		return err
	}
	a.answers = forms.NewAnswers(a.express.Follow(a.answers.Pool, given))
	a.express = &given
	a.keep()
	return nil
}

// expressAnswers asks all questions, beginning with the answers so far.
func (a *asker) expressAnswers(given model.Express) (model.Express, error) {
	pool, _ := given.Build()
	a.gap()
	a.printf("Name of the pool. Names of resources and the domain prefix follow it.")
	a.printf("Now: %s", *pool.CreateUserPool.PoolName)
	name, err := a.line("Answer:", func() { a.printf("Answer with a name. An empty answer leaves it unchanged.") })
	if err != nil {
		return given, err
	}
	if name != "" {
		given.Name = strings.TrimPrefix(name, "=")
	}
	for i := range model.ExpressQuestions {
		q := &model.ExpressQuestions[i]
		if given, err = a.expressAnswer(given, q); err != nil {
			return given, err
		}
	}
	return given, nil
}

// expressAnswer asks one question until the answer is a choice that is possible, or
// empty; it asks nothing where the question does not apply.
func (a *asker) expressAnswer(given model.Express, q *model.ExpressQuestion) (model.Express, error) {
	answers, changed := given.Resolve()
	if !isAsked(answers, q) {
		return given, nil
	}
	var known []choice
	now := ""
	describe := func() {
		a.printf("%s", strings.TrimSpace(q.Title+" "+q.Help))
		for i, c := range known {
			a.printf("%s", numbered(i, c))
		}
	}
	var excluded []model.ExpressChoice
	for _, c := range answers.Choices(q) {
		if c.Why != "" {
			excluded = append(excluded, c)
			continue
		}
		known = append(known, choice{title: c.Title, help: c.Help, value: c.Value})
		if c.Value == answers.Answer(q) {
			now = c.Title
		}
	}
	a.gap()
	describe()
	for _, c := range excluded {
		a.printf("Not possible: %s. %s", c.Title, c.Why)
	}
	if why := changed[q.ID]; why != "" {
		a.printf("Changed: %s", why)
	}
	a.printf("Now: %s", now)
	for {
		answer, err := a.line("Number or name:", describe)
		if err != nil || answer == "" {
			return given, err
		}
		if i := pick(known, strings.TrimPrefix(answer, "=")); i >= 0 {
			return given.With(q, known[i].value), nil
		}
		a.printUnknown(answer, known)
	}
}

func isAsked(answers model.Express, q *model.ExpressQuestion) bool {
	for _, asked := range answers.Questions() {
		if asked == q {
			return true
		}
	}
	return false
}
