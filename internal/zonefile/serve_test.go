package zonefile_test

import (
	"cmp"
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

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailroute"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonefile"
)

const web = "a @ 203.0.113.10\na www 203.0.113.10\ncname docs www\ncname blog blogs.example.\na deep.sub 203.0.113.11\ntxt _dmarc v=DMARC1; p=none\n"

// answers are the FAQ's, by question, next to a web server and without one.
func answers() map[string]string {
	return map[string]string{
		"Q2":           web,
		"Q6":           web + "mxe mail 209.19.56.20 10",
		"Q8":           web + "mxe post 219.163.200.65 10",
		"Q11 general":  web + "mxe mail 219.163.200.65 10",
		"Q11 own mx":   web + "mxe mail 219.163.200.65 10\nmx own s9.xrea.com. 10\nmx @ s8.xrea.com. 10",
		"Q11 simple":   web + "mx   s1.xrea.com. 10",
		"Q12 general":  "mx @ s2.xrea.com. 10",
		"Q12 simple":   "a @ 219.163.200.66  ",
		"Q13":          web + "mx * s1.xrea.com. 10",
		"Q13 below":    web + "mx *.sub s1.xrea.com. 10\nmxe mail 219.163.200.65 10\na * 203.0.113.12",
		"Q14 general":  web + "mx @ s3.xrea.com. 10\nmx web s4.xrea.com. 10",
		"Q14 simple":   "a @ 219.163.200.67  \na web 219.163.200.68  ",
		"Q16 general":  web + "a mail 219.163.200.70  \nmx @ mail 10",
		"Q16 full":     "a mail 219.163.200.70  \nmx @ mail.hogehoge.com. 10",
		"Q16 simple":   web + "a mail 219.163.200.70  \nmx   mail 10",
		"Q16 simple 2": "a mail 219.163.200.70  \nmx   mail.hogehoge.com. 10",
		"Q17":          web + "cname mail www\nmx @ mail 10",
		"Q18":          "mx @ s7.xrea.com. 10\nmx @ s8.xrea.com. 20",
		"Q19 general":  web + "mx @ s7.xrea.com. 10\nmx @ mail.gaibu-server.com. 20",
		"Q19 simple":   web + "mx   s7.xrea.com. 10\nmx   mail.gaibu-server.com. 20",
		"Q15 general":  web + "mx s* s5.xrea.com. 10",
		"Q15 simple":   "a s* 219.163.200.69",
	}
}

// mailNames are the mail domains that are asked for.
func mailNames() []string {
	return []string{
		domain, "www." + domain, "web." + domain, "mail." + domain, "post." + domain, "own." + domain, "docs." + domain, "blog." + domain, "other." + domain,
		"below.www." + domain, "sub." + domain, "x.sub." + domain, "deep.sub." + domain, "a.b.c." + domain, "below.docs." + domain, "below.own." + domain,
	}
}

// TestAServerOfTheFileAnswersAsTheRouteSays asks a server for each name's MX
// and address, as a sender does, and compares with package mailroute.
func TestAServerOfTheFileAnswersAsTheRouteSays(t *testing.T) {
	t.Parallel()
	for question, text := range answers() {
		t.Run(question, func(t *testing.T) {
			t.Parallel()
			z := zone.Parse(text)
			f, err := zonefile.Render(z, domain, 600)
			if err != nil {
				t.Fatal(err)
			}
			if pattern := strings.HasPrefix(question, "Q15"); pattern != (len(f.Omitted) == 1) {
				t.Errorf("omitted %v", f.Omitted)
			}
			address := serve(t, f.Text)
			x := zone.NewIndex(zone.NewOrigin(domain), z.DetectService("").Service, z)
			for _, name := range mailNames() {
				if strings.HasPrefix(question, "Q15") && strings.HasPrefix(name, "s") {
					continue // What the file can't say, and reports.
				}
				want := routed(mailroute.Find(x, name))
				if got := asked(t, address, name); got != want {
					t.Errorf("mail for %s: the server says %q, the route %q, by\n%s", name, got, want, f.Text)
				}
			}
		})
	}
}

