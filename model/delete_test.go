package model

import "testing"

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
