package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state/statetest"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// inSandboxNow creates a preset in the sandbox and returns the id of the pool.
func inSandboxNow(t *testing.T, preset string) string {
	t.Helper()
	o := typed(t, nil, "submit", "--preset", preset, "--sandbox", "--yes")
	id, _, _ := strings.Cut(o.out, "\n")
	if o.code != exit.OK || id == "" {
		t.Fatalf("exit code %d: %s", o.code, o.err)
	}
	return id
}

// answered runs the accessible mode of the wizard.
func answered(t *testing.T, o wizardOptions, answers ...string) (errs string, code int) {
	t.Helper()
	var out, said bytes.Buffer
	s := streams{In: strings.NewReader(strings.Join(answers, "\n") + "\n"), Out: &out, Err: &said}
	o.Accessible = true
	code = s.report(runWizard(t.Context(), s, o))
	return said.String(), code
}

func minimumOf(t *testing.T, id string) any {
	t.Helper()
	live, _, err := wizardOptions{}.readLive(id, tui.LiveAt{})
	if err != nil {
		t.Fatal(err)
	}
	v, _ := live.Opened.Pool.Get("CreateUserPool.Policies.PasswordPolicy.MinimumLength")
	return v
}

// A pool of the sandbox is changed in the wizard, and one command goes back.
func TestTheWizardChangesALivePool(t *testing.T) {
	isolateEnvironment(t)
	id := inSandboxNow(t, "staff-mfa")
	errs, code := answered(t, wizardOptions{PoolID: id, Sandbox: true, Offline: true}, "3", "review", "3", "9", "review", "apply", "yes", "done")
	if code != exit.OK {
		t.Fatalf("exit code %d:\n%s", code, errs)
	}
	receipt, _ := lastReceipt(t)
	path := receiptNames(t, state.ReceiptFolder(os.Getenv))
	command := "poolsmith apply -i " + path[len(path)-1] + " --restore --sandbox"
	for _, want := range []string{
		"You change the live pool " + id + " in the sandbox.", "Change: Minimum length: 14 → 9.", "Effects on users",
		"CreateUserPool.Policies.PasswordPolicy.MinimumLength was 14, now 9", "To go back:", command,
	} {
		if !strings.Contains(errs, want) {
			t.Errorf("no %q in\n%s", want, errs)
		}
	}
	if got := minimumOf(t, id); got != 9 || receipt.Outcome != state.Applied {
		t.Errorf("minimum length %v, outcome %s", got, receipt.Outcome)
	}
	args := append(strings.Fields(command)[1:], "--yes")
	if o := typed(t, nil, args...); o.code != exit.OK {
		t.Fatal(o.err)
	}
	if got := minimumOf(t, id); got != 14 {
		t.Errorf("after the restoration %v", got)
	}
}

// What is saved of a live pool never makes another pool, in any format; saved twice, it
// is the same.
func TestSavedFilesOfALivePool(t *testing.T) {
	isolateEnvironment(t)
	id := inSandboxNow(t, "web-app")
	live, _, err := wizardOptions{}.readLive(id, tui.LiveAt{})
	if err != nil {
		t.Fatal(err)
	}
	unchanged, draft := live.Opened.Draft(), live.Opened.Draft()
	if err := draft.Assign("MinimumLength=14"); err != nil {
		t.Fatal(err)
	}
	for _, format := range liveFormats() {
		if format.Change == nil {
			continue // describes the pool
		}
		for name, pool := range map[string]*model.Pool{"changed": draft, "unchanged": unchanged} {
			plan := model.PlanChange(live.Opened, live.Opened.Pool.Exact(pool))
			path := filepath.Join(t.TempDir(), format.File)
			files, err := saveExport(tui.Export{Format: format.Name, Pool: pool, Plan: plan}, path, false)
			if format.Change(plan) == "" {
				if err == nil || name == "changed" {
					t.Errorf("%s, %s: %v, %v", format.Name, name, files, err)
				}
				continue
			}
			if err != nil || len(files) == 0 || files[0] != path {
				t.Errorf("%s, %s: wrote %v, and not %s: %v", format.Name, name, files, path, err)
				continue
			}
			text := readAll(t, files)
			if !strings.Contains(text, id) || strings.Contains(strings.ToLower(text), "create-user-pool ") || strings.Contains(text, "CreateUserPoolInput") || strings.Contains(text, "CreateUserPoolCommand") {
				t.Errorf("%s, %s: makes a pool:\n%s", format.Name, name, text)
			}
			if name == "changed" && !strings.Contains(text, "14") {
				t.Errorf("%s has no change:\n%s", format.Name, text)
			}
		}
	}
}

