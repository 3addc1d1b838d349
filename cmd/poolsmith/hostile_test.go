package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// hostile is text that controls a terminal or hides text: ESC, BEL, a backspace,
// DEL, C1, bidirectional and zero-width characters, separators. The program never
// uses its color.
const hostile = "\x1b[35;45mX\x1b]0;t\x07\b\u007f\u0085\u009b2J\u202e\u2066\u200f\u061c\u2028\u2029\ufeff\u200b\u200d\u00ad\U000e0041end"

// hostileBytes are not valid UTF-8.
const hostileBytes = hostile + "\xff\xed\xa0\x80"

// raw returns the characters of an output that control a terminal or are not
// visible, except for line feeds, and for the sequences of a program that draws.
func raw(output string, draws bool) string {
	if draws {
		if strings.Contains(output, "\x1b[35;45m") || strings.Contains(output, "\x1b]") {
			return "the color or title of the text"
		}
		output = ansi.Strip(output)
	}
	for i, r := range output {
		switch {
		case r == '\n', draws && r == '\r':
		case r == utf8.RuneError && !strings.HasPrefix(output[i:], "\ufffd"):
			return fmt.Sprintf("byte %x", output[i])
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp):
			return fmt.Sprintf("%U", r)
		}
	}
	return ""
}

