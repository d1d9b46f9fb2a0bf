package message

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

func TestRegisteredDomain(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"www.hogehoge.com":      "hogehoge.com",
		"hogehoge.com":          "hogehoge.com",
		"a.b.hogehoge.co.jp":    "hogehoge.co.jp",
		"hogehoge.tokyo.jp":     "hogehoge.tokyo.jp",
		"com":                   "",
		"":                      "",
		"www.日本語.jp":            "xn--wgv71a119e.jp",
		"WWW.HogeHoge.Com.":     "hogehoge.com",
		"mail.sub.hogehoge.net": "hogehoge.net",
	} {
		if got := registeredDomain(name); got != want {
			t.Errorf("registeredDomain(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestADomainIsFoundInWhatPeopleWriteForIt(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"https://www.hogehoge.com/path?q=1": "hogehoge.com",
		"http://hogehoge.com:8080":          "hogehoge.com",
		"hogehoge.com/":                     "hogehoge.com",
		"www.hogehoge.co.jp/index.html":     "hogehoge.co.jp",
		"//www.hogehoge.com":                "hogehoge.com",
		"hogehoge.com:443":                  "hogehoge.com",
		"user@hogehoge.com":                 "hogehoge.com",
		"mailto:user@hogehoge.com":          "hogehoge.com",
		"hoge$hoge.com":                     "",
		"-hogehoge":                         "",
		"a b":                               "",
		"":                                  "",
	} {
		if got := domainIn(value); got != want {
			t.Errorf("domainIn(%q) = %q, want %q", value, got, want)
		}
	}
}

func TestALineOfAZoneCanDoNothingToATerminal(t *testing.T) {
	t.Parallel()
	line := "a www \x1b[31m \xff"
	lost, _ := OfRun(&zonesync.LostWriteError{Domain: "hogehoge.com", Attempts: 6, Missing: []string{line}, Unwanted: []string{line}}, "hogehoge.com")
	malformed := Value("line", &zone.LineError{Line: line, Type: "a", Field: "address", Err: &zone.FieldError{Value: "x", Problem: zone.ProblemNotIPv4}})
	for name, m := range map[string]Message{"a lost write": lost, "a malformed line": malformed} {
		for _, text := range []string{m.Detail.EN, m.Detail.JA} {
			if text != harmless(text) || !strings.Contains(text, `a www \x1b[31m`) {
				t.Errorf("%s: %q", name, text)
			}
		}
	}
}
