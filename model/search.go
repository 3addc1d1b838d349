package model

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/agext/levenshtein"
)

// SearchResult is the result of Search.
type SearchResult struct {
	Settings []*Setting // the best match first
	Topics   []Topic    // of which the query contains every word of a phrase
	Values   []Value    // the best match first
	Rules    []*Rule    // the best match first
	Presets  []Preset
	// Corrected says that nothing contains the words of the query, and that the
	// results contain similar ones.
	Corrected bool
}

// Value is one of the values that a setting can have.
type Value struct {
	Setting *Setting
	Option  *Option
}

// Search finds the settings that have every word of a query in their title,
// synonyms, API name, options or help, and the topics that it names. A match in
// the title has the greatest weight and one in the help the least. Words match
// by their beginning too and, if nothing else matches, with typing mistakes.
//
// It finds values by their title, name and setting, rules by their ID and summary, and
// presets by their name, title and summary, each only with every word of the query.
func Search(query string) SearchResult {
	words := withoutStopWords(SearchWords(query))
	if len(words) == 0 {
		return SearchResult{}
	}
	for _, corrected := range []bool{false, true} {
		r := SearchResult{
			Settings: searchSettings(query, words, corrected), Topics: searchTopics(words, corrected),
			Values: searchValues(words, corrected), Rules: bestOf(ruleTexts(), words, corrected), Presets: bestOf(presetTexts(), words, corrected),
			Corrected: corrected,
		}
		if !r.isEmpty() {
			return r
		}
	}
	return SearchResult{}
}

func (r SearchResult) isEmpty() bool {
	return len(r.Settings)+len(r.Topics)+len(r.Values)+len(r.Rules)+len(r.Presets) == 0
}

// SearchWords returns the words of a text in lower case, as Search compares
// them: sign-in is two words, and e-mail is email.
func SearchWords(text string) []string {
	text = strings.ReplaceAll(strings.ToLower(text), "e-mail", "email")
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// stopWords do not describe what a query searches for.
var stopWords = []string{"a", "an", "the", "of", "for", "to", "how", "do", "does", "i", "is", "are", "my", "and", "or", "can", "what", "where", "with", "in", "on", "by"}

// withoutStopWords removes the stop words, unless there are no others.
func withoutStopWords(words []string) []string {
	rest := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(stopWords, w) })
	if len(rest) == 0 {
		return words
	}
	return rest
}

// searchText contains the words of a setting by their weight.
type searchText struct {
	setting *Setting
	title   string // its words, with single spaces
	parts   []searchPart
}

type searchPart struct {
	weight float64
	typos  bool // whether words of a query match these with typing mistakes
	words  []string
}

var searchTexts = func() []searchText {
	texts := make([]searchText, len(Catalog))
	for i := range Catalog {
		texts[i] = searchTextOf(&Catalog[i])
	}
	return texts
}()

func searchTextOf(s *Setting) searchText {
	var options, meanings []string
	for _, o := range s.Choices {
		options = append(options, SearchWords(o.Title+" "+o.Value)...)
		options = append(options, strings.ToLower(o.Value))
		meanings = append(meanings, SearchWords(o.Help)...)
	}
	name := append(SearchWords(splitAtCapitals(s.Name())), strings.ToLower(s.Name()))
	path := append(SearchWords(s.Path), SearchWords(splitAtCapitals(s.Path))...)
	title := SearchWords(s.Title)
	return searchText{s, strings.Join(title, " "), []searchPart{
		{40, true, title},
		{36, true, SearchWords(strings.Join(s.Synonyms, " "))},
		{30, true, name},
		{16, true, options},
		{10, false, path},
		{4, false, append(SearchWords(s.Help), meanings...)},
	}}
}

// splitAtCapitals inserts a space before each capital that follows a lower-case
// letter.
func splitAtCapitals(name string) string {
	var b strings.Builder
	last := ' '
	for _, r := range name {
		if unicode.IsUpper(r) && unicode.IsLower(last) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

func searchSettings(query string, words []string, corrected bool) []*Setting {
	type match struct {
		setting *Setting
		score   float64
	}
	phrase := strings.Join(SearchWords(query), " ")
	var matches []match
	for _, t := range searchTexts {
		score, all := t.score(words, corrected)
		if !all {
			continue
		}
		// A title that contains the whole query, or a synonym that equals it,
		// is most likely what the user wants.
		isPhrase := func(synonym string) bool { return synonym == phrase || corrected && similar(synonym, phrase) }
		if slices.ContainsFunc(t.setting.Synonyms, isPhrase) {
			score += 110
		}
		switch {
		case t.title == phrase:
			score += 200
		case strings.HasPrefix(t.title, phrase):
			score += 80
		case strings.Contains(t.title, phrase):
			score += 60
		}
		matches = append(matches, match{t.setting, score})
	}
	slices.SortStableFunc(matches, func(a, b match) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		default:
			return 0
		}
	})
	settings := make([]*Setting, len(matches))
	for i, m := range matches {
		settings[i] = m.setting
	}
	return settings
}

// score adds up the best match of each word; all is false if one has none.
func (t searchText) score(words []string, corrected bool) (score float64, all bool) {
	return scoreOf(t.parts, words, corrected)
}

func scoreOf(parts []searchPart, words []string, corrected bool) (score float64, all bool) {
	for _, word := range words {
		best := 0.0
		for _, part := range parts {
			for _, candidate := range part.words {
				best = max(best, part.weight*similarity(word, candidate, corrected && part.typos))
			}
		}
		if best == 0 {
			return 0, false
		}
		score += best
	}
	return score, true
}

