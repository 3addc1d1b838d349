package tui

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// Ask puts a question of a submission. An answer that was typed before it is
// discarded, but for the first question, which is about what was just shown.
// After a question without an answer no other is asked.
func (a *asker) Ask(ctx context.Context, q Question) (answer Answer, err error) {
	if err := cmp.Or(ctx.Err(), a.ended); err != nil {
		return Answer{}, err
	}
	if a.DropTyped != nil && q.Topic != ToCreate {
		a.in.Discard(a.in.Buffered())
		a.DropTyped()
	}
	defer func() { a.ended = err }()
	switch {
	case len(q.Choices) > 0:
		answer.Choice, err = a.oneOf(q)
	case q.Input != nil:
		answer, err = a.input(ctx, q)
	case q.Name != "":
		answer.Yes, err = a.nameOrNo(q)
	default:
		answer.Yes, err = a.yesOrNo(q.Text + " yes: " + q.Yes + "; no: " + q.No + ".")
	}
	return answer, err
}

// Set changes a setting of the draft.
func (a *asker) Set(path, value string) {
	if err := a.answers.Pool.Set(path, value); err != nil {
		a.printf("Warning: the draft is unchanged: %s", err)
		return
	}
	a.keep()
}

// oneOf asks until the answer is one of the choices, by its number or word.
func (a *asker) oneOf(q Question) (string, error) {
	var known []choice
	print := func() {
		for i, c := range known {
			a.printf("%d. %s: %s.", i+1, c.title, c.help)
		}
	}
	for _, c := range q.Choices {
		known = append(known, choice{title: sentence(c.Word), value: c.Word, help: c.Does})
	}
	a.printf("%s", q.Text)
	print()
	for {
		answer, err := a.line("Number or word:", print)
		if err != nil {
			return "", err
		}
		if i := pick(known, answer); i >= 0 {
			return known[i].value, nil
		}
		a.printUnknown(answer, known)
	}
}

// input asks until a text will do, or the answer is no. A secret is taken as it is
// typed, whatever it is, so that only an empty answer is none.
func (a *asker) input(ctx context.Context, q Question) (Answer, error) {
	in := q.Input
	question, none := q.Text+" Answer with the "+in.Label, []string{"no", "n"}
	switch {
	case in.Hidden:
		question, none = question+"; nothing: "+q.No+".", []string{""}
	case in.Value != "":
		question += "; nothing: " + in.Value + "; no: " + q.No + "."
	default:
		question += "; no: " + q.No + "."
	}
	for {
		text, err := a.textOrSecret(ctx, question, in)
		if err != nil || slices.Contains(none, strings.ToLower(text)) {
			return Answer{}, err
		}
		if !in.Hidden {
			text = cmp.Or(strings.TrimPrefix(text, "="), in.Value)
		}
		wrong := in.WrongWith(text)
		if wrong == "" {
			return Answer{Yes: true, Text: text}, nil
		}
		a.printf("Error: %s.", wrong)
	}
}

// textOrSecret reads an answer. A secret is not shown where the answers come from a
// terminal.
func (a *asker) textOrSecret(ctx context.Context, question string, in *Input) (string, error) {
	if in.Hidden && a.HideInput != nil {
		question += " It is not shown while you type."
		defer a.HideInput(ctx)()
	}
	return a.line(question, func() { a.printf("Answer with the %s, or leave to stop here.", in.Label) })
}

// showSecrets shows the secrets that the service generated, each only if that is
// wanted.
func (a *asker) showSecrets(ctx context.Context, made *Created) error {
	if made == nil || ctx.Err() != nil || a.ended != nil {
		return nil
	}
	secrets := made.Secrets
	made.Secrets = nil // they are shown once
	for _, s := range secrets {
		shows, err := a.yesOrNo("Show the secret of the " + s.Of + " once? yes or no:")
		if err != nil {
			return err
		}
		if shows {
			a.print(model.Printable(s.Value))
		}
	}
	return nil
}

// printConnections shows how apps connect to the pool.
func (a *asker) printConnections() {
	made := a.made
	if a.live != nil {
		made = a.live.created(a.answers.Pool)
	}
	list := a.Connect(a.answers.Pool, made)
	if len(list) == 0 {
		a.printf("The pool has no app client, so no app can connect to it.")
	}
	for i, c := range list {
		if i == 0 || c.App != list[i-1].App {
			a.gap()
			a.printf("App client %s.", c.App)
			for _, link := range c.Links {
				a.print(model.Printable(link))
			}
		}
		a.gap()
		a.printf("%s:", c.Title)
		a.print(textLines(c.Text)...)
	}
}
