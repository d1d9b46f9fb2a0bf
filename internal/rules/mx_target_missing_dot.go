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
		Title:    Text{"MX target is missing its trailing dot", "MXレコードのターゲットの末尾にピリオドがありません"},
		Why: Text{
			"Value-Domain adds the domain to every name that does not end in a dot, so mail would go to a host that does not exist.",
			"バリュードメインでは、末尾にピリオドのない名前にドメイン名が補われるため、存在しないホストにメールが送られてしまいます。",
		},
		Remedy: Text{
			"Write a full name with a dot at its end, or a host of this domain by its short name without a dot.",
			"完全なホスト名には末尾にピリオドを付けてください。このドメインのホストなら、短い名前だけ（ピリオドなし）でも指定できます。",
		},
		References: []string{"FAQ Q11", "FAQ Q12", "FAQ Q14", "FAQ Q15", "FAQ Q16", "FAQ Q19"},
		example: example{
			failing:   "mx @ s1.xrea.com 10",
			corrected: "mx @ s1.xrea.com. 10",
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
	if !c.knows("target") || !missesDot(c.get("target")) {
		return nil
	}
	return c.missingDot()
}

// missingDot offers both meanings that a target without its trailing dot can
// have.
func (c Case) missingDot() []Finding {
	target := c.get("target")
	full := asciiDots(target) + "."
	inside := full + c.domain() + "."
	message := textf("`%[1]s` is read as `%[2]s`.", "`%[1]s` は `%[2]s` と解釈されます。", target, inside)
	switch {
	case c.Origin.Contains(c.Origin.FQDN(full)):
		return []Finding{c.inZoneDot(full, message)}
	case !hasPublicSuffix(c.Origin.FQDN(full)):
		return []Finding{c.finding("target", message, textf(
			"If you mean that host of this domain, write:%[1]s", "このドメインのホストを指す場合は、次のように書いてください。%[1]s", assign("target", inside),
		)).with(c.changed("target", inside))}
	}
	return []Finding{c.finding("target", message, textf(
		"Write:%[1]s\n\nFor a host of this domain:%[2]s", "次のように書いてください。%[1]s\n\nこのドメインのホストを指す場合:%[2]s",
		assign("target", full), assign("target", inside),
	)).with(c.changed("target", full))}
}

// inZoneDot offers both spellings of a host of this domain.
func (c Case) inZoneDot(full string, message Text) Finding {
	suggestion := textf("Write:%[1]s", "次のように書いてください。%[1]s", assign("target", full))
	host := c.Origin.Relative(c.Origin.FQDN(full))
	if host != zone.Apex && !strings.Contains(host, ".") {
		suggestion = textf("Write one of these, which both mean this host of the domain:%[1]s",
			"どちらかの形で書いてください。どちらもこのドメインの同じホストを指します。%[1]s",
			ownLines(assignment("target", full), assignment("target", host)))
	}
	return c.finding("target", message, suggestion).with(c.changed("target", full))
}

// hasPublicSuffix reports whether a full name ends in a top-level domain that
// exists, and so can be a host outside this zone. The list also has suffixes of
// companies, such as github.io, which it marks as not ICANN's; each of them is
// below such a top-level domain. A name that it does not know ends in one label.
func hasPublicSuffix(fqdn string) bool {
	suffix, icann := publicsuffix.PublicSuffix(fqdn)
	return icann || strings.Contains(suffix, ".")
}
