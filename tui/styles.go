package tui

import (
	"image/color"
	"strings"

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
	Changed                          lipgloss.Style // the mark of lines of the preview
	Added, Removed                   lipgloss.Style // lines of a comparison
	Frame                            lipgloss.Style // rules between regions
	Key                              lipgloss.Style // keys in the footer
	Overlay                          lipgloss.Style

	Code, Marked palette // of lines of the preview: marked ones are in full color

	Form *huh.Styles
	Help help.Styles
}

// palette is how the classes of code are drawn.
type palette [classes]ink

// ink is a style as what begins and what ends a text in it: to render a style costs
// more, and a screen of code has hundreds of parts.
type ink struct {
	lipgloss.Style
	on, off string
}

// inks is the palette of the styles, in the order of the classes.
func inks(styles ...lipgloss.Style) (p palette) {
	for i, style := range styles {
		on, off, _ := strings.Cut(style.Render("x"), "x")
		p[i] = ink{style, on, off}
	}
	return p
}

func (i ink) draw(text string) string { return i.on + text + i.off }

// apply gives a line of text that is no field, such as the search, the styles
// of a field. Out of focus it must be readable as well: the styles that come with
// it then are for a dark background.
func (s *styles) apply(input *textinput.Model) {
	styles := input.Styles()
	styles.Focused.Prompt, styles.Focused.Text, styles.Focused.Placeholder = s.Accent, s.Text, s.Dim
	styles.Blurred.Prompt, styles.Blurred.Text, styles.Blurred.Placeholder = s.Dim, s.Text, s.Dim
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
		accent = pick(lipgloss.Color("#9A4508"), lipgloss.Color("#FFA657"))
		dim    = pick(lipgloss.Color("#57606A"), lipgloss.Color("#A0A9B3"))
		text   = pick(lipgloss.Color("#1F2328"), lipgloss.Color("#E6EDF3"))
		red    = pick(lipgloss.Color("#B01623"), lipgloss.Color("#FF8B83"))
		yellow = pick(lipgloss.Color("#7D5200"), lipgloss.Color("#E3B341"))
		blue   = pick(lipgloss.Color("#0757B5"), lipgloss.Color("#79C0FF"))
		green  = pick(lipgloss.Color("#116329"), lipgloss.Color("#7EE787"))
		violet = pick(lipgloss.Color("#6639BA"), lipgloss.Color("#D2A8FF"))
		// Beside the form code is calm: near to dim.
		calmGreen  = pick(lipgloss.Color("#3C6547"), lipgloss.Color("#9DC2A3"))
		calmBlue   = pick(lipgloss.Color("#365D8D"), lipgloss.Color("#9AB8D6"))
		calmViolet = pick(lipgloss.Color("#665085"), lipgloss.Color("#BBACD0"))

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
		Changed: colored(accent).Bold(true),
		Added:   colored(green),
		Removed: colored(red),
		Frame:   colored(rule),
		Key:     colored(text),
		Overlay: plain.Border(lipgloss.RoundedBorder()).BorderForeground(accent).Padding(0, 1),

		Code:   inks(colored(dim), colored(dim), colored(calmGreen), colored(calmBlue), colored(calmViolet), colored(dim)),
		Marked: inks(colored(text), colored(text).Bold(true), colored(green).Bold(true), colored(blue).Bold(true), colored(violet).Bold(true), colored(dim)),
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
