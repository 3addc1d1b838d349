package report

import (
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// The replacements of a finding make the one text of the other.
func TestReplacements(t *testing.T) {
	for name, before := range map[string]string{
		"on several lines": "{\n  \"CreateUserPool\": {\n    \"PoolName\": \"Bücher 本\", \"AutoVerifiedAttributes\": [\"email\", \"email\"]\n  }\n}\n",
		"on one line":      `{"PoolName":"ü","AutoVerifiedAttributes":["email","email"]}`,
		"Windows":          "{\r\n  \"PoolName\": \"p\",\r\n  \"AutoVerifiedAttributes\": [\"email\",\r\n  \"email\"]\r\n}",
	} {
		t.Run(name, func(t *testing.T) {
			document, err := model.Read("pool.json", []byte(before))
			if err != nil {
				t.Fatal(err)
			}
			facts := document.Facts()
			all := model.CheckIn(facts)
			corrected := 0
			for _, finding := range all {
				edits := facts.Edits(finding, all)
				if len(edits) == 0 {
					continue
				}
				after, _, err := model.Rewrite("pool.json", []byte(before), edits)
				if err != nil {
					t.Fatal(err)
				}
				var f Finding
				f.Correct(edits, []byte(before), after)
				if got := f.apply(before); got != string(after) {
					t.Errorf("%s: got\n%s\nwant\n%s", finding.Rule, got, after)
				}
				if len(f.Edits) != len(edits) {
					t.Errorf("%s: %d edits", finding.Rule, len(f.Edits))
				}
				corrected++
			}
			if corrected < 2 {
				t.Errorf("%d findings corrected", corrected)
			}
		})
	}
}

// apply makes the replacements, the last one first.
func (f *Finding) apply(text string) string {
	for i := len(f.replacements) - 1; i >= 0; i-- {
		r := f.replacements[i]
		text = text[:offsetOf(text, r.start)] + r.text + text[offsetOf(text, r.end):]
	}
	return text
}

// offsetOf is the reverse of placeOf.
func offsetOf(text string, at place) int {
	offset := 0
	for range at.line - 1 {
		offset += strings.IndexByte(text[offset:], '\n') + 1
	}
	for i := range text[offset:] {
		if at.column--; at.column == 0 {
			return offset + i
		}
	}
	return len(text)
}