func TestNamedCheckzoneAcceptsTheFiles(t *testing.T) {
	t.Parallel()
	tool, err := exec.LookPath("named-checkzone")
	if err != nil {
		t.Skip("named-checkzone is not on PATH")
	}
	texts := answers()
	// One line of every type, and what a checker may stumble over.
	texts["every type"] = web + strings.Join([]string{
		"aaaa @ 2001:db8::10", "a 日本 192.0.2.1", "mx @ mail 10", "mxe mail 192.0.2.25 10", "ns sub ns1.example.net.", "srv _imaps._tcp 10 0 993 mail",
		"caa @ 0 issue letsencrypt.org", `caa @ 128 iodef "mailto:a@hogehoge.com"`, "url blog https://hogehoge.example/", "; a comment",
		"txt key._domainkey v=DKIM1; k=rsa; p=" + strings.Repeat("MIGfMA0GCSqGSIb3", 30), `txt odd say "a\b"; 日本　語 'x' %{i} ${x} \000 \`, `txt two "one" "two"`,
	}, "\n")
	for question, text := range texts {
		f, err := zonefile.Render(zone.Parse(text), domain, 600)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "zone")
		if err := os.WriteFile(path, []byte(f.Text), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.CommandContext(t.Context(), tool, "-i", "local", "-k", "fail", domain, path).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s\n%s", question, err, out, f.Text)
		}
	}
}

// routed writes a route as "10 s1.xrea.com, 20 mail.example.net 192.0.2.1".
func routed(r mailroute.Route) string {
	if r.Failure == mailroute.FailureNoAddress || r.Failure == "" {
		servers := make([]string, len(r.Servers))
		for i, s := range r.Servers {
			servers[i] = strings.Join(append([]string{fmt.Sprint(s.Priority), s.Name}, s.Addresses...), " ")
		}
		return strings.Join(servers, ", ")
	}
	if r.Failure == mailroute.FailureOutside {
		return "outside"
	}
	return ""
}

// asked does what a sender does: MX, else the address (RFC 5321 section 5.1).
func asked(t *testing.T, server, name string) string {
	t.Helper()
	found, end := query(t, server, name, dns.TypeMX)
	if end != domain && !strings.HasSuffix(end, "."+domain) {
		return "outside"
	}
	//nolint:forcetypeassert // It was asked for this type.
	slices.SortStableFunc(found, func(a, b dns.RR) int { return cmp.Compare(a.(*dns.MX).Preference, b.(*dns.MX).Preference) })
	var servers []string
	for _, rr := range found {
		mx := rr.(*dns.MX) //nolint:forcetypeassert // It was asked for this type.
		addresses, at := query(t, server, strings.TrimSuffix(mx.Mx, "."), dns.TypeA)
		servers = append(servers, fmt.Sprint(mx.Preference)+" "+shown(at, addresses))
	}
	if len(found) == 0 {
		if addresses, at := query(t, server, name, dns.TypeA); len(addresses) > 0 {
			servers = append(servers, "0 "+shown(at, addresses))
		}
	}
	return strings.Join(servers, ", ")
}

func shown(name string, addresses []dns.RR) string {
	for _, rr := range addresses {
		name += " " + rr.(*dns.A).A.String() //nolint:forcetypeassert // It was asked for this type.
	}
	return name
}

// query returns the answer of one type, and the name at the end of its CNAMEs.
func query(t *testing.T, server, name string, kind uint16) (found []dns.RR, end string) {
	t.Helper()
	m := new(dns.Msg)
	m.SetQuestion(dns.Fqdn(name), kind)
	answer, err := dns.Exchange(m, server)
	if err != nil {
		t.Fatal(err)
	}
	for _, rr := range answer.Answer {
		switch rr := rr.(type) {
		case *dns.CNAME:
			name = strings.TrimSuffix(rr.Target, ".")
		default:
			found = append(found, rr)
		}
	}
	return found, name
}

// serve loads a master file and serves it, with wildcards as RFC 4592 says.
func serve(t *testing.T, file string) string {
	t.Helper()
	records := map[string][]dns.RR{}
	names := map[string]bool{}
	parser := dns.NewZoneParser(strings.NewReader(file), "", "")
	parser.SetDefaultTTL(1) // A record before $TTL would show.
	for rr, ok := parser.Next(); ok; rr, ok = parser.Next() {
		owner := rr.Header().Name
		if rr.Header().Ttl != 600 {
			t.Errorf("%s has the ttl %d", owner, rr.Header().Ttl)
		}
		records[owner] = append(records[owner], rr)
		for off, end := 0, false; !end; off, end = dns.NextLabel(owner, off) {
			names[owner[off:]] = true
		}
	}
	if err := parser.Err(); err != nil {
		t.Fatalf("the file does not load: %v\n%s", err, file)
	}
	connection, err := new(net.ListenConfig).ListenPacket(t.Context(), "udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	started := make(chan struct{})
	server := &dns.Server{PacketConn: connection, NotifyStartedFunc: func() { close(started) }, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg)
		m.SetReply(q)
		m.Answer = answer(records, names, q.Question[0].Name, q.Question[0].Qtype)
		_ = w.WriteMsg(m)
	})}
	go func() { _ = server.ActivateAndServe() }()
	<-started
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = server.ShutdownContext(ctx)
	})
	return connection.LocalAddr().String()
}

// answer follows CNAMEs and wildcards.
func answer(records map[string][]dns.RR, names map[string]bool, name string, kind uint16) []dns.RR {
	var all []dns.RR
	for range 8 {
		owner := name
		for closest := name; !names[owner]; {
			off, end := dns.NextLabel(closest, 0)
			if end {
				return all
			}
			if closest = closest[off:]; names[closest] {
				owner = "*." + closest
				break
			}
		}
		next := ""
		for _, rr := range records[owner] {
			switch alias, ok := rr.(*dns.CNAME); {
			case rr.Header().Rrtype == kind:
				all = append(all, rr)
			case ok:
				next = alias.Target
				all = append(all, rr)
			}
		}
		if next == "" {
			return all
		}
		name = next
	}
	return all
}
