package main

import (
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/report"
	"github.com/poolsmith/poolsmith/exporters"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/spf13/cobra"
)

func newExplainCommand(s streams) *cobra.Command {
	var input, region string
	c := &cobra.Command{
		Use:   "explain [NAME...]",
		Short: "Explain a setting, a rule or a feature plan",
		Long: "Explain shows what a setting does and accepts, what a rule checks, or the features of a plan.\n" +
			"The end of a path is enough to name a setting, in upper or lower case. Other words are\n" +
			"searched for. Without a name, all settings are listed; the names rules and tiers list\n" +
			"all rules and all feature plans.\n\n" +
			"The name connect shows, for each app client of the pool in -i FILE, configuration to paste\n" +
			"for Amplify, oidc-client-ts, Spring, NextAuth and boto3.\n\n" +
			"The name journeys describes what users and machines go through with the pool in -i FILE,\n" +
			"step by step: sign-up, sign-in with each factor, a forgotten password and more. Names after\n" +
			"it select some of them.",
		Example: "poolsmith explain MinimumLength\npoolsmith explain mfa-needs-factor\npoolsmith explain rules\npoolsmith explain tiers\npoolsmith explain connect -i pool.json --region eu-west-1\npoolsmith explain journeys -i pool.json\npoolsmith explain journeys -i pool.json sign-up forgotten-password",
		RunE: func(_ *cobra.Command, args []string) error {
			if slices.Equal(args, []string{"connect"}) {
				return explainConnect(s, input, region)
			}
			if len(args) > 0 && args[0] == "journeys" && region == "" {
				return explainJourneys(s, input, args[1:])
			}
			if input != "" || region != "" {
				return exit.UsageError("use it with `poolsmith explain connect` or `poolsmith explain journeys`, a Region only with the first", "a pool is only for the names connect and journeys")
			}
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
	c.Flags().StringVarP(&input, "input", "i", "", "read the pool from FILE, - for standard input")
	c.Flags().StringVar(&region, "region", "", "the Region of the pool")
	return c
}

// explainJourneys describes the journeys of a pool in a file, or those with the
// names.
func explainJourneys(s streams, input string, names []string) error {
	if input == "" {
		return exit.UsageError("specify the file with -i FILE, or -i - for standard input", "no pool specified")
	}
	document, err := readWhole(s, input)
	if err != nil {
		return err
	}
	text, err := report.Journeys(document.Pool, names)
	if err != nil {
		return err
	}
	return s.text([]byte(text))
}

// explainConnect shows how apps connect to the app clients of a pool in a file.
func explainConnect(s streams, input, region string) error {
	if input == "" {
		return exit.UsageError("specify the file with -i FILE, or -i - for standard input", "no pool specified")
	}
	document, err := readPool(s, input)
	if err != nil {
		return err
	}
	if region == "" {
		region = cognito.RegionOf(document.PoolID)
	}
	return s.text([]byte(exporters.Connect(document.Pool, exporters.ConnectIDs{Region: region, PoolID: document.PoolID})))
}
