package exporters

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// The tests of the infrastructure formats name a resource by the path of its
// call: CreateUserPool, CreateGroup[1].

// resourceCalls are the calls that have a resource of their own in a tool.
func resourceCalls(p *model.Pool, typeOf func(*model.Operation) string) []model.Call {
	return slices.DeleteFunc(p.Calls(), func(c model.Call) bool { return c.Operation.Into != "" || typeOf(c.Operation) == "" })
}

func terraformType(o *model.Operation) string { return o.Terraform }

func cloudFormationType(o *model.Operation) string { return o.CloudFormation }

// neededFirst lists, by the path of a call, the paths of those that must be made
// before it although it takes nothing from them: the resource servers of its
// scopes, its identity providers, and the domains of classic pages.
func neededFirst(p *model.Pool) map[string][]string {
	needed := map[string][]string{}
	for i, client := range p.CreateUserPoolClient {
		path := fmt.Sprintf("CreateUserPoolClient[%d]", i)
		for n, server := range p.CreateResourceServer {
			if server.Identifier != nil && slices.ContainsFunc(client.AllowedOAuthScopes, func(scope string) bool {
				rest, found := strings.CutPrefix(scope, *server.Identifier+"/")
				return found && !strings.Contains(rest, "/")
			}) {
				needed[path] = append(needed[path], fmt.Sprintf("CreateResourceServer[%d]", n))
			}
		}
		for n, provider := range p.CreateIdentityProvider {
			if provider.ProviderName != nil && slices.Contains(client.SupportedIdentityProviders, *provider.ProviderName) {
				needed[path] = append(needed[path], fmt.Sprintf("CreateIdentityProvider[%d]", n))
			}
		}
	}
	for i := range p.SetUICustomization {
		for n := range p.CreateUserPoolDomain {
			path := fmt.Sprintf("SetUICustomization[%d]", i)
			needed[path] = append(needed[path], fmt.Sprintf("CreateUserPoolDomain[%d]", n))
		}
	}
	return needed
}

// secretNamed is the reference of the pool to the secret that a variable of the
// infrastructure code stands for.
func secretNamed(t *testing.T, p *model.Pool, variable string) string {
	t.Helper()
	plain := func(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "")) }
	longest, reference := 0, ""
	for leaf := range p.Leaves() {
		values, _ := leaf.Value().(map[string]string)
		for _, key := range leaf.Setting.SecretKeys {
			name, _ := model.SecretVariable(values[key])
			begin := plain(identifier(name, "secret"))
			if strings.HasPrefix(plain(variable), begin) && len(begin) > longest {
				longest, reference = len(begin), values[key]
			}
		}
	}
	if reference == "" {
		t.Errorf("%s stands for no secret", variable)
	}
	return reference
}

// resourceOf is the resource that has a setting.
func resourceOf(l model.Leaf) string {
	o, path := model.OperationOf(l.Setting.Path), l.Path()
	switch {
	case o.Into != "":
		return o.Into
	case o.Many:
		return path[:strings.IndexByte(path, ']')+1]
	default:
		return o.Name
	}
}

// placeAt is the place of a leaf: its resource, a colon, and its name in the
// format with the indices of lists. It is empty where the format has no name.
func placeAt(l model.Leaf, nameOf func(*model.Setting) string) string {
	path := nameOf(l.Setting)
	if path == "" {
		return ""
	}
	parts := strings.Split(l.Setting.Path, "[]")
	for i, index := range slices.Backward(l.At()) {
		if list := strings.Join(parts[:i+1], "[]"); strings.Contains(list, ".") {
			name := nameOf(model.Lookup(list))
			path = fmt.Sprintf("%s[%d]%s", name, index, strings.TrimPrefix(path, name))
		}
	}
	return resourceOf(l) + ":" + path
}

// takenValues are the references that the resources of a pool have to each other,
// by the path of the member: the id of another resource, or empty where none
// gives it.
func takenValues(p *model.Pool, typeOf func(*model.Operation) string) map[string]string {
	values, given := map[string]string{}, map[string]string{}
	for _, c := range resourceCalls(p, typeOf) {
		for _, t := range c.Takes() {
			values[c.Path+"."+t.Member] = given[t.Answer]
		}
		for _, g := range c.Gives() {
			given[g.Answer] = idOfResource(c.Path)
		}
	}
	return values
}

// idOfResource stands for the id of a resource that a reference comes to.
func idOfResource(resource string) string { return "the id of " + resource }

// isJSONName reports whether a name in a format is that of a JSON object.
func isJSONName(name string) bool {
	return slices.ContainsFunc(model.Catalog, func(s model.Setting) bool {
		return s.Kind == model.JSON && (name == s.CloudFormation || name == s.Terraform)
	})
}

// isMapName reports whether a name in a format is that of a map, whose keys are
// not names.
func isMapName(name string) bool {
	return slices.ContainsFunc(model.Catalog, func(s model.Setting) bool {
		return s.Kind == model.Map && (name == s.CloudFormation || name == s.Terraform || name == camel(snake(s.CloudFormation)))
	})
}
