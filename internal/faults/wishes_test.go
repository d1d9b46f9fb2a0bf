package main

import (
	"strings"
	"testing"
)

func newWishes(kinds ...string) *wishes {
	return &wishes{parties: []*party{{name: "own1", ours: true}}, kinds: kinds, service: serviceGeneral}
}

// What no state holds may be in the zone all the same, after an interruption.
func TestOnlyWhatTheStateHoldsIsChanged(t *testing.T) {
	t.Parallel()
	w := newWishes(kindA, kindCNAME, kindMX, kindTXT)
	for i := range 40 {
		before := w.wants()
		w.change(newChoices(1, i))
		for line := range before {
			if !w.wants()[line] {
				t.Fatalf("%q has gone", line)
			}
		}
	}
}

func TestEveryKindOfChangeComes(t *testing.T) {
	t.Parallel()
	w := newWishes(kindA, kindCNAME, kindMX, kindTXT, kindMail)
	seen := map[string]bool{}
	for i := range 40 {
		w.held = w.addresses()
		before := map[string]record{} // By host, or by the name of a mail server.
		for _, r := range w.records {
			if r.host != "@" {
				before[r.host] = r
			}
		}
		w.change(newChoices(1, i))
		for _, r := range w.records {
			old, ok := before[r.host]
			delete(before, r.host)
			switch {
			case !ok:
				seen["made"] = true
			case old.kind != r.kind:
				seen[old.kind+" to "+r.kind] = true
			case old.key != r.key && old.value == r.value:
				seen["renamed"] = true
			case old.key == r.key && old.value != r.value:
				seen["changed"] = true
			}
		}
		seen["removed"] = seen["removed"] || len(before) > 0
	}
	for _, what := range []string{"made", "removed", "changed", "renamed", "cname to a"} {
		if !seen[what] {
			t.Errorf("nothing was %s", what)
		}
	}
}

func TestAMailServerIsWrittenAsItsServiceDoes(t *testing.T) {
	t.Parallel()
	for want, service := range map[string]string{"mx @ own1-1.example.net. 10": serviceGeneral, "mx own1-1.example.net. 10": serviceSimple} {
		if got := (record{kind: kindMX, host: "@", value: "own1-1.example.net."}).line(service); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	w := newWishes(kindMX)
	w.service = serviceSimple
	for i := range 20 {
		w.add(newChoices(1, i))
	}
	for line := range w.wants() {
		if !strings.Contains(line, w.parties[0].mark()) {
			t.Errorf("%q is nobody's", line)
		}
	}
}

func TestAWholeZoneHoldsItsBaseAndItsRecords(t *testing.T) {
	t.Parallel()
	w := newWishes(kindA)
	w.whole, w.records = true, []record{{kindA, "k1", "own1-1", "192.0.2.1", "own1"}}
	for base, want := range map[string]string{"a @ 192.0.2.9": "a @ 192.0.2.9\na own1-1 192.0.2.1", "a @ 192.0.2.9\n": "a @ 192.0.2.9\na own1-1 192.0.2.1\n"} {
		if w.base = base; w.content() != want {
			t.Errorf("%q, want %q", w.content(), want)
		}
	}
}

// An error of a plan may stand at another resource than the one whose line it names.
func TestAnImportBlockGoesToTheResourceOfTheLine(t *testing.T) {
	t.Parallel()
	w := &workspace{wishes: newWishes(kindA, kindTXT)}
	w.records = []record{{kindA, "k4", "own1-5", "192.0.2.16", "own1"}, {kindA, "k9", "own1-10", "192.0.2.21", "own1"}}
	const detail = "The zone holds this line:\n\n  a own1-10 192.0.2.21\n\nAdd this block:\n\n  import {\n    to = valuedomain_a_record.NAME\n" +
		"    id = \"hogehoge.com/own1-10/192.0.2.21\"\n  }\n"
	for text, want := range map[string]string{detail: `valuedomain_a_record.own1["k9"]`, "None of them.": `valuedomain_a_record.own1["k4"]`} {
		if got := w.concerned(diagnostic{Address: `valuedomain_a_record.own1["k4"]`, Detail: text}); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
