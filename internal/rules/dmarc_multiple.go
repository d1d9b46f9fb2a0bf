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
		Title:    Text{"A host can have one DMARC text only", "DMARCのTXTレコードは1つのホストに1つだけです"},
		Why: Text{
			"Receivers that find two DMARC texts use neither: the domain is then not protected, as if it had none.",
			"DMARCのTXTレコードが2つあると、受信側はどちらも使いません。DMARCを設定していないのと同じ状態になります。",
		},
		Remedy: Text{
			"Keep one of the texts.",
			"1つだけを残してください。",
		},
		References: []string{"RFC 7489 section 6.6.3"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("txt _dmarc v=DMARC1; p=none", "txt _dmarc v=DMARC1; p=reject"),
				Corrected: hcl("txt _dmarc v=DMARC1; p=reject"),
			}
		},
		Check: checkDMARCMultiple,
	}
}

func checkDMARCMultiple(c Case) []Finding {
	text, ok := c.mailText(dmarcText)
	if !ok || !mailauth.IsDMARC(text) {
		return nil
	}
	var against []zone.Entry
	for _, e := range c.others() {
		if e.Record.Type == "txt" && e.Record.Knows("host", "value") && mailauth.IsDMARC(plainText(e.Record)) {
			against = append(against, e)
		}
	}
	if len(against) == 0 {
		return nil
	}
	return []Finding{c.finding("value",
		textf("`%[1]s` is a DMARC text at the same host as %[2]s.",
			"`%[1]s` と同じホストに、DMARCのTXTレコード %[2]s があります。", lineOf(c.Subject), quoted(against)),
		textf("Keep one of them and remove the other. Both may happen in one plan.",
			"どちらか1つを残し、もう一方を削除してください。削除と追加は同じplanで行えます。"),
		against...)}
}
