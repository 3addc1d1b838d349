package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/model"
)

// screenKeys are the keys that do something now, the most useful first. The
// footer shows as many as fit, the help shows them all.
func (w *Wizard) screenKeys() []key.Binding {
	k := w.keys
	switch w.screen {
	case onStart:
		return append(w.start.keys(w), k.Help, k.Quit)
	case onReview:
		return append(w.review.keys(w), k.Format, k.Terse, k.Preview, k.ScrollUp, k.ScrollDown, k.Search, k.Undo, k.Redo, k.Help, k.Quit)
	}
	var keys []key.Binding
	rows := w.rows()
	at := rows[min(w.focus, len(rows)-1)]
	switch at.kind {
	case itemRow:
		keys = append(keys, k.Open, k.Add, k.Delete, k.Copy)
		if at.list.Ordered() {
			keys = append(keys, k.MoveUp, k.MoveDown)
		}
		keys = append(keys, k.Top, k.Bottom)
	case addRow:
		keys = append(keys, k.Add, k.Next)
	default:
		keys = append(keys, k.Next)
		if w.editor != nil {
			keys = append(keys, fieldHelp(at.field.Setting().Kind)...)
		}
		if w.elsewhere(at) != "" {
			keys = append(keys, k.Mend)
		}
		if w.choosable(at) != "" {
			keys = append(keys, k.Choose)
		}
		if w.editsProse(at) {
			keys = append(keys, k.Editor)
		}
	}
	keys = append(keys, k.Back)
	if w.typing() {
		keys = append(keys, twin(k.Search, "ctrl+f"))
	} else {
		keys = append(keys, k.Search)
	}
	keys = append(keys, moveKey, k.Review, k.Preview, k.NextStep, k.Format, k.Terse, k.Prev, k.All, k.Undo, k.Redo, k.ScrollUp, k.ScrollDown, k.PageUp, k.PageDown)
	if w.typing() {
		return append(keys, twin(k.Help, "f1"), k.Quit)
	}
	return append(keys, k.Help, k.Quit)
}

// moveKey is in the help alone: the arrows are handled by travel.
var moveKey = key.NewBinding(key.WithKeys("up", "down"), key.WithHelp("↑↓", "move"))

// twin shows a binding by the key that works while text is typed.
func twin(b key.Binding, keys string) key.Binding {
	b.SetHelp(keys, b.Help().Desc)
	return b
}

// fieldHelp are the keys of the huh field itself.
func fieldHelp(kind model.Kind) []key.Binding {
	show := func(keys, desc string) key.Binding {
		return key.NewBinding(key.WithKeys(keys), key.WithHelp(keys, desc))
	}
	switch kind {
	case model.Choice:
		return []key.Binding{show("←→", "choose")}
	case model.Bool, model.Block:
		return []key.Binding{show("←→ y n", "choose")}
	case model.Choices:
		return []key.Binding{show("space", "check")}
	case model.Prose:
		return []key.Binding{show("alt+enter", "new line")}
	default:
		return nil
	}
}

// footerKeys end with the key that shows the rest.
func (w *Wizard) footerKeys() []key.Binding {
	if front, ok := w.overlay.(*previewOverlay); ok {
		return front.keys(w)
	}
	if front, ok := w.overlay.(*talking); ok && front.running() {
		stop := w.keys.Quit
		stop.SetHelp("ctrl+c", "stop")
		return []key.Binding{stop}
	}
	if w.overlay != nil {
		return []key.Binding{w.keys.Back}
	}
	keys := w.screenKeys()
	help := keys[len(keys)-2]
	short := min(len(keys)-2, 5)
	return append(keys[:short:short], help)
}

// helpOverlay lists every key of the screen.
type helpOverlay struct{}

func (h *helpOverlay) update(w *Wizard, msg tea.Msg) (tea.Cmd, bool) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil, true
	}
	switch {
	case key.Matches(press, w.keys.Down):
		w.scrolled++
	case key.Matches(press, w.keys.Up):
		w.scrolled--
	default:
		return nil, false
	}
	return nil, true
}

func (h *helpOverlay) lines(w *Wizard, width, height int) []string {
	lines := []string{"", w.styles.Strong.Render("Keys here"), ""}
	for _, k := range w.screenKeys() {
		lines = append(lines, w.styles.Key.Render(fit(k.Help().Key, 12))+" "+w.styles.Dim.Render(k.Help().Desc))
	}
	lines = append(lines, "", w.styles.Strong.Render("Signs"), "")
	lines = append(lines, wrap("✓ something is said   · left to Cognito   ✗ refused   ! accepted, but   i advice", width)...)
	lines = append(lines, wrap("◆ cannot be changed once the pool exists", width)...)
	return lines
}
