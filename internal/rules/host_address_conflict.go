package rules

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func hostAddressConflict() Rule {
	return Rule{
		ID:       "host-address-conflict",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"a", "aaaa", "mxe", foreignType},
		Title:    Text{"The host already points somewhere else", "このホストはすでに別の場所を指しています"},
		Why: Text{
			"One host can stand for one server only. Where a mail server and a web server claim the same host, visitors and mail reach now the one, now the other.",
			"1つのホスト名が指せるサーバーは1台だけです。メールサーバーとウェブサーバーに同じホスト名を使うと、どちらにつながるか分からなくなり、ウェブもメールも正しく動作しません。",
		},
		Remedy: Text{
			"Give the mail server a host of its own, such as mail, or remove the record that no longer counts.",
			"メールサーバーには mail などの専用のホスト名を使うか、不要になったほうのレコードを削除してください。",
		},
		References: []string{"FAQ Q3", "FAQ Q19"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Zone:      lines("a @ 203.0.113.10", "a www 203.0.113.10"),
				Failing:   hcl("mxe www 219.163.200.65 10"),
				Corrected: hcl("mxe mail 219.163.200.65 10"),
			}
		},
		Check: checkHostAddressConflict,
	}
}

// checkHostAddressConflict looks at the subject's own host only: a wildcard
// beside it gives way to it (RFC 4592). A CNAME is left to cname-coexists.
func checkHostAddressConflict(c Case) []Finding {
	var against []zone.Entry
	for _, e := range c.others() {
		if c.contradicts(c.Subject, e) || c.contradicts(e, c.Subject) {
			against = append(against, e)
		}
	}
	if len(against) == 0 {
		return nil
	}
	host := c.Origin.Relative(c.owner)
	return []Finding{c.finding("host",
		textf("`%[1]s` cannot stand at the host `%[2]s`, where there is %[3]s.",
			"ホスト `%[2]s` にはすでに %[3]s があるため、`%[1]s` は設定できません。",
			lineOf(c.Subject), host, quoted(against)),
		c.elsewhere(host),
		against...)}
}

// contradicts tells whether b, at the same host as a, sends it somewhere else.
//
// An A beside an AAAA is one server with two addresses. An MXE beside an A of
// the same address says the same of the host, and makes its name resolve,
// which MXE alone does not do (FAQ Q8). Two MXE are left to the rules on MXE.
func (c Case) contradicts(a, b zone.Entry) bool {
	switch {
	case isURL(b):
		return a.Record.Type == "mxe" ||
			isAddressRecord(a.Record) && len(c.mxsAnsweredBy(c.owner)) > 0
	case a.Record.Type == "mxe" && b.Record.Type == "aaaa":
		return true
	case a.Record.Type == "mxe" && b.Record.Type == "a",
		a.Record.Type == b.Record.Type && isAddressRecord(a.Record):
		return differ(a.Record, b.Record)
	}
	return false
}

func isAddressRecord(r zone.Record) bool { return r.Type == "a" || r.Type == "aaaa" }

func differ(a, b zone.Record) bool {
	return a.Knows("address") && b.Knows("address") &&
		canonicalAddress(a.Get("address")) != canonicalAddress(b.Get("address"))
}

// isURL tells the registrar's url forwarding, which makes the host a web
// server. The provider knows no more of that line than its name.
func isURL(e zone.Entry) bool {
	return e.Foreign() && strings.HasPrefix(strings.ToLower(strings.TrimSpace(e.Line)), "url")
}

// elsewhere says what to do about a host that is taken.
func (c Case) elsewhere(host string) Text {
	free := c.freeHost()
	if c.is("mxe") {
		return textf(
			"An MXE record works under any host name: write one that is free, such as `host = %[1]q`, or remove the other record in the same plan.",
			"MXEレコードのホスト名は何でも構いません。`host = %[1]q` のように空いているホスト名を書くか、同じplanの中でもう一方のレコードを削除してください。",
			free)
	}
	if c.Subject.Foreign() {
		return textf(
			"If both are needed, write the line for a host of its own, such as `%[2]s`. If `%[1]s` is to move, change or remove the other record in the same plan.",
			"両方が必要であれば、`%[2]s` のような別のホスト名で行を書いてください。`%[1]s` の行き先を変えるのであれば、もう一方のレコードを同じplanの中で変更または削除してください。",
			host, free)
	}
	return textf(
		"If both servers are needed, give the new one a host of its own, such as `host = %[2]q`. If `%[1]s` is to move, change or remove the other record in the same plan.",
		"両方のサーバーが必要であれば、新しいほうに `host = %[2]q` のような別のホスト名を付けてください。`%[1]s` の行き先を変えるのであれば、もう一方のレコードを同じplanの中で変更または削除してください。",
		host, free)
}
