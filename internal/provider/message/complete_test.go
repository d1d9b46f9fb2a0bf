package message

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func parsed(t *testing.T, pattern string) (files map[string]*ast.File) {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no file %s: %v", pattern, err)
	}
	files = map[string]*ast.File{}
	for _, name := range names {
		if files[name], err = parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func TestEveryMessageIsInTheTableOfWords(t *testing.T) {
	t.Parallel()
	files := parsed(t, "*.go")
	named := map[string]bool{}
	ast.Inspect(files["words_test.go"], func(n ast.Node) bool {
		if name, ok := n.(*ast.Ident); ok {
			named[name.Name] = true
		}
		return true
	})
	found := 0
	for name, file := range files {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || strings.HasSuffix(name, "_test.go") || f.Recv != nil || !f.Name.IsExported() || !returns(f, "Message") {
				continue
			}
			if found++; !named[f.Name.Name] {
				t.Errorf("words_test.go has no case of %s (%s)", f.Name.Name, name)
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d functions return a message: the source is not read as it is written", found)
	}
}

func returns(f *ast.FuncDecl, typeName string) bool {
	if f.Type.Results == nil {
		return false
	}
	name, ok := f.Type.Results.List[0].Type.(*ast.Ident)
	return ok && name.Name == typeName
}

func TestEveryProblemOfAValueHasWords(t *testing.T) {
	t.Parallel()
	all := problems()
	found := 0
	ast.Inspect(parsed(t, "../../zone/check.go")["../../zone/check.go"], func(n ast.Node) bool {
		c, ok := n.(*ast.ValueSpec)
		if !ok || !strings.HasPrefix(c.Names[0].Name, "Problem") {
			return true
		}
		literal, ok := c.Values[0].(*ast.BasicLit)
		if !ok {
			t.Fatalf("%s is not a string", c.Names[0].Name)
		}
		value, err := strconv.Unquote(literal.Value)
		if err != nil {
			t.Fatal(err)
		}
		found++
		for _, text := range all[zone.Problem(value)] {
			if text.EN == "" || text.JA == "" {
				t.Errorf("%s has no words in both languages", c.Names[0].Name)
			}
		}
		return true
	})
	if found != len(all) {
		t.Errorf("%d problems, but words for %d", found, len(all))
	}
}
