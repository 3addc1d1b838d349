package cognito

import (
	"slices"
	"testing"

	"github.com/poolsmith/poolsmith/model/wordtest"
)

// Messages and hints are plain American English. The expressions that find
// messages of the service quote the service.
func TestWordsOfMessages(t *testing.T) {
	var quoted []string
	for _, known := range knownErrors {
		quoted = append(quoted, known.text)
		wordtest.Check(t, known.code+known.text, known.hint)
	}
	wordtest.CheckLiterals(t, ".", func(_, text string) bool { return slices.Contains(quoted, text) })
}
