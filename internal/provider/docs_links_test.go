package provider_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
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
