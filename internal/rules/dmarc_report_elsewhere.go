package rules

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
)

func dmarcReportElsewhere() Rule {
	return Rule{
		ID:       "dmarc-report-elsewhere",
		Severity: Warning,
		Scope:    ScopeNetwork,
		Types:    []string{"txt"},
		Title:    Text{"DMARC reports go to a domain that has not agreed to receive them", "DMARCレポートの送り先ドメインが受信に同意していません"},
		Why: Text{
			"Receivers send reports to another organisation's domain only if its DNS agrees to that, so no reports arrive.",
			"レポートの送り先が別の組織のドメインの場合、受信側は、そのドメインのDNSに同意があるときだけレポートを送ります。同意がないと、レポートは届きません。",
		},
		Remedy: Text{
			"Ask the owner of that domain for a TXT record v=DMARC1 at <your domain>._report._dmarc, or have the reports sent to your own domain.",
			"送り先ドメインの管理者に、<自分のドメイン>._report._dmarc というホストに v=DMARC1 のTXTレコードを設定してもらうか、自分のドメインをレポートの送り先にしてください。",
		},
		References: []string{"RFC 7489 section 7.1"},
		example: example{
			failing:   "txt _dmarc v=DMARC1; p=none; rua=mailto:postmaster@gaibu-server.com",
			corrected: "txt _dmarc v=DMARC1; p=none; rua=mailto:postmaster@hogehoge.com",
		},
		CheckNetwork: checkDMARCReportElsewhere,
	}
}

func checkDMARCReportElsewhere(ctx context.Context, c Case, ask Resolver) []Finding {
	text, ok := c.mailText(dmarcText)
	if !ok {
		return nil
	}
	d, err := mailauth.ParseDMARC(text)
	if err != nil {
		return nil
	}
	domain := strings.TrimPrefix(c.owner, "_dmarc.")
	var found []Finding
	for _, elsewhere := range reportDomains(slices.Concat(d.Aggregate, d.Failure), domain) {
		name := domain + "._report._dmarc." + elsewhere
		texts, err := ask.Texts(ctx, name)
		if err != nil || slices.ContainsFunc(texts, mailauth.IsDMARC) {
			continue
		}
		found = append(found, c.finding("value",
			textf("`%[1]s` has no TXT record `v=DMARC1`.", "`%[1]s` に `v=DMARC1` のTXTレコードが見つかりません。", name),
			textf("Write an address of your own domain:%[1]s\n\nOr ask the owner of %[2]s to add this record to their zone:%[3]s",
				"自分のドメインのアドレスを書いてください。%[1]s\n\nまたは、%[2]s の管理者に、次のレコードの追加を依頼してください。%[3]s",
				ownLines("rua=mailto:postmaster@"+c.domain()), elsewhere, ownLines("txt "+domain+"._report._dmarc v=DMARC1"))))
	}
	return found
}

// reportDomains returns the domains, each once, that belong to another
// organisation than the one whose mail the reports are about.
func reportDomains(uris []string, domain string) []string {
	var found []string
	for _, u := range uris {
		parsed, err := url.Parse(u)
		if err != nil {
			continue
		}
		address, _, _ := strings.Cut(parsed.Opaque, "?")
		host := strings.ToLower(address[strings.LastIndex(address, "@")+1:])
		if host != "" && organisation(host) != organisation(domain) && !slices.Contains(found, host) {
			found = append(found, host)
		}
	}
	return found
}

// organisation returns the organisational domain of a name (RFC 7489 section
// 3.2), and the name itself where there is none.
func organisation(name string) string {
	if o, err := publicsuffix.EffectiveTLDPlusOne(name); err == nil {
		return o
	}
	return name
}
