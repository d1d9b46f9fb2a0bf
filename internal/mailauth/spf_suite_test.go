package mailauth

import (
	"errors"
	"strings"
	"testing"
)

// suiteResult is what the published test suite for RFC 7208 expects of a text, as
// far as that needs no network.
type suiteResult string

const (
	wellFormed suiteResult = "well formed"
	permError  suiteResult = "permerror"
	noSPF      suiteResult = "no SPF text"
)

// TestSyntaxIsFoundAsThePublishedSuiteExpects has a case of our own for every case
// of that suite (openspf.org, for RFC 7208) which the text alone decides. The
// suite's other cases are about what the DNS answers.
func TestSyntaxIsFoundAsThePublishedSuiteExpects(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		section, about string
		want           suiteResult
		texts          []string
	}{
		{"3.1", "a character beyond ASCII in a value, before a name, in a qualifier's place", permError, []string{
			"v=spf1 mx:\xef\xbb\xbfpost.example.org ~all", "v=spf1 \x81mx:post.example.org ~all", "v=spf1 mx:post.example.org \x97all",
		}},
		{"3.3", "strings joined without a space", wellFormed, []string{"v=spf1 ip4:" + "198.51.100.7 ~all"}},
		{"4.5", "a version that does not end there", noSPF, []string{"v=spf1" + "a ~all", "v=spf11", "v=spf3 !mx:post.example.org ~all", "", "\x97"}},
		{"4.5", "the version alone, in any case of letters", wellFormed, []string{"v=spf1", "v=sPF1 ?all"}},
		{"4.5", "spaces at the end", wellFormed, []string{"v=spf1 mx ~all ", "v=spf1 mx ~all   "}},
		{"4.6", "a wrong term behind all", permError, []string{"v=spf1 ip4:198.51.100.7 ~all oink"}},
		{"4.6.1", "several spaces between terms", wellFormed, []string{"v=spf1 mx   ~all"}},
		{"4.6.1", "a control character between terms", permError, []string{"v=spf1 mx:post.example.org\rptr ~all", "v=spf1 ip4:198.51.100.7\n include:spf.example.net ~all"}},
		{"4.6.1", "a modifier's name with every character it may have", wellFormed, []string{"v=spf1 oink.pig-over_there=a:b/c ip4:198.51.100.7 ~all"}},
		{"4.6.1", "a slash or a colon in front of the equals sign", permError, []string{"v=spf1 oink.pig/over=a:b/c ~all", "v=spf1 oink.pig:over=a:b/c ~all"}},
		{"4.6.1", "redirect as a mechanism", permError, []string{"v=spf1 ip4:198.51.100.7 redirect:spf.example.net"}},
		{"4.6.3", "redirect in front of mechanisms", wellFormed, []string{"v=spf1 redirect=spf.example.net ~all"}},
		{"5.1", "all with a dot, a value, a prefix length", permError, []string{"v=spf1 ~all.", "v=spf1 ~all:oink", "v=spf1 ~all/16"}},
		{"5.1", "all with a qualifier, and twice", wellFormed, []string{"v=spf1 ?all", "v=spf1 all ~all"}},
		{"5.2", "include without a domain, and with a prefix length", permError, []string{"v=spf1 include all", "v=spf1 include: ~all", "v=spf1 include:spf.example.net/16 ~all"}},
		{"5.3", "a with prefix lengths", wellFormed, []string{"v=spf1 a//48 ~all", "v=spf1 a/16 ~all", "v=spf1 a/16//48 ~all", "v=spf1 a/0 ~all", "v=spf1 a//0 ~all", "v=spf1 a:www.example.org/16"}},
		{"5.3", "a with wrong prefix lengths, and with no domain", permError, []string{"v=spf1 a/40 ~all", "v=spf1 a//140 ~all", "v=spf1 a/16/48 ~all", "v=spf1 a:"}},
		{"5.4", "mx with prefix lengths", wellFormed, []string{"v=spf1 mx//48 ~all", "v=spf1 mx/0 ~all", "v=spf1 mx//0 ~all", "v=spf1 mx:www.example.org/16", "v=spf1 mx"}},
		{"5.4", "mx with wrong prefix lengths, and with no domain", permError, []string{"v=spf1 mx/40 ~all", "v=spf1 mx//140 ~all", "v=spf1 mx: ~all"}},
		{"5.5", "ptr, with a domain or without", wellFormed, []string{"v=spf1 ptr ~all", "v=spf1 ptr:example.org ~all", "v=spf1 ptr:Example.Org ~all"}},
		{"5.5", "ptr with a prefix length, and with no domain", permError, []string{"v=spf1 ptr/8 ~all", "v=spf1 ptr:"}},
		{"5.6", "ip4 with prefix lengths", wellFormed, []string{"v=spf1 ip4:198.51.100.7/0 ~all", "v=spf1 ip4:198.51.100.7/32 ~all"}},
		{"5.6", "ip4 with a wrong prefix length or address", permError, []string{
			"v=spf1 ip4:198.51.100.7/34 ~all", "v=spf1 ip4:198.51.100.7/024 ~all", "v=spf1 ip4", "v=spf1 ip4:198.51.100.7:25", "v=spf1 ip4:198.51.100", "v=spf1 ip4:198.51.100.7//24",
		}},
		{"5.6", "ip6 with prefix lengths", wellFormed, []string{"v=spf1 ip6:::198.51.100.7/0", "v=spf1 ip6:2001:Db8:8000::/33", "v=spf1 ip6:::FFFF:198.51.100.7"}},
		{"5.6", "ip6 with a wrong prefix length or address", permError, []string{"v=spf1 ~all ip6", "v=spf1 ip6:::198.51.100.7/130", "v=spf1 ip6:::198.51.100.7//48", "v=spf1 ip6::2001::DB8"}},
		{"5.7", "exists without a domain, and with a prefix length", permError, []string{"v=spf1 exists:", "v=spf1 exists", "v=spf1 exists:www.example.org/16"}},
		{"5.7", "exists with a domain", wellFormed, []string{"v=spf1 exists:www.example.org ~all"}},
		{"6", "redirect or exp twice", permError, []string{"v=spf1 exp=why.example.org ~all exp=what.example.org", "v=spf1 redirect=spf.example.net ~all redirect=spf.example.net"}},
		{"6", "a modifier that was dropped from the RFC", wellFormed, []string{"v=spf1 default=fail", "v=spf1 default=-"}},
		{"6", "an unknown modifier with a wrong macro", permError, []string{"v=spf1 ~all oink=%xyz"}},
		{"6.1", "redirect with a value that is no domain, and with none", permError, []string{"v=spf1 redirect=~all ?all", "v=spf1 ?all redirect="}},
		{"6.2", "exp with a value that is no domain, and with none", permError, []string{"v=spf1 exp=~all", "v=spf1 exp= ~all"}},
		{"6.2", "exp in any place", wellFormed, []string{"v=spf1 ~all exp=why.example.org", "v=spf1 exp=why.example.org redirect=spf.example.net", "v=spf1 exp=why.example.org. ~all"}},
		{"7.1", "a last label that is no name, or stands alone", permError, []string{
			"v=spf1 a:post-box ~all", "v=spf1 a:198.51.100.7", "v=spf1 a:post.789", "v=spf1 a:example.-org", "v=spf1 a:post", "v=spf1 a:post.",
			"v=spf1 a:example.org:2525", "v=spf1 mx:example.org:2525", "v=spf1 mx:post.789", "v=spf1 mx:example.-org",
		}},
		{"7.1", "a null character", permError, []string{"v=spf1 a:post.example.org\x00", "v=spf1 mx:post.example.org\x00"}},
		{"7.1", "a last label with hyphens in it, a trailing dot", wellFormed, []string{"v=spf1 a:post.example.xn--q9jyb4c ~all", "v=spf1 redirect=%{d}.spf.example.org."}},
		{"7.1", "colons and slashes in a domain", wellFormed, []string{"v=spf1 a:a:b/c.example.org", "v=spf1 mx:a:b/c.example.org"}},
		{"7.1", "names that the DNS can't hold, about which the RFC leaves the choice", wellFormed, []string{
			"v=spf1 a:post.example...org ~all", "v=spf1 a:" + strings.Repeat("n", 64) + ".example.org ~all", "v=spf1 a:%{h}.box ~all",
		}},
		{"7.2", "macros of explanations in a domain", permError, []string{"v=spf1 ~all exp=%{t}.example.org"}},
		{"7.2", "a letter that is no macro", permError, []string{"v=spf1 a:%{q}.example.org ~all"}},
		{"7.2", "the macros of a domain, in either case of letters", wellFormed, []string{
			"v=spf1 a:%{H} ~all", "v=spf1 ~all exp=why.%{D2}", "v=spf1 ~all exp=%{ir}.example.org", "v=spf1 exists:%{p}.yes.example.org ~exists:%{p}.no.example.org",
			"v=spf1 ~all exp=why.%{o}.%{o}.%{o}.%{o}.example.org", "v=spf1 -include:_h.%{d2} ~all",
		}},
		{"7.3", "parentheses and percent signs that begin no macro", permError, []string{"v=spf1 -exists:%(ir).list.example.org ?all", "v=spf1 exists:oink%(ir).list.example.org ?all", "v=spf1 exists:oink%.list.example.org ?all"}},
		{"7.3", "escapes, counts and delimiters", wellFormed, []string{"v=spf1 a:100%%sure%_%_or%-not.example.org ~all", "v=spf1 exists:%{i}.%{l2r-}.who.%{d2}", "v=spf1 exists:%{l2r+-}.who.%{d2}"}},
		{"12", "a modifier with a digit first, and without a name", permError, []string{"v=spf1 2oink=pig", "v=spf1 =mx"}},
	} {
		for _, text := range tc.texts {
			_, err := ParseSPF(text)
			if got := suiteResultOf(err); got != tc.want {
				t.Errorf("section %s, %s: %q is %s (%v), want %s", tc.section, tc.about, text, got, err, tc.want)
			}
		}
	}
}

