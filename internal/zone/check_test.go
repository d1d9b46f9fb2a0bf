package zone_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// problem returns what a check found, "" where it found nothing.
func problem(t *testing.T, err error) zone.Problem {
	t.Helper()
	if err == nil {
		return ""
	}
	var field *zone.FieldError
	if !errors.As(err, &field) {
		t.Fatalf("%v is a %T, want a FieldError", err, err)
	}
	return field.Problem
}

func TestCheckRefusesWhatCanNotStandInALine(t *testing.T) {
	t.Parallel()
	label63, label64 := strings.Repeat("a", 63), strings.Repeat("a", 64)
	for name, c := range map[string]struct {
		kind  zone.Kind
		value string
		want  zone.Problem
	}{
		"an IPv4 address":                {zone.KindIPv4, "192.0.2.1", ""},
		"an IPv4 with leading zeros":     {zone.KindIPv4, "192.0.2.01", zone.ProblemNotIPv4},
		"an IPv6 for an IPv4":            {zone.KindIPv4, "2001:db8::1", zone.ProblemNotIPv4},
		"an address with a blank":        {zone.KindIPv4, "192.0.2.1 ", zone.ProblemBlank},
		"an empty address":               {zone.KindIPv4, "", zone.ProblemEmpty},
		"an IPv6 address":                {zone.KindIPv6, "2001:DB8::1", ""},
		"an IPv4 for an IPv6":            {zone.KindIPv6, "192.0.2.1", zone.ProblemNotIPv6},
		"an IPv6 with a zone":            {zone.KindIPv6, "fe80::1%eth0", zone.ProblemNotIPv6},
		"zero":                           {zone.KindUint16, "0", ""},
		"the largest priority":           {zone.KindUint16, "65535", ""},
		"a priority too large":           {zone.KindUint16, "65536", zone.ProblemNotNumber},
		"a priority with a sign":         {zone.KindUint16, "+1", zone.ProblemNotNumber},
		"the largest flags":              {zone.KindUint8, "255", ""},
		"flags too large":                {zone.KindUint8, "256", zone.ProblemNotNumber},
		"a tag":                          {zone.KindWord, "issueWild1", ""},
		"a tag with a hyphen":            {zone.KindWord, "is-sue", zone.ProblemNotWord},
		"a relative name":                {zone.KindName, "mail", ""},
		"a full name":                    {zone.KindName, "s1.xrea.com.", ""},
		"the domain itself":              {zone.KindName, "@", ""},
		"no host at all":                 {zone.KindName, ".", ""},
		"an underscore":                  {zone.KindName, "_dmarc.example.net.", ""},
		"an IDN":                         {zone.KindName, "ドメイン.example.", ""},
		"an IDN that is none":            {zone.KindName, "ド メイン.", zone.ProblemBlank},
		"a character no name has":        {zone.KindName, "mail!", zone.ProblemBadCharacter},
		"a wildcard as target":           {zone.KindName, "*.example.net.", zone.ProblemWildcard},
		"two dots in a row":              {zone.KindName, "a..example.net.", zone.ProblemEmptyLabel},
		"a dot in front":                 {zone.KindName, ".mail", zone.ProblemEmptyLabel},
		"two trailing dots":              {zone.KindName, "mail..", zone.ProblemEmptyLabel},
		"a hyphen in front":              {zone.KindName, "-mail", zone.ProblemHyphen},
		"a hyphen at the end":            {zone.KindName, "mail-.example.net.", zone.ProblemHyphen},
		"hyphens inside":                 {zone.KindName, "m--ail", ""},
		"a label of 63 bytes":            {zone.KindName, label63, ""},
		"a label of 64 bytes":            {zone.KindName, label64, zone.ProblemLongLabel},
		"a name of 253 bytes":            {zone.KindName, strings.Repeat("a.", 120) + "b", ""},
		"a name of 254 bytes":            {zone.KindName, strings.Repeat("a.", 120) + "bc", zone.ProblemLongName},
		"a text with blanks":             {zone.KindText, "v=spf1  a\t-all", ""},
		"a text in Japanese":             {zone.KindText, "日本語;\"x\"", ""},
		"a text of 4096 bytes":           {zone.KindText, strings.Repeat("x", 4096), ""},
		"a text that begins blank":       {zone.KindText, " x", zone.ProblemEdgeBlank},
		"a text that ends blank":         {zone.KindText, "x\u3000", zone.ProblemEdgeBlank},
		"quotes keep edge blanks":        {zone.KindText, `" x "`, ""},
		"an empty text":                  {zone.KindText, "", zone.ProblemEmpty},
		"an empty text in quotes":        {zone.KindText, `""`, ""},
		"a text beyond any size":         {zone.KindText, strings.Repeat("x", 64<<10+1), zone.ProblemTooLong},
		"a text that is no UTF-8":        {zone.KindText, "\xff", zone.ProblemNotUTF8},
		"a zero-width space in a name":   {zone.KindName, "mail\u200b", zone.ProblemUnseen},
		"a soft hyphen in a full name":   {zone.KindName, "ma\u00adil.example.net.", zone.ProblemUnseen},
		"a byte-order mark in a number":  {zone.KindUint16, "\ufeff10", zone.ProblemUnseen},
		"a no-break space in an address": {zone.KindIPv4, "192.0.2.1\u00a0", zone.ProblemUnseen},
		"a number as a name":             {zone.KindName, "10", zone.ProblemNumber},
		"an IPv6 address as a name":      {zone.KindName, "2001:db8::1", zone.ProblemAddress},
		"an IPv6 address with a dot":     {zone.KindName, "2001:db8::1.", zone.ProblemAddress},
		"an IPv6 address in brackets":    {zone.KindName, "[2001:db8::1]", zone.ProblemAddress},
		"a colon in a name":              {zone.KindName, "mail:25", zone.ProblemBadCharacter},
		"a number as a full name":        {zone.KindName, "10.example.com.", ""},
		"a no-break space in an SPF":     {zone.KindText, "v=spf1\u00a0-all", zone.ProblemUnseen},
		"a mark in front of an SPF":      {zone.KindText, "\ufeffv=spf1 -all", zone.ProblemUnseen},
		"a zero width in a quoted DMARC": {zone.KindText, "\"v=DMARC1;\u200b p=none\"", zone.ProblemUnseen},
		"a zero width in a DKIM key":     {zone.KindText, "p=MIGf\u200bMA0G", zone.ProblemUnseen},
		"curly quotes around an SPF":     {zone.KindText, "\u201cv=spf1 -all\u201d", zone.ProblemCurlyQuote},
		"quotes around an SPF":           {zone.KindText, `"v=spf1 -all"`, ""},
		"an SPF of several strings":      {zone.KindText, `"v=spf1 mx" " -all"`, ""},
		"quotes around escapes":          {zone.KindText, `"v=DMARC1\; p=none"`, ""},
		"one quote in front of an SPF":   {zone.KindText, `"v=spf1 -all`, zone.ProblemStrayQuote},
		"quotes twice around a DMARC":    {zone.KindText, `""v=DMARC1; p=none""`, zone.ProblemStrayQuote},
		"single quotes around an SPF":    {zone.KindText, "'v=spf1 -all'", zone.ProblemStrayQuote},
		"backticks around a DKIM key":    {zone.KindText, "`v=DKIM1; p=MIGf`", zone.ProblemStrayQuote},
		"escaped quotes around an SPF":   {zone.KindText, `\"v=spf1 -all\"`, zone.ProblemStrayQuote},
		"one quote in a plain text":      {zone.KindText, `"note`, ""},
		"single quotes in a plain text":  {zone.KindText, "'note'", ""},
		"a wide space in a plain text":   {zone.KindText, "日本語\u3000の文", ""},
		"curly quotes in a plain text":   {zone.KindText, "\u201cnote\u201d", ""},
		"a full-width space in a name":   {zone.KindName, "a\u3000b", zone.ProblemFullWidth},
		"a full-width full stop":         {zone.KindName, "s1.xrea.com。", zone.ProblemFullWidth},
		"a full-width dot":               {zone.KindName, "ghs．google.com.", zone.ProblemFullWidth},
		"an address in full width":       {zone.KindIPv4, "１９２.0.2.1", zone.ProblemFullWidth},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			equal(t, "problem", problem(t, c.kind.Check(zone.NewOrigin("example.com"), c.value)), c.want)
		})
	}
}

