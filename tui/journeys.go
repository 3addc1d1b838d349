package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// journeysOverlay is a storyboard of what people go through with the pool. Left and
// right move from step to step, up and down from journey to journey. A message is
// drawn as it arrives.
type journeysOverlay struct {
	journeys []model.Journey // those that are possible first
	at       int             // in journeys
	step     int             // of that journey; of one that is not possible, the reason
	scrolled int             // lines by which the window is away from the step
}

func newJourneys(p *model.Pool) *journeysOverlay {
	o := &journeysOverlay{journeys: model.Journeys(p)}
	slices.SortStableFunc(o.journeys, func(a, b model.Journey) int { return cmp.Compare(a.State, b.State) })
	return o
}

// journeyPlace is a step of a journey, to return to.
type journeyPlace struct {
	id   string
	step int
}

// reopen opens the journeys at a place again, where a change of the pool may have
// moved it; nil opens nothing.
func (w *Wizard) reopen(last *journeyPlace) {
	if last == nil {
		return
	}
	o := newJourneys(w.answers.Pool)
	o.goToJourney(slices.IndexFunc(o.journeys, func(j model.Journey) bool { return j.ID == last.id }))
	o.goToStep(last.step)
	w.overlay = o
}

func (o *journeysOverlay) takesText() bool { return false }

func (o *journeysOverlay) keys(k *keyMap) []key.Binding {
	return []key.Binding{
		k.Back, pair(k.PrevEvent, k.NextEvent, "←→", "step"), pair(k.Up, k.Down, "↑↓", "journey"),
		relabel(k.Open, "edit its setting"), k.Save, k.pages("scroll"), k.ends("first, last step"),
	}
}

func (o *journeysOverlay) update(msg tea.Msg, k *keyMap) (tea.Cmd, action) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil, nil
	}
	switch {
	case key.Matches(press, k.Back):
		return nil, actionClose{}
	case key.Matches(press, k.Help):
		return nil, actionHelp{}
	case key.Matches(press, k.Save):
		return nil, actionOpenSave{}
	case key.Matches(press, k.NextEvent):
		o.goToStep(o.step + 1)
	case key.Matches(press, k.PrevEvent):
		o.goToStep(o.step - 1)
	case key.Matches(press, k.Down):
		o.goToJourney(o.at + 1)
	case key.Matches(press, k.Up):
		o.goToJourney(o.at - 1)
	case key.Matches(press, k.Open):
		return nil, o.edit()
	}
	return nil, nil
}

func (o *journeysOverlay) goToJourney(at int) {
	o.at, o.step, o.scrolled = clamp(at, len(o.journeys)), 0, 0
}

func (o *journeysOverlay) goToStep(step int) {
	o.step, o.scrolled = clamp(step, o.steps()), 0
}

// steps is how many steps the journey has, or reasons why it is not possible.
func (o *journeysOverlay) steps() int {
	j := o.journey()
	return max(len(j.Steps), len(j.Why))
}

func (o *journeysOverlay) journey() model.Journey { return o.journeys[o.at] }

// move scrolls, or goes to the first or last step.
func (o *journeysOverlay) move(by int) bool {
	switch {
	case by <= -far:
		o.goToStep(0)
	case by >= far:
		o.goToStep(o.steps() - 1)
	default:
		o.scrolled += by
	}
	return true
}

// edit goes to the first setting of the step that the wizard asks for.
func (o *journeysOverlay) edit() action {
	j := o.journey()
	var paths []string
	if j.State == model.Possible {
		paths = j.Steps[o.step].Settings
	} else {
		paths = j.Why[o.step].Settings
	}
	for _, path := range paths {
		if _, _, found := forms.Find(path); found {
			return actionGoTo{path: path, journey: &journeyPlace{j.ID, o.step}}
		}
	}
	return actionNotice{"no setting changes this step"}
}

// Columns of the list of journeys, which is beside the storyboard where there is room.
const (
	journeyListWidth = 40
	journeyListFrom  = 100
)

