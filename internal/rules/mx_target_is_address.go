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
		Title:    Text{"MX target is an IP address", "MXレコードのターゲットがIPアドレスになっています"},
		Why: Text{
			"The target of an MX record is always read as a host name, so mail would go to a host that does not exist.",
			"MXレコードのターゲットは、必ずホスト名として解釈されます。そのままでは、存在しないホストにメールが送られてしまいます。",
		},
		Remedy: Text{
			"Give the IP address a name with an A record and use that name. On the general DNS service an MXE record takes the IP address and receives all mail of the domain.",
			"AレコードでIPアドレスに名前を付け、その名前をMXレコードに指定してください。汎用DNSでドメイン宛てのメールをすべて受信するのであれば、IPアドレスを直接書けるMXEレコードも使えます。",
		},
		References: []string{"FAQ Q1", "FAQ Q11", "RFC 5321 section 5.1"},
		example: example{
			failing:   "mx @ 219.163.200.70 10",
			corrected: lines("a mail 219.163.200.70", "mx @ mail 10"),
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
	message := textf("`%[1]s` is an IP address.", "`%[1]s` はIPアドレスです。", c.get("target"))
	if !isPublic(address.String()) {
		return []Finding{c.finding("target", message,
			textf("Write a name here, and give it the public IP address of the mail server:%[1]s",
				"ここには名前を書き、その名前にメールサーバーのグローバルIPアドレスを設定してください。%[1]s", c.ownServer()))}
	}
	host := c.freeHost()
	named := addressType(address) + " " + host + " " + address.String()
	return []Finding{c.finding("target", message, c.namedServer(address, host)).with(named, c.changed("target", host))}
}

// namedServer says how to reach the address by name, and by MXE where that is
// the same or may be what was meant.
func (c Case) namedServer(address netip.Addr, host string) Text {
	named := c.nameFor(address, host)
	if c.Service != zone.ServiceGeneral || address.Is6() {
		return named
	}
	all := textf("\n\nTo receive all mail of the domain there, subdomains too, replace all MX records of the domain by:%[1]s",
		"\n\nサブドメインも含めてドメイン宛てのメールをすべてそこで受信する場合は、ドメインのMXレコードをすべて、次のレコードに置き換えてください。%[1]s",
		c.block("mxe", host, address.String(), "10"))
	return Text{named.EN + all.EN, named.JA + all.JA}
}
