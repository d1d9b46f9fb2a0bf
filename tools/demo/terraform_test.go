package main

import "testing"

func TestWithoutOverrideWarning(t *testing.T) {
	t.Parallel()
	const (
		override = "\nWarning: Provider development overrides are in effect\n\nThe following provider development overrides are set in the CLI\nconfiguration:\n" +
			" - terraform-valuedomain/valuedomain in /bin\n\nThe behavior may therefore not match any released version of the provider and\n" +
			"applying changes may cause the state to become incompatible with published\nreleases.\n"
		other = "\nWarning: Priority looks odd\n\nIt is 100.\n"
	)
	tests := map[string]struct{ output, want string }{
		"nothing to take out":                {"Plan: 1 to add\n", "Plan: 1 to add\n"},
		"the override's paragraphs go":       {override + "Plan: 1 to add\n", "Plan: 1 to add\n"},
		"another warning stays":              {other + "Plan: 1 to add\n", other + "Plan: 1 to add\n"},
		"each warning is judged by itself":   {other + override + "done\n" + other, other + "done\n" + other},
		"one that is worded otherwise stays": {"\nWarning: Provider development overrides are in effect\n\nMind.\n", "\nWarning: Provider development overrides are in effect\n\nMind.\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := withoutOverrideWarning(test.output); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
