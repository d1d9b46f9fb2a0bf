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
		Title:    Text{"The MTA-STS policy has no host", "MTA-STSのポリシーを置くホストがありません"},
		Why: Text{
			"The text at _mta-sts only says that there is a policy. Senders fetch the policy itself from https://mta-sts.<domain>/.well-known/mta-sts.txt, and without that host there is none.",
			"_mta-sts のTXTレコードは、ポリシーがあることを示すだけです。送信側はポリシー本体を https://mta-sts.<ドメイン>/.well-known/mta-sts.txt から取得するため、このホストがないとポリシーもないことになります。",
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
	return []Finding{c.finding("host",
		textf("`%[1]s` announces a policy, but %[2]s holds no A, AAAA or CNAME record for `%[3]s`, where senders fetch it.",
			"`%[1]s` でポリシーがあると示していますが、%[2]s には、送信側がポリシーを取得する `%[3]s` のA、AAAA、CNAMEレコードがありません。",
			lineOf(c.Subject), c.domain(), host),
		textf("Add a record with `host = %[1]q` for the web server that holds the policy (`a %[1]s <address>`).",
			"ポリシーを置くウェブサーバーを指すレコードを `host = %[1]q` で追加してください（`a %[1]s <IPアドレス>`）。", c.Origin.Relative(host)))}
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
		textf("Without `%[1]s` nobody can fetch the policy that %[2]s announces.",
			"`%[1]s` を削除すると、%[2]s が示すポリシーを取得できなくなります。", lineOf(c.Subject), quoted(texts)),
		textf("Keep the record, or remove the text in the same plan.",
			"このレコードを残すか、同じplanの中でTXTレコードも削除してください。"),
		texts...)}
}

// leadsSomewhere reports whether a name has an address or an alias, or may have
// one by a line of an unknown type, in another zone, or once the plan is done.
func (c Case) leadsSomewhere(name string) bool {
	if delegated(c.Zone, name) {
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
