package tui

import (
	"testing"

	"github.com/poolsmith/poolsmith/model/wordtest"
)

func TestWordsOfTheWizard(t *testing.T) {
	wordtest.CheckLiterals(t, ".", func(_, _ string) bool { return false })
}
