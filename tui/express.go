package tui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// expressOverlay asks a few questions on one page, and shows below what follows from
// the answers. Up and down move from question to question; space, left and right
// answer.
type expressOverlay struct {
	from expressFrom
	name textinput.Model

	follow  func(model.Express) (*model.Pool, []model.Derived)
	given   model.Express // the answers of the user
	answers model.Express // those and the usual ones
	changed map[string]string
	asked   []*model.ExpressQuestion
	derived []model.Derived
	wrong   string // about the name; empty where nothing is

	at       int // 0 is the name, and then come the questions
	scrolled int // lines by which the window is away from the cursor
}

// expressFrom is where the questions were opened, and where esc returns to.
type expressFrom int

const (
	newByExpress expressFrom = iota // the start, for a new pool
	backToStart                     // the review, on the way back to the start
	backToReview
)

// actionExpress closes the questions and opens the review of the pool that follows.
type actionExpress struct {
	from  expressFrom
	given model.Express
}

// actionStart returns to the start.
type actionStart struct{}

// actionLeaveExpress closes the questions for a new pool, which begin with the same
// answers when they are opened again.
type actionLeaveExpress struct{ given model.Express }

// openExpress opens the questions for a new pool, or for the pool at hand.
func (w *Wizard) openExpress(from expressFrom) tea.Cmd {
	o := &expressOverlay{from: from, name: textinput.New(), follow: model.Express.Build, given: w.start.express}
	o.name.Prompt = ""
	if from != newByExpress {
		before, draft := *w.express, w.answers.Pool
		o.follow = func(given model.Express) (*model.Pool, []model.Derived) { return before.Follow(draft, given) }
		o.given = before.Of(draft)
	}
	o.name.SetValue(o.given.Name)
	o.answer(o.given)
	w.overlay = o
	return o.name.Focus()
}

// answer takes answers, and finds out what follows.
func (o *expressOverlay) answer(given model.Express) {
	o.given = given
	o.answers, o.changed = given.Resolve()
	o.asked = o.answers.Questions()
	pool, derived := o.follow(given)
	o.derived, o.wrong = inSteps(derived), wrongName(given)
	o.name.Placeholder = *pool.CreateUserPool.PoolName
}

// wrongName is why Cognito rejects the name of the pool, empty where it does not.
func wrongName(given model.Express) string {
	pool, _ := given.Build()
	for _, f := range model.Check(pool) {
		if f.Concerns("CreateUserPool.PoolName") && f.Severity == model.Error {
			return f.Message
		}
	}
	return ""
}

func (o *expressOverlay) takesText() bool { return o.at == 0 }

func (o *expressOverlay) keys(k *keyMap) []key.Binding {
	keys := []key.Binding{relabel(k.Open, "next"), k.arrows("questions"), pair(k.PrevOption, k.NextOption, "←→", "choose")}
	if o.at == 0 {
		keys = keys[:2]
	}
	if o.at == len(o.asked) {
		return append([]key.Binding{relabel(k.Open, "review")}, append(keys[1:], k.Back, k.pages("scroll"))...)
	}
	return append(keys, k.Review, k.Back, k.pages("scroll"))
}

func (o *expressOverlay) update(msg tea.Msg, k *keyMap) (tea.Cmd, action) {
	press, isKey := msg.(tea.KeyPressMsg)
	if isKey {
		if act, done := o.press(press, k); done {
			return nil, act
		}
	}
	if o.at > 0 {
		return nil, nil
	}
	before := o.name.Value()
	var cmd tea.Cmd
	o.name, cmd = o.name.Update(msg)
	if o.name.Value() != before {
		given := o.given
		given.Name = o.name.Value()
		o.answer(given)
	}
	return cmd, nil
}

func (o *expressOverlay) press(msg tea.KeyPressMsg, k *keyMap) (act action, done bool) {
	typing := o.at == 0
	switch {
	case key.Matches(msg, k.Back) && o.from == backToStart:
		return actionStart{}, true
	case key.Matches(msg, k.Back) && o.from == newByExpress:
		return actionLeaveExpress{o.given}, true
	case key.Matches(msg, k.Back):
		return actionClose{}, true
	case key.Matches(msg, k.Review), key.Matches(msg, k.Open) && o.at == len(o.asked):
		return actionExpress{o.from, o.given}, true
	case key.Matches(msg, k.HelpTyping), !typing && key.Matches(msg, k.Help):
		return actionHelp{}, true
	case key.Matches(msg, k.Next, k.ArrowDown), !typing && key.Matches(msg, k.Down):
		o.focus(o.at + 1)
	case key.Matches(msg, k.Prev, k.ArrowUp), !typing && key.Matches(msg, k.Up):
		o.focus(o.at - 1)
	case !typing && key.Matches(msg, k.NextOption):
		o.choose(1)
	case !typing && key.Matches(msg, k.PrevOption):
		o.choose(-1)
	default:
		return nil, false
	}
	return nil, true
}

