// Command words counts wordings that readers stumble over: the English ones of a
// private vocabulary, and Japanese words of which another one is used everywhere
// else. It reads Markdown pages and their templates and, if asked to, the strings and
// comments of Go files.
//
//	words README.md docs          each place in a page; ends with 1 if there is one
//	words -sources internal       each place in strings and comments too
//	words -report docs internal   counts by pattern, of pages, strings and comments
package main

import (
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	found, err := run(os.Args[1:], os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "words:", err)
		os.Exit(2)
	}
	if found {
		os.Exit(1)
	}
}

// kinds are the columns of a report.
func kinds() []string { return []string{"pages", "strings", "comments"} }

// run does what the command line says, and returns whether pages contain a
// pattern that is not only reported.
func run(args []string, out io.Writer) (bool, error) {
	flags := flag.NewFlagSet("words", flag.ContinueOnError)
	report := flags.Bool("report", false, "count only, Go files too")
	sources := flags.Bool("sources", false, "each place, Go files too")
	if err := flags.Parse(args); err != nil {
		return false, err
	}
	counts := map[string]map[string]int{}
	found := false
	for _, path := range flags.Args() {
		err := walk(path, *report || *sources, func(kind string, f finding) {
			if counts[f.Pattern.Name] == nil {
				counts[f.Pattern.Name] = map[string]int{}
			}
			counts[f.Pattern.Name][kind]++
			if !*report {
				found = true
				_, _ = fmt.Fprintln(out, f)
			}
		})
		if err != nil {
			return false, err
		}
	}
	if *report {
		_, _ = fmt.Fprintf(out, "pages\tstrings\tcomments\tpattern\n")
		for _, p := range append(english(), japanese()...) {
			for _, kind := range kinds() {
				_, _ = fmt.Fprintf(out, "%d\t", counts[p.Name][kind])
			}
			_, _ = fmt.Fprintln(out, p.Name)
		}
	}
	return found, nil
}

// walk calls use with each finding of the pages below path, and of its Go files
// if sources says so.
func walk(path string, sources bool, use func(kind string, f finding)) error {
	var names []string
	err := filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && (isPage(name) || sources && isSource(name)) {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for kind, found := range findings(name, text) {
			for _, f := range found {
				use(kind, f)
			}
		}
	}
	return nil
}

// findings returns what the patterns find in a file, by kind.
func findings(name string, text []byte) map[string][]finding {
	if isPage(name) {
		return map[string][]finding{"pages": check(markdown(name, string(text)), languageOf(name))}
	}
	texts, comments := goWords(name, text)
	found := map[string][]finding{"comments": check(comments, english())}
	for _, p := range texts {
		patterns := english()
		if isJapanese(p.Text) && !isEnglish(p.Text) {
			patterns = japanese()
		}
		found["strings"] = append(found["strings"], check([]paragraph{p}, patterns)...)
	}
	return found
}

func isSource(name string) bool {
	return filepath.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go")
}

func isPage(name string) bool {
	return strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".md.tmpl")
}

// languageOf returns the patterns for a page, by the ending of its name.
func languageOf(name string) []pattern {
	name, _ = strings.CutSuffix(name, ".tmpl")
	if strings.HasSuffix(name, "-ja.md") || strings.HasSuffix(name, ".ja.md") {
		return japanese()
	}
	return english()
}
