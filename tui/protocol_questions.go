package tui

import (
	"context"
	"reflect"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

func (p *protocol) beginStep(step int) {
	p.step = step
	p.send(stepMessage{Type: stepType, Number: step + 1, Of: len(forms.Steps), stepInfo: infoOfStep(step)})
}

func (p *protocol) passStep(step int) {
	p.send(stepMessage{Type: stepType, Number: step + 1, Of: len(forms.Steps), stepInfo: infoOfStep(step), Skipped: true})
}

// askField asks for one setting.
func (p *protocol) askField(f forms.Field) (leads move, stored bool, err error) {
	p.remember()
	err = p.prompt(f.Key(), func() any { return p.question(f) }, func(r reply) error {
		var err error
		switch r.Do {
		case "":
			err = p.store(f, r.Value)
			stored = err == nil
		case unsetAnswer:
			p.answers.Set(f, "")
			stored = true
		default:
			leads, err = p.leads(r, func(found model.Finding) bool { return found.Concerns(f.Path) })
		}
		return err
	})
	return leads, stored, err
}

// question describes a setting, and what is known of the answer.
func (p *protocol) question(f forms.Field) questionMessage {
	m := questionMessage{Type: questionType, ID: f.Key(), Step: forms.Steps[p.step].ID, SettingInfo: f.Setting().Info()}
	m.Setting = settingOf(f)
	m.Secret = f.IsSecret()
	if m.Secret && m.Help != forms.SecretHelp {
		m.Help += " " + forms.SecretHelp
	}
	for _, o := range model.OptionInfos(p.answers.Options(f)) {
		m.Choices = append(m.Choices, choiceInfo{ChoiceInfo: o})
	}
	m.Other = p.answers.Refers(f)
	m.Value = p.value(f)
	if list := forms.ListOf(f); list != nil {
		for i := range list.Len(p.answers.Pool) {
			m.Entries = append(m.Entries, itemInfo{i, list.Path(p.answers.Pool, i), list.Label(p.answers.Pool, i)})
		}
		m.Ordered, m.Value = list.Ordered(), nil
	}
	m.DependsOn = f.DependsOn(p.answers.Pool)
	m.Inapplicable = !f.Applies(p.answers.Pool)
	m.Findings = p.findings(func(found model.Finding) bool { return found.Concerns(f.Path) })
	return m
}

// settingOf is the path of the setting that a field is about.
func settingOf(f forms.Field) string {
	if entry, isEntry := f.Entry(); isEntry {
		return entry
	}
	return f.Path
}

// value is the answer to a field as JSON; nil where there is none.
func (p *protocol) value(f forms.Field) any {
	if text, typed := p.answers.Unparsed[f.Key()]; typed {
		return text
	}
	text := p.answers.Text(f)
	switch f.Setting().Kind {
	case model.Choices, model.Texts:
		if members := p.answers.Members(f); len(members) > 0 {
			return members
		}
		return nil
	case model.Bool, model.Block:
		if text == "" {
			return nil
		}
		return text == "true"
	case model.Int:
		if n, err := strconv.Atoi(text); err == nil {
			return n
		}
		return nil
	case model.JSON:
		if text == "" {
			return nil
		}
		return jsontext.Value(text)
	}
	if text == "" {
		return nil
	}
	return text
}

// findings are those that concern a question, with the edits that correct them.
func (p *protocol) findings(concerns func(model.Finding) bool) []model.FindingInfo {
	list := []model.FindingInfo{}
	all := p.answers.Findings()
	facts := model.Facts{Pool: p.answers.Pool}
	for _, f := range all {
		if concerns(f) {
			list = append(list, f.Info(facts.Edits(f, all)))
		}
	}
	return list
}

// askList asks what to do with the items of a list.
func (p *protocol) askList(f forms.Field, list forms.List) (leads move, change listChange, err error) {
	p.remember()
	n := list.Len(p.answers.Pool)
	err = p.prompt(f.Key(), func() any { return p.question(f) }, func(r reply) error {
		var err error
		switch r.Do {
		case "":
			err = reject("add, edit, delete, duplicate or move an item; next continues", "%s is a list, which has no value of its own", f.Setting().Title)
		case addItem:
			change.does = addItem
		case editItem, deleteItem, copyItem, moveItem:
			change, err = changeOf(r, n, list.Ordered())
		default:
			leads, err = p.leads(r, func(found model.Finding) bool { return found.Concerns(f.Path) })
		}
		return err
	})
	return leads, change, err
}

// changeOf is the change of a list of n items that an answer means.
func changeOf(r reply, n int, ordered bool) (listChange, error) {
	change := listChange{does: r.Do}
	switch {
	case n == 0:
		return listChange{}, reject("add adds one", "the list has no item")
	case r.Item == nil || *r.Item < 0 || *r.Item >= n:
		return listChange{}, reject(`such as {"do": "edit", "item": 0}`, "item must be a number from 0 to %d", n-1)
	case r.Do == moveItem && !ordered:
		return listChange{}, reject("the entries of a map are in the order of their keys", "the items cannot be moved")
	case r.Do == moveItem && (r.To == nil || *r.To < 0 || *r.To >= n):
		return listChange{}, reject(`such as {"do": "move", "item": 1, "to": 0}`, "to must be a number from 0 to %d", n-1)
	}
	change.item = *r.Item
	if r.To != nil {
		change.to = *r.To
	}
	return change, nil
}

func (p *protocol) listFull(f forms.Field) {
	p.send(errorMessage{errorType, f.Key(), "the list is full", "it can have " + model.Plural(f.Setting().Max, "item")})
}

// keep does nothing: the last message has the draft.
func (p *protocol) keep() {}

// remember keeps the state before an answer, to tell what it changes.
func (p *protocol) remember() {
	p.before, p.asked = p.answers.Pool.HideSecrets(), p.questions()
}

// answered tells what an answer did.
func (p *protocol) answered(f forms.Field, _ bool, found []model.Finding) {
	m := answeredMessage{
		Type: answeredType, ID: f.Key(),
		Changes:  changesBetween(p.before, p.answers.Pool.HideSecrets()),
		Findings: []model.FindingInfo{},
	}
	now := p.questions()
	m.Appeared, m.Vanished = without(now, p.asked), without(p.asked, now)
	if len(m.Changes) > 0 {
		m.Notes = f.Lines(p.answers.Pool)
	}
	all := p.answers.Findings()
	facts := model.Facts{Pool: p.answers.Pool}
	for _, one := range found {
		m.Findings = append(m.Findings, one.Info(facts.Edits(one, all)))
	}
	p.send(m)
}

// questions are those that apply: of every step, and of the item that is open.
func (p *protocol) questions() []questionInfo {
	var list []questionInfo
	known := map[string]bool{}
	add := func(step string, fields []forms.Field) {
		for _, f := range fields {
			if key := f.Key(); f.Applies(p.answers.Pool) && !known[key] {
				known[key] = true
				list = append(list, questionInfo{key, step, f.Setting().Title, settingOf(f)})
			}
		}
	}
	for _, s := range forms.Steps {
		add(s.ID, forms.Alone(s.Page(p.answers.Pool)))
	}
	if p.page != nil {
		add(forms.Steps[p.step].ID, p.page())
	}
	return list
}

// without are the questions of list that are not among others.
func without(list, others []questionInfo) []questionInfo {
	known := map[string]bool{}
	for _, q := range others {
		known[q.ID] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(q questionInfo) bool { return known[q.ID] })
}

// changesBetween are the settings that differ between two pools, in their order. A
// block or a list that is there is no difference by itself.
func changesBetween(before, after *model.Pool) []model.ChangeInfo {
	changes := []model.ChangeInfo{}
	was, is := values(before), values(after)
	for leaf := range before.Leaves() {
		path := leaf.Path()
		if _, still := is[path]; !still {
			changes = append(changes, model.ChangeInfo{Setting: path, From: was[path]})
		}
	}
	for leaf := range after.Leaves() {
		path := leaf.Path()
		if from, there := was[path]; !there || !reflect.DeepEqual(from, is[path]) {
			changes = append(changes, model.ChangeInfo{Setting: path, From: from, To: is[path]})
		}
	}
	return changes
}

// values are those of all settings by path. A block is true, and a list the number of
// its items.
func values(p *model.Pool) map[string]any {
	all := map[string]any{}
	for leaf := range p.Leaves() {
		switch value := leaf.Value(); {
		case value != nil:
			all[leaf.Path()] = value
		case leaf.Setting.Kind == model.List:
			all[leaf.Path()] = leaf.Len()
		default:
			all[leaf.Path()] = true
		}
	}
	return all
}

// review shows the pool and asks where it goes.
func (p *protocol) review(context.Context) (step int, done bool, err error) {
	everything := func(model.Finding) bool { return true }
	for {
		leads := stay
		err := p.prompt(reviewAnswer, func() any { return p.reviewOf() }, func(r reply) error {
			if r.Do == "" || r.Do == unsetAnswer || r.Do == nextQuestion || r.Do == nextStepAnswer {
				return reject("finish ends, go leads to a step or a setting, fix corrects findings", "the review is no question about a setting")
			}
			if r.Do == expressAnswer && p.express != nil {
				return p.changeExpress()
			}
			var err error
			leads, err = p.leads(r, everything)
			return err
		})
		switch {
		case err != nil:
			return 0, false, err
		case leads == back:
			return len(forms.Steps) - 1, false, nil
		case leads == toGoal:
			return p.goal.step, false, nil
		}
	}
}

func (p *protocol) reviewOf() reviewMessage {
	pool := p.answers.Pool
	m := reviewMessage{
		Type: reviewType, ID: reviewAnswer, Summary: []summaryInfo{}, Permanent: []permanentInfo{},
		Findings: p.findings(func(f model.Finding) bool { return f.Severity != model.ToDo }),
		ToDo:     p.findings(func(f model.Finding) bool { return f.Severity == model.ToDo }),
		Cost:     pool.CostFor(0), countInfo: countOf(p.answers.Findings()),
	}
	for i, text := range proseOf(p.answers) {
		switch {
		case text == "":
		case i < len(forms.Steps):
			m.Summary = append(m.Summary, summaryInfo{forms.Steps[i].ID, forms.Steps[i].Title, text})
		default:
			m.Summary = append(m.Summary, summaryInfo{Title: otherTitle, Text: text})
		}
	}
	for _, note := range permanentNotes(pool) {
		m.Permanent = append(m.Permanent, permanentInfo{note.path, note.text})
	}
	for _, call := range pool.Calls() {
		m.Calls = append(m.Calls, call.Operation.Name)
	}
	return m
}

func countOf(findings []model.Finding) countInfo {
	return countInfo{model.Errors(findings), model.Count(findings, model.Warning), model.Count(findings, model.Advice)}
}

// askStart asks what to begin with: the questions from which a pool follows, a preset,
// or nothing.
func (p *protocol) askStart() (choice startChoice, err error) {
	m := questionMessage{Type: questionType, ID: "start", SettingInfo: model.SettingInfo{
		Title: "What do you want to start from?", Kind: model.Choice, Required: true,
	}}
	var starts []startChoice
	for _, c := range newPoolChoices(&Options{Drafts: NoDrafts{}}) {
		if c.express || c.open != nil {
			starts = append(starts, c)
			m.Choices = append(m.Choices, choiceInfo{ChoiceInfo: model.ChoiceInfo{Value: c.name, Title: c.title, Help: c.about}})
		}
	}
	err = p.prompt(m.ID, func() any { return m }, func(r reply) error {
		if r.Do != "" {
			return onlyFinish(r)
		}
		name, err := oneOf(r.Value, m.Choices)
		if err == nil {
			choice = starts[slices.IndexFunc(starts, func(c startChoice) bool { return c.name == name })]
		}
		return err
	})
	return choice, err
}

// onlyFinish rejects what does not work before the steps.
func onlyFinish(r reply) error {
	if r.Do == finishAnswer {
		return errFinished
	}
	return reject("answer with a value; finish ends", "%s is not possible before the steps", r.Do)
}

// askExpress asks one of the questions from which a pool follows.
func (p *protocol) askExpress(q expressQuestion) (value string, err error) {
	m := questionMessage{Type: questionType, ID: q.id, Value: q.value, Note: q.changed, SettingInfo: model.SettingInfo{
		Title: q.title, Help: q.help, Kind: model.Text,
	}}
	for _, c := range q.choices {
		m.Kind = model.Choice
		m.Choices = append(m.Choices, choiceInfo{model.OptionInfos([]model.Option{c.Option})[0], c.Why})
	}
	err = p.prompt(m.ID, func() any { return m }, func(r reply) error {
		switch {
		case r.Do == nextQuestion:
			return nil
		case r.Do != "":
			return onlyFinish(r)
		}
		var err error
		if q.choices == nil {
			value, err = textIn(r.Value)
			if wrong := wrongName(model.Express{Name: value}); err == nil && wrong != "" {
				err = reject("", "%s", wrong)
			}
		} else {
			value, err = oneOf(r.Value, m.Choices)
		}
		return err
	})
	return value, err
}
