package forms

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"github.com/poolsmith/poolsmith/model"
)

// Editor is the huh field for the setting in focus. It holds what the field
// shows; Commit carries a change into the state and does nothing when nothing
// was changed, so that looking at a setting leaves it as it was.
type Editor struct {
	huh.Field
	of      Field
	text    string
	members []string

	textThen    string   // at the last commit
	membersThen []string // at the last commit, as a set
}

// Edit makes the huh field for a setting from the state. The caller sizes and
// focuses it.
func Edit(s *State, f Field, theme huh.Theme, keys *huh.KeyMap) *Editor {
	e := &Editor{of: f, text: showTabs(s.Text(f)), members: slices.Clone(s.Members(f))}
	e.Field = e.build()
	e.WithTheme(theme)
	e.WithKeyMap(keys)
	// Any message makes a field write back what it shows, which is not always
	// what it was given: tabs become spaces. What it shows now is the point to
	// compare with.
	e.Field.Update(nil)
	e.textThen, e.membersThen = e.text, asSet(e.members)
	return e
}

// ProseLines is how many lines of a message are shown while it is edited.
const ProseLines = 5

func (e *Editor) build() huh.Field {
	setting := e.of.Setting()
	switch setting.Kind {
	case model.Choice:
		return huh.NewSelect[string]().Options(choices(setting, e.text)...).Value(&e.text)
	case model.Bool:
		return huh.NewSelect[string]().Options(
			huh.NewOption(LeaveOut(setting), ""),
			huh.NewOption("Yes", yes),
			huh.NewOption("No", no),
		).Value(&e.text)
	case model.Block:
		return huh.NewSelect[string]().Options(
			huh.NewOption("Off", ""),
			huh.NewOption("On", yes),
		).Value(&e.text)
	case model.Choices:
		options := memberOptions(setting, e.members)
		return huh.NewMultiSelect[string]().Options(options...).Filterable(false).Height(len(options)).Value(&e.members)
	case model.Prose:
		return huh.NewText().Lines(ProseLines).CharLimit(0).ExternalEditor(false).ShowLineNumbers(false).Value(&e.text)
	default:
		return huh.NewInput().Value(&e.text)
	}
}

// LeaveOut is the option that leaves a setting to Cognito. The help of the
// setting has the default in full, so that only a short one stands here.
func LeaveOut(s *model.Setting) string {
	if len(s.Default) > 24 {
		return "Leave to Cognito"
	}
	return "Leave to Cognito: " + s.Default
}

// choices lists the options of a setting, the one that leaves it out first,
// and a value of a file that the catalogue does not know as itself.
func choices(setting *model.Setting, value string) []huh.Option[string] {
	options := []huh.Option[string]{huh.NewOption(LeaveOut(setting), "")}
	for _, o := range setting.Choices {
		options = append(options, huh.NewOption(OptionTitle(o), o.Value))
	}
	if value != "" && setting.Option(value) == nil {
		options = append(options, huh.NewOption(model.Printable(value)+" (unknown)", value))
	}
	return options
}

func memberOptions(setting *model.Setting, members []string) []huh.Option[string] {
	var options []huh.Option[string]
	for _, o := range setting.Choices {
		options = append(options, huh.NewOption(OptionTitle(o), o.Value))
	}
	for _, m := range members {
		if setting.Option(m) == nil {
			options = append(options, huh.NewOption(model.Printable(m)+" (unknown)", m))
		}
	}
	return options
}

// OptionTitle is an option's title with the plan it needs.
func OptionTitle(o model.Option) string {
	if o.Tier == "" {
		return o.Title
	}
	return o.Title + " · " + o.Tier
}

// Hovered is the option under the cursor of a choice, or nil.
func (e *Editor) Hovered() *model.Option {
	hover, ok := e.Field.(interface{ Hovered() (string, bool) })
	if !ok {
		return nil
	}
	value, _ := hover.Hovered()
	return e.of.Setting().Option(value)
}

// TakesText reports whether letters are typed into the field, so that no key
// with a letter may mean anything else.
func (e *Editor) TakesText() bool {
	switch e.of.Setting().Kind {
	case model.Text, model.Prose, model.ARN, model.Int:
		return true
	default:
		return false
	}
}

// TakesLines reports whether the text may have several lines.
func (e *Editor) TakesLines() bool { return e.of.Setting().Kind == model.Prose }

// Commit stores a change and reports whether there was one.
func (e *Editor) Commit(s *State) bool {
	if e.of.Setting().Kind == model.Choices {
		members := asSet(e.members)
		if slices.Equal(members, e.membersThen) {
			return false
		}
		e.membersThen = members
		s.AnswerMembers(e.of, e.members)
		return true
	}
	if e.text == e.textThen {
		return false
	}
	e.textThen = e.text
	s.Answer(e.of, strings.ReplaceAll(e.text, tab, "\t"))
	return true
}

// tab stands for a tab while a message is edited: the text area would make
// four spaces of it. It is a character for private use, so that no message has
// it, and is shown as the sign for a tab.
const (
	tab     = "\U000f0009"
	tabSign = "␉"
)

func showTabs(text string) string { return strings.ReplaceAll(text, "\t", tab) }

// Update passes a message to the field. Pasted tabs stay tabs in a message.
func (e *Editor) Update(msg tea.Msg) tea.Cmd {
	if paste, ok := msg.(tea.PasteMsg); ok && e.TakesLines() {
		msg = tea.PasteMsg{Content: showTabs(paste.Content)}
	}
	m, cmd := e.Field.Update(msg)
	e.Field = m.(huh.Field)
	return cmd
}

// View draws the field.
func (e *Editor) View() string { return strings.ReplaceAll(e.Field.View(), tab, tabSign) }

// asSet sorts members and drops duplicates: a multi-select puts its members in
// the order of the options, which changes nothing.
func asSet(members []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(members)))
}
