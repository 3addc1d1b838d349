package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// View draws the whole window. While letters are collected it is the window
// from before them.
func (w *Wizard) View() tea.View {
	if w.burst.letters.Len() == 0 || w.burst.view.Content == "" {
		w.burst.view = w.draw()
	}
	return w.burst.view
}

func (w *Wizard) draw() tea.View {
	v := tea.NewView(strings.Join(w.frame(), "\n"))
	v.AltScreen = true
	v.WindowTitle = "Poolsmith · " + model.Printable(w.name())
	v.MouseMode = tea.MouseModeCellMotion
	return v
}

// frame is the window as lines, as many as it is high and each as wide.
func (w *Wizard) frame() []string {
	// Nothing changes the page while it is drawn, and its parts ask for it often.
	w.drawn = forms.Steps[w.step].Page(w.answers.Pool)
	defer func() { w.drawn = nil }()
	l := w.layout()
	var lines []string
	lines = append(lines, w.header())
	if w.bars() == 4 {
		lines = append(lines, w.rule())
	}
	lines = append(lines, w.body(l)...)
	if w.bars() == 4 {
		lines = append(lines, w.rule())
	}
	lines = append(lines, w.footer())
	return lines[:min(len(lines), max(w.height, 0))]
}

func (w *Wizard) rule() string {
	return w.styles.Frame.Render(strings.Repeat("─", max(w.width, 0)))
}

func (w *Wizard) name() string { return nameOf(w.answers.Pool) }

func (w *Wizard) header() string {
	left := " " + w.styles.Brand.Render("Poolsmith")
	if w.screen == onStart {
		return fit(left+w.styles.Dim.Render(" · configure an Amazon Cognito user pool, then export or create it"), w.width)
	}
	left += w.styles.Dim.Render(" · ") + w.styles.Strong.Render(oneLine(w.name(), max(10, w.width/3)))
	right := []string{w.answers.Pool.Tier()}
	if w.live != nil {
		right = slices.Insert(right, 0, w.live.name())
	}
	if saved := w.draft.text(); saved != "" {
		right = append(right, saved)
	}
	room := max(w.width/2, w.width-ansi.StringWidth(left)-3)
	return spread(left, w.styles.Dim.Render(joinFitting(right, " · ", room))+" ", w.width)
}

// joinFitting joins as many of the texts as fit, from the first on. The first is cut
// where it is too long.
func joinFitting(texts []string, between string, width int) string {
	joined := oneLine(texts[0], width)
	for _, text := range texts[1:] {
		longer := joined + between + oneLine(text, width)
		if ansi.StringWidth(longer) > width {
			break
		}
		joined = longer
	}
	return joined
}

// body puts the regions side by side, or the overlay in their place.
func (w *Wizard) body(l layout) []string {
	if l.height < 1 {
		return nil
	}
	if w.overlay != nil {
		return block(indent(w.overlayLines(l)), l.width, l.height)
	}
	form := block(w.main(l), l.form, l.height)
	var list, side []string
	if l.list > 0 {
		list = block(w.stepList(l), l.list, l.height)
	}
	if l.preview > 0 {
		side = block(w.preview.lines(w.styles, l.preview-2, l.height), l.preview-2, l.height)
	}
	bar := w.styles.Frame.Render("│") + " "
	lines := make([]string, l.height)
	var b strings.Builder
	for i := range lines {
		b.Reset()
		if list != nil {
			b.WriteString(list[i])
		}
		b.WriteString(form[i])
		if side != nil {
			b.WriteString(bar)
			b.WriteString(side[i])
		}
		lines[i] = b.String()
	}
	return lines
}

// overlayLines draws the overlay, or the window of it that fits.
func (w *Wizard) overlayLines(l layout) []string {
	lines := w.overlay.lines(w.canvas(l))
	if _, cuts := w.overlay.(list); !cuts {
		lines = fold(lines, l.width-2)
	}
	from, to := 0, 0
	if o, ok := w.overlay.(*conversationOverlay); ok {
		from, to = o.cursor(len(lines))
	}
	return w.window(lines, from, to, l.height)
}

// canvas is what the overlay draws with.
func (w *Wizard) canvas(l layout) canvas {
	return canvas{w.styles, &w.keys, l.width - 2, l.height, w.scrolled}
}

func (w *Wizard) main(l layout) []string {
	switch w.screen {
	case onStart:
		lines := w.start.lines(w, l.form, l.height)
		if !w.typing() {
			return lines // a window of a list
		}
		return w.window(lines, 0, 0, l.height)
	case onReview:
		return w.review.lines(w, l.form, l.height)
	default:
		return w.page(l)
	}
}

// block makes lines exactly width by height, and lets nothing through that a
// terminal would act on: text fields draw what they hold as it is.
func block(lines []string, width, height int) []string {
	out := make([]string, height)
	blank := strings.Repeat(" ", max(width, 0))
	for i := range out {
		if i < len(lines) && lines[i] != "" {
			out[i] = fit(model.PrintableStyled(lines[i]), width)
		} else {
			out[i] = blank
		}
	}
	return out
}

func indent(lines []string) []string {
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return lines
}
