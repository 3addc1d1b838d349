package tui

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/model"
)

// Law: the save form shows the selected format and the file name at every size,
// whatever else there is to say.
func TestTheSaveFormShowsFormatAndFile(t *testing.T) {
	for _, size := range sizes {
		for name, pool := range map[string]*model.Pool{"valid": preset(t, "staff-mfa"), "trouble": readBack(t, trouble)} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				d := open(t, pool)
				for i := range 8 {
					d.w.Formats = append(d.w.Formats[:2+i:2+i], Format{
						Name: fmt.Sprint("more", i), Title: fmt.Sprint("Format number ", i+3), File: fmt.Sprintf("file-%d.txt", i+3),
						Render: func(*model.Pool) string { return "text\n" },
					})
				}
				d.w.Save = func(Export, string, bool) ([]string, error) {
					return nil, errors.New("open exports/of/the/shop/file.txt: " + strings.Repeat("this cannot be written ", 12) + "and so it ends")
				}
				d.resize(size[0], size[1])
				d.press("ctrl+r", "w")
				for i, f := range d.w.Formats {
					if i > 0 {
						d.press("down")
					}
					d.sees("> "+f.Title, "> "+f.File)
					d.press("tab").sees("> "+f.Title, "> "+f.File)
					d.press("enter").sees("> "+f.Title, "> "+f.File, "✗ ")
					d.seesEverything("the error")
					d.press("pgup", "pgup", "pgup", "tab")
				}
			})
		}
	}
}

// Tab moves between the formats and the path; arrows choose a format only where
// the formats have the focus.
func TestTheKeysOfTheSaveForm(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.press("ctrl+r", "w").sees("▸ Format", "> Request JSON", "> create-user-pool.json")
	d.press("down").sees("> Names", "> names.txt").press("down").sees("> Names")
	d.press("tab").sees("▸ File", "> Names")
	d.press("up", "pgup").sees("> Names", "> names.txt")
	d.press("backspace", "home").typed("my-").sees("> my-names.tx")
	d.press("shift+tab", "up").sees("▸ Format", "> Request JSON", "> my-names.tx")
	d.press("end").sees("> Names").press("home").sees("> Request JSON")
	d.typed("2").sees("▸ File", "> my-2names.tx") // typing needs no tab
	d.press("enter").sees("wrote my-2names.tx")
	if d.files["my-2names.tx"] == "" {
		t.Errorf("saved %v", d.files)
	}

	// What exists is confirmed where the path has the focus.
	d.press("w").typed("?").press("ctrl+u").typed("my-2names.tx").press("enter")
	d.sees("exists already", "press enter again to replace it", "▸ File")
	d.press("tab", "tab", "enter").sees("wrote my-2names.tx")

	// The end of a save reaches the form behind the help.
	d.press("w").typed("3")
	_, cmd := d.w.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	d.press("f1")
	d.run(cmd)
	d.press("esc").seesNot("▸ File").sees("▸ Basics")

	d.press("w", "f1").sees("All keys", "save", "file", "Here").press("esc").sees("▸ Format").press("esc").seesNot("▸ Format")
}

// Law: the footer shows the first groups of keys as far as they fit, each whole
// or not at all, and the key that shows the rest unless these are all.
func TestTheFooterShowsTheMostUsefulKeys(t *testing.T) {
	places := map[string]func(*driver){
		"step": func(*driver) {}, "list": func(d *driver) { d.goTo("user attributes").press("shift+tab") },
		"lambda": func(d *driver) { d.goTo("pre sign-up") }, "review": func(d *driver) { d.press("ctrl+r") },
	}
	for name, open_ := range fronts {
		places[name] = open_
	}
	for name, goTo := range places {
		t.Run(name, func(t *testing.T) {
			d := open(t, preset(t, "staff-mfa"))
			goTo(d)
			for width := 40; width <= 200; width++ {
				d.resize(width, 24)
				footer := strings.TrimRight(ansi.Strip(d.w.footer()), " ")
				groups, ending, all := d.w.footerKeys()
				want, shown := "", 0
				for _, g := range groups {
					text := ""
					for _, k := range g {
						text += " " + k.Help().Key + " " + k.Help().Desc + " "
					}
					if !strings.HasPrefix(footer+" ", want+text) {
						break
					}
					want += text
					shown++
				}
				rest := strings.TrimSpace(strings.TrimPrefix(footer+" ", want))
				var ends []string
				for _, k := range ending {
					ends = append(ends, k.Help().Key+" "+k.Help().Desc)
				}
				end := strings.Join(ends, "  ")
				if !all && end != d.w.leaveKey().Help().Key+" leave  "+d.w.helpKey().Help().Key+" all keys" {
					t.Fatalf("the footer ends with %q", end)
				}
				switch {
				case all && shown == len(groups) && rest == "":
				case rest != end:
					t.Fatalf("%d columns: %q shows %d groups, and then %q", width, footer, shown, rest)
				case shown < len(groups):
					next := ""
					for _, k := range groups[shown] {
						next += " " + k.Help().Key + " " + k.Help().Desc + " "
					}
					if ansi.StringWidth(want+next+" "+rest+" ") <= width {
						t.Fatalf("%d columns: %q has room for %q", width, footer, next)
					}
				}
			}
		})
	}
	d := open(t, preset(t, "staff-mfa"))
	d.press("ctrl+r")
	for width := 40; width <= 200; width++ {
		d.resize(width, 24)
		footer := ansi.Strip(d.w.footer())
		if strings.Contains(footer, " s submit") != strings.Contains(footer, " x sandbox") {
			t.Errorf("%d columns: %q shows one of s and x", width, footer)
		}
	}
	d.resize(80, 24)
	d.sees(" s submit  x sandbox ", "? all keys")
}

