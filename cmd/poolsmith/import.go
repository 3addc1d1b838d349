package main

import "github.com/spf13/cobra"

func newImportCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "import SOURCE",
		Short: "Turn any readable file into a draft",
		Long: "Import reads a draft, a request body or the output of `aws cognito-idp describe-user-pool`,\n" +
			"as JSON or YAML, and prints it as a draft.",
		Example: "aws cognito-idp describe-user-pool --user-pool-id ID | poolsmith import -",
		Args:    oneArgument("a file, or - for standard input"),
		RunE: func(_ *cobra.Command, args []string) error {
			document, err := readPool(s, args[0])
			if err != nil {
				return err
			}
			return writeOut(s, document.Pool.JSON())
		},
	}
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
