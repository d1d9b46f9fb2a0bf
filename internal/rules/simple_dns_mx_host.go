package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func simpleDNSMXHost() Rule {
	return Rule{
		ID:           "simple-dns-mx-host",
		Severity:     Error,
		Fixed:        true,
		Scope:        ScopeRecord,
		Types:        []string{"mx"},
		NeedsService: true,
		Title:        Text{"An MX record of the simple DNS service has no host", "簡易DNSのMXレコードにはホスト名を指定できません"},
		Why: Text{
			"On the simple DNS service (簡易DNS) an MX line holds a target and a priority only, and takes the mail of the whole domain. It cannot be set for one host.",
			"簡易DNSのMXレコードに書けるのは宛先と優先度だけで、ドメイン全体のメールが対象になります。ホストごとの設定はできません。",
		},
		Remedy: Text{
			"Leave the host away where all mail may go to this server. To serve one host alone, give it an A record with the mail server's address and write no MX record.",
			"すべてのメールをこのサーバーで受けてよければ、ホスト名を外してください。特定のホスト宛てだけを受けるには、MXレコードを使わず、そのホストのAレコードにメールサーバーのIPアドレスを指定します。",
		},
		References: []string{"FAQ Q1", "FAQ Q12", "FAQ Q14"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceSimple,
				Failing:   hcl("mx web s4.xrea.com. 10"),
				Corrected: hcl("a web 219.163.200.68"),
			}
		},
		Check: checkSimpleDNSMXHost,
	}
}

func checkSimpleDNSMXHost(c Case) []Finding {
	if c.Service != zone.ServiceSimple || !c.knows("host") || c.owner == c.Origin.FQDN(zone.Apex) {
		return nil
	}
	host := c.Subject.Record.Host
	message := textf(
		"`host = %[1]q` cannot be written: %[2]s is on the simple DNS service, where an MX record takes no host.",
		"%[2]s は簡易DNSを使っているため、MXレコードに `host = %[1]q` は指定できません。",
		host, c.domain())
	all := c.mxLine(zone.Apex, c.get("target"), c.get("priority"))
	if c.owner == c.Origin.FQDN("*") {
		// Such a line takes the mail of every name anyway.
		return []Finding{c.finding("host", message, textf(
			"Leave `host` away: `%[1]s` takes the mail of the domain and of all its subdomains.",
			"`host` を外してください。`%[1]s` だけで、サブドメインも含めてドメイン宛てのメールをすべて受けられます。",
			all,
		)).with(all)}
	}
	return []Finding{c.finding("host", message, textf(
		"For mail to user@%[1]s alone, write no MX but a valuedomain_a_record with the mail server's address: `a %[2]s <address>`. If the server may take all mail of the domain, leave `host` away: `%[3]s`.",
		"user@%[1]s 宛てだけを受けるには、MXレコードではなく、メールサーバーのIPアドレスを指定した valuedomain_a_record（`a %[2]s <IPアドレス>`）を使ってください。ドメイン宛てのメールをすべて受けてよければ、`host` を外して `%[3]s` としてください。",
		c.owner, host, all,
	))}
}