func (o *journeysOverlay) lines(c canvas) []string {
	width := c.width
	if c.width >= journeyListFrom {
		width -= journeyListWidth
	}
	head := o.head(c, width)
	text, from, to := o.storyboard(c, width)
	room := max(1, c.height-len(head))
	follow := offsetOf(len(text), from, to, room)
	offset := max(0, min(follow+o.scrolled, len(text)-room))
	o.scrolled = offset - follow
	shown := text[offset:min(len(text), offset+room)]
	if more := moreLines(offset, len(text)-offset-len(shown)); more != "" && len(head) > 1 {
		head[1] = spread(head[1], c.Dim.Render(more), width)
	}
	lines := append(head, shown...)
	if width == c.width {
		return lines
	}
	list := o.list(c, journeyListWidth-2)
	side := make([]string, max(len(lines), len(list)))
	for i := range side {
		side[i] = fit(at(list, i), journeyListWidth-2) + "  " + at(lines, i)
	}
	return side
}

// at is a line, or an empty one after the last.
func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// head is the title of the journey, and where the cursor is.
func (o *journeysOverlay) head(c canvas, width int) []string {
	j := o.journey()
	where := "step " + position(o.step+1, o.steps())
	if j.State != model.Possible {
		where = stateWords(j.State)
	}
	title := c.Strong.Render(oneLine(j.Title, width))
	if c.height < 14 {
		return []string{spreadRight(title, c.Dim.Render(where), width)}
	}
	if j.Client != "" {
		where += " · app client " + j.Client
	}
	return []string{
		spreadRight(title, c.Dim.Render("journey "+position(o.at+1, len(o.journeys))), width),
		c.Dim.Render(oneLine(where, width)),
		"",
	}
}

func stateWords(state model.JourneyState) string {
	return map[model.JourneyState]string{model.Possible: "possible", model.Impossible: "not possible", model.NotOffered: "not offered"}[state]
}

// list is the journeys with their state, and the cursor.
func (o *journeysOverlay) list(c canvas, width int) []string {
	lines := make([]string, len(o.journeys))
	for i, j := range o.journeys {
		sign, style := "✓ ", c.Text
		switch j.State {
		case model.Impossible:
			sign, style = "✗ ", c.Error
		case model.NotOffered:
			sign, style = "– ", c.Dim
		}
		cursor := "  "
		if i == o.at {
			cursor = c.Accent.Render("▸ ")
		}
		lines[i] = cursor + style.Render(oneLine(sign+j.Title, width-2))
	}
	return windowAt(lines, o.at, o.at+1, c.height)
}

// storyboard is the steps of the journey, or the reasons why it is not possible, and
// the lines of the one with the cursor.
func (o *journeysOverlay) storyboard(c canvas, width int) (lines []string, from, to int) {
	j := o.journey()
	for i := range o.steps() {
		if i == o.step {
			from = len(lines)
		}
		if j.State == model.Possible {
			lines = append(lines, o.stepLines(c, width, i)...)
		} else {
			lines = append(lines, o.reasonLines(c, width, i)...)
		}
		if i == o.step {
			to = len(lines)
		}
	}
	return lines, from, to
}

// stepLines is a step; the one with the cursor has its note and its message.
func (o *journeysOverlay) stepLines(c canvas, width, i int) []string {
	s := o.journey().Steps[i]
	style := c.Dim
	if i == o.step {
		style = c.Text
	}
	lines := stepBlock(c, i, i == o.step, wrap(s.InCase(), width-6), style.Render)
	if i != o.step {
		return lines
	}
	for _, line := range wrap(s.Note, width-6) {
		lines = append(lines, "      "+c.Dim.Render(line))
	}
	if s.MayStop {
		for _, line := range wrap("! This can end the journey.", width-6) {
			lines = append(lines, "      "+c.Warning.Render(line))
		}
	}
	if s.Message != nil {
		lines = append(lines, messageBox(c, s.Message, width-6)...)
	}
	return lines
}

