package main

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

func TestWideLinesBreakAsInATerminal(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", columns)
	tests := []struct {
		name string
		text string
		want []string
	}{
		{"a line that fits stays", "a b", []string{"a b"}},
		{"an empty line stays", "", []string{""}},
		{"a line of the terminal's width stays", long, []string{long}},
		{"a word that is too long is cut", long + "y", []string{long, "y"}},
		{"a line breaks behind a space", strings.Repeat("x", columns-2) + " yy", []string{strings.Repeat("x", columns-2) + " ", "yy"}},
		{"leading spaces do not break", "  " + long, []string{"  " + long[:columns-2], "xx"}},
		{"a wide character takes two columns", strings.Repeat("字", columns/2+1), []string{strings.Repeat("字", columns/2), "字"}},
		{"a Latin word in a Japanese text stays whole", strings.Repeat("字", columns/2-1) + "abc", []string{strings.Repeat("字", columns/2-1), "abc"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, line := range wrapped([]shown{{plain, test.text}}) {
				got = append(got, line.text)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestADrawingIsXMLWithEveryLine(t *testing.T) {
	t.Parallel()
	drawn := drawing("a & b", []shown{{prompt, "cat <file>"}, {}, {}, {plain, `"x" & y`}})
	decoder := xml.NewDecoder(strings.NewReader(drawn))
	var texts []string
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, drawn)
		}
		if text, ok := token.(xml.CharData); ok && strings.TrimSpace(string(text)) != "" {
			texts = append(texts, string(text))
		}
	}
	want := []string{"a & b", style, "$ cat <file>", `"x" & y`}
	if !slices.Equal(texts, want) {
		t.Errorf("got %q, want %q", texts, want)
	}
}

func TestARecordingShowsTheMistakeAndItsCorrection(t *testing.T) {
	t.Parallel()
	got := newRecording("en", "", "example.com", "mx1.example.net").terminal("No dot\n\nWrite one.\n", "Terraform will …\n      + target   = \"t\"\n\nPlan: 1 to add.\n")
	want := []shown{
		{prompt, "cat mail.tf"},
		{plain, `resource "valuedomain_mx_record" "mail" {`},
		{plain, `  domain = "example.com"`},
		{plain, `  target = "mx1.example.net"`},
		{plain, "}"},
		{},
		{prompt, "terraform plan"},
		{wrong, "Error: No dot"},
		{plain, ""},
		{plain, "Write one."},
		{},
		{wrong, `-  target = "mx1.example.net"`},
		{right, `+  target = "mx1.example.net."`},
		{},
		{prompt, "terraform plan"},
		{right, `      + target   = "t"`},
		{plain, "Plan: 1 to add."},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
}
