package model

import "testing"

func TestShellQuote(t *testing.T) {
	for word, want := range map[string]string{"dev": "dev", "my dev": "'my dev'", "it's": `'it'\''s'`, "": "''", "$(x)": "'$(x)'", "http://127.0.0.1:5000": "http://127.0.0.1:5000"} {
		if got := ShellQuote(word); got != want {
			t.Errorf("ShellQuote(%q) = %s, want %s", word, got, want)
		}
	}
}
