package main

import (
	"context"
	"errors"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// version is set by release builds.
var version string

func versionText() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// run is the program without its process: it returns the exit code.
func run(args []string, s streams) (code int) {
	defer func() {
		if r := recover(); r != nil {
			code = s.report(internalError(tui.NewCrash(r)))
		}
	}()
	root, failed := newRoot(s)
	root.SetArgs(args)
	err := fang.Execute(context.Background(), root, fang.WithVersion(versionText()), fang.WithErrorHandler(ignoreError))
	if *failed != nil {
		err = *failed
	}
	if _, known := errors.AsType[*exit.Error](err); !known && err != nil && strings.HasPrefix(err.Error(), "unknown command") {
		err = exit.UsageError("`poolsmith --help` lists the commands", "%s", err) // of one of cobra's commands
	}
	return s.report(err)
}

// newRoot returns the command tree, and the place where the error of a command
// is stored. Commands return no errors to fang, because it would query the
// terminal's colors to print them, and errors are plain text here.
func newRoot(s streams) (root *cobra.Command, failed *error) {
	failed = new(error)
	root = newWizardCommand(s)
	root.AddCommand(
		newExportCommand(s),
		newValidateCommand(s),
		newSubmitCommand(s),
		newImportCommand(s),
		newApplyCommand(s),
		newAskCommand(s),
		newDiffCommand(s),
		newExplainCommand(s),
		newPresetsCommand(s),
		newSchemaCommand(s),
		newSandboxCommand(s),
	)
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	root.SetFlagErrorFunc(flagError)
	keepErrors(root, failed)
	checkTopics(root)
	return root, failed
}

// checkTopics rejects shells and help topics that do not exist, for which
// cobra's own commands print a help text and succeed.
func checkTopics(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd("completion") // cobra adds it where there are arguments
	for _, c := range root.Commands() {
		switch c.Name() {
		case "completion":
			c.Args, c.RunE = noCommand, func(c *cobra.Command, _ []string) error { return c.Help() }
		case "help":
			c.Args = func(_ *cobra.Command, args []string) error {
				topic, rest, err := root.Find(args)
				if err != nil || !topic.HasSubCommands() {
					return err
				}
				return noCommand(topic, rest)
			}
		}
	}
}

// keepErrors stores the errors of a command and its subcommands in failed.
func keepErrors(c *cobra.Command, failed *error) {
	c.RunE = keepError(c.RunE, failed)
	for _, sub := range c.Commands() {
		keepErrors(sub, failed)
	}
}

func keepError(run func(*cobra.Command, []string) error, failed *error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		*failed = run(c, args)
		return nil
	}
}

// ignoreError prints nothing, because run prints errors.
func ignoreError(io.Writer, fang.Styles, error) {}

func newWizardCommand(s streams) *cobra.Command {
	var o wizardOptions
	c := &cobra.Command{
		Use:   "poolsmith",
		Short: "Create an Amazon Cognito user pool, with every setting explained and checked",
		Long: "Poolsmith is a wizard for the settings of an Amazon Cognito user pool. It reports what\n" +
			"Cognito would reject as you type, and creates the pool or exports it as code.\n\n" +
			"Without a command, it opens the wizard.",
		Example: "# start the wizard from a preset\npoolsmith --preset passwordless\n\n" +
			"# export a pool as Terraform\npoolsmith export -i pool.json -f terraform",
		Args: noCommand,
		RunE: func(c *cobra.Command, _ []string) error { return runWizard(c.Context(), s, o) },
	}
	c.Flags().StringVar(&o.From, "from", "", "open the pool in FILE")
	c.Flags().StringVar(&o.Preset, "preset", "", "start from the preset NAME; poolsmith presets lists them")
	addPresetCompletion(c)
	addSetFlag(c, &o.Set)
	c.Flags().StringVar(&o.PoolID, "pool-id", "", "open the live pool with this ID to change it")
	c.Flags().BoolVar(&o.Sandbox, "sandbox", false, "open a pool in the sandbox on this machine")
	c.Flags().StringVar(&o.Profile, "profile", "", "submit with the AWS profile PROFILE")
	c.Flags().StringVar(&o.Region, "region", "", "submit to REGION")
	c.Flags().StringVar(&o.EndpointURL, "endpoint-url", "", "submit to the emulator at URL instead of Cognito")
	c.Flags().BoolVar(&o.Offline, "offline", false, "do not use the network")
	c.Flags().BoolVar(&o.Accessible, "accessible", false, "ask questions line by line, for screen readers and basic terminals")
	return c
}

// noCommand rejects an argument that is not a command.
func noCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, sub := range c.Commands() {
		if !sub.Hidden {
			names = append(names, sub.Name())
		}
	}
	hint := suggestion(args[0], names)
	if _, err := os.Stat(args[0]); err == nil {
		hint = "`poolsmith --from " + args[0] + "` opens the file in the wizard"
	}
	return exit.UsageError(hint, "unknown command %q", args[0])
}

// noArguments rejects arguments.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := "`" + c.CommandPath() + " --help` shows the usage"
	if c.Flags().Lookup("input") != nil {
		hint = "-i names the file to read: `" + c.CommandPath() + " -i " + args[0] + "`"
	}
	return exit.UsageError(hint, "%s takes no argument, got %q", c.Name(), args[0])
}

// flagError adds a suggestion to the error of a flag.
func flagError(c *cobra.Command, err error) error {
	hint := "`" + c.CommandPath() + " --help` lists the flags"
	if word, found := strings.CutPrefix(err.Error(), "unknown flag: --"); found {
		if near := model.Nearest(word, flagNames(c)); near != "" {
			hint = "did you mean --" + near + "?"
		}
	}
	return &exit.Error{Err: err, Hint: hint, Code: exit.Usage}
}

func flagNames(c *cobra.Command) []string {
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	slices.Sort(names)
	return names
}
