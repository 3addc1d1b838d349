package main

import (
	"context"
	"errors"
	"path/filepath"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/exporters"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
	"github.com/spf13/cobra"
)

type askOptions struct {
	start
	From    string // a file
	Express bool
	Out     string
	Force   bool
}

func newAskCommand(s streams) *cobra.Command {
	var o askOptions
	c := &cobra.Command{
		Use:   "ask",
		Short: "Ask the questions of the wizard as JSON, for editors and agents",
		Long: "Ask asks the questions of the wizard for programs: it prints a message of JSON in each line, and\n" +
			"reads an answer of JSON from each line. poolsmith schema ask and poolsmith schema ask-answer\n" +
			"describe them.\n\n" +
			"A question has the path of the setting, its choices, limits, default and present value. An answer is\n" +
			"{\"value\": VALUE}, or {\"do\": ACTION} with one of these actions:\n\n" +
			"unset removes the present value; next leaves it as it is, next-step leaves the step, back returns;\n" +
			"go leads to the step or setting in path; review shows the findings; all also asks what does not apply;\n" +
			"add, edit, delete, duplicate and move change a list, item is the place; fix corrects findings where\n" +
			"that is certain; express asks the first questions again, on the review; save writes the file; finish ends.\n\n" +
			"What an answer changed follows it: settings, questions that appear or are no longer asked, and findings.\n" +
			"An answer that is not accepted changes nothing: a message has the reason, and the question follows again.\n\n" +
			"The last message has the draft, or the file with -o. It also comes if the answers end without finish.\n" +
			"The exit code is 0 in both cases, even if the draft has errors, which the last message counts.",
		Example: "poolsmith ask --preset web-app\n" +
			"echo '{\"do\": \"finish\"}' | poolsmith ask --preset web-app --set PoolName=shop -o pool.json",
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return runAsk(c.Context(), s, o) },
	}
	c.Flags().StringVar(&o.From, "from", "", "begin with the pool in FILE")
	c.Flags().BoolVar(&o.Express, "express", false, "begin with the questions from which a pool follows")
	addStartFlags(c, &o.start)
	c.Flags().Lookup("preset").Usage = "begin with the preset NAME; poolsmith presets lists them"
	c.Flags().StringVarP(&o.Out, "out", "o", "", "write the draft to PATH")
	c.Flags().BoolVar(&o.Force, "force", false, "replace a file that exists")
	return c
}

func runAsk(ctx context.Context, s streams, o askOptions) error {
	if o.From == "-" {
		return exit.UsageError("standard input has the answers; use a file", "--from - is not possible")
	}
	start, err := startingPool(s, wizardOptions{From: o.From, Preset: o.Preset, Set: o.Set})
	switch {
	case err != nil:
		return err
	case start != nil && o.Express:
		return exit.UsageError("omit one of them", "--express cannot be combined with another start")
	}
	ctx, release := interruptContext(ctx)
	defer release()
	options := tui.JSONOptions{Start: start, Express: o.Express, Hint: hintOf}
	if o.Out != "" && o.Out != "-" {
		if err := (&target{path: o.Out}).check(o.Force); err != nil {
			return err // before any question
		}
		options.Save = newDraftFile(o.Out, o.Force)
	}
	err = tui.AskJSON(ctx, newContextReader(ctx, s.In), s.Out, options)
	switch {
	case ctx.Err() != nil:
		return errInterrupted
	case errors.Is(err, tui.ErrNoLines):
		return exit.UsageError("end each answer with a line break", "%s", err)
	}
	if _, known := errors.AsType[*exit.Error](err); known || err == nil {
		return err // of saving
	}
	return outputError(err)
}

// newDraftFile returns a function that writes the draft to path. It replaces the file
// that it wrote before, and another one only with force.
func newDraftFile(path string, force bool) func(*model.Pool) (string, error) {
	return func(p *model.Pool) (string, error) {
		_, err := writeFiles(path, []exporters.File{{Name: filepath.Base(path), Data: p.JSON()}}, force)
		if err == nil {
			force = true
		}
		return path, err
	}
}
