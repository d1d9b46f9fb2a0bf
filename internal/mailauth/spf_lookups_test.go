package mailauth

import (
	"strings"
	"testing"
)

func TestLookupsAreCountedThroughIncludes(t *testing.T) {
	t.Parallel()
	zone := map[string]string{
		"_spf.example.com":  "v=spf1 a mx ip4:192.0.2.1 include:more.example.com -all",
		"more.example.com":  "v=spf1 a:x.example a:y.example include:out.example ~all",
		"self.example.com":  "v=spf1 include:self.example.com -all",
		"first.example.com": "v=spf1 include:other.example.com include:other.example.com -all",
		"other.example.com": "v=spf1 include:first.example.com include:first.example.com -all",
	}
	find := func(domain string) (SPF, bool) {
		text, ok := zone[domain]
		if !ok {
			return SPF{}, false
		}
		return mustSPF(t, text), true
	}
	for _, tc := range []struct {
		text  string
		total int
		read  string
		loop  string
	}{
		{"v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 exp=a.example moo=x ~all", 0, "", ""},
		{"v=spf1 a mx ptr exists:%{i}.x.example include:out.example redirect=out.example", 6, "", ""},
		{"v=spf1 redirect=out.example -all", 0, "", ""},
		{"v=spf1 -all a mx", 0, "", ""},
		{"v=spf1 include:_SPF.example.com. -all", 7, "_spf.example.com more.example.com", ""},
		{"v=spf1 include:more.example.com include:more.example.com -all", 8, "more.example.com", ""},
		{"v=spf1 redirect=more.example.com", 4, "more.example.com", ""},
		{"v=spf1 include:%{d}.example.com -all", 1, "", ""},
		{"v=spf1 include:self.example.com -all", 2, "self.example.com", "self.example.com"},
		{"v=spf1 include:example.com -all", 1, "", "example.com"},
		{"v=spf1 include:first.example.com -all", 7, "first.example.com other.example.com", "first.example.com"},
	} {
		l := CountSPFLookups("example.com", mustSPF(t, tc.text), SPFNames{Text: find})
		if l.Total != tc.total || strings.Join(l.Read, " ") != tc.read || l.Loop != tc.loop {
			t.Errorf("%s: got %d %v %q, want %d %s %q", tc.text, l.Total, l.Read, l.Loop, tc.total, tc.read, tc.loop)
		}
	}
}

func TestNamesWithoutAnAnswerAreCounted(t *testing.T) {
	t.Parallel()
	texts := map[string]string{"in.example": "v=spf1 a mx:void.example include:gone.example exists:%{i}.void.example -all"}
	names := SPFNames{
		Text: func(domain string) (SPF, bool) {
			text, ok := texts[domain]
			if !ok {
				return SPF{}, false
			}
			return mustSPF(t, text), true
		},
		Void: func(term SPFTerm, name string) bool { return name != "example.com" && term.Name != "ptr" },
	}
	for text, want := range map[string]string{
		"v=spf1 a mx -all": "", "v=spf1 ptr:void.example a:VOID.example. -all": "void.example", "v=spf1 include:in.example -all": "in.example void.example gone.example",
		"v=spf1 redirect=gone.example": "gone.example", "v=spf1 ip4:192.0.2.1 -all a:void.example": "",
	} {
		if got := strings.Join(CountSPFLookups("example.com", mustSPF(t, text), names).Void, " "); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestIncludesAreFollowedTenDeep(t *testing.T) {
	t.Parallel()
	l := CountSPFLookups("", mustSPF(t, "v=spf1 include:x.example"), SPFNames{Text: func(domain string) (SPF, bool) {
		return mustSPF(t, "v=spf1 include:x."+domain), true
	}})
	if l.Total != MaxSPFLookups+1 || len(l.Read) != MaxSPFLookups {
		t.Errorf("%d lookups, %d texts read", l.Total, len(l.Read))
	}
}

func TestTextsThatIncludeManyOthersAreCountedInShortTime(t *testing.T) {
	t.Parallel()
	find := func(domain string) (SPF, bool) {
		return mustSPF(t, "v=spf1"+strings.Repeat(" include:x."+domain, 9)), true
	}
	l := CountSPFLookups("", mustSPF(t, "v=spf1 include:a.example"), SPFNames{Text: find})
	if l.Total < mostCounted || l.Total > 20*mostCounted {
		t.Errorf("%d lookups", l.Total)
	}
}
