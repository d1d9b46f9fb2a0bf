package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func spfMissing() Rule {
	return Rule{
		ID:       "spf-missing",
		Severity: Warning,
		Scope:    ScopeAudit,
		Title:    Text{"The domain has no SPF text", "SPFのTXTレコードがありません"},
		Why: Text{
			"An SPF text names the servers that may send mail for the domain. Without one, large mail services sort its mail out as spam or refuse it.",
			"SPFは、このドメインのメールを送信できるサーバーを示すTXTレコードです。設定がないと、大手のメールサービスで迷惑メールと判定されたり、受信を拒否されたりします。",
		},
		Remedy: Text{
			"Add a text that begins with v=spf1 and names every server that sends your mail; your mail service says which.",
			"メールを送信するすべてのサーバーを書いた、v=spf1 で始まるTXTレコードを追加してください。内容は、ご利用のメールサービスの案内に従ってください。",
		},
		References: []string{"RFC 7208 section 3"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("mx @ s1.xrea.com. 10"),
				Corrected: hcl("mx @ s1.xrea.com. 10", "txt @ v=spf1 mx ~all"),
			}
		},
		Check: checkSPFMissing,
	}
}

func checkSPFMissing(c Case) []Finding {
	apex := c.Origin.FQDN(zone.Apex)
	servers := c.apexServers()
	if len(servers) == 0 || c.hasSPF(apex) {
		return nil
	}
	return []Finding{{
		Message: textf("%[1]s takes mail by %[2]s, but no text at the domain begins with `v=spf1`.",
			"%[1]s は %[2]s でメールを受けていますが、`v=spf1` で始まるTXTレコードがありません。",
			c.domain(), quoted(servers)),
		Suggestion: textf("Add a valuedomain_txt_record with `host = \"@\"` that names every server that sends your mail. Where only the mail server itself sends: `value = \"v=spf1 mx ~all\"`.",
			"メールを送信するすべてのサーバーを書いた valuedomain_txt_record を `host = \"@\"` で追加してください。メールサーバーからしか送信しない場合は、`value = \"v=spf1 mx ~all\"` です。"),
		Others: servers,
	}}
}

// apexServers returns the records that take the mail of the domain itself.
func (c Case) apexServers() []zone.Entry {
	apex := c.Origin.FQDN(zone.Apex)
	var found []zone.Entry
	for _, e := range c.Zone.Mail() {
		if e.Record.Type == "mxe" || c.Origin.Owner(e.Record) == apex && !isNullMX(e.Record) {
			found = append(found, e)
		}
	}
	return found
}

func (c Case) hasSPF(owner string) bool {
	for _, e := range c.Zone.OfType(owner, "txt") {
		if isSPF(e.Record) {
			return true
		}
	}
	return false
}
