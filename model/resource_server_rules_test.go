package model

var resourceServerCases = map[string]ruleCase{
	"identifier-trailing-slash": {
		breaks: []string{draft("", `"CreateResourceServer":[{"Identifier":"https://api.example.com/","Name":"api"}]`)},
		fits:   []string{draft("", `"CreateResourceServer":[{"Identifier":"https://api.example.com","Name":"api"}]`)},
	},
	"resource-server-unused": {
		breaks: []string{draft("", anAPI, aClient(codeFlow))},
		fits:   []string{draft("", anAPI, aClient(machineFlow)), draft("", anAPI)},
	},
}
