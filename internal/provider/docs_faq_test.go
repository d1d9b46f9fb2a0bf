package provider_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// recipe is an example in the guide to the FAQ: the resources, and the lines
// that they write.
var recipe = regexp.MustCompile("<!-- example: ([\\w-]+) -->\n\n```terraform\n((?s:.*?))```\n\n```text\n((?s:.*?))```\n")

// TestTheRecipesAreTheExamples holds both guides to the FAQ to the
// configurations that TestEveryAnswerOfTheFAQIsWrittenAsItStandsThere applies.
func TestTheRecipesAreTheExamples(t *testing.T) {
	t.Parallel()
	for _, guide := range []string{"faq-recipes.md", "faq-recipes-ja.md"} {
		t.Run(guide, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(filepath.Join("../../docs/guides", guide))
			if err != nil {
				t.Fatal(err)
			}
			answers := faqAnswers()
			for _, m := range recipe.FindAllStringSubmatch(string(text), -1) {
				name, resources, lines := m[1], m[2], m[3]
				if want := strings.Join(answers[name], "\n") + "\n"; lines != want {
					t.Errorf("%s: the guide shows\n%swant\n%s", name, lines, want)
				}
				delete(answers, name)
				example, err := os.ReadFile(filepath.Join("../../examples/faq", name, "main.tf"))
				if err != nil {
					t.Fatal(err)
				}
				resources = strings.ReplaceAll(resources, `"hogehoge.com"`, "var.domain")
				if !strings.HasSuffix(string(example), resources) {
					t.Errorf("%s: the guide shows other resources than the example", name)
				}
			}
			if len(answers) > 0 {
				t.Errorf("not in the guide: %v", answers)
			}
		})
	}
}
