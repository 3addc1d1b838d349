package tui

import (
	"context"
	"os/exec"
	"time"

	"github.com/poolsmith/poolsmith/model"
)

// Options are what the wizard is given from outside. It opens no file and no
// connection by itself: everything that does comes in here as a function, and
// is called from a command, never from Update.
type Options struct {
	// Start is the pool to edit; nil shows the start screen.
	Start *model.Pool
	// Origin says where Start came from, for the header; empty for a new pool.
	Origin string
	// Drafts keeps what is edited; nil keeps nothing.
	Drafts DraftStore
	// Found are the drafts that the start screen offers at first.
	Found DraftList

	// Formats are the exports, LiveFormats those for a live pool.
	Formats, LiveFormats []Format

	// Load reads a pool from a file in any readable shape.
	Load func(path string) (*model.Pool, error)
	// Fetch reads a live pool by its id; nil leaves the choice out. unread says what
	// of the pool could not be read.
	Fetch func(id string) (p *model.Pool, unread []string, err error)
	// Live is the live pool that Start changes, nil for a new pool. Unread says what of
	// it could not be read.
	Live   *Live
	Unread []string
	// ReadLive reads a live pool to change it; nil leaves the choice out. Change changes
	// it into goal, unless it is not as it was opened any more.
	ReadLive func(id string, at LiveAt) (live *Live, unread []string, err error)
	Change   func(live *Live, goal *model.Pool) Conversation
	// SandboxPools lists the pools in the sandbox, to propose their ids; nil for none.
	SandboxPools func() []SandboxPool
	// Save writes an export and returns the names of the files. Without force
	// it refuses to overwrite, with an error for which Exists is true.
	Save func(e Export, path string, force bool) ([]string, error)
	// Exists tells an error of Save that force would overcome.
	Exists func(error) bool

	// Connect returns configuration for apps to connect to a pool, which was made or
	// not; nil leaves the key out.
	Connect func(p *model.Pool, made *Created) []Connection

	// Cognito and Sandbox are where pools can be made; nil leaves one out.
	Cognito, Sandbox *Destination
	// Unfinished asks about submissions that were cut off; nil when there are
	// none.
	Unfinished Conversation
	// DropTyped discards what was typed before a question was put; nil where
	// the answers do not come from a terminal.
	DropTyped func()
	// HideInput hides what is typed from now on, until show is called or the context
	// ends; nil where the answers do not come from a terminal.
	HideInput func(context.Context) (show func())
	// Columns is the width of the terminal that the line-by-line mode writes to,
	// where lines are wrapped at words; nil, or 0, where it is unknown: no line
	// is wrapped there.
	Columns func() int
	// List tells what the account has of a kind that model.Setting.Resource names; nil leaves
	// the key out.
	List func(ctx context.Context, kind string) ([]model.AccountResource, error)
	// Hint returns the advice that comes with an error, or nothing.
	Hint func(error) string

	// OpenEditor returns the command that opens text in the user's editor, in a
	// file with the extension, and what fetches the result and tidies up; nil
	// leaves the key out. It writes a file.
	OpenEditor func(text, extension string) (command *exec.Cmd, result func() (string, error), err error)
	Now        func() time.Time
}

// Place is the user's choice of where a pool is made; what is empty comes from
// the environment.
type Place struct{ Profile, Region string }

// Destination is where pools can be made.
type Destination struct {
	// Submit is one pool on its way to the place: it finds out where that is,
	// asks, makes the calls and keeps the receipt.
	Submit func(at Place, p *model.Pool) Conversation
	// Profiles lists what can be chosen; nil where there is nothing to choose.
	Profiles func() []string
}

// Format is an export as the wizard sees it.
type Format struct {
	Name   string // for Save
	Title  string
	File   string // a name to propose
	Render func(*model.Pool) string
	// Change is what makes the change of a live pool, or takes over the changed pool;
	// empty where the plan has nothing to do. A format without it describes the pool.
	Change func(*model.Plan) string
}

// Export is what Save writes: a pool, or with a plan the change of a live one.
type Export struct {
	Format string // its name
	Pool   *model.Pool
	Plan   *model.Plan // nil for a new pool
	Unread []string    // as of Live
}

// formatsFor are the formats for a live pool, or for a new one where it is nil.
func (o *Options) formatsFor(live *Live) []Format {
	if live == nil {
		return o.Formats
	}
	return o.LiveFormats
}

// CallState is the progress of one call of a submit.
type CallState struct {
	Operation string
	Done      bool
	Took      time.Duration
	Detail    string // a retry, or the new pool's id
	Err       error
}

// Secret is a secret that the service generated.
type Secret struct {
	Of    string // app client web
	Value string
}

// Created is the pool that a submit made.
type Created struct {
	ID, ARN string
	// Clients are the ids of its app clients, by name.
	Clients map[string]string
	// Secrets are those that the service generated. Nothing keeps them: they are
	// shown once, on request.
	Secrets []Secret
	// Description is what the service answers about it, as indented JSON; of a
	// pool in the sandbox only.
	Description string
}
