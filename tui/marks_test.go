package tui

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/exporters"
	"github.com/poolsmith/poolsmith/model"
)

// everyFormat are the formats that the program hands in.
func everyFormat() []Format {
	var formats []Format
	for _, f := range exporters.Formats {
		formats = append(formats, Format{Name: f.Name, Title: f.Title, File: f.File, Render: func(p *model.Pool) string {
			var b strings.Builder
			for _, file := range f.Export(p, exporters.DefaultOptions()).Main() {
				b.Write(file.Data)
			}
			return b.String()
		}})
	}
	return formats
}

// otherValue is a value of a setting that differs from the one that is set, nil for a
// block.
func otherValue(l model.Leaf) any {
	switch v := l.Value().(type) {
	case string:
		for _, o := range l.Setting.Choices {
			if o.Value != v {
				return o.Value
			}
		}
		switch {
		case model.IsSecretReference(v):
			return "${env:ANOTHER}"
		case l.Setting.Kind == model.Base64:
			return "AAAA"
		}
		return v + "x"
	case int:
		return v + 1
	case bool:
		return !v
	case model.JSONObject:
		return model.JSONObject(`{"another":1}`)
	case []string:
		return v[:len(v)-1]
	case map[string]string:
		entries := maps.Clone(v)
		delete(entries, slices.Sorted(maps.Keys(v))[0])
		return entries
	default:
		return nil
	}
}

// focusedSetting is a setting in focus, and the pool with another value of it.
type focusedSetting struct {
	focus
	other *model.Pool
}

// everySetting puts each setting that the pool sets in focus, once for all items of a
// list, and of those only what the names lack.
func everySetting(t *testing.T, pool *model.Pool, names map[string]bool) []focusedSetting {
	d := open(t, pool)
	var settings []focusedSetting
	for leaf := range pool.Leaves() {
		other := pool.Clone()
		switch {
		case names[leaf.Setting.Path], otherValue(leaf) == nil, model.OperationOf(leaf.Setting.Path).NoStep:
			continue
		}
		names[leaf.Setting.Path] = true
		if err := other.Set(leaf.Path(), otherValue(leaf)); err != nil {
			t.Fatal(err)
		}
		d.run(d.w.jump(leaf.Path()))
		f := d.w.focused()
		if f.id != leaf.Path() && leaf.Setting.Kind != model.Map {
			t.Errorf("%s leads to %s", leaf.Path(), f.id)
			continue
		}
		settings = append(settings, focusedSetting{f, other})
	}
	return settings
}

// inOtherWords are formats in which more follows from a value than the lines that say
// it: other text, another way to make a call, or limits that the type brings.
var inOtherWords = map[string]string{
	"go":        "what the SDK cannot say goes into the body of the call",
	"terraform": "attributes get the limits that their type needs",
	"pulumi":    "attributes get the limits that their type needs",
	"datadog":   "attributes get the limits that their type needs",
	"markdown":  "findings and journeys",
}

// Law: in every format, what changes when the setting in focus gets another value is
// marked: all such lines, or one of them at least where more follows from the value.
func TestMarkedLinesAreThoseThatChange(t *testing.T) {
	names := map[string]bool{}
	pools := map[string]*model.Pool{"largest": readPool(t, "largest.json"), "largest-app": readPool(t, "largest-app.json")}
	settings := map[string][]focusedSetting{}
	for _, name := range slices.Sorted(maps.Keys(pools)) {
		settings[name] = everySetting(t, pools[name], names)
	}
	if len(names) < 100 {
		t.Errorf("only %d settings", len(names))
	}
	formats := everyFormat()
	for name := range inOtherWords {
		if !slices.ContainsFunc(formats, func(f Format) bool { return f.Name == name }) {
			t.Errorf("there is no format %s", name)
		}
	}
	for i, format := range formats {
		t.Run(format.Name, func(t *testing.T) {
			t.Parallel()
			shown := 0
			for name, pool := range pools {
				p := &preview{formats: formats, aspect: aspect{format: i}}
				p.open(formats, pool)
				for _, s := range settings[name] {
					shown += checkMarks(t, p, pool, s)
				}
			}
			if shown < 40 {
				t.Errorf("only %d settings change a line", shown)
			}
		})
	}
}

// checkMarks checks the marks of one setting, and returns 1 if it changes a line.
func checkMarks(t *testing.T, p *preview, pool *model.Pool, s focusedSetting) int {
	t.Helper()
	if cmd := p.work(pool, s.focus); cmd != nil {
		p.worked(cmd().(pictureMsg))
	}
	text := withoutLayout(p.picture.text)
	marked := map[string]bool{}
	for at := range p.picture.marked {
		marked[text[at]] = true
	}
	var missing []string
	changed := newLines(p.picture.export(s.other), p.picture.text)
	for at := range changed {
		if !marked[text[at]] {
			missing = append(missing, text[at])
		}
	}
	all := inOtherWords[p.picture.of.Name] == ""
	if len(changed) == 0 || len(missing) == 0 || !all && len(missing) < len(changed) {
		return min(len(changed), 1)
	}
	t.Errorf("%s: %q change, and are not marked; marked are %q", s.id, missing, markedLines(p))
	return 1
}
