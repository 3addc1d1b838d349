package model

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

const limitSource = "service model of cognito-idp 2016-04-18, with the live service's patterns"

// limitRules describe the checks of single settings for explain; the limits
// themselves are in the catalogue.
var limitRules = []Rule{
	{ID: "required", Severity: Error, Summary: "A required setting is missing.", Fix: "set it, or remove the whole block", Source: limitSource},
	{ID: "length", Severity: Error, Summary: "A text is shorter or longer than Cognito accepts. Characters are counted, not bytes.", Fix: "shorten or lengthen the text", Source: limitSource},
	{ID: "range", Severity: Error, Summary: "A number is outside the range that Cognito accepts.", Fix: "set a number inside the range", Source: limitSource},
	{ID: "pattern", Severity: Error, Summary: "A text contains characters that Cognito rejects, or lacks a required part.", Fix: "remove the characters, or add what is missing", Source: limitSource},
	{ID: "choice", Severity: Error, Summary: "A value is not one of the allowed values. Values are case sensitive.", Fix: "set one of the allowed values", Source: limitSource},
	{ID: "count", Severity: Error, Summary: "A list has fewer or more members than Cognito accepts.", Fix: "add or remove members", Source: limitSource},
}

// checkLimits holds every setting that is set against its catalogue entry.
func checkLimits(p *Pool) []Finding {
	var findings []Finding
	report := func(rule, path, message, fix string) {
		findings = append(findings, Finding{Severity: Error, Rule: rule, Settings: []string{path}, Message: message, Fix: fix, Source: limitSource})
	}
	checkRequired(p, report)
	for leaf := range p.Leaves() {
		rule, message, fix := leaf.check()
		if rule != "" {
			report(rule, leaf.Path(), message, fix)
		}
	}
	return findings
}

// CheckValue checks a value for a setting by itself: the message and the fix
// of the first limit it breaks, or nothing.
func (s *Setting) CheckValue(value any) (message, fix string) {
	_, message, fix = s.check(value)
	return message, fix
}

// check looks at the commonest kinds without the interface that Value makes:
// it runs for every setting on every key.
func (l Leaf) check() (rule, message, fix string) {
	v := reflect.Indirect(l.value)
	switch {
	case l.Setting.Kind == List:
		return l.Setting.checkCount(v.Len())
	case v.Kind() == reflect.String:
		return l.Setting.checkText(v.String())
	case v.Kind() == reflect.Int:
		return l.Setting.checkInt(int(v.Int()))
	case v.Kind() == reflect.Bool, v.Kind() == reflect.Struct:
		return "", "", ""
	}
	return l.Setting.check(v.Interface())
}

// breaks reports whether a value breaks a limit of the setting.
func (s *Setting) breaks(value any) bool {
	rule, _, _ := s.check(value)
	return rule != ""
}

func (s *Setting) check(value any) (rule, message, fix string) {
	switch v := value.(type) {
	case string:
		return s.checkText(v)
	case int:
		return s.checkInt(v)
	case []string:
		return s.checkMembers(v)
	case map[string]string:
		return s.checkTags(v)
	}
	return "", "", ""
}

func (s *Setting) checkInt(v int) (rule, message, fix string) {
	if v >= s.Min && (s.Max == 0 || v <= s.Max) {
		return "", "", ""
	}
	return "range", fmt.Sprintf("%s is %d; the allowed range is %d to %d", s.named(), v, s.Min, s.Max), fmt.Sprintf("set a number from %d to %d", s.Min, s.Max)
}

