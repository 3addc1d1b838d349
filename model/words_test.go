package model

import (
	"regexp"
	"strings"
	"testing"
)

// notOurWords are words and phrases that no text of the catalogue or the rules
// uses, each with what to write.
var notOurWords = []struct{ pattern, instead string }{
	{`\bmend(s|ed)?\b`, "say which characters to remove, or what to set"},
	{`\bhold(s|ing)?\b`, "contain"},
	{`\bmust hold\b`, "must contain"},
	{`\bbroken off\b`, "canceled"},
	{`\bdear(er|est)\b`, "higher, most expensive"},
	{`\b(lies|lie) in\b`, "is in, are stored in"},
	{`\bsa(y|ys|id)\b`, "set, has"},
	{`\bstands?\b`, "is, appears"},
	{`\btak(e|es|ing) (\S+ ){0,3}(away|out)\b`, "remove"},
	{`\bCognito (itself )?takes\b`, "Cognito accepts"},
	{`\banew\b`, "again"},
	{`\bjudges?d?\b`, "check"},
	{`\b(namesake|errand|tally|wheel|sayings)\b`, "the field's word"},
	{`\blooks? after\b`, "manage"},
	{`\b(leave|leaves|left|leaving) (\S+ ){0,2}out\b`, "unset, remove"},
	{`\bdemand(s|ed|ing)?\b`, "require"},
	{`\brefus(e|es|ed|al|ing)\b`, "reject"},
	{`\bfor good\b`, "permanently"},
	{`\bhas not been seen\b`, "is untested"},
	{`\b(is|are|was|were|be) made\b`, "is created"},
	{`\bunsaid\b`, "unset"},
	{`\bmerely\b|\bhardly\b|\bwhatever\b`, "plain words"},
	{`\bby itself\b`, "automatically"},
	{`\bin the [\w-]+ step\b|\bin step \d`, "setting names: the wizard adds where"},
	{`\bregions?\b`, "Region"},
	{`\b(behaviour|colour|neighbour|misspelt|customis|recognis|licence|cancelled)`, "American spelling"},
	{`\btext attribute|\bnumber attribute`, "String attribute, Number attribute"},
}

var notOurPatterns = func() []*regexp.Regexp {
	all := make([]*regexp.Regexp, len(notOurWords))
	for i, w := range notOurWords {
		all[i] = regexp.MustCompile(w.pattern)
	}
	return all
}()

func checkOurWords(t *testing.T, where, text string) {
	t.Helper()
	for i, pattern := range notOurPatterns {
		if found := pattern.FindString(text); found != "" {
			t.Errorf("%s: %q in %q; write: %s", where, found, text, notOurWords[i].instead)
		}
	}
}

// The texts are plain American technical English, in the field's words.
func TestWordsOfCatalogue(t *testing.T) {
	for _, s := range Catalogue {
		for _, text := range []string{s.Title, s.Help, s.Default, s.Permanent} {
			checkOurWords(t, s.Path, text)
			if strings.Contains(text, "`") {
				t.Errorf("%s: the wizard shows backticks as they are: %s", s.Path, text)
			}
		}
		for _, o := range s.Choices {
			checkOurWords(t, s.Path+"="+o.Value, o.Title)
			checkOurWords(t, s.Path+"="+o.Value, o.Help)
		}
		if p := s.Pattern; p != nil {
			checkOurWords(t, s.Path, p.Must)
			checkOurWords(t, s.Path, p.Fix)
		}
		if s.Default != "" && s.Default[0] >= 'a' && s.Default[0] <= 'z' && s.Default[:3] != "urn" {
			t.Errorf("%s: the default begins in lower case: %s", s.Path, s.Default)
		}
		if (s.Kind == Choice || s.Kind == Choices) && s.Option(s.Default) != nil && s.Option(s.Default).Title != s.Default {
			t.Errorf("%s: the default is the value %s, the wizard shows %s", s.Path, s.Default, s.Option(s.Default).Title)
		}
	}
	for _, tier := range Tiers {
		checkOurWords(t, tier.Name, strings.Join(tier.Features, " | "))
	}
	for _, p := range Presets {
		checkOurWords(t, p.Name, p.Title+" | "+p.Summary)
	}
}

func TestWordsOfRules(t *testing.T) {
	for _, r := range Rules {
		checkOurWords(t, r.ID, strings.NewReplacer("-", " ", "region", "Region").Replace(r.ID))
		checkOurWords(t, r.ID, r.Summary)
		checkOurWords(t, r.ID, r.Fix)
	}
	for _, cases := range ruleCases {
		for id, c := range cases {
			for _, text := range append(append([]string{}, c.breaks...), c.softer...) {
				for _, f := range CheckIn(readPool(t, text)) {
					checkOurWords(t, id, f.Message)
					checkOurWords(t, id, f.Fix)
				}
			}
		}
	}
}

// The list finds what it is for.
func TestWordsAreFound(t *testing.T) {
	for _, text := range []string{
		"mend the text", "the name must hold letters", "take the factor away", "leave it out", "so say all of them", "set it in the MFA step",
		"what it demands", "Cognito refuses it", "the pool is made", "stands in the schema twice", "in the pool's region", "the dearest plan",
	} {
		found := false
		for _, pattern := range notOurPatterns {
			found = found || pattern.MatchString(text)
		}
		if !found {
			t.Errorf("%q is not found", text)
		}
	}
}
