package message

import "testing"

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