func (s *Setting) checkText(v string) (rule, message, fix string) {
	if s.Kind == Choice {
		if s.Option(v) == nil {
			return "choice", fmt.Sprintf("%s is %q, which is not an allowed value", s.named(), v), "set " + s.values()
		}
		return "", "", ""
	}
	n := utf8.RuneCountInString(v)
	// A text that is short because it is something else altogether does not
	// want more characters.
	if misfit := s.Kind == ARN && n > 0 && n < s.Min && !s.Pattern.Match(v); misfit {
		return "pattern", s.named() + " must " + s.Pattern.Must, s.Pattern.fix(v)
	}
	if n < s.Min || s.Max > 0 && n > s.Max {
		return "length", fmt.Sprintf("%s has %s; the allowed length is %s", s.named(), Plural(n, "character"), s.span()), s.lengthFix(n)
	}
	if s.Pattern != nil && !s.Pattern.Match(v) {
		return "pattern", s.named() + " must " + s.Pattern.Must, s.Pattern.fix(v)
	}
	return "", "", ""
}

func (s *Setting) lengthFix(n int) string {
	if n < s.Min {
		return fmt.Sprintf("add %s or more", Plural(s.Min-n, "character"))
	}
	return "shorten it by " + Plural(n-s.Max, "character")
}

func (s *Setting) span() string {
	if s.Max == 0 {
		return fmt.Sprintf("%d or more", s.Min)
	}
	return fmt.Sprintf("%d to %d", s.Min, s.Max)
}

func (s *Setting) checkMembers(v []string) (rule, message, fix string) {
	if rule, message, fix = s.checkCount(len(v)); rule != "" {
		return rule, message, fix
	}
	for _, member := range v {
		if s.Option(member) == nil {
			return "choice", fmt.Sprintf("%s contains %q, which is not an allowed value", s.named(), member), "use only " + s.values()
		}
	}
	return "", "", ""
}

func (s *Setting) checkCount(n int) (rule, message, fix string) {
	if n >= s.Min && (s.Max == 0 || n <= s.Max) {
		return "", "", ""
	}
	fix = fmt.Sprintf("remove %d", n-s.Max)
	if n < s.Min {
		fix = fmt.Sprintf("add %d, or remove the setting", s.Min-n)
	}
	return "count", fmt.Sprintf("%s has %s; the allowed number is %s", s.named(), Plural(n, "member"), s.span()), fix
}

// Limits of tags, which the service model states for the map's keys and values.
const (
	TagKeyMax   = 128
	TagValueMax = 256
)

func (s *Setting) checkTags(tags map[string]string) (rule, message, fix string) {
	if rule, message, fix = s.checkCount(len(tags)); rule != "" {
		return rule, message, fix
	}
	var bad []string
	for key, value := range tags {
		if CheckTag(key, value) != "" {
			bad = append(bad, key)
		}
	}
	if bad == nil {
		return "", "", ""
	}
	first := slices.Min(bad)
	return "length", s.named() + ": " + CheckTag(first, tags[first]), "shorten the tag, or set its key"
}

// CheckTag says what is wrong with a tag by itself, or nothing.
func CheckTag(key, value string) string {
	if n := utf8.RuneCountInString(key); n < 1 || n > TagKeyMax {
		return fmt.Sprintf("the key of a tag has %s; the allowed length is 1 to %d", Plural(n, "character"), TagKeyMax)
	}
	if n := utf8.RuneCountInString(value); n > TagValueMax {
		return fmt.Sprintf("the value of the tag %q has %s; the limit is %d", key, Plural(n, "character"), TagValueMax)
	}
	return ""
}

// checkRequired looks for blocks that lack what they need.
func checkRequired(p *Pool, report func(rule, path, message, fix string)) {
	for leaf := range p.missing() {
		path := leaf.Path()
		fix := "set it, or remove its block"
		if strings.Count(path, ".") == 1 {
			fix = "set it"
		}
		report("required", path, leaf.Setting.named()+" is required", fix)
	}
}

func (s *Setting) named() string { return Name(s.Path) }

// values lists the values of a setting: OFF, ON or OPTIONAL.
func (s *Setting) values() string {
	words := make([]string, len(s.Choices))
	for i, o := range s.Choices {
		words[i] = o.Value
	}
	return OneOf(words)
}

// OneOf joins words for a sentence: OFF, ON or OPTIONAL.
func OneOf(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// Plural counts a noun: 1 character, 2 characters.
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
