package mailauth

import (
	"errors"
	"strings"
	"testing"
)

// FuzzPolicyTexts reads any text in every way. An error is always a *TagError,
// and a text that is right stays so with a semicolon at its end.
func FuzzPolicyTexts(f *testing.F) {
	for _, text := range []string{
		"v=DMARC1; p=none; rua=mailto:a@example.net!10m", "v=DKIM1; k=ed25519; p=" + ed25519Key, "v=STSv1; id=1",
		"v=TLSRPTv1; rua=https://example.com/", "v=BIMI1; l=https://example.com/logo.svg", "p=MIG=", "v=DMARC1; p=none; rua=mailto:@!",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, read := range map[string]func(string) error{
			"DMARC":   func(s string) error { _, err := ParseDMARC(s); return err },
			"DKIM":    func(s string) error { _, err := ParseDKIM(s); return err },
			"MTA-STS": func(s string) error { _, err := ParseMTASTS(s); return err },
			"TLS-RPT": func(s string) error { _, err := ParseTLSRPT(s); return err },
			"BIMI":    func(s string) error { _, err := ParseBIMI(s); return err },
		} {
			var e *TagError
			switch err := read(text); {
			case err != nil && !errors.As(err, &e):
				t.Errorf("%s: %q gives %v", name, text, err)
			case err == nil && !strings.HasSuffix(strings.TrimRight(text, white), ";") && read(text+";") != nil:
				t.Errorf("%s: %q is right, but not with a semicolon at its end", name, text)
			}
		}
	})
}
