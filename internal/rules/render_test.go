package rules

import (
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestADetailSaysTheFixThenTheReasonThenTheConflict(t *testing.T) {
	t.Parallel()
	found := subject(defaults(t), zone.ServiceGeneral, webZone, "mxe www 219.163.200.65 10")
	if len(found) != 1 {
		t.Fatalf("found %q", written(found, nil))
	}
	tests := []struct {
		language        Language
		summary, detail string
	}{
		{English, "Host already points to another server", strings.Join([]string{
			"Write a free host, since MXE works under any:", "  host = \"mail\"", "Or remove the other record in the same apply.",
			"The host `www` has another record already. If two servers share a host, visitors and mail reach either of them. Several IP addresses that a configuration declares for one host are fine, unless it is a mail server's.",
			"Conflicts with:\n  a www 203.0.113.10  (in the zone)",
			"Rule host-address-conflict (severity set by rule_severity): https://registry.terraform.io/providers/terraform-valuedomain/valuedomain/latest/docs/guides/mail-rules#host-address-conflict",
		}, "\n\n")},
		{Japanese, "このホストはすでに別のサーバーを指しています", strings.Join([]string{
			"MXEレコードのホスト名は何でもかまいません。空いているホスト名を書いてください。", "  host = \"mail\"", "または、同じ apply でもう一方のレコードを削除してください。",
			"ホスト `www` には、すでに別のレコードがあります。1つのホスト名を2台のサーバーで使うと、どちらにつながるかわかりません。1つのホストに複数のIPアドレスを意図して設定することは、メールサーバーのホストでない限り問題ありません。",
			"競合している行:\n  a www 203.0.113.10  （ゾーンにある行）",
			"ルール host-address-conflict（重大度は rule_severity で変更できます）: https://registry.terraform.io/providers/terraform-valuedomain/valuedomain/latest/docs/guides/mail-rules-ja#host-address-conflict",
		}, "\n\n")},
	}
	for _, test := range tests {
		t.Run(string(test.language), func(t *testing.T) {
			t.Parallel()
			if got := found[0].Summary(test.language); got != test.summary {
				t.Errorf("summary %q, want %q", got, test.summary)
			}
			if got := found[0].Detail(test.language); got != test.detail {
				t.Errorf("detail:\n%s\n\nwant:\n%s", got, test.detail)
			}
		})
	}
}

func TestADetailShowsTheLineOfATextAndHowToWriteIt(t *testing.T) {
	t.Parallel()
	const line, fix = "\n\nLine:\n  mx @ s1.xrea.com 10\n\n", "\n\nCorrected lines:\n  mx @ s1.xrea.com. 10\n\n"
	for _, test := range []struct {
		name, line, field string
		want, not         []string
	}{
		{"the argument of a record needs neither", "mx @ s1.xrea.com 10", "target", nil, []string{"Line:", "Corrected lines:"}},
		{"a text needs both", "mx @ s1.xrea.com 10", "content", []string{line, fix}, nil},
		{"what names no argument needs the line", "mx @ s1.xrea.com 10", "", []string{line}, []string{"Corrected lines:"}},
		{"a value that is not known yet gives no line to copy", "mx @ s1.xrea.com ?", "content", nil, []string{"Corrected lines:", zone.Unknown}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			found := subject(defaults(t), zone.ServiceGeneral, "", test.line)[0]
			found.Field = test.field
			detail := found.Detail(English)
			for _, part := range test.want {
				if !strings.Contains(detail, part) {
					t.Errorf("%q is missing in:\n%s", part, detail)
				}
			}
			for _, part := range test.not {
				if strings.Contains(detail, part) {
					t.Errorf("%q is in:\n%s", part, detail)
				}
			}
		})
	}
}

func TestTheOtherLinesOfATextAreInThatText(t *testing.T) {
	t.Parallel()
	f := subject(defaults(t), zone.ServiceGeneral, "a www 203.0.113.10", "mxe www 219.163.200.65 10")[0]
	f.Field = "content"
	for l, want := range map[Language]string{English: "\n  a www 203.0.113.10  (in `content`)\n", Japanese: "\n  a www 203.0.113.10  （`content` の行）\n"} {
		if got := f.Detail(l); !strings.Contains(got, want) {
			t.Errorf("%q is missing in:\n%s", want, got)
		}
	}
}

// TestNoMessageSaysAThingTwice reads what every rule says in its fixtures: HCL is
// on lines of its own, the line that a finding conflicts with is in one place, and
// no sentence appears twice.
func TestNoMessageSaysAThingTwice(t *testing.T) {
	t.Parallel()
	argument := regexp.MustCompile("`[a-z_]+ = [^`]*`")
	p := defaults(t)
	for _, r := range Catalogue() {
		if r.Check == nil {
			continue
		}
		fires, _ := fixtures(t, r.ID)
		for _, f := range fires {
			for _, g := range of(r.ID, f.judge(p)) {
				for _, l := range []Language{English, Japanese} {
					detail := g.Detail(l)
					if inline := argument.FindString(detail); inline != "" {
						t.Errorf("%s: %s: %s is inside a sentence", r.ID, f.name, inline)
					}
					for _, o := range g.Others {
						if quoted := "`" + lineOf(o) + "`"; lineOf(o) != g.Line && strings.Contains(g.Message.In(l), quoted) && r.ID != "null-mx-with-others" {
							t.Errorf("%s: %s: %s is in the message and under it", r.ID, f.name, quoted)
						}
					}
					if !strings.HasSuffix(detail, r.Page(l)) || strings.Count(detail, r.ID) != 2 && !strings.Contains(detail, r.ID+` = "off"`) {
						t.Errorf("%s: %s: the rule and its page are not said once, at the end:\n%s", r.ID, f.name, detail)
					}
				}
			}
		}
	}
}

func TestThePageHasEveryRuleInBothLanguages(t *testing.T) {
	t.Parallel()
	for _, l := range []Language{English, Japanese} {
		page := Page(l)
		if !strings.HasPrefix(page, "---\npage_title: ") || !strings.HasSuffix(page, "\n") || strings.HasSuffix(page, "\n\n") {
			t.Errorf("%s: the page has no front matter, or not one line break at its end", l)
		}
		for _, r := range Catalogue() {
			for _, part := range []string{"\n## " + r.ID + "\n", r.Title.In(l), r.Why.In(l), r.Remedy.In(l), r.Example().Failing, r.Example().Corrected, r.sources(l)} {
				if !strings.Contains(page, part) {
					t.Errorf("%s: the page lacks %q", l, part)
				}
			}
		}
	}
}
