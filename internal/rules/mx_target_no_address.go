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
		Types:    []string{"mx", "a", "aaaa"},
		Title:    Text{"MX target has no IP address", "MXレコードのターゲットにIPアドレスが設定されていません"},
		Why: Text{
			"A mail server with a name of your own domain needs an A or AAAA record with its IP address. Without one, mail cannot be delivered.",
			"独自ドメインの名前のメールサーバーには、IPアドレスを示すAレコードかAAAAレコードが必要です。ないと、メールは届きません。",
		},
		Remedy: Text{
			"Add an A record for the mail server's host.",
			"メールサーバーのホスト名にAレコードを追加してください。",
		},
		References: []string{"FAQ Q16", "FAQ Q1", "RFC 5321 section 5.1"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("mx @ mail 10"),
				Corrected: hcl("a mail 219.163.200.70", "mx @ mail 10"),
			}
		},
		Check: checkMXTargetNoAddress,
	}
}

func checkMXTargetNoAddress(c Case) []Finding {
	switch {
	case c.is("mx") && !c.Removal:
		return c.mxWithoutAddress()
	case c.is("a", "aaaa") && c.Removal && c.knows("host"):
		return c.addressRemoved()
	}
	return nil
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
	if !c.lacksAddress(c.Subject.Record, c.server) {
		return nil
	}
	name := c.Origin.FQDN(c.get("target"))
	host := c.Origin.Relative(name)
	return []Finding{c.finding("target",
		textf("`%[1]s` has no A or AAAA record in the zone.", "`%[1]s` のAレコードもAAAAレコードもゾーンにありません。", name),
		textf("Add the mail server's IP address:%[1]s", "メールサーバーのIPアドレスを追加してください。%[2]s",
			c.block("a", host, someAddress), c.block("a", host, someAddressJA)),
	)}
}

// addressRemoved judges the removal of the last address of a mail server.
func (c Case) addressRemoved() []Finding {
	var users []zone.Entry
	for _, e := range c.Zone.Mail() {
		if e.Record.Type == "mx" && c.answeredFor(e.Record) && c.lacksAddress(e.Record, c.Zone.At(c.answering(e.Record))) {
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

// answeredFor reports whether the subject, before it was removed, could answer
// for the target of an mx: under its own name or as a wildcard.
func (c Case) answeredFor(mx zone.Record) bool {
	target := inZoneTarget(c.Origin, mx)
	if target == "" || target == c.owner {
		return target != ""
	}
	mask, parent, _ := strings.Cut(c.owner, ".")
	head, tail, wild := strings.Cut(mask, "*")
	if !wild || c.Zone.Exists(target) || !strings.HasSuffix(target, "."+parent) {
		return false
	}
	label, above, _ := strings.Cut(target, ".")
	if mask == "*" {
		return true
	}
	return above == parent && strings.HasPrefix(label, head) && strings.HasSuffix(label, tail)
}
