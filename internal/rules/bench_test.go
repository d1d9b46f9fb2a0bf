package rules

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// bigZone returns a zone of that many lines, as a company's zone holds them.
func bigZone(lines int) string {
	var b strings.Builder
	b.WriteString("a @ 203.0.113.10\na mail 219.163.200.70\nmx @ mail 10\nmx @ mail.gaibu-server.com. 20\n")
	for i := range lines - 4 {
		switch i % 4 {
		case 0:
			fmt.Fprintf(&b, "txt host%d text number %d\n", i, i)
		case 1:
			fmt.Fprintf(&b, "cname alias%d host%d\n", i, i)
		default:
			fmt.Fprintf(&b, "a host%d 203.0.%d.%d\n", i, i/250%250, i%250)
		}
	}
	return b.String()
}

func BenchmarkAudit10000Lines(b *testing.B) {
	p := defaults(b)
	z := zone.Parse(bigZone(10_000))
	b.ReportAllocs()
	for b.Loop() {
		p.Audit(z, testOrigin(), zone.ServiceGeneral, 3600)
	}
}

// mailZone returns a zone of that many mail servers, each of one host.
func mailZone(servers int) string {
	var text strings.Builder
	for i := range servers {
		fmt.Fprintf(&text, "a mail%d 219.163.%d.%d\nmx host%d mail%d 10\n", i, i/250, i%250, i, i)
	}
	return text.String()
}

// The time of an audit follows what it allocates, which is the same on every machine.
func TestAnAuditAllocatesLessThanTwiceALine(t *testing.T) {
	p := defaults(t)
	const lines = 10_000
	for name, text := range map[string]string{"of a company": bigZone(lines), "of mail servers": mailZone(lines / 2)} {
		z := zone.Parse(text)
		if n := testing.AllocsPerRun(3, func() { p.Audit(z, testOrigin(), zone.ServiceGeneral, 3600) }); n > 2*lines {
			t.Errorf("a zone %s: %.0f allocations", name, n)
		}
	}
}

func BenchmarkAudit10000MailLines(b *testing.B) {
	p := defaults(b)
	z := zone.Parse(mailZone(5000))
	b.ReportAllocs()
	for b.Loop() {
		p.Audit(z, testOrigin(), zone.ServiceGeneral, 3600)
	}
}

// BenchmarkJudgeOneRecord shows that the cost does not follow the zone's size.
func BenchmarkJudgeOneRecord(b *testing.B) {
	for _, lines := range []int{100, 10_000} {
		for _, line := range []string{"a new 203.0.113.99", "mx web mail 10", "cname new web"} {
			b.Run(fmt.Sprintf("%s in %d lines", strings.Fields(line)[0], lines), func(b *testing.B) {
				p := defaults(b)
				o := testOrigin()
				x := zone.NewIndex(o, zone.ServiceGeneral, zone.Parse(bigZone(lines)))
				e := planned(line)
				x.Insert(e)
				c := Case{Subject: e, Origin: o, Service: zone.ServiceGeneral, Zone: x}
				for b.Loop() {
					p.Record(c)
					p.Zone(c)
					p.Settled(c)
				}
			})
		}
	}
}

// BenchmarkPlan shows a plan of new records growing linearly.
func BenchmarkPlan(b *testing.B) {
	for _, records := range []int{100, 1000} {
		b.Run(fmt.Sprintf("%d records", records), func(b *testing.B) {
			p := defaults(b)
			o := testOrigin()
			for b.Loop() {
				x := zone.NewIndex(o, zone.ServiceGeneral, zone.Parse(webZone))
				for i := range records {
					e := planned(fmt.Sprintf("a host%d 203.0.113.9", i))
					x.Insert(e)
					c := Case{Subject: e, Origin: o, Service: zone.ServiceGeneral, Zone: x}
					p.Record(c)
					p.Zone(c)
					p.Settled(c)
				}
			}
		})
	}
}

func BenchmarkCatalogue(b *testing.B) {
	for b.Loop() {
		Catalogue()
	}
}
