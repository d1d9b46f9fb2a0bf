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
		Title:    Text{"The mail server has no address", "メールサーバーのIPアドレスが設定されていません"},
		Why: Text{
			"Naming a mail server under the own domain takes two records: the MX that names it, and an A record that says where it is. Without the second one mail cannot be delivered.",
			"独自ドメインの名前でメールサーバーを作るには、名前を指定するMXレコードと、その場所を示すAレコードの両方が必要です。Aレコードがないと、メールは届きません。",
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
		return c.addressTakenAway()
	}
	return nil
}

// lacksAddress reports whether the target of an mx lies in the zone and nothing
// that could give it an address answers for it. A CNAME is mx-target-is-cname's
// matter, MXE is mxe-with-mx's, and what a line of an unknown type does is
// unknown. A record whose domain a plan does not know yet may be the one.
func (c Case) lacksAddress(mx zone.Record) bool {
	for _, e := range c.Zone.At(c.answering(mx)) {
		switch e.Record.Type {
		case "a", "aaaa", "cname", "mxe", "":
			return false
		}
	}
	target := inZoneTarget(c.Origin, mx)
	return target != "" && !delegated(c.Zone, target) && !c.mayAnswer(target)
}

// mayAnswer reports whether an unplaced record could give a name its address.
func (c Case) mayAnswer(target string) bool {
	return slices.ContainsFunc(c.Unplaced, func(r zone.Record) bool {
		return isAddressRecord(r) && (!r.Knows("host") || strings.Contains(r.Host, "*") || c.Origin.Owner(r) == target)
	})
}

func (c Case) mxWithoutAddress() []Finding {
	if !c.lacksAddress(c.Subject.Record) {
		return nil
	}
	host := c.Origin.Relative(c.Origin.FQDN(c.get("target")))
	return []Finding{c.finding("target",
		textf("`target = %[1]q` means `%[2]s`, and %[3]s holds no A or AAAA record for it.",
			"`target = %[1]q` は `%[2]s` を指しますが、%[3]s にはそのAレコードもAAAAレコードもありません。",
			c.get("target"), c.Origin.FQDN(c.get("target")), c.domain()),
		textf("Add a valuedomain_a_record with `host = %[1]q` and the mail server's address (`a %[1]s <address>`).",
			"`host = %[1]q` とメールサーバーのIPアドレスを指定した valuedomain_a_record を追加してください（`a %[1]s <IPアドレス>`）。",
			host),
	)}
}

// addressTakenAway judges the removal of the last address of a mail server.
func (c Case) addressTakenAway() []Finding {
	var users []zone.Entry
	for _, e := range c.Zone.Mail() {
		if e.Record.Type == "mx" && c.answeredFor(e.Record) && c.lacksAddress(e.Record) {
			users = append(users, e)
		}
	}
	if len(users) == 0 {
		return nil
	}
	return []Finding{c.finding("host",
		textf("Without `%[1]s` the mail server of %[2]s has no address any more.",
			"`%[1]s` を削除すると、%[2]s のメールサーバーのIPアドレスが分からなくなります。",
			lineOf(c.Subject), quoted(users)),
		textf("Keep the record, or change the MX in the same plan to a server that stays.",
			"このレコードを残すか、同じplanの中でMXレコードを別のサーバーに変更してください。"),
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
