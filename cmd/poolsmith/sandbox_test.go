//go:build unix

package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/exporters/cognito/sandbox"
	"github.com/poolsmith/poolsmith/model"
)

// plainEnvironment has no AWS configuration and a state folder of its own.
func plainEnvironment(state string) []string {
	env := slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "AWS_") || strings.HasPrefix(v, "XDG_") })
	none := filepath.Join(state, "none")
	return append(env, "XDG_STATE_HOME="+state, "AWS_CONFIG_FILE="+none, "AWS_SHARED_CREDENTIALS_FILE="+none, "AWS_EC2_METADATA_DISABLED=true", "AWS_PAGER=")
}

// startSandbox runs `poolsmith sandbox serve`. It returns its URL, and a function
// that ends it and returns its exit code.
func startSandbox(t *testing.T, state string) (url string, end func(os.Signal) int) {
	t.Helper()
	url, process := startSandboxProcess(t, state)
	return url, func(signal os.Signal) int {
		process.Signal(signal)
		result, err := process.Wait()
		if err != nil {
			t.Fatal(err)
		}
		return result.ExitCode()
	}
}

// startSandboxProcess runs `poolsmith sandbox serve` until the test ends.
func startSandboxProcess(t *testing.T, state string) (url string, process *os.Process) {
	t.Helper()
	c := exec.Command("poolsmith", "sandbox", "serve", "--listen", "127.0.0.1:0")
	c.Env = plainEnvironment(state)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	c.Stderr = &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Process.Kill()
		c.Wait()
	})
	url, err = bufio.NewReader(out).ReadString('\n')
	if err != nil {
		c.Wait()
		t.Fatalf("%v: %s", err, errs.String())
	}
	return strings.TrimSpace(url), c.Process
}

// Every preset can be created in the sandbox of another process, and its description
// gives an equal pool.
func TestSandboxServe(t *testing.T) {
	for _, signal := range []os.Signal{syscall.SIGINT, syscall.SIGTERM} {
		url, end := startSandbox(t, t.TempDir())
		client := cognito.NewLocalClient(url, sandboxRegion)
		for _, preset := range model.Presets {
			// A domain belongs to one pool, so this is about the pool itself.
			whole := model.LoadPreset(preset.Name)
			first := describedBy(t, client, &model.Pool{CreateUserPool: whole.CreateUserPool, SetUserPoolMfaConfig: whole.SetUserPoolMfaConfig})
			again, err := model.Read("description", first)
			if err != nil {
				t.Fatal(err)
			}
			// With another name, it can be found if its response is lost.
			again.Pool.CreateUserPool.PoolName = new(preset.Name + " again")
			if second := describedBy(t, client, again.Pool); withoutIdentity(t, second) != withoutIdentity(t, first) {
				t.Errorf("%s: first\n%s\nthen\n%s", preset.Name, first, second)
			}
		}
		if code := end(signal); code != exit.OK {
			t.Errorf("%v: exit code %d", signal, code)
		}
	}
}

