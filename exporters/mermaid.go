package exporters

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// journeySections are the journeys: those that are offered as diagrams or reasons, and
// a list of the others.
func (d *designDocument) journeySections() {
	d.heading(2, "Journeys")
	d.line("What people and machines go through with these settings.")
	var off [][]string
	for _, j := range d.journeys {
		switch j.State {
		case model.NotOffered:
			off = append(off, []string{journeyTitle(j), prose(j.Why[0].Why)})
		case model.Impossible:
			d.heading(3, journeyTitle(j))
			d.line("Not possible with these settings:\n")
			for _, why := range j.Why {
				d.line("- %s. Fix: %s.", prose(why.Why), prose(why.Fix))
			}
		default:
			d.heading(3, journeyTitle(j))
			if j.Client != "" {
				d.line("With the app client %s.\n", codeText(j.Client))
			}
			d.line("```mermaid\n%s```", sequence(j))
			d.messages(j)
		}
	}
	if off != nil {
		d.heading(3, "Not offered")
		d.table([]string{"Journey", "Why"}, off)
	}
}

// journeyTitle is the title of a journey, with a name from outside as code.
func journeyTitle(j model.Journey) string {
	_, name, named := strings.Cut(j.ID, ":")
	if !named {
		return prose(j.Title)
	}
	return prose(strings.TrimSuffix(j.Title, ": "+name)) + " " + codeText(name)
}

// messages lists the messages of a journey as they arrive.
func (d *designDocument) messages(j model.Journey) {
	var rows [][]string
	for _, s := range j.Steps {
		m := s.Message
		if m == nil {
			continue
		}
		words := "(" + prose(m.Remark()) + ")"
		if m.Body != "" {
			words = codeText(m.Body) + "<br>" + words
		}
		subject := ""
		if m.Subject != "" {
			subject = codeText(m.Subject)
		}
		rows = append(rows, []string{m.Medium, codeText(m.From), subject, words})
	}
	if rows != nil {
		d.line("")
		d.table([]string{"Message", "From", "Subject", "Words"}, rows)
	}
}

// sequence is a journey as a sequence diagram for Mermaid.
func sequence(j model.Journey) string {
	s := &sequenceDiagram{ids: map[string]string{}}
	for _, step := range j.Steps {
		s.participants(step)
	}
	s.WriteString("sequenceDiagram\n" + s.heads.String())
	var alternatives []string // the cases of the block that is open
	for i, step := range j.Steps {
		switch {
		case step.Case == "" && alternatives != nil:
			s.line("end")
			alternatives = nil
		case step.Case == "" || slices.Contains(alternatives, step.Case):
		case alternatives != nil:
			s.line("else " + diagramText(step.Case))
			alternatives = append(alternatives, step.Case)
		default:
			keyword := "opt"
			if hasAlternative(j.Steps[i:]) {
				keyword = "alt"
			}
			s.line(keyword + " " + diagramText(step.Case))
			alternatives = []string{step.Case}
		}
		s.step(step)
	}
	if alternatives != nil {
		s.line("end")
	}
	return s.String()
}

// hasAlternative reports whether another case follows that of the first step.
func hasAlternative(steps []model.JourneyStep) bool {
	for _, s := range steps {
		if s.Case == "" {
			return false
		}
		if s.Case != steps[0].Case {
			return true
		}
	}
	return false
}

type sequenceDiagram struct {
	strings.Builder
	heads strings.Builder
	ids   map[string]string // of participants, by actor and name
	count int
}

func (s *sequenceDiagram) line(text string) { s.WriteString("    " + text + "\n") }

// actorNames are the heads of participants; functions and providers have their own.
var actorNames = map[model.Actor]string{model.User: "User", model.App: "App", model.Cognito: "Cognito", model.Administrator: "Administrator"}

// participants declares those of a step, in the order in which they appear.
func (s *sequenceDiagram) participants(step model.JourneyStep) {
	if step.Actor == model.Function {
		s.id(model.Cognito, "")
	}
	s.id(step.Actor, step.Name)
	s.id(step.To, toName(step))
}

// toName is the name of whom a step reaches.
func toName(step model.JourneyStep) string {
	if step.To == model.Function || step.To == model.Provider {
		return step.Name
	}
	return ""
}

// id is the id of a participant, which it declares when it is new.
func (s *sequenceDiagram) id(actor model.Actor, name string) string {
	if actor != model.Function && actor != model.Provider {
		name = actorNames[actor]
	}
	key := fmt.Sprint(actor, name)
	if id := s.ids[key]; id != "" {
		return id
	}
	s.count++
	id := fmt.Sprintf("p%d", s.count)
	s.ids[key] = id
	kind := "participant"
	if actor == model.User || actor == model.Administrator {
		kind = "actor"
	}
	fmt.Fprintf(&s.heads, "    %s %s as %s\n", kind, id, diagramText(name))
	return id
}

// step writes one step: an arrow, for a function one to it and one from it.
func (s *sequenceDiagram) step(step model.JourneyStep) {
	from, to := s.id(step.Actor, step.Name), s.id(step.To, toName(step))
	text := step.Does
	if step.Call != "" {
		text += " (" + step.Call + ")"
	}
	arrow := "->>"
	if step.Actor == model.Function {
		s.line(s.id(model.Cognito, "") + "->>" + from + ": " + diagramText(step.Trigger))
		arrow = "-->>"
	}
	s.line(from + arrow + to + ": " + diagramText(text))
	if step.Note != "" {
		s.line("Note over " + from + ": " + diagramText(step.Note))
	}
}

// diagramText is text in a diagram. All that the lexer of Mermaid or HTML can
// interpret is a numeric entity, which Mermaid writes #59; with the number of the
// character. A percent sign can begin a directive anywhere, and a text that begins with
// wrap: or nowrap: loses that.
func diagramText(text string) string {
	text = model.Printable(strings.TrimSpace(text))
	if text == "" {
		return "#32;"
	}
	var b strings.Builder
	if before, after, found := strings.Cut(text, ":"); found && slices.Contains([]string{"wrap", "nowrap"}, strings.ToLower(before)) {
		b.WriteString(before + "#58;")
		text = after
	}
	for {
		i := strings.IndexAny(text, "#;%<>&\"`\\{}[]@|~^*+$")
		if i < 0 {
			return b.String() + text
		}
		b.WriteString(text[:i] + "#" + strconv.Itoa(int(text[i])) + ";")
		text = text[i+1:]
	}
}
