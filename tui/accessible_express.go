package tui

import (
	"strings"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// startExpress asks a few questions and makes the pool that follows from the answers.
func (a *asker) startExpress() (*OpenDraft, error) {
	given, err := a.expressAnswers(model.Express{})
	if err != nil {
		return nil, err
	}
	pool, derived := given.Build()
	a.follows(derived)
	a.reviewFirst = true
	return &OpenDraft{Pool: pool, File: a.Drafts.New(), Express: &given}, nil
}

func (a *asker) follows(derived []model.Derived) {
	a.gap()
	a.printf("Settings that follow:")
	for _, d := range inSteps(derived) {
		reason := "Reason: " + d.Reason
		if d.Kept {
			reason = "Not applied, because you changed it"
		}
		step := stepOf(d)
		a.printf("%s. %s. Step %d, %s.", d.Text, reason, step+1, forms.Steps[step].Title)
	}
}

// askExpress asks one question until the answer is a choice that is possible, or
// empty.
func (a *asker) askExpress(q expressQuestion) (string, error) {
	if q.choices == nil {
		return a.askExpressText(q)
	}
	var known []choice
	now := ""
	describe := func() {
		a.printf("%s", strings.TrimSpace(q.title+" "+q.help))
		for i, c := range known {
			a.printf("%s", numbered(i, c))
		}
	}
	var excluded []model.ExpressChoice
	for _, c := range q.choices {
		if c.Why != "" {
			excluded = append(excluded, c)
			continue
		}
		known = append(known, choice{title: c.Title, help: c.Help, value: c.Value})
		if c.Value == q.value {
			now = c.Title
		}
	}
	a.gap()
	describe()
	for _, c := range excluded {
		a.printf("Not possible: %s. %s", c.Title, c.Why)
	}
	if q.changed != "" {
		a.printf("Changed: %s", q.changed)
	}
	a.printf("Now: %s", now)
	for {
		answer, err := a.line("Number or name:", describe)
		if err != nil || answer == "" {
			return "", err
		}
		if i := pick(known, strings.TrimPrefix(answer, "=")); i >= 0 {
			return known[i].value, nil
		}
		a.printUnknown(answer, known)
	}
}

func (a *asker) askExpressText(q expressQuestion) (string, error) {
	a.gap()
	a.printf("%s %s", q.title, q.help)
	a.printf("Now: %s", q.value)
	for {
		answer, err := a.line("Answer:", func() { a.printf("Answer with a name. An empty answer leaves it unchanged.") })
		name := strings.TrimPrefix(answer, "=")
		wrong := wrongName(model.Express{Name: name})
		if err != nil || wrong == "" {
			return name, err
		}
		a.printf("Error: %s.", wrong)
	}
}
