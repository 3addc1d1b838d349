package forms

import (
	"strconv"

	"github.com/poolsmith/poolsmith/model"
)

const groupsPath = "CreateGroup"

var groups = Step{
	ID: "groups", Title: "Groups", Folds: true,
	Intro:  "Optional: groups decide what users may do in your apps. They can be added at any time.",
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
