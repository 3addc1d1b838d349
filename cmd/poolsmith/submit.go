package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

type submitOptions struct {
	cognito.Options
	start
	Input       string
	Second      string // the second file of a pool in two files; may be empty
	DryRun      bool
	Yes         bool
	Offline     bool
	Sandbox     bool // create it in the sandbox on this machine
	Output      string
	OnFailure   string // delete, keep or ask about an incomplete pool; empty: ask if possible, else keep
	Permissions string // how Lambda permissions are reported: print or none
	NoReceipt   bool   // do not write a receipt
	Check       string // the receipt to check instead of creating a pool

	folder     string           // of the receipts; empty: in the state folder
	createFile state.CreateFile // of the receipt; nil: on the disk
}

// The values of --on-failure and --lambda-permissions.
var (
	failurePolicies    = []string{"delete", "keep", "ask"}
	permissionPolicies = []string{"print", "none"}
)

func newSubmitCommand(s streams) *cobra.Command {
	var o submitOptions
	c := &cobra.Command{
		Use:   "submit -i FILE|--preset NAME",
		Short: "Create a pool in Cognito or in the sandbox",
		Long: "Submit checks a pool, shows where it will be created and with which calls, and asks for\n" +
			"confirmation.\n\n" +
			"Credentials, Region and endpoint default to the settings of the AWS CLI. The id and the ARN of\n" +
			"the new pool are printed to standard output.\n\n" +
			"A receipt in the state folder records what was sent and received, before the first call and\n" +
			"after each. If the program is interrupted, the next start offers to find out the outcome;\n" +
			"--check-receipt does that in scripts.\n\n" +
			"When a later call fails, submit asks at a terminal whether to retry from that call, to delete\n" +
			"the pool, or to keep it; --on-failure decides in scripts. Ctrl+c waits for the call in progress\n" +
			"and sends no other.\n\n" +
			"Secrets that the draft refers to are read from the environment, and otherwise asked for at a\n" +
			"terminal. They are sent and never saved.",
		Example: "poolsmith submit -i pool.json --dry-run\npoolsmith submit -i pool.json --profile dev --region eu-west-1",
		Args:    noArguments,
		RunE:    func(c *cobra.Command, _ []string) error { return runSubmit(c.Context(), s, o) },
	}
	addInputFlag(c, &o.Input, &o.Second)
	addStartFlags(c, &o.start)
	addPlaceFlags(c, &o.Options)
	c.Flags().BoolVar(&o.Sandbox, "sandbox", false, "create it in the sandbox on this machine, which needs no AWS account")
	c.Flags().BoolVar(&o.DryRun, "dry-run", false, "print the calls without sending them")
	c.Flags().BoolVarP(&o.Yes, "yes", "y", false, "do not ask for confirmation")
	c.Flags().BoolVar(&o.Offline, "offline", false, "do not use the network; requires --dry-run or --sandbox")
	addOutputFlag(c, &o.Output)
	c.Flags().StringVar(&o.OnFailure, "on-failure", "", "delete or keep a pool whose later call failed, or ask; by default ask at a terminal and keep elsewhere")
	c.Flags().BoolVar(&o.NoReceipt, "no-receipt", false, "do not write a receipt")
	c.Flags().StringVar(&o.Check, "check-receipt", "", "find out the outcome of the unfinished submission in RECEIPT, without creating anything")
	c.Flags().StringVar(&o.Permissions, "lambda-permissions", "print", "print the commands that allow the pool to invoke its functions, or none")
	return c
}

// addPlaceFlags adds the flags for the account, the Region and the endpoint.
func addPlaceFlags(c *cobra.Command, o *cognito.Options) {
	c.Flags().StringVar(&o.Profile, "profile", "", "use the AWS profile PROFILE")
	c.Flags().StringVar(&o.Region, "region", "", "use REGION instead of the configured one")
	c.Flags().StringVar(&o.EndpointURL, "endpoint-url", "", "call the emulator at URL instead of Cognito")
}

