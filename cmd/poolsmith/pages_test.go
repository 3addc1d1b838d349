//go:build unix

package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

var (
	link       = regexp.MustCompile(`\]\(([^)#]+)\)`)
	ownPath    = regexp.MustCompile(`^(\.ci|\.github|cmd|tui|forms|model|exporters)(/|$)`)
	ownPackage = regexp.MustCompile(`^(tui|forms|model|exporters|cognito|sandbox|state|report|exit)\.[A-Z]`)
	argument   = regexp.MustCompile("(?m)[\\s`]\\./([a-z]\\w*(?:/\\w+)*)") // of a command: ./tui
	testName   = regexp.MustCompile(`\b(?:Test|Benchmark|Fuzz)[A-Z]\w*`)
)

// Links in the pages lead to files that exist.
func TestLinksOfPages(t *testing.T) {
	checked := 0
	for _, name := range []string{readmePage, contributingPage, ".github/SECURITY.md"} {
		for _, match := range link.FindAllStringSubmatch(page(t, name), -1) {
			if strings.HasPrefix(match[1], "https://") {
				continue
			}
			checked++
			if file := filepath.Join(filepath.Dir(name), match[1]); !exists(file) {
				t.Errorf("%s links to %s, which does not exist", name, file)
			}
		}
	}
	if checked < 5 {
		t.Errorf("only %d links", checked)
	}
}

// The paths in the pages exist, and the Go names are declared. In
// CONTRIBUTING.md, every code span is a path, a name, a setting, a flag or a
// command line.
func TestNamesOfPages(t *testing.T) {
	names := declarations(t)
	for _, name := range []string{readmePage, contributingPage} {
		text, checked := page(t, name), 0
		for _, span := range spans(text) {
			isCode := strings.ContainsRune(span, ' ') || strings.HasPrefix(span, "-")
			strict := name == contributingPage && !isCode
			if !strict && !ownPath.MatchString(span) && !ownPackage.MatchString(span) {
				continue
			}
			checked++
			declared, _, _ := strings.Cut(span, "/") // of the name of a subtest
			if !names[declared] && !exists(span) && model.Lookup(span) == nil {
				t.Errorf("%s: there is no file, Go name or setting %s", name, span)
			}
		}
		for _, test := range testName.FindAllString(text, -1) {
			checked++
			if !names[test] {
				t.Errorf("%s: there is no test %s", name, test)
			}
		}
		for _, match := range argument.FindAllStringSubmatch(text, -1) {
			checked++
			if !exists(match[1]) {
				t.Errorf("%s: there is no file %s", name, match[1])
			}
		}
		if name == contributingPage && checked < 100 {
			t.Errorf("%s: only %d names", name, checked)
		}
	}
}

// exists reports whether a file or folder of the repository matches the pattern.
func exists(pattern string) bool {
	found, err := filepath.Glob(filepath.Join(repository, pattern))
	return err == nil && len(found) > 0
}

// The table in CONTRIBUTING.md explains every member of an operation.
func TestMembersOfOperationsAreExplained(t *testing.T) {
	var explained []string
	for line := range strings.Lines(section(t, page(t, contributingPage), "Add an operation")) {
		if cells := strings.Split(line, "|"); len(cells) > 1 {
			explained = append(explained, spans(cells[1])...)
		}
	}
	members := reflect.TypeFor[model.Operation]()
	for i := range members.NumField() {
		member := members.Field(i)
		if member.IsExported() && !slices.Contains(explained, "Operation."+member.Name) {
			t.Errorf("%s does not explain Operation.%s", contributingPage, member.Name)
		}
	}
}

// Packages import only what the table in CONTRIBUTING.md allows, and those
// without I/O import no package for it.
func TestImportsOfPackages(t *testing.T) {
	const module = "github.com/poolsmith/poolsmith/"
	inputOutput := []string{"os", "os/exec", "net", "net/http", "syscall"}
	listed := map[string]bool{}
	for line := range strings.Lines(section(t, page(t, contributingPage), "Architecture")) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || len(spans(cells[1])) != 1 {
			continue
		}
		folder, allowed := spans(cells[1])[0], spans(cells[2])
		listed[folder] = true
		for _, file := range sources(t, folder) {
			for _, spec := range file.Imports {
				path := strings.Trim(spec.Path.Value, `"`)
				own, isOwn := strings.CutPrefix(path, module)
				switch {
				case isOwn && !slices.Contains(allowed, own) && strings.TrimSpace(cells[2]) != "all of the above":
					t.Errorf("%s imports %s; %s allows %q", folder, own, contributingPage, allowed)
				case strings.Contains(cells[3], "; no I/O") && slices.Contains(inputOutput, path):
					t.Errorf("%s imports %s; %s allows no I/O", folder, path, contributingPage)
				}
			}
		}
	}
	for _, folder := range packages(t) {
		if !listed[folder] && !strings.HasSuffix(folder, "test") {
			t.Errorf("%s does not have the package %s", contributingPage, folder)
		}
	}
}

// packages are the folders of the repository with Go files.
func packages(t *testing.T) []string {
	t.Helper()
	var folders []string
	err := filepath.WalkDir(repository, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.Name() == "testdata":
			return fs.SkipDir
		case filepath.Ext(path) != ".go":
			return nil
		}
		folder, err := filepath.Rel(repository, filepath.Dir(path))
		if !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return folders
}

// sources are the files of a package, without its tests.
func sources(t *testing.T, folder string) []*ast.File {
	t.Helper()
	return parse(t, folder, func(file string) bool { return !strings.HasSuffix(file, "_test.go") })
}

func parse(t *testing.T, folder string, keep func(file string) bool) []*ast.File {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(repository, folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var trees []*ast.File
	for _, file := range files {
		if !keep(file) {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		trees = append(trees, tree)
	}
	return trees
}

// declarations are the functions, methods, types, members and variables of all
// packages, with and without the name of the package.
func declarations(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, folder := range packages(t) {
		for _, tree := range parse(t, folder, func(string) bool { return true }) {
			for _, d := range tree.Decls {
				for _, name := range declared(d) {
					names[name], names[tree.Name.Name+"."+name] = true, true
				}
			}
		}
	}
	return names
}

func declared(d ast.Decl) []string {
	if f, isFunction := d.(*ast.FuncDecl); isFunction {
		return []string{receiver(f) + f.Name.Name}
	}
	var names []string
	for _, spec := range d.(*ast.GenDecl).Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			names = append(names, spec.Name.Name)
			names = append(names, members(spec)...)
		case *ast.ValueSpec:
			for _, name := range spec.Names {
				names = append(names, name.Name)
			}
		}
	}
	return names
}

// members are those of a struct or an interface, after the name of the type and
// a dot.
func members(spec *ast.TypeSpec) []string {
	var list *ast.FieldList
	switch of := spec.Type.(type) {
	case *ast.StructType:
		list = of.Fields
	case *ast.InterfaceType:
		list = of.Methods
	default:
		return nil
	}
	var names []string
	for _, member := range list.List {
		for _, name := range member.Names {
			names = append(names, spec.Name.Name+"."+name.Name)
		}
	}
	return names
}

// receiver is the type of a method with a dot, empty for a function.
func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return ""
	}
	of := d.Recv.List[0].Type
	if pointer, ok := of.(*ast.StarExpr); ok {
		of = pointer.X
	}
	name, ok := of.(*ast.Ident)
	if !ok {
		return ""
	}
	return name.Name + "."
}
