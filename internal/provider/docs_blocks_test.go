package provider_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// snippet is a block of HCL of a page, between ```terraform and ```.
type snippet struct {
	// At is the page and the line where the block begins.
	At   string
	Text string
	// Refused is what the page's comment <!-- refused: word --> before a block
	// promises: that validation refuses the block and says that word.
	Refused string
}

// refusal marks a block that shows a mistake.
var refusal = regexp.MustCompile(`^<!-- refused: (\S+) -->$`)

// snippets cuts the blocks of HCL out of a Markdown text.
func snippets(page, text string) []snippet {
	var all []snippet
	var open *snippet
	refused := ""
	for i, line := range strings.Split(text, "\n") {
		switch m := refusal.FindStringSubmatch(line); {
		case m != nil:
			refused = m[1]
		case open == nil && (line == "```terraform" || line == "```hcl"):
			open = &snippet{At: fmt.Sprintf("%s:%d", page, i+1), Refused: refused}
			refused = ""
		case open != nil && line == "```":
			all = append(all, *open)
			open = nil
		case open != nil:
			open.Text += line + "\n"
		}
	}
	return all
}

// documented returns the blocks of all pages, each text once.
func documented(t *testing.T) []snippet {
	t.Helper()
	pages := []string{"../../README.md", "../../README.ja.md", "../../CONTRIBUTING.md"}
	err := filepath.WalkDir("../../docs", func(path string, d fs.DirEntry, err error) error {
		// The guides to the rules show mistakes on purpose; the test of every
		// rule runs their examples.
		if err == nil && !d.IsDir() && !strings.HasPrefix(d.Name(), "mail-rules") {
			pages = append(pages, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var all []snippet
	seen := map[string]bool{}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range snippets(strings.TrimPrefix(page, "../../"), string(text)) {
			if !seen[s.Text] {
				seen[s.Text] = true
				all = append(all, s)
			}
		}
	}
	return all
}

// declaration matches what may stand once in a module.
var declaration = regexp.MustCompile(`(?m)^(?:(?:resource|data|ephemeral) "[\w-]+" "[\w-]+"|(?:variable|output|provider|module) "[\w-]+"|terraform \{|  to +=.*)`)

// besides matches a file that a block reads from its own folder.
var besides = regexp.MustCompile(`file\("\$\{path\.module\}/([\w.-]+)"\)`)

// variable matches an input of a block: its name and its body.
var variable = regexp.MustCompile(`(?ms)^variable "([\w-]+)" \{\n(.*?)^\}`)

// requirement tells the source of the provider where the block itself does not name it.
const requirement = "terraform {\n  required_providers {\n    valuedomain = { source = \"terraform-valuedomain/valuedomain\" }\n  }\n}\n"

// layout puts blocks into one configuration: each is a module of its own, but
// for import blocks, which stand at the root alone. It returns the files by name
// and the blocks that did not fit next to the others.
func layout(blocks []snippet) (files map[string]string, left []snippet) {
	files = map[string]string{}
	taken := map[string]bool{}
	root := ""
	for i, s := range blocks {
		if !regexp.MustCompile(`(?m)^import \{`).MatchString(s.Text) {
			name := fmt.Sprintf("block%03d", i)
			files[name+"/main.tf"] = withRequirement(s)
			for _, m := range besides.FindAllStringSubmatch(s.Text, -1) {
				files[name+"/"+m[1]] = "a www 203.0.113.10\n"
			}
			root += fmt.Sprintf("module %q {\n  source = \"./%s\"\n", name, name)
			for _, m := range variable.FindAllStringSubmatch(s.Text, -1) {
				if !strings.Contains(m[2], "  default ") {
					root += "  " + m[1] + " = null\n"
				}
			}
			root += "}\n"
			continue
		}
		names := declaration.FindAllString(s.Text, -1)
		if slices.ContainsFunc(names, func(n string) bool { return taken[n] }) {
			left = append(left, s)
			continue
		}
		for _, n := range names {
			taken[n] = true
		}
		root += "# " + s.At + "\n" + s.Text
	}
	files["main.tf"] = withRequirement(snippet{Text: root})
	return files, left
}

// withRequirement returns a block as a whole configuration.
func withRequirement(s snippet) string {
	if strings.Contains(s.Text, "required_providers") {
		return "# " + s.At + "\n" + s.Text
	}
	return "# " + s.At + "\n" + s.Text + requirement
}

// validate writes the files and validates them together.
func (c *cli) validate(files map[string]string) outcome {
	c.t.Helper()
	for name, text := range files {
		if err := os.MkdirAll(filepath.Join(c.dir, filepath.Dir(name)), 0o700); err != nil {
			c.t.Fatal(err)
		}
		c.file(name, text)
	}
	if o := c.run("get", "-no-color"); o.code != 0 {
		return o
	}
	return c.run("validate", "-no-color")
}

// understood reports whether the CLI under test knows all that a block says.
func understood(t *testing.T, s snippet) bool {
	t.Helper()
	if regexp.MustCompile(`(?m)^list "`).MatchString(s.Text) {
		return false // Query files are no part of a configuration.
	}
	return !strings.Contains(s.Text, "identity = {") || atLeast(t, 1, 12)
}

func TestEveryBlockOfTheDocumentationValidates(t *testing.T) {
	t.Parallel()
	var good []snippet
	for _, s := range documented(t) {
		switch {
		case s.Refused != "":
			t.Run(s.At, func(t *testing.T) {
				t.Parallel()
				o := newCLI(t, nil).validate(map[string]string{"main.tf": withRequirement(s)})
				if o.code == 0 || !strings.Contains(o.out, s.Refused) {
					t.Errorf("not refused for %s (code %d):\n%s", s.Refused, o.code, o.out)
				}
			})
		case understood(t, s):
			good = append(good, s)
		}
	}
	if len(good) < 30 {
		t.Errorf("only %d blocks: the pages are not read as they are written", len(good))
	}
	for group := 1; len(good) > 0; group++ {
		files, left := layout(good)
		if len(left) == len(good) {
			t.Fatalf("%s collides with itself", left[0].At)
		}
		good = left
		t.Run(fmt.Sprintf("group %d", group), func(t *testing.T) {
			t.Parallel()
			if o := newCLI(t, nil).validate(files); o.code != 0 {
				t.Errorf("a block does not validate; its first line says where it stands:\n%s", o.out)
			}
		})
	}
}

func TestBlocksAreCutOutOfPages(t *testing.T) {
	t.Parallel()
	got := snippets("p.md", "# A\n```terraform\na\nb\n```\n```console\nc\n```\n<!-- refused: some-rule -->\n\n```hcl\nd\n```\n")
	want := []snippet{{At: "p.md:2", Text: "a\nb\n"}, {At: "p.md:11", Text: "d\n", Refused: "some-rule"}}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// atLeast reports whether the CLI under test has that version or a later one.
func atLeast(t *testing.T, major, minor int) bool {
	t.Helper()
	o := newCLI(t, nil).run("version", "-json")
	m := regexp.MustCompile(`"terraform_version": *"(\d+)\.(\d+)\.`).FindStringSubmatch(o.out)
	if m == nil {
		t.Fatalf("the CLI tells no version:\n%s", o.out)
	}
	gotMajor, _ := strconv.Atoi(m[1])
	gotMinor, _ := strconv.Atoi(m[2])
	return gotMajor > major || gotMajor == major && gotMinor >= minor
}