// reasonLines is a reason why a journey is not possible, with what to do.
func (o *journeysOverlay) reasonLines(c canvas, width, i int) []string {
	why := o.journey().Why[i]
	sign, style := "✗ ", c.Error
	if o.journey().State == model.NotOffered {
		sign, style = "– ", c.Text
	}
	lines := stepBlock(c, i, i == o.step, wrap(sign+sentence(why.Why)+".", width-6), style.Render)
	for _, line := range wrap(fixOf(why), width-6) {
		lines = append(lines, "      "+c.Text.Render(line))
	}
	for _, path := range why.Settings {
		for _, line := range wrap(model.Name(path), width-6) {
			lines = append(lines, "      "+c.Dim.Render(line))
		}
	}
	return lines
}

func fixOf(why model.Obstacle) string {
	if why.Fix == "" {
		return ""
	}
	return "Fix: " + why.Fix + "."
}

// stepBlock puts the number of a step before its lines, and the cursor before that.
func stepBlock(c canvas, i int, focused bool, lines []string, style func(...string) string) []string {
	cursor := "  "
	if focused {
		cursor = c.Accent.Render("▸ ")
	}
	for n, line := range lines {
		if n == 0 {
			lines[n] = cursor + style(fmt.Sprintf("%2d  %s", i+1, line))
			continue
		}
		lines[n] = "      " + style(line)
	}
	return lines
}

// boxWidth is the most columns that a message has, as on a phone.
const boxWidth = 64

// messageBox is a message as it arrives.
func messageBox(c canvas, m *model.Message, width int) []string {
	inner := max(8, min(boxWidth, width)-4)
	fields := [][2]string{{"From", m.From}, {"To", m.To}}
	if m.Subject != "" {
		fields = append(fields, [2]string{"Subject", m.Subject})
	}
	var text []string
	for _, f := range fields {
		for i, line := range wrap(f[1], max(1, inner-9)) {
			label := f[0]
			if i > 0 {
				label = ""
			}
			text = append(text, c.Dim.Render(fit(label, 9))+c.Text.Render(line))
		}
	}
	if m.Body != "" {
		text = append(text, "")
		for paragraph := range strings.SplitSeq(m.Body, "\n") {
			body := wrap(paragraph, inner)
			if body == nil {
				body = []string{""}
			}
			for _, line := range body {
				text = append(text, c.Text.Render(line))
			}
		}
	}
	lines := []string{c.Frame.Render("╭─ ") + c.Accent.Render(m.Medium) + c.Frame.Render(" "+strings.Repeat("─", max(0, inner-ansi.StringWidth(m.Medium)-1))+"╮")}
	bar := c.Frame.Render("│")
	for _, line := range text {
		lines = append(lines, bar+" "+fit(line, inner)+" "+bar)
	}
	lines = append(lines, c.Frame.Render("╰"+strings.Repeat("─", inner+2)+"╯"))
	for _, line := range wrap(m.Remark(), inner) {
		lines = append(lines, "  "+c.Dim.Render(line))
	}
	for i := range lines {
		lines[i] = "      " + lines[i]
	}
	return lines
}

// spokenJourney is a journey in sentences, for the line-by-line mode.
func spokenJourney(j model.Journey) []string {
	lines := []string{j.Title + "."}
	if j.Client != "" {
		lines[0] = j.Title + ", with the app client " + j.Client + "."
	}
	if j.State != model.Possible {
		lines = append(lines, sentence(stateWords(j.State)+" with these settings")+".")
	}
	for _, why := range j.Why {
		lines = append(lines, strings.TrimSpace(sentence(why.Why)+". "+fixOf(why)))
	}
	for i, s := range j.Steps {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("Step %d. %s %s", i+1, s.InCase(), s.Note)))
		if m := s.Message; m != nil {
			text := m.Medium + " from " + m.From + "."
			if m.Subject != "" {
				text += " Subject: " + m.Subject + "."
			}
			if m.Body != "" {
				text += " Text: " + strings.Join(strings.Fields(m.Body), " ")
			}
			lines = append(lines, text+" ("+m.Remark()+")")
		}
	}
	return lines
}
