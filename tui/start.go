package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/model"
)

// startScreen offers what to start from: the pool at hand, a draft, a preset,
// nothing, or a file.
type startScreen struct {
	choices []startChoice
	express model.Express // answers to a few questions that were left
	at      int
	answer  textinput.Model // the path of a file or the id of a pool
	asking  bool
	pools   []SandboxPool // that the answer can be chosen from
	reading bool          // a pool is being read
	problem error         // why it could not be read
}

// startChoice opens a pool, leads to the list of drafts, or asks for something
// and loads the pool of it.
type startChoice struct {
	group        string // what it is among the choices, as a label beside the first of them
	title, about string
	name         string // by which the line-by-line mode starts it, whatever else is offered
	open         func() (OpenDraft, error)
	drafts       bool
	express      bool // asks a few questions
	ask          string
	load         func(string) (p *model.Pool, unread []string, err error)
	// live reads a live pool to change it, in place of load.
	live     func(id string) (live *Live, unread []string, err error)
	proposed func() []SandboxPool // to choose from by the arrow keys; nil for none
}

// loadedMsg is a pool that was read in the background.
type loadedMsg struct {
	OpenDraft
	draft bool // it was continued
	err   error
}

// sandboxPoolsMsg is what the sandbox has now.
type sandboxPoolsMsg []SandboxPool

// draftsListedMsg is what the store has now.
type draftsListedMsg struct{ list DraftList }

// draftsOffered is how many drafts the start screen offers by name; the others
// are one screen further.
const draftsOffered = 3

// Groups of choices that are made in several places.
const draftsGroup, otherGroup = "Drafts", "Other"

// groupColumn is how wide the labels of groups are, with the space behind them.
const groupColumn = len("Recommended") + 2

func newStart(o *Options) startScreen {
	s := startScreen{answer: textinput.New()}
	s.answer.Prompt = "> "
	s.choices = append(draftChoices(o), newPoolChoices(o)...)
	return s
}

// draftChoices offer the newest drafts, and all of them.
func draftChoices(o *Options) []startChoice {
	var choices []startChoice
	for _, d := range o.Found.Drafts[:min(draftsOffered, len(o.Found.Drafts))] {
		choices = append(choices, startChoice{
			group: draftsGroup,
			title: "Continue " + oneLine(d.Name, 40),
			about: d.kind() + ", saved " + ago(o.Now().Sub(d.Saved)),
			open:  d.Open,
		})
	}
	if len(o.Found.Drafts)+len(o.Found.Notes) == 0 {
		return nil
	}
	about := "Continue or delete one of " + model.Plural(len(o.Found.Drafts), "draft") + "."
	if n := len(o.Found.Notes); n > 0 {
		about += " " + model.Plural(n, "file") + " skipped."
	}
	return append(choices, startChoice{group: draftsGroup, title: "All drafts …", about: about, drafts: true})
}

// newPoolChoices begin a new pool. What is not always offered comes last, so that
// the numbers of the others stay the same.
func newPoolChoices(o *Options) []startChoice {
	choices := []startChoice{{group: "Recommended", name: "express", title: "A few questions", about: "Who signs in, and how? The rest follows, with reasons.", express: true}}
	for _, p := range model.Presets {
		choices = append(choices, startChoice{group: "Presets", name: p.Name, title: p.Title, about: p.Summary, open: o.newPool(func() *model.Pool { return model.LoadPreset(p.Name) })})
	}
	choices = append(choices,
		startChoice{group: otherGroup, name: "blank", title: "Blank", about: "Start from nothing.", open: o.newPool(func() *model.Pool { return &model.Pool{} })},
		startChoice{group: otherGroup, name: "file", title: "A file …", about: "A draft, a request body, or the output of describe-user-pool; JSON or YAML.", ask: "Path of the file", load: o.loadFile},
	)
	const id = "Pool ID, such as eu-west-1_Ab12Cd34E"
	if o.ReadLive != nil {
		choices = append(choices, startChoice{group: otherGroup, name: "live", title: "A live pool …", about: "Opens a pool that exists by its ID, to change it. Nothing is sent before the review.", ask: id, proposed: o.SandboxPools,
			live: func(id string) (*Live, []string, error) { return o.ReadLive(id, LiveAt{}) }})
	}
	if o.Fetch != nil {
		choices = append(choices, startChoice{group: otherGroup, name: "copy", title: "A copy of a live pool …", about: "Reads a pool in your account by its ID, to create a similar one.", ask: id, load: o.Fetch})
	}
	return choices
}

// read opens what an answer names.
func (c startChoice) read(answer string, file DraftFile) (OpenDraft, error) {
	if c.live == nil {
		p, unread, err := c.load(answer)
		return OpenDraft{Pool: p, File: file, Unread: unread}, err
	}
	live, unread, err := c.live(strings.TrimSpace(answer))
	if err != nil {
		return OpenDraft{}, err
	}
	return OpenDraft{Pool: live.Opened.Draft(), File: file, Unread: unread, Live: live}, nil
}

// loadFile reads a pool from a file, all of it or nothing.
func (o *Options) loadFile(path string) (p *model.Pool, unread []string, err error) {
	p, err = o.Load(path)
	return p, nil, err
}

