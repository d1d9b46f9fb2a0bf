package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const source = `package message

func A(line string) Message {
	return Message{
		Summary: say("Wrong value of %s", "%s の値が正しくありません", line),
		Detail: say("Line %[1]q:\n\n  %[2]s%[3]s\n\n"+
			"Use 100%%.", "行:\n\n  %[2]s", line),
	}
}

func B() Message {
	return Message{Summary: say("B", "ビー"), Detail: parts()}
}

func C() Message { return Message{Summary: parts()} }

func D(name string) Message {
	return Message{Summary: say("D", "ディー"), Detail: say("Add:\n\n%[1]s%[2]s", "追加:\n\n%[1]s", block(name), name)}
}

func E() Message {
	return Message{Summary: say("Invalid value for %s", "%s の値", "host"), Detail: say("E", "イー")}
}

func block(name string) string { return fmt.Sprintf("  to = %s.NAME\n", name) + "  id = " + name }

var other = pair{"a", "b"}
`

func TestMessagesAreReadFromTheSource(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "record.go"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := read(dir)
	want := []message{
		{
			File:   "record",
			Title:  words{english: "Wrong value of …", japanese: "… の値が正しくありません"},
			Detail: words{english: "Line …:\n\n  …\n\nUse 100%.", japanese: "行:\n\n  …"},
		},
		{File: "record", Title: words{english: "B", japanese: "ビー"}},
		{
			File:   "record",
			Title:  words{english: "D", japanese: "ディー"},
			Detail: words{english: "Add:\n\n  to = ….NAME\n  id = ……", japanese: "追加:\n\n  to = ….NAME\n  id = …"},
		},
		{File: "record", Title: words{english: "Invalid value for host", japanese: "host の値"}, Detail: words{english: "E", japanese: "イー"}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}

func TestADetailBecomesParagraphsAndCode(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, detail, want string }{
		{"one sentence", "Write it.", "\nWrite it.\n"},
		{"code between sentences", "Write:\n\n  a {\n    b\n  }\n\nThen plan.", "\nWrite:\n\n```text\na {\n  b\n}\n```\n\nThen plan.\n"},
		{"a value between sentences", "It says:\n\n…\n\nTry again.", "\nIt says:\n\n```text\n…\n```\n\nTry again.\n"},
		{"a value in front", "…\n\nTry again.", "\nTry again.\n"},
		{"code right behind a sentence, and at the end", "Write:\n  a", "\nWrite:\n\n```text\na\n```\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := markdown(test.detail); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestATitleAppearsOnceWithAllDetails(t *testing.T) {
	t.Parallel()
	messages := []message{
		{File: "record", Title: words{english: "A"}, Detail: words{english: "One."}},
		{File: "zone", Title: words{english: "A"}, Detail: words{english: "Two."}},
		{File: "zone", Title: words{english: "A"}, Detail: words{english: "…"}},
		{File: "zone", Title: words{english: "A"}, Detail: words{english: "One."}},
	}
	got := page(messages, nil, english)
	want := head()[english] + "\n## Connection, token and requests\n\n## Settings and values\n\n## Records\n\n### A\n\nOne.\n\nOr the message says:\n\nTwo.\n\n## Zones\n\n## Mail forwarding\n\n## Functions\n\n## Importing\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestEveryMessageOfTheProviderHasAGroup(t *testing.T) {
	t.Parallel()
	messages, err := read("../../internal/provider/message")
	if err != nil || len(messages) < 60 {
		t.Fatalf("%d messages, %v: the source is not read as it is written", len(messages), err)
	}
	if files := ungrouped(messages); len(files) > 0 {
		t.Errorf("no group has the messages of %q", files)
	}
}

func TestEveryProblemOfAValueIsInTheTable(t *testing.T) {
	t.Parallel()
	problems, err := readProblems("../../internal/provider/message")
	if err != nil || len(problems) < 20 {
		t.Fatalf("%d problems, %v: the source is not read as it is written", len(problems), err)
	}
	messages := []message{{File: "value", Title: anyValue(), Detail: words{english: "Two.", japanese: "二"}}}
	for language, want := range map[string][]string{
		english:  {"\n### Invalid value for …\n", "Invalid value for host, ", "| … is not an IPv4 address | Write four numbers, ", "| Write half-width characters: … |", "\nOr the message says:\n\nTwo.\n"},
		japanese: {"\n### … の値が正しくありません\n", "「host の値が正しくありません」", "| … はIPv4アドレスではありません | "},
	} {
		text := page(messages, problems, language)
		for _, part := range want {
			if !strings.Contains(text, part) {
				t.Errorf("%q is missing in:\n%s", part, text)
			}
		}
	}
}
