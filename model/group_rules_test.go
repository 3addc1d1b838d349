package model

var groupCases = map[string]ruleCase{
	"group-precedence-equal": {
		breaks: []string{draft("", `"CreateGroup":[{"GroupName":"a","Precedence":1,"RoleArn":"$role"},{"GroupName":"b","Precedence":1,"RoleArn":"$role2"}]`)},
		fits: []string{
			draft("", `"CreateGroup":[{"GroupName":"a","Precedence":1,"RoleArn":"$role"},{"GroupName":"b","Precedence":1,"RoleArn":"$role"}]`),
			draft("", `"CreateGroup":[{"GroupName":"a","Precedence":1,"RoleArn":"$role"},{"GroupName":"b","Precedence":2,"RoleArn":"$role2"}]`),
			draft("", `"CreateGroup":[{"GroupName":"a","RoleArn":"$role"},{"GroupName":"b","RoleArn":"$role2"},{"GroupName":"c","Precedence":1},{"GroupName":"d","Precedence":1}]`),
		},
	},
	"group-role-to-prepare": {
		breaks: []string{draft("", `"CreateGroup":[{"GroupName":"a","RoleArn":"$role"}]`)},
		fits:   []string{draft("", `"CreateGroup":[{"GroupName":"a"}]`)},
	},
}
