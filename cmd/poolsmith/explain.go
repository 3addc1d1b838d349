package main

import (
	"strings"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/report"
	"github.com/spf13/cobra"
)

func newExplainCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "explain [NAME...]",
		Short: "Explain a setting, a rule or a feature plan",
		Long: "Explain shows what a setting does and accepts, what a rule checks, or the features of a plan.\n" +
			"The end of a path is enough to name a setting, in upper or lower case. Other words are\n" +
			"searched for. Without a name, all settings are listed; the names rules and tiers list\n" +
			"all rules and all feature plans.",
		Example: "poolsmith explain MinimumLength\npoolsmith explain mfa-needs-factor\npoolsmith explain rules\npoolsmith explain tiers",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return s.text([]byte(report.Settings()))
			}
			text, err := report.Explain(strings.Join(args, " "))
			if err != nil {
				return err
			}
			return s.text([]byte(text))
		},
	}
}
