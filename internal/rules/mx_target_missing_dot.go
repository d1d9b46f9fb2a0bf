package rules

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/publicsuffix"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func mxTargetMissingDot() Rule {
	return Rule{
		ID:       "mx-target-missing-dot",
		Severity: Error,
		Scope:    ScopeRecord,
		Types:    []string{"mx"},
		Title:    Text{"The mail server's name needs a trailing dot", "メールサーバー名の末尾にピリオドがありません"},
		Why: Text{
			"A name without a trailing dot is relative: the DNS appends the zone's own domain to it. Mail would be sent to a host that does not exist.",
			"末尾にピリオドのない名前は、このドメインの中の名前とみなされ、後ろにドメイン名が補われます。そのままでは、存在しないホストにメールが送られてしまいます。",
		},
		Remedy: Text{
			"Write a full name with a dot at its end, or a host of this domain by its short name alone.",
			"完全なホスト名には末尾にピリオドを付けてください。このドメインのホストなら、短い名前だけ（ピリオドなし）でも指定できます。",
		},
		References: []string{"FAQ Q11", "FAQ Q12", "FAQ Q14", "FAQ Q15", "FAQ Q16", "FAQ Q19"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("mx @ s1.xrea.com 10"),
				Corrected: hcl("mx @ s1.xrea.com. 10"),
			}
		},
		Check: checkMXTargetMissingDot,
	}
}

// missesDot reports whether a target looks like a full name that lacks its
// trailing dot.
func missesDot(target string) bool {
	target = asciiDots(target)
	return strings.Contains(target, ".") && !strings.HasSuffix(target, ".") && !isAddress(target)
}

// asciiDots turns the dots that a Japanese keyboard gives into the one that
// separates labels (RFC 3490 section 3.1 counts them as equal).
func asciiDots(name string) string {
	if !strings.ContainsFunc(name, func(c rune) bool { return c >= utf8.RuneSelf }) {
		return name
	}
	return strings.Map(func(c rune) rune {
		switch c {
		case '。', '．', '｡':
			return '.'
		}
		return c
	}, name)
}

func checkMXTargetMissingDot(c Case) []Finding {
	if !c.is("mx") || !c.knows("target") || !missesDot(c.get("target")) {
		return nil
	}
	return c.missingDot()
}

// missingDot offers both meanings that a target without its trailing dot can
// have.
func (c Case) missingDot() []Finding {
	target := c.get("target")
	full := asciiDots(target) + "."
	message := textf(
		"`target = %[1]q` lacks the trailing dot, so it means `%[2]s.%[3]s.`.",
		"`target = %[1]q` は末尾のピリオドがないため、`%[2]s.%[3]s.` という意味になります。",
		target, asciiDots(target), c.domain())
	if name := strings.TrimSuffix(full, "."); c.Origin.Contains(c.Origin.FQDN(full)) {
		return []Finding{c.inZoneDot(name, full, message)}
	}
	inside := asciiDots(target) + "." + c.domain() + "."
	if !hasPublicSuffix(c.Origin.FQDN(full)) {
		return []Finding{c.finding("target", message, textf(
			"Write `target = %[1]q` if you mean that host of this domain.",
			"このドメインのホストを指すのであれば、`target = %[1]q` と書いてください。", inside,
		)).with(c.changed("target", inside))}
	}
	return []Finding{c.finding("target", message, textf(
		"Write `target = %[1]q`. If you do mean a host of this domain, write its full name: `target = %[2]q`.",
		"`target = %[1]q` と書いてください。このドメインのホストを指すのであれば、`target = %[2]q` と完全な名前で書いてください。",
		full, inside,
	)).with(c.changed("target", full))}
}

// inZoneDot offers both spellings of a host of this domain.
func (c Case) inZoneDot(name, full string, message Text) Finding {
	host := c.Origin.Relative(c.Origin.FQDN(full))
	if host == zone.Apex || strings.Contains(host, ".") {
		return c.finding("target", message, textf(
			"Write `target = %[1]q`.", "`target = %[1]q` と書いてください。", full,
		)).with(c.changed("target", full))
	}
	return c.finding("target", message, textf(
		"`%[3]s` lies in this domain. Write `target = %[1]q`, or the short name without a dot: `target = %[2]q`.",
		"`%[3]s` はこのドメインのホストです。`target = %[1]q`、またはピリオドなしの短い名前で `target = %[2]q` と書いてください。",
		full, host, name,
	)).with(c.changed("target", full))
}

// hasPublicSuffix reports whether a full name ends in a top-level domain that
// exists, and so can be a host outside this zone.
func hasPublicSuffix(fqdn string) bool {
	_, known := publicsuffix.PublicSuffix(fqdn)
	return known
}
