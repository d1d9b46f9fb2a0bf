package dnscheck

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonefile"
)

const domain = "hogehoge.com"

const text = "a @ 203.0.113.10\na www 203.0.113.10\naaaa www 2001:db8::1\ncname docs example.github.io.\nmx s1.xrea.com. 10\n" +
	"mx feedback.example.net. 10 send\ntxt @ v=spf1 include:spf.xrea.com ~all\na *.sub 203.0.113.11\nns aws ns-1.awsdns-1.org.\nsrv _sip._tcp 10 5 5060 sip.example.net.\nurl blog https://example.net/\n"

// serve answers by the master file of a text, on loopback.
func serve(t *testing.T, text string, ttl int) string {
	t.Helper()
	file, err := zonefile.Render(zone.Parse(text), domain, ttl)
	if err != nil {
		t.Fatal(err)
	}
	var all []dns.RR
	parser := dns.NewZoneParser(strings.NewReader(file.Text), domain+".", "")
	for rr, ok := parser.Next(); ok; rr, ok = parser.Next() {
		all = append(all, rr)
	}
	conn, err := new(net.ListenConfig).ListenPacket(t.Context(), "udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &dns.Server{PacketConn: conn, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		for _, rr := range all {
			if rr.Header().Rrtype == q.Question[0].Qtype && strings.EqualFold(rr.Header().Name, q.Question[0].Name) {
				m.Answer = append(m.Answer, rr)
			}
		}
		_ = w.WriteMsg(m)
	})}
	go func() { _ = server.ActivateAndServe() }()
	t.Cleanup(func() { _ = server.Shutdown() })
	return conn.LocalAddr().String()
}

func TestAServerThatAnswersAsTheTextSaysIsInSync(t *testing.T) {
	t.Parallel()
	found, err := Check(t.Context(), zone.Parse(text), domain, 3600, []string{serve(t, text, 3600)})
	if err != nil || len(found) > 0 {
		t.Errorf("%v %v", found, err)
	}
}

func TestDifferencesAreFoundByServerAndRecord(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		servers []string // What each holds.
		ttl     int
		want    []string
	}{
		"a record that nobody has": {[]string{strings.Replace(text, "a www 203.0.113.10\n", "", 1)}, 3600, []string{"0 missing www.hogehoge.com A 203.0.113.10 (a www 203.0.113.10)"}},
		"a record that one has": {
			[]string{text, strings.Replace(text, "a www 203.0.113.10\n", "", 1)},
			3600,
			[]string{"1 not yet www.hogehoge.com A 203.0.113.10 (a www 203.0.113.10)"},
		},
		"a changed record": {
			[]string{strings.Replace(text, "s1.xrea.com.", "s2.xrea.com.", 1)},
			3600,
			[]string{"0 missing hogehoge.com MX 10 s1.xrea.com. (mx s1.xrea.com. 10)", "0 extra hogehoge.com MX 10 s2.xrea.com. ()"},
		},
		"another ttl": {[]string{"a @ 203.0.113.10"}, 600, []string{"0 other ttl hogehoge.com A 600 seconds, the zone has 3600 (a @ 203.0.113.10)"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var servers []string
			zoneText := text
			if len(tc.servers[0]) < 20 {
				zoneText = tc.servers[0]
			}
			for _, held := range tc.servers {
				servers = append(servers, serve(t, held, tc.ttl))
			}
			found, err := Check(t.Context(), zone.Parse(zoneText), domain, 3600, servers)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range found {
				got = append(got, fmt.Sprintf("%d %s %s %s %s (%s)", slices.Index(servers, d.Server), d.Kind, d.Name, d.Type, d.Data, d.Line))
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
		})
	}
}

func TestAServerThatIsAwayIsADifference(t *testing.T) {
	t.Parallel()
	conn, err := new(net.ListenConfig).ListenPacket(t.Context(), "udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	away := conn.LocalAddr().String()
	_ = conn.Close()
	found, err := Check(t.Context(), zone.Parse("a @ 203.0.113.10"), domain, 3600, []string{away})
	if err != nil || len(found) != 1 || found[0].Kind != NoAnswer || found[0].Server != away {
		t.Errorf("%v %v", found, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Check(ctx, zone.Parse("a @ 203.0.113.10"), domain, 3600, []string{away}); err == nil {
		t.Error("an interrupt is no error")
	}
}

// A real name server reads the file and answers over UDP and TCP; a long text
// makes it cut the answer off.
func TestARealNameServerIsInSync(t *testing.T) {
	t.Parallel()
	nsd, err := exec.LookPath("nsd")
	if err != nil {
		t.Skip("nsd is not here (Debian has it in the package nsd)")
	}
	long := text + "txt long " + strings.Repeat("k", 3000) + "\n"
	file, err := zonefile.Render(zone.Parse(long), domain, 3600)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	port := freePort(t)
	config := fmt.Sprintf("server:\n  ip-address: 127.0.0.1@%d\n  username: \"\"\n  chroot: \"\"\n  zonesdir: %q\n  database: \"\"\n  pidfile: %q\n  xfrdfile: %q\n  zonelistfile: %q\n  xfrdir: %q\nremote-control:\n  control-enable: no\nzone:\n  name: %s\n  zonefile: zone\n",
		port, dir, filepath.Join(dir, "pid"), filepath.Join(dir, "xfrd"), filepath.Join(dir, "list"), dir, domain)
	for name, content := range map[string]string{"zone": file.Text, "nsd.conf": config} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	server := exec.CommandContext(ctx, nsd, "-d", "-c", filepath.Join(dir, "nsd.conf"))
	out := &strings.Builder{}
	server.Stdout, server.Stderr = out, out
	if err := server.Start(); err != nil {
		t.Skipf("nsd does not start: %v", err)
	}
	defer func() { cancel(); _ = server.Wait() }()
	address := fmt.Sprintf("127.0.0.1:%d", port)
	for range 100 { // Until it listens.
		if found, err := Check(ctx, zone.Parse("a @ 203.0.113.10"), domain, 3600, []string{address}); err == nil && len(found) == 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	found, err := Check(ctx, zone.Parse(long), domain, 3600, []string{address})
	if err != nil || len(found) > 0 {
		t.Errorf("%v %v\n%s", found, err, out)
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	conn, err := new(net.ListenConfig).ListenPacket(t.Context(), "udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	address, _ := conn.LocalAddr().(*net.UDPAddr)
	return address.Port
}
