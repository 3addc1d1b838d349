package forms

import "github.com/poolsmith/poolsmith/model"

const (
	serversPath = "CreateResourceServer"
	scopesPath  = serversPath + "[].Scopes"
)

var apis = Step{
	ID: "apis", Title: "APIs and scopes", Folds: true,
	Intro:  "Optional: permissions of your own APIs. An app client lists a scope as identifier/scope.",
	Fields: fields("", serversPath),
}

var serverFields = fields(".", "Identifier", "Name", "Scopes")

func serverLabel(r model.CreateResourceServer) string {
	return named(r.Identifier) + " · " + model.Plural(len(r.Scopes), "scope")
}

func newServer([]model.CreateResourceServer) model.CreateResourceServer {
	return model.CreateResourceServer{}
}

var scopeFields = fields(".", "ScopeName", "ScopeDescription")

func scopeLabel(s model.ResourceServerScope) string {
	label := named(s.ScopeName)
	if s.ScopeDescription != nil {
		label += " · " + *s.ScopeDescription
	}
	return label
}

func newScope([]model.ResourceServerScope) model.ResourceServerScope {
	return model.ResourceServerScope{}
}
