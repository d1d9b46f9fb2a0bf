package rules

import "strings"

func mxTargetStrayDot() Rule {
	return Rule{
		ID:       "mx-target-stray-dot",
		Severity: Error,
		Scope:    ScopeRecord,
		Types:    []string{"mx"},
		Title:    Text{"MX target is a short name with a trailing dot", "MXレコードのターゲットの短い名前の末尾に、余分なピリオドがあります"},
		Why: Text{
			"A trailing dot makes a name complete, and no mail server answers at a top-level domain.",
			"末尾にピリオドのある名前は完全な名前とみなされます。トップレベルドメインにメールサーバーはありません。",
		},
		Remedy: Text{
			"Remove the dot for a host of this domain, or write the full name with its dot.",
			"このドメインのホストであればピリオドを取り除くか、ドメイン名まで含めた完全な名前にピリオドを付けて書いてください。",
		},
		References: []string{"FAQ Q16"},
		example: example{
			zone:      "a mail 219.163.200.70",
			failing:   "mx @ mail. 10",
			corrected: "mx @ mail 10",
		},
		Check: checkMXTargetStrayDot,
	}
}

// hasStrayDot reports whether a target is a single label with a trailing dot. A dot
// only is the null MX of RFC 7505.
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
		textf("`%[1]s` is the top-level domain `%[2]s`, not the host `%[2]s` of %[3]s.",
			"`%[1]s` は、%[3]s のホスト `%[2]s` ではなく、トップレベルドメイン `%[2]s` を指します。",
			c.get("target"), label, c.domain()),
		textf("Write one of these, which both mean the host of this domain:%[1]s",
			"どちらかの形で書いてください。どちらもこのドメインのホストを指します。%[1]s",
			ownLines(assignment("target", label), assignment("target", full))),
	).with(c.changed("target", label))}
}
