package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
	"github.com/poolsmith/poolsmith/exporters"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// wizardOptions select what the wizard opens, and where it submits.
type wizardOptions struct {
	cognito.Options
	From       string // a file
	Preset     string
	Set        changes
	Accessible bool   // ask questions line by line
	Offline    bool   // do not use the network
	PoolID     string // of a live pool to change
	Sandbox    bool   // the live pool is in the sandbox
}

func runWizard(ctx context.Context, s streams, o wizardOptions) error {
	start, err := startingPool(s, o)
	if err != nil {
		return err
	}
	drafts := newDraftStore(os.Getenv)
	ctx, release := interruptContext(ctx)
	defer release()
	defer s.terminal.stopWaitingAfter(ctx)()
	submissions := &submissions{}
	tuiOptions := newWizardOptions(s, o, start, drafts, submissions)
	if o.PoolID != "" {
		if err := o.openLive(&tuiOptions); err != nil {
			return err
		}
	}
	if !o.Offline {
		defer offerUnfinished(&tuiOptions, s, o.Options)()
	}
	if o.Accessible || os.Getenv("ACCESSIBLE") != "" {
		return runAccessible(ctx, s, tuiOptions, submissions)
	}
	out, terminal := s.screen()
	switch {
	case !terminal:
		return exit.UsageError("in scripts, use `poolsmith export`, `validate` or `submit`; --accessible asks questions line by line", "the wizard requires a terminal")
	case os.Getenv("TERM") == "dumb":
		return exit.UsageError("--accessible asks questions line by line, without moving the cursor", "the wizard requires a terminal that can move its cursor, but TERM is dumb")
	}
	return runScreen(ctx, s, tui.New(tuiOptions), out, submissions)
}

// newDraftStore returns the drafts in the state folder.
func newDraftStore(getenv func(string) string) tui.DraftStore {
	return state.NewDraftStore(getenv, func(path string) (*model.Pool, error) {
		document, err := readPool(streams{}, path)
		if err != nil {
			return nil, err
		}
		return document.Pool, nil
	})
}

// runScreen runs the full-screen wizard, and then reports its draft and its
// submissions.
func runScreen(ctx context.Context, s streams, wizard *tui.Wizard, out io.Writer, submissions *submissions) error {
	// A signal ends the context and thus the program, which then restores the
	// terminal. Bubble Tea's own handler treats SIGTERM as a normal end and does not
	// handle SIGHUP.
	// 120 frames per second halve the delay between a key and its effect.
	options := append(screenOptions(out), tea.WithContext(ctx), tea.WithoutSignalHandler(), tea.WithFPS(120), tea.WithFilter(tui.Clamp))
	program := tea.NewProgram(tui.Guard(wizard), options...)
	followSize(ctx, program, out)
	_, err := program.Run()
	wizard.Flush() // a signal may end the program before the last keys are processed
	if wizard.Running() {
		s.say("stopping after the call in progress; press ctrl+c again to stop now, and see the receipt for what was sent")
	}
	wizard.Wait()
	reportDraft(s, wizard.Close())
	if submissions.any() {
		if err := submissions.report(s); wizard.Crashed() == nil {
			return err
		}
	}
	switch {
	case wizard.Crashed() != nil:
		return internalError(wizard.Crashed())
	case errors.Is(err, tea.ErrProgramPanic):
		return internalError(&tui.Crash{What: "panic in Bubble Tea"})
	case errors.Is(err, tea.ErrInterrupted), errors.Is(err, tea.ErrProgramKilled):
		return errInterrupted
	case err != nil:
		return exit.UsageError("", "the wizard ended: %s", err)
	}
	return nil
}

// reportDraft reports where the draft is saved and how to continue it, unless it
// was not changed.
func reportDraft(s streams, kept tui.Kept) {
	switch {
	case !kept.Changed:
	case kept.Off != "":
		s.warn("%s was not saved; drafts are off: %s", kept.Name, kept.Off)
	case kept.Err != nil:
		s.warn("the last changes of %s are not saved: %s", kept.Name, kept.Err)
	default:
		s.say("The draft of %s is saved in %s", kept.Name, shortPath(kept.Path))
		s.say("To continue it, run `poolsmith` again.")
	}
}

// shortPath abbreviates the home folder as ~.
func shortPath(path string) string {
	home, err := os.UserHomeDir()
	if err != nil || !filepath.IsAbs(home) {
		return path
	}
	if rest, inside := strings.CutPrefix(path, filepath.Clean(home)+string(filepath.Separator)); inside {
		return "~" + string(filepath.Separator) + rest
	}
	return path
}