func (o *expressOverlay) focus(at int) {
	o.at, o.scrolled = clamp(at, len(o.asked)+1), 0
	if o.at == 0 {
		o.name.Focus()
	} else {
		o.name.Blur()
	}
}

// choose answers the question in focus with the next choice that is possible, or the
// one before.
func (o *expressOverlay) choose(by int) {
	q := o.asked[o.at-1]
	choices := o.answers.Choices(q)
	at := 0
	for i, c := range choices {
		if c.Value == o.answers.Answer(q) {
			at = i
		}
	}
	for range choices {
		at = (at + by + len(choices)) % len(choices)
		if choices[at].Why == "" {
			o.scrolled = 0
			o.answer(o.given.With(q, choices[at].Value))
			return
		}
	}
}

// move scrolls.
func (o *expressOverlay) move(by int) bool {
	o.scrolled += by
	return true
}

func (o *expressOverlay) lines(c canvas) []string {
	var lines []string
	room := c.height
	if c.height >= 14 { // with a title
		lines = append(lines, "")
		room--
	}
	from := len(lines)
	to := from
	for at := range len(o.asked) + 1 {
		if at == o.at {
			from = len(lines)
		}
		lines = append(lines, o.questionLines(c, at)...)
		if at == o.at {
			to = len(lines)
		}
	}
	lines = append(lines, "", c.Strong.Render("Settings that follow"))
	for _, d := range o.derived {
		lines = append(lines, derivedLines(c, d)...)
	}
	follow := offsetOf(len(lines), from, to, room)
	offset := max(0, min(follow+o.scrolled, len(lines)-room))
	o.scrolled = offset - follow
	shown := lines[offset:min(len(lines), offset+room)]
	if room == c.height {
		return shown
	}
	title := c.Strong.Render("A few questions") + c.Dim.Render("  ◆ cannot be changed later")
	more := c.Dim.Render(moreLines(offset, len(lines)-offset-len(shown)))
	return append([]string{spreadRight(title, more, c.width)}, shown...)
}

// inSteps sorts what follows by the steps where it is edited.
func inSteps(derived []model.Derived) []model.Derived {
	slices.SortStableFunc(derived, func(a, b model.Derived) int { return stepOf(a) - stepOf(b) })
	return derived
}

// stepOf is the step where something derived is edited.
func stepOf(d model.Derived) int {
	step, _, _ := forms.Find(d.Paths[0])
	return step
}

// expressColumn is the width of the titles of the questions.
const expressColumn = 22

// questionLines is a question with its choices; the one in focus has its help.
func (o *expressOverlay) questionLines(c canvas, at int) []string {
	title := "Name of the pool"
	if at > 0 {
		title = o.asked[at-1].Title
	}
	head := "  " + c.Text.Render(title)
	if at == o.at {
		head = c.Accent.Render("▸ ") + c.Strong.Render(title)
	}
	var lines []string
	if at == 0 {
		c.apply(&o.name)
		o.name.SetWidth(max(1, c.width-expressColumn-4))
		lines = inColumns(head, []string{o.name.View()}, c.width)
	} else {
		lines = inColumns(head, o.choiceTexts(c, at), c.width)
	}
	for _, line := range wrap(o.warning(at), c.width-6) {
		lines = append(lines, "    "+c.Warning.Render(line))
	}
	if at == o.at {
		for _, text := range o.help(at) {
			for _, line := range wrap(text, c.width-6) {
				lines = append(lines, "    "+c.Dim.Render(line))
			}
		}
	}
	return lines
}

// warning is what is wrong with an answer, or why it is not the one that was given.
func (o *expressOverlay) warning(at int) string {
	switch {
	case at == 0 && o.wrong != "":
		return "✗ " + o.wrong
	case at > 0 && o.changed[o.asked[at-1].ID] != "":
		return "! " + o.changed[o.asked[at-1].ID]
	default:
		return ""
	}
}

