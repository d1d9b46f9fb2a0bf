package rules

import (
	"net/netip"
	"sync"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func mailHostPrivateAddress() Rule {
	return Rule{
		ID:       "mail-host-private-address",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"mx", "mxe", "a", "aaaa"},
		Title:    Text{"Mail server's IP address can't be reached from the internet", "メールサーバーのIPアドレスにはインターネットから接続できません"},
		Why: Text{
			"The address belongs to a block for private networks, the machine itself, documentation or multicast, so no mail from outside arrives.",
			"プライベートネットワーク、ループバック、文書の例示用、マルチキャストなどのIPアドレスのため、外部からのメールは届きません。",
		},
		Remedy: Text{
			"Write the IP address at which the internet reaches the mail server.",
			"インターネットから接続できるメールサーバーのIPアドレスを指定してください。",
		},
		References: []string{"RFC 6890"},
		example: example{
			simple:    true,
			zone:      "mx mail 10",
			failing:   "a mail 192.168.0.25",
			corrected: "a mail 219.163.200.70",
		},
		Check: checkMailHostPrivateAddress,
	}
}

func checkMailHostPrivateAddress(c Case) []Finding {
	switch {
	case c.is("mx"):
		return c.serverUnreachable()
	case c.is("mxe") && c.Service == zone.ServiceSimple: // It has no MXE at all, which simple-dns-mxe says.
	case c.is("mxe") && c.knows("address") && !isPublic(c.get("address")):
		return []Finding{c.unreachable()}
	case c.is("a", "aaaa") && c.knows("host", "address") && !isPublic(c.get("address")):
		return c.addressUnreachable()
	}
	return nil
}

// serverUnreachable judges an mx by the addresses of its target in this zone.
func (c Case) serverUnreachable() []Finding {
	var against []zone.Entry
	for _, e := range c.server {
		if isAddressRecord(e.Record) && e.Record.Knows("address") && !isPublic(e.Record.Get("address")) {
			against = append(against, e)
		}
	}
	if len(against) == 0 || c.mayAnswer(c.Origin.FQDN(c.get("target"))) {
		return nil
	}
	if c.byWildcard(c.Subject.Record) {
		return []Finding{c.untilOwn(c.finding("target",
			textf("`%[1]s` has no record of its own, and the IP address of the wildcard record is not public.",
				"`%[1]s` 自身のレコードがなく、ワイルドカードのレコードのIPアドレスはグローバルIPアドレスではありません。", c.get("target")),
			textf("Add a record of the mail server's own, with its public address:%[1]s\n\nOr write another server:%[2]s",
				"メールサーバー自身のレコードを追加し、グローバルIPアドレスを書いてください。%[1]s\n\nまたは、別のサーバーを指定してください。%[2]s",
				c.ownRecords(c.Subject), assign("target", someServer)),
			against...), c.Subject)}
	}
	return []Finding{c.finding("target",
		textf("`%[1]s` has an IP address that is not public.", "`%[1]s` のIPアドレスは、グローバルIPアドレスではありません。", c.get("target")),
		textf("Change the mail server's record to its public address:%[1]s\n\nOr write another server:%[2]s",
			"メールサーバーのレコードを、グローバルIPアドレスに変更してください。%[1]s\n\nまたは、別のサーバーを指定してください。%[2]s",
			assign("address", someAddress), assign("target", someServer)),
		against...)}
}

// addressUnreachable judges an address that is not public by the mx records that lead
// to it. A wildcard may stay, if they do not.
func (c Case) addressUnreachable() []Finding {
	users := c.mxsAnsweredBy(c.owner)
	if len(users) == 0 {
		return nil
	}
	f := c.unreachable(users...)
	if isWildcard(c.owner) {
		f.Suggestion = textf("Add a record of the mail server's own, with its public address:%[1]s",
			"メールサーバー自身のレコードを追加し、グローバルIPアドレスを書いてください。%[1]s", c.ownRecords(users...))
	}
	return []Finding{c.untilOwn(f, users...)}
}

// unreachable is the finding about an address itself; users are the mx records
// that lead to it.
func (c Case) unreachable(users ...zone.Entry) Finding {
	return c.finding("address",
		textf("`%[1]s` is not a public address.", "`%[1]s` は、グローバルIPアドレスではありません。", c.get("address")),
		textf("Write the public address of the mail server:%[1]s", "メールサーバーのグローバルIPアドレスを書いてください。%[1]s", assign("address", someAddress)),
		users...)
}

// isPublic reports whether the internet can reach an address (RFC 6890).
func isPublic(address string) bool {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return true // No address of a line that is known.
	}
	a = a.Unmap()
	for _, block := range reserved() {
		if block.Contains(a) {
			return false
		}
	}
	return a.IsGlobalUnicast() && !a.IsPrivate()
}

// reserved are the blocks that RFC 6890 and its successors keep from the
// internet, without those that net/netip knows. They are read once, since every
// address that is judged asks for them. Nobody changes them.
var reserved = sync.OnceValue(func() []netip.Prefix { //nolint:gochecknoglobals // A constant table.
	var prefixes []netip.Prefix
	for _, block := range [...]string{
		"0.0.0.0/8",                                         // This network.
		"100.64.0.0/10",                                     // Shared by a provider's customers.
		"192.0.0.0/24",                                      // Protocol assignments.
		"192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", // Documentation.
		"198.18.0.0/15",                // Benchmarks.
		"240.0.0.0/4",                  // Reserved.
		"100::/64",                     // Discard.
		"2001:2::/48", "2001:db8::/32", // Benchmarks, documentation.
		"3fff::/20", "5f00::/16", // Documentation, segment routing.
	} {
		prefixes = append(prefixes, netip.MustParsePrefix(block))
	}
	return prefixes
})
