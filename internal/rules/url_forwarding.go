package rules

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// isURL reports whether a line is Value-Domain's URL forwarding, which makes the host a web
// server. The provider knows no more of that line than its name.
func isURL(e zone.Entry) bool {
	return e.Foreign() && strings.HasPrefix(strings.ToLower(strings.TrimSpace(e.Line)), "url")
}

// mxToURL judges a new mx whose target is a host with URL forwarding. In an audit
// that line speaks for itself.
func (c Case) mxToURL() []Finding {
	var against []zone.Entry
	for _, e := range c.server {
		if c.Subject.Planned && isURL(e) {
			against = append(against, e)
		}
	}
	if len(against) == 0 {
		return nil
	}
	f := c.finding("target",
		textf("URL forwarding makes `%[1]s` a web server.", "`%[1]s` はURL転送により、ウェブサーバーを指しています。", c.get("target")),
		textf("Write a host of the mail server's own here:%[1]s\n\nOr remove the URL forwarding in the same apply.",
			"ここにはメールサーバー専用のホストを書いてください。%[1]s\n\nまたは、同じ apply でURL転送の行を削除してください。", c.ownServer()),
		against...)
	f.Title = urlTitle()
	return []Finding{c.untilOwn(f, c.Subject)}
}

// urlForMX judges URL forwarding at a host that mx records name, where no address
// is yet that it contradicts.
func (c Case) urlForMX() []Finding {
	users := c.mxsAnsweredBy(c.owner)
	if len(users) == 0 || !isURL(c.Subject) {
		return nil
	}
	host := c.Origin.Relative(c.owner)
	f := c.finding("host", c.isTarget(host),
		textf("Write the line for another host, or give the MX record another target in the same apply.",
			"別のホスト名で行を書くか、同じ apply でMXレコードのターゲットを変更してください。"),
		users...)
	if isWildcard(c.owner) {
		f.Suggestion = c.ownAddress(users...)
	}
	f.Title = urlTitle()
	return []Finding{c.untilOwn(f, users...)}
}

func urlTitle() Text {
	return Text{"URL forwarding at a mail server's host", "メールサーバーのホストにURL転送は使えません"}
}
