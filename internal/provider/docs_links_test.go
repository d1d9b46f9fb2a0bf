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

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// link is a link to another file of the project, with or without a section.
var link = regexp.MustCompile(`\]\(([^)#:\s]+)(#[^)]*)?\)`)

// allPages returns the paths of all pages of the project.
func allPages(t *testing.T) (pages []string) {
	t.Helper()
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
	return pages
}

func TestEveryLinkOfTheDocumentationLeadsToAFile(t *testing.T) {
	t.Parallel()
	found := 0
	for _, page := range allPages(t) {
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

// anchorsOf returns the fragments of a page's headings, in their order.
func anchorsOf(t *testing.T, page string) (all []string) {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range heading.FindAllStringSubmatch(fences.ReplaceAllString(string(text), ""), -1) {
		all = append(all, anchorOf(h[1]))
	}
	return all
}

func TestEveryLinkToASectionFindsItsHeading(t *testing.T) {
	t.Parallel()
	section := regexp.MustCompile(`\]\(([^)#:\s]*)#([^)]+)\)`)
	found := 0
	for _, page := range allPages(t) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		// tfplugindocs links a nested schema to an anchor of its own.
		written := regexp.MustCompile(`<a id="([^"]+)">`).FindAllStringSubmatch(string(text), -1)
		for _, m := range section.FindAllStringSubmatch(string(text), -1) {
			found++
			target := page
			if m[1] != "" {
				target = filepath.Join(filepath.Dir(page), m[1])
			}
			own := m[1] == "" && slices.ContainsFunc(written, func(id []string) bool { return id[1] == m[2] })
			if !own && !slices.Contains(anchorsOf(t, target), m[2]) {
				t.Errorf("%s: %s has no section #%s", page, target, m[2])
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d links: the pages are not read as they are written", found)
	}
}

// Messages lead to these sections.
func TestEveryRuleHasItsSectionInBothGuides(t *testing.T) {
	t.Parallel()
	for _, r := range rules.Catalogue() {
		for _, l := range []rules.Language{rules.English, rules.Japanese} {
			_, address, _ := strings.Cut(r.Page(l), "/docs/")
			page, fragment, _ := strings.Cut(address, "#")
			if !slices.Contains(anchorsOf(t, "../../docs/"+page+".md"), fragment) {
				t.Errorf("%s leads nowhere", r.Page(l))
			}
		}
	}
}

// A heading that is there twice has a number in its fragment, which changes with the page.
func TestNoGuideHasOneHeadingTwice(t *testing.T) {
	t.Parallel()
	guides, err := filepath.Glob("../../docs/guides/*.md")
	if err != nil || len(guides) == 0 {
		t.Fatalf("no guides: %v", err)
	}
	for _, guide := range guides {
		seen := map[string]bool{}
		for _, anchor := range anchorsOf(t, guide) {
			if seen[anchor] {
				t.Errorf("%s: #%s is there twice", guide, anchor)
			}
			seen[anchor] = true
		}
	}
}

func TestEveryGuideIsLinkedFromTheFirstPages(t *testing.T) {
	t.Parallel()
	guides, err := filepath.Glob("../../docs/guides/*.md")
	if err != nil || len(guides) == 0 {
		t.Fatalf("no guides: %v", err)
	}
	for _, guide := range guides {
		readme := "../../README.md"
		if strings.HasSuffix(guide, "-ja.md") {
			readme = "../../README.ja.md"
		}
		for _, first := range []string{readme, "../../docs/index.md"} {
			text, err := os.ReadFile(first)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(text), "guides/"+filepath.Base(guide)+")") {
				t.Errorf("%s is not linked from %s", guide, first)
			}
		}
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
	index, err := os.ReadFile("../../docs/index.md")
	if err != nil || !regexp.MustCompile(`^---\npage_title: "[^"\n]+"\ndescription: \|-\n  .+\n---\n`).Match(index) {
		t.Errorf("docs/index.md: wrong front matter, %v", err)
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
