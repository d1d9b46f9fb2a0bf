package rules

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// What a domain that sends no mail says.
const (
	closedSPF   = "v=spf1 -all"
	closedDMARC = "v=DMARC1; p=reject"
)

func parkedDomainOpen() Rule {
	return Rule{
		ID:       "parked-domain-open",
		Severity: Warning,
		Scope:    ScopeAudit,
		Title:    Text{"Domain without mail is open to forgery", "メールを使わないドメインが、なりすましに悪用されるおそれがあります"},
		Why: Text{
			"Forgers prefer domains whose mail nobody watches. Two TXT records ask receivers to reject all of it.",
			"メールを使っていないドメインは、管理の目が届きにくく、なりすましメールに悪用されがちです。2つのTXTレコードで、すべて拒否するよう受信側に伝えられます。",
		},
		Remedy: Text{
			"Add v=spf1 -all at the domain and v=DMARC1; p=reject at _dmarc.",
			"ドメインに v=spf1 -all、_dmarc に v=DMARC1; p=reject のTXTレコードを追加してください。",
		},
		References: []string{"M3AAWG parked domains", "RFC 7208 section 10.1.2", "RFC 7505 section 4.2"},
		example: example{
			failing:   "mx @ . 0",
			corrected: lines("mx @ . 0", "txt @ "+closedSPF, "txt _dmarc "+closedDMARC),
		},
		Check: checkParkedDomainOpen,
	}
}

func checkParkedDomainOpen(c Case) []Finding {
	if !c.parked() {
		return nil
	}
	return append(c.openSPF(), c.openDMARC()...)
}

// parked reports whether the domain has no mail: no host of it has a mail
// server, no address of the domain receives mail instead (RFC 5321 section 5.1),
// and neither a DKIM key nor an SPF record names a sender. A mail server of a
// subdomain may be that of a service which sends in the domain's name.
func (c Case) parked() bool {
	apex := c.Origin.FQDN(zone.Apex)
	served := slices.ContainsFunc(c.Zone.Mail(), func(e zone.Entry) bool { return !e.Record.IsNullMX() })
	if served || c.Zone.Exists(c.Origin.FQDN("_domainkey")) {
		return false
	}
	null := len(c.Zone.OfType(apex, "mx")) > 0 // None is of a server.
	for _, e := range c.Zone.At(apex) {
		switch e.Record.Type {
		case "a", "aaaa", "cname", foreignType:
			if !null {
				return false
			}
		case "txt":
			if isMeantAsSPF(e.Record) && namesSenders(e.Record) {
				return false
			}
		}
	}
	return true
}

// namesSenders reports whether an SPF record has a term other than "all", as one that
// can't be read may have.
func namesSenders(r zone.Record) bool {
	s, ok := spfOf(r)
	return !ok || slices.ContainsFunc(s.Terms, func(t mailauth.SPFTerm) bool { return t.Name != "all" })
}

func (c Case) openSPF() []Finding {
	f := Finding{
		Message: textf("%[1]s receives no mail, but no SPF record says that it sends none.",
			"%[1]s はメールを受信していませんが、送信もしないことを示すSPFレコードがありません。", c.domain()),
		Suggestion: textf("Add:%[1]s", "次のレコードを追加してください。%[1]s", c.block("txt", zone.Apex, closedSPF)),
	}
	if e, s, ok := c.spfAt(c.Origin.FQDN(zone.Apex)); ok {
		if s.String() == closedSPF {
			return nil
		}
		f.Line = lineOf(e)
		f.Message = textf("%[1]s receives no mail, but `%[2]s` does not ask receivers to reject mail in its name.",
			"%[1]s はメールを受信していませんが、`%[2]s` では、このドメインを名乗るメールが拒否されません。", c.domain(), lineOf(e))
		f.Suggestion = c.writeText(closedSPF)
	}
	return []Finding{f.with("txt @ " + closedSPF)}
}

// openDMARC is silent about texts that can't be read, and about those in another zone.
func (c Case) openDMARC() []Finding {
	found := c.dmarc()
	for _, e := range found {
		if d, err := mailauth.ParseDMARC(plainText(e.Record)); err == nil && d.Policy != "reject" {
			return []Finding{{
				Line: lineOf(e),
				Message: textf("%[1]s receives no mail, but `%[2]s` does not ask receivers to reject mail in its name.",
					"%[1]s はメールを受信していませんが、`%[2]s` では、このドメインを名乗るメールの拒否を求めていません。", c.domain(), lineOf(e)),
				Suggestion: textf("Write in the record:%[1]s", "レコードに次のように書いてください。%[1]s", ownLines("p=reject")),
			}}
		}
	}
	if len(found) > 0 {
		return nil
	}
	f := Finding{
		Message: textf("%[1]s receives no mail, but no DMARC record asks receivers to reject mail in its name.",
			"%[1]s はメールを受信していませんが、このドメインを名乗るメールの拒否を求めるDMARCレコードがありません。", c.domain()),
		Suggestion: textf("Add:%[1]s", "次のレコードを追加してください。%[1]s", c.block("txt", "_dmarc", closedDMARC)),
	}
	return []Finding{f.with("txt _dmarc " + closedDMARC)}
}