func suiteResultOf(err error) suiteResult {
	var wrong *SPFError
	switch {
	case err == nil:
		return wellFormed
	case errors.As(err, &wrong) && wrong.Problem == SPFNoVersion:
		return noSPF
	}
	return permError
}

// TestLookupsAreLimitedAsThePublishedSuiteExpects has the suite's cases about
// section 4.6.4 that the texts of one zone decide.
func TestLookupsAreLimitedAsThePublishedSuiteExpects(t *testing.T) {
	t.Parallel()
	zone := map[string]string{
		"round.example.org": "v=spf1 ip4:198.51.100.7 redirect=round.example.org",
		"there.example.org": "v=spf1 include:back.example.org",
		"back.example.org":  "v=spf1 include:there.example.org",
		"eight.example.org": "v=spf1 a a a a mx mx mx mx",
	}
	find := func(domain string) (SPF, bool) {
		text, ok := zone[domain]
		if !ok {
			return SPF{}, false
		}
		return mustSPF(t, text), true
	}
	for _, tc := range []struct {
		about, text string
		permError   bool
	}{
		{"a redirect to itself", zone["round.example.org"], true},
		{"texts that include each other", zone["there.example.org"], true},
		{"ten terms", "v=spf1 a mx a mx a mx a mx mx ptr ip4:198.51.100.7 ~all", false},
		{"eleven terms", "v=spf1 a mx a mx a mx a mx mx ptr a ip4:198.51.100.7 ~all", true},
		{"ten terms, eight of them included", "v=spf1 a include:eight.example.org ip4:198.51.100.7 ~all", false},
		{"eleven terms, eight of them included", "v=spf1 a include:eight.example.org a ip4:198.51.100.7 ~all", true},
	} {
		l := CountSPFLookups("example.org", mustSPF(t, tc.text), SPFNames{Text: find})
		if got := l.Total > MaxSPFLookups || l.Loop != ""; got != tc.permError {
			t.Errorf("%s: %+v, permerror %t, want %t", tc.about, l, got, tc.permError)
		}
	}
}
