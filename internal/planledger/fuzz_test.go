package planledger

import (
	"os"
	"slices"
	"testing"
	"unicode/utf8"
)

// FuzzNote reads whatever lies in the place of a note, and what was noted comes
// back as it was.
func FuzzNote(f *testing.F) {
	f.Add([]byte(`["a","b"]`), "key")
	f.Add([]byte(`{"a":1}`), "")
	f.Add([]byte("[\"\xff\"]"), "\x00")
	m := FileMemo{Dir: f.TempDir(), Account: "one"}
	f.Fuzz(func(t *testing.T, text []byte, key string) {
		m.Note("hogehoge.com", key, []string{"a"}) // Makes the folder.
		if err := os.WriteFile(m.path("hogehoge.com", key), text, 0o600); err != nil {
			t.Fatal(err)
		}
		found := m.Noted("hogehoge.com", key)
		if slices.ContainsFunc(found, func(take string) bool { return !utf8.ValidString(take) }) {
			t.Errorf("read %q", found)
		}
		m.Note("hogehoge.com", key, found)
		if again := m.Noted("hogehoge.com", key); !slices.Equal(again, found) {
			t.Errorf("noted %q, and read %q", found, again)
		}
		m.Note("hogehoge.com", key, nil)
		if again := m.Noted("hogehoge.com", key); again != nil {
			t.Errorf("taken back, and still %q", again)
		}
	})
}
