package zone_test

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// naive is an Index that looks through all its entries at every question.
type naive struct {
	origin  zone.Origin
	entries []zone.Entry
}

func (n *naive) owner(e zone.Entry) string {
	if !e.Foreign() {
		return n.origin.Owner(e.Record)
	}
	return n.origin.FQDN(strings.Fields(e.Line)[1])
}

func (n *naive) delete(key string) bool {
	for i, e := range slices.Backward(n.entries) {
		if e.Key == key && e.Planned {
			n.entries = slices.Delete(n.entries, i, i+1)
			return true
		}
	}
	i := slices.IndexFunc(n.entries, func(e zone.Entry) bool { return e.Key == key })
	if i >= 0 {
		n.entries = slices.Delete(n.entries, i, i+1)
	}
	return i >= 0
}

func (n *naive) filter(keep func(zone.Entry) bool) []zone.Entry {
	var kept []zone.Entry
	for _, e := range n.entries {
		if keep(e) {
			kept = append(kept, e)
		}
	}
	return kept
}

func (n *naive) exists(name string) bool {
	return n.origin.Contains(name) && slices.ContainsFunc(n.entries, func(e zone.Entry) bool {
		return n.owner(e) == name || strings.HasSuffix(n.owner(e), "."+name)
	})
}

func (n *naive) matching(name string) string {
	if n.exists(name) {
		return name
	}
	if best := n.pattern(name); best != "" {
		return best
	}
	labels := strings.Split(name, ".")
	for i := 1; i < len(labels); i++ {
		encloser := strings.Join(labels[i:], ".")
		if encloser != n.origin.String() && !n.exists(encloser) {
			continue
		}
		if n.exists("*." + encloser) {
			return "*." + encloser
		}
		return ""
	}
	return ""
}

// pattern reads an owner such as "s*.example.com" as a regular expression. Of
// two that fit it takes the longer, or else the first of the alphabet.
func (n *naive) pattern(name string) string {
	best := ""
	for _, e := range n.entries {
		owner := n.owner(e)
		mask := strings.ReplaceAll(regexp.QuoteMeta(owner), `\*`, "[^.]*")
		if strings.HasPrefix(owner, "*.") || !strings.Contains(owner, "*") || len(owner) < len(best) ||
			len(owner) == len(best) && owner >= best {
			continue
		}
		if regexp.MustCompile("^" + mask + "$").MatchString(name) {
			best = owner
		}
	}
	return best
}

// drawn returns an entry out of a world so small that everything meets.
func drawn(random *rand.Rand) zone.Entry {
	hosts := []string{"@", "*", "a", "b.a", "c.b.a", "*.a", "s*", "*t", "s*t", "*.b.a", "x.s1", "A.Example.com."}
	forms := []string{"a HOST 192.0.2.1", "a HOST 192.0.2.2", "mx HOST mail 10", "mxe HOST 192.0.2.1 10", "txt HOST x", "url HOST x"}
	line := strings.ReplaceAll(forms[random.IntN(len(forms))], "HOST", hosts[random.IntN(len(hosts))])
	if strings.HasPrefix(line, "a ") && random.IntN(8) == 0 {
		line = "a www.example.net. 192.0.2.1"
	}
	e := zone.Entry{Line: line, Planned: random.IntN(3) == 0, Key: zone.NewOrigin("example.com").LineKey(line)}
	e.Record, _ = zone.ParseRecord(line)
	return e
}

func TestIndexAnswersAsANaiveOneDoes(t *testing.T) {
	t.Parallel()
	names := []string{
		"example.com", "*.example.com", "a.example.com", "b.a.example.com", "c.b.a.example.com", "d.c.b.a.example.com",
		"x.example.com", "x.x.example.com", "x.a.example.com", "x.b.a.example.com", "s1.example.com", "st.example.com",
		"s*.example.com", "x.s1.example.com", "y.s1.example.com", "www.example.net", "com", "",
	}
	for seed := range uint64(12) {
		random := rand.New(rand.NewPCG(seed, 0))
		x, n := indexOf(""), &naive{origin: zone.NewOrigin("example.com")}
		for range 60 {
			e := drawn(random)
			if random.IntN(5) < 2 {
				equal(t, "Delete of "+e.Line, x.Delete(e.Key), n.delete(e.Key))
			} else {
				x.Insert(e)
				n.entries = append(n.entries, e)
			}
			agree(t, x, n, names)
			equal(t, "Count of "+e.Line, x.Count(e.Key), len(n.filter(func(o zone.Entry) bool { return o.Key == e.Key })))
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func agree(t *testing.T, x *zone.Index, n *naive, names []string) {
	t.Helper()
	for _, name := range names {
		equal(t, "Exists of "+name, x.Exists(name), n.exists(name))
		equal(t, "Matching of "+name, x.Matching(name), n.matching(name))
		at := n.filter(func(e zone.Entry) bool { return n.owner(e) == name })
		equal(t, "At "+name, slices.Clone(x.At(name)), at)
		equal(t, "mx at "+name, x.OfType(name, "mx"), filterType(at, "mx"))
	}
	equal(t, "Mail", lines(x.Mail()), lines(n.filter(func(e zone.Entry) bool {
		return e.Record.Type == "mx" || e.Record.Type == "mxe"
	})))
}

func filterType(entries []zone.Entry, name string) []zone.Entry {
	var kept []zone.Entry
	for _, e := range entries {
		if e.Record.Type == name {
			kept = append(kept, e)
		}
	}
	return kept
}
