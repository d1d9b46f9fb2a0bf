package main

import (
	"fmt"
	"go/scanner"
	"go/token"
	"regexp"
	"strconv"
	"strings"
)

// paragraph is prose on one line.
type paragraph struct {
	// At is the file and the line where it begins.
	At   string
	Text string
}

// notProse matches what is no prose in a line of Markdown: code, comments, the
// address of a link, actions of templates.
var notProse = regexp.MustCompile("`[^`]*`|<!--.*?-->|\\]\\([^)]*\\)|https?://[^\\s)>]+|\\{\\{.*?\\}\\}|<[a-z/][^>]*>")

// markdown returns the paragraphs of a page: without code, with each row of a
// table, each item of a list and each heading a paragraph of its own.
func markdown(name, text string) []paragraph {
	var all []paragraph
	var current *paragraph
	code := false
	for i, line := range strings.Split(text, "\n") {
		trimmed := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(trimmed, "```"):
			code, current = !code, nil
			continue
		case code || trimmed == "":
			current = nil
			continue
		case strings.HasPrefix(trimmed, "|"), strings.HasPrefix(trimmed, "#"), strings.HasPrefix(trimmed, "- "), begins.MatchString(trimmed):
			current = nil
		}
		if current == nil {
			all = append(all, paragraph{At: fmt.Sprintf("%s:%d", name, i+1)})
			current = &all[len(all)-1]
		} else if !isJapanese(trimmed) {
			current.Text += " "
		}
		current.Text += trimmed
		if strings.HasPrefix(trimmed, "|") || strings.HasPrefix(trimmed, "#") {
			current = nil
		}
	}
	for i, p := range all {
		// A code span is one word, so that its neighbours do not meet.
		all[i].Text = begins.ReplaceAllString(strings.TrimPrefix(notProse.ReplaceAllString(p.Text, "` `"), "- "), "")
	}
	return all
}

// begins matches the number of an item of a list.
var begins = regexp.MustCompile(`^\d+\. `)

// goWords returns the prose of a Go file: its string literals, and its comments.
func goWords(name string, source []byte) (texts, comments []paragraph) {
	files := token.NewFileSet()
	file := files.AddFile(name, files.Base(), len(source))
	var s scanner.Scanner
	s.Init(file, source, nil, scanner.ScanComments)
	for {
		pos, tok, literal := s.Scan()
		at := fmt.Sprintf("%s:%d", name, files.Position(pos).Line)
		switch tok {
		case token.EOF:
			return texts, comments
		case token.STRING:
			if text, err := strconv.Unquote(literal); err == nil {
				texts = append(texts, paragraph{at, notProse.ReplaceAllString(text, "` `")})
			}
		case token.COMMENT:
			comments = append(comments, paragraph{at, strings.TrimPrefix(literal, "// ")})
		default:
		}
	}
}