// newPool opens a pool as a new draft.
func (o *Options) newPool(pool func() *model.Pool) func() (OpenDraft, error) {
	return func() (OpenDraft, error) { return OpenDraft{Pool: pool(), File: o.Drafts.New()}, nil }
}

// resume offers the pool at hand first, when the user comes back here.
func (s *startScreen) resume(w *Wizard) tea.Cmd {
	s.problem = nil
	s.offer(w)
	s.at = 0
	return w.listDrafts()
}

// offer makes the choices of the drafts that are known, and keeps the cursor
// where it is.
func (s *startScreen) offer(w *Wizard) {
	title := ""
	if s.at < len(s.choices) {
		title = s.choices[s.at].title
	}
	others := w.Options
	others.Found.Drafts = w.otherDrafts()
	s.choices = newStart(&others).choices
	if w.begun {
		p := w.answers.Pool
		s.choices = append([]startChoice{{
			group: "Open",
			title: "Return to " + oneLine(w.name(), 40),
			about: "the pool you are editing",
			open:  func() (OpenDraft, error) { return OpenDraft{Pool: p}, nil },
		}}, s.choices...)
	}
	s.at = max(0, slices.IndexFunc(s.choices, func(c startChoice) bool { return c.title == title }))
}

// otherDrafts are the drafts without the one that is being edited.
func (w *Wizard) otherDrafts() []Draft {
	at := w.draft.file.Path()
	return slices.DeleteFunc(slices.Clone(w.Found.Drafts), func(d Draft) bool { return at != "" && d.Path == at })
}

// listDrafts finds out which drafts there are now.
func (w *Wizard) listDrafts() tea.Cmd {
	store := w.Drafts
	return func() tea.Msg { return draftsListedMsg{store.List()} }
}

func (w *Wizard) draftsListed(msg draftsListedMsg) {
	w.Found = msg.list
	if o, open := w.overlay.(*draftsOverlay); open {
		o.list(w.otherDrafts(), w.Found.Notes)
	}
	if w.screen == onStart && !w.start.asking {
		w.start.offer(w)
	}
}

// ago says how long something is past, roughly.
func ago(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return model.Plural(int(d.Minutes()), "minute") + " ago"
	case d < 48*time.Hour:
		return model.Plural(int(d.Hours()), "hour") + " ago"
	default:
		return model.Plural(int(d.Hours()/24), "day") + " ago"
	}
}

func (s *startScreen) typing() bool { return s.asking }

func (s *startScreen) keys(w *Wizard) []key.Binding {
	k := w.keys
	if s.asking {
		keys := []key.Binding{relabel(k.Open, "read it"), k.Back}
		if len(s.pools) > 0 {
			keys = append(keys, k.arrows("pools in the sandbox"))
		}
		return keys
	}
	return []key.Binding{relabel(k.Open, "start"), pair(k.Up, k.Down, "↑↓", "move")}
}

func (s *startScreen) press(w *Wizard, msg tea.KeyPressMsg) tea.Cmd {
	if s.asking {
		return s.pressAnswer(w, msg)
	}
	switch {
	case key.Matches(msg, w.keys.Up), key.Matches(msg, w.keys.Prev):
		s.at = (s.at + len(s.choices) - 1) % len(s.choices)
	case key.Matches(msg, w.keys.Open):
		return s.choose(w)
	case key.Matches(msg, w.keys.Down), key.Matches(msg, w.keys.Next):
		s.at = (s.at + 1) % len(s.choices)
	}
	return nil
}

func (s *startScreen) choose(w *Wizard) tea.Cmd {
	choice := s.choices[s.at]
	s.problem = nil
	switch {
	case choice.drafts:
		return w.openDrafts()
	case choice.express:
		return w.openExpress(newByExpress)
	case choice.ask != "":
		s.asking, s.pools = true, nil
		if choice.proposed != nil {
			return tea.Batch(s.answer.Focus(), func() tea.Msg { return sandboxPoolsMsg(choice.proposed()) })
		}
		return s.answer.Focus()
	}
	return s.read(choice.open, strings.HasPrefix(choice.title, "Continue "))
}

func (s *startScreen) pressAnswer(w *Wizard, msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, w.keys.Back):
		s.asking, s.problem = false, nil
		s.offer(w)
		return nil
	case key.Matches(msg, w.keys.Open):
		answer, choice, store := s.answer.Value(), s.choices[s.at], w.Drafts
		return s.read(func() (OpenDraft, error) { return choice.read(answer, store.New()) }, false)
	case len(s.pools) > 0 && key.Matches(msg, w.keys.ArrowUp):
		s.propose(-1)
		return nil
	case len(s.pools) > 0 && key.Matches(msg, w.keys.ArrowDown):
		s.propose(1)
		return nil
	}
	return s.pass(w, msg)
}

// read opens a pool in the background, one at a time.
func (s *startScreen) read(open func() (OpenDraft, error), isDraft bool) tea.Cmd {
	if s.reading {
		return nil
	}
	s.reading = true
	return func() tea.Msg {
		opened, err := open()
		return loadedMsg{opened, isDraft, err}
	}
}