func TestNoKindTakesWhatWouldMakeASecondLine(t *testing.T) {
	t.Parallel()
	o := zone.NewOrigin("example.com")
	for _, c := range []string{
		"\n", "\r", "\r\n", "\v", "\f", "\x00", "\x1c", "\x1d", "\x1e", "\u0085", "\u2028", "\u2029",
	} {
		value := "mail" + c + "a evil 192.0.2.66"
		for kind := zone.KindIPv4; kind <= zone.KindText; kind++ {
			equal(t, "problem of a value", problem(t, kind.Check(o, value)), zone.ProblemLineBreak)
		}
		equal(t, "problem of a host", problem(t, o.CheckHost(value)), zone.ProblemLineBreak)
		equal(t, "problem of a domain", problem(t, zone.CheckDomain(value)), zone.ProblemLineBreak)
		equal(t, "problem of a text", problem(t, zone.CheckText(c)), zone.ProblemLineBreak)
	}
}

func TestCheckHostTakesTheHostsOfTheZone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		host string
		want zone.Problem
	}{
		"the domain itself":          {"@", ""},
		"the domain in full":         {"Example.com.", ""},
		"a host":                     {"www", ""},
		"a host in upper case":       {"WWW", ""},
		"a host below a host":        {"a.b", ""},
		"a full name":                {"www.example.com.", ""},
		"a service name":             {"_sip._tcp", ""},
		"a number":                   {"10", ""},
		"an IDN":                     {"ドメイン", ""},
		"the wildcard":               {"*", ""},
		"a wildcard below a host":    {"*.web", ""},
		"a pattern":                  {"s*", ""},
		"a pattern with a tail":      {"s*t.web", ""},
		"two wildcards in one label": {"**", zone.ProblemBadCharacter},
		"a wildcard further down":    {"web.*", zone.ProblemBadCharacter},
		"a wildcard twice":           {"*.*", zone.ProblemBadCharacter},
		"nothing":                    {"", zone.ProblemEmpty},
		"a blank":                    {"w w", zone.ProblemBlank},
		"a zero-width space":         {"w\u200bw", zone.ProblemUnseen},
		"a byte-order mark":          {"\ufeffwww", zone.ProblemUnseen},
		"a soft hyphen":              {"w\u00adw", zone.ProblemUnseen},
		"a no-break space":           {"w\u00a0w", zone.ProblemUnseen},
		"another domain":             {"www.example.net.", zone.ProblemOutside},
		"a longer domain":            {"badexample.com.", zone.ProblemOutside},
		"the root":                   {".", zone.ProblemOutside},
		"a single label in full":     {"www.", zone.ProblemOutside},
		"a dot in front":             {".www", zone.ProblemEmptyLabel},
		"a hyphen in front":          {"-www", zone.ProblemHyphen},
		"a slash":                    {"a/b", zone.ProblemBadCharacter},
		"a label too long":           {strings.Repeat("a", 64), zone.ProblemLongLabel},
		"a name too long":            {strings.Repeat("a.", 121) + "bcd", zone.ProblemLongName},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			equal(t, "problem", problem(t, zone.NewOrigin("example.com").CheckHost(c.host)), c.want)
		})
	}
}