// choiceTexts are the choices of a question, each with a sign: one is chosen, and
// some cannot be.
func (o *expressOverlay) choiceTexts(c canvas, at int) []string {
	q := o.asked[at-1]
	var texts []string
	for _, choice := range o.answers.Choices(q) {
		switch {
		case choice.Value == o.answers.Answer(q) && at == o.at:
			texts = append(texts, c.Accent.Render("● "+choice.Title))
		case choice.Value == o.answers.Answer(q):
			texts = append(texts, c.Text.Render("● "+choice.Title))
		case choice.Why != "":
			texts = append(texts, c.Dim.Render("– "+choice.Title))
		default:
			texts = append(texts, c.Dim.Render("○ "+choice.Title))
		}
	}
	return texts
}

// help is what a question decides, what its answer means, and why other answers
// cannot be chosen.
func (o *expressOverlay) help(at int) []string {
	if at == 0 {
		return []string{"Names of resources and the domain prefix follow it."}
	}
	q := o.asked[at-1]
	var texts []string
	for _, choice := range o.answers.Choices(q) {
		if choice.Value == o.answers.Answer(q) {
			texts = append([]string{strings.TrimSpace(choice.Help + " " + q.Help)}, texts...)
		}
		if choice.Why != "" {
			texts = append(texts, "– "+choice.Title+": "+choice.Why)
		}
	}
	return texts
}

// inColumns puts texts behind a title, on as many lines as they need.
func inColumns(title string, texts []string, width int) []string {
	gap := "  "
	if expressColumn+2+ansi.StringWidth(strings.Join(texts, gap)) > width {
		gap = " "
	}
	column := expressColumn + 2
	line, used := fit(title, column), false
	if width < 60 {
		column = 4
		line = title
		used = true // the texts begin below
	}
	var lines []string
	for i, text := range texts {
		if (i > 0 && ansi.StringWidth(line+gap+text) > width) || i == 0 && used {
			lines = append(lines, line)
			line = strings.Repeat(" ", column)
		} else if i > 0 {
			line += gap
		}
		line += text
	}
	return append(lines, line)
}

// derivedLines is what follows, behind the number of the step where it is edited,
// with its reason.
func derivedLines(c canvas, d model.Derived) []string {
	step := stepOf(d)
	text, reason, style := d.Text, d.Reason, c.Text
	if d.Kept {
		text, reason, style = "– "+text, "not applied: you changed it", c.Dim
	}
	if cannotChange(d) {
		text += " ◆"
	}
	number := c.Dim.Render(fmt.Sprintf("  %2d ", step+1))
	column := min(56, c.width-5-28)
	if c.width < 60 {
		var lines []string
		for i, line := range wrap(text+" · "+reason, c.width-6) {
			if i > 0 {
				number = "     "
			}
			lines = append(lines, number+style.Render(line))
		}
		return lines
	}
	var lines []string
	for _, line := range wrap(text, column-2) {
		lines = append(lines, number+style.Render(fit(line, column))+c.Dim.Render(reason))
		number, reason = "     ", ""
	}
	if c.width >= 100 {
		lines[0] = fit(lines[0], c.width-24) + c.Dim.Render(forms.Steps[step].Title)
	}
	return lines
}

// cannotChange reports whether something of it cannot be changed later.
func cannotChange(d model.Derived) bool {
	return slices.ContainsFunc(d.Paths, func(path string) bool {
		setting := model.Lookup(path)
		return setting != nil && setting.Permanent != ""
	})
}

// finishExpress opens the review of the pool that follows from the answers, as one
// change. What was changed in a draft since stays.
func (w *Wizard) finishExpress(a actionExpress) tea.Cmd {
	w.closeOverlay()
	var closing, changing tea.Cmd
	pool, _ := a.given.Build()
	if a.from == newByExpress {
		w.start.express = model.Express{}
		closing = w.load(nil, w.Drafts.New())
	} else {
		pool, _ = w.express.Follow(w.answers.Pool, a.given)
	}
	if w.express == nil || w.express.Of(w.answers.Pool) != a.given || !pool.Equal(w.answers.Pool) {
		changing = w.change(func() {
			w.answers.Replace(pool)
			w.express = &a.given
		})
	}
	w.showReview()
	w.review.at = 0
	return tea.Batch(closing, changing)
}

// toStart opens the start.
func (w *Wizard) toStart() tea.Cmd {
	w.closeOverlay()
	w.leaveField()
	w.editor = nil
	w.screen = onStart
	return w.start.resume(w)
}
