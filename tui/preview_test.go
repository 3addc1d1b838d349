package tui

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// Law: wrapping drops and adds nothing but what begins a continued line, and no
// part is wider than the preview.
func TestWrappedCodeIsComplete(t *testing.T) {
	for _, line := range wideLines {
		for width := 8; width < 90; width++ {
			parts := wrapCode(line, width)
			text := parts[0]
			for _, part := range parts[1:] {
				_, rest, found := strings.Cut(part, continued)
				if !found {
					t.Fatalf("%d columns: %q does not show that it continues a line", width, part)
				}
				text += rest
			}
			if want := model.Printable(strings.ReplaceAll(line, "\t", "  ")); text != want {
				t.Fatalf("%d columns: %q became %q", width, want, text)
			}
			for _, part := range parts {
				if ansi.StringWidth(part) > width {
					t.Fatalf("%d columns: %q has %d", width, part, ansi.StringWidth(part))
				}
			}
		}
	}
}

var wideLines = []string{
	"", "}", `      "TemporaryPasswordValidityDays": 3,`,
	"\t\t\tlambda_config = \"arn:aws:lambda:eu-west-1:123456789012:function:check-the-sign-up-of-everybody\"",
	strings.Repeat("long words and spaces  ", 20), strings.Repeat("x", 300), strings.Repeat(" ", 120) + "deep",
	"日本語のメッセージ " + strings.Repeat("確認コード", 30), "a\x1b[31mred\x1b[0m " + strings.Repeat("é", 100), strings.Repeat("👨‍👩‍👧‍👦", 40),
}

func FuzzWrapCode(f *testing.F) {
	for _, line := range wideLines {
		f.Add(line, uint8(30))
	}
	f.Fuzz(func(t *testing.T, line string, columns uint8) {
		line = model.Printable(strings.ReplaceAll(line, "\t", "  "))
		width := 8 + int(columns)
		parts := wrapCode(line, width)
		text := parts[0]
		for _, part := range parts[1:] {
			_, rest, _ := strings.Cut(part, continued)
			text += rest
		}
		if text != line {
			t.Errorf("%q became %q", line, text)
		}
		for _, part := range parts {
			if ansi.StringWidth(part) > width {
				t.Errorf("%q has %d columns, and %d are there", part, ansi.StringWidth(part), width)
			}
		}
	})
}

// Law: colors change nothing but colors: without styles the lines of the preview are
// the plain ones, in every language and at every width.
func FuzzColors(f *testing.F) {
	extensions := slices.Sorted(maps.Keys(languages))
	for i := range extensions {
		for _, line := range append(wideLines, `"a": "b", 'c' = 12 # d`, strings.Repeat(`\"'`, 300), "x"+strings.Repeat("é", 300)+`"`, "\xff\xfe\"") {
			f.Add(line, uint8(30), uint8(i))
		}
	}
	light, dark := newStyles(false), newStyles(true)
	f.Fuzz(func(t *testing.T, line string, columns, extension uint8) {
		code := codeLine{sign: same, text: line, language: languageOf(extensions[int(extension)%len(extensions)])}
		p := preview{picture: &picture{shown: []codeLine{code}}}
		width := 8 + int(columns)
		p.wrap(width)
		for _, s := range []*styles{light, dark} {
			for _, palette := range []*palette{&s.Code, &s.Marked} {
				for i, part := range wrapCode(line, width) {
					if got := ansi.Strip(p.color(palette, code, p.rows[i])); got != part {
						t.Fatalf("%q is drawn as %q", part, got)
					}
				}
			}
		}
	})
}

// Law: every line of the preview can be brought into view as a whole, at every
// size and split, beside the form and in front of it.
func TestEveryColumnOfThePreviewCanBeSeen(t *testing.T) {
	pools := map[string]*model.Pool{"staff-mfa": preset(t, "staff-mfa"), "largest": readPool(t, "largest.json")}
	for name, pool := range pools {
		for _, size := range sizes {
			for _, split := range []string{"", "f3", "f4"} {
				t.Run(fmt.Sprintf("%s/%dx%d%s", name, size[0], size[1], split), func(t *testing.T) {
					t.Parallel()
					d := open(t, pool.Clone())
					d.resize(size[0], size[1])
					if split != "" {
						d.press(split, split, split, split, split, split, split, split)
					}
					if d.w.splits() {
						d.seesThePreview("ctrl+up", "ctrl+down")
					}
					d.press("ctrl+o", "home")
					d.seesThePreview("up", "pgdown")
				})
			}
		}
	}
}

// seesThePreview scrolls through the preview with the keys and fails for a part
// of a line that never showed.
func (d *driver) seesThePreview(up, down string) {
	d.t.Helper()
	p := &d.w.preview
	seen := map[string]bool{}
	offset := -1
	for d.screen(); p.offset != offset; d.press(down) {
		offset = p.offset
		for _, line := range strings.Split(d.screen(), "\n") {
			_, side, _ := cutLast(line, "│")
			seen[strings.TrimRight(strings.Replace(side, "▌", " ", 1), " ")] = true
		}
	}
	var text []string
	for _, row := range p.rows {
		if !seen["  "+strings.TrimRight(row.text, " ")] && strings.TrimSpace(row.text) != "" {
			d.t.Fatalf("%q never shows; the last screen was\n%s", row.text, d.screen())
		}
		if at := len(text) - 1; at == row.line {
			text[at] += strings.TrimPrefix(strings.TrimLeft(row.text, " "), continued)
		} else {
			text = append(text, row.text)
		}
	}
	if len(text) != len(p.picture.text) {
		d.t.Fatalf("the preview has %d lines, and the export %d", len(text), len(p.picture.text))
	}
	for i, line := range p.picture.text {
		if want := model.Printable(strings.ReplaceAll(line, "\t", "  ")); text[i] != want {
			d.t.Fatalf("the preview shows %q and not %q", text[i], want)
		}
	}
	d.press(up)
	if p.offset >= offset && offset > 0 {
		d.t.Errorf("%s does not scroll up from row %d", up, offset)
	}
}

