package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/poolsmith/poolsmith/model"
)

// poolsOfTests are the pools of the tests of the rules, the presets, the largest
// drafts, and one whose texts a shell would take apart.
func poolsOfTests(t testing.TB) []*model.Pool {
	t.Helper()
	var ofRules []struct{ Pool *model.Pool }
	data, err := os.ReadFile("../../model/testdata/rule-pools.json")
	if err := errors.Join(err, json.Unmarshal(data, &ofRules)); err != nil {
		t.Fatal(err)
	}
	const nasty = "it's $(id) `id` \\ \"x\" ${HOME} !! *;\n\t\x1b[31m\u202e,é"
	pools := []*model.Pool{
		largestPool(t),
		{CreateUserPool: model.CreateUserPool{PoolName: new("-n"), EmailVerificationSubject: new(nasty), AliasAttributes: []string{nasty}, UserPoolTags: map[string]string{nasty: nasty, "a]b[c": "="}}},
	}
	for _, preset := range model.Presets {
		pools = append(pools, model.LoadPreset(preset.Name))
	}
	for _, test := range ofRules {
		pools = append(pools, test.Pool)
	}
	return pools
}

func largestPool(t testing.TB) *model.Pool {
	t.Helper()
	const file = "../../model/testdata/largest-app.json"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	document, err := model.Read(file, data)
	if err != nil {
		t.Fatal(err)
	}
	return document.Pool
}

// printed is what a command writes to standard output.
func printed(t testing.TB, args ...string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(args, streams{In: bytes.NewReader(nil), Out: &out, Err: &errs}); code != 0 {
		t.Fatalf("exit code %d of %q: %s", code, args, errs.Bytes())
	}
	return out.Bytes()
}

// The flags of the command that the review shows make the draft, byte for byte, and
// the command exports what the draft's file gives.
func TestCommandOfEveryPool(t *testing.T) {
	for i, p := range poolsOfTests(t) {
		p = p.HideSecrets()
		words := p.Command("markdown")
		flags := words[4 : len(words)-2]
		if got := printed(t, append([]string{"presets", words[3]}, flags...)...); !bytes.Equal(got, p.JSON()) {
			t.Fatalf("%s\nmakes %s\ninstead of %s", model.ShellCommand(words), got, p.JSON())
		}
		if i%20 != 0 {
			continue
		}
		file := writeTemp(t, "pool.json", string(p.JSON()))
		if got, want := printed(t, words[1:]...), printed(t, "export", "-i", file, "-f", "markdown"); !bytes.Equal(got, want) {
			t.Errorf("%s\nexports %s\ninstead of %s", model.ShellCommand(words), got, want)
		}
		if got := printed(t, "explain", "command", "-i", file, "-f", "markdown"); string(got) != model.ShellCommand(words)+"\n" {
			t.Errorf("explain prints %s", got)
		}
	}
}

// A shell runs the command as it is printed: it exports what the draft's file gives.
func TestE2ECommandInAShell(t *testing.T) {
	e2e(t, "sh")
	program := buildProgram(t)
	for i, p := range poolsOfTests(t) {
		if i > 20 && i%10 != 0 {
			continue // a process each takes its time
		}
		p = p.HideSecrets()
		command := model.ShellCommand(p.Command("boto3"))
		shell := exec.Command("sh", "-c", command)
		shell.Env = append(os.Environ(), "PATH="+filepath.Dir(program)+":"+os.Getenv("PATH"))
		got, err := shell.Output()
		if err != nil {
			t.Fatalf("%s: %v", command, err)
		}
		file := writeTemp(t, "pool.json", string(p.JSON()))
		if want := printed(t, "export", "-i", file, "-f", "boto3"); !bytes.Equal(got, want) {
			t.Errorf("%s\nexports %s\ninstead of %s", command, got, want)
		}
	}
}

// Five settings on the command line, against none.
func BenchmarkSet(b *testing.B) {
	for name, flags := range map[string][]string{
		"none": nil,
		"five": {"--set", "PoolName=shop", "--set", "MinimumLength=14", "--set", "UserPoolTags[team]=web", "--set", "CallbackURLs=https://shop.example.com/", "--set", "CreateGroup[+].GroupName=admins"},
	} {
		b.Run(name, func(b *testing.B) {
			args := append([]string{"presets", "web-app"}, flags...)
			for b.Loop() {
				if run(args, streams{Out: io.Discard, Err: io.Discard}) != 0 {
					b.Fatal("failed")
				}
			}
		})
	}
}