func describedBy(t *testing.T, client *cognito.Client, p *model.Pool) []byte {
	t.Helper()
	made, err := client.Submit(t.Context(), p, cognito.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	data, _, err := client.Describe(t.Context(), made.ID)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// withoutIdentity removes what differs between equal pools.
func withoutIdentity(t *testing.T, description []byte) string {
	t.Helper()
	var all map[string]any
	if err := json.Unmarshal(description, &all); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Id", "Arn", "Name", "CreationDate", "LastModifiedDate"} {
		delete(all["UserPool"].(map[string]any), name)
	}
	return string(model.EncodeJSON(all))
}

// sandboxFileIn returns the sandbox's file in a folder for state.
func sandboxFileIn(t *testing.T, folder string) *state.SandboxFile {
	t.Helper()
	file, err := state.NewSandboxFile(func(string) string { return folder })
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// Pools that several processes create at once all exist.
func TestSandboxProcesses(t *testing.T) {
	folder := t.TempDir()
	file := writeTemp(t, "pool.json", `{"PoolName": "shop"}`)
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			c := exec.Command("poolsmith", "submit", "--sandbox", "--yes", "-i", file)
			c.Env = plainEnvironment(folder)
			if out, err := c.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	wg.Wait()
	pools, err := sandbox.New(sandboxRegion, sandboxFileIn(t, folder)).Pools()
	if err != nil || len(pools) != 6 {
		t.Errorf("%d pools of 6: %v", len(pools), err)
	}
}

// If a process is stopped while it has the lock, the others wait, and no pool whose
// creation was acknowledged is lost when it continues.
func TestSandboxStoppedProcess(t *testing.T) {
	folder := t.TempDir()
	file := sandboxFileIn(t, folder)
	stopped, process := startSandboxProcess(t, folder)
	other, _ := startSandboxProcess(t, folder)

	// made collects the ids of the pools that were acknowledged.
	made := make(chan string, 1000)
	create := func(url, name string) {
		answer, err := cognito.NewLocalClient(url, sandboxRegion).Submit(t.Context(), &model.Pool{CreateUserPool: model.CreateUserPool{PoolName: &name}}, cognito.Watch{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		made <- answer.ID
	}

	// Stop the process while it has the lock: it creates pools all the time, and the
	// lock is checked until it is locked.
	var wg sync.WaitGroup
	busy, done := context.WithCancel(t.Context())
	defer done()
	wg.Go(func() {
		defer done()
		for i := 0; busy.Err() == nil && i < cap(made)/2; i++ {
			create(stopped, fmt.Sprint("stopped", i))
		}
	})
	for isHeld := false; !isHeld; {
		if busy.Err() != nil {
			t.Fatal("the lock was never seen held")
		}
		if isHeld = isLocked(t, file.Path()); !isHeld {
			continue
		}
		process.Signal(syscall.SIGSTOP)
		if _, err := syscall.Wait4(process.Pid, nil, syscall.WUNTRACED, nil); err != nil {
			t.Fatal(err)
		}
		if isHeld = isLocked(t, file.Path()); !isHeld {
			process.Signal(syscall.SIGCONT)
		}
	}
	done()
	before, err := file.Load()
	if err != nil {
		t.Fatal(err)
	}
	answered := make(chan struct{})
	wg.Go(func() {
		create(other, "other")
		close(answered)
	})
	select {
	case <-answered:
		t.Error("a pool was made while another process held the lock")
	case <-time.After(3500 * time.Millisecond): // how long the lock is held is what the test is about
	}
	if after, err := file.Load(); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the pools changed while another process held the lock: %v", err)
	}
	process.Signal(syscall.SIGCONT)
	wg.Wait()
	close(made)

	pools, err := sandbox.New(sandboxRegion, file).Pools()
	if err != nil {
		t.Fatal(err)
	}
	for id := range made {
		if !slices.ContainsFunc(pools, func(p *sandbox.StoredPool) bool { return p.ID == id }) {
			t.Errorf("the pool %s was acknowledged and is lost", id)
		}
	}
}

// isLocked reports whether a process holds the lock of the file.
func isLocked(t *testing.T, path string) bool {
	t.Helper()
	lock := flock.New(path + ".lock")
	defer lock.Close()
	free, err := lock.TryLock()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return !free && err == nil
}

// The error for a lock that is not released names the reason, and not AWS.
func TestSandboxLockHeld(t *testing.T) {
	t.Parallel() // it only waits
	state := t.TempDir()
	path := filepath.Join(state, "poolsmith", "sandbox.json")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	lock := flock.New(path + ".lock")
	if err := lock.Lock(); err != nil {
		t.Fatal(err)
	}
	defer lock.Close()
	c := exec.Command("poolsmith", "submit", "--sandbox", "--yes", "-i", writeTemp(t, "pool.json", `{"PoolName": "shop"}`))
	c.Env = plainEnvironment(state)
	out, err := c.CombinedOutput()
	if err == nil || !bytes.Contains(out, []byte("another poolsmith process has held the lock")) || bytes.Contains(out, []byte("AWS support")) {
		t.Errorf("%v: %s", err, out)
	}
}

// The AWS CLI works with the sandbox like with the service.
func TestE2ESandbox(t *testing.T) {
	e2e(t, "aws")
	state := t.TempDir()
	url, end := startSandbox(t, state)
	aws := func(args ...string) (string, error) {
		c := exec.Command("aws", append([]string{"cognito-idp", "--endpoint-url", url, "--region", sandboxRegion, "--no-sign-request", "--output", "json"}, args...)...)
		c.Env = plainEnvironment(state)
		out, err := c.CombinedOutput()
		return string(out), err
	}
	must := func(args ...string) string {
		t.Helper()
		out, err := aws(args...)
		if err != nil {
			t.Fatalf("aws %v: %v\n%s", args, err, out)
		}
		return out
	}
	contains := func(text string, wanted ...string) {
		t.Helper()
		for _, w := range wanted {
			if !strings.Contains(text, w) {
				t.Errorf("%q is not in\n%s", w, text)
			}
		}
	}

	var made struct{ UserPool struct{ Id string } }
	out := must("create-user-pool", "--pool-name", "shop", "--deletion-protection", "ACTIVE", "--auto-verified-attributes", "email", "--schema", "Name=dept,AttributeDataType=String")
	if err := json.Unmarshal([]byte(out), &made); err != nil {
		t.Fatal(err)
	}
	id := []string{"--user-pool-id", made.UserPool.Id}
	contains(must(append([]string{"describe-user-pool"}, id...)...), `"Name": "shop"`, `"custom:dept"`, `"DeletionProtection": "ACTIVE"`, `"UserPoolTier": "ESSENTIALS"`)
	contains(must(append([]string{"set-user-pool-mfa-config", "--mfa-configuration", "ON", "--software-token-mfa-configuration", "Enabled=true"}, id...)...), `"MfaConfiguration": "ON"`)
	contains(must(append([]string{"get-user-pool-mfa-config"}, id...)...), `"Enabled": true`)
	contains(must("list-user-pools", "--max-results", "10"), made.UserPool.Id)
	told := afterSandbox(made.UserPool.Id, sandboxRegion).Next[1].Command
	contains(must(strings.Fields(strings.TrimPrefix(strings.Replace(told, "http://"+sandboxAddress, url, 1), "aws cognito-idp "))...), `"Name": "shop"`)
	for i := range 3 {
		must("create-user-pool", "--pool-name", fmt.Sprint("more", i))
	}
	var page struct{ NextToken string }
	if err := json.Unmarshal([]byte(must("list-user-pools", "--max-results", "2")), &page); err != nil {
		t.Fatal(err)
	}
	contains(must("list-user-pools", "--max-results", "2", "--next-token", page.NextToken), `"more1"`, `"more2"`)

	refused := func(want string, args ...string) {
		t.Helper()
		out, err := aws(args...)
		if err == nil {
			t.Errorf("aws %v is taken", args)
		}
		contains(out, want)
	}
	refused("deletion protection is activated", append([]string{"delete-user-pool"}, id...)...)
	refused("SMS configuration and Auto verification for phone_number are required", "create-user-pool", "--pool-name", "p", "--mfa-configuration", "ON")
	refused("1 validation error detected", "create-user-pool", "--pool-name", "p:q")
	refused("(ResourceNotFoundException)", "describe-user-pool", "--user-pool-id", sandboxRegion+"_none")
	must(append([]string{"update-user-pool", "--deletion-protection", "INACTIVE"}, id...)...)
	must(append([]string{"delete-user-pool"}, id...)...)
	refused("(ResourceNotFoundException)", append([]string{"describe-user-pool"}, id...)...)
	if code := end(syscall.SIGINT); code != exit.OK {
		t.Errorf("exit code %d", code)
	}

	// The next process has the same pools.
	url, end = startSandbox(t, state)
	contains(must("list-user-pools", "--max-results", "60"), `"more2"`)
	end(syscall.SIGTERM)
}

// The time of a submit to the sandbox from the start of the process to its end.
func BenchmarkSandboxSubmit(b *testing.B) {
	program := build(b, b.TempDir(), ".")
	state := b.TempDir()
	file := writeTemp(b, "pool.json", string(model.LoadPreset("staff-mfa").JSON()))
	var took []time.Duration
	for b.Loop() {
		c := exec.Command(program, "submit", "--sandbox", "--yes", "-i", file)
		c.Env = []string{"HOME=" + state}
		start := time.Now()
		if out, err := c.CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		took = append(took, time.Since(start))
		b.StopTimer()
		os.RemoveAll(filepath.Join(state, ".local"))
		b.StartTimer()
	}
	b.ReportMetric(float64(median(took).Microseconds())/1000, "median-ms")
}
