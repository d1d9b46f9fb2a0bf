package rules

import "context"

func mxTargetUnresolved() Rule {
	return Rule{
		ID:       "mx-target-unresolved",
		Severity: Warning,
		Scope:    ScopeNetwork,
		Types:    []string{"mx"},
		Title:    Text{"MX target outside the zone has no IP address of its own", "外部のメールサーバーのIPアドレスを確認できません"},
		Why: Text{
			"An outside mail server needs a name with an A or AAAA record. With no address, or with a CNAME, mail may not be delivered.",
			"外部のサーバーをMXレコードに指定できるのは、その名前にAレコードかAAAAレコードがある場合だけです。IPアドレスがなかったりCNAMEだったりすると、メールが届かないことがあります。",
		},
		Remedy: Text{
			"Check the spelling of the name, and ask the server's owner for the name that is meant for MX records.",
			"名前のつづりを確認し、MXレコードに指定すべき名前をサーバーの運営元に確かめてください。",
		},
		References: []string{"FAQ Q17", "FAQ Q19", "RFC 2181 section 10.3"},
		example: example{
			failing:   "mx @ mial.gaibu-server.com. 20",
			corrected: "mx @ mail.gaibu-server.com. 20",
		},
		CheckNetwork: checkMXTargetUnresolved,
	}
}

// checkMXTargetUnresolved judges an mx whose target lies outside the zone.
func checkMXTargetUnresolved(ctx context.Context, c Case, ask Resolver) []Finding {
	if c.Removal || !c.knows("target") || misspelled(c.get("target")) || c.Subject.Record.IsNullMX() {
		return nil
	}
	name := c.Origin.FQDN(c.get("target"))
	if c.Origin.Contains(name) {
		return nil
	}
	addresses, isAlias, err := ask.Addresses(ctx, name)
	if err != nil || len(addresses) > 0 && !isAlias {
		return nil
	}
	return []Finding{c.unresolved(name, isAlias)}
}

func (c Case) unresolved(name string, isAlias bool) Finding {
	if isAlias {
		return c.finding("target", textf("%[1]s is a CNAME.", "%[1]s はCNAMEです。", name),
			textf("Write the name that the CNAME points to, or ask the server's owner for the right one.",
				"CNAMEのターゲットの名前を書くか、正しい名前をサーバーの運営元に確かめてください。"))
	}
	return c.finding("target", textf("The resolver finds no IP address for %[1]s.", "%[1]s のIPアドレスが見つかりません。", name),
		textf("Check the spelling of `target`. A new server needs its A record before the MX record.",
			"`target` のつづりを確認してください。新しいサーバーであれば、MXレコードより先にAレコードを設定する必要があります。"))
}
