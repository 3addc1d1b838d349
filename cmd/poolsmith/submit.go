package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

type submitOptions struct {
	cognito.Options
	Input       string
	Second      string // the other part of the pool
	DryRun      bool
	Yes         bool
	Offline     bool
	Sandbox     bool // make it in the sandbox on this machine
	Output      string
	OnFailure   string // what becomes of a pool that was only half made; empty: as is fitting
	Permissions string // what is said of the functions' permissions
	NoReceipt   bool   // also where no receipt can be kept
	Check       string // a receipt to look at, instead of making anything

	folder     string                              // of the receipts; empty: in the state folder
	createFile func(name string) (*os.File, error) // of the receipt; nil: on the disk
}

// What --on-failure, --lambda-permissions and --output take.
var (
	failurePolicies    = []string{"delete", "keep", "ask"}
	permissionPolicies = []string{"print", "none"}
	submitOutputs      = []string{"text", "json"}
)

func newSubmitCommand(s streams) *cobra.Command {
	var o submitOptions
	c := &cobra.Command{
		Use:   "submit -i FILE",
		Short: "Create the pool",
		Long: "Submit checks a pool, shows where it would be made and by which calls, asks, and makes them.\n\n" +
			"Credentials, region and endpoint come from where the AWS CLI takes them, unless flags name\n" +
			"others. The id and the ARN of the new pool go to standard output.\n\n" +
			"A receipt in the state folder says what was sent and what was answered, before the first call\n" +
			"and after each. When the program was ended in the middle, the next start offers to look what\n" +
			"became of it; --check-receipt does that in scripts.\n\n" +
			"A pool whose second call fails is deleted or kept as --on-failure says. Ctrl+c waits for the\n" +
			"call in progress and makes no other.",
		Example: "poolsmith submit -i pool.json --dry-run\npoolsmith submit -i pool.json --profile dev --region eu-west-1",
		Args:    noArguments,
		RunE:    func(c *cobra.Command, _ []string) error { return runSubmit(c.Context(), s, o) },
	}
	addInputFlag(c, &o.Input, &o.Second)
	addPlaceFlags(c, &o.Options)
	c.Flags().BoolVar(&o.Sandbox, "sandbox", false, "make it in the sandbox on this machine, which needs no AWS account")
	c.Flags().BoolVar(&o.DryRun, "dry-run", false, "print the calls and make none")
	c.Flags().BoolVarP(&o.Yes, "yes", "y", false, "do not ask")
	c.Flags().BoolVar(&o.Offline, "offline", false, "open no connection; goes with --dry-run and --sandbox")
	c.Flags().StringVar(&o.Output, "output", "text", "print the result as FORMAT: text or json")
	c.Flags().StringVar(&o.OnFailure, "on-failure", "", "delete or keep a pool whose later call failed, or ask; by default ask at a terminal and keep elsewhere")
	c.Flags().BoolVar(&o.NoReceipt, "no-receipt", false, "keep no receipt")
	c.Flags().StringVar(&o.Check, "check-receipt", "", "look what became of the unfinished submission of `RECEIPT`, and create nothing")
	c.Flags().StringVar(&o.Permissions, "lambda-permissions", "print", "print the commands that let the pool call its functions, or none")
	return c
}

// addPlaceFlags adds the flags that say where pools live.
func addPlaceFlags(c *cobra.Command, o *cognito.Options) {
	c.Flags().StringVar(&o.Profile, "profile", "", "use the AWS PROFILE")
	c.Flags().StringVar(&o.Region, "region", "", "the pool lives in REGION")
	c.Flags().StringVar(&o.EndpointURL, "endpoint-url", "", "call the emulator at URL instead of Cognito")
}

func (o *submitOptions) check(s streams) error {
	switch {
	case !slices.Contains(submitOutputs, o.Output):
		return wrong(meant(o.Output, submitOutputs), "unknown output %q", o.Output)
	case o.OnFailure != "" && !slices.Contains(failurePolicies, o.OnFailure):
		return wrong(meant(o.OnFailure, failurePolicies), "unknown value %q of --on-failure", o.OnFailure)
	case !slices.Contains(permissionPolicies, o.Permissions):
		return wrong(meant(o.Permissions, permissionPolicies), "unknown value %q of --lambda-permissions", o.Permissions)
	case o.Sandbox && (o.Profile != "" || o.EndpointURL != ""):
		return wrong("leave --profile and --endpoint-url out", "--sandbox goes nowhere else")
	case o.Check != "" && (o.Input != "" || o.Sandbox || o.DryRun || o.Offline):
		return wrong("name the receipt alone, and where it is not in it, the place", "--check-receipt creates nothing and reads no pool")
	case o.DryRun, o.Check != "":
		return nil
	case o.Offline && !o.Sandbox:
		return wrong("--dry-run shows what would be done", "a pool cannot be created offline")
	case !o.Yes && (o.Input == "-" || o.Second == "-" || !s.canAsk()):
		return wrong("--yes submits without asking; --dry-run shows what would be done", "nobody is there to confirm")
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
	document, err := readInput(s, o.Input, o.Second)
	if err != nil {
		return err
	}
	if o.Sandbox {
		o.Region = cmp.Or(o.Region, sandboxRegion)
	}
	if o.DryRun {
		return dryRun(s, o, document)
	}
	ctx, release := stoppable(ctx)
	defer release()
	defer s.terminal.endsWith(ctx)()
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

// connect finds the place where the pool is to be made. stop ends what was
// started for it.
func (o *submitOptions) connect(ctx context.Context) (client *cognito.Client, stop func(), err error) {
	if o.Sandbox {
		return sandboxClient(o.Region)
	}
	client, err = cognito.NewClient(ctx, o.Options)
	return client, func() {}, err
}

// dryRun prints the calls and makes none.
func dryRun(s streams, o submitOptions, document *model.Document) error {
	calls := document.Pool.Calls()
	if err := writeOut(s, callsText(calls, o.Output)); err != nil {
		return err
	}
	sayPermanent(s, document.Pool)
	return showFindings(s, document, factsIn(document, o.Region))
}

func callsText(calls []model.Call, format string) []byte {
	if format == "json" {
		type call struct {
			Operation string `json:"operation"`
			Body      any    `json:"body"`
		}
		list := make([]call, len(calls))
		for i, c := range calls {
			list[i] = call{c.Operation, requestOf(c)}
		}
		return model.EncodeJSON(list)
	}
	var b strings.Builder
	for i, c := range calls {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s\n%s", c.Operation, c.Body(""))
	}
	return []byte(b.String())
}

func requestOf(c model.Call) any {
	if c.Create != nil {
		return c.Create
	}
	return c.Mfa
}

// sayPermanent names the settings of a pool that can never be changed.
func sayPermanent(s streams, p *model.Pool) {
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

// showFindings prints the errors and warnings about the pool and what is to do
// outside it, and rejects a pool with errors. Advice is for those who ask with
// validate.
func showFindings(s streams, document *model.Document, facts model.Facts) error {
	findings := model.CheckIn(facts)
	newStreamFace(s, submitOptions{}, document).findings(findings)
	return rejection(findings)
}

// resultText is a new pool in two lines: its id and its ARN.
func resultText(made cognito.Result) []byte {
	return []byte(model.Printable(made.ID) + "\n" + model.Printable(made.ARN) + "\n")
}

// receipts is the folder of the receipts, empty where there is none.
func (o *submitOptions) receipts() string {
	return cmp.Or(o.folder, receiptFolder(os.Getenv))
}
