package tui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

var sizes = [][2]int{{40, 10}, {60, 12}, {80, 24}, {120, 40}, {200, 60}}

// everyRow visits every row of every step, also of the items of lists and of
// what does not apply.
func everyRow(d *driver, visit func(place string)) {
	d.t.Helper()
	d.w.showAll = true
	for step := range forms.Steps {
		d.run(d.w.openStep(step))
		everyRowOfPage(d, forms.Steps[step].ID, visit)
	}
}

// everyRowOfPage visits the rows of the page that is open, and of the items on
// it, however deep.
func everyRowOfPage(d *driver, page string, visit func(place string)) {
	d.t.Helper()
	step, items := d.w.step, d.w.items
	focus := func(i int) { // a visit may lead away
		d.w.screen, d.w.step, d.w.items, d.w.focus = onStep, step, items, i
		d.run(d.w.edit())
	}
	n := len(d.w.rows())
	for i := range n {
		focus(i)
		visit(fmt.Sprintf("%s, row %d", page, i))
		focus(i)
		r := d.w.rows()[i]
		if r.kind != itemRow {
			continue
		}
		if r.index > 2 && r.index < r.list.Len(d.w.answers.Pool)-1 {
			continue // one item in the middle is like another
		}
		if d.press("enter"); len(d.w.items) != len(items)+1 {
			d.t.Fatalf("%s, row %d: enter does not open the item", page, i)
		}
		everyRowOfPage(d, fmt.Sprintf("%s, item %d", page, i), visit)
	}
	focus(n - 1)
}

// Law: opening and leaving every step changes nothing.
func TestLookingChangesNothing(t *testing.T) {
	for name, pool := range somePools(t) {
		t.Run(name, func(t *testing.T) {
			d := open(t, pool)
			before := string(d.w.Pool().JSON())
			everyRow(d, func(place string) {
				d.send(nil)
				d.press("tab", "shift+tab")
				if after := string(d.w.Pool().JSON()); after != before {
					t.Fatalf("looking at %s changed the pool:\n%s", place, after)
				}
			})
			d.press("ctrl+r", "d", "esc")
			if after := string(d.w.Pool().JSON()); after != before {
				t.Fatalf("the review changed the pool:\n%s", after)
			}
			if len(d.drafts) > 0 {
				t.Errorf("looking saved %d drafts", len(d.drafts))
			}
		})
	}
}

// Law: no view is wider or taller than the window.
func TestEveryViewFitsItsWindow(t *testing.T) {
	pools := map[string]*model.Pool{
		"empty":     {},
		"largest":   readPool(t, "largest.json"),
		"staff-mfa": preset(t, "staff-mfa"),
		"apps":      appPool(t),
	}
	for name, pool := range pools {
		for _, size := range sizes {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				d := open(t, pool.Clone())
				d.resize(size[0], size[1])
				everyRow(d, d.fits)
				for _, keys := range [][]string{{"ctrl+r"}, {"d"}, {"w"}, {"esc"}, {"j", "down", "right", "right", "pgdown", "end", "up", "pgdown"}, {"esc"}, {"s"}, {"esc"}, {"ctrl+f"}, {"esc"}, {"f1"}, {"esc"}, {"ctrl+o"}, {"ctrl+o"}} {
					d.press(keys...)
				}
			})
		}
	}
}

func TestStartFitsItsWindow(t *testing.T) {
	for _, size := range sizes {
		d := open(t, nil)
		d.resize(size[0], size[1])
		for range d.w.start.choices {
			d.press("down")
		}
	}
}

// Law: back works from every field in every invalid state, and what was typed
// is still there.
func TestBackFromEveryInvalidField(t *testing.T) {
	for step := range forms.Steps {
		for row := range forms.Steps[step].Fields {
			d := open(t, preset(t, "staff-mfa"))
			d.w.showAll = true
			d.run(d.w.openStep(step))
			d.w.focus = min(row, len(d.w.rows())-1)
			d.run(d.w.edit())
			if d.w.editor == nil || !d.w.editor.TakesText() {
				continue
			}
			field := d.w.rows()[d.w.focus].field
			d.typed("no such thing \u00a0")
			typed := d.w.answers.Text(field)
			if !strings.HasSuffix(typed, "no such thing \u00a0") {
				t.Fatalf("%s: typed, but the answer is %q", field.Path, typed)
			}
			d.press("esc")
			if step > 0 && d.w.step != step-1 {
				t.Fatalf("%s: esc stayed in step %s", field.Path, forms.Steps[d.w.step].ID)
			}
			d.run(d.w.openStep(step))
			if got := d.w.answers.Text(field); got != typed {
				t.Errorf("%s: typed %q, found %q", field.Path, typed, got)
			}
			d.press("shift+tab", "shift+tab", "shift+tab")
		}
	}
}

func TestEveryKeyHasHelp(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	everyRow(d, func(place string) {
		for _, g := range d.w.keyGroups() {
			for _, k := range g.keys {
				if k.Help().Key == "" || k.Help().Desc == "" || len(k.Keys()) == 0 {
					t.Errorf("%s: a key without help: %v", place, k.Keys())
				}
			}
		}
	})
}
