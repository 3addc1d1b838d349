package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/model"
)

// Connection is configuration to paste into an app: of one app client, for one
// library.
type Connection struct {
	App   string   // the name of the client
	Title string   // of the library
	Links []string // such as: Sign-in page: https://...
	Text  string
}

// placeholder begins what stands for an id that is not known.
const placeholder = "YOUR_"

// connectOverlay shows one connection of a pool at a time.
type connectOverlay struct {
	behind overlay // to return to; nil for the screen
	list   []Connection
	at     int
}

// openConnect shows how apps connect to a pool, which was made or not.
func (w *Wizard) openConnect(p *model.Pool, made *Created) {
	list := w.Connect(p, made)
	if len(list) == 0 {
		w.notice = "the pool has no app client, so no app can connect to it"
		return
	}
	w.overlay, w.scrolled = &connectOverlay{behind: w.overlay, list: list}, 0
}

func (o *connectOverlay) keys(k *keyMap) []key.Binding {
	return []key.Binding{k.Back, pair(k.PrevOption, k.NextOption, "←→", "other library"), pair(k.Up, k.Down, "↑↓", "scroll"), k.CopyText, k.pages("page")}
}

func (o *connectOverlay) takesText() bool { return false }

func (o *connectOverlay) update(msg tea.Msg, k *keyMap) (tea.Cmd, action) {
	press, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
		return nil, nil
	case key.Matches(press, k.NextOption):
		o.at = (o.at + 1) % len(o.list)
		return nil, actionResetScroll{}
	case key.Matches(press, k.PrevOption):
		o.at = (o.at + len(o.list) - 1) % len(o.list)
		return nil, actionResetScroll{}
	case key.Matches(press, k.CopyText):
		at := o.list[o.at]
		return tea.SetClipboard(at.Text), actionNotice{at.Title + " copied to the clipboard"}
	}
	return nil, pressText(press, k, k.Connect)
}

func (o *connectOverlay) lines(c canvas) []string {
	at := o.list[o.at]
	title := c.Strong.Render(oneLine(at.Title, max(1, c.width-10)))
	lines := []string{spread(title, c.Dim.Render(position(o.at+1, len(o.list))), c.width)}
	var notes []string
	notes = append(notes, wrap("App client "+oneLine(at.App, 200), c.width)...)
	for _, link := range at.Links {
		notes = append(notes, wrap(link, c.width)...)
	}
	if strings.Contains(at.Text+strings.Join(at.Links, ""), placeholder) {
		notes = append(notes, wrap("What begins with "+placeholder+" is known when the pool exists.", c.width)...)
	}
	for _, line := range notes {
		lines = append(lines, c.Dim.Render(line))
	}
	lines = append(lines, "")
	return append(lines, hardLines(at.Text, c.width)...)
}
