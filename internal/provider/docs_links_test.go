package provider_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// link is a link to another file of the project, with or without a section.
var link = regexp.MustCompile(`\]\(([^)#:\s]+)(#[^)]*)?\)`)

func TestEveryLinkOfTheDocumentationLeadsToAFile(t *testing.T) {
	t.Parallel()
	var pages []string
	for _, pattern := range []string{"../../*.md", "../../tools/*.md", "../../internal/*/*.md"} {
		some, err := filepath.Glob(pattern)
		if err != nil || len(some) == 0 {
			t.Fatalf("no page %s: %v", pattern, err)
		}
		pages = append(pages, some...)
	}
	err := filepath.WalkDir("../../docs", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			pages = append(pages, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			found++
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), m[1])); err != nil {
				t.Errorf("%s: the link %s leads nowhere", page, m[1])
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d links: the pages are not read as they are written", found)
	}
}

// heading matches a heading of a page, outside of code.
var heading = regexp.MustCompile(`(?m)^#{1,6} (.*)$`)

// fences matches the blocks of code of a page.
var fences = regexp.MustCompile("(?ms)^```.*?^```")

// anchorOf returns the fragment under which GitHub and the registry show a heading.
func anchorOf(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-', r == '_', unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}

func TestEveryLinkToASectionFindsItsHeading(t *testing.T) {
	t.Parallel()
	section := regexp.MustCompile(`\]\(([^)#:\s]*)#([^)]+)\)`)
	pages, err := filepath.Glob("../../docs/guides/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no guides: %v", err)
	}
	found := 0
	for _, page := range append(pages, "../../docs/index.md", "../../README.md", "../../README.ja.md", "../../SECURITY.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range section.FindAllStringSubmatch(string(text), -1) {
			found++
			target := page
			if m[1] != "" {
				target = filepath.Join(filepath.Dir(page), m[1])
			}
			there, err := os.ReadFile(target)
			if err != nil {
				t.Fatal(err)
			}
			headings := heading.FindAllStringSubmatch(fences.ReplaceAllString(string(there), ""), -1)
			if !slices.ContainsFunc(headings, func(h []string) bool { return anchorOf(h[1]) == m[2] }) {
				t.Errorf("%s: %s has no section #%s", page, target, m[2])
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d links: the pages are not read as they are written", found)
	}
}

func TestEveryPageHasTheFrontMatterOfTheRegistry(t *testing.T) {
	t.Parallel()
	front := regexp.MustCompile(`^---\npage_title: "[^"\n]+"\nsubcategory: "([^"\n]*)"\ndescription: \|-\n(?:  .*\n|\n)+---\n`)
	japanese := []string{"日本語: 始める", "日本語: メール", "日本語: 運用"}
	groups := map[string][]string{
		"guides":         append([]string{"Getting started", "Mail", "Operations"}, japanese...),
		"resources":      {"DNS records", "Mail", "Zone"},
		"data-sources":   {"DNS records", "Mail", "Zone"},
		"functions":      {""},
		"list-resources": {""},
	}
	for kind, allowed := range groups {
		pages, err := filepath.Glob("../../docs/" + kind + "/*.md")
		if err != nil || len(pages) == 0 {
			t.Fatalf("no %s: %v", kind, err)
		}
		for _, page := range pages {
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			m := front.FindStringSubmatch(string(text))
			switch {
			case m == nil:
				t.Errorf("%s: wrong front matter", page)
			case !slices.Contains(allowed, m[1]), kind == "guides" && strings.HasSuffix(page, "-ja.md") != slices.Contains(japanese, m[1]):
				t.Errorf("%s: the group is %q", page, m[1])
			}
		}
	}
}

// A guide in one language alone leaves the other's readers behind.
func TestEveryGuideStandsInBothLanguages(t *testing.T) {
	t.Parallel()
	guides, err := filepath.Glob("../../docs/guides/*.md")
	if err != nil || len(guides) == 0 {
		t.Fatalf("no guides: %v", err)
	}
	for _, guide := range guides {
		twin, japanese := strings.CutSuffix(guide, "-ja.md")
		if japanese {
			twin += ".md"
		} else {
			twin = strings.TrimSuffix(guide, ".md") + "-ja.md"
		}
		if _, err := os.Stat(twin); err != nil {
			t.Errorf("%s has no twin %s", guide, filepath.Base(twin))
		}
	}
}