// hostileService responds to every call with hostile text or exceptions.
func hostileService(t *testing.T, refused string) string {
	text, _ := json.Marshal(hostile)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		w.Header().Set("X-Amzn-Requestid", "req\u009b")
		switch {
		case strings.Contains(string(body), "Action=GetCallerIdentity"):
			fmt.Fprintf(w, "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>1\u202e2\u009b</Account><Arn>a\u200b</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>")
		case operation == refused:
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprintf(w, `{"__type": %s, "message": %s}`, text, text)
		case operation == "ListUserPools":
			fmt.Fprintf(w, `{"UserPools": [{"Id": %s, "Name": "shop", "CreationDate": 1.7e9}]}`, text)
		case operation == "DescribeUserPool", operation == "CreateUserPool":
			fmt.Fprintf(w, `{"UserPool": {"Id": %s, "Arn": %s, "Name": %s, "MfaConfiguration": %s, "UserPoolTags": {%s: %s}, "CreationDate": 1.7e9}}`, text, text, text, text, text, text)
		default:
			io.WriteString(w, `{}`)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// hostilePools returns files with hostile values, names of settings and tags.
func hostilePools(t *testing.T) []string {
	folder := t.TempDir()
	text, _ := json.Marshal(hostile)
	write := func(name, data string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	return []string{
		write("values.json", fmt.Sprintf(`{"PoolName": %s, "MfaConfiguration": %s, "UserPoolTags": {%s: %s}, "LambdaConfig": {"PreSignUp": %s}, "Schema": [{"Name": %s, "AttributeDataType": %s}], "AliasAttributes": [%s]}`, text, text, text, text, text, text, text, text)),
		write("members.json", fmt.Sprintf(`{"PoolName": "shop", %s: 1}`, text)),
		write("types.json", fmt.Sprintf(`{"PoolName": "shop", "Policies": {"PasswordPolicy": {"MinimumLength": %s}}}`, text)),
		write("bytes.json", `{"PoolName": "`+hostileBytes+`"}`),
		write("bytes.yaml", "PoolName: "+hostileBytes+"\n"),
		write("tag.yaml", "PoolName: !<"+"tag:\u202ex\u200b> a\n"),
		write("escapes.yaml", "PoolName: \"a\\e[2J\\x9b\\u202e\"\nUserPoolTags: {\"\\u200bk\": \"\\uFEFF\"}\n"),
		write("file \x1b[35;45m\u202e\u009b.json", fmt.Sprintf(`{"PoolName": %s}`, text)),
		write("pool.tf", hostileBytes),
		filepath.Join(folder, "missing"+hostileBytes),
	}
}

// Law: no input makes the program write characters that control a terminal or hide
// text to standard output or standard error, at a terminal or not.
func TestOutputHasNoControlSequences(t *testing.T) {
	state := t.TempDir()
	t.Setenv("XDG_STATE_HOME", state)
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIDTEST")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "SECRETTEST")
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	good := writeTemp(t, "pool.json", `{"CreateUserPool": {"PoolName": "shop", "MfaConfiguration": "ON"}, "SetUserPoolMfaConfig": {"SoftwareTokenMfaConfiguration": {"Enabled": true}}}`)
	files := hostilePools(t)
	place := func(refused string) []string {
		return []string{"--region", "eu-west-1", "--endpoint-url", hostileService(t, refused)}
	}
	var runs [][]string
	for _, file := range files {
		runs = append(runs,
			[]string{"validate", file}, []string{"validate", "--format", "json", file}, []string{"validate", "--format", "sarif", file},
			[]string{"import", file}, []string{"diff", file, good}, []string{"diff", good, file}, []string{"diff", "--format", "json", file, good},
			[]string{"export", "-i", file, "-f", "json"}, []string{"export", "-i", file, "-f", file}, []string{"export", "-i", good, "-f", "json", "-o", file + "/x/y"},
			[]string{"submit", "-i", file, "--dry-run"}, []string{"submit", "-i", file, "--dry-run", "--output", "json"},
			[]string{"submit", "-i", file, "--sandbox", "--yes"}, []string{"--from", file, "--accessible"}, []string{"--from", file},
			[]string{"explain", file}, []string{"explain", "command", "-i", file}, []string{"explain", "command", "-i", good, "-f", file},
			[]string{"validate", "--set", "PoolName=" + file, good}, []string{"diff", good, good, "--set", file}, []string{"explain", "command", "--preset", "web-app", "--set", "PoolName=" + hostile}, []string{"presets", file}, []string{file},
			[]string{"ask", "--from", file}, []string{"schema", file}, []string{"explain", "command", "--output", "json", "-i", file}, []string{"import", "--output", "json", file}, []string{"explain", file, "--output", "json"},
			[]string{"export", "-i", file, "-f", "terraform", "--output", "json"}, []string{"explain", "connect", "--output", "json", "-i", file}, []string{"explain", "journeys", "--output", "json", "-i", file},
		)
	}
	for _, refused := range []string{"", "CreateUserPool", "SetUserPoolMfaConfig", "ListUserPools", "DescribeUserPool"} {
		for _, output := range []string{"text", "json"} {
			runs = append(runs,
				append([]string{"submit", "-i", good, "--yes", "--output", output}, place(refused)...),
				append([]string{"submit", "-i", good, "--output", output}, place(refused)...))
		}
		runs = append(runs,
			append([]string{"import", "--pool-id", "eu-west-1_Ab12Cd34E"}, place(refused)...),
			append([]string{"diff", good, "--pool-id", "eu-west-1_Ab12Cd34E"}, place(refused)...),
			append([]string{"--from", good, "--accessible"}, place(refused)...))
		for _, output := range []string{"text", "json", "markdown"} {
			runs = append(runs,
				append([]string{"apply", "-i", files[0], "--pool-id", "eu-west-1_Ab12Cd34E", "--dry-run", "--output", output}, place(refused)...),
				append([]string{"apply", "-i", good, "--pool-id", "eu-west-1_Ab12Cd34E", "--yes", "--output", output}, place(refused)...))
		}
	}
	runs = append(runs,
		[]string{"submit", "-i", good, "--yes", "--profile", hostile}, []string{"submit", "-i", good, "--yes", "--region", hostile},
		[]string{"submit", "-i", good, "--yes", "--region", "eu-west-1", "--endpoint-url", "http://127.0.0.1:1/" + hostile},
		[]string{"submit", "-i", good, "--yes", "--region", "eu-west-1", "--endpoint-url", hostile},
		[]string{"import", "--pool-id", hostile, "--region", "eu-west-1", "--endpoint-url", hostileService(t, "")},
		[]string{"apply", "--pool-id", hostile, "--set", "PoolName=" + hostile, "--yes", "--region", "eu-west-1", "--endpoint-url", hostileService(t, "")},
		[]string{"apply", "-i", hostile, "--restore"}, []string{"apply", "--pool-id", "eu-west-1_Ab12Cd34E", "--set", hostile, "--yes", "--sandbox"},
		[]string{"--" + hostile}, []string{"validate", "--ignore", hostile, good}, []string{"presets", hostile}, []string{"--preset", hostile},
		[]string{"sandbox", "list"}, []string{"sandbox", "list", "--output", "json"}, []string{"sandbox", hostile},
	)
	for _, environment := range []string{"", "AWS_REGION", "AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_CONFIG_FILE"} {
		if environment != "" {
			t.Setenv(environment, strings.ReplaceAll(hostileBytes, "\x00", ""))
			runs = [][]string{{"submit", "-i", good, "--yes"}, {"submit", "-i", good, "--yes", "--region", "eu-west-1"}, {"validate", good}, {"import", "--pool-id", "eu-west-1_Ab12Cd34E"}}
		}
		for _, args := range runs {
			for _, terminal := range []bool{false, true} {
				checkRun(t, environment, args, terminal)
			}
		}
		if environment != "" {
			os.Unsetenv(environment)
		}
	}
}

func checkRun(t *testing.T, environment string, args []string, terminal bool) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	text, _ := json.Marshal(hostile)
	input := strings.NewReader("y\n\n" + hostileBytes + "\nreview\nsave " + hostile + " x\nsubmit\nyes\ndone\n" +
		strings.ReplaceAll(`{"value": TEXT}`+"\n"+`{TEXT: 1}`+"\n"+`{"do": TEXT}`+"\n"+`{"id": TEXT, "do": "next"}`+"\n"+`{"do": "go", "path": TEXT}`+"\n"+`{"do": "fix", "rule": TEXT}`+"\n"+`{"do": "review"}`+"\n", "TEXT", string(text)))
	done := make(chan int, 1)
	go func() {
		done <- run(args, streams{In: input, Out: &stdout, Err: &stderr, InTTY: terminal && args[0] == "submit", ErrTTY: terminal && args[0] == "submit"})
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatalf("%s %q does not end", environment, args)
	}
	for name, output := range map[string]string{"standard output": stdout.String(), "standard error": stderr.String()} {
		if found := raw(output, terminal && name == "standard error"); found != "" {
			t.Errorf("%s %q: %s has %s:\n%q", environment, args, name, found, output)
		}
	}
	isDocument := args[0] == "import" || slices.ContainsFunc(args, func(arg string) bool {
		return arg == "json" || arg == "sarif" || arg == "--accessible"
	})
	if isDocument && stdout.Len() > 0 && !json.Valid(stdout.Bytes()) {
		t.Errorf("%q: no JSON: %s", args, stdout.String())
	}
}

// Law: the same applies to all screens of the wizard and to its title.
func TestScreensHaveNoForeignSequences(t *testing.T) {
	name := hostile
	pool := &model.Pool{CreateUserPool: model.CreateUserPool{PoolName: &name, MfaConfiguration: &name, UserPoolTags: map[string]string{name: name}}}
	failed := hostileError(hostileBytes)
	destination := &tui.Destination{
		Profiles: func() []string { return []string{hostileBytes} },
		Submit: func(tui.Place, *model.Pool) tui.Conversation {
			return func(ctx context.Context, talk tui.Talk) tui.Outcome {
				for _, tone := range []tui.Tone{tui.Info, tui.Good, tui.Hint, tui.Warning, tui.Problem} {
					talk.Say(tone, hostileBytes)
				}
				question := tui.Question{Topic: tui.ToCreate, Text: hostileBytes, Yes: "create it", No: "go back"}
				if answer, _ := talk.Ask(ctx, question); !answer.Yes {
					return tui.Outcome{Declined: true}
				}
				talk.Call(tui.CallState{Operation: "CreateUserPool", Done: true, Detail: hostileBytes})
				talk.Say(tui.Problem, hostileBytes)
				question = tui.Question{Topic: tui.ToDelete, Text: hostileBytes, Name: hostileBytes, Yes: "delete it", No: "keep it"}
				talk.Ask(ctx, question)
				return tui.Outcome{Sent: true, Created: &tui.Created{ID: hostileBytes, ARN: hostileBytes}}
			}
		},
	}
	good := func() *model.Pool { return model.LoadPreset("staff-mfa") }
	options := tui.Options{
		Drafts:  hostileDrafts{failed},
		Found:   hostileDrafts{failed}.List(),
		Formats: []tui.Format{{Name: "x", Title: "X", File: "x.json", Render: func(*model.Pool) string { return hostileBytes }}},
		Load:    func(string) (*model.Pool, error) { return nil, failed },
		Save:    func(tui.Export, string, bool) ([]string, error) { return []string{hostileBytes}, nil },
		Hint:    func(error) string { return hostileBytes },
		List: func(context.Context, string) ([]model.AccountResource, error) {
			return []model.AccountResource{{ARN: hostileBytes, Name: hostileBytes}}, nil
		},
		Cognito: destination, Sandbox: destination,
	}
	walks := map[string]struct {
		pool *model.Pool
		keys []string
	}{
		"start":  {nil, []string{"enter", "up", "enter", "paste", "enter"}},
		"steps":  {pool, strings.Fields(strings.Repeat("enter ctrl+n ", 40))},
		"fields": {pool, strings.Fields(strings.Repeat("enter ", 90))},
		"review": {pool, []string{"ctrl+r", "d", "pgdown", "pgdown", "pgdown", "pgdown", "c", "w", "paste", "enter"}},
		"submit": {good(), []string{"ctrl+r", "s", "p", "r", "paste", "enter", "y", "d", "enter"}},
		"failed": {good(), []string{"ctrl+r", "x", "y", "enter", "w", "enter"}},
		"choose": {good(), []string{"ctrl+f", "pre sign-up", "enter", "ctrl+k", "enter", "ctrl+f", "paste", "esc"}},
		"paste":  {good(), []string{"paste", "ctrl+o", "esc", "ctrl+f", "9", "enter", "paste"}},
	}
	for what, walk := range walks {
		t.Run(what, func(t *testing.T) {
			t.Parallel() // most of the time is spent waiting for the commands of the wizard
			for _, size := range [][2]int{{40, 10}, {120, 40}} {
				o := options
				o.Start = walk.pool
				if walk.pool != nil {
					o.Start = walk.pool.Clone()
				}
				w := tui.New(o)
				deliver(w, tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				for _, key := range walk.keys {
					deliver(w, keyMessage(key))
					view := w.View()
					if found := raw(view.Content, true) + raw(view.WindowTitle, false); found != "" {
						t.Fatalf("after %s the screen has %s:\n%q", key, found, view.Content)
					}
				}
			}
		})
	}
}

type hostileError string

func (e hostileError) Error() string { return string(e) }

func keyMessage(name string) tea.Msg {
	switch letter, ctrl := strings.CutPrefix(name, "ctrl+"); {
	case ctrl:
		return tea.KeyPressMsg{Code: rune(letter[0]), Mod: tea.ModCtrl}
	case name == "paste":
		return tea.PasteMsg{Content: hostileBytes}
	case len(name) == 1:
		return tea.KeyPressMsg{Code: rune(name[0]), Text: name}
	}
	codes := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "up": tea.KeyUp, "pgdown": tea.KeyPgDown}
	if code, known := codes[name]; known {
		return tea.KeyPressMsg{Code: code}
	}
	return tea.PasteMsg{Content: name}
}

// deliver sends a message and runs its commands, except for those that only wait.
func deliver(w *tui.Wizard, msg tea.Msg) {
	_, cmd := w.Update(msg)
	results := make(chan tea.Msg, 64)
	start := func(cmds ...tea.Cmd) {
		for _, cmd := range cmds {
			if cmd != nil {
				go func() { results <- cmd() }()
			}
		}
	}
	start(cmd)
	for {
		select {
		case msg := <-results:
			if batch, ok := msg.(tea.BatchMsg); ok {
				start(batch...)
				continue
			}
			_, next := w.Update(msg)
			start(next)
		case <-time.After(30 * time.Millisecond):
			return
		}
	}
}

// The same applies to what is printed after the wizard.
func TestResultIsPrintable(t *testing.T) {
	if found := raw(string(resultText(cognito.Result{ID: hostileBytes, ARN: hostileBytes})), false); found != "" {
		t.Errorf("the result has %s", found)
	}
}

// hostileDrafts is a store whose errors are hostile.
type hostileDrafts struct{ failed error }

func (hostileDrafts) Off() string { return "" }

func (h hostileDrafts) New() tui.DraftFile { return h }

func (h hostileDrafts) List() tui.DraftList {
	return tui.DraftList{
		Drafts: []tui.Draft{{
			Path: hostileBytes, Name: hostileBytes,
			Open:   func() (tui.OpenDraft, error) { return tui.OpenDraft{}, h.failed },
			Delete: func() error { return h.failed },
		}},
		Notes: []string{hostileBytes},
	}
}

func (h hostileDrafts) Save(*model.Pool, *model.Express) error { return h.failed }
func (hostileDrafts) Of(*tui.Live)                             {}
func (h hostileDrafts) Drop() error                            { return h.failed }
func (hostileDrafts) Close()                                   {}
func (hostileDrafts) Path() string                             { return "" }
