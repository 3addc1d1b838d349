//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/exporters"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/model/wordtest"
)

const repository = "../.."

const (
	readmePage       = "README.md"
	contributingPage = ".github/CONTRIBUTING.md"
)

func page(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func readme(t *testing.T) string {
	t.Helper()
	return page(t, readmePage)
}

var (
	codeBlock = regexp.MustCompile("(?ms)^```.*?^```$")
	codeSpan  = regexp.MustCompile("`[^`\n]+`")
)

// spans are the texts between backticks, without them.
func spans(text string) []string {
	var all []string
	for _, span := range codeSpan.FindAllString(codeBlock.ReplaceAllString(text, ""), -1) {
		all = append(all, strings.Trim(span, "`"))
	}
	return all
}

// section is the text below a heading, up to the next one.
func section(t *testing.T, text, heading string) string {
	t.Helper()
	_, rest, found := strings.Cut(text, "\n## "+heading+"\n")
	if !found {
		t.Fatalf("no section %q", heading)
	}
	rest, _, _ = strings.Cut(rest, "\n## ")
	return rest
}

// The pages of the repository are plain American English.
func TestWordsOfPages(t *testing.T) {
	pages := []string{
		readmePage, contributingPage, ".github/SECURITY.md", ".github/coverage.md",
		".github/workflows/ci.yaml", ".github/workflows/release.yaml",
	}
	for _, name := range pages {
		prose := codeSpan.ReplaceAllString(codeBlock.ReplaceAllString(page(t, name), ""), "")
		for line := range strings.Lines(prose) {
			wordtest.Check(t, name, line)
		}
	}
}

// The session in the README is a real one. Only ids and durations differ from
// run to run.
func TestReadmeSession(t *testing.T) {
	varying := regexp.MustCompile(`eu-west-1_\w{9}| +\d+ ms`)
	_, session, found := strings.Cut(readme(t), "```console\n")
	if !found {
		t.Fatal("README.md has no session")
	}
	session, _, _ = strings.Cut(session, "```")
	folder := t.TempDir()
	var got strings.Builder
	for line := range strings.Lines(session) {
		command, isCommand := strings.CutPrefix(line, "$ ")
		if !isCommand {
			continue
		}
		shell := exec.Command("sh", "-c", command)
		shell.Dir, shell.Env = folder, append(os.Environ(), "HOME="+folder, "XDG_STATE_HOME=", "AWS_REGION=", "AWS_DEFAULT_REGION=")
		output, _ := shell.CombinedOutput() // findings end with 1, and are in the output
		got.WriteString(line)
		got.Write(output)
	}
	if got, want := varying.ReplaceAllString(got.String(), "*"), varying.ReplaceAllString(session, "*"); got != want {
		t.Errorf("the session is:\n%s\nREADME.md has:\n%s", got, want)
	}
}

// Every command and flag in the README exists, and it names every command and
// format.
func TestReadmeCommands(t *testing.T) {
	flag := regexp.MustCompile(`(?:^| )(--?[a-z][a-z-]*)`)
	named := map[string]bool{}
	commands, _, _ := strings.Cut(section(t, readme(t), "Commands"), "\n### ")
	for line := range strings.Lines(commands) {
		help := helpOf(t, nil)
		for _, span := range spans(line) {
			if words := strings.Fields(span); words[0] == "poolsmith" {
				var command []string
				for _, word := range words[1:] {
					if word != strings.ToLower(word) || strings.HasPrefix(word, "-") || strings.HasPrefix(word, "[") {
						break
					}
					command = append(command, word)
				}
				help = helpOf(t, command)
				if len(command) > 0 {
					named[command[0]] = true
				}
			}
			for _, match := range flag.FindAllStringSubmatch(span, -1) {
				if !regexp.MustCompile(`(?m)(^|\s)` + match[1] + `(\s|$)`).MatchString(help) {
					t.Errorf("%s: there is no flag %s", strings.TrimSpace(line), match[1])
				}
			}
		}
	}
	for _, command := range regexp.MustCompile(`(?m)^ {4}([a-z]+) .*$`).FindAllStringSubmatch(commandList(t), -1) {
		if command[1] != "help" && !named[command[1]] {
			t.Errorf("the table does not have the command %s", command[1])
		}
	}
	formats := spans(section(t, readme(t), "Formats"))
	for _, format := range exporters.Formats {
		if !slices.Contains(formats, format.Name) {
			t.Errorf("the table does not have the format %s", format.Name)
		}
	}
}

// helpOf is the help of a command, which must exist.
func helpOf(t *testing.T, command []string) string {
	t.Helper()
	var out bytes.Buffer
	if code := run(append(command, "--help"), streams{Out: &out, Err: &out}); code != exit.OK {
		t.Errorf("%v --help ends with %d: %s", command, code, out.String())
	}
	if usage := strings.Join(append([]string{"poolsmith"}, command...), " "); !strings.Contains(out.String(), "    "+usage) {
		t.Errorf("there is no command %q", usage)
	}
	return out.String()
}

// commandList is the part of the help that lists the commands.
func commandList(t *testing.T) string {
	t.Helper()
	_, list, found := strings.Cut(helpOf(t, nil), "COMMANDS")
	if !found {
		t.Fatal("the help lists no commands")
	}
	list, _, _ = strings.Cut(list, "FLAGS")
	return list
}

// The README has all presets, in their order.
func TestReadmePresets(t *testing.T) {
	var want strings.Builder
	for _, p := range model.Presets {
		fmt.Fprintf(&want, "| `%s` | %s |\n", p.Name, p.Summary)
	}
	if !strings.Contains(section(t, readme(t), "Presets"), "|---|---|\n"+want.String()+"\n") {
		t.Errorf("the table of presets is not:\n%s", want.String())
	}
}
