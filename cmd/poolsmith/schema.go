package main

import (
	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

func newSchemaCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of a draft",
		Long: "Schema prints a JSON Schema (2020-12) of the draft file, for editors that complete and check it.\n" +
			"It knows the limits of single settings; `poolsmith validate` knows the rest.",
		Example: "poolsmith schema >poolsmith.schema.json",
		Args:    noArguments,
		RunE:    func(*cobra.Command, []string) error { return writeOut(s, model.Schema()) },
	}
}
