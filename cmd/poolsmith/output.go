package main

import (
	"slices"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

// textOrJSON are the output formats of most commands.
var textOrJSON = []string{"text", "json"}

// addOutputFlag adds --output to a command that prints a result as text or JSON.
func addOutputFlag(c *cobra.Command, output *string) { addOutputFlagOf(c, output, textOrJSON) }

func addOutputFlagOf(c *cobra.Command, output *string, formats []string) {
	c.Flags().StringVar(output, "output", formats[0], "print the result in FORMAT: "+model.OneOf(formats))
	if err := c.RegisterFlagCompletionFunc("output", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // the flag was just added
	}
}

// addFormatFlag adds --format, the same as --output under another name.
func addFormatFlag(c *cobra.Command, output *string, formats []string) {
	addOutputFlagOf(c, output, formats)
	c.Flags().StringVar(output, "format", formats[0], "the same as --output")
	c.PreRunE = func(c *cobra.Command, _ []string) error {
		if c.Flags().Changed("output") && c.Flags().Changed("format") {
			return exit.UsageError("omit one of them", "--output and --format cannot be combined")
		}
		return nil
	}
}

func checkOutput(output string) error {
	if slices.Contains(textOrJSON, output) {
		return nil
	}
	return exit.UsageError(suggestion(output, textOrJSON), "unknown output %q", output)
}

// result prints a result: data as JSON, or text.
func (s streams) result(output, text string, data any) error {
	if output == "json" {
		return writeOut(s, model.EncodeJSON(data))
	}
	return s.text([]byte(text))
}
