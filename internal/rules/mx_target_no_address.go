package rules

import (
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func mxTargetNoAddress() Rule {
	return Rule{
		ID:       "mx-target-no-address",
		Severity: Warning,
		Scope:    ScopeSettled,
		Title:    Text{"MX target has no IP address", "MXレコードのターゲットにIPアドレスが設定されていません"},
		Why: Text{
			"A mail server with a name of your own domain needs an A or AAAA record with its IP address. Without one, mail may not arrive.",
			"独自ドメインの名前のメールサーバーには、IPアドレスを示すAレコードかAAAAレコードが必要です。ないと、メールが届かないことがあります。",
		},
		Remedy: Text{
			"Add an A record for the mail server's host.",
			"メールサーバーのホスト名にAレコードを追加してください。",
		},
		References: []string{"FAQ Q16", "FAQ Q1", "RFC 5321 section 5.1", "RFC 4592 section 2.2"},
		example: example{
			failing:   "mx @ mail 10",
			corrected: lines("a mail 219.163.200.70", "mx @ mail 10"),
		},
		Check: checkMXTargetNoAddress,
	}
}

func checkMXTargetNoAddress(c Case) []Finding {
	switch {
	case c.is("mx") && !c.Removal && c.lacksAddress(c.Subject.Record, c.server):
		return c.mxWithoutAddress()
	case c.is("a", "aaaa") && c.Removal && c.knows("host"):
		return c.addressRemoved()
	}
	return c.wildcardHidden()
}

// lacksAddress reports whether the target of an mx lies in the zone and nothing
// that could give it an address answers for it. A CNAME is mx-target-is-cname's
// matter, MXE is mxe-with-mx's, and what a line of an unknown type does is
// unknown. A record whose domain a plan does not know yet may be the one. server is
// what the zone has for the target.
func (c Case) lacksAddress(mx zone.Record, server []zone.Entry) bool {
	for _, e := range server {
		switch e.Record.Type {
		case "a", "aaaa", "cname", "mxe", "":
			return false
		}
	}
	target := inZoneTarget(c.Origin, mx)
	return target != "" && !c.Zone.Delegated(target) && !c.mayAnswer(target)
}

// mayAnswer reports whether an unplaced record could give a name its address.
func (c Case) mayAnswer(target string) bool {
	return slices.ContainsFunc(c.Unplaced, func(r zone.Record) bool {
		return isAddressRecord(r) && (!r.Knows("host") || strings.Contains(r.Host, "*") || c.Origin.Owner(r) == target)
	})
}

func (c Case) mxWithoutAddress() []Finding {
	name := c.Origin.FQDN(c.get("target"))
	message := textf("`%[1]s` has no A or AAAA record in the zone.", "`%[1]s` のAレコードもAAAAレコードもゾーンにありません。", name)
	var against []zone.Entry
	if hasAddress(c.hidden(name)) {
		message = textf("`%[1]s` has no A or AAAA record in the zone. A wildcard record does not apply to a name that has another record, or under which there is one.",
			"`%[1]s` のAレコードもAAAAレコードもゾーンにありません。ほかのレコードがある名前や、その下の名前にレコードがある名前には、ワイルドカードのレコードは適用されません。", name)
		against = c.hiding(name)
	}
	return []Finding{c.finding("target", message, c.addAddress(c.Subject), against...)}
}

// addAddress advises an address for the targets of mx records.
func (c Case) addAddress(mxs ...zone.Entry) Text {
	return textf("Add the mail server's IP address:%[1]s", "メールサーバーのIPアドレスを追加してください。%[1]s", c.ownRecords(mxs...))
}

func hasAddress(entries []zone.Entry) bool {
	return slices.ContainsFunc(entries, func(e zone.Entry) bool { return isAddressRecord(e.Record) })
}

// wildcardHidden judges a new record because of which a wildcard's address does not
// count any more for a mail server.
func (c Case) wildcardHidden() []Finding {
	if c.Removal || c.mail != nil { // In an audit the mx speaks for itself.
		return nil
	}
	var names []string // Most records hide nothing, which costs no look at the mail servers.
	for name := c.owner; name != "" && c.Origin.Contains(name); _, name, _ = strings.Cut(name, ".") {
		if hasAddress(c.hidden(name)) && c.hides(name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	var users []zone.Entry
	for _, e := range c.Zone.Mail() {
		target := inZoneTarget(c.Origin, e.Record)
		if e.Record.Type == "mx" && slices.Contains(names, target) && c.lacksAddress(e.Record, c.Zone.At(target)) {
			users = append(users, e)
		}
	}
	if len(users) == 0 {
		return nil
	}
	return []Finding{c.finding("host",
		textf("With a record at `%[1]s` the wildcard record does not apply any more to the mail server `%[2]s`.",
			"`%[1]s` にレコードを追加すると、メールサーバー `%[2]s` にワイルドカードのレコードが適用されなくなります。",
			c.Origin.Relative(c.owner), c.Origin.FQDN(users[0].Record.Get("target"))),
		c.addAddress(users...), users...)}
}

// addressRemoved judges the removal of the last address of a mail server.
func (c Case) addressRemoved() []Finding {
	var users []zone.Entry
	for _, e := range c.Zone.Mail() {
		if c.Zone.WouldAnswer(c.owner, inZoneTarget(c.Origin, e.Record)) && c.lacksAddress(e.Record, c.Zone.At(c.answering(e.Record))) {
			users = append(users, e)
		}
	}
	if len(users) == 0 {
		return nil
	}
	return []Finding{c.finding("host",
		textf("`%[1]s` is the only IP address of a mail server.", "`%[1]s` は、メールサーバーのただ1つのIPアドレスです。", lineOf(c.Subject)),
		textf("Keep the record, or give the MX record another target in the same apply.",
			"このレコードを残すか、同じ apply でMXレコードのターゲットを別のサーバーに変更してください。"),
		users...)}
}
