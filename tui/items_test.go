package tui

import (
	"bufio"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

const (
	attributesPath = "CreateUserPool.Schema"
	mechanismsPath = "CreateUserPool.AccountRecoverySetting.RecoveryMechanisms"
	poolTagsPath   = "CreateUserPool.UserPoolTags"
)

// nested is a list of which each item has a field and two lists. No setting has
// lists inside lists yet: the inner ones are those of other steps.
type nested struct{ forms.List }

func (n nested) Fields(p *model.Pool, i int) []forms.Field {
	return append(n.List.Fields(p, i)[:1], forms.Field{Path: mechanismsPath}, forms.Field{Path: poolTagsPath})
}

// openNested opens a pool on the page of the second attribute, whose items have
// lists of their own.
func openNested(t *testing.T) *driver {
	t.Helper()
	pool := readBack(t, trouble)
	pool.CreateUserPool.AccountRecoverySetting = &model.AccountRecoverySetting{RecoveryMechanisms: []model.RecoveryMechanism{
		{Name: new("verified_email"), Priority: new(1)}, {Name: new("verified_phone_number"), Priority: new(2)},
	}}
	d := open(t, pool)
	d.goTo("user attributes").press("up")
	at := d.w.rows()[d.w.focus]
	if at.kind != itemRow || at.field.Path != attributesPath || at.index != 1 {
		t.Fatalf("not on the second attribute: %s", d.here())
	}
	at.list = nested{at.list}
	d.w.open(at, false)
	d.run(d.w.edit())
	d.w.places = nil
	return d
}

func (d *driver) hasOpen(paths ...string) *driver {
	d.t.Helper()
	if got := openPaths(d.w); !slices.Equal(got, paths) {
		d.t.Fatalf("open %q, want %q", got, paths)
	}
	return d
}

// Items are open inside each other, and esc closes one at a time.
func TestEscClosesOneItemAtATime(t *testing.T) {
	d := openNested(t)
	d.sees("User attributes · 2 of 2   esc: back to the list").hasOpen(attributesPath + "[1]")
	d.press("down", "down", "enter").hasOpen(attributesPath+"[1]", mechanismsPath+"[1]")
	d.sees("User attributes · 2 of 2 › Account recovery · 2 of 2", "▸ Recovery method")
	d.press("esc").hasOpen(attributesPath + "[1]")
	if d.w.focus != 2 {
		t.Errorf("esc led to row %d, not to the item", d.w.focus)
	}
	d.press("esc").hasOpen()
	if at := d.w.rows()[d.w.focus]; at.kind != itemRow || at.index != 1 {
		t.Errorf("esc led to %s, not to the item", d.here())
	}
}

// Moving past the ends of a page leads to the page below, one at a time.
func TestMovingOutOfNestedItems(t *testing.T) {
	d := openNested(t)
	d.press("down", "enter").hasOpen(attributesPath+"[1]", mechanismsPath+"[0]")
	d.press("shift+tab").hasOpen(attributesPath + "[1]")
	d.press("enter", "tab").hasOpen(attributesPath+"[1]", mechanismsPath+"[0]")
	d.press("tab").hasOpen(attributesPath + "[1]")
	if d.w.focus != 2 {
		t.Errorf("past the end leads to row %d, not to the row after the item", d.w.focus)
	}
}

// A new item of an inner list opens in front of the outer item, and undo takes
// it away.
func TestAddingToANestedList(t *testing.T) {
	d := openNested(t)
	before := d.w.Pool().Clone()
	d.press("down", "end", "down", "a")
	last := d.w.items[len(d.w.items)-1]
	if len(d.w.items) != 2 || last.field.Path != poolTagsPath {
		t.Fatalf("open %q", openPaths(d.w))
	}
	if n := len(d.w.Pool().CreateUserPool.UserPoolTags); n != 2 {
		t.Fatalf("%d tags", n)
	}
	d.press("ctrl+z").hasOpen()
	if !d.w.Pool().Equal(before) {
		t.Errorf("undo left %s", d.w.Pool().JSON())
	}
}

// Esc returns into the items from which one came, and only into those that are
// still there.
func TestEscReturnsIntoNestedItems(t *testing.T) {
	for deleted, want := range map[string][]string{
		"nothing":    {attributesPath + "[1]", mechanismsPath + "[1]"},
		"inner item": {attributesPath + "[1]"},
		"outer item": nil,
	} {
		d := openNested(t)
		d.press("down", "down", "enter")
		d.goTo("passkey domain").hasOpen()
		switch deleted {
		case "inner item":
			forms.ListOf(forms.Field{Path: mechanismsPath}).Delete(d.w.Pool(), 0)
		case "outer item":
			forms.ListOf(forms.Field{Path: attributesPath}).Delete(d.w.Pool(), 0)
		}
		d.press("esc").hasOpen(want...)
	}
}

// An item that is opened from a place that esc returns to does not change the
// items of that place.
func TestPlacesKeepTheirItems(t *testing.T) {
	d := openNested(t)
	d.press("down", "enter").hasOpen(attributesPath+"[1]", mechanismsPath+"[0]")
	d.w.remember()
	d.press("esc", "down", "enter").hasOpen(attributesPath+"[1]", mechanismsPath+"[1]")
	d.run(d.w.comeBack())
	d.hasOpen(attributesPath+"[1]", mechanismsPath+"[0]")
}

// A path leads into the items on the way to it.
func TestPathsLeadIntoNestedItems(t *testing.T) {
	d := openNested(t)
	if !d.w.openPath(mechanismsPath + "[1].Priority") {
		t.Error("the path leads nowhere")
	}
	d.hasOpen(attributesPath+"[1]", mechanismsPath+"[1]")
	if got := d.w.rows()[d.w.focus].field.Path; got != mechanismsPath+"[1].Priority" {
		t.Errorf("on %s", got)
	}
	if d.press("esc"); d.w.openPath("CreateUserPool.PoolName") {
		t.Error("a path of another step was found")
	}
}

// Line by line, back at the first question of an item leads to its list, and
// from an inner list to the item that it is in.
func TestAccessibleListsInsideItems(t *testing.T) {
	outer := openNested(t)
	var out strings.Builder
	input := "\nedit 2\nback\nback\nback\n" // the name, the inner list and out again
	a := &asker{Options: outer.w.Options, in: bufio.NewReader(strings.NewReader(input)), out: &out, walker: walker{answers: outer.w.answers}}
	a.face = a
	a.draft = a.Drafts.New()
	field := forms.Field{Path: attributesPath}
	if _, err := a.changeList(field, nested{forms.ListOf(field)}, listChange{does: editItem, item: 1}); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	if n := strings.Count(out.String(), "Account recovery. "); n != 2 {
		t.Errorf("the inner list was read out %d times, not before and after its item:\n%s", n, out.String())
	}
	if n := strings.Count(out.String(), "Attribute name. "); n != 2 {
		t.Errorf("the item was read out %d times, not before and after its inner list:\n%s", n, out.String())
	}
}

// The path of an entry of a map leads to that entry.
func TestAPathLeadsToItsEntry(t *testing.T) {
	pool := preset(t, "defaults")
	pool.CreateUserPool.UserPoolTags = map[string]string{"0": "x", "team": "a"}
	d := open(t, pool)
	before := d.here()
	d.run(d.w.jump(poolTagsPath + "[team]"))
	d.hasOpen(poolTagsPath+"[team]").sees("Pool tags · 2 of 2", "▸ Value")
	if d.press("esc"); d.here() != before {
		t.Errorf("esc led to %s", d.here())
	}
}
