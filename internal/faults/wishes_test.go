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
