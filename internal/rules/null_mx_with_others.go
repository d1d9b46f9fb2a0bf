package rules

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func nullMXWithOthers() Rule {
	return Rule{
		ID:       "null-mx-with-others",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"mx", "mxe"},
		Title:    Text{"A null MX must be alone", "Null MXは、他のメールサーバーと併用できません"},
		Why: Text{
			"A null MX (target \".\") says that the host takes no mail at all. With a mail server at the same host the DNS says both, and senders may do either.",
			"Null MX（ターゲットが \".\"）は「このホストはメールを受けない」という意味です。同じホストにメールサーバーも設定すると矛盾し、送信側がどちらに従うか分かりません。",
		},
		Remedy: Text{
			"Remove the null MX where mail is to arrive, or remove the mail servers where none is.",
			"メールを受けるのであればNull MXを、受けないのであればメールサーバーのレコードを削除してください。",
		},
		References: []string{"RFC 7505 section 3"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceSimple,
				Zone:      lines("mx s1.xrea.com. 10"),
				Failing:   hcl("mx @ . 0"),
				Corrected: hcl("mx web . 0"),
			}
		},
		Check: checkNullMXWithOthers,
	}
}

// checkNullMXWithOthers counts an MXE at every host, for it takes the mail of
// every name. The record of the mail forwarding has rules of its own.
func checkNullMXWithOthers(c Case) []Finding {
	against := c.atOddsWithNull()
	if len(against) == 0 {
		return nil
	}
	null := c.Subject
	if !isNullMX(null.Record) {
		null = against[0]
	}
	return []Finding{c.finding("",
		textf("`%[1]s` says that %[3]s takes no mail, and `%[2]s` says where its mail goes.",
			"`%[1]s` は %[3]s がメールを受けないという意味ですが、`%[2]s` ではメールの送り先が指定されています。",
			lineOf(null), lineOf(other(null, c.Subject, against)), c.Origin.Owner(null.Record)),
		textf("If mail is to arrive, remove `%[1]s`. If none is, remove the other record. Both may happen in one plan.",
			"メールを受けるのであれば `%[1]s` を、受けないのであればもう一方のレコードを削除してください。削除と追加は同じplanで行えます。", lineOf(null)),
		against...)}
}

// other returns a mail server that a null MX stands against.
func other(null, subject zone.Entry, against []zone.Entry) zone.Entry {
	if subject.Key != null.Key {
		return subject
	}
	return against[0]
}

// atOddsWithNull returns the mail servers that a null MX stands against, or the
// null MX records that a mail server does.
func (c Case) atOddsWithNull() []zone.Entry {
	null := isNullMX(c.Subject.Record)
	if !c.is("mx", "mxe") || !c.knows("host", "target") || c.Subject.Record.IsForwarding() {
		return nil
	}
	near := c.Zone.Mail()
	if c.is("mx") { // Those of its own host, and the MXE records, which are at every one.
		near = slices.Concat(c.Zone.OfType(c.owner, "mx"), c.mxes())
	}
	var against []zone.Entry
	for _, e := range near {
		if isNullMX(e.Record) != null && e.Record.Knows("host", "target") && !e.Record.IsForwarding() && (null || e.Record.Type == "mx") {
			against = append(against, e)
		}
	}
	return against
}
