package mailauth

import (
	"errors"
	"strings"
	"testing"
)

func TestAWellFormedTextIsWrittenAsItWasRead(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, text, want string }{
		{"the version alone", "v=spf1", "v=spf1"},
		{"spaces at the end", "v=spf1 -all   ", "v=spf1 -all"},
		{"several spaces between terms", "v=spf1  mx   ~all", "v=spf1 mx ~all"},
		{"capitals", "V=SPF1 MX Include:_SPF.Example.NET ~ALL", "v=spf1 mx include:_SPF.Example.NET ~all"},
		{"the default qualifier", "v=spf1 +a +mx +ip4:192.0.2.1 ~all", "v=spf1 a mx ip4:192.0.2.1 ~all"},
		{"every qualifier", "v=spf1 ?a ~mx -ptr +exists:%{i}.example.com", "v=spf1 ?a ~mx -ptr exists:%{i}.example.com"},
		{"prefix lengths", "v=spf1 a/24 mx//64 a/24//64 mx:example.com/0//0", "v=spf1 a/24 mx//64 a/24//64 mx:example.com/0//0"},
		{"networks", "v=spf1 ip4:192.0.2.0/24 ip6:2001:DB8::/32 ip6:::1 ip6:::ffff:192.0.2.1", "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ip6:::1 ip6:::ffff:192.0.2.1"},
		{"a trailing dot", "v=spf1 include:example.com.", "v=spf1 include:example.com."},
		{"a top label with digits and hyphens", "v=spf1 a:example.xn--p1ai mx:example.1a a:x.a-b", "v=spf1 a:example.xn--p1ai mx:example.1a a:x.a-b"},
		{"characters that only a macro-literal allows", "v=spf1 a:foo:bar/baz.example.com include:_!x.example.com", "v=spf1 a:foo:bar/baz.example.com include:_!x.example.com"},
		{"a slash in the name and a prefix length", "v=spf1 a:foo/bar.example.com/24", "v=spf1 a:foo/bar.example.com/24"},
		{"macros", "v=spf1 exists:%{ir}.%{v}._spf.%{d2} include:%{L1r-+}.%{d} exists:%{h}%%%_%-.example.com", "v=spf1 exists:%{ir}.%{v}._spf.%{d2} include:%{L1r-+}.%{d} exists:%{h}%%%_%-.example.com"},
		{"a macro with a slash as its delimiter", "v=spf1 exists:%{l/}/24.example.com a:%{d/}/24", "v=spf1 exists:%{l/}/24.example.com a:%{d/}/24"},
		{"a macro at the end", "v=spf1 redirect=_spf.%{d}", "v=spf1 redirect=_spf.%{d}"},
		{"modifiers in the middle", "v=spf1 exp=why.example.com mx redirect=example.net", "v=spf1 exp=why.example.com mx redirect=example.net"},
		{"unknown modifiers", "v=spf1 moo= x-1_2.3=a%{c}=b/c moo=2 -all", "v=spf1 moo= x-1_2.3=a%{c}=b/c moo=2 -all"},
		{"a modifier with a mechanism's name", "v=spf1 all=x -all", "v=spf1 all=x -all"},
		{"terms behind all", "v=spf1 -all mx", "v=spf1 -all mx"},
		{"empty labels, which are for the lookup to refuse", "v=spf1 a:foo..example.com", "v=spf1 a:foo..example.com"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s, err := ParseSPF(tc.text)
			if err != nil || s.String() != tc.want {
				t.Fatalf("got %q, %v, want %q", s, err, tc.want)
			}
			for _, term := range s.Terms {
				if written := strings.TrimLeft(tc.text[term.At:], "+"); !strings.EqualFold(written[:1], term.String()[:1]) {
					t.Errorf("%q is not at byte %d of %q", term, term.At, tc.text)
				}
			}
		})
	}
}

