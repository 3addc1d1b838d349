package forms

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"github.com/poolsmith/poolsmith/model"
)

// Editor is the huh field for the setting in focus. It holds what the field
// shows; Commit carries a change into the answers and does nothing when nothing
// was changed, so that looking at a setting leaves it as it was.
type Editor struct {
	huh.Field
	of      Field
	kind    model.Kind     // of the setting; that of a choice where the draft has values to choose from
	known   []model.Option // that can be chosen
	leaves  bool           // a choice can be left to Cognito
	text    string
	members []string

	unknown       []string // members that are no option of the setting, from the start
	storedText    string   // at the last commit
	storedMembers []string // at the last commit, as a set

	refused bool // a secret was typed or pasted; more of it may follow
}

// Edit makes the huh field for a setting from the answers. With typed, a setting
// that refers to others takes text instead of offering what the draft has. The
// caller sizes and focuses it, and decides which keys reach it.
func Edit(a *Answers, f Field, typed bool, theme huh.Theme, keys *huh.KeyMap) *Editor {
	e := &Editor{of: f, kind: f.Setting().Kind, known: a.Options(f), leaves: a.CanLeaveOut(f), text: showTabs(a.Text(f)), members: slices.Clone(a.Members(f))}
	if a.Refers(f) && !typed {
		e.kind = choiceOf[e.kind]
	}
	e.unknown = slices.DeleteFunc(slices.Clone(e.members), func(m string) bool { return e.option(m) != nil })
	e.Field = e.build(theme)
	e.WithTheme(theme)
	e.WithKeyMap(keys)
	// Any message makes a field write back what it shows, which is not always
	// what it was given: tabs become spaces. What it shows now is the point to
	// compare with.
	e.Field.Update(nil)
	e.storedText, e.storedMembers = e.text, asSet(e.members)
	return e
}

// build makes the field. A list draws itself when it gets its options, so that
// it needs its theme before them.
func (e *Editor) build(theme huh.Theme) huh.Field {
	switch {
	case e.IsChoice():
		list := huh.NewSelect[string]()
		list.WithTheme(theme)
		return list.Options(e.options()...).Value(&e.text)
	case e.IsChecklist():
		list := huh.NewMultiSelect[string]()
		list.WithTheme(theme)
		return list.Options(e.options()...).Filterable(false).Value(&e.members)
	case e.TakesLines():
		return huh.NewText().CharLimit(0).ExternalEditor(false).ShowLineNumbers(false).Value(&e.text)
	default:
		return huh.NewInput().Value(&e.text)
	}
}

// choiceOf are the kinds of choices by the kinds of texts.
var choiceOf = map[model.Kind]model.Kind{model.Text: model.Choice, model.Texts: model.Choices}

// option is the one with a value, or nil.
func (e *Editor) option(value string) *model.Option {
	if i := slices.IndexFunc(e.known, func(o model.Option) bool { return o.Value == value }); i >= 0 {
		return &e.known[i]
	}
	return nil
}

// IsOf reports whether it edits the field.
func (e *Editor) IsOf(f Field) bool { return e.of.Key() == f.Key() }

// IsReference reports whether what the draft has can be chosen.
func (e *Editor) IsReference() bool { return e.kind != e.of.Setting().Kind }

// Kind is the kind of setting that the field answers.
func (e *Editor) Kind() model.Kind { return e.kind }

// LeaveOut is the option that leaves a setting to Cognito. The help of the
// setting has the default in full, so that only a short one stands here.
func LeaveOut(s *model.Setting) string {
	switch s.Default {
	case NoApp:
		return NoApp
	case "":
		return "Not set"
	}
	short, _, _ := strings.Cut(s.Default, ";")
	if short == "" || len(short) > 24 {
		return "Leave to Cognito"
	}
	return "Leave to Cognito: " + short
}

func boolOptions(setting *model.Setting) []huh.Option[string] {
	return []huh.Option[string]{huh.NewOption(LeaveOut(setting), ""), huh.NewOption("Yes", yes), huh.NewOption("No", no)}
}

func blockOptions() []huh.Option[string] {
	return []huh.Option[string]{huh.NewOption("Off", ""), huh.NewOption("On", yes)}
}

// choices lists the options of a choice, the one that leaves it out first, and a
// value that is none of them as itself.
func (e *Editor) choices() []huh.Option[string] {
	var options []huh.Option[string]
	if e.leaves {
		options = append(options, huh.NewOption(LeaveOut(e.of.Setting()), ""))
	}
	options = append(options, huhOptions(e.known)...)
	if e.text != "" && e.option(e.text) == nil {
		options = append(options, e.unknownOption(e.text))
	}
	return options
}

// memberOptions are the options of a checklist; members that are none of them stay
// in it as themselves.
func (e *Editor) memberOptions() []huh.Option[string] {
	options := huhOptions(e.known)
	for _, m := range e.unknown {
		options = append(options, e.unknownOption(m))
	}
	return options
}

func huhOptions(known []model.Option) []huh.Option[string] {
	var options []huh.Option[string]
	for _, o := range known {
		options = append(options, huh.NewOption(model.Printable(OptionTitle(o)), o.Value))
	}
	return options
}

