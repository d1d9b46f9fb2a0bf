package rules

import (
	"fmt"
	"strings"
)

// guide is the page of all rules, without the language of its name.
const guide = "https://registry.terraform.io/providers/terraform-valuedomain/valuedomain/latest/docs/guides/mail-rules"

// Summary returns the one line that says what is wrong: the finding's title, or
// the rule's.
func (f Finding) Summary(l Language) string {
	if f.Title.EN != "" {
		return f.Title.In(l)
	}
	if r, ok := Lookup(f.Rule); ok {
		return r.Title.In(l)
	}
	return f.Rule
}

// Detail returns all there is to say: what to write instead, why, the lines that
// the finding's line conflicts with, the notes of the caller, and at the end the rule,
// how to set it, and the address of its page.
func (f Finding) Detail(l Language, notes ...string) string {
	var parts []string
	if f.Suggestion.EN != "" {
		parts = append(parts, f.Suggestion.In(l))
	}
	if f.InText() && len(f.Fix) > 0 {
		parts = append(parts, labelled(Text{"Corrected lines:", "修正後のゾーンの行:"}.In(l), f.Fix...))
	}
	r, known := Lookup(f.Rule)
	parts = append(parts, joined(l, f.Message.In(l), r.Why.In(l)))
	if f.showsLine() && f.Line != "" && !strings.Contains(f.Message.In(l), "`"+f.Line+"`") {
		parts = append(parts, labelled(Text{"Line:", "該当する行:"}.In(l), f.Line))
	}
	parts = append(parts, f.conflicts(l)...)
	parts = append(parts, notes...)
	if known {
		parts = append(parts, r.signature(l))
	}
	return strings.Join(parts, "\n\n")
}

// Problem says what is wrong, with the lines that the finding's line conflicts
// with.
func (f Finding) Problem(l Language) string {
	return strings.Join(append([]string{f.Message.In(l)}, f.conflicts(l)...), "\n\n")
}

// InText reports whether the finding is about a line of a text with many, the content of
// a valuedomain_zone. Its other lines are in the same text.
func (f Finding) InText() bool { return f.Field == "content" }

// showsLine reports whether the words have to show the line of the finding, since its
// field does not.
func (f Finding) showsLine() bool {
	switch f.Field {
	case "host", "target", "address", "priority", "ttl", "value", "line":
		return false
	}
	return true
}

// joined joins sentences as the language does.
func joined(l Language, sentences ...string) string {
	if l == Japanese {
		return strings.Join(sentences, "")
	}
	return strings.TrimSpace(strings.Join(sentences, " "))
}

func (f Finding) conflicts(l Language) []string {
	if len(f.Others) == 0 {
		return nil
	}
	label := Text{"Conflicts with:", "競合している行:"}
	if f.related() {
		label = Text{"Related lines:", "関係する行:"}
	}
	return []string{labelled(label.In(l), f.otherLines(l)...)}
}

// related reports whether the other lines are what the finding is about too, and
// may stay as they are.
func (f Finding) related() bool {
	switch f.Rule {
	case "mail-host-private-address", "mx-target-no-address", "mx-target-wildcard-address", "mta-sts-no-host", "spf-missing", "dmarc-missing",
		"sender-not-covered", "shared-fate", "mx-omitted", "spf-too-many-lookups":
		return true
	}
	return false
}

func labelled(label string, lines ...string) string {
	return label + "\n  " + strings.Join(lines, "\n  ")
}

// otherLines says of each line where the reader finds it.
func (f Finding) otherLines(l Language) []string {
	const most = 10
	others := f.Others
	shownLines := make([]string, 0, min(len(others), most+1))
	for i, e := range others {
		if i == most {
			more := Text{"… and %d more", "… ほか %d 行"}.In(l)
			shownLines = append(shownLines, fmt.Sprintf(more, len(others)-most))
			break
		}
		place := Text{"(in the zone)", "（ゾーンにある行）"}
		switch {
		case f.InText():
			place = Text{"(in `content`)", "（`content` の行）"}
		case e.Planned:
			place = Text{"(in this configuration)", "（この設定に書かれている行）"}
		case e.Managed:
			place = Text{"(managed by this configuration)", "（この設定で管理している行）"}
		}
		shownLines = append(shownLines, lineOf(e)+"  "+place.In(l))
	}
	return shownLines
}

// signature names the rule, whether it can be set, and its page.
func (r Rule) signature(l Language) string {
	set := Text{"severity set by rule_severity", "重大度は rule_severity で変更できます"}
	if r.Fixed {
		set = Text{"fixed", "変更できません"}
	}
	sentence := Text{"Rule %s (%s): %s", "ルール %s（%s）: %s"}
	return fmt.Sprintf(sentence.In(l), r.ID, set.In(l), r.Page(l))
}

// Page returns the address of the rule's section in the documentation.
func (r Rule) Page(l Language) string {
	return guide + Text{"", "-ja"}.In(l) + "#" + r.ID
}

// sources lists the references, "FAQ" written once.
func (r Rule) sources(l Language) string {
	var faq, others []string
	for _, reference := range r.References {
		if question, ok := strings.CutPrefix(reference, "FAQ "); ok {
			faq = append(faq, question)
		} else {
			others = append(others, reference)
		}
	}
	within, between := Text{", ", "、"}.In(l), Text{"; ", "、"}.In(l)
	if len(faq) > 0 {
		others = append([]string{"FAQ " + strings.Join(faq, within)}, others...)
	}
	sources := strings.Join(others, between)
	if l == Japanese {
		sources = strings.ReplaceAll(sources, "Value-Domain API", "バリュードメインAPI")
	}
	return sources
}
