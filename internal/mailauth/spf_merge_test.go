package mailauth

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestTextsAreMergedSoThatEachStillLetsItsServersSend(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, want string
		texts      []string
	}{
		{"terms in order, each once", "v=spf1 mx include:_spf.google.com ip4:192.0.2.0/24 a ~all", []string{"v=spf1 mx include:_spf.google.com ip4:192.0.2.0/24 ~all", "v=spf1 +mx ip4:192.0.2.9/24 a include:_SPF.google.com. ~all"}},
		{"the weaker all", "v=spf1 a mx ~all", []string{"v=spf1 a -all", "v=spf1 mx ~all"}},
		{"neutral is weaker", "v=spf1 a mx ?all", []string{"v=spf1 a ~all", "v=spf1 mx ?all"}},
		{"one all", "v=spf1 mx a -all", []string{"v=spf1 mx", "v=spf1 a -all"}},
		{"no all", "v=spf1 mx a", []string{"v=spf1 mx", "v=spf1 a"}},
		{"terms behind all", "v=spf1 mx a -all", []string{"v=spf1 mx -all ptr", "v=spf1 a -all"}},
		{"one redirect", "v=spf1 mx redirect=a.example", []string{"v=spf1 redirect=a.example", "v=spf1 mx"}},
		{"the same redirect", "v=spf1 redirect=a.example", []string{"v=spf1 redirect=a.example", "v=spf1 redirect=A.example."}},
		{"a redirect and an all", "v=spf1 mx include:a.example -all", []string{"v=spf1 redirect=a.example", "v=spf1 mx -all"}},
		{"a redirect to what is included", "v=spf1 include:a.example -all", []string{"v=spf1 redirect=a.example", "v=spf1 include:a.example -all"}},
		{"two redirects", "v=spf1 include:a.example include:b.example ~all", []string{"v=spf1 redirect=a.example", "v=spf1 redirect=b.example"}},
		{"a redirect that nobody follows", "v=spf1 mx -all", []string{"v=spf1 redirect=a.example -all", "v=spf1 mx -all"}},
		{"explanations and other modifiers", "v=spf1 -all exp=a.example moo=1", []string{"v=spf1 exp=a.example -all", "v=spf1 exp=b.example moo=1 -all"}},
		{"one text", "v=spf1 mx -all", []string{"V=SPF1  +mx -all"}},
		{"no text", "v=spf1", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var texts []SPF
			for _, text := range tc.texts {
				texts = append(texts, mustSPF(t, text))
			}
			got := MergeSPF(texts...)
			again := mustSPF(t, got.String())
			if got.String() != tc.want || !slices.Equal(again.Terms, got.Terms) {
				t.Errorf("got  %s\nwant %s\n%+v\n%+v", got, tc.want, got, again)
			}
		})
	}
}

func TestATextThatNobodyWantsIsRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"v=spf1 mx +all", "v=spf1 all"} {
		if err := mustSPF(t, text).Check(); !errors.Is(err, ErrSPFPassAll) {
			t.Errorf("%s: %v", text, err)
		}
	}
	ten := "v=spf1" + strings.Repeat(" include:a.example", 10)
	if err := mustSPF(t, ten+" -all").Check(); err != nil {
		t.Error(err)
	}
	var limit *SPFLimitError
	if err := mustSPF(t, ten+" a -all").Check(); !errors.As(err, &limit) || limit.Lookups != 11 || limit.Text != ten+" a -all" {
		t.Error(err)
	}
}

func TestATextIsMadeOfTermsEachOnce(t *testing.T) {
	t.Parallel()
	s, err := NewSPF("+mx", "include:a.example", "MX", "ip4:192.0.2.9/24", "~all")
	if want := "v=spf1 mx include:a.example ip4:192.0.2.9/24 ~all"; err != nil || s.String() != want || s.Terms[1].At != 10 {
		t.Errorf("got %s, %v, want %s", s, err, want)
	}
	for term, problem := range map[string]SPFProblem{
		"": SPFNoValue, "include:a b": SPFBadCharacter, "ip4:x": SPFBadAddress4,
		"include:https://a.example": SPFBadDomain, "include:user@a.example": SPFBadDomain, "a:a..example": SPFBadDomain, "mx:-a.example": SPFBadDomain,
		"redirect=a,b.example": SPFBadDomain, "exists:" + strings.Repeat("a", 64) + ".example": SPFBadDomain,
	} {
		var wrong *SPFError
		if _, err := NewSPF("mx", term); !errors.As(err, &wrong) || wrong.Term != term || wrong.Problem != problem {
			t.Errorf("%q: got %v, want %s", term, err, problem)
		}
	}
	for _, term := range []string{"include:_spf.a-b.example.", "a:A.example/24", "exists:%{i}._spf.%{d2}", "redirect=%{d}.spf.example"} {
		if _, err := NewSPF(term); err != nil {
			t.Errorf("%q: %v", term, err)
		}
	}
	if _, err := NewSPF("redirect=a.example", "redirect=b.example"); err == nil {
		t.Error("two redirects make a text")
	}
}
