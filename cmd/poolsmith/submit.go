package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

type submitOptions struct {
	cognito.Options
	Input  string
	DryRun bool
	Yes    bool
	Output string
}

func newSubmitCommand(s streams) *cobra.Command {
	var o submitOptions
	c := &cobra.Command{
		Use:   "submit -i FILE",
		Short: "Create the pool",
		Long: "Submit checks a pool, shows the calls that make it, asks, and makes them.\n\n" +
			"Credentials, region and endpoint come from where the AWS CLI takes them, unless flags name\n" +
			"others. The id and the ARN of the new pool go to standard output.",
		Example: "poolsmith submit -i pool.json --dry-run\npoolsmith submit -i pool.json --profile dev --region eu-west-1",
		Args:    noArguments,
		RunE:    func(c *cobra.Command, _ []string) error { return runSubmit(c.Context(), s, o) },
	}
	c.Flags().StringVarP(&o.Input, "input", "i", "", "read the pool from FILE, - for standard input")
	c.Flags().StringVar(&o.Profile, "profile", "", "use the AWS PROFILE")
	c.Flags().StringVar(&o.Region, "region", "", "create the pool in REGION")
	c.Flags().StringVar(&o.EndpointURL, "endpoint-url", "", "call the emulator at URL instead of Cognito")
	c.Flags().BoolVar(&o.DryRun, "dry-run", false, "print the calls and make none")
	c.Flags().BoolVarP(&o.Yes, "yes", "y", false, "do not ask")
	c.Flags().StringVar(&o.Output, "output", "text", "print the result as FORMAT: text or json")
	return c
}

func runSubmit(ctx context.Context, s streams, o submitOptions) error {
	if o.Output != "text" && o.Output != "json" {
		return wrong(meant(o.Output, []string{"text", "json"}), "unknown output %q", o.Output)
	}
	if !o.DryRun && !o.Yes && (o.Input == "-" || !s.canAsk()) {
		return wrong("--yes submits without asking; --dry-run shows what would be done", "nobody is there to confirm")
	}
	document, err := readInput(s, o.Input)
	if err != nil {
		return err
	}
	if o.DryRun {
		return dryRun(s, o, document)
	}
	client, err := cognito.NewClient(ctx, o.Options)
	if err != nil {
		return err
	}
	if err := showFindings(s, document, model.Facts{Pool: document.Pool, Region: client.Region()}); err != nil {
		return err
	}
	if !o.Yes {
		if err := confirm(s, document.Pool, client.Region(), o); err != nil {
			return err
		}
	}
	made, err := send(ctx, s, client, document.Pool)
	if err != nil {
		return err
	}
	return writeOut(s, resultText(made, o.Output))
}

// send makes the calls. Ctrl+c and a request to end stop them, and what exists
// by then is told. At any other time they end the program at once.
func send(ctx context.Context, s streams, client *cognito.Client, pool *model.Pool) (cognito.Result, error) {
	ctx, release := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer release()
	watch := newProgress(s)
	defer watch.stop()
	return client.Submit(ctx, pool, watch.show)
}

// dryRun prints the calls and makes none.
func dryRun(s streams, o submitOptions, document *model.Document) error {
	calls := document.Pool.Calls()
	if err := writeOut(s, callsText(calls, o.Output)); err != nil {
		return err
	}
	facts := factsFor(o.Region)
	facts.Pool = document.Pool
	return showFindings(s, document, facts)
}

func callsText(calls []model.Call, format string) []byte {
	if format == "json" {
		type call struct {
			Operation string `json:"operation"`
			Body      any    `json:"body"`
		}
		list := make([]call, len(calls))
		for i, c := range calls {
			list[i] = call{c.Operation, any(c.Create)}
			if c.Create == nil {
				list[i].Body = c.Mfa
			}
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

// showFindings prints the errors and warnings about the pool, and refuses one
// with errors. Advice is for those who ask with validate.
func showFindings(s streams, document *model.Document, facts model.Facts) error {
	var findings []located
	for _, f := range model.CheckIn(facts) {
		if f.Severity > model.Advice {
			findings = append(findings, locate(document, f))
		}
	}
	if _, err := s.Err.Write(findingLines(findings)); err != nil {
		return err
	}
	count := tally{}
	count.add(verdict{findings: findings})
	if count.Errors == 0 {
		return nil
	}
	return &failure{fmt.Errorf("Cognito would refuse this pool: %s", model.Plural(count.Errors, "error")), "mend the settings that the lines above name", exitRefused}
}

// confirm shows the calls and asks whether to make them.
func confirm(s streams, pool *model.Pool, region string, o submitOptions) error {
	for _, call := range pool.Calls() {
		s.say("%s", call.Operation)
		for line := range strings.Lines(string(call.Body(""))) {
			s.say("  %s", strings.TrimSuffix(line, "\n"))
		}
	}
	place := region
	if o.EndpointURL != "" {
		place = o.EndpointURL + ", " + region
	}
	fmt.Fprintf(s.Err, "Create the pool in %s? [y/N] ", visible(place))
	answer, err := bufio.NewReader(s.In).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return wrong("", "cannot read the answer: %s", reason(err))
	}
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes":
		return nil
	}
	return errAborted
}

func resultText(made cognito.Result, format string) []byte {
	if format == "json" {
		return model.EncodeJSON(made)
	}
	return []byte(visible(made.ID) + "\n" + visible(made.ARN) + "\n")
}
