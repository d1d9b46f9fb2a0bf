package mailauth

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// FuzzParseSPF reads any text. A well-formed one, written and read again, has the
// same terms and merges with itself to as many; a wrong term stands where the
// error says, and what is written instead is well formed.
func FuzzParseSPF(f *testing.F) {
	for _, text := range []string{"v=spf1 mx ~all", "v=spf1 a:%{d2}//64 exp=x.example", "v=spf1 ipv4:192.0.2.1", "v=spf1 −all"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseSPF(text)
		if err != nil {
			var wrong *SPFError
			if !errors.As(err, &wrong) || !strings.HasPrefix(text[wrong.At:], wrong.Term) {
				t.Fatalf("%v is no error about a term of %q", err, text)
			}
			if _, err := ParseSPF("v=spf1 " + wrong.Instead); err != nil {
				t.Fatalf("%q instead of %q: %v", wrong.Instead, wrong.Term, err)
			}
			return
		}
		again, err := ParseSPF(s.String())
		if err != nil || !slices.Equal(s.placed().Terms, again.Terms) {
			t.Fatalf("%q is written as %q: %v", text, s, err)
		}
		merged := MergeSPF(s, again)
		if _, err := ParseSPF(merged.String()); err != nil || merged.String() != MergeSPF(merged, merged).String() {
			t.Fatalf("%q merges with itself to %q: %v", text, merged, err)
		}
		if n := CountSPFLookups("example.com", merged, SPFNames{}).Total; n > CountSPFLookups("example.com", s, SPFNames{}).Total {
			t.Fatalf("%q needs %d lookups", merged, n)
		}
	})
}
