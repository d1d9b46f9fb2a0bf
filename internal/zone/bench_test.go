package zone_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

const large = 10_000

// largeText holds every record type, lines of other types and blank ones.
func largeText(lines int) string {
	forms := []string{
		"a h%d 192.0.2.1",
		"aaaa h%d 2001:db8::1",
		"cname c%d www.example.net.",
		"mx h%d mail.example.net. 10",
		"txt t%d v=spf1 ip4:192.0.2.1 include:_spf.example.net ~all",
		"srv _sip._tcp.h%d 10 20 5060 sip",
		"caa h%d 0 issue letsencrypt.org",
		"ns sub%d ns1.example.net.",
		"url u%d https://example.net/",
	}
	var b strings.Builder
	for i := range lines {
		fmt.Fprintf(&b, forms[i%len(forms)]+"\n", i)
	}
	return b.String()
}

func BenchmarkParse(b *testing.B) {
	text := largeText(large)
	b.ReportAllocs()
	for b.Loop() {
		zone.Parse(text)
	}
}

func BenchmarkString(b *testing.B) {
	z := zone.Parse(largeText(large))
	b.ReportAllocs()
	for b.Loop() {
		_ = z.String()
	}
}

// BenchmarkFindFirst is the first look at a zone, which reads the meaning of
// every line.
func BenchmarkFindFirst(b *testing.B) {
	text, o := largeText(large), zone.NewOrigin("example.com")
	key := o.LineKey("a h0 192.0.2.1")
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		z := zone.Parse(text)
		b.StartTimer()
		if z.Find(o, key) != 0 {
			b.Fatal("not found")
		}
	}
}

func BenchmarkFindAgain(b *testing.B) {
	z, o := zone.Parse(largeText(large)), zone.NewOrigin("example.com")
	key := o.LineKey("a h0 192.0.2.1")
	b.ReportAllocs()
	for b.Loop() {
		if z.Find(o, key) != 0 {
			b.Fatal("not found")
		}
	}
}

// BenchmarkEdit adds, changes and removes a record, each on a copy as a commit
// makes it, in a zone whose lines have been read before.
func BenchmarkEdit(b *testing.B) {
	parsed, o := zone.Parse(largeText(large)), zone.NewOrigin("example.com")
	changed := o.LineKey("a h0 192.0.2.1")
	b.ReportAllocs()
	for b.Loop() {
		z := parsed.Clone()
		z.Add(o, "a new 192.0.2.2")
		z = z.Clone()
		z.Replace(z.Find(o, changed), "a h0 192.0.2.3")
		z = z.Clone()
		z.Remove(z.Find(o, o.LineKey("a new 192.0.2.2")))
		if len(z.Lines()) != len(parsed.Lines()) {
			b.Fatalf("%d lines", len(z.Lines()))
		}
	}
}

// BenchmarkHundredEdits is what a commit of a hundred records does: each edit
// gets a copy, looks for its record and adds it.
func BenchmarkHundredEdits(b *testing.B) {
	text, o := largeText(large), zone.NewOrigin("example.com")
	b.ReportAllocs()
	for b.Loop() {
		z := zone.Parse(text)
		for i := range 100 {
			line := fmt.Sprintf("a new%d 192.0.2.2", i)
			z = z.Clone()
			if z.Find(o, o.LineKey(line)) >= 0 {
				b.Fatal("found")
			}
			z.Add(o, line)
		}
	}
}

func BenchmarkNewIndex(b *testing.B) {
	z, o := zone.Parse(largeText(large)), zone.NewOrigin("example.com")
	b.ReportAllocs()
	for b.Loop() {
		zone.NewIndex(o, zone.ServiceGeneral, z)
	}
}

func BenchmarkLookupType(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		zone.LookupType("srv")
	}
}

// Not parallel: allocations are counted for the whole process.
func TestLookupTypeDoesNotAllocate(t *testing.T) {
	equal(t, "allocations", testing.AllocsPerRun(100, func() { zone.LookupType("srv") }), 0.0)
}
