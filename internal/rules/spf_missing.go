package rules

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func spfMissing() Rule {
	return Rule{
		ID:       "spf-missing",
		Severity: Warning,
		Scope:    ScopeAudit,
		Title:    Text{"Domain has no SPF record", "SPFレコードがありません"},
		Why: Text{
			"Large mail services sort mail from a domain without SPF into spam, or reject it.",
			"設定がないと、大手のメールサービスで迷惑メールと判定されたり、受信を拒否されたりします。",
		},
		Remedy: Text{
			"Add a TXT record that begins with v=spf1 and lists every server that sends your mail. Your mail service shows which.",
			"メールを送信するすべてのサーバーを書いた、v=spf1 で始まるTXTレコードを追加してください。内容は、ご利用のメールサービスの案内に従ってください。",
		},
		References: []string{"RFC 7208 section 3"},
		example: example{
			failing:   "mx @ s1.xrea.com. 10",
			corrected: lines("mx @ s1.xrea.com. 10", "txt @ v=spf1 mx ~all"),
		},
		Check: checkSPFMissing,
	}
}

// checkSPFMissing leaves a text that can't be read to spf-syntax.
func checkSPFMissing(c Case) []Finding {
	servers := c.apexServers()
	isText := func(e zone.Entry) bool { return isMeantAsSPF(e.Record) }
	if len(servers) == 0 || slices.ContainsFunc(c.Zone.At(c.Origin.FQDN(zone.Apex)), isText) {
		return nil
	}
	return []Finding{{
		Message: textf("%[1]s receives mail, but has no TXT record that begins with `v=spf1`.",
			"%[1]s はメールを受信するドメインですが、`v=spf1` で始まるTXTレコードがありません。", c.domain()),
		Suggestion: textf("Add a record with every server that sends your mail. If only the mail server does:%[1]s",
			"メールを送信するすべてのサーバーを書いたTXTレコードを追加してください。メールサーバーからしか送信しない場合は、次のとおりです。%[1]s",
			c.block("txt", zone.Apex, "v=spf1 mx ~all")),
		Others: servers,
	}}
}

// apexServers returns the records that receive mail for the domain itself.
func (c Case) apexServers() []zone.Entry {
	mx := c.Zone.OfType(c.Origin.String(), "mx")
	return append(slices.DeleteFunc(mx, func(e zone.Entry) bool { return e.Record.IsNullMX() }), c.mxes()...)
}
