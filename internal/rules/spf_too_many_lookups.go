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
		Title:    Text{"SPF record needs more than 10 DNS lookups", "SPFレコードに必要なDNSの問い合わせが10回を超えています"},
		Why: Text{
			"Receivers treat the record as invalid. Each include, a, mx, ptr, exists and redirect is a lookup, those of included records too.",
			"その場合、SPFレコード全体が無効とみなされます。include、a、mx、ptr、exists、redirectが、includeした先も含めて1回ずつ数えられます。",
		},
		Remedy: Text{
			"Remove services that no longer send your mail, let others send from a subdomain with its own SPF record, or write servers with fixed IP addresses as ip4 and ip6.",
			"メールの送信に使っていないサービスを除く、サブドメインから送信して別のSPFレコードを設定する、IPアドレスの変わらないサーバーをip4やip6で書く、といった方法で減らしてください。",
		},
		References: []string{"RFC 7208 section 4.6.4"},
		example: example{
			failing:   "txt @ v=spf1 mx " + manyIncludes(1, mailauth.MaxSPFLookups) + " ~all",
			corrected: lines("txt @ v=spf1 mx "+manyIncludes(1, 5)+" ~all", "txt news v=spf1 "+manyIncludes(6, mailauth.MaxSPFLookups)+" ~all"),
		},
		Check:        checkSPFTooManyLookups,
		CheckNetwork: checkSPFChain,
	}
}

// manyIncludes are terms of an example.
func manyIncludes(from, to int) string {
	var terms []string
	for i := from; i <= to; i++ {
		terms = append(terms, fmt.Sprintf("include:spf%d.example.net", i))
	}
	return strings.Join(terms, " ")
}

// checkSPFTooManyLookups counts from the subject. If the subject is fine on its own,
// it may still be one too many for the text of the domain, which includes it.
func checkSPFTooManyLookups(c Case) []Finding {
	s, ok := c.spf()
	if !ok {
		return nil
	}
	count := c.spfLookups(c.owner, s)
	if count.TooMany() {
		return []Finding{c.lookupsFinding(c.Subject, count, c.spfEntries(count.Read), insideCounted())}
	}
	apex := c.Origin.FQDN(zone.Apex)
	top, s, ok := c.spfAt(apex)
	if !ok || apex == c.owner {
		return nil
	}
	if count := c.spfLookups(apex, s); count.TooMany() && slices.Contains(count.Read, c.owner) {
		return []Finding{c.lookupsFinding(top, count, []zone.Entry{top}, insideCounted())}
	}
	return nil
}

// insideCounted says how terms are counted if only the zone is known.
func insideCounted() Text {
	return Text{"those of includes in this zone too", "このゾーンの中のinclude先も含みます"}
}

func (c Case) lookupsFinding(of zone.Entry, count mailauth.SPFLookups, against []zone.Entry, counted Text) Finding {
	if count.Loop != "" {
		return c.finding("value",
			textf("The SPF record of %[1]s leads to itself, so that its DNS lookups have no end, and receivers stop after %[2]d.",
				"%[1]s のSPFレコードは、たどると自分自身に戻るため、DNSの問い合わせが終わりません。受信側は%[2]d回を超えると判定をやめます。",
				count.Loop, mailauth.MaxSPFLookups),
			textf("Remove the `include:` or `redirect=` that leads back.", "自分自身に戻る `include:` または `redirect=` を削除してください。"), against...)
	}
	return c.finding("value",
		textf("The SPF record of %[1]s needs %[2]d DNS lookups or more, and receivers stop after %[3]d.",
			"%[1]s のSPFレコードには、DNSの問い合わせが%[2]d回以上必要です。受信側は%[3]d回を超えると判定をやめます。",
			c.Origin.Owner(of.Record), count.Total, mailauth.MaxSPFLookups),
		textf("Remove services that no longer send your mail. The lookups of each term ("+counted.EN+"):%[1]s",
			"メールの送信に使っていないサービスを除いてください。各項目の問い合わせの回数（"+counted.JA+"）:%[1]s", shownLookups(count.Terms)),
		against...)
}

// shownLookups lists terms with their counts, a line each.
func shownLookups(terms []mailauth.SPFTermLookups) string {
	lines := make([]string, len(terms))
	for i, t := range terms {
		lines[i] = fmt.Sprintf("%2d  %s", t.Lookups, t.Term)
	}
	return ownLines(lines...)
}

// spfLookups counts the lookups of an SPF record through what the zone has.
func (c Case) spfLookups(owner string, s mailauth.SPF) mailauth.SPFLookups {
	return mailauth.CountSPFLookups(owner, s, mailauth.SPFNames{Text: func(domain string) (mailauth.SPF, bool) {
		_, s, ok := c.spfAt(domain)
		return s, ok
	}})
}

// spfAt returns the first SPF record of a full name in the zone.
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

// spfEntries returns the SPF records of these names.
func (c Case) spfEntries(domains []string) []zone.Entry {
	var entries []zone.Entry
	for _, domain := range domains {
		if e, _, ok := c.spfAt(domain); ok {
			entries = append(entries, e)
		}
	}
	return entries
}