func (e *Editor) unknownOption(value string) huh.Option[string] {
	about := " (unknown)"
	if e.IsReference() {
		about = " (not in the draft)"
	}
	return huh.NewOption(model.Printable(value)+about, value)
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
	return e.option(value)
}

// TakesText reports whether letters are typed into the field, so that no key
// with a letter may mean anything else.
func (e *Editor) TakesText() bool {
	switch e.kind {
	case model.Text, model.Texts, model.Prose, model.ARN, model.Int, model.JSON, model.Base64:
		return true
	default:
		return false
	}
}

// TakesLines reports whether the text may have several lines.
func (e *Editor) TakesLines() bool {
	switch e.kind {
	case model.Prose, model.Texts, model.JSON, model.Base64:
		return true
	default:
		return false
	}
}

// IsChoice reports whether one of the options answers the setting.
func (e *Editor) IsChoice() bool {
	switch e.kind {
	case model.Choice, model.Bool, model.Block:
		return true
	default:
		return false
	}
}

// IsChecklist reports whether any number of the options answers the setting.
func (e *Editor) IsChecklist() bool { return e.kind == model.Choices }

// Text is the text in the field, and Stored what Commit stored last.
func (e *Editor) Text() string   { return e.text }
func (e *Editor) Stored() string { return e.storedText }

// Commit stores a change and reports whether there was one.
func (e *Editor) Commit(a *Answers) bool {
	if e.IsChecklist() {
		members := asSet(e.members)
		if slices.Equal(members, e.storedMembers) {
			return false
		}
		e.storedMembers = members
		a.SetMembers(e.of, e.members)
		return true
	}
	if e.text == e.storedText {
		return false
	}
	e.storedText = e.text
	a.Set(e.of, strings.ReplaceAll(e.text, tab, "\t"))
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

// Update passes a message to the field as it is. Pasted tabs stay tabs in a
// message.
func (e *Editor) Update(msg tea.Msg) tea.Cmd {
	if paste, ok := msg.(tea.PasteMsg); ok && e.TakesLines() {
		msg = tea.PasteMsg{Content: showTabs(paste.Content)}
	}
	if e.of.IsSecret() {
		return e.updateSecret(msg)
	}
	m, cmd := e.Field.Update(msg)
	e.Field = m.(huh.Field)
	return cmd
}

// updateSecret passes a message to a field that takes the name of a variable. Any
// other text clears the field, and what is typed after it is ignored until a key
// that is no text.
func (e *Editor) updateSecret(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if e.refused && msg.Text != "" {
			return nil
		}
		e.refused = false
	case tea.PasteMsg:
		if e.refused {
			return nil
		}
		if name, ok := variable(msg.Content); ok {
			return e.passSecret(tea.PasteMsg{Content: name})
		}
	}
	return e.passSecret(msg)
}

func (e *Editor) passSecret(msg tea.Msg) tea.Cmd {
	m, cmd := e.Field.Update(msg)
	e.Field = m.(huh.Field)
	if !TakesAnswer(e.of, e.text) {
		e.text, e.refused = "", true
		e.Field.(*huh.Input).Value(&e.text)
	}
	return cmd
}

// BeginPaste lets a paste follow a text that was refused. Letters that are typed
// fast arrive as pastes too, without it.
func (e *Editor) BeginPaste() { e.refused = false }

// Refused reports whether the last text in the field was no name of a variable
// where a secret needs one.
func (e *Editor) Refused() bool { return e.refused }

// View draws the field.
func (e *Editor) View() string { return strings.ReplaceAll(e.Field.View(), tab, tabSign) }

// Options are the titles of a choice and the place of the one chosen, or those
// of a checklist and the place of its cursor; none for other fields.
func (e *Editor) Options() (titles []string, at int) {
	for i, o := range e.options() {
		titles = append(titles, o.Key)
		if o.Value == e.selected() {
			at = i
		}
	}
	return titles, at
}

// Values are the values of Options, in their order.
func (e *Editor) Values() []string {
	var values []string
	for _, o := range e.options() {
		values = append(values, o.Value)
	}
	return values
}

// Cursor is the value of the option under the cursor of a checklist, empty for other
// fields.
func (e *Editor) Cursor() string {
	if !e.IsChecklist() {
		return ""
	}
	return e.selected()
}

func (e *Editor) options() []huh.Option[string] {
	switch e.kind {
	case model.Choice:
		return e.choices()
	case model.Bool:
		return boolOptions(e.of.Setting())
	case model.Block:
		return blockOptions()
	case model.Choices:
		return e.memberOptions()
	default:
		return nil
	}
}

// selected is the value of the option that is chosen, in a checklist of the one
// under the cursor.
func (e *Editor) selected() string {
	if !e.IsChecklist() {
		return e.text
	}
	value, _ := e.Field.(interface{ Hovered() (string, bool) }).Hovered()
	return value
}

// asSet sorts members and drops duplicates: a multi-select puts its members in
// the order of the options, which changes nothing.
func asSet(members []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(members)))
}
