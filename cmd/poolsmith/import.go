package main

import (
	"context"

	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

func newImportCommand(s streams) *cobra.Command {
	var o liveOptions
	c := &cobra.Command{
		Use:   "import SOURCE | --pool-id ID",
		Short: "Turn any readable file, or a live pool, into a draft",
		Long: "Import reads a draft, a request body or the output of `aws cognito-idp describe-user-pool`,\n" +
			"as JSON or YAML, and prints it as a draft. With --pool-id it asks Cognito for the pool.\n\n" +
			"What no request takes is left out, and so are standard attributes as every pool has them:\n" +
			"the draft is ready to be created elsewhere.",
		Example: "poolsmith import --pool-id eu-west-1_Ab12Cd34E >pool.json\n" +
			"aws cognito-idp describe-user-pool --user-pool-id ID | poolsmith import -",
		Args: func(c *cobra.Command, args []string) error { return oneSource(c, args, o.PoolID) },
		RunE: func(c *cobra.Command, args []string) error {
			document, err := readSource(c.Context(), s, o, args)
			if err != nil {
				return err
			}
			return writeOut(s, document.Pool.JSON())
		},
	}
	o.addFlags(c)
	return c
}

func readSource(ctx context.Context, s streams, o liveOptions, args []string) (*model.Document, error) {
	if len(args) == 0 {
		return o.read(ctx, s)
	}
	return readPool(s, args[0])
}

// oneSource demands a file or a pool, and not both.
func oneSource(c *cobra.Command, args []string, id string) error {
	if id == "" {
		return oneArgument("a file, - for standard input, or --pool-id ID")(c, args)
	}
	if len(args) > 0 {
		return wrong("leave one of them out", "--pool-id and a file exclude each other")
	}
	return nil
}

// oneArgument demands exactly one argument, which is what.
func oneArgument(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == 1 {
			return nil
		}
		return wrong("`"+c.CommandPath()+" --help` shows the usage", "%s takes %s", c.Name(), what)
	}
}