// Law: the help shows every key of the footer and of the place, and all of it
// can be seen; from the help one returns to where it was opened.
func TestTheHelpShowsAllKeys(t *testing.T) {
	places := map[string]func(*driver){
		"step": func(*driver) {}, "choice": func(d *driver) { d.goTo("feature plan") },
		"list":   func(d *driver) { d.goTo("user attributes").press("shift+tab") },
		"adding": func(d *driver) { d.goTo("user attributes") },
		"lambda": func(d *driver) { d.goTo("pre sign-up") }, "review": func(d *driver) { d.press("ctrl+r") },
		"preview": func(d *driver) { d.press("ctrl+o") }, "save": func(d *driver) { d.press("ctrl+r", "w") },
	}
	for name, goTo := range places {
		for _, size := range sizes {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				d := open(t, preset(t, "staff-mfa"))
				d.resize(size[0], size[1])
				goTo(d)
				before, groups := d.screen(), d.w.keyGroups()
				var listed []string
				for _, g := range groups {
					for _, k := range g.keys {
						listed = append(listed, k.Keys()...)
					}
				}
				footer, _, _ := d.w.footerKeys()
				for _, k := range append(slices.Concat(footer...), d.w.helpKey(), d.w.leaveKey()) {
					if name != "preview" && name != "save" && !containsAny(listed, k.Keys()) {
						t.Errorf("the help lacks %s %s", k.Help().Key, k.Help().Desc)
					}
				}
				d.press("f1").sees("All keys")
				d.seesEverything("the help")
				if hint := d.w.overlay.(*helpOverlay).scrolls; hint != strings.Contains(d.screen(), " more") {
					t.Errorf("scrolls: %v, but the screen is\n%s", hint, d.screen())
				}
				d.press("esc")
				if d.screen() != before {
					t.Errorf("esc led to\n%s", d.screen())
				}
			})
		}
	}
	// On a step of text fields all keys fit into the smallest usual window.
	d := open(t, preset(t, "staff-mfa"))
	d.press("f1").seesNot(" more").sees("Everywhere", "Signs", "permanent after creation")
}

func containsAny(list, some []string) bool {
	return slices.ContainsFunc(some, func(s string) bool { return slices.Contains(list, s) })
}

// Every key that the wizard knows on a step or on the review is in its help.
func TestNoKeyIsMissingInTheHelp(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.resize(120, 40)
	k := d.w.keys
	always := []key.Binding{k.Back, k.Search, k.Undo, k.Redo, k.Format, k.Preview, k.OmitDefaults, k.ScrollUp, k.ScrollDown, k.Wider, k.Narrower, k.PageUp, k.PageDown, k.Help, k.Leave, k.Quit}
	check := func(place string, keys ...key.Binding) {
		var listed []string
		for _, g := range d.w.keyGroups() {
			for _, b := range g.keys {
				listed = append(listed, b.Keys()...)
			}
		}
		for _, b := range append(keys, always...) {
			if !containsAny(listed, b.Keys()) {
				t.Errorf("%s: the help lacks %s %s", place, b.Help().Key, b.Help().Desc)
			}
		}
	}
	everyRow(d, func(place string) { check(place, k.Prev, k.NextStep, k.Review, k.All) })
	d.press("ctrl+r")
	check("review", k.Open, k.Save, k.Submit, k.Sandbox, k.CopyText, k.ShowDefaults, k.Up, k.Down, k.Top, k.Bottom)
	d.send(tea.KeyPressMsg{Code: tea.KeyF1})
	d.sees("scroll preview", "wider, narrower")
}
