package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// Offline, nothing in the wizard can open a connection.
func TestOfflineWizardHasNoConnections(t *testing.T) {
	drafts := newDraftStore(func(string) string { return t.TempDir() })
	online := newWizardOptions(streams{}, wizardOptions{}, &model.Pool{}, drafts, &submissions{})
	if online.Cognito == nil || online.Fetch == nil || online.List == nil {
		t.Error("something that needs a connection is missing online")
	}
	offline := newWizardOptions(streams{}, wizardOptions{Offline: true}, &model.Pool{}, drafts, &submissions{})
	if offline.Cognito != nil || offline.Fetch != nil || offline.List != nil {
		t.Error("something can open a connection offline")
	}
	if offline.Sandbox == nil {
		t.Error("the sandbox needs no connection")
	}
}

// A described pool whose factors are unknown is not opened as a draft without
// factors: the notice names the command whose output completes it.
func TestOpenDescribedPool(t *testing.T) {
	file := writeTemp(t, "describe.json", `{"UserPool": {"Id": "eu-west-1_Ab12Cd34E", "Name": "shop", "MfaConfiguration": "ON"}}`)
	for name, open := range map[string]func() (*model.Pool, error){
		"typed":  func() (*model.Pool, error) { return loadPool(streams{}, file) },
		"--from": func() (*model.Pool, error) { return startingPool(streams{}, wizardOptions{From: file}) },
	} {
		pool, err := open()
		if pool != nil || err == nil || !strings.Contains(err.Error(), "unknown") {
			t.Fatalf("%s: %v, %v", name, pool, err)
		}
		for _, command := range []string{"`aws cognito-idp get-user-pool-mfa-config --user-pool-id eu-west-1_Ab12Cd34E`", "`poolsmith import "} {
			if !strings.Contains(hintOf(err), command) {
				t.Errorf("%s: the hint lacks %s: %s", name, command, hintOf(err))
			}
		}
	}
}

// A message is edited in a file with a fitting extension, which is deleted
// afterwards.
func TestEditorFile(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	for _, extension := range []string{".html", ".txt"} {
		command, result, err := openEditor([]string{"edit", "--wait"}, "<p>{####}</p>", extension)
		if err != nil {
			t.Fatal(err)
		}
		path := command.Args[len(command.Args)-1]
		if filepath.Ext(path) != extension || command.Args[1] != "--wait" {
			t.Errorf("%s: runs %q", extension, command.Args)
		}
		if err := os.WriteFile(path, []byte("<p>code {####}</p>\r\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if text, err := result(); err != nil || text != "<p>code {####}</p>" {
			t.Errorf("%s: reads back %q, %v", extension, text, err)
		}
		if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: the file is still there: %v", extension, err)
		}
	}
}
