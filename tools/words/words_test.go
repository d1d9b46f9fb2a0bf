package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// names returns the names of the patterns found in a page.
func names(page, text string) []string {
	var all []string
	for _, f := range check(markdown(page, text), languageOf(page)) {
		all = append(all, f.Pattern.Name)
	}
	return all
}

func TestPatternsFireAndStaySilent(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		page string
		text string
		want []string
	}{
		{"where begins a condition", "p.md", "Where a text can't be kept, nothing is written.", []string{"Where for if"}},
		{"where begins a condition in a second sentence", "p.md", "It is so. Where it is not, it fails.", []string{"Where for if"}},
		{"where asks", "p.md", "Where is it?", nil},
		{"where says a place", "p.md", "the directory where the file is", nil},
		{"a record stands", "p.md", "It stands there, and understands.", []string{"stand"}},
		{"a phrase goes on in the next line", "p.md", "It has a final\ndot.", []string{"final dot"}},
		{"a row of a table is not joined with the next one", "p.md", "| final |\n| dot |", nil},
		{"code is no prose", "p.md", "Use `alone`.\n\n```text\nalone\n```\n", nil},
		{"a comment and an address are no prose", "p.md", "<!-- refused: x -->\n[text](https://a.example/alone)", nil},
		{"words far from each other are no phrase", "p.md", "take the line and put it away", nil},
		{"something is taken away", "p.md", "It takes the lines away and lets it go.", []string{"take away", "take away"}},
		{"mail is taken", "p.md", "It takes the mail of all.", []string{"take mail"}},
		{"a template of a page is a page", "p.md.tmpl", "It tells you.", []string{"tell"}},
		{"an English word is none in a Japanese page", "p-ja.md", "これは alone です。", nil},
		{"a server takes mail in", "p-ja.md", "メールを受け取るサーバー", []string{"メールを受ける、受け取る"}},
		{"the registry is not the registrar", "README.ja.md", "レジストリで公開します。レジストラのAPIです。", []string{"Value-Domain、レジストラ"}},
		{"a compound has a space", "p-ja.md", "A レコードと API トークン", []string{"複合語の空白", "複合語の空白"}},
		{"plan has no space next to it", "p-ja.md", "次のplanで", []string{"plan の前後の空白"}},
		{"a sign is of half width", "p-ja.md", "設定(既定)", []string{"半角の記号", "半角の記号"}},
		{"a link is not a sign of half width", "p-ja.md", "詳しくは[設定](a.md)を。", nil},
		{"a Japanese line goes on in the next line", "p-ja.md", "管理\nに入れる。", []string{"管理に入れる"}},
		{"other and some other", "p-ja.md", "その他の行と、他の行", []string{"おすすめ、きざみ、分かる、他"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := names(test.page, test.text); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestAReportCountsStringsAndComments(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	source := "package p\n\n// It stands there.\nvar a = \"It stands.\" + \"受け取る\" + \"`stands`\"\n"
	if err := os.WriteFile(filepath.Join(dir, "a.go"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	found, err := run([]string{"-report", dir}, &out)
	if err != nil || found {
		t.Errorf("found %v, error %v; a report only counts", found, err)
	}
	for _, want := range []string{"0\t1\t1\tstand\n", "0\t1\t0\tメールを受ける、受け取る\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
}

func TestTheDocumentationUsesPlainWords(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob("../../*.md")
	if err != nil || len(pages) < 5 {
		t.Fatalf("%q, %v", pages, err)
	}
	for _, path := range append(pages, "../README.md", "../../internal", "../../templates", "../../docs") {
		if err := walk(path, false, func(_ string, f finding) { t.Error(f) }); err != nil {
			t.Fatal(err)
		}
	}
}

// The table of CONTRIBUTING.md says what the patterns find.
func TestThePatternsKnowTheWordsOfTheTable(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../CONTRIBUTING.md")
	if err != nil || len(text) >= 9000 {
		t.Fatalf("%d bytes, %v", len(text), err)
	}
	_, table, _ := strings.Cut(string(text), "| English | 日本語 | not |\n|---|---|---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	rows := strings.Split(table, "\n")
	if len(rows) < 8 {
		t.Fatalf("the table is not read as it is written: %q", rows)
	}
	for _, row := range rows {
		cells := strings.Split(row, "|")
		for i, patterns := range [][]pattern{english(), japanese()} {
			if found := check([]paragraph{{Text: strings.TrimSpace(cells[i+1])}}, patterns); len(found) > 0 {
				t.Errorf("%q is to be written, and is found: %v", cells[i+1], found)
			}
		}
		for i, word := range strings.Split(cells[3], "`") {
			if i%2 == 1 && len(check([]paragraph{{Text: word}}, append(english(), japanese()...))) == 0 {
				t.Errorf("%q is not to be written, and no pattern finds it", word)
			}
		}
	}
}

// A string without a space is a name, such as that of a field.
func TestTheTextsOfTheProviderUsePlainWords(t *testing.T) {
	t.Parallel()
	packages, err := filepath.Glob("../../internal/*")
	if err != nil || len(packages) < 15 {
		t.Fatalf("%d packages, %v", len(packages), err)
	}
	// They are no part of the provider.
	aids := []string{"bench", "mutants", "robustness"}
	for _, path := range packages {
		if slices.Contains(aids, filepath.Base(path)) {
			continue
		}
		err := walk(path, true, func(kind string, f finding) {
			if kind == "strings" && strings.Contains(f.In, " ") && !strings.Contains(f.At, "coordination/contract/") {
				t.Error(f)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// The most that comments may have of each pattern: a tenth of what they had when the
// patterns were counted first.
func TestCommentsHaveAtMostATenthOfThePatterns(t *testing.T) {
	t.Parallel()
	most := map[string]int{
		"Where for if": 22, "stand": 9, "final dot": 2, "hold": 15, "take mail": 1,
		"alone": 3, "take away": 6, "SPF text": 1, "beside": 1, "tell": 27,
	}
	found := map[string][]string{}
	for _, path := range []string{"../../main.go", "../../internal", ".."} {
		err := walk(path, true, func(kind string, f finding) {
			if kind == "comments" {
				found[f.Pattern.Name] = append(found[f.Pattern.Name], f.String())
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range english()[:10] {
		if places := found[p.Name]; len(places) > most[p.Name] {
			t.Errorf("%s: %d places, more than %d:\n%s", p.Name, len(places), most[p.Name], strings.Join(places, "\n"))
		}
	}
}
