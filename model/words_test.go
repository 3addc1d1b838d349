package model

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model/wordtest"
)

// The texts are plain American technical English, in the field's words.
func TestWordsOfCatalog(t *testing.T) {
	for _, s := range Catalog {
		for _, text := range []string{s.Title, s.Help, s.Default, s.Permanent} {
			wordtest.Check(t, s.Path, text)
			if strings.Contains(text, "`") {
				t.Errorf("%s: the wizard shows backticks as they are: %s", s.Path, text)
			}
		}
		for _, o := range s.Choices {
			wordtest.Check(t, s.Path+"="+o.Value, o.Title)
			wordtest.Check(t, s.Path+"="+o.Value, o.Help)
		}
		if p := s.Pattern; p != nil {
			wordtest.Check(t, s.Path, p.Must)
			wordtest.Check(t, s.Path, p.Fix)
		}
		if s.Default != "" && s.Default[0] >= 'a' && s.Default[0] <= 'z' && s.Default[:3] != "urn" {
			t.Errorf("%s: the default begins in lower case: %s", s.Path, s.Default)
		}
		if (s.Kind == Choice || s.Kind == Choices) && s.Option(s.Default) != nil && s.Option(s.Default).Title != s.Default {
			t.Errorf("%s: the default is the value %s, the wizard shows %s", s.Path, s.Default, s.Option(s.Default).Title)
		}
	}
	for _, tier := range Tiers {
		wordtest.Check(t, tier.Name, strings.Join(tier.Features, " | "))
	}
	for _, p := range Presets {
		wordtest.Check(t, p.Name, p.Title+" | "+p.Summary)
	}
}

func TestWordsOfRules(t *testing.T) {
	for _, r := range Rules {
		wordtest.Check(t, r.ID, strings.NewReplacer("-", " ", "region", "Region").Replace(r.ID))
		wordtest.Check(t, r.ID, r.Summary)
		checkFixWords(t, r.ID, r.Fix)
		for _, rejection := range r.Rejections {
			checkFixWords(t, r.ID, rejection.Hint)
		}
	}
	for _, cases := range ruleCases {
		for id, c := range cases {
			for _, text := range append(append([]string{}, c.breaks...), c.softer...) {
				for _, f := range CheckIn(readPool(t, text)) {
					wordtest.Check(t, id, f.Message)
					checkFixWords(t, id, f.Fix)
				}
			}
		}
	}
}

// placesOfTheWizard are words for where to change a setting, which only a front
// end knows.
var placesOfTheWizard = regexp.MustCompile(`(?i)\b(steps?|pages?|screens?|forms?|wizard|sidebar)\b`)

// checkFixWords checks a text that says what to change: in names of settings,
// and not where in the wizard.
func checkFixWords(t *testing.T, id, fix string) {
	t.Helper()
	wordtest.Check(t, id, fix)
	if place := placesOfTheWizard.FindString(fix); place != "" {
		t.Errorf("%s: names a place in the wizard, %q: %s", id, place, fix)
	}
	if fix != "" && (strings.ToLower(fix[:1]) != fix[:1] || strings.HasSuffix(fix, ".")) {
		t.Errorf("%s: begins in upper case or ends with a period: %s", id, fix)
	}
}

// So are the errors, hints and answers: of reading files, of search and of
// everything else in this package. Sources and rejections of rules quote the
// service, and synonyms are what people type.
func TestWordsOfMessages(t *testing.T) {
	var quoted []string
	for _, r := range Rules {
		quoted = append(quoted, r.Source)
		for _, rejection := range r.Rejections {
			quoted = append(quoted, rejection.Text, rejection.Match)
		}
	}
	for _, s := range Catalog {
		quoted = append(quoted, s.Synonyms...)
	}
	for _, topic := range Topics {
		quoted = append(quoted, topic.Words...)
	}
	wordtest.CheckLiterals(t, ".", func(_, text string) bool { return slices.Contains(quoted, text) })
	for _, r := range FileRules {
		wordtest.Check(t, r.ID, r.Summary)
		wordtest.Check(t, r.ID, r.Fix)
	}
}
