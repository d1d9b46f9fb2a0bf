package rules

import (
	"net/netip"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func targetIsAddress() Rule {
	return Rule{
		ID:       "target-is-address",
		Severity: Error,
		Scope:    ScopeRecord,
		Types:    []string{"cname", "ns", "srv"},
		Title:    Text{"The target is a host name, not an IP address", "ターゲットにはIPアドレスではなくホスト名を指定します"},
		Why: Text{
			"The DNS reads the target of a CNAME, NS or SRV record as a name. An address written there is a name that does not exist.",
			"CNAME、NS、SRVレコードのターゲットは必ずホスト名として読まれます。IPアドレスを書いても「そのような名前のホスト」とみなされ、どこにもつながりません。",
		},
		Remedy: Text{
			"Use an A or AAAA record for an address, or give the address a name and use that as the target.",
			"IPアドレスを指すにはAレコードまたはAAAAレコードを使うか、IPアドレスに名前を付けて、その名前をターゲットに指定してください。",
		},
		References: []string{"RFC 1034 section 3.6", "RFC 5321 section 5.1"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceSimple,
				Failing:   hcl("cname shop 219.163.200.70"),
				Corrected: hcl("a shop 219.163.200.70"),
			}
		},
		Check: checkTargetIsAddress,
	}
}

func checkTargetIsAddress(c Case) []Finding {
	if !c.is("cname", "ns", "srv") || !c.knows("target") {
		return nil
	}
	address, ok := targetAddress(c.get("target"))
	if !ok {
		return nil
	}
	message := textf("`target = %[1]q` is an IP address, but a record of this type needs the name of a host.",
		"`target = %[1]q` はIPアドレスです。この種類のレコードにはホスト名を指定する必要があります。", c.get("target"))
	if c.is("cname") {
		return []Finding{c.aliasOfAddress(address, message)}
	}
	named := addressType(address) + " <host> " + address.String()
	namedJA := addressType(address) + " <ホスト> " + address.String()
	return []Finding{c.finding("target", message, textf(
		"Give the address a name of this domain (`%[1]s`) and write that host as `target`.",
		"IPアドレスにこのドメインの名前を付け（`%[2]s`）、そのホストを `target` に書いてください。", named, namedJA))}
}

// aliasOfAddress offers the record that a CNAME to an address was meant to be.
func (c Case) aliasOfAddress(address netip.Addr, message Text) Finding {
	kind := addressType(address)
	host := c.Subject.Record.Host
	line := kind + " " + host + " " + address.String()
	f := c.finding("target", message, textf(
		"Use a valuedomain_%[1]s_record instead: `%[2]s`.",
		"代わりに valuedomain_%[1]s_record を使ってください（`%[2]s`）。", kind, line))
	return f.with(line)
}

func addressType(a netip.Addr) string {
	if a.Is4() {
		return "a"
	}
	return "aaaa"
}

// targetAddress reads an address in the place of a name, with the trailing dot
// or the brackets that people put around it.
func targetAddress(target string) (netip.Addr, bool) {
	target = strings.TrimSuffix(asciiDots(target), ".")
	target = strings.Trim(strings.Trim(target, "[]"), ".")
	if !strings.Contains(target, ":") && strings.Trim(target, "0123456789.") != "" {
		return netip.Addr{}, false // A name: the words of an error would cost more than the rest.
	}
	a, err := netip.ParseAddr(target)
	return a, err == nil
}

func isAddress(target string) bool {
	_, ok := targetAddress(target)
	return ok
}
