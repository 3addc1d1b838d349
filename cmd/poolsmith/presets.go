package main

import (
	"fmt"
	"strings"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/report"
	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

func newPresetsCommand(s streams) *cobra.Command {
	var set changes
	var output string
	c := &cobra.Command{
		Use:     "presets [NAME]",
		Short:   "List the presets, or print one as a draft",
		Example: "poolsmith presets email-sign-in >pool.json\npoolsmith presets web-app --set PoolName=shop >pool.json",
		Args:    atMostOne,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := checkOutput(output); err != nil {
				return err
			}
			if len(args) == 0 && len(set) > 0 {
				return exit.UsageError("specify the name of the preset to change", "--set requires a preset")
			}
			if len(args) == 0 {
				return s.result(output, presetList(), report.Presets())
			}
			pool, err := loadPreset(args[0])
			if err != nil {
				return err
			}
			if err := set.apply(pool); err != nil {
				return err
			}
			return writeOut(s, pool.JSON())
		},
	}
	addSetFlag(c, &set)
	addOutputFlag(c, &output)
	return c
}

func loadPreset(name string) (*model.Pool, error) {
	if pool := model.LoadPreset(name); pool != nil {
		return pool, nil
	}
	return nil, exit.UsageError(suggestion(name, presetNames()), "unknown preset %q", name)
}

func presetNames() []string {
	var names []string
	for _, p := range model.Presets {
		names = append(names, p.Name)
	}
	return names
}

func presetList() string {
	width := 0
	for _, p := range model.Presets {
		width = max(width, len(p.Name))
	}
	var b strings.Builder
	for _, p := range model.Presets {
		fmt.Fprintf(&b, "%-*s  %s\n%*s  %s\n", width, p.Name, p.Title, width, "", p.Summary)
	}
	return b.String()
}

// atMostOne checks the arguments of commands with an optional one.
func atMostOne(c *cobra.Command, args []string) error {
	if len(args) < 2 {
		return nil
	}
	return exit.UsageError("`"+c.CommandPath()+" --help` shows the usage", "%s accepts at most one name, got %d", c.Name(), len(args))
}
