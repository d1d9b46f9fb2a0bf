package rules

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// messages is the file of what every rule says, word for word, in the cases of
// its fixtures. UPDATE_MESSAGES=1 writes it again; read the difference before you
// commit it.
const messages = "testdata/messages.txt"

func TestEveryRuleSaysWhatIsWrongAndWhatToWriteWordForWord(t *testing.T) {
	t.Parallel()
	p := defaults(t)
	var b strings.Builder
	for _, r := range Catalogue() {
		if r.Check == nil {
			continue // See TestUnresolved.
		}
		fires, _ := fixtures(t, r.ID)
		for _, f := range fires {
			for _, found := range of(r.ID, f.judge(p)) {
				fmt.Fprintf(&b, "== %s: %s\n", r.ID, f.name)
				for _, text := range []Text{{found.Summary(English), found.Summary(Japanese)}, found.Message, found.Suggestion} {
					fmt.Fprintf(&b, "%s\n%s\n", text.EN, text.JA)
				}
				b.WriteString("\n")
			}
		}
	}
	compareParts(t, messages, b.String(), "\n\n")
}

// compareParts compares a text with a file, part by part. UPDATE_MESSAGES=1 writes
// the file again.
func compareParts(t *testing.T, path, text, separator string) {
	t.Helper()
	if os.Getenv("UPDATE_MESSAGES") == "1" {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got, expected := strings.Split(text, separator), strings.Split(string(want), separator)
	if len(got) != len(expected) {
		t.Errorf("%s: %d parts, want %d", path, len(got), len(expected))
	}
	for i := range min(len(got), len(expected)) {
		if got[i] != expected[i] {
			t.Errorf("%s: said:\n%s\nwant:\n%s", path, got[i], expected[i])
		}
	}
}
