package tui

import (
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// store takes a value of the kind that the setting has; null unsets it. Any other is
// rejected, and changes nothing. Limits are no matter of the kind: a value out of them
// is stored, and found to be wrong.
func (p *protocol) store(f forms.Field, value jsontext.Value) error {
	if value.Kind() == 'n' {
		p.answers.Set(f, "")
		return nil
	}
	if kind := f.Setting().Kind; kind == model.Choices {
		return p.storeMembers(f, value)
	}
	text, err := p.textOf(f, value)
	if err != nil {
		return err
	}
	if !forms.TakesAnswer(f, text) {
		return reject("", "%s", strings.TrimSuffix(forms.SecretRefused, "."))
	}
	p.answers.Set(f, text)
	return nil
}

// textOf is a value as the text of an answer.
func (p *protocol) textOf(f forms.Field, value jsontext.Value) (string, error) {
	switch f.Setting().Kind {
	case model.Bool, model.Block:
		if value.Kind() != 't' && value.Kind() != 'f' {
			return "", reject("null unsets it", "the value must be true or false")
		}
		if f.Setting().Kind == model.Block && value.Kind() == 'f' {
			return "", nil
		}
		return string(value), nil
	case model.Int:
		if _, err := strconv.Atoi(string(value)); err != nil {
			return "", reject("such as 8, without quotes; null unsets it", "the value must be a whole number")
		}
		return string(value), nil
	case model.Choice:
		return oneOf(value, p.question(f).Choices)
	case model.Texts:
		return linesIn(value)
	case model.JSON:
		if value.Kind() != '{' {
			return "", reject("null unsets it", "the value must be an object")
		}
		return string(value), nil
	default:
		return textIn(value)
	}
}

// textIn is a string of JSON.
func textIn(value jsontext.Value) (string, error) {
	var text string
	if json.Unmarshal(value, &text) != nil || value.Kind() != '"' {
		return "", reject("null unsets it", "the value must be a string")
	}
	return text, nil
}

// textsIn are the strings in an array of JSON.
func textsIn(value jsontext.Value) ([]string, error) {
	texts := []string{}
	if value.Kind() != '[' || json.Unmarshal(value, &texts) != nil {
		return nil, reject("null unsets it", "the value must be an array of strings")
	}
	return texts, nil
}

// linesIn are the strings in an array of JSON, one on each line.
func linesIn(value jsontext.Value) (string, error) {
	texts, err := textsIn(value)
	if slices.ContainsFunc(texts, func(text string) bool { return strings.ContainsAny(text, "\r\n") }) {
		return "", reject("make two of it", "a text of the array contains a line break")
	}
	return strings.Join(texts, "\n"), err
}

// oneOf is a string of JSON that is one of the choices that are possible.
func oneOf(value jsontext.Value, choices []choiceInfo) (string, error) {
	text, err := textIn(value)
	if err != nil {
		return "", err
	}
	return text, among(text, choices)
}

// among rejects a text that is not one of the choices.
func among(text string, choices []choiceInfo) error {
	var names []string
	for _, c := range choices {
		if c.Value == text && c.Why == "" {
			return nil
		}
		if c.Value == text {
			return reject(c.Why, "%q is not possible", text)
		}
		names = append(names, c.Value)
	}
	return reject(didYouMean(text, names), "%q is not one of the choices", model.Printable(text))
}

// storeMembers takes several of the choices, in their order and each once, as the
// checklist of the wizard does. Those that are there and not among the choices can
// stay.
func (p *protocol) storeMembers(f forms.Field, value jsontext.Value) error {
	texts, err := textsIn(value)
	if err != nil {
		return err
	}
	choices := p.question(f).Choices
	for _, member := range p.answers.Members(f) {
		if f.Setting().Option(member) == nil {
			choices = append(choices, choiceInfo{ChoiceInfo: model.ChoiceInfo{Value: member}})
		}
	}
	for _, text := range texts {
		if err := among(text, choices); err != nil {
			return err
		}
	}
	var members []string
	for _, c := range choices {
		if slices.Contains(texts, c.Value) {
			members = append(members, c.Value)
		}
	}
	p.answers.SetMembers(f, members)
	return nil
}
