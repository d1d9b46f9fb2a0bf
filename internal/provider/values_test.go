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
		long:                `"` + long + `" is longer than 253 bytes as a full name: it has 314. Shorten it (RFC 1035 section 2.3.4).`,
		"mail.example.net.": `"mail.example.net." lies outside the domain. Write the host without the domain: www, @ or *.`,
		"mail.hogehoge.com": `"mail.hogehoge.com" has no trailing dot, so the domain would be added to it once more. Write "mail", or the full name with a trailing dot: "mail.hogehoge.com.".`,
		"hogehoge.com":      `"hogehoge.com" has no trailing dot, so the domain would be added to it once more. Write "@", or the full name with a trailing dot: "hogehoge.com.".`,
		"a b":               `"a b" holds a blank, which separates the fields of a line. Take it out.`,
		"-mail":             `"-mail" has a part that begins or ends with a hyphen ("-mail"). Take that hyphen out.`,
		"":                  `"" is empty. Write "@" for the domain itself, or the part of the name before the domain, such as "www".`,
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
