package model

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
)

// nastyPool has text that a shell, a terminal or a comma would take apart.
func nastyPool() *Pool {
	const nasty = "it's $(id) `id` \\ \"x\" ${HOME} !! *;\n\t\x00\x1b[31m\u202e\u00a0\U000E0041,é"
	return &Pool{
		CreateUserPool: CreateUserPool{
			PoolName:                 new("-n"),
			AliasAttributes:          []string{nasty, "a,b"},
			EmailVerificationSubject: new(nasty),
			SmsVerificationMessage:   new("unset"),
			UserPoolTags:             map[string]string{nasty: nasty, "a]b[c": "=", "": ""},
			Schema:                   []Attribute{{Name: new(nasty)}},
		},
	}
}

// commandPools are pools of every kind.
func commandPools(t *testing.T) []*Pool {
	t.Helper()
	pools := []*Pool{{}, largest(t), largestApp(t), nastyPool()}
	for _, preset := range Presets {
		pools = append(pools, LoadPreset(preset.Name))
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		pools = append(pools, randomPool(r))
	}
	data, err := os.ReadFile("testdata/rule-pools.json")
	var ofRules []rulePool
	if err := errors.Join(err, json.Unmarshal(data, &ofRules)); err != nil {
		t.Fatal(err)
	}
	for _, test := range ofRules {
		pools = append(pools, test.Pool)
	}
	return pools
}

// rebuilt is the draft that a command makes, as the flags of the program do.
func rebuilt(t *testing.T, words []string) *Pool {
	t.Helper()
	if !slices.Equal(words[:3], []string{"poolsmith", "export", "--preset"}) || words[len(words)-2] != "-f" {
		t.Fatalf("%q", words)
	}
	p := LoadPreset(words[3])
	for flag := range slices.Chunk(words[4:len(words)-2], 2) {
		if flag[0] != "--set" {
			t.Fatalf("%q", flag)
		}
		if err := p.Assign(flag[1]); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// The command of any pool rebuilds it, on every machine, and shows as it is.
func TestCommandRebuildsThePool(t *testing.T) {
	defer SeedPrefixes("")
	for _, p := range commandPools(t) {
		SeedPrefixes("here")
		words := p.Command("json")
		text := ShellCommand(words)
		if PrintableLines(text) != text {
			t.Errorf("hidden characters in %q", text)
		}
		want := p.HideSecrets().JSON()
		for _, seed := range []string{"here", "elsewhere"} {
			SeedPrefixes(seed)
			if got := rebuilt(t, words).JSON(); !bytes.Equal(got, want) {
				t.Fatalf("with the seed %s, %s\nmakes %s\ninstead of %s", seed, text, got, want)
			}
		}
	}
}

// A shell splits the text of a command into its words.
func TestShellCommandIsRead(t *testing.T) {
	for _, p := range append(commandPools(t)[:20], nastyPool()) {
		words := p.Command("json")
		out, err := exec.Command("sh", "-c", `poolsmith() { printf '%s\0' poolsmith "$@"; }`+"\n"+ShellCommand(words)).Output()
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00"); !slices.Equal(got, words) {
			t.Errorf("%q, want %q", got, words)
		}
	}
}

func TestCommandIsShort(t *testing.T) {
	p := LoadPreset("staff-mfa")
	for _, step := range [][2]string{
		{"", "poolsmith export --preset staff-mfa -f terraform"},
		{"PoolName=people", "poolsmith export --preset staff-mfa --set PoolName=people -f terraform"},
		{"MinimumLength=15", "poolsmith export \\\n  --preset staff-mfa \\\n  --set PoolName=people \\\n  --set Policies.PasswordPolicy.MinimumLength=15 \\\n  -f terraform"},
	} {
		if step[0] != "" {
			if err := p.Assign(step[0]); err != nil {
				t.Fatal(err)
			}
		}
		if got := ShellCommand(p.Command("terraform")); got != step[1] {
			t.Errorf("%s:\n%s\nwant\n%s", step[0], got, step[1])
		}
	}
}

// A secret that should not be in a draft is not in the command either.
func TestCommandHasNoSecret(t *testing.T) {
	p := LoadPreset("social-sign-in")
	p.CreateIdentityProvider[0].ProviderDetails["client_secret"] = "GOCSPX-planted"
	text := ShellCommand(p.Command("json"))
	if strings.Contains(text, "planted") || !strings.Contains(text, "${env:") {
		t.Error(text)
	}
}

func TestFitsShell(t *testing.T) {
	p := LoadPreset("web-app")
	if !FitsShell(p.Command("json")) {
		t.Error("the command of a preset does not fit")
	}
	p.CreateUserPool.EmailVerificationMessage = new(strings.Repeat("x", MaxWord))
	if FitsShell(p.Command("json")) {
		t.Error("a word that is too long fits")
	}
}

func BenchmarkCommand(b *testing.B) {
	p := LoadPreset("web-app")
	p.CreateUserPool.PoolName = new("shop")
	for b.Loop() {
		p.Command("json")
	}
}
