package rules

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func hostAddressConflict() Rule {
	return Rule{
		ID:       "host-address-conflict",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"a", "aaaa", "mx", "mxe", foreignType},
		Title:    Text{"Host already points to another server", "このホストはすでに別のサーバーを指しています"},
		Why: Text{
			"If two servers share a host, visitors and mail reach either of them. Several IP addresses that a configuration declares for one host are fine, unless it is a mail server's.",
			"1つのホスト名を2台のサーバーで使うと、どちらにつながるかわかりません。1つのホストに複数のIPアドレスを意図して設定することは、メールサーバーのホストでない限り問題ありません。",
		},
		Remedy: Text{
			"Give the mail server a host of its own, such as mail, or remove the record that is no longer needed.",
			"メールサーバーには mail などの専用のホスト名を使うか、不要になったほうのレコードを削除してください。",
		},
		References: []string{"FAQ Q3", "FAQ Q19"},
		example: example{
			zone:      lines("a @ 203.0.113.10", "a www 203.0.113.10"),
			failing:   "mxe www 219.163.200.65 10",
			corrected: "mxe mail 219.163.200.65 10",
		},
		Check: checkHostAddressConflict,
	}
}

// checkHostAddressConflict looks at the subject's own host only: a wildcard
// gives way to it (RFC 4592). A CNAME is left to cname-coexists.
func checkHostAddressConflict(c Case) []Finding {
	if c.is("mx") {
		return append(c.mxToURL(), c.severalServers()...)
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
		if c.mail != nil { // In an audit the mx, which may be the new line, does not speak for itself.
			against = append(against, c.mxsAnsweredBy(c.owner)...)
		}
		return []Finding{c.untilOwn(c.finding("host",
			textf("The host `%[1]s` has another record already.", "ホスト `%[1]s` には、すでに別のレコードがあります。", host),
			c.elsewhere(host), against...), c.mxsAnsweredBy(c.owner)...)}
	case len(unmanaged) > 0:
		return []Finding{c.finding("host",
			textf("The host `%[1]s` has an IP address already, in a line that is not managed.",
				"ホスト `%[1]s` には、管理対象外の行で、すでに別のIPアドレスが設定されています。", host),
			c.manage(unmanaged), unmanaged...)}
	}
	return c.urlForMX()
}

// contradicts reports whether b, at the same host as a, sends it somewhere else
// than the mail server there is to be.
//
// An A next to an AAAA is one server with two addresses. An MXE next to an A of
// the same address says the same of the host, and makes its name resolve,
// which a single MXE does not do (FAQ Q8). Two MXE are left to the rules on MXE.
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
	return sameKindOfAddress(c.Subject.Record, e.Record) && differ(c.Subject.Record, e.Record) && len(c.unmanaged([]zone.Entry{e})) > 0
}

// severalServers judges a new mx to a host with several addresses, which may have
// been planned before anybody knew that they are a mail server's. In an audit they
// speak for themselves.
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
			if sameKindOfAddress(a.Record, b.Record) && differ(a.Record, b.Record) && !slices.ContainsFunc(against, func(e zone.Entry) bool { return e.Key == a.Key }) {
				against = append(against, a)
			}
		}
	}
	if len(against) == 0 {
		return nil
	}
	return []Finding{c.untilOwn(c.finding("target",
		textf("`%[1]s` has several IP addresses.", "`%[1]s` には複数のIPアドレスがあります。", c.get("target")),
		textf("Write a host of the mail server's own here, with one IP address:%[1]s\n\nIf each of these servers receives the mail, set in the provider block:%[2]s",
			"ここにはメールサーバー専用のホストを書き、IPアドレスを1つだけ設定してください。%[1]s\n\nどのサーバーでもメールを受信できる場合は、provider ブロックで指定してください。%[2]s",
			c.ownServer(), turnedOff("host-address-conflict")),
		against...), c.Subject)}
}

func sameKindOfAddress(a, b zone.Record) bool { return a.Type == b.Type && isAddressRecord(a) }

func isAddressRecord(r zone.Record) bool { return r.Type == "a" || r.Type == "aaaa" }

func differ(a, b zone.Record) bool {
	return a.Knows("address") && b.Knows("address") &&
		canonicalAddress(a.Get("address")) != canonicalAddress(b.Get("address"))
}

// elsewhere says what to do about a host that is in use.
func (c Case) elsewhere(host string) Text {
	free := c.freeHost()
	switch users := c.mxsAnsweredBy(c.owner); {
	case isWildcard(c.owner) && len(users) > 0:
		return c.ownAddress(users...)
	case c.is("mxe"):
		return textf("Write a free host, since MXE works under any:%[1]s\n\nOr remove the other record in the same apply.",
			"MXEレコードのホスト名は何でもかまいません。空いているホスト名を書いてください。%[1]s\n\nまたは、同じ apply でもう一方のレコードを削除してください。", assign("host", free))
	case c.Subject.Foreign():
		return textf("If both are needed, write the line for another host, such as `%[2]s`. To move `%[1]s`, change or remove the other record in the same apply.",
			"両方が必要であれば、`%[2]s` のような別のホスト名で行を書いてください。`%[1]s` の向き先を変える場合は、同じ apply でもう一方のレコードを変更または削除してください。", host, free)
	}
	return textf("If both servers are needed, write another host:%[2]s\n\nTo move `%[1]s`, change or remove the other record in the same apply.",
		"両方のサーバーが必要であれば、別のホスト名を書いてください。%[2]s\n\n`%[1]s` の向き先を変える場合は、同じ apply でもう一方のレコードを変更または削除してください。", host, assign("host", free))
}

// manage says what to do about lines of the host that nobody manages.
func (c Case) manage(unmanaged []zone.Entry) Text {
	return textf(
		"If this is another server, write another host:%[2]s\n\nIf both addresses belong to this host, declare the existing line as a resource too and import it. If the line is no longer needed, import it and then remove it:%[1]s\n\n"+
			"To keep the line unmanaged, set in the provider block:%[3]s",
		"別のサーバーであれば、別のホスト名を書いてください。%[2]s\n\nどちらのIPアドレスもこのホストに必要であれば、既存の行もリソースとして書き、インポートしてください。不要な行であれば、インポートしてから削除してください。%[1]s\n\n"+
			"管理対象にしないまま残す場合は、provider ブロックで指定してください。%[3]s",
		c.imports(unmanaged), assign("host", c.freeHost()), turnedOff("host-address-conflict"))
}