func TestAWrongTermIsNamed(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		text, term string
		problem    SPFProblem
		instead    string
	}{
		// Section 4.5 and 4.6.1: the version, and what stands between terms.
		{"", "", SPFNoVersion, ""},
		{"v=spf10 mx", "v=spf10", SPFNoVersion, ""},
		{"v=spf1;mx", "v=spf1;mx", SPFNoVersion, ""},
		{"v=spf2.0/pra mx", "v=spf2.0/pra", SPFNoVersion, ""},
		{" v=spf1 mx", " v=spf1", SPFNoVersion, ""},
		{"v=spf1\tmx -all", "v=spf1\tmx", SPFNoVersion, ""},
		{"v=spf1 mx\t-all", "mx\t-all", SPFBadCharacter, ""},
		{"v=spf1 a:foo\x00.example.com -all", "a:foo\x00.example.com", SPFBadCharacter, ""},
		{"v=spf1 include:例え.example", "include:例え.example", SPFBadCharacter, ""},
		{"v=spf1 mx −all", "−all", SPFBadCharacter, "-all"},
		{"v=spf1 mx ～all", "～all", SPFBadCharacter, "~all"},
		{"v=spf1 include：example.com ~all", "include：example.com", SPFBadCharacter, "include:example.com"},
		{"v=spf1 mx\u200b ~all", "mx\u200b", SPFBadCharacter, "mx"},
		// Section 4.6.1: names.
		{"v=spf1 moo -all", "moo", SPFUnknownMechanism, ""},
		{"v=spf1 + -all", "+", SPFUnknownMechanism, ""},
		{"v=spf1 --all", "--all", SPFUnknownMechanism, ""},
		{"v=spf1 mx ~al", "~al", SPFUnknownMechanism, ""},
		{"v=spf1 ipv4:192.0.2.1 -all", "ipv4:192.0.2.1", SPFUnknownMechanism, "ip4:192.0.2.1"},
		{"v=spf1 ip:2001:db8::1 -all", "ip:2001:db8::1", SPFUnknownMechanism, "ip6:2001:db8::1"},
		{"v=spf1 192.0.2.1 -all", "192.0.2.1", SPFUnknownMechanism, "ip4:192.0.2.1"},
		{"v=spf1 ip4:192.0.2.1 192.0.2.0/24 -all", "192.0.2.0/24", SPFUnknownMechanism, "ip4:192.0.2.0/24"},
		{"v=spf1 2001:db8::1 -all", "2001:db8::1", SPFUnknownMechanism, "ip6:2001:db8::1"},
		{"v=spf1 _spf.google.com ~all", "_spf.google.com", SPFUnknownMechanism, "include:_spf.google.com"},
		{"v=spf1 includes:_spf.google.com ~all", "includes:_spf.google.com", SPFUnknownMechanism, "include:_spf.google.com"},
		{"v=spf1 mx ~all.", "~all.", SPFUnknownMechanism, "~all"},
		{"v=spf1 =x", "=x", SPFUnknownMechanism, ""},
		{"v=spf1 1x=y", "1x=y", SPFUnknownMechanism, ""},
		{"v=spf1 v=spf1", "", "", ""},
		// Section 5.1: all.
		{"v=spf1 -all:example.com", "-all:example.com", SPFNoValueAllowed, ""},
		{"v=spf1 -all/8", "-all/8", SPFNoValueAllowed, ""},
		{"v=spf1 mx -all;", "-all;", SPFNoValueAllowed, "-all"},
		// Section 5.2 and 5.7: include and exists.
		{"v=spf1 include -all", "include", SPFNoValue, ""},
		{"v=spf1 include: _spf.google.com ~all", "include:", SPFNoValue, ""},
		{"v=spf1 include:example.com/24", "include:example.com/24", SPFBadDomain, ""},
		{"v=spf1 include/24", "include/24", SPFNoValueAllowed, ""},
		{"v=spf1 exists:", "exists:", SPFNoValue, ""},
		{"v=spf1 exists:example.com:8080", "exists:example.com:8080", SPFBadDomain, ""},
		// Section 5.3 and 5.4: a and mx.
		{"v=spf1 a: -all", "a:", SPFNoValue, ""},
		{"v=spf1 mx; -all", "mx;", SPFNoValueAllowed, "mx"},
		{"v=spf1 mx, a -all", "mx,", SPFNoValueAllowed, "mx"},
		{"v=spf1 a/33", "a/33", SPFBadPrefix, ""},
		{"v=spf1 a/024", "a/024", SPFBadPrefix, ""},
		{"v=spf1 a/", "a/", SPFBadPrefix, ""},
		{"v=spf1 a//", "a//", SPFBadPrefix, ""},
		{"v=spf1 a//129", "a//129", SPFBadPrefix, ""},
		{"v=spf1 a/24/64", "a/24/64", SPFBadPrefix, ""},
		{"v=spf1 a:example.com/24/64", "a:example.com/24/64", SPFBadPrefix, ""},
		{"v=spf1 mx:example.com/x", "mx:example.com/x", SPFBadPrefix, ""},
		{"v=spf1 mx/-1", "mx/-1", SPFBadPrefix, ""},
		{"v=spf1 a/example.com", "a/example.com", SPFBadPrefix, ""},
		{"v=spf1 a:/24", "a:/24", SPFNoValue, ""},
		{"v=spf1 a:192.0.2.1 -all", "a:192.0.2.1", SPFBadDomain, "ip4:192.0.2.1"},
		{"v=spf1 mx:mail -all", "mx:mail", SPFBadDomain, ""},
		{"v=spf1 a:museum.", "a:museum.", SPFBadDomain, ""},
		{"v=spf1 a:example.-com", "a:example.-com", SPFBadDomain, ""},
		{"v=spf1 a:example.com-", "a:example.com-", SPFBadDomain, ""},
		{"v=spf1 include:example.com, -all", "include:example.com,", SPFBadDomain, "include:example.com"},
		{"v=spf1 include:example.com; -all", "include:example.com;", SPFBadDomain, "include:example.com"},
		{"v=spf1 a:example.com..", "a:example.com..", SPFBadDomain, "a:example.com"},
		// Section 5.5: ptr.
		{"v=spf1 ptr:", "ptr:", SPFNoValue, ""},
		{"v=spf1 ptr/24", "ptr/24", SPFNoValueAllowed, ""},
		{"v=spf1 ptr:example.com/24", "ptr:example.com/24", SPFBadDomain, ""},
		// Section 5.6: ip4 and ip6.
		{"v=spf1 ip4 192.0.2.1", "ip4", SPFNoValue, ""},
		{"v=spf1 ip4: 192.0.2.1", "ip4:", SPFNoValue, ""},
		{"v=spf1 ip4:192.0.2", "ip4:192.0.2", SPFBadAddress4, ""},
		{"v=spf1 ip4:192.0.2.256", "ip4:192.0.2.256", SPFBadAddress4, ""},
		{"v=spf1 ip4:192.0.2.01", "ip4:192.0.2.01", SPFBadAddress4, ""},
		{"v=spf1 ip4:192.0.2.1:25", "ip4:192.0.2.1:25", SPFBadAddress4, ""},
		{"v=spf1 ip4:mail.example.com", "ip4:mail.example.com", SPFBadAddress4, "a:mail.example.com"},
		{"v=spf1 ip4:2001:db8::1", "ip4:2001:db8::1", SPFBadAddress4, "ip6:2001:db8::1"},
		{"v=spf1 ip4:192.0.2.0/33", "ip4:192.0.2.0/33", SPFBadPrefix, ""},
		{"v=spf1 ip4:192.0.2.0/", "ip4:192.0.2.0/", SPFBadPrefix, ""},
		{"v=spf1 ip4:192.0.2.0/08", "ip4:192.0.2.0/08", SPFBadPrefix, ""},
		{"v=spf1 ip4:192.0.2.0//24", "ip4:192.0.2.0//24", SPFBadPrefix, ""},
		{"v=spf1 ip4:192.0.2.0-192.0.2.9", "ip4:192.0.2.0-192.0.2.9", SPFBadAddress4, ""},
		{"v=spf1 ip4:192.0.2.1,192.0.2.2", "ip4:192.0.2.1,192.0.2.2", SPFBadAddress4, ""},
		{"v=spf1 -ip6:192.0.2.1", "-ip6:192.0.2.1", SPFBadAddress6, "-ip4:192.0.2.1"},
		{"v=spf1 ip6:2001:db8:::1", "ip6:2001:db8:::1", SPFBadAddress6, ""},
		{"v=spf1 ip6:fe80::1%eth0", "ip6:fe80::1%eth0", SPFBadAddress6, ""},
		{"v=spf1 ip6:2001:db8::/129", "ip6:2001:db8::/129", SPFBadPrefix, ""},
		{"v=spf1 ip6/64", "ip6/64", SPFNoValueAllowed, ""},
		// Section 6: modifiers.
		{"v=spf1 redirect=", "redirect=", SPFNoValue, ""},
		{"v=spf1 redirect:example.com", "redirect:example.com", SPFUnknownMechanism, ""},
		{"v=spf1 redirect=example", "redirect=example", SPFBadDomain, ""},
		{"v=spf1 redirect=example.com/24", "redirect=example.com/24", SPFBadDomain, ""},
		{"v=spf1 redirect=a.example redirect=a.example", "redirect=a.example", SPFModifierTwice, ""},
		{"v=spf1 exp=a.example EXP=b.example -all", "EXP=b.example", SPFModifierTwice, ""},
		{"v=spf1 exp= -all", "exp=", SPFNoValue, ""},
		{"v=spf1 -redirect=example.com", "-redirect=example.com", SPFModifierQualified, "redirect=example.com"},
		{"v=spf1 ?moo=x", "?moo=x", SPFModifierQualified, "moo=x"},
		{"v=spf1 moo=%x", "moo=%x", SPFBadMacro, ""},
		// Section 7: macros.
		{"v=spf1 include:%example.com", "include:%example.com", SPFBadMacro, ""},
		{"v=spf1 include:example.com%", "include:example.com%", SPFBadMacro, ""},
		{"v=spf1 exists:%{i.example.com", "exists:%{i.example.com", SPFBadMacro, ""},
		{"v=spf1 exists:%{}.example.com", "exists:%{}.example.com", SPFBadMacro, ""},
		{"v=spf1 exists:%{x}.example.com", "exists:%{x}.example.com", SPFBadMacro, ""},
		{"v=spf1 exists:%{c}.example.com", "exists:%{c}.example.com", SPFBadMacro, ""},
		{"v=spf1 exists:%{d0}", "exists:%{d0}", SPFBadMacro, ""},
		{"v=spf1 exists:%{ir2}.example.com", "exists:%{ir2}.example.com", SPFBadMacro, ""},
		{"v=spf1 exists:%{i;}.example.com", "exists:%{i;}.example.com", SPFBadMacro, ""},
		{"v=spf1 exists:%{d}com", "exists:%{d}com", SPFBadDomain, ""},
	} {
		t.Run(tc.text, func(t *testing.T) {
			t.Parallel()
			_, err := ParseSPF(tc.text)
			if tc.problem == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			var wrong *SPFError
			if !errors.As(err, &wrong) {
				t.Fatalf("got %v, want %s", err, tc.problem)
			}
			if wrong.Term != tc.term || wrong.Problem != tc.problem || wrong.Instead != tc.instead {
				t.Errorf("got %q %q, instead %q\nwant %q %q, instead %q", wrong.Term, wrong.Problem, wrong.Instead, tc.term, tc.problem, tc.instead)
			}
			if !strings.HasPrefix(tc.text[wrong.At:], wrong.Term) || wrong.Error() == "" {
				t.Errorf("%q is not at byte %d of %q", wrong.Term, wrong.At, tc.text)
			}
		})
	}
}

func TestTermsThatMeanTheSameHaveOneKey(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		a, b string
		same bool
	}{
		{"include:A.example.", "+INCLUDE:a.example", true},
		{"ip4:192.0.2.1/24", "ip4:192.0.2.0/24", true},
		{"ip4:192.0.2.1/32", "ip4:192.0.2.1", true},
		{"ip6:2001:DB8:0::1/128", "ip6:2001:db8::1", true},
		{"a/32//128", "a", true},
		{"a", "?a", false},
		{"a", "mx", false},
		{"exists:%{S}.example", "exists:%{s}.example", false},
		{"moo=X", "moo=x", false},
	} {
		a, b := mustSPF(t, "v=spf1 "+tc.a), mustSPF(t, "v=spf1 "+tc.b)
		if got := a.Terms[0].key() == b.Terms[0].key(); got != tc.same {
			t.Errorf("%s and %s: same %t, want %t", tc.a, tc.b, got, tc.same)
		}
	}
}

func mustSPF(t *testing.T, text string) SPF {
	t.Helper()
	s, err := ParseSPF(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
