package main

import (
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// Offline, nothing in the wizard can open a connection.
func TestOfflineWizardHasNoConnections(t *testing.T) {
	drafts := newDraftStore(func(string) string { return t.TempDir() })
	online := wizardSeams(streams{}, wizardOptions{}, &model.Pool{}, drafts)
	if online.Cognito == nil || online.Fetch == nil || online.List == nil {
		t.Error("something that needs a connection is missing online")
	}
	offline := wizardSeams(streams{}, wizardOptions{Offline: true}, &model.Pool{}, drafts)
	if offline.Cognito != nil || offline.Fetch != nil || offline.List != nil {
		t.Error("something can open a connection offline")
	}
	if offline.Sandbox == nil {
		t.Error("the sandbox needs no connection")
	}
}
