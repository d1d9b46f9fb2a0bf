package rules

import (
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func dmarcMultiple() Rule {
	return Rule{
		ID:       "dmarc-multiple",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"txt"},
		Title:    Text{"Host has two DMARC records", "1つのホストにDMARCレコードが2つあります"},
		Why: Text{
			"Receivers that find two DMARC records use neither, so the domain is not protected.",
			"DMARCレコードが2つあると、受信側はどちらも使いません。DMARCを設定していないのと同じ状態になります。",
		},
		Remedy: Text{
			"Keep one of the records.",
			"1つだけを残してください。",
		},
		References: []string{"RFC 7489 section 6.6.3"},
		example: example{
			failing:   lines("txt _dmarc v=DMARC1; p=none", "txt _dmarc v=DMARC1; p=reject"),
			corrected: "txt _dmarc v=DMARC1; p=reject",
		},
		Check: checkDMARCMultiple,
	}
}

func checkDMARCMultiple(c Case) []Finding {
	if textKindOf(c.owner) != dmarcText || !isDMARC(c.Subject.Record) {
		return nil
	}
	var against []zone.Entry
	for _, e := range c.others() {
		if isDMARC(e.Record) {
			against = append(against, e)
		}
	}
	if len(against) == 0 {
		return nil
	}
	return []Finding{c.finding("value",
		textf("`%[1]s` is not the only DMARC record of its host.", "`%[1]s` のほかにも、同じホストにDMARCレコードがあります。", lineOf(c.Subject)),
		textf("Keep one of them and remove the other. Both can happen in one apply.",
			"どちらか1つを残し、もう一方を削除してください。削除と追加は同じ apply で行えます。"),
		against...)}
}

// isDMARC reports whether a record is a text that is meant as DMARC.
func isDMARC(r zone.Record) bool {
	return r.Type == "txt" && r.Knows("host", "value") && mailauth.IsDMARC(plainText(r))
}
