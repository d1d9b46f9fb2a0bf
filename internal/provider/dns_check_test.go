package provider_test

import (
	"net"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/miekg/dns"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonefile"
)

// nameServer answers on loopback by the zone of the world, at first lag questions
// by a stale text.
func nameServer(t *testing.T, w *world, stale string, lag int64) string {
	t.Helper()
	conn, err := new(net.ListenConfig).ListenPacket(t.Context(), "udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var asked atomic.Int64
	server := &dns.Server{PacketConn: conn, Handler: dns.HandlerFunc(func(to dns.ResponseWriter, q *dns.Msg) {
		text := w.text(t)
		if asked.Add(1) <= lag {
			text = stale
		}
		m := new(dns.Msg).SetReply(q)
		m.Authoritative = true
		file, _ := zonefile.Render(zone.Parse(text), testDomain, 3600)
		parser := dns.NewZoneParser(strings.NewReader(file.Text), testDomain+".", "")
		for rr, ok := parser.Next(); ok; rr, ok = parser.Next() {
			if rr.Header().Rrtype == q.Question[0].Qtype && strings.EqualFold(rr.Header().Name, q.Question[0].Name) {
				m.Answer = append(m.Answer, rr)
			}
		}
		_ = to.WriteMsg(m)
	})}
	go func() { _ = server.ActivateAndServe() }()
	t.Cleanup(func() { _ = server.Shutdown() })
	return conn.LocalAddr().String()
}

const dnsCheck = `
data "valuedomain_dns_check" "z" {
  domain  = "hogehoge.com"
  servers = ["%server"]
  %more
}
output "in_sync" {
  value = data.valuedomain_dns_check.z.in_sync
}
output "found" {
  value = [for d in data.valuedomain_dns_check.z.differences : "${d.kind} ${d.name} ${d.type} ${d.data}"]
}
`

func TestTheNameServersAreComparedWithTheZone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	config := strings.NewReplacer("%server", nameServer(t, w, "", 0), "%more", "").Replace(dnsCheck)
	c.write(``, config)
	c.apply()
	if got := c.run("output", "-json", "in_sync"); strings.TrimSpace(got.out) != "true" {
		t.Errorf("in_sync is %s, %s", got.out, c.run("output", "-json", "found").out)
	}
	stale := strings.Replace(webZone, "203.0.113.10", "203.0.113.99", 1)
	c.write(``, strings.NewReplacer("%server", nameServer(t, w, stale, 1000), "%more", "").Replace(dnsCheck))
	c.apply()
	if got := c.run("output", "-json", "found"); !strings.Contains(got.out, "missing hogehoge.com A 203.0.113.10") || !strings.Contains(got.out, "extra hogehoge.com A 203.0.113.99") {
		t.Errorf("found %s", got.out)
	}
}

func TestAWrongWaitIsRefused(t *testing.T) {
	t.Parallel()
	for _, wait := range []string{"soon", "3h", "-1s"} {
		w := newWorld(t, webZone, simulator.Options{})
		c := newCLI(t, w)
		c.write(``, strings.NewReplacer("%server", "127.0.0.1:1", "%more", `wait = "`+wait+`"`).Replace(dnsCheck))
		if o := c.plan(); o.code != 1 || o.summaries() != "error: Invalid value for wait" || !strings.Contains(o.details(), "30m") {
			t.Errorf("%s: %s", wait, o.out)
		}
	}
}

func TestAServerInAWrongFormIsRefused(t *testing.T) {
	t.Parallel()
	for _, server := range []string{"", "https://192.0.2.1", "192.0.2.1:dns"} {
		w := newWorld(t, webZone, simulator.Options{})
		c := newCLI(t, w)
		for language, want := range map[string]string{"en": "Write a name or an address, with or without a port", "ja": "サーバー名かIPアドレスを書いてください。"} {
			c.write(`language = "`+language+`"`, strings.NewReplacer("%server", server, "%more", "").Replace(dnsCheck))
			if o := c.plan(); o.code != 1 || !strings.Contains(o.details(), want) {
				t.Errorf("%s: %s", server, o.out)
			}
		}
	}
}

// A pipeline stops at a postcondition where the servers do not follow in time.
func TestAPipelineStopsWhereTheServersDoNotFollow(t *testing.T) {
	t.Parallel()
	const txt = "resource \"valuedomain_txt_record\" \"acme\" {\n  domain = \"hogehoge.com\"\n  host = \"_acme-challenge\"\n  value = \"token\"\n}\n"
	const gate = "depends_on = [valuedomain_txt_record.acme]\n  lifecycle {\n    postcondition {\n      condition = self.in_sync\n      error_message = \"not in sync\"\n    }\n  }\n"
	for name, tc := range map[string]struct {
		stale string
		lag   int64
		want  int
	}{
		"the record is there":    {"", 0, 0},
		"the record never comes": {"a @ 203.0.113.10", 1000, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "a @ 203.0.113.10", simulator.Options{})
			c := newCLI(t, w)
			c.write(``, txt+strings.NewReplacer("%server", nameServer(t, w, tc.stale, tc.lag), "%more", gate).Replace(dnsCheck))
			if o := c.tryApply(); o.code != tc.want || tc.want == 1 && !strings.Contains(o.details(), "not in sync") {
				t.Errorf("code %d: %s", o.code, o.out)
			}
			w.expectLines(t, "a @ 203.0.113.10", "txt _acme-challenge token")
		})
	}
}

func TestASilentServerIsADifference(t *testing.T) {
	t.Parallel()
	c := newCLI(t, newWorld(t, webZone, simulator.Options{}))
	c.write(``, strings.NewReplacer("%server", "127.0.0.1:1", "%more", "").Replace(dnsCheck))
	c.apply()
	if got := c.run("output", "-json", "found"); !strings.Contains(got.out, "no answer") {
		t.Errorf("found %s", got.out)
	}
}

// The first look finds the old record, the last one at the end of the wait the new
// one.
func TestWithWaitTheServersAreAskedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "a @ 203.0.113.10", simulator.Options{})
	c := newCLI(t, w)
	c.write(``, strings.NewReplacer("%server", nameServer(t, w, "a @ 203.0.113.99", 1), "%more", `wait = "2s"`).Replace(dnsCheck))
	c.apply()
	if got := c.run("output", "-json", "in_sync"); strings.TrimSpace(got.out) != "true" {
		t.Errorf("in_sync is %s", got.out)
	}
}
