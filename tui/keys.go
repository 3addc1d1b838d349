package tui

import (
	"charm.land/bubbles/v2/key"
	"charm.land/huh/v2"
)

// keyMap holds every key of the wizard. Keys that are letters work only where
// no text is typed; each has a twin that works everywhere.
type keyMap struct {
	Next, Prev                      key.Binding // row by row
	NextStep, Back                  key.Binding // step by step
	Up, Down                        key.Binding
	Open, Add, Delete, Copy         key.Binding // items of a list
	MoveUp, MoveDown                key.Binding
	Search, Review, All, Help, Quit key.Binding
	Leave                           key.Binding
	Undo, Redo                      key.Binding
	Other                           key.Binding // go to the other setting of a finding
	Format, Preview, Terse          key.Binding
	ScrollUp, ScrollDown            key.Binding
	Wider, Narrower                 key.Binding // preview
	PageUp, PageDown, Top, Bottom   key.Binding
	Save, CopyText, Defaults        key.Binding // on the review
	Submit, Sandbox, Describe       key.Binding
	Editor, Choose                  key.Binding
	Yes, No, Profile, Region        key.Binding
}

func newKeys() keyMap {
	bind := func(help, label string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, label))
	}
	return keyMap{
		Next:       bind("enter", "next", "enter", "tab"),
		Prev:       bind("shift+tab", "previous", "shift+tab"),
		NextStep:   bind("ctrl+n", "next step", "ctrl+n"),
		Back:       bind("esc", "back", "esc"),
		Up:         bind("↑", "up", "up", "k"),
		Down:       bind("↓", "down", "down", "j"),
		Open:       bind("enter", "edit", "enter"),
		Add:        bind("a", "add", "a", "+", "insert"),
		Delete:     bind("d", "delete", "d", "delete"),
		Copy:       bind("c", "duplicate", "c"),
		MoveUp:     bind("K", "move up", "K", "shift+up", "alt+up"),
		MoveDown:   bind("J", "move down", "J", "shift+down", "alt+down"),
		Search:     bind("/", "search", "ctrl+f", "/"),
		Review:     bind("ctrl+r", "review", "ctrl+r"),
		All:        bind("ctrl+t", "show settings that do not apply", "ctrl+t"),
		Help:       bind("?", "all keys", "f1", "?"),
		Leave:      bind("q", "leave", "ctrl+q", "q"),
		Quit:       bind("ctrl+c", "leave, twice", "ctrl+c"),
		Other:      bind("ctrl+g", "go to the other setting", "ctrl+g"),
		Undo:       bind("ctrl+z", "undo", "ctrl+z"),
		Redo:       bind("ctrl+y", "redo", "ctrl+y"),
		Format:     bind("ctrl+p", "preview format", "ctrl+p"),
		Preview:    bind("ctrl+o", "preview", "ctrl+o"),
		Terse:      bind("ctrl+l", "preview without defaults", "ctrl+l"),
		ScrollUp:   bind("ctrl+up", "scroll preview up", "ctrl+up"),
		ScrollDown: bind("ctrl+down", "scroll preview down", "ctrl+down"),
		Wider:      bind("<", "wider preview", "<", "f3"),
		Narrower:   bind(">", "narrower preview", ">", "f4"),
		PageUp:     bind("pgup", "scroll up", "pgup"),
		PageDown:   bind("pgdn", "scroll down", "pgdown"),
		Top:        bind("home", "first", "home"),
		Bottom:     bind("end", "last", "end"),
		Save:       bind("w", "save files", "w", "ctrl+s"),
		CopyText:   bind("c", "copy", "c"),
		Submit:     bind("s", "submit", "s"),
		Sandbox:    bind("x", "sandbox", "x"),
		Describe:   bind("d", "output of describe-user-pool", "d"),
		Defaults:   bind("d", "show defaults", "d"),
		Choose:     bind("ctrl+k", "choose from the account", "ctrl+k"),
		Editor:     bind("ctrl+e", "open in $EDITOR", "ctrl+e"),
		Yes:        bind("y", "yes", "y"),
		No:         bind("n", "no", "n"),
		Profile:    bind("p", "another profile", "p"),
		Region:     bind("r", "another Region", "r"),
	}
}

// fieldKeys are the keys that a huh field may use. Moving between fields is
// the wizard's business, and filters would keep esc and enter to themselves.
func fieldKeys() *huh.KeyMap {
	k := huh.NewDefaultKeyMap()
	for _, b := range []*key.Binding{
		&k.Select.Filter, &k.Select.SetFilter, &k.Select.ClearFilter, &k.Select.Next, &k.Select.Prev, &k.Select.Submit,
		&k.MultiSelect.Next, &k.MultiSelect.Prev, &k.MultiSelect.Submit,
		&k.Input.Next, &k.Input.Prev, &k.Input.Submit, &k.Input.AcceptSuggestion,
		&k.Text.Next, &k.Text.Prev, &k.Text.Submit, &k.Text.Editor,
	} {
		b.Unbind()
	}
	return k
}
