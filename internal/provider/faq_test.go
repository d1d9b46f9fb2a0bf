package provider_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// The web server's lines that stand in the zone beforehand. Where an answer
// needs the address of the domain itself, the web server stands elsewhere.
const (
	besideWeb  = "a @ 203.0.113.10\na www 203.0.113.10\na * 203.0.113.10\ntxt @ google-site-verification=example\nurl blog https://hogehoge.example/blog"
	besideHost = "a www 203.0.113.10\na * 203.0.113.10\ntxt @ google-site-verification=example\nurl blog https://hogehoge.example/blog"
)

// faqAnswers are the FAQ's lines, by the folder of the configuration that sets
// them.
func faqAnswers() map[string][]string {
	return map[string][]string{
		"q06-general":      {"mxe mail 209.19.56.20 10"},
		"q11-general":      {"mxe mail 219.163.200.65 10"},
		"q11-simple":       {"mx s1.xrea.com. 10"},
		"q12-general":      {"mx @ s2.xrea.com. 10"},
		"q12-simple":       {"a @ 219.163.200.66"},
		"q14-general":      {"mx @ s3.xrea.com. 10", "mx web s4.xrea.com. 10"},
		"q14-simple":       {"a @ 219.163.200.67", "a web 219.163.200.68"},
		"q15-general":      {"mx s* s5.xrea.com. 10"},
		"q15-simple":       {"a s* 219.163.200.69"},
		"q16-general":      {"a mail 219.163.200.70", "mx @ mail 10"},
		"q16-general-full": {"a mail 219.163.200.70", "mx @ mail.hogehoge.com. 10"},
		"q16-simple":       {"a mail 219.163.200.70", "mx mail 10"},
		"q16-simple-full":  {"a mail 219.163.200.70", "mx mail.hogehoge.com. 10"},
		"q19-general":      {"mx @ s7.xrea.com. 10", "mx @ mail.gaibu-server.com. 20"},
		"q19-simple":       {"mx s7.xrea.com. 10", "mx mail.gaibu-server.com. 20"},
	}
}

func TestEveryAnswerOfTheFAQIsWrittenAsItStandsThere(t *testing.T) {
	t.Parallel()
	folders, err := filepath.Glob("../../examples/faq/*")
	if err != nil || len(folders) != len(faqAnswers()) {
		t.Fatalf("%d folders for %d answers (%v)", len(folders), len(faqAnswers()), err)
	}
	for _, folder := range folders {
		name := filepath.Base(folder)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answer, ok := faqAnswers()[name]
			if !ok {
				t.Fatal("the FAQ has no such answer")
			}
			start := besideWeb
			if slices.ContainsFunc(answer, func(line string) bool { return strings.HasPrefix(line, "a @ ") }) {
				start = besideHost
			}
			w := newWorld(t, start, simulator.Options{})
			c := newCLI(t, w)
			text, err := os.ReadFile(filepath.Join(folder, "main.tf"))
			if err != nil {
				t.Fatal(err)
			}
			c.file("main.tf", string(text))
			c.apply()
			lines, want := strings.Split(w.text(t), "\n"), append(strings.Split(start, "\n"), answer...)
			slices.Sort(lines)
			slices.Sort(want)
			if !slices.Equal(lines, want) {
				t.Errorf("zone:\n%s\nwant, in any order:\n%s", w.text(t), strings.Join(want, "\n"))
			}
			if o := c.plan(); o.code != 0 || len(o.diagnostics) > 0 {
				t.Errorf("second plan:\n%s", o.out)
			}
			c.destroy()
			if w.text(t) != start {
				t.Errorf("zone after destroy:\n%q\nwant:\n%q", w.text(t), start)
			}
		})
	}
}
