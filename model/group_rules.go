package model

import "fmt"

const (
	atGroups     = "CreateGroup"
	atGroupRole  = atGroups + "[].RoleArn"
	atPrecedence = atGroups + "[].Precedence"
)

var groupRules = []Rule{
	{
		ID: "group-precedence-equal", Severity: Warning,
		Settings: []string{atPrecedence, atGroupRole},
		Summary:  "A user in two groups of the same Precedence with different roles has no cognito:preferred_role in the token.",
		Fix:      "set a different Precedence for each group with a role",
		Source:   "API reference, CreateGroup",
		Check:    checkPrecedence,
	},
	{
		ID: "group-role-to-prepare", Severity: ToDo,
		Settings: []string{atGroupRole},
		Summary:  "The role of a group has an effect only through an identity pool, and its trust policy names cognito-identity.amazonaws.com.",
		Fix:      "connect an identity pool, and check the trust policy of the role",
		Source:   "API reference, CreateGroup; developer guide, groups",
		Check:    checkGroupRole,
	},
}

func checkPrecedence(f Facts) []Match {
	var matches []Match
	first := map[int]int{} // the group with a role, by precedence
	for i := range f.CreateGroup {
		g := &f.CreateGroup[i]
		if g.Precedence == nil || g.RoleArn == nil {
			continue
		}
		before, seen := first[*g.Precedence]
		if !seen {
			first[*g.Precedence] = i
			continue
		}
		if other := &f.CreateGroup[before]; *other.RoleArn != *g.RoleArn {
			matches = append(matches, found(fmt.Sprintf("the groups %q and %q have the Precedence %d and different roles", deref(other.GroupName), deref(g.GroupName), *g.Precedence), at(atGroups, i, "Precedence"), at(atGroups, before, "Precedence"))...)
		}
	}
	return matches
}

func checkGroupRole(f Facts) []Match {
	var matches []Match
	for i := range f.CreateGroup {
		if g := &f.CreateGroup[i]; g.RoleArn != nil {
			matches = append(matches, found(fmt.Sprintf("the role of the group %q needs an identity pool that uses it", deref(g.GroupName)), at(atGroups, i, "RoleArn"))...)
		}
	}
	return matches
}
