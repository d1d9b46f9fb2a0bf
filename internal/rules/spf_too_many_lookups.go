package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func spfTooManyLookups() Rule {
	return Rule{
		ID:       "spf-too-many-lookups",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"txt"},
		Title:    Text{"The SPF text needs more than 10 DNS lookups", "SPFに必要なDNSの問い合わせが10回を超えています"},
		Why: Text{
			"Receivers stop after 10 terms that need a DNS lookup (include, a, mx, ptr, exists, redirect), those of included texts counted, and treat the whole text as void.",
			"DNSの問い合わせが必要な項目（include、a、mx、ptr、exists、redirect）は、includeした先も含めて10個までです。超えると、受信側はSPF全体を無効とみなします。",
		},
		Remedy: Text{
			"Remove services that no longer send your mail, let others send from a subdomain with a text of its own, or name servers with fixed addresses by ip4 and ip6.",
			"メールの送信に使っていないサービスを除く、サブドメインから送信して別のSPFを設定する、アドレスの変わらないサーバーをip4やip6で書く、といった方法で減らしてください。",
		},
		References: []string{"RFC 7208 section 4.6.4"},
		Example: func() Example {
			many := make([]string, mailauth.MaxSPFLookups)
			for i := range many {
				many[i] = fmt.Sprintf("include:spf%d.example.net", i+1)
			}
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("txt @ v=spf1 mx " + strings.Join(many, " ") + " ~all"),
				Corrected: hcl("txt @ v=spf1 mx "+strings.Join(many[:5], " ")+" ~all", "txt news v=spf1 "+strings.Join(many[5:], " ")+" ~all"),
			}
		},
		Check:        checkSPFTooManyLookups,
		CheckNetwork: checkSPFChain,
	}
}

// checkSPFTooManyLookups counts from the subject. Where the subject alone is fine,
// it may still be one too many for the text of the domain, which includes it.
func checkSPFTooManyLookups(c Case) []Finding {
	s, ok := c.spf()
	if !ok {
		return nil
	}
	count := c.spfLookups(c.owner, s)
	if count.Total > mailauth.MaxSPFLookups {
		return []Finding{c.lookupsFinding(c.Subject, count, c.spfEntries(count.Read), insideCounted())}
	}
	apex := c.Origin.FQDN(zone.Apex)
	top, s, ok := c.spfAt(apex)
	if !ok || apex == c.owner {
		return nil
	}
	if count := c.spfLookups(apex, s); count.Total > mailauth.MaxSPFLookups && slices.Contains(count.Read, c.owner) {
		return []Finding{c.lookupsFinding(top, count, []zone.Entry{top}, insideCounted())}
	}
	return nil
}

// insideCounted says how terms are counted where only the zone is known.
func insideCounted() Text {
	return Text{
		"Each term counts once, and includes inside this zone with all that they hold: %[1]s.",
		"各項目を1回と数え、このゾーンの中のincludeは、その内容も含めて数えます（%[1]s）。",
	}
}

func (c Case) lookupsFinding(of zone.Entry, count mailauth.SPFLookups, against []zone.Entry, counted Text) Finding {
	suggestion := textf(counted.EN, counted.JA, shownLookups(count.Terms))
	if count.Loop != "" {
		suggestion = textf("The text of %[1]s includes itself: remove that include.",
			"%[1]s のSPFが自分自身をincludeしています。そのincludeを削除してください。", count.Loop)
	}
	return c.finding("value",
		textf("`%[1]s` needs %[2]d DNS lookups or more, and receivers give up after %[3]d.",
			"`%[1]s` には、DNSの問い合わせが%[2]d回以上必要です。受信側は%[3]d回を超えると判定をやめます。",
			lineOf(of), count.Total, mailauth.MaxSPFLookups),
		suggestion, against...)
}

// shownLookups lists terms with their counts.
func shownLookups(terms []mailauth.SPFTermLookups) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = fmt.Sprintf("`%s` %d", t.Term, t.Lookups)
	}
	return strings.Join(parts, ", ")
}

// spfLookups counts the lookups of a text through what the zone holds.
func (c Case) spfLookups(owner string, s mailauth.SPF) mailauth.SPFLookups {
	return mailauth.CountSPFLookups(owner, s, mailauth.SPFNames{Text: func(domain string) (mailauth.SPF, bool) {
		_, s, ok := c.spfAt(domain)
		return s, ok
	}})
}

// spfAt returns the first SPF text of a full name in the zone.
func (c Case) spfAt(fqdn string) (zone.Entry, mailauth.SPF, bool) {
	if c.Zone == nil || !c.Origin.Contains(fqdn) {
		return zone.Entry{}, mailauth.SPF{}, false
	}
	for _, e := range c.Zone.OfType(fqdn, "txt") {
		if s, ok := spfOf(e.Record); ok {
			return e, s, true
		}
	}
	return zone.Entry{}, mailauth.SPF{}, false
}

// spfEntries returns the records that hold the texts of these names.
func (c Case) spfEntries(domains []string) []zone.Entry {
	var entries []zone.Entry
	for _, domain := range domains {
		if e, _, ok := c.spfAt(domain); ok {
			entries = append(entries, e)
		}
	}
	return entries
}
