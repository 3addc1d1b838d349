package tui

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/dustin/go-humanize"

	"github.com/poolsmith/poolsmith/model"
)

// chooseStart asks what to start from. The numbers are the same with and
// without drafts, which have numbers of their own: scripts answer with them.
func (a *asker) chooseStart() (*model.Pool, error) {
	choices := newPoolChoices(&a.Options)
	for {
		a.printStarts(choices)
		answer, err := a.line("Number or name:", func() { a.printStarts(choices) })
		if err != nil {
			return nil, err
		}
		opened, err := a.startFrom(choices, answer)
		switch {
		case err == nil && opened != nil:
			a.draft, a.live, a.express = opened.File, opened.Live, opened.Express
			if opened.Note != "" {
				a.printf("Note: %s.", opened.Note)
			}
			if len(opened.Unread) > 0 {
				a.printf("%s", unreadIntro)
			}
			for _, text := range opened.Unread {
				a.printf("Warning: %s.", text)
			}
			return opened.Pool, nil
		case errors.Is(err, ErrLeft) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, ErrNoLines):
			return nil, err
		case err != nil:
			a.printf("Error: %s", a.explain(err))
		}
		a.Found = a.Drafts.List() // a draft may be gone
	}
}

func (a *asker) printStarts(choices []startChoice) {
	a.gap()
	a.printf("What do you want to start from? Answer with the number, or the name in parentheses.")
	for i, c := range choices {
		a.printf("%d. %s (%s). %s", i+1, c.title, c.name, c.about)
	}
	for i, d := range a.Found.Drafts {
		a.printf("d%d. Continue %s, %s of %s, saved %s.", i+1, oneLine(d.Name, 200), d.kind(), humanize.Bytes(uint64(d.Size)), ago(a.Now().Sub(d.Saved)))
	}
	for _, note := range a.Found.Notes {
		a.printf("Warning: %s.", note)
	}
	if len(a.Found.Drafts) > 0 {
		a.printf("Answer d1 to continue a draft, or delete d1 to delete it.")
	}
}

// startFrom opens what the answer names; nothing when it was no choice, or a
// draft was deleted.
func (a *asker) startFrom(choices []startChoice, answer string) (*OpenDraft, error) {
	word, rest, _ := strings.Cut(answer, " ")
	if strings.EqualFold(word, "delete") {
		return nil, a.deleteDraft(strings.TrimSpace(rest))
	}
	if d := a.draftOf(answer); d != nil {
		opened, err := d.Open()
		return &opened, err
	}
	if i := startNamed(choices, answer); i >= 0 {
		return a.startWith(choices[i])
	}
	a.printf("Error: %q is not one of the choices. Answer with %s%s.", answer, startNames(choices), a.draftNumbers())
	return nil, nil
}

// startNamed is the start with a number, from 1, or a name, or -1.
func startNamed(choices []startChoice, answer string) int {
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(choices) {
		return n - 1
	}
	return slices.IndexFunc(choices, func(c startChoice) bool { return strings.EqualFold(c.name, answer) })
}

// startNames says which starts can be named.
func startNames(choices []startChoice) string {
	var names []string
	for _, c := range choices {
		names = append(names, c.name)
	}
	return fmt.Sprintf("a number from 1 to %d, or %s", len(choices), model.OneOf(names))
}

// draftOf is the draft with a number such as d2, or nil.
func (a *asker) draftOf(answer string) *Draft {
	n, err := strconv.Atoi(strings.TrimPrefix(strings.ToLower(answer), "d"))
	if err != nil || !strings.HasPrefix(strings.ToLower(answer), "d") || n < 1 || n > len(a.Found.Drafts) {
		return nil
	}
	return &a.Found.Drafts[n-1]
}

// draftNumbers says which drafts can be named.
func (a *asker) draftNumbers() string {
	switch n := len(a.Found.Drafts); n {
	case 0:
		return ""
	case 1:
		return ", or d1"
	default:
		return fmt.Sprintf(", or from d1 to d%d", n)
	}
}

func (a *asker) deleteDraft(answer string) error {
	d := a.draftOf(answer)
	if d == nil {
		a.printf("Error: no draft %q. Answer delete with the number of a draft%s.", answer, a.draftNumbers())
		return nil
	}
	sure, err := a.yesOrNo("Delete the draft of " + oneLine(d.Name, 200) + "? It cannot be restored. yes or no:")
	if err != nil {
		return err
	}
	if !sure {
		a.printf("The draft is kept.")
		return nil
	}
	if err := d.Delete(); err != nil {
		return err
	}
	a.printf("The draft is deleted.")
	return nil
}

func (a *asker) startWith(c startChoice) (*OpenDraft, error) {
	if c.express {
		return a.startExpress()
	}
	if c.open != nil {
		opened, err := c.open()
		return &opened, err
	}
	a.printProposed(c)
	answer, err := a.line(c.ask+":", func() { a.printf("%s: %s Answer leave to stop here.", c.ask, c.about) })
	if err != nil {
		return nil, err
	}
	opened, err := c.read(strings.TrimPrefix(answer, "="), a.Drafts.New())
	return &opened, err
}
