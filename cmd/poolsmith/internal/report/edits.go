package report

import (
	"unicode/utf8"

	"github.com/aymanbagabas/go-udiff"

	"github.com/poolsmith/poolsmith/model"
)

// replacement is a change of the text of a file.
type replacement struct {
	start, end place
	text       string
}

// place counts lines and characters from 1.
type place struct{ line, column int }

// Correct adds the change that corrects the finding. before and after are the text
// of its file without the change and with it; nil where the file has no text of its
// own for each setting.
func (f *Finding) Correct(edits []model.Edit, before, after []byte) {
	for _, e := range edits {
		f.Edits = append(f.Edits, e.Info())
	}
	if after == nil {
		return
	}
	for _, e := range udiff.Bytes(before, after) {
		f.replacements = append(f.replacements, replacement{placeOf(before, e.Start), placeOf(before, e.End), e.New})
	}
}

// placeOf is the place of an offset.
func placeOf(text []byte, offset int) place {
	at := place{1, 1}
	for i := 0; i < offset; {
		r, size := utf8.DecodeRune(text[i:])
		i += size
		at.column++
		if r == '\n' {
			at = place{at.line + 1, 1}
		}
	}
	return at
}

// automatic says whether a rule's findings can be corrected by a program.
func automatic(r *model.Rule) string {
	switch {
	case r.Edits == nil:
		return "No"
	case r.Severity == model.Advice:
		return "Where one correction is certain: `validate --fix=advice`, f in the wizard"
	default:
		return "Where one correction is certain: `validate --fix`, f in the wizard"
	}
}