// The same line by line.
func TestSavedFilesOfALivePoolLineByLine(t *testing.T) {
	isolateEnvironment(t)
	id := inSandboxNow(t, "staff-mfa")
	path := filepath.Join(t.TempDir(), "main.tf")
	errs, code := answered(t, wizardOptions{PoolID: id, Sandbox: true, Offline: true}, "", "review", "save cli", "3", "9", "review", "save terraform "+path, "save paws", "done")
	if code != exit.OK || !strings.Contains(errs, "Error: the draft equals the live pool") || !strings.Contains(errs, "Error: save needs a format") {
		t.Errorf("exit code %d:\n%s", code, errs)
	}
	if text := readAll(t, []string{path}); !strings.Contains(text, `id = "`+id+`"`) || !strings.Contains(text, "= 9") {
		t.Errorf("saved is:\n%s", text)
	}
}

func readAll(t *testing.T, files []string) string {
	t.Helper()
	var all strings.Builder
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	return all.String()
}

// A setting that a live pool keeps is not saved in any format.
func TestBlockedChangesAreNotSaved(t *testing.T) {
	isolateEnvironment(t)
	id := inSandboxNow(t, "staff-mfa")
	live, _, err := wizardOptions{}.readLive(id, tui.LiveAt{})
	if err != nil {
		t.Fatal(err)
	}
	draft := live.Opened.Draft()
	if err := draft.Assign("UsernameConfiguration.CaseSensitive=true"); err != nil {
		t.Fatal(err)
	}
	plan := model.PlanChange(live.Opened, live.Opened.Pool.Exact(draft))
	path := filepath.Join(t.TempDir(), "main.tf")
	if _, err := saveExport(tui.Export{Format: "terraform", Pool: draft, Plan: plan}, path, false); err == nil || !strings.Contains(err.Error(), "CaseSensitive cannot be changed in a live pool") {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the file was written")
	}
}

// What could not be read would be created again: its change is not saved, also after the
// draft was continued.
func TestUnreadPartsAreNotSaved(t *testing.T) {
	isolateEnvironment(t)
	id := inSandboxNow(t, "web-app")
	live, _, err := wizardOptions{}.readLive(id, tui.LiveAt{})
	if err != nil {
		t.Fatal(err)
	}
	draft := live.Opened.Draft()
	live.Unread, live.Opened.Pool.CreateUserPoolClient = []string{"CreateUserPoolClient"}, nil
	store := newDraftStore(os.Getenv)
	file := store.New()
	file.Of(live)
	if err := file.Save(draft, nil); err != nil {
		t.Fatal(err)
	}
	file.Close()
	again, err := store.List().Drafts[0].Open()
	if err != nil || !slices.Equal(again.Live.Unread, live.Unread) {
		t.Fatalf("unread %v, %v", again.Live, err)
	}
	defer again.File.Close()
	plan := model.PlanChange(again.Live.Opened, again.Live.Opened.Pool.Exact(draft))
	path := filepath.Join(t.TempDir(), "change.sh")
	_, err = saveExport(tui.Export{Format: "cli", Pool: draft, Plan: plan, Unread: again.Live.Unread}, path, false)
	if err == nil || !strings.Contains(err.Error(), "could not read the app clients") {
		t.Errorf("error %v", err)
	}
}

// A pool that changed since it was opened is not changed, until it is read again.
func TestTheWizardKeepsWhatOthersChanged(t *testing.T) {
	isolateEnvironment(t)
	id := inSandboxNow(t, "staff-mfa")
	o := wizardOptions{PoolID: id, Sandbox: true}
	live, _, err := o.readLive(id, tui.LiveAt{Sandbox: true})
	if err != nil {
		t.Fatal(err)
	}
	if other := typed(t, nil, "apply", "--pool-id", id, "--set", "RequireSymbols=false", "--sandbox", "--yes"); other.code != exit.OK {
		t.Fatal(other.err)
	}
	draft := live.Opened.Draft()
	draft.Set("CreateUserPool.Policies.PasswordPolicy.MinimumLength", 9)
	var out, said bytes.Buffer
	s := streams{In: strings.NewReader("review\napply\nreload\napply\nyes\ndone\n"), Out: &out, Err: &said}
	l := &submissions{}
	options := newWizardOptions(s, o, draft, tui.NoDrafts{}, l)
	options.Live = live
	if code := s.report(runAccessible(t.Context(), s, options, l)); code != exit.OK {
		t.Fatalf("exit code %d:\n%s", code, said.String())
	}
	if !strings.Contains(said.String(), "changed after it was opened: nothing was sent") {
		t.Errorf("the change of others is not noticed:\n%s", said.String())
	}
	now, _, err := o.readLive(id, tui.LiveAt{Sandbox: true})
	if err != nil {
		t.Fatal(err)
	}
	policy := now.Opened.Pool.CreateUserPool.Policies.PasswordPolicy
	if *policy.MinimumLength != 9 || *policy.RequireSymbols {
		t.Errorf("after both changes:\n%s", now.Opened.Pool.JSON())
	}
}

