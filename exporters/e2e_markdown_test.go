package exporters

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// markdownPackage pins what reads the documents.
const markdownPackage = `{
  "private": true,
  "dependencies": {
    "jsdom": "26.1.0",
    "markdownlint": "0.38.0",
    "mermaid": "11.12.0"
  }
}
`

// mermaidProgram parses the diagrams of standard input with Mermaid's own parser,
// and prints the participants and messages that it found in each.
const mermaidProgram = `import { JSDOM } from "jsdom";
import { readFileSync } from "node:fs";

const { window } = new JSDOM("");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false });
const found = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
    const messages = diagram.db.getMessages().filter((m) => m.from && m.to);
    const kept = mermaid.mermaidAPI.getConfig().theme;
    found.push({ Type: diagram.type, Theme: kept, Actors: [...diagram.db.getActors().values()].map((a) => a.description), Messages: messages.map((m) => m.message) });
  } catch (error) {
    found.push({ Error: String(error) });
  }
}
process.stdout.write(JSON.stringify(found), () => process.exit(0));
`

// lintProgram prints what a linter finds in the documents of standard input. Tables
// have long lines, and elements where a code span cannot have a text.
const lintProgram = `import { lint } from "markdownlint/sync";
import { readFileSync } from "node:fs";

const config = { default: true, MD013: false, MD033: { allowed_elements: ["br", "code", "details", "summary"] }, MD034: false };
const strings = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(lint({ strings, config })));
`

// parsed is a diagram as Mermaid reads it.
type parsed struct {
	Type, Theme, Error string
	Actors, Messages   []string
}

// TestMermaidTakesTheDiagrams parses every diagram of the goldens and of pools with
// hostile texts: Mermaid finds the participants and messages that were written, with
// the very texts.
func TestMermaidTakesTheDiagrams(t *testing.T) {
	folder := npmFolder(t, "markdown", markdownPackage)
	fences := regexp.MustCompile("(?ms)^```mermaid\n(.*?)^```$")
	var diagrams []string
	for _, document := range documents(t) {
		for _, fence := range fences.FindAllStringSubmatch(document, -1) {
			diagrams = append(diagrams, fence[1])
		}
	}
	slices.Sort(diagrams)
	diagrams = slices.Compact(diagrams)
	if len(diagrams) < 100 {
		t.Fatalf("only %d diagrams", len(diagrams))
	}
	var found []parsed
	runNode(t, folder, mermaidProgram, diagrams, &found)
	for i, diagram := range diagrams {
		want := written(diagram)
		got := found[i]
		for _, texts := range [][]string{got.Actors, got.Messages} {
			for j := range texts {
				texts[j] = decoded(texts[j], placeholder)
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("Mermaid reads\n%+v\nand not\n%+v\nfrom\n%s", got, want, diagram)
		}
	}
}

var (
	headLine    = regexp.MustCompile(`^    (?:actor|participant) p\d+ as (.*)$`)
	messageLine = regexp.MustCompile(`^    (?:p\d+--?>>p\d+|Note over p\d+): (.*)$`)
	numbered    = regexp.MustCompile(`#(\d+);`)
	placeholder = regexp.MustCompile(`ﬂ°°(\d+)¶ß`) // what Mermaid keeps until it draws
)

// written are the participants and messages of a diagram.
func written(diagram string) parsed {
	p := parsed{Type: "sequence", Theme: "default"}
	for line := range strings.SplitSeq(diagram, "\n") {
		if head := headLine.FindStringSubmatch(line); head != nil {
			p.Actors = append(p.Actors, decoded(head[1], numbered))
		}
		if message := messageLine.FindStringSubmatch(line); message != nil {
			p.Messages = append(p.Messages, decoded(message[1], numbered))
		}
	}
	return p
}

func decoded(text string, entity *regexp.Regexp) string {
	return entity.ReplaceAllStringFunc(text, func(found string) string {
		number, err := strconv.Atoi(entity.FindStringSubmatch(found)[1])
		if err != nil {
			panic(err) // the pattern has digits alone
		}
		return string(rune(number))
	})
}

// TestMarkdownlintTakesTheDocuments reads all documents with a linter.
func TestMarkdownlintTakesTheDocuments(t *testing.T) {
	folder := npmFolder(t, "markdown", markdownPackage)
	found := map[string][]struct {
		LineNumber                                 int
		RuleNames                                  []string
		RuleDescription, ErrorDetail, ErrorContext string
	}{}
	all := documents(t)
	runNode(t, folder, lintProgram, all, &found)
	if len(found) != len(all) {
		t.Fatalf("%d results for %d documents", len(found), len(all))
	}
	for name, problems := range found {
		for _, p := range problems {
			t.Errorf("%q:%d: %s %s %s %q", name, p.LineNumber, p.RuleNames[0], p.RuleDescription, p.ErrorDetail, p.ErrorContext)
		}
	}
}

// documents are those with goldens, and of pools with hostile texts.
func documents(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, c := range namedCases(t) {
		all[c.name] = string(exportMarkdown(c.pool, Options{}).Files[0].Data)
	}
	for hostile, p := range hostilePools(t) {
		all["hostile "+hostile] = string(exportMarkdown(p, Options{}).Files[0].Data)
	}
	for name, plan := range plans(t) {
		all["plan "+name] = string(PlanDocument(plan))
	}
	return all
}

// runNode runs a program on a value as JSON and reads its answer.
func runNode(t *testing.T, folder, program string, in, out any) {
	t.Helper()
	file := filepath.Join(folder, "program.mjs")
	writeFile(t, file, program)
	input, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command("node", file)
	c.Dir, c.Stdin, c.Stderr = folder, strings.NewReader(string(input)), os.Stderr
	answer, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(answer, out); err != nil {
		t.Fatal(err)
	}
}
