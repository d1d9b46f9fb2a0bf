package zonesync

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func text(lines ...string) *Document {
	return newDocument(snapshot{Domain: testDomain, Text: strings.Join(lines, "\n"), TTL: 600, NSType: "valuedomain1"})
}

// bag counts lines: "-" in front of one counts it as removed.
func bag(lines ...string) zone.Bag {
	b := zone.Bag{}
	for _, l := range lines {
		if gone, ok := strings.CutPrefix(l, "-"); ok {
			b.Add(key(gone), -1)
		} else {
			b.Add(key(l), 1)
		}
	}
	return b
}

func TestTheEffectOfAChange(t *testing.T) {
	t.Parallel()
	twice := remove("a b 192.0.2.2")
	twice.Remove = append(twice.Remove, twice.Remove[0])
	for name, tc := range map[string]struct {
		before *Document
		change Change
		after  string
		effect zone.Bag
	}{
		"nothing":                                 {text("a @ 192.0.2.1"), Change{}, "a @ 192.0.2.1", bag()},
		"a line is added":                         {text("a @ 192.0.2.1"), add("a b 192.0.2.2"), "a @ 192.0.2.1\na b 192.0.2.2", bag("a b 192.0.2.2")},
		"a line that is there is added":           {text("a b 192.0.2.2"), add("A b 192.0.2.2"), "a b 192.0.2.2\nA b 192.0.2.2", bag("a b 192.0.2.2")},
		"a line is removed":                       {text("a @ 192.0.2.1", "a b 192.0.2.2"), remove("a b 192.0.2.2"), "a @ 192.0.2.1", bag("-a b 192.0.2.2")},
		"one of two is removed":                   {text("a b 192.0.2.2", "A b 192.0.2.2"), remove("a b 192.0.2.2"), "a b 192.0.2.2", bag("-a b 192.0.2.2")},
		"two are removed":                         {text("a b 192.0.2.2", "A b 192.0.2.2", "a @ 192.0.2.1"), twice, "a @ 192.0.2.1", bag("-a b 192.0.2.2", "-a b 192.0.2.2")},
		"two are to be removed, and one is there": {text("a b 192.0.2.2", "a @ 192.0.2.1"), twice, "a @ 192.0.2.1", bag("-a b 192.0.2.2")},
		"a line that is not there is removed":     {text("a @ 192.0.2.1"), remove("a b 192.0.2.2"), "a @ 192.0.2.1", bag()},
		"a line is changed in its place":          {text("a b 192.0.2.2", "a @ 192.0.2.1"), replace("a b 192.0.2.2", "a b 192.0.2.3"), "a b 192.0.2.3\na @ 192.0.2.1", bag("-a b 192.0.2.2", "a b 192.0.2.3")},
		"a line gets another owner":               {text("a b 192.0.2.2", "a @ 192.0.2.1"), replace("a b 192.0.2.2", "a c 192.0.2.2"), "a @ 192.0.2.1\na c 192.0.2.2", bag("-a b 192.0.2.2", "a c 192.0.2.2")},
		"only the spelling changes":               {text("a @ 192.0.2.1", "A  b 192.0.2.2"), replace("a b 192.0.2.2", "a b 192.0.2.2"), "a @ 192.0.2.1\na b 192.0.2.2", bag()},
		"the whole text":                          {text("a @ 192.0.2.1", "# x", "a b 192.0.2.2"), whole("", "# y", "A B 192.0.2.2", "a c 192.0.2.3"), "\n# y\nA B 192.0.2.2\na c 192.0.2.3", bag("-a @ 192.0.2.1", "a c 192.0.2.3")},
		"the whole text means the same":           {text("# x", "a @ 192.0.2.1", "a b 192.0.2.2"), whole("a b 192.0.2.2", "", "A @ 192.0.2.1"), "a b 192.0.2.2\n\nA @ 192.0.2.1", bag()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			handed := tc.before.Text
			d := tc.before.draft()
			effect := d.apply(tc.change)
			after := d.document()
			if after.Text != tc.after || !effect.Equal(tc.effect) {
				t.Errorf("%q, %v", after.Text, effect)
			}
			if same := after.digest == tc.before.digest; same != (len(tc.effect) == 0) {
				t.Errorf("the digests are the same: %v", same)
			}
			if tc.before.zone.String() != handed {
				t.Error("the document that was handed out has changed")
			}
		})
	}
}

// The index of a draft is changed line by line. It is held against one made from
// scratch.
func TestTheIndexOfADraftIsThatOfItsLines(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(3, 3))
	pool := []string{"url www https://example.net/ x", "mx @ mail 10", "mx mail. 10", "mxe mail 192.0.2.9 10", "a * 192.0.2.3", "a s* 192.0.2.3"}
	pool = append(pool, hosts("h", 8)...)
	d := text("# note", "").draft()
	for range 500 {
		c := Change{Put: []string{pool[rng.IntN(len(pool))]}, Remove: []string{key(pool[rng.IntN(len(pool))])}}
		if rng.IntN(3) == 0 {
			c.Put = nil
		}
		d.apply(c)
		made := d.document()
		if got, want := contents(made.Index(), pool), contents(newDocument(made.Snapshot).Index(), pool); got != want {
			t.Fatalf("%q:\n%s\nwant\n%s", made.Text, got, want)
		}
	}
}

func contents(x *zone.Index, pool []string) string {
	var b strings.Builder
	fmt.Fprintln(&b, x.Service)
	entries := func(all []zone.Entry) {
		var lines []string
		for _, e := range all {
			lines = append(lines, fmt.Sprintf("%q %v %v", e.Key, e.Foreign(), e.Planned))
		}
		slices.Sort(lines)
		fmt.Fprintln(&b, lines)
	}
	entries(x.Mail())
	for _, l := range pool {
		owner := x.Origin.FQDN(strings.Fields(l)[1])
		fmt.Fprintln(&b, x.Count(key(l)), owner, x.Exists(owner), x.Matching("s1.example.com"))
		entries(x.At(owner))
	}
	return b.String()
}
