package zone_test

import (
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func indexOf(text string) *zone.Index {
	z := zone.Parse(text)
	return zone.NewIndex(zone.NewOrigin("example.com"), z.DetectService("").Service, z)
}

// lines returns the lines of entries.
func lines(entries []zone.Entry) []string {
	var found []string
	for _, e := range entries {
		found = append(found, e.Line)
	}
	return found
}

func TestIndexFilesRecordsUnderTheirOwner(t *testing.T) {
	t.Parallel()
	x := indexOf("A WWW 192.0.2.1\n\naaaa www.example.com. 2001:db8::1\nurl www https://example.net/\n" +
		"mx s1.xrea.com. 10\nmxe mail 192.0.2.2 10\na www 192.0.2.1\n# www note\na www.example.net. 192.0.2.3\n")
	equal(t, "at www", lines(x.At("www.example.com")), []string{
		"A WWW 192.0.2.1", "aaaa www.example.com. 2001:db8::1", "url www https://example.net/", "a www 192.0.2.1",
	})
	equal(t, "a at www", lines(x.OfType("www.example.com", "a")), []string{"A WWW 192.0.2.1", "a www 192.0.2.1"})
	equal(t, "at the domain", lines(x.At("example.com")), []string{"mx s1.xrea.com. 10"})
	equal(t, "nowhere", lines(x.At(x.Matching("none.example.com"))), []string(nil))
	equal(t, "outside", lines(x.At("www.example.net")), []string{"a www.example.net. 192.0.2.3"})
	equal(t, "mail", lines(x.Mail()), []string{"mx s1.xrea.com. 10", "mxe mail 192.0.2.2 10"})
	equal(t, "count", x.Count(x.Origin.LineKey("a www 192.0.2.1")), 2)
	equal(t, "count of a comment", x.Count(x.Origin.LineKey("# www note")), 1)
	equal(t, "count of nothing", x.Count(x.Origin.LineKey("a x 192.0.2.1")), 0)
	equal(t, "foreign", x.At("www.example.com")[2].Foreign(), true)
	equal(t, "a name outside exists", x.Exists("www.example.net"), false)
}

func TestForeignLinesClaimTheirSecondField(t *testing.T) {
	t.Parallel()
	for line, owner := range map[string]string{
		"url www https://example.net/": "www.example.com",
		"url @ https://example.net/":   "example.com",
		"a www 192.0.2.1 surplus":      "www.example.com",
		"# www note":                   "",
		"; www note":                   "",
		"url www":                      "",
		"url https://example.net/ www": "",
		"url www.example.net. x":       "",
	} {
		x := indexOf(line)
		equal(t, "Exists by "+line, owner != "" && x.Exists(owner), owner != "")
		equal(t, "Delete of "+line, x.Delete(x.Origin.LineKey(line)), true)
		equal(t, "Exists without "+line, x.Exists(owner), false)
	}
}

func TestDeleteTakesThePlannedRecordFirst(t *testing.T) {
	t.Parallel()
	x := indexOf("mx @ mail 10\n")
	r, _ := zone.ParseRecord("mx @ mail 10")
	x.Insert(zone.Entry{Record: r, Line: "mx @ MAIL 10", Planned: true})
	key := x.Origin.Key(r)
	equal(t, "count", x.Count(key), 2)
	equal(t, "first Delete", x.Delete(key), true)
	equal(t, "left", lines(x.At("example.com")), []string{"mx @ mail 10"})
	equal(t, "mail left", lines(x.Mail()), []string{"mx @ mail 10"})
	equal(t, "second Delete", x.Delete(key), true)
	equal(t, "third Delete", x.Delete(key), false)
	equal(t, "names", x.Exists("example.com"), false)
}

func TestExistsCountsNamesAboveARecord(t *testing.T) {
	t.Parallel()
	x := indexOf("a a.b.c 192.0.2.1\na c 192.0.2.1\n")
	for name, want := range map[string]bool{
		"a.b.c.example.com": true, "b.c.example.com": true, "c.example.com": true, "example.com": true,
		"x.b.c.example.com": false, "a.example.com": false, "com": false, "": false,
	} {
		equal(t, name, x.Exists(name), want)
	}
	x.Delete(x.Origin.LineKey("a a.b.c 192.0.2.1"))
	equal(t, "b.c after Delete", x.Exists("b.c.example.com"), false)
	equal(t, "c after Delete", x.Exists("c.example.com"), true)
}

func TestMatchingFollowsTheClosestEncloser(t *testing.T) {
	t.Parallel()
	// The zone of RFC 4592 section 2.2.1, and the registrar's patterns.
	x := indexOf("ns @ ns.example.net.\ntxt * wildcard\nmx sub.* x. 10\ntxt host1 x\n" +
		"srv _ssh._tcp.host1 0 0 22 host1\nsrv _ssh._tcp.host2 0 0 22 host2\nns subdel ns.example.net.\n" +
		"a s* 192.0.2.1\na sub* 192.0.2.2\na *t.web 192.0.2.3\na *.web 192.0.2.4\n")
	for name, want := range map[string]string{
		"example.com":                    "example.com",
		"host1.example.com":              "host1.example.com",
		"host3.example.com":              "*.example.com",
		"foo.bar.example.com":            "*.example.com",
		"host2.example.com":              "host2.example.com", // An empty non-terminal.
		"_tcp.host1.example.com":         "_tcp.host1.example.com",
		"_telnet._tcp.host1.example.com": "", // The closest encloser has no wildcard.
		"below.host1.example.com":        "",
		"host.subdel.example.com":        "",
		"ghost.*.example.com":            "",
		"s1.example.com":                 "s*.example.com",
		"s.example.com":                  "s*.example.com",
		"subway.example.com":             "sub*.example.com", // The longest pattern.
		"x.s1.example.com":               "*.example.com",
		"test.web.example.com":           "*t.web.example.com",
		"tesx.web.example.com":           "*.web.example.com",
		"a.test.web.example.com":         "*.web.example.com",
		"www.example.net":                "",
		"com":                            "",
		"":                               "",
	} {
		equal(t, "Matching of "+name, x.Matching(name), want)
	}
	equal(t, "in an empty zone", indexOf("").Matching("example.com"), "")
	equal(t, "below the apex of an empty zone", indexOf("").Matching("www.example.com"), "")
}
