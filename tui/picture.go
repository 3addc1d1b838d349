package tui

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/model"
)

// The preview is exported in a command: to write a large pool and to find the lines to
// mark takes some formats longer than a key may. The frame of a key still shows the
// picture before it. One command runs at a time, and starts again if more changed
// meanwhile. Only the first picture of a pool is made at once, for there is none
// before it.

// aspect is how a pool is shown.
type aspect struct {
	format       int             // in formats
	omitDefaults bool            // without settings that equal Cognito's defaults
	against      basis           // what it is compared with
	opened       *model.Pool     // the pool as it was when it was opened
	live         *model.Document // that it changes, nil for a new pool
}

// picture is what the preview shows. Nothing in it changes: a command reads it while
// it is drawn.
type picture struct {
	aspect
	of    Format
	pool  *model.Pool
	focus focus

	text   []string
	was    []string     // the text before the last change, nil if nothing changed
	base   exported     // to compare with
	rest   exported     // without what is in focus
	shown  []codeLine   // the text, or how it differs from base
	marked map[int]bool // the lines that what is in focus brings, or the last change
}

// exported is an export of a pool.
type exported struct {
	pool *model.Pool
	text []string
}

// pictureMsg has a picture that is done.
type pictureMsg struct {
	*picture
	opening int // of the pool
}

// work is the command that makes the next picture; nil while one runs, or if the last
// one is still right. The first picture needs no command.
func (p *preview) work(pool *model.Pool, f focus) tea.Cmd {
	if f.id != p.focus.id {
		p.stale = true
	}
	before, opening := p.picture, p.opening
	if !p.stale || before != nil && p.working || len(p.formats) == 0 {
		return nil
	}
	next := &picture{aspect: p.aspect, of: p.formats[p.format], pool: pool.Clone(), focus: f}
	p.stale, p.focus = false, f
	if before == nil {
		p.show(next.make(&picture{}))
		return nil
	}
	p.working = true
	return func() tea.Msg { return pictureMsg{next.make(before), opening} }
}

// worked shows a picture, unless another pool was opened while it was made. What
// changed meanwhile is still stale.
func (p *preview) worked(msg pictureMsg) {
	p.working = false
	if msg.opening == p.opening {
		p.show(msg.picture)
	}
}

// show replaces the picture. Lines that changed, or that came into focus, are scrolled
// into view when they are drawn.
func (p *preview) show(next *picture) {
	before := p.picture
	p.picture = next
	switch {
	case before == nil:
		p.rows, p.offset, p.first = nil, 0, 0
	case before.aspect != next.aspect:
		p.rows, p.offset, p.first, p.follow = nil, 0, 0, true
	case !sameLines(before, next):
		p.rows, p.follow = nil, true
	}
	if before == nil || before.focus.id != next.focus.id {
		p.follow = true
	}
}

// sameLines reports whether two pictures show the same lines.
func sameLines(a, b *picture) bool {
	return slices.Equal(a.text, b.text) && slices.Equal(a.base.text, b.base.text)
}

// make exports the pool and finds the lines to mark. What is right in the picture
// before is taken from it.
func (n *picture) make(before *picture) *picture {
	if before.aspect != n.aspect {
		before = &picture{}
	}
	n.text = n.exportAgain(exported{before.pool, before.text}, n.pool).text
	if n.base = before.base; n.against != againstNothing {
		n.base = n.exportAgain(n.base, n.basePool())
	}
	if before.text != nil && sameLines(before, n) {
		n.shown, n.was = before.shown, before.was
	} else {
		n.shown, n.was = n.compare(), before.text
	}
	n.rest = before.rest
	n.mark()
	return n
}

// export is the export of a pool, or what changes the live one to it. A comparison is
// of whole pools.
func (n *picture) export(pool *model.Pool) []string {
	return strings.Split(strings.TrimSuffix(n.write(pool), "\n"), "\n")
}

func (n *picture) write(pool *model.Pool) string {
	if n.changes() {
		return n.of.changeText(model.PlanChange(n.live, n.live.Pool.Exact(pool)))
	}
	if n.omitDefaults {
		pool = model.OmitDefaults(pool)
	}
	return n.of.Render(pool)
}

// changes reports whether the picture shows the change of a live pool.
func (n *picture) changes() bool {
	return n.live != nil && n.against == againstNothing && n.of.Change != nil
}

// changeText is what makes the change, or why there is nothing.
func (f Format) changeText(plan *model.Plan) string {
	if len(plan.Blocked) == 0 {
		return cmp.Or(f.Change(plan), nothingToDo)
	}
	text := isBlocked + "\n"
	for _, d := range plan.Blocked {
		text += "\n" + d.Setting + ": " + d.Why
	}
	return text
}

// The beginnings of what is shown in place of a change.
const (
	nothingToDo = "Nothing to do: the draft equals the live pool."
	isBlocked   = "Cannot be changed in a live pool:"
)

// newSince are the lines that another export does not have. A text in place of an
// export has no lines to compare.
func (n *picture) newSince(other []string) map[int]bool {
	for _, text := range [...]string{other[0], n.text[0]} {
		if text == nothingToDo || text == isBlocked {
			return nil
		}
	}
	return newLines(other, n.text)
}

// exportAgain is the export of a pool, or the one before if it is of an equal pool.
func (n *picture) exportAgain(before exported, pool *model.Pool) exported {
	if before.pool != nil && reflect.DeepEqual(before.pool, pool) {
		return before
	}
	return exported{pool, n.export(pool)}
}

// mark finds the lines to mark: those that the export would not have without what
// is in focus, or with another value of it where the format also writes what is unset.
// If there are none, they are those of the last change, such as of a setting that was
// removed.
func (n *picture) mark() {
	if n.changes() { // without the setting there may be other calls
		n.marked = n.valueLines()
	}
	if n.focus.id != "" && len(n.marked) == 0 {
		// Without the setting that is typed, the export stays what it is.
		pool := n.pool.Clone()
		n.focus.without(pool)
		n.rest = n.exportAgain(n.rest, pool)
		n.marked = n.newSince(n.rest.text)
	}
	if len(n.marked) == 0 && !n.changes() {
		n.marked = n.valueLines()
	}
	if len(n.marked) == 0 && n.was != nil {
		n.marked = n.newSince(n.was)
	}
}

// valueLines are the lines that the export would not have with another value of the
// setting in focus. There are none for what is unset or no single value.
func (n *picture) valueLines() map[int]bool {
	setting := model.Edit{Path: n.focus.id}.Setting()
	if setting == nil {
		return nil
	}
	value, isSet := n.pool.Get(n.focus.id)
	other := anotherValue(setting, value)
	if !isSet || other == nil {
		return nil
	}
	pool := n.pool.Clone()
	if err := pool.Set(n.focus.id, other); err != nil {
		return nil // an entry of a map, whose lines removing it shows
	}
	return n.newSince(n.export(pool))
}

// anotherValue is a value that differs from that of a setting, nil where there is none
// of its kind.
func anotherValue(s *model.Setting, value any) any {
	switch v := value.(type) {
	case bool:
		return !v
	case int:
		return v + 1
	case string:
		if i := slices.IndexFunc(s.Choices, func(o model.Option) bool { return o.Value != v }); i >= 0 {
			return s.Choices[i].Value
		}
		return v + "0"
	default:
		return nil
	}
}
