package rules

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func mxTargetStrayDot() Rule {
	return Rule{
		ID:       "mx-target-stray-dot",
		Severity: Error,
		Scope:    ScopeRecord,
		Types:    []string{"mx"},
		Title:    Text{"The mail server's short name must not end in a dot", "短いメールサーバー名の末尾に余分なピリオドがあります"},
		Why: Text{
			"A trailing dot says that the name is complete. A single word with a trailing dot is a top-level domain, and no mail server answers there.",
			"末尾のピリオドは「これで完全な名前です」という印です。一語だけの名前に付けるとトップレベルドメインを指すことになり、そこにメールサーバーはありません。",
		},
		Remedy: Text{
			"Leave the dot away for a host of this domain, or write the full name with its dot.",
			"このドメインのホストであればピリオドを取り除くか、ドメイン名まで含めた完全な名前にピリオドを付けて書いてください。",
		},
		References: []string{"FAQ Q16"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Zone:      lines("a mail 219.163.200.70"),
				Failing:   hcl("mx @ mail. 10"),
				Corrected: hcl("mx @ mail 10"),
			}
		},
		Check: checkMXTargetStrayDot,
	}
}

// hasStrayDot reports whether a target is a single label with a trailing dot. A dot
// alone is the null MX of RFC 7505.
func hasStrayDot(target string) bool {
	label, ok := strings.CutSuffix(asciiDots(target), ".")
	return ok && label != "" && !strings.ContainsAny(label, ".:")
}

func checkMXTargetStrayDot(c Case) []Finding {
	if !c.knows("target") || !hasStrayDot(c.get("target")) {
		return nil
	}
	label := strings.TrimSuffix(asciiDots(c.get("target")), ".")
	full := label + "." + c.domain() + "."
	return []Finding{c.finding("target",
		textf("`target = %[1]q` means a top-level domain called `%[2]s`, not the host `%[2]s` of %[3]s.",
			"`target = %[1]q` は、%[3]s のホスト `%[2]s` ではなく、`%[2]s` というトップレベルドメインを指します。",
			c.get("target"), label, c.domain()),
		textf("Write `target = %[1]q` without the dot, or the full name with it: `target = %[2]q`.",
			"ピリオドなしで `target = %[1]q` と書くか、完全な名前で `target = %[2]q` と書いてください。",
			label, full),
	).with(c.changed("target", label))}
}
