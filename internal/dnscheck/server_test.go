package dnscheck

import (
	"context"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/miekg/dns"
)

// delegations are what the resolver of the tests knows. Addresses of 127.0.0.0/8
// have a route on every machine.
const delegations = `
several.example.  NS ns1.host.example.
several.example.  NS NS2.host.example.
several.example.  NS twice.host.example.
several.example.  NS away.host.example.
several.example.  NS broken.host.example.
ns1.host.example.   A 127.0.0.1
ns2.host.example.   A 127.0.0.2
ns2.host.example.   A 127.0.0.3
twice.host.example. A 127.0.0.1
six.example.      NS ns6.host.example.
ns6.host.example.   AAAA ::1
empty.example.    TXT "no name servers"
away.example.     NS away.host.example.
away.example.     NS gone.host.example.
gone.host.example.  TXT "no address"
odd.example.      NS ns1.host.example.
odd.example.      NS a\032b.host.example.
`

// system is a resolver like the system's whose questions reach the delegations.
// It notes the names that it was asked for.
func system(t *testing.T) (resolver *net.Resolver, asked func() []string) {
	t.Helper()
	var all []dns.RR
	parser := dns.NewZoneParser(strings.NewReader("$TTL 60\n"+delegations), ".", "")
	for rr, ok := parser.Next(); ok; rr, ok = parser.Next() {
		all = append(all, rr)
	}
	if err := parser.Err(); err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var names []string
	listener, conn := listen(t, "127.0.0.1:0")
	handler := dns.HandlerFunc(func(w dns.ResponseWriter, q *dns.Msg) {
		mu.Lock()
		names = append(names, q.Question[0].Name)
		mu.Unlock()
		m := answer(all, q, good, w.RemoteAddr().Network())
		m.RecursionAvailable = true
		switch name := q.Question[0].Name; {
		case strings.HasPrefix(name, "broken."):
			m.Rcode = dns.RcodeServerFailure
		case !slices.ContainsFunc(all, func(rr dns.RR) bool { return strings.EqualFold(rr.Header().Name, name) }):
			m.Rcode = dns.RcodeNameError
		}
		_ = w.WriteMsg(m)
	})
	for _, server := range []*dns.Server{{PacketConn: conn, Handler: handler}, {Listener: listener, Handler: handler}} {
		go func() { _ = server.ActivateAndServe() }()
		t.Cleanup(func() { _ = server.Shutdown() })
	}
	dial := func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, conn.LocalAddr().String())
	}
	return &net.Resolver{PreferGo: true, Dial: dial}, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(names)
	}
}

func TestTheServersOfADomainAreFound(t *testing.T) {
	t.Parallel()
	for domain, want := range map[string][]string{
		"several.example": {"127.0.0.1:53", "127.0.0.2:53", "127.0.0.3:53"},
		"six.example":     {"[::1]:53"},
		"odd.example":     {"127.0.0.1:53"}, // Of a name that no server can have nothing is asked.
	} {
		t.Run(domain, func(t *testing.T) {
			t.Parallel()
			resolver, asked := system(t)
			got, err := Servers(t.Context(), resolver, domain)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%v, %v", got, err)
			}
			expectNoSearch(t, asked())
		})
	}
}

func TestADomainWithoutServersIsAnError(t *testing.T) {
	t.Parallel()
	for domain, says := range map[string]string{
		"empty.example":       "no such host",
		"nowhere.example":     "no such host",
		"broken.host.example": "server misbehaving",
		"away.example":        "lookup gone.host.example.",
	} {
		t.Run(domain, func(t *testing.T) {
			t.Parallel()
			resolver, asked := system(t)
			got, err := Servers(t.Context(), resolver, domain)
			if len(got) > 0 || err == nil || !strings.HasPrefix(err.Error(), "find the name servers of "+domain+": ") || !strings.Contains(err.Error(), says) {
				t.Errorf("%v, %v", got, err)
			}
			expectNoSearch(t, asked())
		})
	}
}

// expectNoSearch fails for a name with a search domain of the machine behind it.
func expectNoSearch(t *testing.T, asked []string) {
	t.Helper()
	for _, name := range asked {
		if !strings.HasSuffix(name, ".example.") {
			t.Errorf("it asks for %s", name)
		}
	}
}

func TestTheSearchForServersEndsWithItsContext(t *testing.T) {
	t.Parallel()
	resolver, _ := system(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got, err := Servers(ctx, resolver, "several.example"); err == nil {
		t.Errorf("%v", got)
	}
}
