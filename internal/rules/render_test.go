package rules

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestADetailTellsAllThatIsNeeded(t *testing.T) {
	t.Parallel()
	found := subject(defaults(t), zone.ServiceGeneral, webZone, "mxe www 219.163.200.65 10")
	if len(found) != 1 {
		t.Fatalf("found %q", written(found, nil))
	}
	tests := []struct {
		language        Language
		summary, detail string
	}{
		{English, "The host already points somewhere else", strings.Join([]string{
			"`mxe www 219.163.200.65 10` cannot stand at the host `www`, where there is `a www 203.0.113.10`.",
			"The line:\n  mxe www 219.163.200.65 10",
			"It stands against:\n  a www 203.0.113.10  (in the zone)",
			"An MXE record works under any host name: write one that is free, such as `host = \"mail\"`, or remove the other record in the same plan.",
			"Where two servers claim the same host, visitors and mail reach now the one, now the other. Several addresses that a configuration declares for one host on purpose are fine, unless a mail server has that host.",
			"Rule host-address-conflict (FAQ Q3, Q19; can be set with rule_severity).",
		}, "\n\n")},
		{Japanese, "このホストはすでに別の場所を指しています", strings.Join([]string{
			"ホスト `www` にはすでに `a www 203.0.113.10` があるため、`mxe www 219.163.200.65 10` は設定できません。",
			"該当する行:\n  mxe www 219.163.200.65 10",
			"関係する行:\n  a www 203.0.113.10  (ゾーンにある行)",
			"MXEレコードのホスト名は何でも構いません。`host = \"mail\"` のように空いているホスト名を書くか、同じplanの中でもう一方のレコードを削除してください。",
			"同じホスト名を2台のサーバーに使うと、どちらにつながるか分からなくなります。1つのホストに複数のアドレスを意図して設定することは、メールサーバーのホストでない限り問題ありません。",
			"ルール host-address-conflict (FAQ Q3, Q19、rule_severity で変更できます)。",
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

func TestADetailOffersTheLineToWrite(t *testing.T) {
	t.Parallel()
	found := subject(defaults(t), zone.ServiceGeneral, "", "mx @ s1.xrea.com ?")
	if detail := found[0].Detail(English); strings.Contains(detail, "As zone lines") || strings.Contains(detail, zone.Unknown) {
		t.Errorf("an unknown value gives:\n%s", detail)
	}
	found = subject(defaults(t), zone.ServiceGeneral, "", "mx @ s1.xrea.com 10")
	if detail := found[0].Detail(English); !strings.Contains(detail, "\n\nAs zone lines:\n  mx @ s1.xrea.com. 10\n\n") {
		t.Errorf("the line to write is missing in:\n%s", detail)
	}
}

func TestThePageHoldsEveryRuleInBothLanguages(t *testing.T) {
	t.Parallel()
	for _, l := range []Language{English, Japanese} {
		page := Page(l)
		if !strings.HasPrefix(page, "---\npage_title: ") || !strings.HasSuffix(page, "\n") || strings.HasSuffix(page, "\n\n") {
			t.Errorf("%s: the page has no front matter, or not one line break at its end", l)
		}
		for _, r := range Catalogue() {
			for _, part := range []string{"\n## " + r.ID + "\n", r.Title.In(l), r.Why.In(l), r.Remedy.In(l), r.Example().Failing, r.Example().Corrected, r.sources()} {
				if !strings.Contains(page, part) {
					t.Errorf("%s: the page lacks %q", l, part)
				}
			}
		}
	}
}
