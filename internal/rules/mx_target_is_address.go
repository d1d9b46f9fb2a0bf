package rules

import (
	"net/netip"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func mxTargetIsAddress() Rule {
	return Rule{
		ID:       "mx-target-is-address",
		Severity: Error,
		Scope:    ScopeRecord,
		Types:    []string{"mx"},
		Title:    Text{"An MX record takes a host name, not an IP address", "MXレコードにはIPアドレスではなくホスト名を指定します"},
		Why: Text{
			"The DNS reads the target of an MX record as a name. An address written there is a name that does not exist, so mail cannot be delivered.",
			"MXレコードの宛先は必ずホスト名として読まれます。IPアドレスを書いても「そのような名前のホスト」とみなされ、メールは届きません。",
		},
		Remedy: Text{
			"Give the address a name with an A record and use that name; on the general DNS service an MXE record takes the address itself and receives all mail of the domain.",
			"AレコードでIPアドレスに名前を付け、その名前をMXレコードに指定してください。汎用DNSでドメイン宛てのメールをすべて受けるのであれば、IPアドレスを直接書けるMXEレコードも使えます。",
		},
		References: []string{"FAQ Q1", "FAQ Q11", "RFC 5321 section 5.1"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("mx @ 219.163.200.70 10"),
				Corrected: hcl("a mail 219.163.200.70", "mx @ mail 10"),
			}
		},
		Check: checkMXTargetIsAddress,
	}
}

func checkMXTargetIsAddress(c Case) []Finding {
	if !c.knows("target") {
		return nil
	}
	address, ok := targetAddress(c.get("target"))
	if !ok {
		return nil
	}
	host := c.freeHost()
	named := addressType(address) + " " + host + " " + address.String()
	mx := c.changed("target", host)
	return []Finding{c.finding("target",
		textf("`target = %[1]q` is an IP address, but an MX record needs the name of a host.",
			"`target = %[1]q` はIPアドレスです。MXレコードにはホスト名を指定する必要があります。",
			c.get("target")),
		c.namedServer(address, host, named, mx),
	).with(named, mx)}
}

// namedServer says how to reach the address by name, and by MXE where that is
// the same or may be what was meant.
func (c Case) namedServer(address netip.Addr, host, named, mx string) Text {
	if c.Service == zone.ServiceSimple || address.Is6() {
		return textf(
			"Give the address a name, such as `%[1]s`, and write `target = %[4]q` here (`%[2]s`).",
			"`%[1]s` のように名前を付け、ここには `target = %[4]q` と書いてください（`%[2]s`）。",
			named, mx, address.String(), host)
	}
	return textf(
		"Give the address a name, such as `%[1]s`, and write `target = %[4]q` here (`%[2]s`). "+
			"To send all mail of the domain there, subdomains too, use a valuedomain_mxe_record instead: `mxe %[4]s %[3]s 10`.",
		"`%[1]s` のように名前を付け、ここには `target = %[4]q` と書いてください（`%[2]s`）。"+
			"サブドメインも含めてドメイン宛てのメールをすべて送るのであれば、代わりに valuedomain_mxe_record を使い、`mxe %[4]s %[3]s 10` とします。",
		named, mx, address.String(), host)
}
