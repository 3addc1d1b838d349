package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	"charm.land/huh/v2"

	"github.com/poolsmith/poolsmith/model"
)

// keyMap holds every key of the wizard. Keys that are letters work only where
// no text is typed; what is needed while typing has another key as well.
type keyMap struct {
	Next, Prev                      key.Binding // row by row
	NextStep, Back                  key.Binding // step by step
	Up, Down                        key.Binding
	ArrowUp, ArrowDown              key.Binding // also while text is typed
	ItemUp, ItemDown                key.Binding // in a list with a filter
	SwitchPart                      key.Binding // of an overlay with two parts
	Open, Add, Delete, Copy         key.Binding // items of a list
	MoveUp, MoveDown                key.Binding
	Search, Review, All, Help, Quit key.Binding
	HelpTyping                      key.Binding // help while text is typed
	Leave                           key.Binding
	Undo, Redo                      key.Binding
	Other                           key.Binding // go to the other setting of a finding
	Fix, Apply                      key.Binding // correct a finding, and confirm it
	NextFinding, PrevFinding        key.Binding
	Format, Preview, OmitDefaults   key.Binding
	Compare                         key.Binding // the preview with another pool
	ScrollUp, ScrollDown            key.Binding
	Wider, Narrower                 key.Binding // preview
	PageUp, PageDown, Top, Bottom   key.Binding
	Save, CopyText, ShowDefaults    key.Binding // on the review
	Submit, Sandbox, Describe       key.Binding
	Editor, Choose                  key.Binding
	LiveValue, Reload               key.Binding // of a live pool
	Journeys, Answers, Users        key.Binding // on the review
	Command                         key.Binding // the draft as a command, on the review
	NextEvent, PrevEvent            key.Binding // of a journey
	Connect, Secrets                key.Binding // of a pool
	Yes, No, Profile, Region        key.Binding
	NextOption, PrevOption          key.Binding // of a choice
	Check, FirstOption, LastOption  key.Binding // in a checklist
	LeaveOne, LeaveAll              key.Binding // to Cognito, in a checklist
	NewLine                         key.Binding // of a text; the huh field handles it
	DeleteWordForward               key.Binding // of bubbles' textinput, which handles it
}

func newKeys() keyMap {
	bind := func(help, label string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, label))
	}
	return keyMap{
		Next:         bind("enter", "next", "enter", "tab"),
		Prev:         bind("shift+tab", "previous", "shift+tab"),
		NextStep:     bind("ctrl+n", "next step", "ctrl+n"),
		Back:         bind("esc", "back", "esc"),
		Up:           bind("↑", "up", "up", "k"),
		Down:         bind("↓", "down", "down", "j"),
		ArrowUp:      bind("↑", "up", "up"),
		ArrowDown:    bind("↓", "down", "down"),
		ItemUp:       bind("↑", "up", "up", "shift+tab"),
		ItemDown:     bind("↓", "down", "down", "tab"),
		SwitchPart:   bind("tab", "other part", "tab", "shift+tab"),
		Open:         bind("enter", "edit", "enter"),
		Add:          bind("a", "add", "a", "+", "insert"),
		Delete:       bind("d", "delete", "d", "delete"),
		Copy:         bind("c", "duplicate", "c"),
		MoveUp:       bind("K", "move up", "K", "shift+up", "alt+up"),
		MoveDown:     bind("J", "move down", "J", "shift+down", "alt+down"),
		Search:       bind("/", "search", "ctrl+f", "/"),
		Review:       bind("ctrl+r", "review", "ctrl+r"),
		All:          bind("ctrl+t", "show settings that do not apply", "ctrl+t"),
		Help:         bind("?", "all keys", "f1", "?"),
		HelpTyping:   bind("f1", "all keys", "f1"),
		Leave:        bind("q", "leave", "ctrl+q", "q"),
		Quit:         bind("ctrl+c", "leave (press twice)", "ctrl+c"),
		Other:        bind("ctrl+g", "go to the other setting", "ctrl+g"),
		Fix:          bind("f", "fix", "f", "f2"),
		Apply:        bind("enter", "make the change", "enter", "f", "f2"),
		NextFinding:  bind("n", "next finding", "n", "f8"),
		PrevFinding:  bind("p", "previous finding", "p", "f7"),
		Undo:         bind("ctrl+z", "undo", "ctrl+z"),
		Redo:         bind("ctrl+y", "redo", "ctrl+y"),
		Format:       bind("ctrl+p", "preview format", "ctrl+p"),
		Preview:      bind("ctrl+o", "preview", "ctrl+o"),
		OmitDefaults: bind("ctrl+l", "preview without defaults", "ctrl+l"),
		LiveValue:    bind("f6", "live value", "f6"),
		Reload:       bind("l", "reload", "l"),
		Compare:      bind("f5", "compare preview", "f5", "="),
		ScrollUp:     bind("ctrl+up", "scroll preview up", "ctrl+up"),
		ScrollDown:   bind("ctrl+down", "scroll preview down", "ctrl+down"),
		Wider:        bind("<", "wider preview", "<", "f3"),
		Narrower:     bind(">", "narrower preview", ">", "f4"),
		PageUp:       bind("pgup", "scroll up", "pgup"),
		PageDown:     bind("pgdn", "scroll down", "pgdown"),
		Top:          bind("home", "first", "home"),
		Bottom:       bind("end", "last", "end"),
		Save:         bind("w", "save files", "w", "ctrl+s"),
		CopyText:     bind("c", "copy", "c"),
		Submit:       bind("s", "submit", "s"),
		Sandbox:      bind("x", "sandbox", "x"),
		Describe:     bind("d", "output of describe-user-pool", "d"),
		ShowDefaults: bind("d", "show defaults", "d"),
		Journeys:     bind("j", "journeys", "j"),
		Answers:      bind("e", "answers", "e"),
		Users:        bind("u", "cost", "u"),
		Command:      bind("r", "as a command", "r"),
		NextEvent:    bind("→", "next step", "right", "n", "space"),
		PrevEvent:    bind("←", "previous step", "left", "p"),
		Connect:      bind("a", "connect an app", "a"),
		Secrets:      bind("v", "show client secrets once", "v"),
		Choose:       bind("ctrl+k", "choose from the account", "ctrl+k"),
		Editor:       bind("ctrl+e", "open in $EDITOR", "ctrl+e"),
		Yes:          bind("y", "yes", "y"),
		No:           bind("n", "no", "n"),
		Profile:      bind("p", "another profile", "p"),
		Region:       bind("r", "another Region", "r"),

		NextOption:  bind("→", "next option", "space", "right"),
		PrevOption:  bind("←", "previous option", "left"),
		Check:       bind("space", "check", "space"),
		FirstOption: bind("home", "first option", "home"),
		LastOption:  bind("end", "last option", "end"),
		LeaveOne:    bind("backspace", "unset", "backspace"),
		LeaveAll:    bind("ctrl+u", "leave to Cognito", "ctrl+u", "delete"),
		NewLine:     bind("alt+enter", "new line", "alt+enter"),

		DeleteWordForward: textinput.DefaultKeyMap().DeleteWordForward,
	}
}

