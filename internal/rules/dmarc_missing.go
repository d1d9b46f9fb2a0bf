package rules

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func dmarcMissing() Rule {
	return Rule{
		ID:       "dmarc-missing",
		Severity: Warning,
		Scope:    ScopeAudit,
		Title:    Text{"Domain has no DMARC record", "DMARCレコードがありません"},
		Why: Text{
			"A DMARC record asks receivers how to treat forged mail of the domain, and large mail services require one.",
			"DMARCレコードは、このドメインになりすましたメールの扱いを受信側に伝えるものです。大手のメールサービスでは設定が求められています。",
		},
		Remedy: Text{
			"Add a TXT record at _dmarc. The policy p=none only observes and changes nothing for your mail.",
			"_dmarc にTXTレコードを追加してください。p=none であれば、監視するだけでメールの配送には影響しません。",
		},
		References: []string{"RFC 7489 section 6.1"},
		example: example{
			failing:   "mx @ s1.xrea.com. 10",
			corrected: lines("mx @ s1.xrea.com. 10", "txt _dmarc v=DMARC1; p=none"),
		},
		Check: checkDMARCMissing,
	}
}

func checkDMARCMissing(c Case) []Finding {
	servers := c.apexServers()
	if len(servers) == 0 || len(c.dmarc()) > 0 {
		return nil
	}
	f := Finding{
		Message: textf("%[1]s receives mail, but `_dmarc.%[1]s` has no TXT record that begins with `v=DMARC1`.",
			"%[1]s はメールを受信するドメインですが、`_dmarc.%[1]s` に `v=DMARC1` で始まるTXTレコードがありません。", c.domain()),
		Suggestion: textf("Add a record, which only observes to begin with:%[1]s", "次のレコードを追加してください。最初は監視だけで十分です。%[1]s",
			c.block("txt", "_dmarc", "v=DMARC1; p=none")),
		Others: servers,
	}
	return []Finding{f.with("txt _dmarc v=DMARC1; p=none")}
}

// dmarc returns the DMARC records of the domain, other texts at _dmarc, which are a
// matter of dmarc-syntax, and the lines by which its text may be in another zone.
func (c Case) dmarc() []zone.Entry {
	name := c.Origin.FQDN("_dmarc")
	owner := c.Zone.Matching(name)
	return slices.DeleteFunc(slices.Clone(c.Zone.At(owner)), func(e zone.Entry) bool {
		switch e.Record.Type {
		case "cname", "ns":
			return false
		case foreignType:
			return isURL(e)
		case "txt":
			return owner != name && !isDMARC(e.Record)
		}
		return true
	})
}