func TestCheckDomainTakesNamesOfZones(t *testing.T) {
	t.Parallel()
	for domain, want := range map[string]zone.Problem{
		"example.com":                      "",
		"Example.COM.":                     "",
		"hogehoge.co.jp":                   "",
		"ドメイン.jp":                          "",
		"ドメイン。jp":                          zone.ProblemFullWidth,
		"":                                 zone.ProblemNotDomain,
		".":                                zone.ProblemNotDomain,
		"com":                              zone.ProblemNotDomain,
		"com.":                             zone.ProblemNotDomain,
		".com":                             zone.ProblemNotDomain,
		"*.example.com":                    zone.ProblemNotDomain,
		"example..com":                     zone.ProblemEmptyLabel,
		".example.com":                     zone.ProblemEmptyLabel,
		"example.com..":                    zone.ProblemEmptyLabel,
		"exam ple.com":                     zone.ProblemBadCharacter,
		"example.com/../dns":               zone.ProblemBadCharacter,
		"example.com/x":                    zone.ProblemBadCharacter,
		"example\u200b.com":                zone.ProblemUnseen,
		"-example.com":                     zone.ProblemHyphen,
		strings.Repeat("a", 64) + ".com":   zone.ProblemLongLabel,
		strings.Repeat("a.", 126) + "comx": zone.ProblemLongName,
	} {
		equal(t, "problem of "+domain, problem(t, zone.CheckDomain(domain)), want)
	}
}

