package tui

import (
	"image/color"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/textinput"
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"
)

// styles are all styles of the wizard. Signs carry their meaning without
// colour as well, so that NO_COLOR loses nothing.
type styles struct {
	Brand, Dim, Text, Strong, Accent lipgloss.Style
	Error, Warning, Advice, Good     lipgloss.Style
	Changed                          lipgloss.Style // lines of the preview that just changed
	Frame                            lipgloss.Style // rules between regions
	Key                              lipgloss.Style // keys in the footer
	Overlay                          lipgloss.Style

	Form *huh.Styles
	Help help.Styles
}

// apply gives a line of text that is no field, such as the search, the styles
// of a field.
func (s *styles) apply(input *textinput.Model) {
	styles := input.Styles()
	styles.Focused.Prompt, styles.Focused.Text, styles.Focused.Placeholder = s.Accent, s.Text, s.Dim
	styles.Cursor.Color = s.Accent.GetForeground()
	input.SetStyles(styles)
}

// Theme hands the same styles to huh each time it asks, which is dozens of
// times per key.
func (s *styles) Theme(bool) *huh.Styles { return s.Form }

// newStyles picks the colours for dark or light terminals. Text has a contrast
// of 4.5:1 or more, and rules 3:1, on white, #eee and Solarized Light, and on
// black, Solarized Dark, Nord and the dark grey of editors.
func newStyles(dark bool) *styles {
	pick := lipgloss.LightDark(dark)
	var (
		accent  = pick(lipgloss.Color("#9A4508"), lipgloss.Color("#FFA657"))
		dim     = pick(lipgloss.Color("#57606A"), lipgloss.Color("#A0A9B3"))
		text    = pick(lipgloss.Color("#1F2328"), lipgloss.Color("#E6EDF3"))
		red     = pick(lipgloss.Color("#B01623"), lipgloss.Color("#FF8B83"))
		yellow  = pick(lipgloss.Color("#7D5200"), lipgloss.Color("#E3B341"))
		blue    = pick(lipgloss.Color("#0757B5"), lipgloss.Color("#79C0FF"))
		green   = pick(lipgloss.Color("#116329"), lipgloss.Color("#7EE787"))
		rule    = pick(lipgloss.Color("#7A828B"), lipgloss.Color("#7D8590"))
		plain   = lipgloss.NewStyle()
		colored = func(c color.Color) lipgloss.Style { return plain.Foreground(c) }
	)
	s := &styles{
		Brand:   colored(accent).Bold(true),
		Dim:     colored(dim),
		Text:    colored(text),
		Strong:  colored(text).Bold(true),
		Accent:  colored(accent),
		Error:   colored(red),
		Warning: colored(yellow),
		Advice:  colored(blue),
		Good:    colored(green),
		Changed: colored(accent),
		Frame:   colored(rule),
		Key:     colored(text),
		Overlay: plain.Border(lipgloss.RoundedBorder()).BorderForeground(accent).Padding(0, 1),
	}
	s.Form = formStyles(s)
	s.Help = help.Styles{
		ShortKey: s.Key, ShortDesc: s.Dim, ShortSeparator: s.Dim, Ellipsis: s.Dim,
		FullKey: s.Key, FullDesc: s.Dim, FullSeparator: s.Dim,
	}
	return s
}

// formStyles are for the one huh field that is in focus. It has no frame and no
// title of its own: the page draws those.
func formStyles(s *styles) *huh.Styles {
	f := huh.ThemeBase(true)
	focused := &f.Focused
	focused.Base = lipgloss.NewStyle()
	focused.Title = s.Strong
	focused.Description = s.Dim
	focused.SelectSelector = s.Accent.SetString("> ")
	focused.MultiSelectSelector = s.Accent.SetString("> ")
	focused.SelectedOption = s.Accent
	focused.UnselectedOption = s.Text
	focused.Option = s.Text
	focused.SelectedPrefix = s.Accent.SetString("[x] ")
	focused.UnselectedPrefix = s.Dim.SetString("[ ] ")
	focused.TextInput.Cursor = s.Accent
	focused.TextInput.Prompt = s.Accent
	focused.TextInput.Placeholder = s.Dim
	focused.TextInput.Text = s.Text
	f.Blurred = *focused
	return f
}
