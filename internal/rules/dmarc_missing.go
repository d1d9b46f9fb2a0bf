package rules

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func dmarcMissing() Rule {
	return Rule{
		ID:       "dmarc-missing",
		Severity: Warning,
		Scope:    ScopeAudit,
		Title:    Text{"The domain has no DMARC text", "DMARCのTXTレコードがありません"},
		Why: Text{
			"A DMARC text says what receivers shall do with mail that only pretends to come from the domain. Large mail services ask for one.",
			"DMARCは、このドメインになりすましたメールの扱いを受信側に伝えるTXTレコードです。大手のメールサービスでは設定が求められています。",
		},
		Remedy: Text{
			"Add a text at _dmarc. The policy p=none only watches and changes nothing for your mail.",
			"_dmarc にTXTレコードを追加してください。p=none であれば、監視するだけでメールの配送には影響しません。",
		},
		References: []string{"RFC 7489 section 6.1"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("mx @ s1.xrea.com. 10"),
				Corrected: hcl("mx @ s1.xrea.com. 10", "txt _dmarc v=DMARC1; p=none"),
			}
		},
		Check: checkDMARCMissing,
	}
}

// checkDMARCMissing takes a CNAME or NS at _dmarc as an answer: the text then
// stands in another zone.
func checkDMARCMissing(c Case) []Finding {
	servers := c.apexServers()
	name := c.Origin.FQDN("_dmarc")
	if len(servers) == 0 || delegated(c.Zone, name) {
		return nil
	}
	for _, e := range c.Zone.At(c.Zone.Matching(name)) {
		isDMARC := e.Record.Type == "txt" && strings.HasPrefix(strings.ToLower(plainText(e.Record)), "v=dmarc1")
		if e.Record.Type == "cname" || isDMARC {
			return nil
		}
	}
	f := Finding{
		Message: textf("%[1]s takes mail by %[2]s, but `_dmarc.%[1]s` holds no text that begins with `v=DMARC1`.",
			"%[1]s は %[2]s でメールを受けていますが、`_dmarc.%[1]s` に `v=DMARC1` で始まるTXTレコードがありません。",
			c.domain(), quoted(servers)),
		Suggestion: textf("Add a valuedomain_txt_record with `host = \"_dmarc\"` and, to begin with, `value = \"v=DMARC1; p=none\"`.",
			"`host = \"_dmarc\"` の valuedomain_txt_record を追加してください。最初は `value = \"v=DMARC1; p=none\"` で十分です。"),
		Others: servers,
	}
	return []Finding{f.with("txt _dmarc v=DMARC1; p=none")}
}