// runAccessible asks questions line by line on standard error and prints the draft
// to standard output, so that both answers and the draft can be redirected. The
// exit code is that of the last submission.
func runAccessible(ctx context.Context, s streams, o tui.Options, submissions *submissions) error {
	if s.InTTY {
		o.DropTyped, o.HideInput = s.discardInput, s.hideInput
	}
	o.Columns = s.columns
	submissions.areLast = true
	defer context.AfterFunc(ctx, func() {
		if submissions.isCalling() {
			s.say("stopping after the call in progress; press ctrl+c again to stop now, and see the receipt for what was sent")
		}
	})()
	pool, err := tui.Ask(ctx, newContextReader(ctx, s.In), s.Err, o)
	switch {
	case ctx.Err() != nil && submissions.any():
		return submissions.code()
	case ctx.Err() != nil:
		return errInterrupted
	case errors.Is(err, tui.ErrLeft):
		return submissions.code()
	case errors.Is(err, io.ErrUnexpectedEOF):
		return exit.UsageError("answer the review with done or leave", "the answers ended before the review was answered with done")
	case errors.Is(err, tui.ErrNoLines):
		return exit.UsageError("", "%s", err)
	case err != nil:
		return err
	}
	if err := writeOut(s, pool.JSON()); err != nil {
		return err
	}
	return submissions.code()
}

// screen returns where the wizard draws: standard output, or standard error if the
// output is redirected.
func (s streams) screen() (io.Writer, bool) {
	switch {
	case !s.InTTY:
		return nil, false
	case s.OutTTY:
		return s.Out, true
	default:
		return s.Err, s.ErrTTY
	}
}

