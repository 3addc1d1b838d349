package main

import (
	"cmp"
	"context"
	"io"
	"slices"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/report"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// openLive opens the pool that --pool-id names, with the changes of --set.
func (o wizardOptions) openLive(w *tui.Options) error {
	live, unread, err := o.readLiveAt(o.PoolID, tui.LiveAt{Sandbox: o.Sandbox})
	if err != nil {
		return err
	}
	w.Live, w.Unread, w.Start = live, unread, live.Opened.Draft()
	return o.Set.apply(w.Start)
}

// readLive reads a live pool to change it. Without a place, a pool whose id is in the
// sandbox is there. unread says what of it could not be read, in lines.
func (o wizardOptions) readLive(id string, at tui.LiveAt) (live *tui.Live, unread []string, err error) {
	if at == (tui.LiveAt{}) {
		at.Sandbox = isInSandbox(id)
	}
	return o.readLiveAt(id, at)
}

func (o wizardOptions) readLiveAt(id string, at tui.LiveAt) (live *tui.Live, unread []string, err error) {
	ctx, stop := context.WithTimeout(context.Background(), fetchTimeout)
	defer stop()
	if o.Offline && !at.Sandbox {
		return nil, nil, exit.UsageError("omit --offline, or open a pool in the sandbox", "a live pool cannot be read offline")
	}
	options := o.applyOptions(&tui.Live{Opened: &model.Document{PoolID: id}, At: at})
	client, release, err := options.connect(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer release()
	data, parts, err := client.Describe(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	document, err := readDescription(id, data)
	if err != nil {
		return nil, nil, err
	}
	at.Region = client.Region()
	if !at.Sandbox {
		at.Profile, at.Endpoint = knownProfile(client), client.Endpoint()
	}
	live = &tui.Live{Opened: document, At: at}
	for _, part := range parts {
		live.Unread = append(live.Unread, part.Operation.Name)
	}
	return live, unreadLines(document, parts), nil
}

// knownProfile is the profile of a client, empty for the default one, which need not
// be in a file.
func knownProfile(client *cognito.Client) string {
	if client.Profile() == "default" {
		return ""
	}
	return client.Profile()
}

// unreadLines say what of a live pool is not in its draft.
func unreadLines(document *model.Document, parts []cognito.Unread) []string {
	var unread []string
	for _, part := range parts {
		unread = append(unread, part.String())
	}
	if message, _ := document.UnknownFactors(); message != "" {
		unread = append(unread, message)
	}
	return unread
}

// applyOptions are the options that change a live pool. The flags have precedence over
// its place, which has no password of an endpoint.
func (o wizardOptions) applyOptions(live *tui.Live) applyOptions {
	at := live.At
	options := applyOptions{PoolID: live.Opened.PoolID}
	options.Options, options.Sandbox = o.Options, at.Sandbox
	options.Region = cmp.Or(at.Region, o.Region, cognito.RegionOf(options.PoolID))
	if at.Sandbox {
		options.Region = cmp.Or(options.Region, sandboxRegion)
		return options
	}
	options.Profile = cmp.Or(o.Profile, at.Profile)
	options.EndpointURL = cmp.Or(o.EndpointURL, at.Endpoint)
	return options
}

// change returns what changes live pools in the wizard.
func (l *submissions) change(o wizardOptions) func(*tui.Live, *model.Pool) tui.Conversation {
	return func(live *tui.Live, draft *model.Pool) tui.Conversation {
		options := o.applyOptions(live)
		options.folder = l.folder
		return func(ctx context.Context, talk tui.Talk) tui.Outcome {
			f := &interactiveFace{Talk: talk, isLast: l.areLast}
			a := newApplication(f, options, nil, func(now *model.Pool) (*model.Pool, error) { return now.Exact(draft), nil })
			a.opened = live.Opened
			if err := a.mayConnect(o.Offline); err != nil {
				sayError(f, err)
				return a.outcome
			}
			client, stop, err := options.connect(ctx)
			if err != nil {
				sayError(f, err)
				return a.outcome
			}
			defer stop()
			a.client = client
			l.setCurrent(f)
			defer l.setCurrent(nil)
			err = a.run(ctx)
			a.sayChanges()
			if a.outcome.Sent {
				l.mu.Lock()
				l.list = append(l.list, finishedSubmission{f, err})
				l.mu.Unlock()
			}
			return a.outcome
		}
	}
}

// mayConnect returns an error if the pool needs the network and there is none.
func (a *application) mayConnect(offline bool) error {
	if !offline || a.Sandbox {
		return nil
	}
	return exit.UsageError("run poolsmith without --offline to change the pool", "a live pool cannot be changed offline")
}

// mostChanges is how many changes are listed after the last call.
const mostChanges = 20

// sayChanges tells what changed, and how to go back.
func (a *application) sayChanges() {
	if !a.outcome.Sent || a.outcome.Now == nil {
		return
	}
	changes := model.Diff(a.before.Pool, a.outcome.Now.Pool, true)
	for i, d := range changes {
		if i == mostChanges {
			a.say(tui.Info, "and "+model.Plural(len(changes)-i, "more setting"))
			break
		}
		a.say(tui.Info, d.Setting+" "+report.ChangeText(d))
	}
	if a.file == nil || len(changes) == 0 {
		return
	}
	command := "poolsmith apply -i " + a.file.Path() + " --restore"
	if a.Sandbox {
		command += " --sandbox"
	}
	a.say(tui.Info, "to go back:")
	a.say(tui.Command, command)
}

// sandboxPools lists the pools in the sandbox, the newest first.
func sandboxPools() []tui.SandboxPool {
	server, _, err := openSandbox("")
	if err != nil {
		return nil
	}
	pools, _ := server.Pools()
	var list []tui.SandboxPool
	for _, p := range slices.Backward(pools) {
		list = append(list, tui.SandboxPool{ID: p.ID, Name: p.Name()})
	}
	return list
}

func isInSandbox(id string) bool {
	return slices.ContainsFunc(sandboxPools(), func(p tui.SandboxPool) bool { return p.ID == id })
}

// fetchPool reads a live pool for a new draft. unread says what of it is not in the
// draft, in lines.
func fetchPool(s streams, o cognito.Options, id string) (p *model.Pool, unread []string, err error) {
	ctx, stop := context.WithTimeout(context.Background(), fetchTimeout)
	defer stop()
	s.Err = io.Discard // the wizard has the screen
	document, parts, err := liveOptions{Options: o, PoolID: id}.read(ctx, s)
	if err != nil {
		return nil, nil, err
	}
	unread = unreadLines(document, parts)
	if text := secretsText(document); text != "" {
		unread = append(unread, text)
	}
	return document.Pool, unread, nil
}