// cutLast cuts around the last separator; without one all is after it.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return "", " " + strings.TrimPrefix(s, " "), false
}

// The line at the top stays there when the preview gets another width.
func TestThePreviewKeepsItsPlace(t *testing.T) {
	d := open(t, readPool(t, "largest.json"))
	d.resize(120, 40)
	for range 30 {
		d.press("ctrl+down")
	}
	first := d.w.preview.first
	if first < 20 {
		t.Fatalf("line %d is at the top", first)
	}
	for _, key := range []string{"f4", "f4", "f4", "f3", "f3"} {
		if d.press(key); d.w.preview.first != first {
			t.Fatalf("after %s line %d is at the top, not %d", key, d.w.preview.first, first)
		}
	}
}

// Law: wherever the split is moved, both sides can be used, and it stays.
func TestTheSplitOfThePreview(t *testing.T) {
	for _, size := range [][2]int{{100, 30}, {120, 40}, {200, 60}} {
		d := open(t, preset(t, "staff-mfa"))
		d.resize(size[0], size[1])
		before, name := d.w.layout(), d.w.name()
		for _, key := range []string{"f3", "f4"} {
			for range 60 {
				d.press(key)
				if l := d.w.layout(); l.form < formLeast || l.preview < previewLeast || l.list+l.form+l.preview != size[0] {
					t.Fatalf("%v: %+v", size, l)
				}
			}
		}
		if d.w.name() != name {
			t.Fatalf("the keys wrote %q", d.w.name())
		}
		narrow := d.w.layout().preview
		if d.press("f3"); d.w.layout().preview <= narrow {
			t.Errorf("%v: one step back from the end does nothing", size)
		}
		wide := d.w.layout().preview
		d.press("ctrl+n", "ctrl+r")
		d.resize(80, 24)
		if d.w.layout().preview != 0 {
			t.Errorf("a preview at 80 columns")
		}
		d.press("f3").sees("ctrl+o")
		d.resize(size[0], size[1])
		if got := d.w.layout().preview; got != wide || got == before.preview && size[0] > 100 {
			t.Errorf("%v: the preview has %d columns, and had %d", size, got, wide)
		}
		d.press("<")
		if got := d.w.layout().preview; got < wide {
			t.Errorf("< makes it narrower")
		}
	}
	d := open(t, preset(t, "staff-mfa"))
	d.resize(120, 40)
	split := d.w.layout()
	d.typed("<>")
	if d.w.name() != "my-staff-pool<>" || d.w.layout() != split {
		t.Errorf("the name is %q", d.w.name())
	}
}

// Where the preview has no room beside the form its key opens it: the format of
// what is out of view would change unseen.
func TestThePreviewKeyOpensWhatIsFolded(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.press("ctrl+p").sees(testFormats[0].Title, "1 of 2 formats").press("ctrl+p").sees("2 of 2 formats").press("esc").sees("▸ Pool name")
}

// Law: wherever the focus is, the lines that its setting brings are marked, and
// one of them is in view.
func TestThePreviewMarksWhatIsInFocus(t *testing.T) {
	for _, name := range []string{"largest.json", "largest-app.json"} {
		d := open(t, readPool(t, name))
		d.resize(120, 40)
		marked := 0
		for step := range forms.Steps {
			d.run(d.w.openStep(step))
			for i := range d.w.rows() {
				d.w.focus = i
				d.run(d.w.edit())
				screen := d.screen()
				key := d.w.focused().id
				value, isSet := d.w.Pool().Get(key)
				if key == "" || !isSet {
					continue
				}
				marked++
				if !strings.Contains(screen, "▌") {
					t.Fatalf("%s is %v, and nothing is marked:\n%s", key, value, screen)
				}
				member := key[strings.LastIndexByte(key, '.')+1:]
				if d.w.rows()[i].kind == fieldRow && !strings.Contains(strings.Join(markedLines(&d.w.preview), "\n"), member) {
					t.Errorf("%s: marked are %q", key, markedLines(&d.w.preview))
				}
			}
		}
		if marked < 50 {
			t.Errorf("%s: only %d settings are set", name, marked)
		}
	}
}

func markedLines(p *preview) []string {
	var lines []string
	for i, line := range p.picture.text {
		if p.picture.marked[i] {
			lines = append(lines, line)
		}
	}
	return lines
}

func TestNewLines(t *testing.T) {
	for _, test := range []struct{ was, now, want string }{
		{"a b c", "a b c", ""},
		{"a c", "a b c", "1"},
		{"a b c", "a c", ""},
		{"a b c", "a x c", "1"},
		{"a b c d", "x b c y z", "0 3 4"},
		{"a, b", "a b, c", "2"},
		{"{ x } z", "{ x } { y } z", "3 4 5"},
		{"x }", "x } y }", "2 3"},
		{"{ y }", "{ x } { y }", "0 1 2"},
		{"", "a", "0"},
	} {
		var got []string
		found := newLines(strings.Fields(test.was), strings.Fields(test.now))
		for i := range strings.Fields(test.now) {
			if found[i] {
				got = append(got, fmt.Sprint(i))
			}
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%q to %q: %q, want %q", test.was, test.now, got, test.want)
		}
	}
}
