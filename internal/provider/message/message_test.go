package message

import "testing"

// FuzzHarmless: no control character is left, and what is harmless stays as it is.
func FuzzHarmless(f *testing.F) {
	for _, text := range []string{"a\nb\tc", "\x1b]0;x\x07", "\u202e\u2066", "\xff\u0085\u2028", "日本"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		shown := harmless(text)
		for _, c := range shown {
			if c != '\n' && c != '\t' && (c < ' ' || c >= 0x7f && c < 0xa0 || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069) {
				t.Fatalf("%q is shown as %q", text, shown)
			}
		}
		if again := harmless(shown); again != shown {
			t.Fatalf("%q is shown as %q, and that as %q", text, shown, again)
		}
	})
}
