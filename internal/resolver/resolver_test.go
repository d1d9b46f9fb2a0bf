package resolver

import (
	"context"
	"errors"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// serve answers both UDP and TCP from master file lines; "big.example." is cut
// off over UDP, "broken.example." is SERVFAIL, "silent.example." never answers.
func serve(t *testing.T, lines ...string) *Resolver {
	t.Helper()
	records := map[string][]dns.RR{}
	for _, line := range lines {
		rr, err := dns.NewRR(line)
		if err != nil {
			t.Fatal(err)
		}
		records[rr.Header().Name] = append(records[rr.Header().Name], rr)
	}
	handle := func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg)
		m.SetReply(q)
		name := strings.ToLower(q.Question[0].Name)
		_, tcp := w.RemoteAddr().(*net.TCPAddr)
		switch {
		case name == "silent.example.":
			return
		case name == "broken.example.":
			m.Rcode = dns.RcodeServerFailure
		case name == "big.example." && !tcp:
			m.Truncated = true
		case records[name] == nil:
			m.Rcode = dns.RcodeNameError
		}
		for _, rr := range records[name] {
			if !m.Truncated && (rr.Header().Rrtype == q.Question[0].Qtype || rr.Header().Rrtype == dns.TypeCNAME) {
				m.Answer = append(m.Answer, rr)
			}
		}
		_ = w.WriteMsg(m)
	}
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	packets, err := new(net.ListenConfig).ListenPacket(t.Context(), "udp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	for _, server := range []*dns.Server{{Listener: listener}, {PacketConn: packets}} {
		started := make(chan struct{})
		server.Handler, server.NotifyStartedFunc = dns.HandlerFunc(handle), func() { close(started) }
		go func() { _ = server.ActivateAndServe() }()
		<-started
		t.Cleanup(func() { _ = server.Shutdown() })
	}
	r, err := New(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	r.timeout = 300 * time.Millisecond
	return r
}

func TestAnswersAreReadAsTheyAreMeant(t *testing.T) {
	t.Parallel()
	r := serve(t, "mail.example. 60 IN A 192.0.2.1", "mail.example. 60 IN A 192.0.2.2", "mail.example. 60 IN AAAA 2001:db8::1", "six.example. 60 IN AAAA 2001:db8::2",
		"alias.example. 60 IN CNAME mail.example.", "text.example. 60 IN TXT x", "big.example. 60 IN A 192.0.2.9")
	for name, want := range map[string]struct {
		addresses []string
		alias     bool
	}{
		"mail.example":    {[]string{"192.0.2.1", "192.0.2.2", "2001:db8::1"}, false},
		"MAIL.example":    {[]string{"192.0.2.1", "192.0.2.2", "2001:db8::1"}, false},
		"six.example":     {[]string{"2001:db8::2"}, false},
		"alias.example":   {nil, true},
		"text.example":    {nil, false},
		"missing.example": {nil, false},
		"big.example":     {[]string{"192.0.2.9"}, false},
	} {
		addresses, alias, err := r.Resolve(t.Context(), name)
		if err != nil || !slices.Equal(addresses, want.addresses) || alias != want.alias {
			t.Errorf("%s: %v %v %v, want %+v", name, addresses, alias, err, want)
		}
	}
}

func TestTextsAreJoined(t *testing.T) {
	t.Parallel()
	r := serve(t, `two.example. 60 IN TXT "v=DMARC1; " "p=none"`, `two.example. 60 IN TXT other`, "mail.example. 60 IN A 192.0.2.1")
	for name, want := range map[string][]string{
		"two.example": {"v=DMARC1; p=none", "other"}, "mail.example": nil, "missing.example": nil,
	} {
		if got, err := r.Texts(t.Context(), name); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %q, %v, want %q", name, got, err, want)
		}
	}
	var answer *AnswerError
	if _, err := r.Texts(t.Context(), "broken.example"); !errors.As(err, &answer) {
		t.Errorf("got %v", err)
	}
}

func TestMailServersAreRead(t *testing.T) {
	t.Parallel()
	r := serve(t, "mail.example. 60 IN MX 10 MX1.example.net.", "mail.example. 60 IN MX 20 mx2.example.net.", "text.example. 60 IN TXT x")
	for name, want := range map[string][]string{"mail.example": {"mx1.example.net", "mx2.example.net"}, "text.example": nil, "missing.example": nil} {
		if got, err := r.Servers(t.Context(), name); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %q, %v, want %q", name, got, err, want)
		}
	}
	var answer *AnswerError
	if _, err := r.Servers(t.Context(), "broken.example"); !errors.As(err, &answer) {
		t.Errorf("got %v", err)
	}
}

func TestNoAnswerIsAnError(t *testing.T) {
	t.Parallel()
	r := serve(t)
	var answer *AnswerError
	_, _, err := r.Resolve(t.Context(), "broken.example")
	if !errors.As(err, &answer) || answer.Code != dns.RcodeServerFailure {
		t.Errorf("got %v", err)
	}
	if want := "resolve broken.example: the resolver answers with code 2 (SERVFAIL)"; err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if _, _, err := r.Resolve(t.Context(), "silent.example"); err == nil {
		t.Error("silence is no error")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := r.Resolve(ctx, "mail.example"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, _, err := r.Resolve(t.Context(), strings.Repeat("x", 300)); err == nil {
		t.Error("a name too long is no error")
	}
}

func TestTheAddressIsChecked(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"192.0.2.53:53", "[2001:db8::1]:53", "localhost:5353"} {
		if _, err := New(good); err != nil {
			t.Error(err)
		}
	}
	for _, bad := range []string{"", "192.0.2.53", ":53", "192.0.2.53:0", "192.0.2.53:dns", "2001:db8::1:53x"} {
		if _, err := New(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}
