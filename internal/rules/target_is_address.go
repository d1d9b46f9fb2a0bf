package rules

import (
	"net/netip"
	"strings"
)

func targetIsAddress() Rule {
	return Rule{
		ID:       "target-is-address",
		Severity: Error,
		Scope:    ScopeRecord,
		Types:    []string{"cname", "ns", "srv"},
		Title:    Text{"Target of a CNAME, NS or SRV record is an IP address", "CNAME、NS、SRVレコードのターゲットがIPアドレスになっています"},
		Why: Text{
			"The target of a CNAME, NS or SRV record is always read as a host name, and no host has an IP address as its name.",
			"CNAME、NS、SRVレコードのターゲットは、必ずホスト名として解釈されます。そのままでは、存在しないホストを指してしまいます。",
		},
		Remedy: Text{
			"Use an A or AAAA record for an IP address, or give the IP address a name and use that as the target.",
			"IPアドレスを指すにはAレコードまたはAAAAレコードを使うか、IPアドレスに名前を付けて、その名前をターゲットに指定してください。",
		},
		References: []string{"RFC 1034 section 3.6", "RFC 5321 section 5.1"},
		example: example{
			simple:    true,
			failing:   "cname shop 219.163.200.70",
			corrected: "a shop 219.163.200.70",
		},
		Check: checkTargetIsAddress,
	}
}

func checkTargetIsAddress(c Case) []Finding {
	if !c.knows("target") {
		return nil
	}
	address, ok := targetAddress(c.get("target"))
	if !ok {
		return nil
	}
	f := c.finding("target", textf("`%[1]s` is an IP address.", "`%[1]s` はIPアドレスです。", c.get("target")), c.nameFor(address, someHost))
	if c.is("cname") {
		f = c.aliasOfAddress(address, f)
	}
	f.Title = textf("%[1]s target is an IP address", "%[1]sレコードのターゲットがIPアドレスになっています", strings.ToUpper(c.Subject.Record.Type))
	return []Finding{f}
}

// aliasOfAddress offers the record that a CNAME to an address was meant to be.
func (c Case) aliasOfAddress(address netip.Addr, f Finding) Finding {
	kind, host := addressType(address), c.Subject.Record.Host
	f.Suggestion = textf("Replace this record by:%[1]s", "このレコードの代わりに、次のように書いてください。%[1]s", c.block(kind, host, address.String()))
	return f.with(kind + " " + host + " " + address.String())
}

// nameFor says how to reach the address by a name of the domain.
func (c Case) nameFor(address netip.Addr, host string) Text {
	return textf("Write a name here, and give it the IP address:%[1]s", "ここには名前を書き、その名前にIPアドレスを設定してください。%[1]s",
		assign("target", host)+c.block(addressType(address), host, address.String()))
}

func addressType(a netip.Addr) string {
	if a.Is4() {
		return "a"
	}
	return "aaaa"
}

// targetAddress reads an address instead of a name, with the trailing dot
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
