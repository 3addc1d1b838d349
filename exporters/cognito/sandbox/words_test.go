package sandbox

import (
	"testing"

	"github.com/poolsmith/poolsmith/model/wordtest"
)

// The sandbox's own messages are plain American English. words.go quotes the
// service.
func TestWordsOfMessages(t *testing.T) {
	wordtest.CheckLiterals(t, ".", func(file, _ string) bool { return file == "words.go" })
}
