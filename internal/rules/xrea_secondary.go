package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func xreaSecondary() Rule {
	return Rule{
		ID:       "xrea-secondary",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"mx"},
		Title:    Text{"Two XREA servers can't serve one mail domain", "XREAのサーバーを2台組み合わせることはできません"},
		Why: Text{
			"XREA lets one account alone manage the mail of a domain, and an account lives on one server. The second server refuses the mail.",
			"XREAのドメインメールでは、1つのドメインを管理できるのは1つのアカウント（1台のサーバー）だけです。もう1台のXREAサーバーでは、メールを受け取れません。",
		},
		Remedy: Text{
			"Keep the server that holds the account, and name one outside XREA as the second.",
			"アカウントのあるサーバーだけを残し、2台目にはXREA以外のサーバーを指定してください。",
		},
		References: []string{"FAQ Q18"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("mx @ s7.xrea.com. 10", "mx @ s8.xrea.com. 20"),
				Corrected: hcl("mx @ s7.xrea.com. 10", "mx @ mail.gaibu-server.com. 20"),
			}
		},
		Check: checkXREASecondary,
	}
}

func checkXREASecondary(c Case) []Finding {
	against := c.related(bothXREA)
	if len(against) == 0 {
		return nil
	}
	return []Finding{c.finding("target",
		textf("`target = %[1]q` is a second XREA server next to %[2]s.",
			"%[2]s に加えて、`target = %[1]q` もXREAのサーバーです。", c.get("target"), quoted(against)),
		textf("Remove one of the two, or write a server outside XREA as the second, such as `target = \"mail.gaibu-server.com.\"`.",
			"どちらか一方を削除するか、2台目には `target = \"mail.gaibu-server.com.\"` のようなXREA以外のサーバーを指定してください。"),
		against...)}
}
