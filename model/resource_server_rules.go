package model

import (
	"fmt"
	"slices"
	"strings"
)

const atServers = "CreateResourceServer"

var resourceServerRules = []Rule{
	{
		ID: "identifier-trailing-slash", Severity: Warning,
		Settings: []string{atServers + "[].Identifier"},
		Summary:  "A scope is the Identifier, a slash and the ScopeName, so an Identifier with a slash at its end gives scopes with two: https://api.example.com//read.",
		Fix:      "remove the slash at the end of Identifier",
		Source:   "API reference, CreateResourceServer; patterns of the service model",
		Check:    checkIdentifierSlash,
		Edits:    editIdentifierSlash,
	},
	{
		ID: "resource-server-unused", Severity: Advice,
		Settings: []string{atServers + "[].Identifier", atScopes},
		Summary:  "A resource server has an effect only through app clients that have its scopes.",
		Fix:      "add a scope of the resource server to AllowedOAuthScopes of an app client, or remove the resource server",
		Source:   "developer guide, resource servers",
		Check:    checkServerUnused,
	},
}

// scope is a scope of a resource server.
type scope struct{ identifier, name string }

// splitScope splits a scope after the identifier, which can contain slashes. The
// name cannot.
func splitScope(text string) (s scope, ok bool) {
	slash := strings.LastIndexByte(text, '/')
	if slash < 0 {
		return scope{}, false
	}
	return scope{text[:slash], text[slash+1:]}, true
}

// scopes are the scopes of the pool's resource servers.
func (p *Pool) scopes() map[scope]bool {
	all := map[scope]bool{}
	for i := range p.CreateResourceServer {
		server := &p.CreateResourceServer[i]
		for _, s := range server.Scopes {
			all[scope{deref(server.Identifier), deref(s.ScopeName)}] = true
		}
	}
	return all
}

// hasScope reports whether a scope is one of the pool or of its resource servers.
func hasScope(declared map[scope]bool, text string) bool {
	s, ok := splitScope(text)
	return ok && declared[s] || isUserScope(text)
}

func checkScopes(f Facts) []Match {
	if !slices.ContainsFunc(f.CreateUserPoolClient, func(c CreateUserPoolClient) bool { return len(c.AllowedOAuthScopes) > 0 }) {
		return nil
	}
	declared := f.scopes()
	return ofClients(func(f Facts, c client) []Match {
		i := slices.IndexFunc(c.AllowedOAuthScopes, func(text string) bool { return !hasScope(declared, text) })
		if i < 0 {
			return nil
		}
		unknown := c.AllowedOAuthScopes[i]
		message := fmt.Sprintf("has the scope %q, which is not a scope of the pool or of a resource server", unknown)
		if near := f.similarScope(unknown); near != "" {
			message += "; did you mean " + near + "?"
		}
		return c.found(message, c.at(atScopes))
	})(f)
}

// similarScope is the scope of a resource server that was written with the Name
// in place of the Identifier, or without either; empty if there is none.
func (f Facts) similarScope(text string) string {
	name := text[strings.LastIndexByte(text, '/')+1:]
	for i := range f.CreateResourceServer {
		server := &f.CreateResourceServer[i]
		if !slices.ContainsFunc(server.Scopes, func(s ResourceServerScope) bool { return is(s.ScopeName, name) }) {
			continue
		}
		if text == name || text == deref(server.Name)+"/"+name {
			return deref(server.Identifier) + "/" + name
		}
	}
	return ""
}

func firstUnknownScope(f Facts, findings []Finding) []string {
	scopes, declared := f.clientOf(findings[0]).AllowedOAuthScopes, f.scopes()
	return []string{scopes[slices.IndexFunc(scopes, func(text string) bool { return !hasScope(declared, text) })]}
}

func checkIdentifierSlash(f Facts) []Match {
	var matches []Match
	for i := range f.CreateResourceServer {
		if identifier := deref(f.CreateResourceServer[i].Identifier); strings.HasSuffix(identifier, "/") {
			matches = append(matches, found(fmt.Sprintf("the resource server %q has a slash at its end, so its scopes have two slashes", identifier), at(atServers, i, "Identifier"))...)
		}
	}
	return matches
}

func checkServerUnused(f Facts) []Match {
	if len(f.CreateUserPoolClient) == 0 || len(f.CreateResourceServer) == 0 {
		return nil
	}
	used := map[string]bool{}
	for i := range f.CreateUserPoolClient {
		for _, text := range f.CreateUserPoolClient[i].AllowedOAuthScopes {
			if s, ok := splitScope(text); ok {
				used[s.identifier] = true
			}
		}
	}
	var matches []Match
	for i := range f.CreateResourceServer {
		if identifier := f.CreateResourceServer[i].Identifier; identifier != nil && !used[*identifier] {
			matches = append(matches, found(fmt.Sprintf("no app client has a scope of the resource server %q", *identifier), at(atServers, i, "Identifier"))...)
		}
	}
	return matches
}

// editIdentifierSlash removes the slash from the scopes of clients too.
func editIdentifierSlash(f Facts, finding Finding) []Edit {
	before := deref(f.CreateResourceServer[firstIndex(finding)].Identifier)
	after := strings.TrimRight(before, "/")
	edits := setTo(finding.Settings[0], after)
	for i := range f.CreateUserPoolClient {
		scopes := slices.Clone(f.CreateUserPoolClient[i].AllowedOAuthScopes)
		for j, text := range scopes {
			if s, ok := splitScope(text); ok && s.identifier == before {
				scopes[j] = after + "/" + s.name
			}
		}
		if !slices.Equal(scopes, f.CreateUserPoolClient[i].AllowedOAuthScopes) {
			edits = append(edits, setList(at(atClients, i, "AllowedOAuthScopes"), scopes)...)
		}
	}
	return edits
}