// arrows shows the two arrow keys as one.
func (k *keyMap) arrows(desc string) key.Binding { return pair(k.ArrowUp, k.ArrowDown, "↑↓", desc) }

// pages shows the keys that scroll by pages as one.
func (k *keyMap) pages(desc string) key.Binding {
	return pair(k.PageUp, k.PageDown, "pgup pgdn", desc)
}

// ends shows the keys that go to the ends as one.
func (k *keyMap) ends(desc string) key.Binding { return pair(k.Top, k.Bottom, "home end", desc) }

// fieldHelp are the keys of the huh field itself.
func (k *keyMap) fieldHelp(kind model.Kind) []key.Binding {
	switch kind {
	case model.Choice:
		return []key.Binding{pair(k.PrevOption, k.NextOption, "←→", "choose")}
	case model.Bool, model.Block:
		return []key.Binding{pair(k.PrevOption, k.NextOption, "←→ y n", "choose")}
	case model.Choices:
		return []key.Binding{k.Check}
	case model.Prose, model.Texts, model.JSON, model.Base64:
		return []key.Binding{k.NewLine}
	default:
		return nil
	}
}

// pair is two bindings that are shown as one.
func pair(a, b key.Binding, keys, desc string) key.Binding {
	return key.NewBinding(key.WithKeys(slices.Concat(a.Keys(), b.Keys())...), key.WithHelp(keys, desc))
}

// whileTyping shows a binding by its first key that is no letter, which works
// while text is typed.
func whileTyping(b key.Binding) key.Binding {
	for _, name := range b.Keys() {
		if len(name) > 1 {
			b.SetHelp(name, b.Help().Desc)
			break
		}
	}
	return b
}

// relabel shows a binding with another description.
func relabel(b key.Binding, desc string) key.Binding {
	b.SetHelp(b.Help().Key, desc)
	return b
}

// keyText is a key and what it does, in a text: a: add.
func keyText(b key.Binding, does string) string { return b.Help().Key + ": " + does }

// signs are what the signs mean. They are no keys, but the help shows them as
// it shows keys.
var signs = func() keyGroup {
	group := keyGroup{title: "Signs"}
	for _, s := range [][2]string{
		{"✓", "set"}, {"·", "default"}, {"–", "optional"}, {"→", "to do"}, {"✗", "error"}, {"!", "warning"}, {"i", "advice"}, {"◆", "permanent after creation"},
	} {
		group.keys = append(group.keys, key.NewBinding(key.WithHelp(s[0], s[1])))
	}
	return group
}()

// signGroup is what the signs mean for the draft at hand.
func (w *Wizard) signGroup() keyGroup {
	if w.live == nil {
		return signs
	}
	group := keyGroup{title: signs.title, keys: slices.Clone(signs.keys)}
	for i, sign := range group.keys {
		if sign.Help().Key == "◆" {
			group.keys[i] = relabel(sign, "locked, or permanent after creation")
		}
	}
	return keyGroup{group.title, append(group.keys, key.NewBinding(key.WithHelp(changedSign, "differs from the live pool")))}
}

// fieldKeys are the keys that a huh field may use. Moving between fields is
// up to the wizard, and filters would keep esc and enter to themselves.
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
