package main

import (
	"errors"
	"strings"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

// changes are the assignments of --set.
type changes []string

// addSetFlag adds --set to a command that reads a pool.
func addSetFlag(c *cobra.Command, set *changes) {
	c.Flags().StringArrayVar((*[]string)(set), "set", nil, "change a setting, as PATH=VALUE; can be repeated. VALUE unset removes it, PATH[+] adds to a list, and PATH:=VALUE takes JSON")
	if err := c.RegisterFlagCompletionFunc("set", func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		completions := model.CompleteAssignment(typed)
		words := make([]string, len(completions))
		for i, one := range completions {
			words[i] = cobra.CompletionWithDesc(one.Text, one.Help)
		}
		return words, cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
	}); err != nil {
		panic(err) // the flag was just added
	}
}

// apply changes the pool in the order of the flags.
func (c changes) apply(p *model.Pool) error { return c.each(p.Assign) }

// applyLive is apply for a pool that exists.
func (c changes) applyLive(p *model.Pool) error { return c.each(p.AssignLive) }

// applyTo changes the pool of a document.
func (c changes) applyTo(d *model.Document) error { return c.each(d.Assign) }

func (c changes) each(assign func(string) error) error {
	for _, text := range c {
		err := assign(text)
		if bad, ok := errors.AsType[*model.AssignError](err); ok {
			return exit.UsageError(bad.Hint, "--set %s", bad)
		}
	}
	return nil
}

// flags are the changes as they are written in a shell.
func (c changes) flags() string {
	var b strings.Builder
	for _, text := range c {
		b.WriteString(" --set " + model.ShellQuote(text))
	}
	return b.String()
}

// start is where commands get a pool from when it is not a file, and what they
// change in it.
type start struct {
	Preset string
	Set    changes
}

func addStartFlags(c *cobra.Command, o *start) {
	c.Flags().StringVar(&o.Preset, "preset", "", "use the preset NAME instead of a file; poolsmith presets lists them")
	addPresetCompletion(c)
	addSetFlag(c, &o.Set)
}

func addPresetCompletion(c *cobra.Command) {
	if err := c.RegisterFlagCompletionFunc("preset", cobra.FixedCompletions(presetNames(), cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // the flag was just added
	}
}

// read reads a whole pool from a preset, or from the files of -i.
func (o start) read(s streams, first, second string) (*model.Document, error) {
	document, err := o.open(s, first, second)
	if err != nil {
		return nil, err
	}
	return document, o.Set.applyTo(document)
}

func (o start) open(s streams, first, second string) (*model.Document, error) {
	if o.Preset == "" {
		return readInput(s, first, second)
	}
	if first != "" {
		return nil, exit.UsageError("omit one of them", "-i and --preset cannot be combined")
	}
	return o.preset()
}

// preset reads the preset.
func (o start) preset() (*model.Document, error) {
	pool, err := loadPreset(o.Preset)
	if err != nil {
		return nil, err
	}
	return &model.Document{Name: "preset " + o.Preset, Pool: pool}, nil
}

// openPartial reads a draft that changes a live pool, which can also be the body of
// an update.
func (o start) openPartial(s streams, first, second string) (*model.Document, error) {
	switch {
	case o.Preset != "":
		return o.open(s, first, second)
	case second == "":
		return readPool(s, first)
	default:
		return readPool(s, first, second)
	}
}

// validation is a command that lists the findings of the pool.
func (o start) validation(first, second string) string {
	switch {
	case o.Preset != "":
		return "poolsmith validate --preset " + o.Preset + o.Set.flags()
	case second != "":
		return "poolsmith validate --together " + first + " " + second + o.Set.flags()
	default:
		return "poolsmith validate " + first + o.Set.flags()
	}
}
