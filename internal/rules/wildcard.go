package rules

import (
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// isWildcard reports whether an owner is a wildcard, or a pattern such as "s*": its
// records answer for names that do not exist.
func isWildcard(owner string) bool {
	label, _, _ := strings.Cut(owner, ".")
	return strings.Contains(label, "*")
}

// byWildcard reports whether only the records of a wildcard answer for the target of
// an mx.
func (c Case) byWildcard(mx zone.Record) bool {
	owner := c.answering(mx)
	return isWildcard(owner) && owner != inZoneTarget(c.Origin, mx)
}

// untilOwn returns a finding that a record of its own for a mail server's host resolves,
// where only a wildcard answers for the target of one of the mx records.
func (c Case) untilOwn(f Finding, mxs ...zone.Entry) Finding {
	f.MayCome = slices.ContainsFunc(mxs, func(e zone.Entry) bool { return c.byWildcard(e.Record) })
	return f
}

// targetHost returns the host that an mx names, for a target in the zone.
func (c Case) targetHost(mx zone.Record) string {
	return c.Origin.Relative(c.Origin.FQDN(mx.Get("target")))
}

// ownHost returns a host for a mail server of its own instead of the target of the
// subject, an mx: the same one, if only a wildcard answers for it.
func (c Case) ownHost() string {
	if c.byWildcard(c.Subject.Record) {
		return c.targetHost(c.Subject.Record)
	}
	return c.freeHost()
}

// answered returns the mx records for whose targets the records of the subject's host
// answer.
func (c Case) answered(mxs []zone.Entry) []zone.Entry {
	return slices.DeleteFunc(slices.Clone(mxs), func(e zone.Entry) bool { return c.answering(e.Record) != c.owner })
}

// ownServer writes the arguments by which the subject, an mx, leads to a host of the mail
// server's own.
func (c Case) ownServer() string {
	return assign("target", c.ownHost()) + c.block("a", c.ownHost(), someAddress)
}

// ownRecords writes an A record for each target of mx records: a wildcard's record does
// not count at a host that has one.
func (c Case) ownRecords(mxs ...zone.Entry) string {
	var hosts []string
	var blocks strings.Builder
	for _, e := range mxs {
		host := c.targetHost(e.Record)
		if slices.Contains(hosts, host) {
			continue
		}
		hosts = append(hosts, host)
		blocks.WriteString(c.block("a", host, someAddress))
	}
	return blocks.String()
}

// ownAddress advises a record of their own for the targets of mx records.
func (c Case) ownAddress(mxs ...zone.Entry) Text {
	return textf("Add a record of the mail server's own, with its IP address:%[1]s",
		"メールサーバー自身のレコードを追加し、そのIPアドレスを書いてください。%[1]s", c.ownRecords(mxs...))
}

// isTarget says that mx records lead to the subject's host.
func (c Case) isTarget(host string) Text {
	if isWildcard(c.owner) {
		return textf("The target of an MX record has no record of its own, so the wildcard `%[1]s` applies to it.",
			"MXレコードのターゲット自身のレコードがないため、ワイルドカードの `%[1]s` が適用されます。", host)
	}
	return textf("The host `%[1]s` is the target of an MX record.", "ホスト `%[1]s` は、MXレコードのターゲットになっています。", host)
}

// hidden returns the records of a wildcard that would answer for a name if it did not
// exist. It exists if it has a record, or if a name below it has one (RFC 4592 section 2.2.2).
func (c Case) hidden(name string) []zone.Entry {
	if !c.Zone.Exists(name) {
		return nil
	}
	return c.Zone.At(c.Zone.Wildcard(name))
}

// hiding returns the records other than the subject by which a name exists.
func (c Case) hiding(name string) []zone.Entry {
	found := slices.Clone(c.Zone.At(name))
	if len(found) == 0 {
		found = c.Zone.Below(name)
	}
	return slices.DeleteFunc(found, func(e zone.Entry) bool { return e.Key == c.Subject.Key })
}

// hides reports whether the subject, which is new, may be what hides the records of a
// wildcard from a name.
func (c Case) hides(name string) bool {
	isOlder := func(e zone.Entry) bool { return !e.Planned && e.Key != c.Subject.Key }
	return (c.owner == name || strings.HasSuffix(c.owner, "."+name)) && !slices.ContainsFunc(c.Zone.At(name), isOlder)
}
