package rules

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func mxTargetIsCNAME() Rule {
	return Rule{
		ID:       "mx-target-is-cname",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"mx", "cname"},
		Title:    Text{"MX target is a CNAME record", "MXレコードのターゲットがCNAMEレコードになっています"},
		Why: Text{
			"Senders need a mail server's IP address. With a CNAME record in between, mail can be lost, sent to another address, or go round in circles.",
			"送信側が必要とするのはメールサーバーのIPアドレスです。CNAMEレコードが間にあると、配送に失敗したり、宛先が書き換えられたり、メールがループしたりする原因になります。",
		},
		Remedy: Text{
			"Write a host that has an A record as the MX target, or replace the CNAME record by an A record.",
			"MXレコードのターゲットにはAレコードのあるホストを指定するか、CNAMEレコードをAレコードに置き換えてください。",
		},
		References: []string{"FAQ Q17", "RFC 2181 section 10.3", "RFC 5321 section 5.1"},
		example: example{
			zone:      "cname shop shops.example.net.",
			failing:   "mx @ shop 10",
			corrected: lines("a mail 219.163.200.70", "mx @ mail 10"),
		},
		Check: checkMXTargetIsCNAME,
	}
}

func checkMXTargetIsCNAME(c Case) []Finding {
	switch {
	case c.is("mx"):
		return c.mxToCNAME()
	case c.is("cname") && c.knows("host"):
		return c.cnameForMX()
	}
	return nil
}

// mxToCNAME judges an mx whose target is an alias, by its own name or by a
// wildcard.
func (c Case) mxToCNAME() []Finding {
	var aliases []zone.Entry
	for _, e := range c.server {
		if e.Record.Type == "cname" {
			aliases = append(aliases, e)
		}
	}
	if len(aliases) == 0 {
		return nil
	}
	f := c.finding("target", textf("`%[1]s` is another name for a host.", "`%[1]s` は別名です。", c.get("target")), Text{}, aliases...)
	f = c.untilOwn(f, c.Subject)
	target := aliases[0].Record.Get("target")
	switch {
	case c.plainHost(target):
	case c.byWildcard(c.Subject.Record):
		f.Suggestion = c.ownAddress(c.Subject)
		return []Finding{f}
	default:
		f.Suggestion = textf("Write another host here, with an A record:%[1]s\n\nOr replace the CNAME record by an A record.",
			"ここには別のホストを書き、そのAレコードを用意してください。%[1]s\n\nまたは、CNAMEレコードをAレコードに置き換えてください。", c.ownServer())
		return []Finding{f}
	}
	f.Suggestion = textf("Write the target of the CNAME record:%[1]s\n\nFor a name of this domain:%[2]s",
		"CNAMEレコードのターゲットを直接書いてください。%[1]s\n\nこのドメインの名前を使う場合:%[2]s", assign("target", target), c.ownServer())
	return []Finding{f.with(c.changed("target", target))}
}

// plainHost reports whether a CNAME's target is a full name outside the zone, so
// that an mx can name it instead.
func (c Case) plainHost(target string) bool {
	return strings.HasSuffix(target, ".") && !misspelled(target) && target != "." &&
		!c.Origin.Contains(c.Origin.FQDN(target))
}

// cnameForMX judges a cname under a name that mx records use.
func (c Case) cnameForMX() []Finding {
	users := c.mxsAnsweredBy(c.owner)
	if len(users) == 0 {
		return nil
	}
	host := c.Subject.Record.Host
	f := c.finding("host", c.isTarget(host),
		textf("Replace this record by:%[1]s\n\nOr write another host.", "このレコードの代わりに、次のように書いてください。%[1]s\n\nまたは、別のホスト名にしてください。",
			c.block("a", host, someAddress)),
		users...)
	if isWildcard(c.owner) {
		f.Suggestion = c.ownAddress(users...)
	}
	f.Title = Text{"CNAME record at a mail server's host", "メールサーバーのホストにCNAMEレコードは使えません"}
	return []Finding{c.untilOwn(f, users...)}
}
