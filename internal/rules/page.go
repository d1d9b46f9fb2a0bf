package rules

import (
	"fmt"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Page returns the Markdown page of all rules, as it stands among the guides
// of the documentation.
func Page(l Language) string {
	var b strings.Builder
	title := Text{"Mail rules", "メール設定のルール"}.In(l)
	about := Text{
		"Every mistake the provider looks for in a mail setup, with a failing and a corrected example.",
		"プロバイダーが検査するメール設定の誤りを、誤った例と正しい例で説明します。",
	}.In(l)
	fmt.Fprintf(&b, "---\npage_title: %q\nsubcategory: \"\"\ndescription: |-\n  %s\n---\n\n# %s\n\n", title, about, title)
	b.WriteString(introduction().In(l))
	b.WriteString("\n\n")
	overview(&b, l)
	for _, r := range Catalogue() {
		r.section(&b, l)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func introduction() Text {
	return Text{
		"The provider judges every record that a plan creates, changes or removes, against the zone as it will be. An unchanged one is silent, except that an error about " +
			"a single record is reported by every `validate` and plan for as long as it stands in the configuration. " +
			"What a rule finds is an error or a warning. `rule_severity` in the provider block sets a rule to `error`, `warning` or `off`, " +
			"except for the fixed ones: they state what the registrar or the DNS itself cannot do.\n\n" +
			"FAQ stands for the registrar's questions and answers on mail servers, counted in their order.",
		"プロバイダーは、plan で作成、変更、削除されるレコードを、適用後のゾーンに照らして検査します。変更のないレコードについては何も表示しません。" +
			"ただし、1つのレコードだけでわかるエラーは、設定に残っている間、`validate` と plan のたびに表示されます。" +
			"検査の結果はエラーまたは警告になります。provider ブロックの `rule_severity` で、ルールごとに `error`、`warning`、`off` を指定できます。" +
			"ただし「固定」のルールは、Value-DomainやDNSの仕組み上できないことを示すものなので、変更できません。\n\n" +
			"「FAQ」は、Value-Domainの「メールサーバの使い方」の質問に、掲載順に番号を付けたものです。",
	}
}

func overview(b *strings.Builder, l Language) {
	b.WriteString(Text{"| Rule | Default | Judged |\n|---|---|---|\n", "| ルール | 既定 | 検査の時点 |\n|---|---|---|\n"}.In(l))
	for _, r := range Catalogue() {
		fmt.Fprintf(b, "| [`%s`](#%s) | %s | %s |\n", r.ID, r.ID, r.level(l), r.judged().In(l))
	}
	b.WriteString("\n")
}

// level says what a finding is by default, and whether that can be changed.
func (r Rule) level(l Language) string {
	level := Text{"warning", "警告"}
	if r.Severity == Error {
		level = Text{"error", "エラー"}
	}
	if r.Fixed {
		return level.In(l) + Text{", fixed", "（固定）"}.In(l)
	}
	return level.In(l)
}

// judged says when the rule is asked. A warning about a single record waits for
// the plan, which knows whether the record changes: an unchanged one is silent.
func (r Rule) judged() Text {
	switch r.Scope {
	case ScopeRecord:
		if r.Severity == Error {
			return Text{"in `validate` and `plan`", "`validate` と `plan`"}
		}
		return Text{"in `plan`; as an error in `validate` too", "`plan`（エラーにした場合は `validate` でも）"}
	case ScopeZone, ScopeSettled:
		if r.CheckNetwork != nil {
			return Text{
				"in `plan`, against the zone; also outside of it by `valuedomain_mail_audit`, where a `resolver` is set",
				"`plan`（ゾーン全体と照合）。`resolver` を指定した場合は `valuedomain_mail_audit` でゾーンの外も",
			}
		}
		return Text{"in `plan`, against the zone", "`plan`（ゾーン全体と照合）"}
	case ScopeAudit:
		return Text{"in an audit of the whole zone", "ゾーン全体の監査"}
	case ScopeNetwork:
		return Text{"by `valuedomain_mail_audit`, where a `resolver` is set", "`valuedomain_mail_audit`（`resolver` を指定した場合）"}
	}
	return Text{}
}

func (r Rule) section(b *strings.Builder, l Language) {
	example := r.Example()
	fmt.Fprintf(b, "## %s\n\n", r.ID)
	fmt.Fprintf(b, "**%s** (%s)\n\n%s\n\n%s\n\n", r.Title.In(l), r.level(l), r.Why.In(l), r.Remedy.In(l))
	if example.Service == zone.ServiceSimple {
		b.WriteString(Text{"On the simple DNS service:\n\n", "簡易DNSの場合:\n\n"}.In(l))
	}
	if example.Zone != "" {
		b.WriteString(Text{"The zone holds:\n\n", "ゾーンにある行:\n\n"}.In(l))
		fmt.Fprintf(b, "```text\n%s\n```\n\n", example.Zone)
	}
	if example.Before != "" {
		b.WriteString(Text{"Applied before:\n\n", "それまでの設定:\n\n"}.In(l))
		fmt.Fprintf(b, "```terraform\n%s```\n\n", example.Before)
	}
	b.WriteString(Text{"Reported:\n\n", "誤った例:\n\n"}.In(l))
	fmt.Fprintf(b, "```terraform\n%s```\n\n", example.Failing)
	b.WriteString(Text{"Corrected:\n\n", "正しい例:\n\n"}.In(l))
	fmt.Fprintf(b, "```terraform\n%s```\n\n", example.Corrected)
	fmt.Fprintf(b, Text{"Source: %s\n\n", "出典: %s\n\n"}.In(l), r.sources())
}
