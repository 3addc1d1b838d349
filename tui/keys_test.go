package tui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Every key is a binding in keys.go: no other file compares the name or the
// code of a key, or makes a binding.
func TestKeysAreBindings(t *testing.T) {
	for _, dir := range []string{".", "../forms"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal("no files", err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") || name == "keys.go" {
				continue
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, node := range keyComparisons(file) {
				t.Errorf("%s: a key that is no binding of keys.go", set.Position(node.Pos()))
			}
		}
	}
}

// keyComparisons are the places of a file that tell a key by its name or code,
// or make a binding.
func keyComparisons(file *ast.File) []ast.Node {
	var found []ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if (n.Op == token.EQL || n.Op == token.NEQ) && (isKey(n.X) || isKey(n.Y)) {
				found = append(found, n)
			}
		case *ast.SwitchStmt:
			if n.Tag != nil && isKey(n.Tag) {
				found = append(found, n)
			}
		case *ast.IndexExpr:
			if isKey(n.Index) {
				found = append(found, n)
			}
		case *ast.SelectorExpr:
			if isSelector(n, "key", "NewBinding", "WithKeys") {
				found = append(found, n)
			}
		}
		return true
	})
	return found
}

// isKey reports whether an expression is the name of a key, as msg.String() and
// msg.Keystroke() return it, or a code: msg.Code, tea.KeyEnter.
func isKey(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.CallExpr:
		s, ok := e.Fun.(*ast.SelectorExpr)
		return ok && len(e.Args) == 0 && (s.Sel.Name == "String" || s.Sel.Name == "Keystroke")
	case *ast.SelectorExpr:
		return e.Sel.Name == "Code" || isSelector(e, "tea") && strings.HasPrefix(e.Sel.Name, "Key")
	}
	return false
}

// isSelector reports whether an expression is pkg.name, for one of the names or
// for any where none are given.
func isSelector(e *ast.SelectorExpr, pkg string, names ...string) bool {
	x, ok := e.X.(*ast.Ident)
	return ok && x.Name == pkg && (len(names) == 0 || slices.Contains(names, e.Sel.Name))
}

// The test above finds what it looks for.
func TestKeyComparisonsAreFound(t *testing.T) {
	const source = `package p
func f() {
	if msg.String() == "up" || msg.Code == tea.KeyEnter || tea.KeyTab != c {
	}
	switch press.Keystroke() {
	case "enter":
	}
	_ = moves[msg.String()]
	_ = key.NewBinding(key.WithKeys("q"))
	_ = tea.KeyPressMsg{Code: tea.KeyDown}
	_ = key.Matches(msg, k.Up)
}`
	file, err := parser.ParseFile(token.NewFileSet(), "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(keyComparisons(file)); n != 7 {
		t.Errorf("found %d of 7", n)
	}
}
