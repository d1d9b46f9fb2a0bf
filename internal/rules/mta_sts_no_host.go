package rules

import (
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func mtaSTSNoHost() Rule {
	return Rule{
		ID:       "mta-sts-no-host",
		Severity: Warning,
		Scope:    ScopeSettled,
		Title:    Text{"MTA-STS policy has no host", "MTA-STSのポリシーを置くホストがありません"},
		Why: Text{
			"The record at _mta-sts only announces a policy. Senders fetch the policy itself from https://mta-sts.<domain>/.well-known/mta-sts.txt.",
			"_mta-sts のレコードは、ポリシーがあることを示すだけです。送信側はポリシー本体を https://mta-sts.<ドメイン>/.well-known/mta-sts.txt から取得します。",
		},
		Remedy: Text{
			"Add an A, AAAA or CNAME record for the host mta-sts.",
			"ホスト mta-sts のAレコード、AAAAレコード、またはCNAMEレコードを追加してください。",
		},
		References: []string{"RFC 8461 section 3.3", "RFC 4592 section 2.2"},
		example: example{
			failing:   "txt _mta-sts v=STSv1; id=20260101",
			corrected: lines("txt _mta-sts v=STSv1; id=20260101", "cname mta-sts policies.gaibu-server.com."),
		},
		Check: checkMTASTSNoHost,
	}
}

func checkMTASTSNoHost(c Case) []Finding {
	if c.Removal {
		return c.policyHostRemoved()
	}
	if _, ok := c.mailText(mtaSTSText); !ok {
		return c.policyHostHidden()
	}
	host := strings.TrimPrefix(c.owner, "_")
	if c.leadsSomewhere(host) {
		return nil
	}
	var against []zone.Entry
	if leads(c.hidden(host)) {
		against = c.hiding(host)
	}
	return []Finding{c.finding("host",
		textf("`%[1]s` has no A, AAAA or CNAME record.", "`%[1]s` のA、AAAA、CNAMEレコードがありません。", host),
		c.addPolicyHost(host), against...)}
}

// addPolicyHost advises an address for the host of a policy.
func (c Case) addPolicyHost(host string) Text {
	return textf("Add a record for the web server that has the policy:%[1]s", "ポリシーを置くウェブサーバーのレコードを追加してください。%[1]s",
		c.block("a", c.Origin.Relative(host), someAddress))
}

// policyHostHidden judges a new record because of which a wildcard does not count any
// more for the host of a policy. In an audit the text of the policy speaks for itself.
func (c Case) policyHostHidden() []Finding {
	at := strings.Index("."+c.owner, ".mta-sts.")
	if at < 0 || c.mail != nil {
		return nil
	}
	host := c.owner[at:]
	texts := c.Zone.OfType("_"+host, "txt")
	if len(texts) == 0 || !c.hides(host) || !leads(c.hidden(host)) || c.leadsSomewhere(host) {
		return nil
	}
	return []Finding{c.finding("host",
		textf("With a record at `%[1]s` the wildcard record does not apply any more to `%[2]s`, the host of the policy.",
			"`%[1]s` にレコードを追加すると、ポリシーを置くホスト `%[2]s` にワイルドカードのレコードが適用されなくなります。", c.Origin.Relative(c.owner), host),
		c.addPolicyHost(host), texts...)}
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
	if leads(c.Zone.At(c.Zone.Matching(name))) {
		return true
	}
	for _, r := range c.Unplaced {
		if !r.Knows("host") || strings.Contains(r.Host, "*") || c.Origin.Owner(r) == name {
			return true
		}
	}
	return false
}

// leads reports whether records of one name give it an address or an alias, or may.
func leads(entries []zone.Entry) bool {
	return slices.ContainsFunc(entries, func(e zone.Entry) bool {
		switch e.Record.Type {
		case "a", "aaaa", "cname", "mxe", foreignType:
			return true
		}
		return false
	})
}