// Law: what is read of a live pool is no change of it, also when its draft was saved
// and opened again.
func TestAnOpenedLivePoolIsNoChange(t *testing.T) {
	isolateEnvironment(t)
	drafts := newDraftStore(os.Getenv)
	t.Setenv("GOOGLE_CLIENT_SECRET", plantedSecret)
	for _, preset := range model.Presets {
		id := inSandboxNow(t, preset.Name)
		live, unread, err := wizardOptions{}.readLive(id, tui.LiveAt{})
		if err != nil || len(unread) > 0 || !live.At.Sandbox {
			t.Fatalf("%s: %v, unread %q, at %v", preset.Name, err, unread, live.At)
		}
		file := drafts.New()
		file.Of(live)
		if err := file.Save(live.Opened.Draft(), nil); err != nil {
			t.Fatal(err)
		}
		file.Close()
		for name, text := range statetest.Files(t, filepath.Dir(file.Path())) {
			if strings.Contains(text, plantedSecret) {
				t.Errorf("%s: a secret is in %s", preset.Name, name)
			}
		}
		opened, err := drafts.List().Drafts[0].Open()
		if err != nil || opened.Live == nil {
			t.Fatalf("%s: %v, %v", preset.Name, opened.Live, err)
		}
		if !isSame(live.Opened, opened.Live.Opened) || opened.Live.At != live.At {
			t.Errorf("%s: another pool was saved:\n%s", preset.Name, opened.Live.Opened.Pool.JSON())
		}
		plan := model.PlanChange(opened.Live.Opened, opened.Live.Opened.Pool.Exact(opened.Pool))
		if !plan.Empty() || len(plan.Findings) > 0 {
			t.Errorf("%s: %d steps, %d blocked, findings %v", preset.Name, len(plan.Steps), len(plan.Blocked), plan.Findings)
		}
		opened.File.Drop()
	}
}

// After a failure the wizard puts the earlier settings back, keeps the pool, or goes
// on, and knows the pool as it is then.
func TestAFailureInTheWizard(t *testing.T) {
	for choice, want := range map[string]struct {
		minimum  int
		groups   int
		complete bool
	}{
		goOnRestore: {minimum: 8},
		goOnKeep:    {minimum: 14},
		goOnRetry:   {minimum: 14, groups: 1, complete: true},
	} {
		t.Run(choice, func(t *testing.T) {
			isolateEnvironment(t)
			l := newLivePool(t, `{"CreateUserPool": {"PoolName": "shop", "Policies": {"PasswordPolicy": {"MinimumLength": 8}}}}`)
			o := wizardOptions{Options: cognito.Options{EndpointURL: l.URL, Timing: cognito.Timing{Answer: 10 * time.Second, Look: time.Second, Pause: time.Millisecond, Role: time.Millisecond}}}
			live, _, err := o.readLive(l.id, tui.LiveAt{})
			if err != nil {
				t.Fatal(err)
			}
			draft := live.Opened.Draft()
			draft.Set("CreateUserPool.Policies.PasswordPolicy.MinimumLength", 14)
			draft.CreateGroup = []model.CreateGroup{{GroupName: new("admins")}}
			l.fails["CreateGroup"] = failure{failures["rejected"], 1}
			heard := &heardTalk{choice: choice}
			outcome := (&submissions{}).change(o)(live, draft)(t.Context(), heard)
			now := l.pool(t)
			if !outcome.Sent || outcome.Complete != want.complete || outcome.Now == nil || !equalPools(outcome.Now.Pool, now.Pool) {
				t.Errorf("outcome %+v, said\n%s", outcome, heard.text)
			}
			if got := *now.Pool.CreateUserPool.Policies.PasswordPolicy.MinimumLength; got != want.minimum || len(now.Pool.CreateGroup) != want.groups {
				t.Errorf("minimum length %d, %d groups, said\n%s", got, len(now.Pool.CreateGroup), heard.text)
			}
		})
	}
}

// Offline, only pools in the sandbox are read and changed.
func TestOfflineReadsOnlyTheSandbox(t *testing.T) {
	isolateEnvironment(t)
	o := wizardOptions{Offline: true}
	if _, _, err := o.readLive("eu-west-1_Ab12Cd34E", tui.LiveAt{}); err == nil || !strings.Contains(err.Error(), "offline") {
		t.Errorf("reads it: %v", err)
	}
	live := &tui.Live{Opened: &model.Document{PoolID: "eu-west-1_Ab12Cd34E", Pool: &model.Pool{}}}
	heard := &heardTalk{}
	if outcome := (&submissions{}).change(o)(live, &model.Pool{})(t.Context(), heard); outcome.Sent || !strings.Contains(heard.text, "cannot be changed offline") {
		t.Errorf("%v, said %s", outcome, heard.text)
	}
}

// heardTalk keeps the lines of a conversation, and answers yes.
type heardTalk struct {
	tui.Talk
	text   string
	choice string // the answer to a question with several
}

func (h *heardTalk) Call(tui.CallState) {}

func (h *heardTalk) Ask(_ context.Context, q tui.Question) (tui.Answer, error) {
	return tui.Answer{Yes: true, Choice: h.choice}, nil
}

func (h *heardTalk) Say(_ tui.Tone, text string) { h.text += text + "\n" }
