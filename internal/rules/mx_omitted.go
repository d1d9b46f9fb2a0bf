package rules

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func mxOmitted() Rule {
	return Rule{
		ID:       "mx-omitted",
		Severity: Warning,
		Scope:    ScopeAudit,
		Title:    Text{"The domain's mail goes by its A record alone", "MXレコードがなく、Aレコードだけでメールを受ける状態です"},
		Why: Text{
			"Senders that find no MX record look for the address of the domain itself. That takes two look-ups, and the mail goes to the web server, whether it takes mail or not.",
			"MXレコードが見つからないと、送信側はドメインのAレコードを調べ直します。検索が2回必要になるうえ、メールを受けられるかどうかに関係なく、ウェブサーバーに送られます。",
		},
		Remedy: Text{
			"Write an MX record for the mail server, or a null MX where the domain takes no mail.",
			"メールサーバーを指定するMXレコードを書いてください。メールを受けないドメインでは、Null MXを設定してください。",
		},
		References: []string{"FAQ Q2", "RFC 5321 section 5.1", "RFC 7505"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("a @ 219.163.200.66"),
				Corrected: hcl("a @ 219.163.200.66", "mx @ s2.xrea.com. 10"),
			}
		},
		Check: checkMXOmitted,
	}
}

// checkMXOmitted takes an SPF text that allows no server at all as the word of
// a domain without mail.
func checkMXOmitted(c Case) []Finding {
	apex := c.Origin.FQDN(zone.Apex)
	addresses := addressesAt(c.Zone, apex)
	if len(addresses) == 0 || len(c.mxes()) > 0 || len(c.Zone.OfType(apex, "mx")) > 0 {
		return nil
	}
	for _, e := range c.Zone.OfType(apex, "txt") {
		if strings.EqualFold(plainText(e.Record), "v=spf1 -all") {
			return nil
		}
	}
	return []Finding{{
		Line: lineOf(addresses[0]),
		Message: textf("No MX or MXE record takes the mail of %[1]s, so senders try the address of %[2]s.",
			"%[1]s 宛てのメールを受けるMXレコードもMXEレコードもないため、メールは %[2]s のアドレスに送られます。",
			c.domain(), quoted(addresses)),
		Suggestion: textf("Write the mail server as a valuedomain_mx_record (`%[1]s`). If the domain takes no mail, say so: `target = \".\"`, `priority = 0` (`%[2]s`).",
			"メールサーバーを valuedomain_mx_record で指定してください（`%[3]s`）。メールを受けないドメインであれば、`target = \".\"`、`priority = 0` と書いて明示してください（`%[2]s`）。",
			c.mxLine(zone.Apex, "<server>.", "10"), c.mxLine(zone.Apex, ".", "0"), c.mxLine(zone.Apex, "<サーバー名>.", "10")),
		Others: addresses[1:],
	}}
}
