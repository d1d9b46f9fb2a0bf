package rules

import (
	"fmt"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// faqAddress is the only public copy of the FAQ that is known.
const faqAddress = "http://labo.s164.xrea.com/mailsv.html"

// Page returns the Markdown page of all rules, for the guides of the
// documentation.
func Page(l Language) string {
	var b strings.Builder
	title := Text{"Mail rules", "メール設定のルール"}.In(l)
	about := Text{
		"Every mistake the provider looks for in a mail setup, with a reported and a corrected example.",
		"プロバイダーが検査するメール設定の誤りを、指摘される例と修正例で説明します。",
	}.In(l)
	group := Text{"Mail", "日本語: メール"}.In(l)
	fmt.Fprintf(&b, "---\npage_title: %q\nsubcategory: %q\ndescription: |-\n  %s\n---\n\n# %s\n\n", title, group, about, title)
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
		"The provider checks every record that a plan creates, changes or removes, against the zone as it will be. Unchanged records are not reported, except that an error about " +
			"a single record is reported by every `validate` and plan while it is in the configuration. " +
			"A finding is an error or a warning. `rule_severity` in the provider block sets a rule to `error`, `warning` or `off`:\n\n" +
			"```terraform\nprovider \"valuedomain\" {\n  rule_severity = {\n    priority-step = \"off\"\n  }\n}\n```\n\n" +
			"Fixed rules cannot be set: they report what Value-Domain or the DNS does not support.\n\n" +
			"FAQ means the [mail FAQ for Value-Domain users](" + faqAddress + "), a Japanese text on a user's page, with its questions counted in their order. [The mail FAQ as recipes](faq-recipes.md) lists them.",
		"プロバイダーは、plan で作成、変更、削除されるレコードを、適用後のゾーンに照らして検査します。変更のないレコードについては何も表示しません。" +
			"ただし、1つのレコードだけでわかるエラーは、設定に残っている間、`validate` と plan のたびに表示されます。" +
			"検査の結果はエラーまたは警告になります。provider ブロックの `rule_severity` で、ルールごとに `error`、`warning`、`off` を指定できます。\n\n" +
			"```terraform\nprovider \"valuedomain\" {\n  rule_severity = {\n    priority-step = \"off\"\n  }\n}\n```\n\n" +
			"「固定」のルールは、バリュードメインやDNSの仕組み上できないことを示すものなので、変更できません。\n\n" +
			"「FAQ」は、[バリュードメイン利用者向けのメールFAQ「メールサーバの使い方」](" + faqAddress + ")（利用者のページにあるもの）の質問に、掲載順に番号を付けたものです。一覧は[メールFAQのレシピ](faq-recipes-ja.md)にあります。",
	}
}

func overview(b *strings.Builder, l Language) {
	b.WriteString(Text{"| Rule | Default | Checked |\n|---|---|---|\n", "| ルール | 既定 | 検査の時点 |\n|---|---|---|\n"}.In(l))
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
		return level.In(l) + Text{", fixed", "、固定"}.In(l)
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
		return Text{"by `valuedomain_mail_audit`, if a `resolver` is set", "`valuedomain_mail_audit`（`resolver` を指定した場合）"}
	}
	return Text{}
}

func (r Rule) section(b *strings.Builder, l Language) {
	example := r.Example()
	fmt.Fprintf(b, "## %s\n\n", r.ID)
	fmt.Fprintf(b, Text{"**%s** (%s)\n\n%s\n\n%s\n\n", "**%s**（%s）\n\n%s\n\n%s\n\n"}.In(l), r.Title.In(l), r.level(l), r.Why.In(l), r.Remedy.In(l))
	if example.Service == zone.ServiceSimple {
		b.WriteString(Text{"On the simple DNS service:\n\n", "簡易DNSの場合:\n\n"}.In(l))
	}
	if example.Zone != "" {
		b.WriteString(Text{"The zone contains:\n\n", "ゾーンにある行:\n\n"}.In(l))
		fmt.Fprintf(b, "```text\n%s\n```\n\n", example.Zone)
	}
	if example.Before != "" {
		b.WriteString(Text{"Applied before:\n\n", "それまでの設定:\n\n"}.In(l))
		fmt.Fprintf(b, "```terraform\n%s```\n\n", example.Before)
	}
	b.WriteString(Text{"Reported:\n\n", "指摘される例:\n\n"}.In(l))
	fmt.Fprintf(b, "```terraform\n%s```\n\n", example.Failing)
	b.WriteString(Text{"Corrected:\n\n", "修正例:\n\n"}.In(l))
	fmt.Fprintf(b, "```terraform\n%s```\n\n", example.Corrected)
	fmt.Fprintf(b, Text{"Source: %s\n\n", "出典: %s\n\n"}.In(l), r.sources(l))
}