func (o *submitOptions) check(s streams) error {
	if err := checkOutput(o.Output); err != nil {
		return err
	}
	switch {
	case o.OnFailure != "" && !slices.Contains(failurePolicies, o.OnFailure):
		return exit.UsageError(suggestion(o.OnFailure, failurePolicies), "unknown value %q of --on-failure", o.OnFailure)
	case !slices.Contains(permissionPolicies, o.Permissions):
		return exit.UsageError(suggestion(o.Permissions, permissionPolicies), "unknown value %q of --lambda-permissions", o.Permissions)
	case o.Sandbox && (o.Profile != "" || o.EndpointURL != ""):
		return exit.UsageError("omit --profile and --endpoint-url", "--sandbox cannot be combined with another destination")
	case o.Check != "" && (o.Input != "" || o.Preset != "" || len(o.Set) > 0 || o.Sandbox || o.DryRun || o.Offline):
		return exit.UsageError("specify only the receipt, and the Region or endpoint if the receipt does not contain them", "--check-receipt cannot be combined with a pool")
	case o.DryRun, o.Check != "":
		return nil
	case o.Offline && !o.Sandbox:
		return exit.UsageError("--dry-run shows what would be sent", "a pool cannot be created offline")
	case !o.Yes && (o.Input == "-" || o.Second == "-" || !s.canAsk()):
		return exit.UsageError("--yes submits without confirmation; --dry-run shows what would be sent", "confirmation requires a terminal")
	}
	return nil
}

func runSubmit(ctx context.Context, s streams, o submitOptions) error {
	if err := o.check(s); err != nil {
		return err
	}
	if o.Check != "" {
		return checkReceipt(ctx, s, o)
	}
	document, err := o.read(s, o.Input, o.Second)
	if err != nil {
		return err
	}
	if o.Sandbox {
		o.Region = cmp.Or(o.Region, sandboxRegion)
	}
	if o.DryRun {
		return dryRun(s, o, document)
	}
	ctx, release := interruptContext(ctx)
	defer release()
	defer s.terminal.stopWaitingAfter(ctx)()
	f := newStreamFace(s, o, document)
	defer f.progress.stop()
	defer context.AfterFunc(ctx, f.progress.stopping)()
	if !o.Sandbox {
		reportUnfinished(ctx, f, o)
	}
	client, stop, err := o.connect(ctx)
	if err != nil {
		return err
	}
	defer stop()
	return newSubmission(f, o, client, document.Facts()).run(ctx)
}

// connect returns a client of the destination. stop ends the sandbox if it was
// started for that.
func (o *submitOptions) connect(ctx context.Context) (client *cognito.Client, stop func(), err error) {
	if o.Sandbox {
		return sandboxClient(o.Region)
	}
	client, err = cognito.NewClient(ctx, o.Options)
	return client, func() {}, err
}

// dryRun prints the calls without sending them.
func dryRun(s streams, o submitOptions, document *model.Document) error {
	calls := document.Pool.HideSecrets().Calls()
	if err := writeOut(s, callsText(calls, o.Output)); err != nil {
		return err
	}
	showPermanent(s, document.Pool)
	findings := model.CheckIn(factsIn(document, o.Region))
	writeFindings(s, document, findings)
	return rejection(findings)
}

// plannedCall is a call that would be sent.
type plannedCall struct {
	Operation string `json:"operation"`
	Body      any    `json:"body" description:"the request, without what responses to earlier calls give"`
}

func callsText(calls []model.Call, format string) []byte {
	if format == "json" {
		list := make([]plannedCall, len(calls))
		for i, c := range calls {
			list[i] = plannedCall{c.Operation.Name, c.Request}
		}
		return model.EncodeJSON(list)
	}
	var b strings.Builder
	for i, c := range calls {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s\n%s", c.Operation.Name, c.Body(nil))
	}
	return []byte(b.String())
}

// showPermanent lists the settings of a pool that cannot be changed later.
func showPermanent(s streams, p *model.Pool) {
	var titles []string
	for leaf := range p.Leaves() {
		title := leaf.Setting.Title
		if strings.HasPrefix(leaf.Setting.Path, "CreateUserPool.Schema") {
			title = model.Title("CreateUserPool.Schema")
		}
		if leaf.Setting.Permanent != "" && !slices.Contains(titles, title) {
			titles = append(titles, title)
		}
	}
	if len(titles) > 0 {
		s.say("◆ cannot be changed later: %s", strings.Join(titles, ", "))
	}
}

// resultText returns the id and the ARN of a new pool, each on its own line.
func resultText(made cognito.Result) []byte {
	return []byte(model.Printable(made.ID) + "\n" + model.Printable(made.ARN) + "\n")
}

// receipts returns the folder of the receipts, which is empty without a state
// folder.
func (o *submitOptions) receipts() string {
	return cmp.Or(o.folder, state.ReceiptFolder(os.Getenv))
}
