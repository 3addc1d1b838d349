package model

import (
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model/wordtest"
)

// The texts are plain American technical English, in the field's words.
func TestWordsOfCatalogue(t *testing.T) {
	for _, s := range Catalogue {
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
		wordtest.Check(t, r.ID, r.Fix)
	}
	for _, cases := range ruleCases {
		for id, c := range cases {
			for _, text := range append(append([]string{}, c.breaks...), c.softer...) {
				for _, f := range CheckIn(readPool(t, text)) {
					wordtest.Check(t, id, f.Message)
					wordtest.Check(t, id, f.Fix)
				}
			}
		}
	}
}

// So are the errors, hints and answers: of reading files, of search and of
// everything else in this package. Sources of rules quote the service, and
// synonyms are what people type.
func TestWordsOfMessages(t *testing.T) {
	var quoted []string
	for _, r := range Rules {
		quoted = append(quoted, r.Source)
	}
	for _, s := range Catalogue {
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
