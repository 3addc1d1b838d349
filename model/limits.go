package model

import (
	"encoding/base64"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// RuleRequired is the rule of a required setting that is missing.
const RuleRequired = "required"

const limitSource = "service model of cognito-idp 2016-04-18, with the live service's patterns"

// limitRules describe the checks of single settings for explain; the limits
// themselves are in the catalog.
var limitRules = []Rule{
	{ID: RuleRequired, Severity: Error, Summary: "A required setting is missing.", Fix: "set it, or remove the whole block", Source: limitSource},
	{ID: "length", Severity: Error, Summary: "A text is shorter or longer than Cognito accepts. Characters are counted, not bytes.", Fix: "shorten or lengthen the text", Source: limitSource},
	{ID: "range", Severity: Error, Summary: "A number is outside the range that Cognito accepts.", Fix: "set a number inside the range", Source: limitSource, Edits: editRange},
	{ID: "pattern", Severity: Error, Summary: "A text contains characters that Cognito rejects, or lacks a required part.", Fix: "remove the characters, or add what is missing", Source: limitSource,
		Rejections: []Rejection{
			{Setting: atPasskey + "RelyingPartyId", Text: "RelyingPartyId contains invalid characters"},
			{Setting: atDomain, Text: domainText, Match: domainTextPart},
		}},
	{ID: "choice", Severity: Error, Summary: "A value is not one of the allowed values. Values are case sensitive.", Fix: "set one of the allowed values", Source: limitSource, Edits: editChoice},
	{ID: "count", Severity: Error, Summary: "A list has fewer or more members than Cognito accepts.", Fix: "add or remove members", Source: limitSource, Edits: editCount,
		Rejections: []Rejection{{Setting: atTags, Operations: taggingOperations, Code: taggingException}, {Setting: atTags, Code: defaultException}}},
}

// checkLimits compares every setting that is set with its catalog entry.
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
		if s.Kind == Texts {
			return s.checkTexts(v)
		}
		return s.checkMembers(v)
	case map[string]string:
		return s.checkMap(v)
	}
	return "", "", ""
}

func (s *Setting) checkInt(v int) (rule, message, fix string) {
	if v >= s.Min && (s.Max == 0 || v <= s.Max) {
		return "", "", ""
	}
	return "range", fmt.Sprintf("%s is %d; the allowed range is %d to %d", Name(s.Path), v, s.Min, s.Max), fmt.Sprintf("set a number from %d to %d", s.Min, s.Max)
}

func (s *Setting) checkText(v string) (rule, message, fix string) {
	if s.Kind == Choice {
		if s.Option(v) == nil {
			return "choice", fmt.Sprintf("%s is %q, which is not an allowed value", Name(s.Path), v), "set " + s.values()
		}
		return "", "", ""
	}
	if s.Secret && IsSecretReference(v) {
		return "", "", ""
	}
	if s.Kind == Base64 {
		return s.checkBase64(v)
	}
	limits := Limits{s.Min, s.Max, s.Pattern}
	// An ARN that is too short because it is something else needs a different
	// text, not more characters.
	if s.Kind == ARN && v != "" && utf8.RuneCountInString(v) < s.Min && !s.Pattern.Match(v) {
		limits.Min = 0
	}
	rule, predicate, fix := limits.check(v)
	if rule == "" {
		return "", "", ""
	}
	return rule, Name(s.Path) + " " + predicate, fix
}

// checkBase64 checks the bytes that a base64 text stands for, with or without line
// breaks.
func (s *Setting) checkBase64(v string) (rule, message, fix string) {
	data, err := base64.StdEncoding.DecodeString(v)
	switch {
	case err != nil:
		return "pattern", Name(s.Path) + " must be base64 text", "encode the file, such as with the command base64"
	case len(data) > s.Max:
		return "length", fmt.Sprintf("%s has %s; the allowed size is %d or less", Name(s.Path), Plural(len(data), "byte"), s.Max), "use a smaller file"
	}
	return "", "", ""
}

// check checks one text. The predicate is the message without its subject.
func (l Limits) check(text string) (rule, predicate, fix string) {
	n := utf8.RuneCountInString(text)
	switch {
	case n < l.Min:
		return "length", l.lengthMessage(n), fmt.Sprintf("add %s or more", Plural(l.Min-n, "character"))
	case l.Max > 0 && n > l.Max:
		return "length", l.lengthMessage(n), "shorten it by " + Plural(n-l.Max, "character")
	case l.Pattern != nil && !l.Pattern.Match(text):
		return "pattern", "must " + l.Pattern.Must, l.Pattern.fix(text)
	default:
		return "", "", ""
	}
}

