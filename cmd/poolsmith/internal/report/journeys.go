package report

import (
	"fmt"
	"strings"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/model"
)

// Journeys returns the journeys of a pool, or those that names select. It fails on a
// name that the pool has no journey for.
func Journeys(p *model.Pool, names []string) ([]model.Journey, error) {
	all := model.Journeys(p)
	if len(names) == 0 {
		return all, nil
	}
	var selected []model.Journey
	for _, name := range names {
		found := model.FindJourneys(all, name)
		if len(found) == 0 {
			return nil, exit.UsageError(journeyHint(all, name), "no journey is called %q", name)
		}
		selected = append(selected, found...)
	}
	return selected, nil
}

// JourneysText describes journeys as text. Of all journeys, those that are not offered
// are only listed.
func JourneysText(selected []model.Journey, all bool) string {
	var blocks []string
	var off []model.Journey
	for _, j := range selected {
		if j.State == model.NotOffered && all {
			off = append(off, j)
			continue
		}
		blocks = append(blocks, journeyText(j))
	}
	if off != nil {
		blocks = append(blocks, notOffered(off))
	}
	return strings.Join(blocks, "\n")
}

func journeyHint(all []model.Journey, name string) string {
	var ids []string
	for _, j := range all {
		ids = append(ids, j.ID)
	}
	if near := model.Nearest(name, ids); near != "" {
		return "did you mean " + near + "?"
	}
	return "one of " + strings.Join(ids, ", ")
}

// journeyText is one journey: its steps, or the reasons why it is not possible.
func journeyText(j model.Journey) string {
	var b strings.Builder
	head := j.Title + " (" + j.ID + ")"
	if j.Client != "" {
		head += ", with the app client " + j.Client
	}
	b.WriteString(wrap(model.Printable(head), "") + "\n")
	if j.State != model.Possible {
		b.WriteString("\n  " + stateText(j) + "\n")
	}
	for _, why := range j.Why {
		b.WriteString("\n" + wrap(model.Printable(why.Why), "    ") + "\n")
		if why.Fix != "" {
			b.WriteString(wrap(model.Printable("Fix: "+why.Fix), "    ") + "\n")
		}
		b.WriteString(wrap("Settings: "+strings.Join(why.Settings, ", "), "    ") + "\n")
	}
	for i, s := range j.Steps {
		if i == 0 {
			b.WriteByte('\n')
		}
		text := s.InCase()
		if s.Note != "" {
			text += " " + s.Note
		}
		fmt.Fprintf(&b, "  %2d  %s\n", i+1, strings.TrimLeft(wrap(model.Printable(text), "      "), " "))
		if s.Message != nil {
			b.WriteString("\n" + messageText(s.Message) + "\n")
		}
	}
	return b.String()
}

func stateText(j model.Journey) string {
	if j.State == model.Impossible {
		return "Not possible with these settings:"
	}
	return "Not offered with these settings:"
}

// messageText is a message as it arrives.
func messageText(m *model.Message) string {
	const indent = "        | "
	lines := []string{"From: " + m.From, "To: " + m.To}
	if m.Subject != "" {
		lines = append(lines, "Subject: "+m.Subject)
	}
	lines = append(lines, "")
	if m.Body != "" {
		lines = append(lines, strings.Split(m.Body, "\n")...)
	}
	lines = append(lines, "("+m.Remark()+")")
	for i, line := range lines {
		if line == "" {
			lines[i] = strings.TrimRight(indent, " ")
			continue
		}
		lines[i] = wrap(model.Printable(line), indent)
	}
	return strings.Join(lines, "\n") + "\n"
}

// notOffered lists what nobody chose.
func notOffered(all []model.Journey) string {
	width := 0
	for _, j := range all {
		width = max(width, len(j.ID))
	}
	var b strings.Builder
	b.WriteString("Not offered with these settings\n\n")
	for _, j := range all {
		text := wrap(j.Why[0].Why, strings.Repeat(" ", width+4))
		fmt.Fprintf(&b, "  %-*s  %s\n", width, j.ID, strings.TrimLeft(text, " "))
	}
	return b.String()
}
