package forms

import (
	"testing"

	"github.com/poolsmith/poolsmith/model/wordtest"
)

// The texts of the steps are plain American English.
func TestWordsOfSteps(t *testing.T) {
	for _, s := range Steps {
		wordtest.Check(t, s.Title, s.Title+". "+s.Intro)
	}
	wordtest.CheckLiterals(t, ".", func(string, string) bool { return false })
}
