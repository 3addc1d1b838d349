package tui

import (
	"regexp"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// The rules name settings and values as the API writes them, because the same
// sentence also serves `validate`, whose reader has the request before them. In
// the wizard the reader sees titles, so findings speak of titles there.

// withTitles is a finding in the words that the wizard shows. Of API names after
// titles it keeps one that is alone; several only make the sentence long.
func withTitles(f model.Finding) model.Finding {
	if short := withoutAPINames(f.Message); strings.Count(f.Message, "(")-strings.Count(short, "(") > 1 {
		f.Message = short
	}
	f.Fix = fixWithTitles(f)
	return f
}

// withoutAPINames drops the API names that follow titles.
func withoutAPINames(text string) string { return apiNames.Replace(text) }

var apiNames = func() *strings.Replacer {
	var pairs []string
	for i := range model.Catalog {
		s := &model.Catalog[i]
		pairs = append(pairs, model.Name(s.Path), s.Title)
	}
	return strings.NewReplacer(pairs...)
}()

var (
	// A setting as the API writes it, alone or after its block, and one of a
	// single word where the text says what to do with it.
	apiSetting = regexp.MustCompile(`\b(?:(set|remove|raise|lower|or) )?((?:[A-Z][A-Za-z]*\.)?[A-Z][A-Za-z]+)\b`)
	twoWords   = regexp.MustCompile(`[a-z][A-Z]|[A-Z]{2}[a-z]`)
	// A value as the API writes it.
	apiValue = regexp.MustCompile(`\b(?:[A-Z][A-Z_0-9]+|[a-z]+_[a-z_]+|(?:add|to|or) (?:email|required|true|false))\b`)
)

// fixWithTitles is the fix of a finding with titles instead of API names: set
// Case-sensitive usernames to "No".
func fixWithTitles(f model.Finding) string {
	var named []*model.Setting
	for _, match := range apiSetting.FindAllStringSubmatch(f.Fix, -1) {
		if s := settingNamed(match[2], f.Settings); s != nil {
			named = append(named, s)
		}
	}
	candidates := settingsAt(f.Settings)
	// Values first: titles may contain words that look like values.
	fix := apiValue.ReplaceAllStringFunc(f.Fix, func(text string) string {
		before, value, found := strings.Cut(text, " ")
		if !found {
			before, value = "", text
		} else {
			before += " "
		}
		for _, s := range append(named, candidates...) {
			if title := valueTitle(s, value); title != "" {
				return before + `"` + title + `"`
			}
		}
		if title := optionTitle(value); title != "" {
			return before + `"` + title + `"`
		}
		return text
	})
	return apiSetting.ReplaceAllStringFunc(fix, func(text string) string {
		match := apiSetting.FindStringSubmatch(text)
		verb, name := match[1], match[2]
		s := settingNamed(name, f.Settings)
		if s == nil || verb == "" && !twoWords.MatchString(name) {
			return text
		}
		return strings.TrimSuffix(text, name) + s.Title
	})
}

// settingNamed is the setting with an API name. Where both requests have one,
// it is that of the first, which the wizard asks for; else one that the finding
// is about.
func settingNamed(name string, about []string) *model.Setting {
	var named []*model.Setting
	for _, path := range about {
		if s := model.Lookup(path); s != nil && hasAPIName(s, name) {
			named = append(named, s)
		}
	}
	if twoWords.MatchString(name) { // Region, From and the like are also plain words
		for i := range model.Catalog {
			if s := &model.Catalog[i]; hasAPIName(s, name) {
				named = append(named, s)
			}
		}
	}
	if len(named) == 0 {
		return nil
	}
	first := slices.IndexFunc(named, func(s *model.Setting) bool { return strings.HasPrefix(s.Path, "CreateUserPool.") })
	return named[max(0, first)]
}

func hasAPIName(s *model.Setting, name string) bool {
	return s.Name() == name || s.APIName() == name || s.APIName() == name+".LambdaArn"
}

func settingsAt(paths []string) []*model.Setting {
	var settings []*model.Setting
	for _, path := range paths {
		if s := model.Lookup(path); s != nil {
			settings = append(settings, s)
		}
	}
	return settings
}

// valueTitle is what the wizard shows for a value of a setting, or nothing.
func valueTitle(s *model.Setting, value string) string {
	if o := s.Option(value); o != nil {
		return o.Title
	}
	if s.Kind != model.Bool {
		return ""
	}
	return map[string]string{"true": "Yes", "false": "No"}[value]
}

// optionTitle is what the wizard shows for a value of two words, which can only
// be one: verified_email.
func optionTitle(value string) string {
	if !strings.Contains(value, "_") {
		return ""
	}
	for i := range model.Catalog {
		if o := model.Catalog[i].Option(value); o != nil {
			return o.Title
		}
	}
	return ""
}

// labelledFix is the fix of a finding, marked as such. Work outside the pool is
// no fix: it is the whole of what there is to do.
func labelledFix(f model.Finding) string {
	switch {
	case f.Fix == "":
		return ""
	case f.Severity == model.ToDo:
		return f.Fix
	default:
		return "Fix: " + f.Fix
	}
}
