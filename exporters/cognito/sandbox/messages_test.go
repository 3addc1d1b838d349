package sandbox

import (
	"testing"

	"github.com/poolsmith/poolsmith/model/wordtest"
)

// The sandbox's own messages are plain American English.
func TestWordsOfMessages(t *testing.T) {
	wordtest.CheckLiterals(t, ".", func(_, _ string) bool { return false })
}
