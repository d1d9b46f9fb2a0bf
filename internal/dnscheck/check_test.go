package dnscheck

import (
	"context"
	"errors"
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

// Its last three lines: a delegated name, whose server is below it, and a line that
// the DNS does not know.
const text = "a @ 203.0.113.10\na www 203.0.113.10\naaaa www 2001:db8::1\ncname docs example.github.io.\nmx s1.xrea.com. 10\n" +
	"mx feedback.example.net. 10 send\ntxt @ v=spf1 a:s1.xrea.com ~all\na *.sub 203.0.113.11\nns aws ns-1.awsdns-1.org.\nsrv _sip._tcp 10 5 5060 sip.example.net.\ncaa @ 0 issue letsencrypt.org\n" +
	"ns del ns1.del.hogehoge.com.\na ns1.del 203.0.113.12\nurl blog https://example.net/\n"

// behaviour is what a server does otherwise than a good one.
type behaviour string

const (
	good        behaviour = ""
	cutsOff     behaviour = "cuts answers off over UDP"
	refuses     behaviour = "refuses"
	knowsNobody behaviour = "does not have the zone"
)

// serve answers by the master file of a text, on loopback over UDP and TCP.
func serve(t *testing.T, text string, ttl int) string {
	t.Helper()
	return serveAt(t, "127.0.0.1:0", text, ttl, good)
}

func serveAt(t *testing.T, address, text string, ttl int, does behaviour) string {
	t.Helper()
	all := recordsOf(t, text, ttl)
	listener, conn := listen(t, address)
	handler := dns.HandlerFunc(func(w dns.ResponseWriter, q *dns.Msg) { _ = w.WriteMsg(answer(all, q, does, w.RemoteAddr().Network())) })
	for _, server := range []*dns.Server{{PacketConn: conn, Handler: handler}, {Listener: listener, Handler: handler}} {
		go func() { _ = server.ActivateAndServe() }()
		t.Cleanup(func() { _ = server.Shutdown() })
	}
	return conn.LocalAddr().String()
}

// listen takes a port that is free for TCP and UDP.
func listen(t *testing.T, address string) (net.Listener, net.PacketConn) {
	t.Helper()
	var failed error
	for range 20 {
		listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", address)
		if err != nil {
			t.Skipf("%s can't be listened on: %v", address, err)
		}
		conn, err := new(net.ListenConfig).ListenPacket(t.Context(), "udp", listener.Addr().String())
		if err == nil {
			return listener, conn
		}
		_, failed = listener.Close(), err
	}
	t.Fatal(failed)
	return nil, nil
}

func recordsOf(t *testing.T, text string, ttl int) (all []dns.RR) {
	t.Helper()
	file, err := zonefile.Render(zone.Parse(text), domain, ttl)
	if err != nil {
		t.Fatal(err)
	}
	parser := dns.NewZoneParser(strings.NewReader(file.Text), domain+".", "")
	for rr, ok := parser.Next(); ok; rr, ok = parser.Next() {
		all = append(all, rr)
	}
	return all
}

func answer(all []dns.RR, q *dns.Msg, does behaviour, network string) *dns.Msg {
	m := new(dns.Msg).SetReply(q)
	switch {
	case does == refuses:
		m.Rcode = dns.RcodeRefused
		return m
	case does == knowsNobody:
		return m
	case does == cutsOff && network == "udp":
		m.Truncated = true
		return m
	}
	m.Authoritative = true
	for _, rr := range all {
		if rr.Header().Rrtype == q.Question[0].Qtype && strings.EqualFold(rr.Header().Name, q.Question[0].Name) {
			m.Answer = append(m.Answer, rr)
		}
	}
	return m
}

// Over IPv6, too, and by TCP where an answer over UDP is cut off.
func TestServersAreAskedInEveryWay(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		address string
		does    behaviour
	}{
		"IPv6":                  {"[::1]:0", good},
		"TCP, where UDP is cut": {"127.0.0.1:0", cutsOff},
		"TCP over IPv6":         {"[::1]:0", cutsOff},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found, err := Check(t.Context(), zone.Parse(text), domain, 3600, []string{serveAt(t, tc.address, text, 3600, tc.does)})
			if err != nil || len(found) > 0 {
				t.Errorf("%v %v", found, err)
			}
		})
	}
}

// Such a server is one difference, not one for each record.
func TestAServerThatDoesNotHaveTheZoneGivesNoAnswer(t *testing.T) {
	t.Parallel()
	for does, want := range map[behaviour]string{
		refuses:     "answers REFUSED for *.sub.hogehoge.com.",
		knowsNobody: "is not authoritative for hogehoge.com",
	} {
		t.Run(string(does), func(t *testing.T) {
			t.Parallel()
			server, other := serveAt(t, "127.0.0.1:0", text, 3600, does), serve(t, text, 3600)
			found, err := Check(t.Context(), zone.Parse(text), domain, 3600, []string{server, other})
			if err != nil || len(found) != 1 || found[0] != (Difference{Kind: NoAnswer, Server: server, Data: server + " " + want}) {
				t.Errorf("%+v %v", found, err)
			}
		})
	}
}

func TestAddressesAreTakenInEveryForm(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"192.0.2.1": "192.0.2.1:53", "192.0.2.1:5353": "192.0.2.1:5353", "2001:db8::1": "[2001:db8::1]:53", "[2001:db8::1]": "[2001:db8::1]:53",
		"[2001:db8::1]:5353": "[2001:db8::1]:5353", "ns1.value-domain.com": "ns1.value-domain.com:53", "ns1.value-domain.com.": "ns1.value-domain.com.:53", "ns1:5353": "ns1:5353",
		"": "", " ": "", ":53": "", "192.0.2.1 ": "", "192.0.2.1:": "", "192.0.2.1:dns": "", "192.0.2.1:0": "", "192.0.2.1:65536": "", "https://192.0.2.1": "", "192.0.2.1:1:2": "", "a/b": "", "[x]": "",
	} {
		got, err := Address(given)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: got %q, %v, want %q", given, got, err, want)
		}
	}
}

func TestAddressesWithoutARouteAreLeftOut(t *testing.T) {
	t.Parallel()
	all := []string{"192.0.2.1:53", "[2001:db8::1]:53"}
	only4 := func(address string) error {
		if strings.HasPrefix(address, "[") {
			return errors.New("network is unreachable")
		}
		return nil
	}
	none := func(string) error { return errors.New("network is unreachable") }
	if got := routed(all, only4); !slices.Equal(got, all[:1]) {
		t.Errorf("got %q", got)
	}
	if got := routed(all, none); !slices.Equal(got, all) {
		t.Errorf("without any route: got %q", got)
	}
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
	for range 1200 { // Until it listens.
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
