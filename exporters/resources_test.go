package exporters

import (
	"fmt"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// The tests of the infrastructure formats name a resource by the path of its
// call: CreateUserPool, CreateGroup[1].

// resourceCalls are the calls that have a resource of their own.
func resourceCalls(p *model.Pool) []model.Call {
	return slices.DeleteFunc(p.Calls(), func(c model.Call) bool { return c.Operation.Into != "" })
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
func takenValues(p *model.Pool) map[string]string {
	values, given := map[string]string{}, map[string]string{}
	for _, c := range resourceCalls(p) {
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

// isMapName reports whether a name in a format is that of a map, whose keys are
// not names.
func isMapName(name string) bool {
	return slices.ContainsFunc(model.Catalog, func(s model.Setting) bool {
		return s.Kind == model.Map && (name == s.CloudFormation || name == s.Terraform || name == camel(snake(s.CloudFormation)))
	})
}
