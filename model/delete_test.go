package model

import (
	"slices"
	"strings"
	"testing"
)

func TestDeletion(t *testing.T) {
	p := &Pool{}
	check := func(want ...string) {
		t.Helper()
		commands := p.Deletion()
		if len(commands) != len(want) {
			t.Fatalf("got %v, want %q", commands, want)
		}
		for i, command := range commands {
			if got := command.Line(); got != want[i] {
				t.Errorf("got %s, want %s", got, want[i])
			}
		}
	}
	const deletePool = "aws cognito-idp delete-user-pool"
	check(deletePool)
	p.CreateUserPool.DeletionProtection = new("INACTIVE")
	check(deletePool)
	p.CreateUserPool.DeletionProtection = new("ACTIVE")
	check("aws cognito-idp update-user-pool --deletion-protection INACTIVE"+
		" --user-attribute-update-settings 'AttributesRequireVerificationBeforeUpdate=[]'", deletePool)
}

// What keeps a pool from being deleted is deleted first: its domains, whatever
// their names, if they were made.
func TestDeletionOfDomains(t *testing.T) {
	p := &Pool{CreateUserPoolDomain: []CreateUserPoolDomain{{Domain: new("shop-auth")}, {Domain: new("it's $HOME")}}}
	p.CreateUserPool.DeletionProtection = new("ACTIVE")
	var lines []string
	for _, command := range p.Deletion() {
		lines = append(lines, command.Line())
	}
	want := []string{
		"aws cognito-idp update-user-pool --deletion-protection INACTIVE --user-attribute-update-settings 'AttributesRequireVerificationBeforeUpdate=[]'",
		`aws cognito-idp delete-user-pool-domain --domain 'it'\''s $HOME'`,
		"aws cognito-idp delete-user-pool-domain --domain shop-auth",
		"aws cognito-idp delete-user-pool",
	}
	if !slices.Equal(lines, want) {
		t.Errorf("got %q", lines)
	}
	if got := len(p.DeletionAfter(p.Calls()[:2])); got != 3 {
		t.Errorf("%d commands after the first domain", got)
	}
	// The commands have no ids but that of the pool.
	for _, o := range Operations {
		if o.DeleteFirst && !slices.Contains(testOperations, o) && (o.Delete == "" || len(o.Gives) > 0 || strings.Contains(o.Key, "+")) {
			t.Errorf("%s cannot be deleted by its key alone", o.Name)
		}
	}
}
