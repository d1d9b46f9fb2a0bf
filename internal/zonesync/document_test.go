package zonesync

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func text(lines ...string) *Document {
	return newDocument(snapshot{Domain: testDomain, Text: strings.Join(lines, "\n"), TTL: 600, NSType: "valuedomain1"})
}

func TestEffectOfAnEdit(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name           string
		before, after  *Document
		added, removed []string
		changed        bool
	}{
		{"nothing", text("a @ 192.0.2.1"), text("a @ 192.0.2.1"), nil, nil, false},
		{"a line more", text("a @ 192.0.2.1"), text("a @ 192.0.2.1", "a b 192.0.2.2"), []string{"a b 192.0.2.2"}, nil, true},
		{"a line less", text("a @ 192.0.2.1", "a b 192.0.2.2"), text("a @ 192.0.2.1"), nil, []string{"a b 192.0.2.2"}, true},
		{"a line changed", text("a b 192.0.2.2"), text("a b 192.0.2.3"), []string{"a b 192.0.2.3"}, []string{"a b 192.0.2.2"}, true},
		{"another spelling", text("a B 192.0.2.2"), text("a b 192.0.2.2"), nil, nil, true},
		{"another order", text("a b 192.0.2.2", "a c 192.0.2.3"), text("a c 192.0.2.3", "a b 192.0.2.2"), nil, nil, true},
		{"a blank line more", text("a b 192.0.2.2"), text("a b 192.0.2.2", ""), nil, nil, true},
		{"a blank line less", text("", " ", "a b 192.0.2.2"), text("a b 192.0.2.2"), nil, nil, true},
		{"a twin less", text("a b 192.0.2.2", "a b 192.0.2.2"), text("a b 192.0.2.2"), nil, []string{"a b 192.0.2.2"}, true},
		{"a twin more", text("a b 192.0.2.2"), text("a b 192.0.2.2", "A b 192.0.2.2"), []string{"a b 192.0.2.2"}, nil, true},
		{"a foreign line", text("# one"), text("# two"), []string{"# two"}, []string{"# one"}, true},
	}
	for _, test := range tests {
		e := effectOf(test.before, test.after)
		if got, want := slices.Sorted(maps.Keys(e.added)), keys(test.added); !slices.Equal(got, want) {
			t.Errorf("%s: added %q, want %q", test.name, got, want)
		}
		if got, want := slices.Sorted(maps.Keys(e.removed)), keys(test.removed); !slices.Equal(got, want) {
			t.Errorf("%s: removed %q, want %q", test.name, got, want)
		}
		if e.changed != test.changed {
			t.Errorf("%s: changed %v", test.name, e.changed)
		}
	}
}

func keys(lines []string) []string {
	var found []string
	for _, l := range lines {
		found = append(found, key(l))
	}
	slices.Sort(found)
	return found
}

func TestFindByMeaning(t *testing.T) {
	t.Parallel()
	d := text("CNAME www Example.NET.", "a b 192.0.2.2", "", "#  note")
	for line, want := range map[string]string{
		"cname WWW example.net.":              "CNAME www Example.NET.",
		"cname www.example.com. example.net.": "CNAME www Example.NET.",
		"# note":                              "#  note",
		"a b 192.0.2.3":                       "",
		"":                                    "",
	} {
		got, found := d.Find(key(line))
		if got.Text != want || found != (want != "") {
			t.Errorf("Find(%q) = %q, %v, want %q", line, got.Text, found, want)
		}
	}
}

func TestChangeLeavesTheDocumentThatWasHandedOut(t *testing.T) {
	t.Parallel()
	handed := text("a @ 192.0.2.1")
	work := handed.working(&liveIndex{})
	if err := add("a b 192.0.2.2")(work); err != nil {
		t.Fatal(err)
	}
	if got := handed.zone.String(); got != "a @ 192.0.2.1" {
		t.Errorf("changed to %q", got)
	}
	if handed.Index().Count(key("a b 192.0.2.2")) != 0 || work.Index().Count(key("a b 192.0.2.2")) != 1 {
		t.Error("the indexes are mixed up")
	}
}

// TestLiveIndex walks one index through random documents, forwards and back,
// and holds it against one made from scratch.
func TestLiveIndex(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(3, 3))
	pool := []string{"", " ", "# note", "url www https://example.net/ x", "mx @ mail 10", "mx mail. 10", "mxe mail 192.0.2.9 10", "a * 192.0.2.3", "a s* 192.0.2.3"}
	pool = append(pool, hosts("h", 8)...)
	docs := make([]*Document, 40)
	for i := range docs {
		var lines []string
		for range 20 {
			lines = append(lines, pool[rng.IntN(len(pool))])
		}
		docs[i] = text(lines...)
		if i%4 != 0 { // A neighbour of the one before.
			docs[i] = text(docs[i-1].Text, pool[rng.IntN(len(pool))])
		}
	}
	live := &liveIndex{}
	for range 500 {
		d := docs[rng.IntN(len(docs))]
		if got, want := contents(live.of(d), pool), contents(d.Index(), pool); got != want {
			t.Fatalf("%q:\n%s\nwant\n%s", d.Text, got, want)
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
		if strings.TrimSpace(l) != "" {
			fmt.Fprintln(&b, x.Count(key(l)))
		}
		if fields := strings.Fields(l); len(fields) > 1 {
			owner := x.Origin.FQDN(fields[1])
			fmt.Fprintln(&b, owner, x.Exists(owner), x.Matching("s1.example.com"))
			entries(x.At(owner))
		}
	}
	return b.String()
}
