package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"

func dmarcPolicyNone() Rule {
	return Rule{
		ID:       "dmarc-policy-none",
		Severity: Warning,
		Scope:    ScopeAudit,
		Title:    Text{"DMARC policy only observes", "DMARCのポリシーが監視だけになっています"},
		Why: Text{
			"With p=none receivers deliver forged mail. It is the right start, until the reports show that your own mail passes.",
			"p=none では、なりすましメールもそのまま配送されます。自分のメールが認証に通っているかをレポートで確認する、最初の段階としては適切です。",
		},
		Remedy: Text{
			"When the reports show that your own mail passes, go on to p=quarantine, and then to p=reject.",
			"レポートで自分のメールが認証に通っていることを確認したら、p=quarantine、p=reject の順に強めてください。",
		},
		References: []string{"RFC 7489 section 6.3"},
		example: example{
			zone:      lines("mx @ s1.xrea.com. 10", "txt @ v=spf1 mx ~all"),
			failing:   "txt _dmarc v=DMARC1; p=none; rua=mailto:postmaster@hogehoge.com",
			corrected: "txt _dmarc v=DMARC1; p=quarantine; rua=mailto:postmaster@hogehoge.com",
		},
		Check: checkDMARCPolicyNone,
	}
}

// checkDMARCPolicyNone leaves a domain without mail to parked-domain-open.
func checkDMARCPolicyNone(c Case) []Finding {
	var found []Finding
	for _, e := range c.mailTexts(dmarcText) {
		d, err := mailauth.ParseDMARC(plainText(e.Record))
		atDomain := c.Origin.Owner(e.Record) == c.Origin.FQDN("_dmarc")
		if err != nil || d.Policy != "none" || atDomain && c.parked() {
			continue
		}
		suggestion := textf("When the reports show that your own mail passes, write in the record:%[1]s",
			"レポートで自分のメールが認証に通っていることを確認したら、レコードを次のように変更してください。%[1]s", ownLines("p=quarantine"))
		if len(d.Aggregate) == 0 {
			suggestion = textf("Ask for reports first:%[1]s\n\nWhen they show that your own mail passes, write:%[2]s",
				"まず、レポートの送り先を追加してください。%[1]s\n\n自分のメールが認証に通っていることを確認できたら、次のように変更してください。%[2]s",
				ownLines("rua=mailto:postmaster@"+c.domain()), ownLines("p=quarantine"))
		}
		found = append(found, Finding{
			Line:       lineOf(e),
			Message:    textf("`%[1]s` asks receivers to do nothing about forged mail.", "`%[1]s` では、受信側はなりすましメールに対して何もしません。", lineOf(e)),
			Suggestion: suggestion,
		})
	}
	return found
}
