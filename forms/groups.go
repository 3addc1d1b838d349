package forms

import (
	"strconv"

	"github.com/poolsmith/poolsmith/model"
)

const groupsPath = "CreateGroup"

var groups = Step{
	ID: "groups", Title: "Groups", Folds: true,
	Intro:  "Groups of users, such as admins. Tokens list the groups of the user.",
	Fields: fields("", groupsPath),
}

var groupFields = fields(".", "GroupName", "Description", "Precedence", "RoleArn")

func groupLabel(g model.CreateGroup) string {
	label := named(g.GroupName)
	if g.Precedence != nil {
		label += " · precedence " + strconv.Itoa(*g.Precedence)
	}
	return label
}

func newGroup([]model.CreateGroup) model.CreateGroup { return model.CreateGroup{} }
