package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// The languages of the guide.
const (
	english  = "en"
	japanese = "ja"
)

// words is a text by language.
type words map[string]string

// message is what the source says of one message.
type message struct {
	// File is the name of the source file, which groups the messages.
	File string
	// Title is the summary.
	Title words
	// Detail is the rest; nil if the source builds it from parts.
	Detail words
}

// read returns the messages of a package, in the order of its files.
func read(directory string) ([]message, error) {
	names, err := filepath.Glob(filepath.Join(directory, "*.go"))
	if err != nil {
		return nil, err
	}
	var all []message
	var files []*ast.File
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("read the messages: %w", err)
		}
		files = append(files, file)
	}
	parts := partsOf(files)
	for i, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			if m, ok := parts.message(n); ok {
				m.File = strings.TrimSuffix(filepath.Base(names[i]), ".go")
				all = append(all, m)
			}
			return true
		})
	}
	return all, nil
}

// parts are the texts that functions return, by the name of the function.
type parts map[string]string

// partsOf returns the texts of the functions that do nothing but return one, such as a
// block that several messages contain.
func partsOf(files []*ast.File) parts {
	all := parts{}
	for _, file := range files {
		for _, declaration := range file.Decls {
			f, ok := declaration.(*ast.FuncDecl)
			if !ok || f.Recv != nil || f.Body == nil || len(f.Body.List) != 1 {
				continue
			}
			if r, ok := f.Body.List[0].(*ast.ReturnStmt); ok && len(r.Results) == 1 {
				if text, ok := all.text(r.Results[0]); ok {
					all[f.Name.Name] = text
				}
			}
		}
	}
	return all
}

// text returns what a function composes of literals and arguments.
func (p parts) text(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.Ident:
		return "…", true
	case *ast.BinaryExpr:
		left, okLeft := p.text(e.X)
		right, okRight := p.text(e.Y)
		return left + right, okLeft && okRight && e.Op == token.ADD
	case *ast.CallExpr:
		if f, ok := e.Fun.(*ast.SelectorExpr); !ok || f.Sel.Name != "Sprintf" {
			return "", false
		}
		return p.constant(e.Args[0], nil)
	default:
		return p.constant(e, nil)
	}
}

// message reads a composite literal with a Summary.
func (p parts) message(n ast.Node) (message, bool) {
	literal, ok := n.(*ast.CompositeLit)
	if !ok {
		return message{}, false
	}
	var m message
	for _, element := range literal.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			return message{}, false
		}
		switch key, _ := pair.Key.(*ast.Ident); {
		case key == nil:
		case key.Name == "Summary":
			m.Title = p.said(pair.Value)
		case key.Name == "Detail":
			m.Detail = p.said(pair.Value)
		}
	}
	return m, m.Title != nil
}

// said returns the two texts of a call say(en, ja, …), and nil for anything else.
func (p parts) said(e ast.Expr) words {
	call, ok := e.(*ast.CallExpr)
	if !ok || len(call.Args) < 2 {
		return nil
	}
	if name, ok := call.Fun.(*ast.Ident); !ok || name.Name != "say" {
		return nil
	}
	en, okEN := p.constant(call.Args[0], call.Args[2:])
	ja, okJA := p.constant(call.Args[1], call.Args[2:])
	if !okEN || !okJA {
		return nil
	}
	return words{english: en, japanese: ja}
}

// verb matches what say replaces by values, and numbered the number of one value.
var (
	verb     = regexp.MustCompile(`(?:%(?:\[\d+\])?[sqdvx])+`)
	numbered = regexp.MustCompile(`%\[(\d+)\]s`)
)

// constant returns a string of literals, with the text of each value that is a part,
// and an ellipsis for each other one.
func (p parts) constant(e ast.Expr, values []ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		text = withLiteral(text, values)
		text = numbered.ReplaceAllStringFunc(text, func(v string) string { return p.value(v, values) })
		return strings.ReplaceAll(verb.ReplaceAllString(text, "…"), "%%", "%"), err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		left, okLeft := p.constant(e.X, values)
		right, okRight := p.constant(e.Y, values)
		return left + right, okLeft && okRight && e.Op == token.ADD
	default:
		return "", false
	}
}

// withLiteral puts the first value into a text with one plain %s, if it is a literal, such
// as the name of an attribute.
func withLiteral(text string, values []ast.Expr) string {
	if len(values) == 0 || strings.Count(text, "%") != 1 {
		return text
	}
	literal, ok := values[0].(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return text
	}
	value, err := strconv.Unquote(literal.Value)
	if err != nil {
		return text
	}
	return strings.Replace(text, "%s", value, 1)
}

// value returns the part that a numbered verb is for, or the verb.
func (p parts) value(v string, values []ast.Expr) string {
	n, err := strconv.Atoi(numbered.FindStringSubmatch(v)[1])
	if err != nil || n < 1 || n > len(values) {
		return v
	}
	call, ok := values[n-1].(*ast.CallExpr)
	if !ok {
		return v
	}
	if name, ok := call.Fun.(*ast.Ident); ok && p[name.Name] != "" {
		return p[name.Name]
	}
	return v
}
