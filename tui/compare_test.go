package tui

import (
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// Law: what is the same and what was added is the text, what is the same and what was
// removed is the text before, but for its layout.
func FuzzDiff(f *testing.F) {
	for _, seed := range [][2]string{
		{"a\nb\nc", "a\nx\nc"}, {"{\nx\n}\nz", "{\nx\n}\n{\ny\n}\nz"}, {"", "a"}, {"a,\nb", "a"}, {"}\n}", "x\n}\ny\n}\n}\n"},
		{"{\ny\n}", "{\nx\n}\n{\ny\n}"}, {"x\n}\n}\ny\n}", "}\n}\n}\nz\n}"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, before, after string) {
		was, now := strings.Split(before, "\n"), strings.Split(after, "\n")
		var gotWas, gotNow []string
		for _, line := range diff(was, now) {
			if line.sign != added {
				gotWas = append(gotWas, line.text)
			}
			if line.sign != removed {
				gotNow = append(gotNow, line.text)
				if now[line.line] != line.text {
					t.Fatalf("line %d is %q", line.line, line.text)
				}
			}
		}
		if strings.Join(gotNow, "\n") != after {
			t.Errorf("%q became %q", after, strings.Join(gotNow, "\n"))
		}
		if !slices.Equal(withoutLayout(gotWas), withoutLayout(was)) {
			t.Errorf("%q became %q", before, strings.Join(gotWas, "\n"))
		}
	})
}

func TestUnaligned(t *testing.T) {
	for _, test := range []struct{ line, want string }{
		{`  name                = "a  b"`, `  name = "a  b"`},
		{"\tPoolName:           aws.String(x),", "\tPoolName: aws.String(x),"},
		{`  name = "a  = b"`, `  name = "a  = b"`},
		{`    deep`, `    deep`},
		{`Subject: a  b`, `Subject: a  b`},
		{`x  y`, `x  y`},
		{``, ``},
	} {
		if got := unaligned(test.line); got != test.want {
			t.Errorf("%q became %q", test.line, got)
		}
	}
}

// Law: three lines around a change are shown, the others are counted, and no line is
// hidden alone.
func TestFoldedLines(t *testing.T) {
	for _, test := range []struct{ was, now, want string }{
		{"a b c", "a b c", "…no differences"},
		{"1 2 3 4 5 6 7 8 9", "1 2 3 4 5 6 7 8 x", "…… 5 lines| 6| 7| 8|-9|+x"},
		{"1 2 3 4 5 6 7 8 9", "x 2 3 4 5 6 7 8 9", "-1|+x| 2| 3| 4|…… 5 lines"},
		{"1 2 3 4 5", "1 2 3 4 5 x", "…… 2 lines| 3| 4| 5|+x"},
		{"1 2 3 4", "1 2 3 4 x", " 1| 2| 3| 4|+x"},
		{"1 2 3 4 5 6 7 8", "x 2 3 4 5 6 7 y", "-1|+x| 2| 3| 4| 5| 6| 7|-8|+y"},
	} {
		var got []string
		for _, line := range foldSame(diff(strings.Fields(test.was), strings.Fields(test.now))) {
			got = append(got, string(line.sign)+line.text)
		}
		if strings.Join(got, "|") != test.want {
			t.Errorf("%s to %s:\n%s, want\n%s", test.was, test.now, strings.Join(got, "|"), test.want)
		}
	}
}

// Somebody looks at what a preset changes, changes something, and sees what that
// changed.
func TestThePreviewIsCompared(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.resize(120, 40)
	d.goTo("minimum length").seesNot("against")
	d.press("f5").sees("against Cognito's defaults", `-         "MinimumLength": 8,`, `+         "MinimumLength": 14,`)
	d.press("f5").sees("against the pool as opened", "no differences", "+0 -0")
	d.press("backspace").typed("6").sees(`-         "MinimumLength": 14`, `+         "MinimumLength": 16`, "+1 -1", "… ")
	d.press("ctrl+p").sees("2 of 2 formats", "against the pool as opened", "no differences")
	d.press("ctrl+p", "ctrl+z").sees("against the pool as opened", "no differences")
	d.press("f5").seesNot("against").sees(`"MinimumLength": 14`)
	d.press("ctrl+r", "=").sees("against Cognito's defaults")
}

// The key opens the preview where it has no room beside the form.
func TestTheComparisonInFront(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.press("f5").sees("against Cognito's defaults", "f5 compare preview").press("f5").sees("against the pool as opened").press("f5").seesNot("against").press("esc").sees("▸ Pool name")
}

// Another pool is compared with itself as it was opened.
func TestTheComparisonOfAnotherPool(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.resize(120, 40)
	d.press("f5", "f5")
	d.run(d.w.load(preset(t, "defaults"), d.store.New()))
	d.sees("against the pool as opened", "no differences")
}

// Law: every line of a comparison can be brought into view, at every size.
func TestEveryLineOfAComparisonCanBeSeen(t *testing.T) {
	for _, size := range sizes {
		d := open(t, readPool(t, "largest.json"))
		d.resize(size[0], size[1])
		d.press("f5")
		if d.w.overlay == nil {
			d.press("ctrl+o")
		}
		p := &d.w.preview
		seen := map[string]bool{}
		d.press("home")
		for offset := -1; p.offset != offset; d.press("pgdown") {
			offset = p.offset
			for _, line := range strings.Split(d.screen(), "\n") {
				_, side, _ := cutLast(line, "│")
				seen[strings.TrimSpace(strings.TrimLeft(side, " ▌"))] = true
			}
		}
		for _, row := range p.rows {
			text := row.text
			if sign := p.picture.shown[row.line].sign; row.from == 0 && (sign == added || sign == removed) {
				text = string(sign) + " " + text
			}
			if !seen[strings.TrimSpace(text)] {
				t.Fatalf("%v: %q never shows", size, text)
			}
		}
	}
}

// Law: a pool of defaults has no differences from them.
func TestDefaultsDoNotDiffer(t *testing.T) {
	for _, name := range []string{"staff-mfa", "defaults"} {
		pool := model.DefaultsOf(preset(t, name))
		d := open(t, pool)
		d.resize(120, 40)
		d.press("f5").sees("no differences")
	}
}
