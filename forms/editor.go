package forms

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	height  int // of a checklist

	unknown     []string // members that are no option of the setting, from the start
	textThen    string   // at the last commit
	membersThen []string // at the last commit, as a set
}

// Edit makes the huh field for a setting from the state. The caller sizes and
// focuses it.
func Edit(s *State, f Field, theme huh.Theme, keys *huh.KeyMap) *Editor {
	e := &Editor{of: f, text: showTabs(s.Text(f)), members: slices.Clone(s.Members(f))}
	e.unknown = slices.DeleteFunc(slices.Clone(e.members), func(m string) bool { return f.Setting().Option(m) != nil })
	e.Field = e.build(theme)
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

// build makes the field. A list draws itself when it gets its options, so that
// it needs its theme before them.
func (e *Editor) build(theme huh.Theme) huh.Field {
	setting := e.of.Setting()
	choice := func(options []huh.Option[string]) huh.Field {
		s := huh.NewSelect[string]()
		s.WithTheme(theme)
		return s.Options(options...).Value(&e.text)
	}
	switch setting.Kind {
	case model.Choice:
		return choice(choices(setting, e.text))
	case model.Bool:
		return choice(boolOptions(setting))
	case model.Block:
		return choice(blockOptions())
	case model.Choices:
		options := memberOptions(setting, e.unknown)
		list := huh.NewMultiSelect[string]()
		list.WithTheme(theme)
		return list.Options(options...).Filterable(false).Height(len(options)).Value(&e.members)
	case model.Prose:
		return huh.NewText().Lines(ProseLines).CharLimit(0).ExternalEditor(false).ShowLineNumbers(false).Value(&e.text)
	default:
		return huh.NewInput().Value(&e.text)
	}
}

// LeaveOut is the option that leaves a setting to Cognito. The help of the
// setting has the default in full, so that only a short one stands here.
func LeaveOut(s *model.Setting) string {
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

// memberOptions are the options of a checklist; members that the catalogue does
// not know stay in it as themselves.
func memberOptions(setting *model.Setting, unknown []string) []huh.Option[string] {
	var options []huh.Option[string]
	for _, o := range setting.Choices {
		options = append(options, huh.NewOption(OptionTitle(o), o.Value))
	}
	for _, m := range unknown {
		options = append(options, huh.NewOption(model.Printable(m)+" (unknown)", m))
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

// Text is the text in the field, and Stored what Commit stored last.
func (e *Editor) Text() string   { return e.text }
func (e *Editor) Stored() string { return e.textThen }

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

// Update passes a message to the field. A choice takes only the keys that
// answer it: space and right choose the next option, left the one before, and a
// letter the next option that begins with it. A checklist takes space for the
// option under its cursor, and what moves that cursor. Every other key is
// ignored there, so that no key that moves about can change an answer. A text
// takes every key.
func (e *Editor) Update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return e.send(msg)
	}
	switch e.of.Setting().Kind {
	case model.Choice, model.Bool, model.Block:
		return e.step(e.steps(press))
	case model.Choices:
		return e.pressChecklist(press)
	default:
		return e.send(press)
	}
}

// send passes a message to the field as it is. Pasted tabs stay tabs in a
// message.
func (e *Editor) send(msg tea.Msg) tea.Cmd {
	if paste, ok := msg.(tea.PasteMsg); ok && e.TakesLines() {
		msg = tea.PasteMsg{Content: showTabs(paste.Content)}
	}
	m, cmd := e.Field.Update(msg)
	e.Field = m.(huh.Field)
	return cmd
}

// View draws the field.
func (e *Editor) View() string { return strings.ReplaceAll(e.Field.View(), tab, tabSign) }

// Travel moves the cursor inside a field that has several lines, and reports
// whether there was a line to go to.
func (e *Editor) Travel(msg tea.KeyPressMsg) (cmd tea.Cmd, moved bool) {
	switch e.of.Setting().Kind {
	case model.Prose, model.Choices:
		// No huh field tells where its cursor is, but it draws it.
		before := e.View()
		cmd = e.send(msg)
		return cmd, e.View() != before
	default:
		return nil, false
	}
}

// ToEnd puts the cursor of a checklist on its last option, for somebody who
// comes from below.
func (e *Editor) ToEnd() {
	if e.of.Setting().Kind == model.Choices {
		e.send(endKey)
	}
}

var (
	downKey = tea.KeyPressMsg{Code: tea.KeyDown}
	endKey  = tea.KeyPressMsg{Code: tea.KeyEnd}
)

// steps says how many options further a key leads in a choice, 0 for a key
// that does not answer. The last option is followed by the first.
func (e *Editor) steps(msg tea.KeyPressMsg) int {
	labels, at := e.options()
	switch msg.String() {
	case "space", "right":
		return 1
	case "left":
		return len(labels) - 1
	}
	return letterSteps(msg, labels, at)
}

// options are the titles of a choice and the place of the one chosen.
func (e *Editor) options() (titles []string, at int) {
	setting := e.of.Setting()
	list := choices(setting, e.text)
	switch setting.Kind {
	case model.Bool:
		list = boolOptions(setting)
	case model.Block:
		list = blockOptions()
	}
	for i, o := range list {
		titles = append(titles, o.Key)
		if o.Value == e.text {
			at = i
		}
	}
	return titles, at
}

// letterSteps is how many options further the next one is that begins with the
// typed letter. The options of a switch, On and Off, are also yes and no.
func letterSteps(msg tea.KeyPressMsg, titles []string, at int) int {
	letter, size := utf8.DecodeRuneInString(msg.Text)
	if size == 0 || size != len(msg.Text) || !unicode.IsLetter(letter) {
		return 0
	}
	letter = unicode.ToLower(letter)
	for i := 1; i <= len(titles); i++ {
		title := titles[(at+i)%len(titles)]
		first, _ := utf8.DecodeRuneInString(title)
		if unicode.ToLower(first) == letter || title == switchWords[letter] {
			return i % len(titles)
		}
	}
	return 0
}

var switchWords = map[rune]string{'y': "On", 'n': "Off"}

func (e *Editor) step(n int) tea.Cmd {
	var cmds []tea.Cmd
	for range n {
		cmds = append(cmds, e.send(downKey))
	}
	return tea.Batch(cmds...)
}

// pressChecklist lets a letter move the cursor to the next option that begins
// with it; only space checks.
func (e *Editor) pressChecklist(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "space", "home", "end":
		return e.send(msg)
	}
	titles, at := e.checklist()
	to := letterSteps(msg, titles, at)
	if to == 0 {
		return nil
	}
	e.send(tea.KeyPressMsg{Code: tea.KeyHome})
	return e.step((at + to) % len(titles))
}

// checklist are the titles of a checklist and the place of its cursor.
func (e *Editor) checklist() (titles []string, at int) {
	value, _ := e.Field.(interface{ Hovered() (string, bool) }).Hovered()
	for i, o := range memberOptions(e.of.Setting(), e.unknown) {
		titles = append(titles, o.Key)
		if o.Value == value {
			at = i
		}
	}
	return titles, at
}

// Position is the place of a checklist's cursor, from 1, and how many options
// there are; both are 0 for a checklist that shows all, and for other fields.
func (e *Editor) Position() (at, of int) {
	if e.of.Setting().Kind != model.Choices {
		return 0, 0
	}
	titles, at := e.checklist()
	if len(titles) <= e.height {
		return 0, 0
	}
	return at + 1, len(titles)
}

// Resize gives the field its columns and the lines that it may have. A choice
// shows all its options; a longer checklist scrolls.
func (e *Editor) Resize(width, height int) {
	switch e.of.Setting().Kind {
	case model.Choices:
		titles, _ := e.checklist()
		e.height = min(len(titles), height)
		e.WithHeight(e.height)
	case model.Prose:
		e.WithHeight(max(ProseLines, min(height, max(height*2/3, linesOf(e.text, width)+1))))
	}
	e.WithWidth(width)
}

// linesOf is about how many lines a text takes.
func linesOf(text string, width int) int {
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n += 1 + utf8.RuneCountInString(line)/max(1, width)
	}
	return n
}

// asSet sorts members and drops duplicates: a multi-select puts its members in
// the order of the options, which changes nothing.
func asSet(members []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(members)))
}
