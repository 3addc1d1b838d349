package main

import (
	"context"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/report"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

type diffOptions struct {
	liveOptions
	Format string
	Set    changes // of B
}

func newDiffCommand(s streams) *cobra.Command {
	var o diffOptions
	c := &cobra.Command{
		Use:   "diff A B | diff B --pool-id ID",
		Short: "Compare two pools",
		Long: "Diff compares two pools setting by setting and shows for each difference how a pool created from A\n" +
			"can be changed to B: with a call such as " + model.ChangeOperations()[0] + ", or not at all, so that\n" +
			"it requires a new pool. With --pool-id the live pool is A.\n\n" +
			"A and B are files, - for standard input, or presets as preset:NAME. Values that mean the same\n" +
			"to Cognito are equal, such as a default and an unset setting. --set changes B.\n\n" +
			"The exit code is 0 when the pools are equal, 1 when they differ, and 2 when one cannot be read.",
		Example: "poolsmith diff old.json new.json\npoolsmith diff pool.json --pool-id eu-west-1_Ab12Cd34E\npoolsmith diff pool.json pool.json --set MinimumLength=14",
		Args:    func(c *cobra.Command, args []string) error { return checkSides(c, args, o.PoolID) },
		RunE:    func(c *cobra.Command, args []string) error { return runDiff(c.Context(), s, o, args) },
	}
	o.addFlags(c)
	addSetFlag(c, &o.Set)
	addFormatFlag(c, &o.Format, textOrJSON)
	return c
}

func checkSides(c *cobra.Command, args []string, id string) error {
	usage := "`" + c.CommandPath() + " --help` shows the usage"
	switch {
	case id != "" && len(args) != 1:
		return exit.UsageError(usage, "with --pool-id, diff accepts one file")
	case id == "" && len(args) != 2:
		return exit.UsageError(usage, "diff requires two files, or one file and --pool-id ID")
	case len(args) == 2 && args[0] == "-" && args[1] == "-":
		return exit.UsageError("use a file for one of them", "standard input can be used for only one of the pools")
	}
	return nil
}

func runDiff(ctx context.Context, s streams, o diffOptions, args []string) error {
	if !slices.Contains(textOrJSON, o.Format) {
		return exit.UsageError(suggestion(o.Format, textOrJSON), "unknown format %q", o.Format)
	}
	from, to, unread, err := o.sides(ctx, s, args)
	if err != nil && exitCode(err) == exit.Rejected { // which means that the pools differ
		s.describe(err)
		return &exit.Error{Code: exit.Usage}
	}
	if err != nil {
		return err
	}
	for _, side := range []*model.Document{from, to} {
		showUnknown(s, side, "is not compared")
	}
	list := slices.DeleteFunc(model.Diff(from.Pool, to.Pool, o.PoolID != ""), func(d model.Difference) bool { return isUnread(d.Setting, unread) })
	if o.Format == "json" {
		err = writeOut(s, report.DiffJSON(from.Name, to.Name, list))
	} else {
		err = s.text(report.DiffText(from.Name, to.Name, list))
	}
	if err != nil {
		return err
	}
	if len(list) > 0 {
		return errDiffers
	}
	return nil
}

// errDiffers is the result of a diff that printed differences.
var errDiffers = &exit.Error{Code: exit.Rejected}

func (o diffOptions) sides(ctx context.Context, s streams, args []string) (from, to *model.Document, unread []cognito.Unread, err error) {
	if o.PoolID != "" {
		from, unread, err = o.read(ctx, s)
	} else {
		from, err = readSide(s, args[0])
	}
	if err != nil {
		return nil, nil, nil, err
	}
	if to, err = readSide(s, args[len(args)-1]); err != nil {
		return nil, nil, nil, err
	}
	return from, to, unread, o.Set.applyTo(to)
}

// readSide reads a file, or the preset that preset:NAME names.
func readSide(s streams, name string) (*model.Document, error) {
	preset, isPreset := strings.CutPrefix(name, "preset:")
	if !isPreset {
		return readWhole(s, name)
	}
	pool, err := loadPreset(preset)
	if err != nil {
		return nil, err
	}
	return &model.Document{Name: name, Pool: pool}, nil
}
