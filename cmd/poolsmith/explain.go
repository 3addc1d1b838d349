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
	"github.com/spf13/pflag"
)

func newExplainCommand(s streams) *cobra.Command {
	var o connectOptions
	var output string
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
			"it select some of them.\n\n" +
			"The name command prints the command that exports the pool in -i FILE in the format of -f without\n" +
			"the file: the preset nearest to the pool, and --set for each difference. References replace secrets.",
		Example: "poolsmith explain MinimumLength\npoolsmith explain mfa-needs-factor\npoolsmith explain rules\npoolsmith explain tiers\n" +
			"poolsmith explain connect -i pool.json --region eu-west-1\npoolsmith explain connect --pool-id eu-west-1_Ab12Cd34E\n" +
			"poolsmith explain journeys -i pool.json\npoolsmith explain journeys -i pool.json sign-up forgotten-password\n" +
			"poolsmith explain command -i pool.json -f terraform",
		RunE: func(c *cobra.Command, args []string) error {
			first := ""
			if len(args) > 0 {
				first = args[0]
			}
			if err := checkOutput(output); err != nil {
				return err
			}
			switch flag := unusedFlag(c, first); {
			case flag != "":
				return exit.UsageError("`poolsmith explain --help` shows what takes a pool", "explain %s does not take --%s", first, flag)
			case first == "journeys":
				return explainJourneys(s, o, args[1:], output)
			case slices.Equal(args, []string{"connect"}):
				return explainConnect(c.Context(), s, o, output)
			case slices.Equal(args, []string{"command"}):
				return explainCommand(s, o, output)
			case len(args) == 0:
				text, data := report.Settings()
				return s.result(output, text, data)
			}
			text, data, err := report.Explain(strings.Join(args, " "))
			if err != nil {
				return err
			}
			return s.result(output, text, data)
		},
	}
	c.Flags().StringVarP(&o.input, "input", "i", "", "read the pool from FILE, - for standard input")
	c.Flags().StringVar(&o.receipt, "receipt", "", "read the pool and its ids from RECEIPT")
	o.addFlags(c)
	addStartFlags(c, &o.start)
	c.Flags().StringVarP(&o.format, "format", "f", exporters.Formats[0].Name, "the FORMAT of the command: "+model.OneOf(exporters.Names()))
	addOutputFlag(c, &output)
	return c
}

// fileFlags are the flags for a pool that is read from a file or a preset.
var fileFlags = []string{"input", "preset", "set"}

// unusedFlag returns a flag that was given and that explain does not take for a
// name, or nothing.
func unusedFlag(c *cobra.Command, name string) (flag string) {
	c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
		used := false
		switch name {
		case "connect":
			used = f.Name != "format"
		case "journeys":
			used = slices.Contains(fileFlags, f.Name)
		case "command":
			used = f.Name == "format" || slices.Contains(fileFlags, f.Name)
		}
		if f.Changed && !used && flag == "" && f.Name != "output" {
			flag = f.Name
		}
	})
	return flag
}

// explainCommand prints the command that exports a pool without its file.
func explainCommand(s streams, o connectOptions, output string) error {
	format, err := findFormat(o.format)
	if err != nil {
		return err
	}
	document, err := o.start.read(s, o.input, "")
	if err != nil {
		return err
	}
	showUnknown(s, document, "is not in the command")
	words := document.Pool.Command(format.Name)
	if !model.FitsShell(words) {
		s.warn("a value is longer than Linux accepts in an argument: %d bytes", model.MaxWord)
		s.hint("export the file itself: `poolsmith export -i FILE -f %s`", format.Name)
	}
	line := model.ShellCommand(words)
	return s.result(output, line+"\n", shellCommand{line, words})
}

// shellCommand is a command for programs.
type shellCommand struct {
	Command string   `json:"command" description:"as it is typed in a shell"`
	Words   []string `json:"words" description:"the program and its arguments"`
}

// explainJourneys describes the journeys of a pool in a file, or those with the
// names.
func explainJourneys(s streams, o connectOptions, names []string, output string) error {
	document, err := o.start.read(s, o.input, "")
	if err != nil {
		return err
	}
	journeys, err := report.Journeys(document.Pool, names)
	if err != nil {
		return err
	}
	return s.result(output, report.JourneysText(journeys, len(names) == 0), report.JourneysJSON(journeys))
}

// connectOptions select the pool that is explained.
type connectOptions struct {
	liveOptions
	start
	input   string
	receipt string // of a submission
	format  string // of the command
}

// explainConnect shows how apps connect to the app clients of a pool.
func explainConnect(ctx context.Context, s streams, o connectOptions, output string) error {
	pool, ids, err := o.read(ctx, s)
	if err != nil {
		return err
	}
	if err := o.Set.apply(pool); err != nil {
		return err
	}
	ids.Region = cmp.Or(o.Region, cognito.RegionOf(ids.PoolID), ids.Region)
	return s.result(output, exporters.Connect(pool, ids), connectionsOf(pool, ids))
}

// connectionList is how apps connect to the app clients of a pool, for programs.
type connectionList struct {
	Apps []appConnection `json:"apps"`
}

type appConnection struct {
	App    string         `json:"app" description:"the name of the app client"`
	Links  []titledLink   `json:"links"`
	Blocks []connectBlock `json:"blocks" description:"configuration to paste, one for each library"`
}

type titledLink struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

type connectBlock struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

func connectionsOf(pool *model.Pool, ids exporters.ConnectIDs) connectionList {
	list := connectionList{[]appConnection{}}
	for _, c := range exporters.Connections(pool, ids) {
		app := appConnection{App: c.App}
		for _, link := range c.Links {
			title, url, _ := strings.Cut(link, ": ")
			app.Links = append(app.Links, titledLink{title, url})
		}
		for _, block := range c.Blocks {
			app.Blocks = append(app.Blocks, connectBlock(block))
		}
		list.Apps = append(list.Apps, app)
	}
	return list
}

// read returns the pool and what is known of its ids.
func (o connectOptions) read(ctx context.Context, s streams) (*model.Pool, exporters.ConnectIDs, error) {
	sources := slices.DeleteFunc([]string{o.input, o.Preset, o.receipt, o.PoolID}, func(source string) bool { return source == "" })
	switch {
	case len(sources) == 0:
		return nil, exporters.ConnectIDs{}, exit.UsageError("specify the file with -i FILE, a live pool with --pool-id, or a receipt with --receipt", "no pool specified")
	case len(sources) > 1:
		return nil, exporters.ConnectIDs{}, exit.UsageError("omit the others", "-i, --preset, --pool-id and --receipt cannot be combined")
	case o.receipt != "":
		return receiptConnection(o.receipt)
	}
	var document *model.Document
	var err error
	switch {
	case o.PoolID != "":
		document, _, err = o.liveOptions.read(ctx, s)
	case o.Preset != "":
		document, err = o.preset()
	default:
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
