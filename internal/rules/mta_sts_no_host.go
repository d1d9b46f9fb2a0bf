package rules

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func mtaSTSNoHost() Rule {
	return Rule{
		ID:       "mta-sts-no-host",
		Severity: Warning,
		Scope:    ScopeSettled,
		Types:    []string{"txt", "a", "aaaa", "cname"},
		Title:    Text{"MTA-STS policy has no host", "MTA-STSのポリシーを置くホストがありません"},
		Why: Text{
			"The record at _mta-sts only announces a policy. Senders fetch the policy itself from https://mta-sts.<domain>/.well-known/mta-sts.txt.",
			"_mta-sts のレコードは、ポリシーがあることを示すだけです。送信側はポリシー本体を https://mta-sts.<ドメイン>/.well-known/mta-sts.txt から取得します。",
		},
		Remedy: Text{
			"Add an A, AAAA or CNAME record for the host mta-sts.",
			"ホスト mta-sts のAレコード、AAAAレコード、またはCNAMEレコードを追加してください。",
		},
		References: []string{"RFC 8461 section 3.3"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("txt _mta-sts v=STSv1; id=20260101"),
				Corrected: hcl("txt _mta-sts v=STSv1; id=20260101", "cname mta-sts policies.gaibu-server.com."),
			}
		},
		Check: checkMTASTSNoHost,
	}
}

func checkMTASTSNoHost(c Case) []Finding {
	if c.Removal {
		return c.policyHostRemoved()
	}
	if _, ok := c.mailText(mtaSTSText); !ok {
		return nil
	}
	host := strings.TrimPrefix(c.owner, "_")
	if c.leadsSomewhere(host) {
		return nil
	}
	relative := c.Origin.Relative(host)
	return []Finding{c.finding("host",
		textf("`%[1]s` has no A, AAAA or CNAME record.", "`%[1]s` のA、AAAA、CNAMEレコードがありません。", host),
		textf("Add a record for the web server that has the policy:%[1]s", "ポリシーを置くウェブサーバーのレコードを追加してください。%[2]s",
			c.block("a", relative, someAddress), c.block("a", relative, someAddressJA)))}
}

// policyHostRemoved judges the removal of the last record of a policy's host.
func (c Case) policyHostRemoved() []Finding {
	if !c.is("a", "aaaa", "cname") || !c.knows("host") || !strings.HasPrefix(c.owner, "mta-sts.") || c.leadsSomewhere(c.owner) {
		return nil
	}
	texts := c.Zone.OfType("_"+c.owner, "txt")
	if len(texts) == 0 {
		return nil
	}
	return []Finding{c.finding("host",
		textf("Without `%[1]s` nobody can fetch the policy that is announced.", "`%[1]s` を削除すると、ポリシーを取得できなくなります。", lineOf(c.Subject)),
		textf("Keep the record, or remove the TXT record of the policy in the same apply.",
			"このレコードを残すか、同じ apply でポリシーのTXTレコードも削除してください。"),
		texts...)}
}

// leadsSomewhere reports whether a name has an address or an alias, or may have
// one by a line of an unknown type, in another zone, or once the plan is done.
func (c Case) leadsSomewhere(name string) bool {
	if c.Zone.Delegated(name) {
		return true
	}
	for _, e := range c.Zone.At(c.Zone.Matching(name)) {
		switch e.Record.Type {
		case "a", "aaaa", "cname", "mxe", foreignType:
			return true
		}
	}
	for _, r := range c.Unplaced {
		if !r.Knows("host") || strings.Contains(r.Host, "*") || c.Origin.Owner(r) == name {
			return true
		}
	}
	return false
}
