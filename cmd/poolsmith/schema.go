package main

import (
	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

func newSchemaCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of a draft",
		Long: "Schema prints a JSON Schema (2020-12) of the draft file, for completion and checks in\n" +
			"editors. It checks single settings; poolsmith validate also checks combinations.",
		Example: "poolsmith schema >poolsmith.schema.json",
		Args:    noArguments,
		RunE:    func(*cobra.Command, []string) error { return writeOut(s, model.Schema()) },
	}
}
