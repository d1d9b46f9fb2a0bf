package rules

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func mxWildcardAll() Rule {
	return Rule{
		ID:       "mx-wildcard-all",
		Severity: Warning,
		Scope:    ScopeRecord,
		Types:    []string{"mx"},
		Title:    Text{"Wildcard MX does not receive all mail", "ワイルドカードMXでは、すべてのメールを受信できません"},
		Why: Text{
			"Whether mail arrives then depends on records that have nothing to do with mail, such as the A record of a web server.",
			"メールが届くかどうかが、ウェブサーバーのAレコードのような、メールと関係のないレコードに左右されてしまいます。",
		},
		Remedy: Text{
			"For all mail of the domain use one MXE record. Otherwise write an MX record for each host that receives mail.",
			"すべてのメールを一か所で受信するならMXEレコードを1つ設定し、そうでなければ、メールを受信するホストごとにMXレコードを書いてください。",
		},
		References: []string{"FAQ Q13", "FAQ Q15", "RFC 4592 section 2.2.1"},
		example: example{
			failing:   "mx * s1.xrea.com. 10",
			corrected: "mxe mail 219.163.200.65 10",
		},
		Check: checkMXWildcardAll,
	}
}

func checkMXWildcardAll(c Case) []Finding {
	if above, ok := strings.CutPrefix(c.owner, "*."); !ok || above != c.Origin.String() || !c.knows("host") {
		return nil
	}
	suggestion := textf("Write one MX record for each host that receives mail, with its own host:%[1]s",
		"メールを受信するホストごとに、ホストを指定してMXレコードを書いてください。%[1]s", ownLines(assignment("host", "@"), assignment("host", "web")))
	if c.Service != zone.ServiceSimple {
		suggestion = textf("To receive all mail, replace all MX records of the domain by:%[1]s\n\nFor some hosts only, write one MX record for each of them, or a pattern:%[2]s",
			"すべてのメールを受信する場合は、ドメインのMXレコードをすべて、次のレコードに置き換えてください。%[1]s\n\n一部のホストだけであれば、ホストごとにMXレコードを書くか、範囲で指定してください。%[2]s",
			c.block("mxe", "mail", someAddress, "10"), ownLines(assignment("host", "@"), assignment("host", "s*")))
	}
	return []Finding{c.finding("host",
		textf("`%[1]s` applies only to names without any record: not to user@%[2]s, nor to user@www.%[2]s if `www` has an A record.",
			"`%[1]s` はレコードのない名前にしか適用されません。user@%[2]s にも、`www` にAレコードがある場合の user@www.%[2]s にも適用されません。",
			c.Subject.Record.Host, c.domain()),
		suggestion,
	)}
}