func TestFieldErrorNamesValueProblemAndPart(t *testing.T) {
	t.Parallel()
	o := zone.NewOrigin("example.com")
	equal(t, "with a part", zone.KindName.Check(o, "ma!l").Error(), `"ma!l" contains a character that no host name has: "!"`)
	equal(t, "with a place", o.CheckHost("ドメ\u200bイン").Error(), "\"ドメ\\u200bイン\" contains a character that nobody can see: U+200B at character 3")
	equal(t, "a host in full width", problem(t, o.CheckHost("ｂｌｏｇ")), zone.ProblemFullWidth)
	equal(t, "without a part", zone.KindIPv4.Check(o, "x").Error(), `"x" is not an IPv4 address`)
	long := zone.CheckText(strings.Repeat("ä", 40<<10))
	if len(long.Error()) > 200 {
		t.Errorf("an error of %d bytes prints the whole value", len(long.Error()))
	}
}

func FuzzCheckedValuesStayOneLine(f *testing.F) {
	for _, value := range []string{"x", "a\nb", "a\u2028b", " a", `"a`, "mail.example.net.", "@", ".", "ドメイン", "10", "a\u200b"} {
		f.Add(value, "www")
	}
	f.Fuzz(func(t *testing.T, value, host string) {
		o := zone.NewOrigin("example.com")
		if o.CheckHost(host) != nil {
			t.Skip()
		}
		for _, r := range []zone.Record{
			{Type: "txt", Host: host, Values: []string{value}},
			{Type: "cname", Host: host, Values: []string{value}},
			{Type: "mx", Host: host, Values: []string{value, "10"}},
			{Type: "mx", Host: host, Values: []string{"mail", value}},
			{Type: "mx", Host: host, Values: []string{value, "10"}, HostLast: true},
			{Type: "mx", Host: host, Values: []string{"mail", value}, HostLast: true},
		} {
			known, _ := zone.LookupType(r.Type)
			if refused(o, known, r) {
				continue
			}
			z := zone.Parse("a @ 192.0.2.1\n")
			z.Add(o, r.Line())
			again := zone.Parse(z.String())
			if len(again.Lines()) != 3 || again.Find(o, o.Key(r)) < 0 {
				t.Fatalf("%+v became %q", r, z)
			}
		}
	})
}

func refused(o zone.Origin, known zone.Type, r zone.Record) bool {
	for i, f := range known.Fields {
		if f.Kind.Check(o, r.Values[i]) != nil {
			return true
		}
	}
	return false
}
