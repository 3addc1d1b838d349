package main

import (
	"cmp"
	"context"
	"os"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/report"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
	"github.com/poolsmith/poolsmith/exporters"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

func newExplainCommand(s streams) *cobra.Command {
	var o connectOptions
	c := &cobra.Command{
		Use:   "explain [NAME...]",
		Short: "Explain a setting, a rule or a feature plan",
		Long: "Explain shows what a setting does and accepts, what a rule checks, or the features of a plan.\n" +
			"The end of a path is enough to name a setting, in upper or lower case. Other words are\n" +
			"searched for. Without a name, all settings are listed; the names rules and tiers list\n" +
			"all rules and all feature plans.\n\n" +
			"The name connect shows, for each app client of a pool, configuration to paste for Amplify,\n" +
			"oidc-client-ts, Spring, NextAuth and boto3. The pool is in -i FILE, live with --pool-id, or in\n" +
			"the receipt of a submission; the latter two have the ids of the app clients.\n\n" +
			"The name journeys describes what users and machines go through with the pool in -i FILE,\n" +
			"step by step: sign-up, sign-in with each factor, a forgotten password and more. Names after\n" +
			"it select some of them.",
		Example: "poolsmith explain MinimumLength\npoolsmith explain mfa-needs-factor\npoolsmith explain rules\npoolsmith explain tiers\n" +
			"poolsmith explain connect -i pool.json --region eu-west-1\npoolsmith explain connect --pool-id eu-west-1_Ab12Cd34E\n" +
			"poolsmith explain journeys -i pool.json\npoolsmith explain journeys -i pool.json sign-up forgotten-password",
		RunE: func(c *cobra.Command, args []string) error {
			if slices.Equal(args, []string{"connect"}) {
				return explainConnect(c.Context(), s, o)
			}
			if len(args) > 0 && args[0] == "journeys" && o == (connectOptions{input: o.input}) {
				return explainJourneys(s, o.input, args[1:])
			}
			if o != (connectOptions{}) {
				return exit.UsageError("use it with `poolsmith explain connect`, a file also with `poolsmith explain journeys`", "a pool is only for the names connect and journeys")
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
	c.Flags().StringVarP(&o.input, "input", "i", "", "read the pool from FILE, - for standard input")
	c.Flags().StringVar(&o.receipt, "receipt", "", "read the pool and its ids from RECEIPT")
	o.addFlags(c)
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

// connectOptions select the pool that apps connect to.
type connectOptions struct {
	liveOptions
	input   string
	receipt string // of a submission
}

// explainConnect shows how apps connect to the app clients of a pool.
func explainConnect(ctx context.Context, s streams, o connectOptions) error {
	pool, ids, err := o.read(ctx, s)
	if err != nil {
		return err
	}
	ids.Region = cmp.Or(o.Region, cognito.RegionOf(ids.PoolID), ids.Region)
	return s.text([]byte(exporters.Connect(pool, ids)))
}

// read returns the pool and what is known of its ids.
func (o connectOptions) read(ctx context.Context, s streams) (*model.Pool, exporters.ConnectIDs, error) {
	sources := slices.DeleteFunc([]string{o.input, o.receipt, o.PoolID}, func(source string) bool { return source == "" })
	switch {
	case len(sources) == 0:
		return nil, exporters.ConnectIDs{}, exit.UsageError("specify the file with -i FILE, a live pool with --pool-id, or a receipt with --receipt", "no pool specified")
	case len(sources) > 1:
		return nil, exporters.ConnectIDs{}, exit.UsageError("omit the others", "-i, --pool-id and --receipt cannot be combined")
	case o.receipt != "":
		return receiptConnection(o.receipt)
	}
	var document *model.Document
	var err error
	if o.PoolID != "" {
		document, _, err = o.liveOptions.read(ctx, s)
	} else {
		document, err = readPool(s, o.input)
	}
	if err != nil {
		return nil, exporters.ConnectIDs{}, err
	}
	return document.Pool, exporters.ConnectIDs{PoolID: cmp.Or(o.PoolID, document.PoolID), Clients: clientsIn(document.IDs, document.Pool)}, nil
}

// receiptConnection reads the pool of a submission and its ids.
func receiptConnection(path string) (*model.Pool, exporters.ConnectIDs, error) {
	r, err := state.ReadReceipt(path, state.ReceiptFolder(os.Getenv))
	if err != nil {
		return nil, exporters.ConnectIDs{}, err
	}
	pool, err := r.Pool(path)
	if err != nil {
		return nil, exporters.ConnectIDs{}, err
	}
	return pool, exporters.ConnectIDs{Region: r.Region, PoolID: r.PoolID, Clients: clientsIn(r.IDs, pool)}, nil
}

// clientsIn returns the ids of app clients, by name.
func clientsIn(ids model.Answers, pool *model.Pool) map[string]string {
	clients := map[string]string{}
	for _, client := range pool.CreateUserPoolClient {
		if client.ClientName == nil {
			continue
		}
		if id := ids[model.WithKey("ClientId", *client.ClientName)]; id != "" {
			clients[*client.ClientName] = id
		}
	}
	return clients
}
