package forms

import (
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// Shown is an answer in the words of the wizard: an option's title instead of
// its value. It is empty where there is no answer.
func Shown(a *Answers, f Field) string {
	if text, typed := a.Unparsed[f.Key()]; typed {
		return text
	}
	setting := f.Setting()
	switch {
	case !f.HasChecks():
	case f.IsSet(a.Pool):
		return f.titles(a.Members(f))
	default:
		return ""
	}
	switch setting.Kind {
	case model.Choices:
		return Titles(setting, a.Members(f))
	case model.Texts:
		return strings.Join(a.Members(f), ", ")
	case model.Choice:
		return Titles(setting, nonEmpty(a.Text(f)))
	case model.Bool, model.Block:
		return answerWord(setting.Kind, a.Text(f))
	default:
		return a.Text(f)
	}
}

func answerWord(kind model.Kind, text string) string {
	switch {
	case text == "":
		return ""
	case kind == model.Block:
		return "On"
	case text == yes:
		return "Yes"
	default:
		return "No"
	}
}

func nonEmpty(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// Titles joins the titles of values; a value that the catalog does not know
// stands for itself.
func Titles(setting *model.Setting, values []string) string {
	titles := make([]string, len(values))
	for i, v := range values {
		titles[i] = v
		if o := setting.Option(v); o != nil {
			titles[i] = o.Title
		}
	}
	return strings.Join(titles, ", ")
}
