package wordtest

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// codeOfMarkdown is what Markdown shows as code, and where links lead.
var codeOfMarkdown = regexp.MustCompile("(?s)```.*?```|`[^`\n]*`|\\]\\([^)]*\\)")

// The documents for users are plain American English. Code in them does not
// count: commands are checked where they are printed.
func TestWordsOfDocuments(t *testing.T) {
	for _, name := range []string{"README.md", ".github/SECURITY.md"} {
		data, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(codeOfMarkdown.ReplaceAllString(string(data), "")) {
			Check(t, name, line)
		}
	}
}

// The list finds what it is for.
func TestFind(t *testing.T) {
	for _, text := range []string{
		"mend the text", "the name must hold letters", "take the factor away", "leave it out", "so say all of them", "set it in the MFA step",
		"what it demands", "Cognito refuses it", "the pool is made", "stands in the schema twice", "in the pool's region", "the dearest plan",
		"Look after the pools", "the credentials cannot be had", "whoever has no bash", "no pool was made all the same", "region eu-west-1, profile default",
		"Left out: 8", "what it leaves out is not demanded", "the greatest value is smaller than its least", "has not been seen", "may not take again",
		"Nothing is said; every step asks.", "Say in which settings two pools differ", "the key of AWS needs no care", "broken off", "drafts lie in /home",
		"What it does that others do not", "Look twice:", "↓13 lines more",
		"the body is no JSON at byte 3", "Cognito takes no prefix", "a pool as young as this one",
	} {
		if len(Find(text)) == 0 {
			t.Errorf("nothing found in %q", text)
		}
	}
}

func TestFindAcceptsPlainTexts(t *testing.T) {
	for _, text := range []string{
		"remove the factor", "set it with --region eu-west-1", "the pool's Region", "Cognito rejects it", "the pool was created",
		"aws s3 ls --region=eu-west-1", "AWS_REGION", "region = var.region",
	} {
		if found := Find(text); len(found) > 0 {
			t.Errorf("%q: found %v", text, found)
		}
	}
}
