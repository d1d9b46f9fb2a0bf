package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func hostAddressConflict() Rule {
	return Rule{
		ID:       "host-address-conflict",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"a", "aaaa", "mx", "mxe", foreignType},
		Title:    Text{"The host already points somewhere else", "このホストはすでに別の場所を指しています"},
		Why: Text{
			"Where two servers claim the same host, visitors and mail reach now the one, now the other. Several addresses that a configuration declares for one host on purpose are fine, unless a mail server has that host.",
			"同じホスト名を2台のサーバーに使うと、どちらにつながるか分からなくなります。1つのホストに複数のアドレスを意図して設定することは、メールサーバーのホストでない限り問題ありません。",
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
// gives way to it (RFC 4592). A CNAME is left to cname-coexists.
func checkHostAddressConflict(c Case) []Finding {
	if c.is("mx") {
		return c.severalServers()
	}
	var against, unmanaged []zone.Entry
	for _, e := range c.others() {
		switch {
		case c.contradicts(c.Subject, e) || c.contradicts(e, c.Subject):
			against = append(against, e)
		case c.sharesWithStranger(e):
			unmanaged = append(unmanaged, e)
		}
	}
	host := c.Origin.Relative(c.owner)
	switch {
	case len(against) > 0:
		return []Finding{c.finding("host",
			textf("`%[1]s` cannot stand at the host `%[2]s`, where there is %[3]s.",
				"ホスト `%[2]s` にはすでに %[3]s があるため、`%[1]s` は設定できません。",
				lineOf(c.Subject), host, quoted(against)),
			c.elsewhere(host),
			against...)}
	case len(unmanaged) > 0:
		return []Finding{c.finding("host",
			textf("`%[1]s` would share the host `%[2]s` with %[3]s, which no resource of this configuration manages.",
				"`%[1]s` を設定すると、この設定で管理されていない %[3]s とホスト `%[2]s` を共有することになります。",
				lineOf(c.Subject), host, quoted(unmanaged)),
			c.manage(unmanaged),
			unmanaged...)}
	}
	return nil
}

// contradicts reports whether b, at the same host as a, sends it somewhere else
// than the mail server there is to be.
//
// An A next to an AAAA is one server with two addresses. An MXE next to an A of
// the same address says the same of the host, and makes its name resolve,
// which MXE alone does not do (FAQ Q8). Two MXE are left to the rules on MXE.
func (c Case) contradicts(a, b zone.Entry) bool {
	switch {
	case isURL(b):
		return a.Record.Type == "mxe" || isAddressRecord(a.Record) && c.isMailHost()
	case a.Record.Type == "mxe" && b.Record.Type == "aaaa":
		return true
	case a.Record.Type == "mxe" && b.Record.Type == "a":
		return differ(a.Record, b.Record)
	}
	return sameKindOfAddress(a.Record, b.Record) && differ(a.Record, b.Record) && c.isMailHost()
}

// isMailHost reports whether the subject's host is a mail server's.
func (c Case) isMailHost() bool {
	return len(c.mxsAnsweredBy(c.owner)) > 0 || len(c.Zone.OfType(c.owner, "mxe")) > 0
}

// sharesWithStranger reports whether an entry of the subject's host is a live
// address that nobody manages, such as the web server's.
func (c Case) sharesWithStranger(e zone.Entry) bool {
	return c.Unmanaged != nil && !e.Planned && sameKindOfAddress(c.Subject.Record, e.Record) &&
		differ(c.Subject.Record, e.Record) && c.Unmanaged(e)
}

// severalServers judges a new mx to a host with several addresses. New ones of
// them speak for themselves, and so do all of them in an audit.
func (c Case) severalServers() []Finding {
	owner := ""
	if c.Subject.Planned {
		owner = c.answering(c.Subject.Record)
	}
	if owner == "" {
		return nil
	}
	var against []zone.Entry
	for _, a := range addressesAt(c.Zone, owner) {
		for _, b := range addressesAt(c.Zone, owner) {
			if a.Planned || b.Planned {
				return nil
			}
			if sameKindOfAddress(a.Record, b.Record) && differ(a.Record, b.Record) && !slices.ContainsFunc(against, func(e zone.Entry) bool { return e.Key == a.Key }) {
				against = append(against, a)
			}
		}
	}
	if len(against) == 0 {
		return nil
	}
	free := c.freeHost()
	return []Finding{c.finding("target",
		textf("`target = %[1]q` has several addresses: %[2]s. Mail would reach now the one, now the other.",
			"`target = %[1]q` には複数のアドレスがあり（%[2]s）、メールがどれに届くか分かりません。", c.get("target"), quoted(against)),
		textf("Give the mail server a host of its own with one address, such as `a %[1]s <address>`, and write `target = %[1]q`. If each of these machines takes the mail, set `rule_severity = { \"host-address-conflict\" = \"off\" }`.",
			"`a %[1]s <IPアドレス>` のように、アドレスが1つだけの専用のホストを用意して `target = %[1]q` と書いてください。どのサーバーでもメールを受けられるのであれば、`rule_severity = { \"host-address-conflict\" = \"off\" }` を指定してください。", free),
		against...)}
}

func sameKindOfAddress(a, b zone.Record) bool { return a.Type == b.Type && isAddressRecord(a) }

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

// manage says what to do about lines of the host that nobody manages.
func (c Case) manage(unmanaged []zone.Entry) Text {
	var blocks strings.Builder
	for i, e := range unmanaged[:min(len(unmanaged), maxImports)] {
		name := "existing"
		if i > 0 {
			name += "_" + strconv.Itoa(i+1)
		}
		id := c.Origin.String() + "/" + e.Record.Host + "/" + e.Record.Get("address")
		fmt.Fprintf(&blocks, "\n\n  import {\n    to = valuedomain_%s_record.%s\n    id = %q\n  }", e.Record.Type, name, id)
	}
	return textf(
		"If both addresses are meant for this host, declare the line that is there as a resource too and import it:%[1]s\n\n"+
			"If it is to go, import it the same way and remove it, or delete it in the control panel. If the new server is another one, give it a host of its own, such as `host = %[2]q`. "+
			"To leave the line unmanaged, set `rule_severity = { \"host-address-conflict\" = \"off\" }`.",
		"どちらのアドレスもこのホストに必要であれば、すでにある行もリソースとして書き、取り込んでください:%[1]s\n\n"+
			"不要な行であれば、同じように取り込んでから削除するか、コントロールパネルで削除してください。別のサーバーであれば、`host = %[2]q` のような別のホスト名を付けてください。"+
			"管理しないまま残すのであれば、`rule_severity = { \"host-address-conflict\" = \"off\" }` を指定してください。",
		blocks.String(), c.freeHost())
}

// maxImports is how many import blocks one message shows.
const maxImports = 5
