package tui

import (
	"fmt"
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
	at      int
	answer  textinput.Model // the path of a file or the id of a pool, while it is asked for
	asking  bool
	problem error // why it could not be read
}

// startChoice has a pool, or asks for something and loads the pool of it.
type startChoice struct {
	title, about string
	pool         func() (*model.Pool, error)
	ask          string
	load         func(string) (*model.Pool, error)
}

// loadedMsg is a pool that was read in the background.
type loadedMsg struct {
	pool *model.Pool
	err  error
}

func newStart(o *Options) startScreen {
	s := startScreen{answer: textinput.New()}
	s.answer.Prompt = "> "
	for _, d := range o.Drafts {
		s.choices = append(s.choices, startChoice{
			title: "Continue " + oneLine(d.Name, 40),
			about: "a draft, saved " + ago(o.Now().Sub(d.Saved)),
			pool:  d.Load,
		})
	}
	for _, p := range model.Presets {
		s.choices = append(s.choices, startChoice{
			title: p.Title,
			about: p.Summary,
			pool:  func() (*model.Pool, error) { return model.LoadPreset(p.Name), nil },
		})
	}
	s.choices = append(s.choices,
		startChoice{title: "Blank", about: "Nothing is said; every step asks.", pool: func() (*model.Pool, error) { return &model.Pool{}, nil }},
		startChoice{title: "A file …", about: "A draft, a request body, or what describe-user-pool printed; JSON or YAML.", ask: "Path of the file", load: o.Load},
	)
	if o.Fetch != nil {
		s.choices = append(s.choices, startChoice{title: "A live pool …", about: "Reads a pool of your account by its id, to make one like it.", ask: "Id of the pool, such as eu-west-1_Ab12Cd34E", load: o.Fetch})
	}
	return s
}

// resume offers the pool at hand first, for somebody who came back here.
func (s *startScreen) resume(w *Wizard) {
	*s = newStart(&w.Options)
	p := w.state.Pool
	s.choices = append([]startChoice{{
		title: "Go on with " + oneLine(w.name(), 40),
		about: "as it is now",
		pool:  func() (*model.Pool, error) { return p, nil },
	}}, s.choices...)
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
	open := k.Open
	open.SetHelp("enter", "start")
	if s.asking {
		open.SetHelp("enter", "read it")
		return []key.Binding{open, k.Back}
	}
	return []key.Binding{k.Up, k.Down, open}
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
	if choice.pool == nil {
		s.asking, s.problem = true, nil
		return s.answer.Focus()
	}
	return func() tea.Msg {
		p, err := choice.pool()
		return loadedMsg{p, err}
	}
}

func (s *startScreen) pressAnswer(w *Wizard, msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, w.keys.Back):
		s.asking = false
		return nil
	case key.Matches(msg, w.keys.Open):
		answer, load := s.answer.Value(), s.choices[s.at].load
		return func() tea.Msg {
			p, err := load(answer)
			return loadedMsg{p, err}
		}
	}
	return s.pass(w, msg)
}

// pass takes what is no key: a paste into the answer, or the pool that was read.
func (s *startScreen) pass(w *Wizard, msg tea.Msg) tea.Cmd {
	if loaded, ok := msg.(loadedMsg); ok {
		if loaded.err != nil {
			s.problem = loaded.err
			return nil
		}
		s.asking = false
		if loaded.pool != w.state.Pool {
			w.load(loaded.pool)
		}
		return w.openStep(0)
	}
	if !s.asking {
		return nil
	}
	var cmd tea.Cmd
	s.answer, cmd = s.answer.Update(msg)
	return cmd
}

func (s *startScreen) lines(w *Wizard, width, height int) []string {
	lines := []string{"", "  " + w.styles.Strong.Render("What do you want to start from?"), ""}
	if height < 14 {
		lines = lines[1:2]
	}
	if s.asking {
		return append(lines, s.askLines(w, width)...)
	}
	var list []string
	from, to := 0, 0
	for i, c := range s.choices {
		title := fit(c.title, min(30, width-4))
		if i == s.at {
			from = len(list)
			list = append(list, w.styles.Accent.Render("  > "+title))
			for _, line := range wrap(c.about, width-8) {
				list = append(list, "      "+w.styles.Dim.Render(line))
			}
			to = len(list)
			continue
		}
		list = append(list, "    "+w.styles.Text.Render(title))
	}
	if s.problem != nil {
		for _, line := range wrap(w.explain(s.problem), width-4) {
			lines = append(lines, "  "+w.styles.Error.Render(line))
		}
	}
	return append(lines, w.window(list, from, to, max(1, height-len(lines)))...)
}

func (s *startScreen) askLines(w *Wizard, width int) []string {
	w.styles.dress(&s.answer)
	s.answer.SetWidth(max(1, width-8))
	lines := []string{"  " + w.styles.Text.Render(s.choices[s.at].ask), "  " + s.answer.View(), ""}
	if s.problem != nil {
		for _, line := range wrap("✗ "+w.explain(s.problem), width-4) {
			lines = append(lines, "  "+w.styles.Error.Render(line))
		}
	}
	return lines
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
