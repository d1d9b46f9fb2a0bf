package main

import (
	"os"
	"strings"
	"testing"
)

const lessonPage = "# Guide\n\nHead.\n\n## No dot\n\n<!-- mistake -->\n\n```terraform\na\n```\n\nCorrect:\n\n```terraform\nb\n```\n\nIt says:\n\n<!-- message -->\n\n## Links\n\nNone.\n"

func TestAGuideIsFilledWithMessages(t *testing.T) {
	t.Parallel()
	got, err := filled(lessonPage, func(m lesson) (string, error) {
		return m.heading + "|" + string(m.setting) + "|" + m.wrong + "|" + m.right, nil
	})
	want := "# Guide\n\nHead.\n\n## No dot\n\n```terraform\na\n```\n\nCorrect:\n\n```terraform\nb\n```\n\nIt says:\n\n```text\nNo dot||a\n|b\n\n```\n\n## Links\n\nNone.\n"
	if err != nil || got != want {
		t.Errorf("got\n%s\n%v, want\n%s", got, err, want)
	}
}

func TestAGuideThatCantBeFilledIsAnError(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, old, new, want string }{
		{"an unknown setting", "mistake -->", "mistake: no-zone -->", `"no-zone" is no setting`},
		{"no correction", "```terraform\nb\n```", "", "1 configurations"},
		{"no place for the message", slot, "", "want two, and then"},
		{"a correction out of sight", "b\n", strings.Repeat("b\n", 40), "out of sight"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			page := strings.Replace(lessonPage, test.old, test.new, 1)
			if _, err := filled(page, func(lesson) (string, error) { return "", nil }); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
		})
	}
}

func TestAMessageIsReadFromWhatTerraformSays(t *testing.T) {
	t.Parallel()
	const place = "\n\n  with valuedomain_a_record.www,\n  on main.tf line 3, in resource \"valuedomain_a_record\" \"www\":\n   3:   host = \"a\"\n\n"
	tests := []struct{ name, output, want string }{
		{"the place is left out", "\nPlanning failed.\n\nError: Wrong" + place + "Write:\n\n  host = \"b\"\n", "Error: Wrong\n\nWrite:\n\n  host = \"b\""},
		{"a place of several lines", "Error: Wrong\n\n  with a,\n  on main.tf line 3, in resource:\n   3:   content = <<-EOT\n  12:   EOT\n\nWrite.\n", "Error: Wrong\n\nWrite."},
		{"a place that no file has", "Error: Wrong\n\n  with provider[\"x\"],\n  on <empty> line 0:\n  (source code not available)\n\nWrite.\n", "Error: Wrong\n\nWrite."},
		{"no place", "Error: Wrong\n\nWrite.\n", "Error: Wrong\n\nWrite."},
		{"the number of a request", "Error: Wrong\n\nNo. (request 12ab)\n", "Error: Wrong\n\nNo."},
		{"two errors", "Error: A\n\nError: B\n", ""},
		{"a warning too", "Warning: A\n\nError: B\n", ""},
		{"nothing", "Plan: 1 to add\n", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got, err := messageOf(test.output); got != test.want || (err != nil) != (test.want == "") {
				t.Errorf("got %q, %v, want %q", got, err, test.want)
			}
		})
	}
}

func TestBothGuidesHaveTheSeventeenMistakes(t *testing.T) {
	t.Parallel()
	settings := map[string]string{}
	for _, suffix := range []string{"", "-ja"} {
		template, err := os.ReadFile("../../templates/guides/" + mistakesPage + suffix + ".md.tmpl")
		if err != nil {
			t.Fatal(err)
		}
		made, err := os.ReadFile("../../docs/guides/" + mistakesPage + suffix + ".md")
		if err != nil {
			t.Fatal(err)
		}
		mistakes := 0
		for _, section := range sections(string(template)) {
			m, ok, err := lessonOf(section)
			if err != nil {
				t.Error(err)
			}
			if ok {
				mistakes++
				settings[suffix] += string(m.setting) + ","
			}
		}
		if errors := strings.Count(string(made), "\n```text\nError: "); mistakes != 17 || errors != 17 {
			t.Errorf("%q: %d mistakes and %d messages", suffix, mistakes, errors)
		}
	}
	if settings[""] != settings["-ja"] {
		t.Errorf("the languages differ: %q", settings)
	}
}