// loaded goes on with the pool that was read.
func (w *Wizard) loaded(msg loadedMsg) tea.Cmd {
	w.start.reading = false
	if msg.err != nil {
		w.start.problem = msg.err
		if o, open := w.overlay.(*draftsOverlay); open {
			o.problem = msg.err
		}
		return w.listDrafts() // a draft may be gone
	}
	w.start.asking, w.overlay = false, nil
	if msg.Pool == w.answers.Pool {
		return w.openStep(0)
	}
	closing := w.load(msg.Pool, msg.File)
	w.express = msg.Express
	if msg.Live != nil {
		w.changeLive(msg.Live)
	}
	w.continued = msg.draft
	w.notice = msg.Note
	opening := w.openStep(0)
	if len(msg.Unread) > 0 {
		w.overlay = unreadOverlay(msg.Unread)
	}
	return tea.Batch(closing, opening)
}

// pass takes what is no key: a paste into the answer.
func (s *startScreen) pass(w *Wizard, msg tea.Msg) tea.Cmd {
	if !s.asking {
		return nil
	}
	var cmd tea.Cmd
	s.answer, cmd = s.answer.Update(msg)
	return cmd
}

func (s *startScreen) lines(w *Wizard, width, height int) []string {
	title := "  " + w.styles.Strong.Render("What do you want to start from?")
	lines, titleAt := []string{"", title, ""}, 1
	if height < 14 {
		lines, titleAt = []string{title}, 0
	}
	if s.asking {
		return append(lines, s.askLines(w, width)...)
	}
	if s.problem != nil {
		for _, line := range wrap(w.explain(s.problem), width-4) {
			lines = append(lines, "  "+w.styles.Error.Render(line))
		}
	}
	list, from, to := s.list(w, width)
	room := max(1, height-len(lines))
	hidden := w.hiddenLines(list, from, to, room)
	if width < listFrom {
		hidden = w.hiddenArrows(list, from, to, room)
	}
	lines[titleAt] = spreadRight(title, hidden+" ", width)
	return append(lines, w.window(list, from, to, room)...)
}

// list draws the choices and says between which lines the one with the cursor is.
// Where there is room, the first of a group has its label beside it.
func (s *startScreen) list(w *Wizard, width int) (list []string, from, to int) {
	column := groupColumn
	if width < listFrom {
		column = 0
	}
	group := ""
	for i, c := range s.choices {
		label := ""
		if c.group != group {
			label, group = c.group, c.group
		}
		label = "  " + w.styles.Dim.Render(fit(label, column))
		title := oneLine(c.title, width-column-6)
		if i != s.at {
			list = append(list, label+"  "+w.styles.Text.Render(title))
			continue
		}
		from = len(list)
		list = append(list, label+w.styles.Accent.Render("> "+title))
		for _, line := range wrap(c.about, width-column-8) {
			list = append(list, strings.Repeat(" ", column+6)+w.styles.Dim.Render(line))
		}
		to = len(list)
	}
	return list, from, to
}

func (s *startScreen) askLines(w *Wizard, width int) []string {
	w.styles.apply(&s.answer)
	s.answer.SetWidth(max(1, width-8))
	lines := []string{"  " + w.styles.Text.Render(s.choices[s.at].ask), "  " + s.answer.View(), ""}
	if len(s.pools) > 0 {
		lines = append(lines, s.poolLines(w, width)...)
	}
	if s.problem != nil {
		for _, line := range wrap("✗ "+w.explain(s.problem), width-4) {
			lines = append(lines, "  "+w.styles.Error.Render(line))
		}
	}
	return lines
}

// mostPools is how many pools of the sandbox are listed.
const mostPools = 8

// poolLines list the newest pools in the sandbox.
func (s *startScreen) poolLines(w *Wizard, width int) []string {
	lines := []string{"  " + w.styles.Dim.Render(oneLine("In the sandbox, ↑↓ to choose", width-4))}
	for i, p := range s.pools {
		if i == mostPools {
			break
		}
		style, cursor := w.styles.Text, "  "
		if p.ID == s.answer.Value() {
			style, cursor = w.styles.Accent, "> "
		}
		lines = append(lines, "  "+style.Render(oneLine(cursor+p.ID+"  "+p.Name, width-4)))
	}
	return append(lines, "")
}

// propose answers with the next pool in the sandbox, or the one before.
func (s *startScreen) propose(by int) {
	n := min(len(s.pools), mostPools)
	at := slices.IndexFunc(s.pools[:n], func(p SandboxPool) bool { return p.ID == s.answer.Value() })
	if at < 0 && by < 0 {
		at = 0
	}
	s.answer.SetValue(s.pools[(at+by+n)%n].ID)
	s.answer.CursorEnd()
}

// explain is an error with its hint.
func (o *Options) explain(err error) string {
	text := oneLine(err.Error(), 2000)
	if o.Hint != nil {
		if hint := o.Hint(err); hint != "" {
			text = fmt.Sprintf("%s. %s", text, oneLine(hint, 2000))
		}
	}
	return text
}
