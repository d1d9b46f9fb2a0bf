package rules

import (
	"fmt"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Summary returns the one line that says what is wrong: the rule's title.
func (f Finding) Summary(l Language) string {
	if r, ok := Lookup(f.Rule); ok {
		return r.Title.In(l)
	}
	return f.Rule
}

// Detail returns all there is to say: what is wrong, the line meant, the lines
// it stands against, what to write instead, why, and the rule.
func (f Finding) Detail(l Language) string {
	parts := []string{f.Message.In(l)}
	if f.Line != "" {
		parts = append(parts, labelled(Text{"The line:", "該当する行:"}.In(l), f.Line))
	}
	if len(f.Others) > 0 {
		parts = append(parts, labelled(Text{"It stands against:", "関係する行:"}.In(l), otherLines(f.Others, l)...))
	}
	if f.Suggestion.EN != "" {
		parts = append(parts, f.Suggestion.In(l))
	}
	if len(f.Fix) > 0 {
		label := Text{"As zone lines:", "書き直した行:"}
		if f.Line == "" {
			label = Text{"The line to add:", "追加する行:"}
		}
		parts = append(parts, labelled(label.In(l), f.Fix...))
	}
	if r, ok := Lookup(f.Rule); ok {
		parts = append(parts, r.Why.In(l), r.signature(l))
	}
	return strings.Join(parts, "\n\n")
}

func labelled(label string, lines ...string) string {
	return label + "\n  " + strings.Join(lines, "\n  ")
}

// otherLines says of each line where the reader finds it.
func otherLines(others []zone.Entry, l Language) []string {
	const most = 10
	shownLines := make([]string, 0, min(len(others), most+1))
	for i, e := range others {
		if i == most {
			more := Text{"… and %d more", "… ほか %d 行"}.In(l)
			shownLines = append(shownLines, fmt.Sprintf(more, len(others)-most))
			break
		}
		place := Text{"(in the zone)", "(ゾーンにある行)"}
		if e.Planned {
			place = Text{"(in this configuration)", "(この設定に書かれている行)"}
		}
		shownLines = append(shownLines, lineOf(e)+"  "+place.In(l))
	}
	return shownLines
}

// signature names the rule, where it comes from, and whether it can be set.
func (r Rule) signature(l Language) string {
	set := Text{"can be set with rule_severity", "rule_severity で変更できます"}
	if r.Fixed {
		set = Text{"cannot be turned off", "変更できません"}
	}
	sentence := Text{"Rule %s (%s; %s).", "ルール %s (%s、%s)。"}
	return fmt.Sprintf(sentence.In(l), r.ID, r.sources(), set.In(l))
}

// sources lists the references, "FAQ" written once.
func (r Rule) sources() string {
	var faq, others []string
	for _, reference := range r.References {
		if question, ok := strings.CutPrefix(reference, "FAQ "); ok {
			faq = append(faq, question)
		} else {
			others = append(others, reference)
		}
	}
	if len(faq) > 0 {
		others = append([]string{"FAQ " + strings.Join(faq, ", ")}, others...)
	}
	return strings.Join(others, "; ")
}
