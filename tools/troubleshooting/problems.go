package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
)

// problem is what may be wrong with a value, and what to do about it.
type problem struct{ Says, Do words }

// readProblems returns the table of the package that says what is wrong with a value.
func readProblems(directory string) ([]problem, error) {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(directory, "problem.go"), nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("read the problems: %w", err)
	}
	var all []problem
	ast.Inspect(file, func(n ast.Node) bool {
		row, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		cells, ok := row.Value.(*ast.CompositeLit)
		if !ok || len(cells.Elts) != 2 {
			return true
		}
		if says, do := cell(cells.Elts[0]), cell(cells.Elts[1]); says != nil && do != nil {
			all = append(all, problem{says, do})
		}
		return false
	})
	return all, nil
}

// cell returns a text in both languages, on one line; nil for anything else.
func cell(e ast.Expr) words {
	text, ok := e.(*ast.CompositeLit)
	if !ok {
		return nil
	}
	languages := map[string]string{"EN": english, "JA": japanese}
	all := words{}
	for _, element := range text.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			return nil
		}
		name, _ := pair.Key.(*ast.Ident)
		value, _ := pair.Value.(*ast.BasicLit)
		if name == nil || value == nil {
			return nil
		}
		said, err := strconv.Unquote(value.Value)
		if err != nil {
			return nil
		}
		all[languages[name.Name]] = verb.ReplaceAllString(strings.Join(strings.Fields(said), " "), "…")
	}
	return all
}

// anyValue is the title of the messages about a value that is wrong in some way.
func anyValue() words {
	return words{english: "Invalid value for …", japanese: "… の値が正しくありません"}
}

// problemTable is the part of the guide about values: it names the attributes, so that a
// search for a whole title finds it.
func problemTable(problems []problem, language string) string {
	attributes := []string{"host", "target", "address", "value", "domain", "priority", "weight", "port", "flags", "tag", "line", "content"}
	var b strings.Builder
	switch language {
	case english:
		b.WriteString("\nThe title ends with the attribute: Invalid value for " + strings.Join(attributes, ", Invalid value for ") +
			". Some attributes have a heading of their own. For the others, search for the end of the message:\n\n| The message says | What to do |\n|---|---|\n")
	default:
		b.WriteString("\n見出しは、「" + strings.Join(attributes, " の値が正しくありません」「") +
			" の値が正しくありません」のように属性名で始まります。専用の見出しがある属性もあります。それ以外は、メッセージの最後の文で探してください。\n\n| メッセージ | 対処 |\n|---|---|\n")
	}
	for _, p := range problems {
		fmt.Fprintf(&b, "| … %s | %s |\n", p.Says[language], p.Do[language])
	}
	return b.String()
}
