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
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("read the messages: %w", err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if m, ok := messageOf(n); ok {
				m.File = strings.TrimSuffix(filepath.Base(name), ".go")
				all = append(all, m)
			}
			return true
		})
	}
	return all, nil
}

// messageOf reads a composite literal with a Summary.
func messageOf(n ast.Node) (message, bool) {
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
			m.Title = said(pair.Value)
		case key.Name == "Detail":
			m.Detail = said(pair.Value)
		}
	}
	return m, m.Title != nil
}

// said returns the two texts of a call say(en, ja, …), and nil for anything else.
func said(e ast.Expr) words {
	call, ok := e.(*ast.CallExpr)
	if !ok || len(call.Args) < 2 {
		return nil
	}
	if name, ok := call.Fun.(*ast.Ident); !ok || name.Name != "say" {
		return nil
	}
	en, okEN := constant(call.Args[0])
	ja, okJA := constant(call.Args[1])
	if !okEN || !okJA {
		return nil
	}
	return words{english: en, japanese: ja}
}

// verb matches what say replaces by values.
var verb = regexp.MustCompile(`(?:%(?:\[\d+\])?[sqdvx])+`)

// constant returns a string of literals, with an ellipsis for each value.
func constant(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return strings.ReplaceAll(verb.ReplaceAllString(text, "…"), "%%", "%"), err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		left, okLeft := constant(e.X)
		right, okRight := constant(e.Y)
		return left + right, okLeft && okRight && e.Op == token.ADD
	default:
		return "", false
	}
}