// searchable is something other than a setting, with the words that find it. At least
// one word of a query is in the first part.
type searchable[T any] struct {
	item  T
	parts []searchPart
}

// searchValues leaves out values of a second setting of the same name, such as the two
// of MfaConfiguration.
func searchValues(words []string, corrected bool) []Value {
	seen := map[string]bool{}
	return slices.DeleteFunc(bestOf(valueTexts(), words, corrected), func(v Value) bool {
		name := v.Setting.APIName() + " " + v.Option.Value
		again := seen[name]
		seen[name] = true
		return again
	})
}

// bestOf are the items that have every word, the best first.
func bestOf[T any](texts []searchable[T], words []string, corrected bool) []T {
	type match struct {
		item  T
		score float64
	}
	var matches []match
	for _, t := range texts {
		score, all := scoreOf(t.parts, words, corrected)
		if !all || !t.parts[0].has(words, corrected) {
			continue
		}
		if slices.Equal(words, t.parts[0].words) {
			score += 200 // the name itself
		}
		matches = append(matches, match{t.item, score})
	}
	slices.SortStableFunc(matches, func(a, b match) int { return cmp.Compare(b.score, a.score) })
	var best []T
	for _, m := range matches {
		best = append(best, m.item)
	}
	return best
}

// has reports whether one of the words is in the part, and not only a part of a word.
func (p searchPart) has(words []string, corrected bool) bool {
	return slices.ContainsFunc(words, func(word string) bool {
		return slices.ContainsFunc(p.words, func(c string) bool { return similarity(word, c, corrected && p.typos) >= 0.5 })
	})
}

// valueTexts are the values of the settings with options, in the order of the catalog.
var valueTexts = sync.OnceValue(func() []searchable[Value] {
	var texts []searchable[Value]
	for i := range Catalog {
		s := &Catalog[i]
		setting := SearchWords(s.Title + " " + strings.Join(s.Synonyms, " ") + " " + splitAtCapitals(s.Name()))
		for j := range s.Choices {
			o := &s.Choices[j]
			texts = append(texts, searchable[Value]{Value{s, o}, []searchPart{
				{40, true, append(SearchWords(o.Title+" "+o.Value), strings.ToLower(o.Value))},
				{20, false, setting},
				{10, false, SearchWords(o.Help)},
			}})
		}
	}
	return texts
})

var ruleTexts = sync.OnceValue(func() []searchable[*Rule] {
	var texts []searchable[*Rule]
	for _, rules := range [][]Rule{Rules, FileRules} {
		for i := range rules {
			r := &rules[i]
			texts = append(texts, searchable[*Rule]{r, []searchPart{
				{40, true, SearchWords(r.ID)}, {20, false, SearchWords(r.Summary)}, {10, false, SearchWords(r.Fix)},
			}})
		}
	}
	return texts
})

var presetTexts = sync.OnceValue(func() []searchable[Preset] {
	var texts []searchable[Preset]
	for _, p := range Presets {
		texts = append(texts, searchable[Preset]{p, []searchPart{{40, true, SearchWords(p.Title + " " + p.Name)}, {10, false, SearchWords(p.Summary)}}})
	}
	return texts
})

// similarity is how well a word of a query matches another, from 0 to 1.
func similarity(word, candidate string, typos bool) float64 {
	switch {
	case word == candidate:
		return 1
	case utf8.RuneCountInString(word) >= 2 && strings.HasPrefix(candidate, word):
		return 0.8
	case singular(word) == candidate:
		return 0.7
	case utf8.RuneCountInString(word) >= 4 && strings.Contains(candidate, word):
		return 0.3
	case typos && similar(word, candidate):
		return 0.5
	default:
		return 0
	}
}

// singular is the singular of a word that ends in s, and the word otherwise.
func singular(word string) string {
	if len(word) > 3 && !strings.HasSuffix(word, "ss") {
		return strings.TrimSuffix(word, "s")
	}
	return word
}

// similar reports whether typing mistakes explain how two words differ: one in
// four letters, two in seven, or two neighboring letters that are swapped.
func similar(a, b string) bool {
	n := min(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	switch {
	case n < 4:
		return false
	case isTransposed(a, b):
		return true
	case n < 7:
		return levenshtein.Distance(a, b, nil) <= 1
	default:
		return levenshtein.Distance(a, b, nil) <= 2
	}
}

// isTransposed reports whether a and b differ in two neighboring letters that
// are swapped.
func isTransposed(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := 0; i+1 < len(a); i++ {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

// searchTopics returns the topics for which the query contains every word of
// the title or of a phrase.
func searchTopics(words []string, corrected bool) []Topic {
	var topics []Topic
	for _, t := range Topics {
		if slices.ContainsFunc(append([]string{t.Title}, t.Words...), func(phrase string) bool {
			return containsPhrase(words, withoutStopWords(SearchWords(phrase)), corrected)
		}) {
			topics = append(topics, t)
		}
	}
	return topics
}

// containsPhrase reports whether words contain each word of a phrase. Five
// letters of a longer word are enough.
func containsPhrase(words, phrase []string, corrected bool) bool {
	for _, p := range phrase {
		if !slices.ContainsFunc(words, func(w string) bool {
			return w == p || singular(w) == singular(p) || len(w) >= 5 && strings.HasPrefix(p, w) || corrected && similar(w, p)
		}) {
			return false
		}
	}
	return true
}
