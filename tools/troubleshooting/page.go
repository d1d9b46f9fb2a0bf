package main

import (
	"fmt"
	"slices"
	"strings"
)

// group is a part of the guide: the messages of some files.
type group struct {
	Title words
	Files []string
}

func groups() []group {
	return []group{
		{words{english: "Connection, token and requests", japanese: "接続、トークン、リクエスト"}, []string{"error", "coordination", "waited"}},
		{words{english: "Settings and values", japanese: "設定と値"}, []string{"setting", "value", "problem", "message"}},
		{words{english: "Records", japanese: "レコード"}, []string{"record", "existing", "records"}},
		{words{english: "Zones", japanese: "ゾーン"}, []string{"zone", "freedns", "guard"}},
		{words{english: "Mail forwarding", japanese: "メール転送"}, []string{"forwarding"}},
		{words{english: "Functions", japanese: "関数"}, []string{"function", "setup", "spf"}},
		{words{english: "Importing", japanese: "インポート"}, []string{"import"}},
	}
}

// head begins the page.
func head() words {
	return words{
		english: `---
page_title: "Troubleshooting"
subcategory: "Operations"
description: |-
  The title of each error and warning, with what to do.
---

# Troubleshooting

Search this page for the title of the message. “…” is a value, such as a name or a line. Titles of messages that name a rule are on the page [Mail rules](mail-rules.md). [Common mistakes](common-mistakes.md) shows seventeen messages with the configuration that they are about and its correction. For symptoms without a message, see [Getting help](getting-help.md).
`,
		japanese: `---
page_title: "トラブルシューティング"
subcategory: "日本語: 運用"
description: |-
  エラーと警告の見出しごとに、対処を示します。
---

# トラブルシューティング

メッセージの見出しでこのページを検索してください。「…」の部分には、名前や行などの値が入ります。ルールのIDが付いたメッセージは[メール設定のルール](mail-rules-ja.md)にあります。[よくある間違い](common-mistakes-ja.md)では、17の間違いをメッセージと修正例付きで紹介しています。メッセージが表示されない場合は[困ったときは](getting-help-ja.md)をご覧ください。
`,
	}
}

// page returns the guide: a heading for each title, with the details of all messages
// that have it, and with what may be wrong with a value.
func page(messages []message, problems []problem, language string) string {
	var b strings.Builder
	b.WriteString(head()[language])
	shown := map[string]bool{}
	messages = inGroups(messages)
	for _, g := range groups() {
		fmt.Fprintf(&b, "\n## %s\n", g.Title[language])
		for _, m := range inFiles(messages, g.Files) {
			title := m.Title[language]
			if shown[title] {
				continue
			}
			all := details(messages, title, language)
			if shown[title] = true; len(all) == 0 && continues(title, shown) {
				continue
			}
			fmt.Fprintf(&b, "\n### %s\n", title)
			before := ""
			if title == anyValue()[language] {
				before = problemTable(problems, language)
			}
			b.WriteString(before + paragraphs(all, before != "", language))
		}
	}
	return b.String()
}

// paragraphs returns the details of one title; after a table, all of them are further ones.
func paragraphs(all []string, afterTable bool, language string) string {
	if len(all) == 0 && !afterTable {
		return "\n" + words{english: "The message itself says what to do.", japanese: "対処はメッセージの本文をご覧ください。"}[language] + "\n"
	}
	var b strings.Builder
	for i, detail := range all {
		if i > 0 || afterTable {
			b.WriteString("\n" + words{english: "Or the message says:", japanese: "次のようなメッセージもあります。"}[language] + "\n")
		}
		b.WriteString(markdown(detail))
	}
	return b.String()
}

// continues reports whether a title begins with another one that is shown.
func continues(title string, shown map[string]bool) bool {
	for other := range shown {
		if title != other && strings.HasPrefix(title, other) {
			return true
		}
	}
	return false
}

// inGroups returns the messages in the order of the page.
func inGroups(messages []message) (all []message) {
	for _, g := range groups() {
		all = append(all, inFiles(messages, g.Files)...)
	}
	return all
}

// inFiles returns the messages of files, in the order of the files.
func inFiles(messages []message, files []string) (all []message) {
	for _, file := range files {
		for _, m := range messages {
			if m.File == file {
				all = append(all, m)
			}
		}
	}
	return all
}

// ungrouped returns the files with messages that no group has.
func ungrouped(messages []message) []string {
	var all []string
	for _, m := range messages {
		if !slices.ContainsFunc(groups(), func(g group) bool { return slices.Contains(g.Files, m.File) }) {
			all = append(all, m.File)
		}
	}
	return slices.Compact(all)
}

// markdown returns a detail as paragraphs. Its indented lines are code, and so is a
// value that is a paragraph; at the beginning it is omitted.
func markdown(detail string) string {
	var b strings.Builder
	code := false
	for i, line := range strings.Split(detail, "\n") {
		if line == "…" && i > 0 { // A list of values, or a block.
			line = "  …"
		}
		indented := strings.HasPrefix(line, "  ")
		if line == "…" {
			line = ""
		}
		switch {
		case indented && !code:
			b.WriteString("\n```text\n")
		case !indented && code:
			b.WriteString("```\n")
		case !indented && line != "":
			b.WriteString("\n")
		}
		if code = indented; code || line != "" {
			b.WriteString(strings.TrimPrefix(line, "  ") + "\n")
		}
	}
	if code {
		b.WriteString("```\n")
	}
	return b.String()
}

// details returns the details of the messages with a title, each once.
func details(messages []message, title, language string) []string {
	var all []string
	for _, m := range messages {
		text := strings.TrimSpace(m.Detail[language])
		if m.Title[language] == title && strings.Trim(text, "…\n ") != "" && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
}
