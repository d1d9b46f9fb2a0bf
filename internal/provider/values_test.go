package provider_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestAWrongValueIsAnsweredWithWhatToWrite(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("abcd.", 60) + "x"
	values := map[string]string{ // By host.
		long:                `Shorten the name (RFC 1035 section 2.3.4). "` + long + `" is longer than 253 bytes as a full name: it has 314.`,
		"mail.example.net.": `Write the host without the domain, such as www, @ or *. "mail.example.net." is outside the domain.`,
		"mail.hogehoge.com": "Write the host without the domain, or the full name with a trailing dot:\n\n  host = \"mail\"\n  host = \"mail.hogehoge.com.\"\n\n\"mail.hogehoge.com\" has no trailing dot, so the domain would be added a second time.",
		"hogehoge.com":      "Write the host without the domain, or the full name with a trailing dot:\n\n  host = \"@\"\n  host = \"hogehoge.com.\"\n\n\"hogehoge.com\" has no trailing dot, so the domain would be added a second time.",
		"a b":               `Remove the space. "a b" contains a space; spaces separate the fields of a line.`,
		"-mail":             `Remove the hyphen. "-mail" has a part that begins or ends with a hyphen ("-mail").`,
		"":                  "Write \"@\" for the domain itself, or the part of the name before the domain:\n\n  host = \"@\"\n  host = \"www\"\n\n\"\" is empty.",
	}
	c := newCLI(t, nil)
	var body strings.Builder
	var want []string
	for host, detail := range values {
		body.WriteString(record("a", fmt.Sprintf("x%d", len(want)), "host = \""+host+"\"\naddress = \"192.0.2.1\""))
		want = append(want, "Invalid value for host: "+detail)
	}
	c.write("", body.String())
	o := c.plan()
	var got []string
	for _, d := range o.diagnostics {
		got = append(got, d.Summary+": "+d.Detail)
	}
	slices.Sort(want)
	if slices.Sort(got); o.code != 1 || !slices.Equal(got, want) {
		t.Errorf("code %d:\n%s\nwant\n%s", o.code, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