// startingPool returns the pool that the flags select, or nil.
func startingPool(s streams, o wizardOptions) (*model.Pool, error) {
	var document *model.Document
	var err error
	switch {
	case o.PoolID != "" && (o.From != "" || o.Preset != ""):
		return nil, exit.UsageError("`poolsmith apply` changes a live pool to match a file", "--pool-id cannot be combined with --from and --preset")
	case o.Sandbox && o.PoolID == "":
		return nil, exit.UsageError("`poolsmith sandbox list` lists the ids", "--sandbox requires --pool-id")
	case o.Sandbox && (o.Profile != "" || o.EndpointURL != ""):
		return nil, exit.UsageError("omit --profile and --endpoint-url", "--sandbox cannot be combined with another destination")
	case o.PoolID != "":
		return nil, nil
	case o.From != "" && o.Preset != "":
		return nil, exit.UsageError("omit one of them", "--from and --preset cannot be combined")
	case o.From != "" || o.Preset != "":
		document, err = start{o.Preset, o.Set}.read(s, o.From, "")
	case len(o.Set) > 0:
		document = &model.Document{Pool: &model.Pool{}}
		err = o.Set.apply(document.Pool)
	default:
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return document.Pool, nil
}

// newWizardOptions returns the dependencies of the wizard: everything that reads
// or writes files or uses the network.
func newWizardOptions(s streams, o wizardOptions, start *model.Pool, drafts tui.DraftStore, submissions *submissions) tui.Options {
	tuiOptions := tui.Options{
		Start:       start,
		Drafts:      drafts,
		Formats:     wizardFormats(),
		LiveFormats: liveFormats(),
		Load:        func(path string) (*model.Pool, error) { return loadPool(s, path) },
		Save:        saveExport,
		Exists:      func(err error) bool { return errors.Is(err, errExists) },
		Sandbox:     &tui.Destination{Submit: submissions.destination(o.Options, true)},
		Hint:        hintOf,
		Connect:     func(p *model.Pool, made *tui.Created) []tui.Connection { return connections(p, made, o.Region) },
		OpenEditor:  editorFromEnvironment(),
	}
	tuiOptions.ReadLive, tuiOptions.Change, tuiOptions.SandboxPools = o.readLive, submissions.change(o), sandboxPools
	if start == nil && o.PoolID == "" {
		tuiOptions.Found = drafts.List()
	}
	if !o.Offline {
		connect(&tuiOptions, s, o.Options, submissions)
	}
	return tuiOptions
}

// connections returns configuration for apps to connect to a pool, which was made or
// not. A pool that was made has a Region in its id.
func connections(p *model.Pool, made *tui.Created, region string) []tui.Connection {
	ids := exporters.ConnectIDs{Region: cmp.Or(region, os.Getenv("AWS_REGION"))}
	if made != nil {
		ids = exporters.ConnectIDs{Region: cmp.Or(cognito.RegionOf(made.ID), ids.Region), PoolID: made.ID, Clients: made.Clients}
	}
	var list []tui.Connection
	for _, c := range exporters.Connections(p, ids) {
		for _, block := range c.Blocks {
			list = append(list, tui.Connection{App: c.App, Title: block.Title, Links: c.Links, Text: block.Text})
		}
	}
	return list
}

// connect adds the dependencies that use the network.
func connect(tuiOptions *tui.Options, s streams, o cognito.Options, submissions *submissions) {
	tuiOptions.Cognito = &tui.Destination{Submit: submissions.destination(o, false), Profiles: cognito.Profiles}
	tuiOptions.Fetch = func(id string) (*model.Pool, []string, error) { return fetchPool(s, o, strings.TrimSpace(id)) }
	tuiOptions.List = func(ctx context.Context, kind string) ([]model.AccountResource, error) {
		return listResources(ctx, o, kind)
	}
}

// listResources lists the resources of a kind in the account.
func listResources(ctx context.Context, o cognito.Options, kind string) ([]model.AccountResource, error) {
	client, err := cognito.NewClient(ctx, o)
	if err != nil {
		return nil, err
	}
	return client.List(ctx, kind)
}

func wizardFormats() []tui.Format {
	var formats []tui.Format
	for _, f := range exporters.Formats {
		formats = append(formats, wizardFormat(f))
	}
	return formats
}

func wizardFormat(f exporters.Format) tui.Format {
	return tui.Format{
		Name: f.Name, Title: f.Title, File: f.File,
		Render: func(p *model.Pool) string { return joinFiles(f.Export(p, exporters.DefaultOptions())) },
	}
}

// liveFormats are those that change a live pool, or describe it.
func liveFormats() []tui.Format {
	var formats []tui.Format
	for _, f := range exporters.Formats {
		format := wizardFormat(f)
		switch f.Existing {
		case exporters.ForNew:
			continue
		case exporters.AsCalls, exporters.AsImport:
			format.File = f.ChangeFile()
			format.Change = func(plan *model.Plan) string { return joinFiles(exportChange(f, plan)) }
		}
		formats = append(formats, format)
	}
	return formats
}

// exportChange is what a format has for a live pool: no files where there is nothing to
// do.
func exportChange(f exporters.Format, plan *model.Plan) exporters.Output {
	if f.Existing == exporters.AsCalls && len(plan.Steps) == 0 {
		return exporters.Output{}
	}
	o := exporters.DefaultOptions()
	o.Plan = plan
	return f.Export(plan.Target, o)
}

// joinFiles returns the files of an export as one text, with their names if there
// are several.
func joinFiles(out exporters.Output) string {
	files := out.Main()
	if len(files) == 1 {
		return string(files[0].Data)
	}
	var b strings.Builder
	for i, f := range files {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString("── " + f.Name + " ──\n")
		b.Write(f.Data)
	}
	return b.String()
}

func loadPool(s streams, path string) (*model.Pool, error) {
	if path == "-" || path == "" {
		return nil, exit.UsageError("", "specify a file")
	}
	document, err := readWhole(s, expandHome(path))
	if err != nil {
		return nil, err
	}
	return document.Pool, nil
}

// fetchTimeout is the time limit for reading a live pool in the wizard.
const fetchTimeout = 20 * time.Second

func saveExport(e tui.Export, path string, force bool) ([]string, error) {
	if path == "" {
		return nil, exit.UsageError("", "specify a file")
	}
	out, err := savedOutput(e)
	if err != nil {
		return nil, err
	}
	path = expandHome(path)
	files := filesFor(path, out)
	if len(files) > 1 && !strings.HasSuffix(path, "/") {
		// The proposed name is that of the first file: the others go to the same
		// folder.
		return writeBeside(path, files, force)
	}
	return writeFiles(path, files, force)
}

// savedOutput has the files to save: of a new pool, or of the change of a live one.
func savedOutput(e tui.Export) (exporters.Output, error) {
	f, found := exporters.Lookup(e.Format)
	switch {
	case !found:
		return exporters.Output{}, exit.UsageError("", "unknown format %q", e.Format)
	case e.Plan == nil:
		return f.Export(e.Pool, exporters.DefaultOptions()), nil
	}
	for _, d := range e.Plan.Blocked {
		return exporters.Output{}, exit.RejectedError("restore it with f6", "%s cannot be changed in a live pool: %s", d.Setting, d.Why)
	}
	if err := cmp.Or(checkUnknown(e.Plan), checkUnread(e.Plan, unreadThen(e.Unread))); err != nil {
		return exporters.Output{}, err
	}
	out := exportChange(f, e.Plan)
	if len(out.Files) == 0 {
		return out, exit.RejectedError("change a setting first", "the draft equals the live pool: there is nothing to do")
	}
	return out, nil
}

// unreadThen is what could not be read when a live pool was opened.
func unreadThen(operations []string) []cognito.Unread {
	var unread []cognito.Unread
	for _, o := range model.Operations {
		if slices.Contains(operations, o.Name) {
			unread = append(unread, cognito.Unread{Operation: o, Err: errors.New("the service rejected the call when the pool was opened")})
		}
	}
	return unread
}

// expandHome expands ~ like a shell, for paths typed in the wizard.
func expandHome(path string) string {
	rest, found := strings.CutPrefix(path, "~/")
	home, err := os.UserHomeDir()
	if !found || err != nil {
		return path
	}
	return home + "/" + rest
}