func (l Limits) lengthMessage(n int) string {
	return fmt.Sprintf("has %s; the allowed length is %s", Plural(n, "character"), span(l.Min, l.Max))
}

func span(minimum, maximum int) string {
	if maximum == 0 {
		return fmt.Sprintf("%d or more", minimum)
	}
	return fmt.Sprintf("%d to %d", minimum, maximum)
}

func (s *Setting) checkMembers(v []string) (rule, message, fix string) {
	if rule, message, fix = s.checkCount(len(v)); rule != "" {
		return rule, message, fix
	}
	for _, member := range v {
		if s.Option(member) == nil {
			return "choice", fmt.Sprintf("%s contains %q, which is not an allowed value", Name(s.Path), member), "use only " + s.values()
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
	return "count", fmt.Sprintf("%s has %s; the allowed number is %s", Name(s.Path), Plural(n, "member"), span(s.Min, s.Max)), fix
}

func (s *Setting) checkTexts(texts []string) (rule, message, fix string) {
	if rule, message, fix = s.checkCount(len(texts)); rule != "" {
		return rule, message, fix
	}
	for _, text := range texts {
		if rule, predicate, fix := s.Items.check(text); rule != "" {
			return rule, fmt.Sprintf("%s: %q %s", Name(s.Path), text, predicate), fix
		}
	}
	return "", "", ""
}

// checkMap returns the violation of the first key in alphabetical order, so that
// the same map has the same finding.
func (s *Setting) checkMap(entries map[string]string) (rule, message, fix string) {
	if rule, message, fix = s.checkCount(len(entries)); rule != "" {
		return rule, message, fix
	}
	var bad []string
	for key, value := range entries {
		if rule, _, _ := s.checkEntry(key, value); rule != "" {
			bad = append(bad, key)
		}
	}
	if bad == nil {
		return "", "", ""
	}
	first := slices.Min(bad)
	return s.checkEntry(first, entries[first])
}

func (s *Setting) checkEntry(key, value string) (rule, message, fix string) {
	if rule, predicate, fix := s.Keys.check(key); rule != "" {
		return rule, fmt.Sprintf("%s: the key %q %s", Name(s.Path), key, predicate), fix
	}
	if rule, predicate, fix := s.Items.check(value); rule != "" {
		return rule, fmt.Sprintf("%s: the value of %q %s", Name(s.Path), key, predicate), fix
	}
	return "", "", ""
}

// editRange sets the nearest number that is allowed.
func editRange(f Facts, finding Finding) []Edit {
	path := finding.Settings[0]
	value, _ := f.Get(path)
	n, ok := value.(int)
	s := Lookup(path)
	switch {
	case !ok:
		return nil
	case n < s.Min:
		return setTo(path, s.Min)
	default:
		return setTo(path, s.Max)
	}
}

// editChoice corrects values that differ from allowed ones in case alone.
func editChoice(f Facts, finding Finding) []Edit {
	path := finding.Settings[0]
	s := Lookup(path)
	switch value, _ := f.Get(path); value := value.(type) {
	case string:
		if option := s.optionInAnyCase(value); option != "" {
			return setTo(path, option)
		}
	case []string:
		corrected := make([]string, len(value))
		for i, member := range value {
			if corrected[i] = s.optionInAnyCase(member); corrected[i] == "" {
				return nil
			}
		}
		return setList(path, corrected)
	}
	return nil
}

// optionInAnyCase is the allowed value that equals value but for case, empty if
// there is none.
func (s *Setting) optionInAnyCase(value string) string {
	for _, o := range s.Choices {
		if strings.EqualFold(o.Value, value) {
			return o.Value
		}
	}
	return ""
}

// editCount removes what a list repeats.
func editCount(f Facts, finding Finding) []Edit {
	value, _ := f.Get(finding.Settings[0])
	list, _ := value.([]string)
	return setList(finding.Settings[0], list)
}

// checkRequired looks for blocks that lack what they need.
func checkRequired(p *Pool, report func(rule, path, message, fix string)) {
	for leaf := range p.missing() {
		path := leaf.Path()
		fix := "set it, or remove its block"
		if strings.Count(path, ".") == 1 {
			fix = "set it"
		}
		report(RuleRequired, path, Name(leaf.Setting.Path)+" is required", fix)
	}
}

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
