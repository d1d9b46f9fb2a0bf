package valuedomain

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

var errReset = errors.New("connection reset by peer")

// kind names what an error is, and whether the write may have been made.
func kind(err error) string {
	var unknown *UnknownOutcomeError
	var not *NotWrittenError
	var api *APIError
	var answer *AnswerError
	var transport *TransportError
	switch {
	case err == nil:
		return "ok"
	case errors.As(err, &unknown):
		return "unknown"
	case errors.As(err, &not):
		return "not written"
	case errors.As(err, &api):
		return "refused"
	case errors.As(err, &answer):
		return "answer"
	case errors.As(err, &transport):
		return "transport"
	}
	return "other"
}

// TestPolicy is the table of the package comment.
func TestPolicy(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name                string
		fault               func() (result, error)
		reads               int // Sent when the fault stays.
		read                string
		writes              int
		write               string
		oneRead, oneWrite   string // The outcome when only the first one fails.
		readsOnce, writOnce int
	}{
		{"no connection", breakWith(dialError()), 5, "transport", 1, "not written", "ok", "not written", 2, 1},
		{"no way through the proxy", breakWith(&net.OpError{Op: "proxyconnect", Err: errReset}), 5, "transport", 1, "not written", "ok", "not written", 2, 1},
		{"certificate refused", breakWith(&tls.CertificateVerificationError{Err: errReset}), 1, "transport", 1, "transport", "transport", "transport", 1, 1},
		{"no TLS on the other side", breakWith(tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}), 1, "transport", 1, "transport", "transport", "transport", 1, 1},
		{"connection cut", breakWith(errReset), 5, "transport", 1, "unknown", "ok", "unknown", 2, 1},
		{"connection cut by a read error", breakWith(&net.OpError{Op: "read", Err: errReset}), 5, "transport", 1, "unknown", "ok", "unknown", 2, 1},
		{"answer cut", cutAnswer(200, zoneOK[:40]), 5, "transport", 1, "unknown", "ok", "unknown", 2, 1},
		{"500", give(500, tooMany), 5, "refused", 1, "unknown", "ok", "unknown", 2, 1},
		{"503 as a page", give(503, htmlPage), 5, "refused", 1, "unknown", "ok", "unknown", 2, 1},
		{"504 with a cut body", cutAnswer(504, htmlPage), 5, "refused", 1, "unknown", "ok", "unknown", 2, 1},
		{"200 with half a body", give(200, zoneOK[:60]), 5, "answer", 1, "unknown", "ok", "unknown", 2, 1},
		{"200 as a page", give(200, htmlPage), 5, "answer", 1, "unknown", "ok", "unknown", 2, 1},
		{"200 without a body", give(200, ""), 5, "answer", 1, "unknown", "ok", "unknown", 2, 1},
		{"200 of another shape", give(200, `{"results":{}}`), 1, "answer", 1, "unknown", "answer", "unknown", 1, 1},
		{"200 with an error in it", give(200, `{"errors":{"code":400,"message":"no"}}`), 1, "refused", 1, "unknown", "refused", "unknown", 1, 1},
		{"302", give(302, ""), 1, "refused", 1, "unknown", "refused", "unknown", 1, 1},
		{"408", give(408, ""), 1, "refused", 1, "unknown", "refused", "unknown", 1, 1},
		{"400", give(400, `{"errors":{"code":400,"message":"Bad Request"}}`), 1, "refused", 1, "refused", "refused", "refused", 1, 1},
		{"401", give(401, `{"errors":{"code":401,"message":"Unauthorized"}}`), 1, "refused", 1, "refused", "refused", "refused", 1, 1},
		{"403 as a page", give(403, htmlPage), 1, "refused", 1, "refused", "refused", "refused", 1, 1},
		{"404", give(404, `{"errors":{"code":404,"message":"Not Found"}}`), 1, "refused", 1, "refused", "refused", "refused", 1, 1},
		{"413", give(413, ""), 1, "refused", 1, "refused", "refused", "refused", 1, 1},
		{"429", give(429, tooMany), 8, "refused", 1, "not written", "ok", "not written", 2, 1},
		{"429 as a page", give(429, htmlPage), 8, "refused", 1, "not written", "ok", "not written", 2, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			read := func(ctx context.Context, c *Client) error {
				_, err := c.ReadZone(ctx, "example.com")
				return err
			}
			write := func(ctx context.Context, c *Client) error {
				_, err := c.WriteZone(ctx, zone.Snapshot{Domain: "example.com", Text: "a * 192.0.2.1\ntxt _acme-challenge token", TTL: 600})
				return err
			}
			for _, run := range []struct {
				name   string
				server *server
				call   func(context.Context, *Client) error
				sent   int
				kind   string
			}{
				{"read, the fault stays", inOrder(test.fault), read, test.reads, test.read},
				{"write, the fault stays", inOrder(test.fault), write, test.writes, test.write},
				{"read, once", inOrder(test.fault, give(200, zoneOK)), read, test.readsOnce, test.oneRead},
				{"write, once", inOrder(test.fault, give(200, zoneOK)), write, test.writOnce, test.oneWrite},
			} {
				synctest.Test(t, func(t *testing.T) {
					err := run.call(t.Context(), newTestClient(t, run.server))
					if got := len(run.server.exchanges()); got != run.sent || kind(err) != run.kind {
						t.Errorf("%s: %d requests and %s (%v), want %d and %s", run.name, got, kind(err), err, run.sent, run.kind)
					}
				})
			}
		})
	}
}

// A token that was refused once is refused always: asking on only looks like an attack.
func TestAfterATokenIsRefusedNothingIsSent(t *testing.T) {
	t.Parallel()
	s := inOrder(give(401, `{"errors":{"code":401,"message":"Unauthorized"}}`), give(200, zoneOK))
	c := newTestClient(t, s)
	_, first := c.ReadZone(t.Context(), "example.com")
	_, read := c.ReadZone(t.Context(), "example.net")
	_, write := c.WriteZone(t.Context(), zone.Snapshot{Domain: "example.net", Text: "a * 192.0.2.1", TTL: 600})
	if !IsUnauthorized(first) || !IsUnauthorized(read) || !IsUnauthorized(write) || len(s.exchanges()) != 1 {
		t.Errorf("%v, %v, %v and %d requests", first, read, write, len(s.exchanges()))
	}
	want := "read zone example.net: not sent, as the token was rejected before: read zone example.com: GET /domains/example.com/dns: status 401 Unauthorized: Unauthorized"
	if read.Error() != want {
		t.Errorf("it says\n%v, want\n%s", read, want)
	}
}

// A list of forwards is built on a read, as the text of a zone is: after a wait
// it is old.
func TestForwardsAreNotSentAgain(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]func() (result, error){"no connection": breakWith(dialError()), "429": give(429, tooMany)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := inOrder(fault, give(200, `{"results":{"domainid":1,"domainname":"example.com","forwards":[]}}`))
				_, err := newTestClient(t, s).SetForwards(t.Context(), "example.com", nil)
				var again interface{ TryAgain() bool }
				if got := len(s.exchanges()); got != 1 || kind(err) != "not written" || !errors.As(err, &again) || !again.TryAgain() {
					t.Errorf("%d requests, %v", got, err)
				}
			})
		})
	}
}

// A commit writes what it has built on a read of the same reservation. After a wait that
// read would be old, so the client refuses the write, and the commit reads again.
func TestAReservedWriteDoesNotWait(t *testing.T) {
	t.Parallel()
	read := func(t *testing.T, ctx context.Context, c *Client, domain string) {
		t.Helper()
		if _, err := c.ReadZone(ctx, domain); err != nil {
			t.Fatal(err)
		}
	}
	ok := give(200, zoneOK)
	for name, tc := range map[string]struct {
		limit  int
		server *server
		before func(t *testing.T, ctx context.Context, c *Client)
	}{
		"for a pause that another request was told": {60, inOrder(ok, give(429, tooMany), ok), func(t *testing.T, ctx context.Context, c *Client) {
			read(t, ctx, c, "example.com")
			other, leave := context.WithTimeout(t.Context(), time.Millisecond)
			defer leave()
			_, _ = c.ReadZone(other, "example.com") //nolint:contextcheck // It belongs to no reservation.
		}},
		"for the limit, where reads that failed have used the reservation": {3, inOrder(give(500, tooMany), give(500, tooMany), ok), func(t *testing.T, ctx context.Context, c *Client) {
			read(t, ctx, c, "example.com")
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c := newTestClient(t, tc.server, func(c *Config) { c.RequestsPerMinute = tc.limit })
				ctx, release, err := c.Reserve(t.Context(), 3)
				if err != nil {
					t.Fatal(err)
				}
				defer release()
				tc.before(t, ctx, c)
				begun, sent := time.Now(), len(tc.server.exchanges())
				_, err = c.WriteZone(ctx, zone.Snapshot{Domain: "example.com", Text: "a * 192.0.2.1", TTL: 600})
				if got := len(tc.server.exchanges()) - sent; got != 0 || kind(err) != "not written" || time.Since(begun) > slack {
					t.Errorf("%d requests after %s, %v", got, time.Since(begun), err)
				}
			})
		})
	}
}

// A commit that writes again what another writer has undone needs more requests than it
// has reserved. It goes on at once where the limit has room.
func TestAWriteBeyondItsReservationGoesOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(200, zoneOK)
		c := newTestClient(t, s)
		ctx, release, err := c.Reserve(t.Context(), 3)
		defer release()
		for range 3 {
			if err == nil {
				_, err = c.ReadZone(ctx, "example.com")
			}
		}
		if err == nil {
			_, err = c.WriteZone(ctx, zone.Snapshot{Domain: "example.com", Text: "a * 192.0.2.1", TTL: 600})
		}
		if got := len(s.exchanges()); err != nil || got != 4 {
			t.Errorf("%d requests, %v", got, err)
		}
	})
}

func TestFaultsAreWaitedOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(503, htmlPage)
		var log logBuffer
		_, err := newTestClient(t, s, withLog(&log)).ReadZone(t.Context(), "example.com")
		if got := "read zone example.com: GET /domains/example.com/dns: status 503 Service Unavailable: 503 Service Unavailable (tried 5 times)"; err.Error() != got {
			t.Errorf("got %q", err)
		}
		checkTimes(t, s, 0, 500*time.Millisecond, 1500*time.Millisecond, 4500*time.Millisecond, 12500*time.Millisecond)
		if !strings.Contains(log.String(), "level=INFO msg=\"waiting before the API is asked again\" wait=500ms operation=\"read zone example.com\" attempt=2") {
			t.Errorf("log: %s", log.String())
		}
	})
}

func checkTimes(t *testing.T, s *server, want ...time.Duration) {
	t.Helper()
	seen := s.exchanges()
	if len(seen) != len(want) {
		t.Fatalf("%d requests, want %d", len(seen), len(want))
	}
	for i, e := range seen {
		if e.at != want[i] {
			t.Errorf("request %d at %s, want %s", i+1, e.at, want[i])
		}
	}
}

func TestAHangingAttemptEnds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newServer(func(_ int, r *http.Request) (result, error) {
			<-r.Context().Done()
			return result{}, r.Context().Err()
		})
		c := newTestClient(t, s)
		_, err := c.WriteZone(t.Context(), zone.Snapshot{Domain: "example.com", TTL: 600})
		if kind(err) != "unknown" || !errors.Is(err, errTimeout) || time.Since(s.start) != writeTimeout {
			t.Errorf("got %v after %s", err, time.Since(s.start))
		}
		begin := time.Now()
		_, err = c.ReadZone(t.Context(), "example.com")
		if kind(err) != "transport" || !errors.Is(err, errTimeout) || time.Since(begin) != readBudget || !strings.HasSuffix(err.Error(), "(tried 2 times in 1m0s)") {
			t.Errorf("got %v after %s", err, time.Since(begin))
		}
	})
}

func TestTheContextEndsEveryWait(t *testing.T) {
	t.Parallel()
	errGone := errors.New("the operator left")
	hang := func(_ int, r *http.Request) (result, error) {
		<-r.Context().Done()
		return result{}, r.Context().Err()
	}
	write := func(ctx context.Context, c *Client) error {
		_, err := c.WriteZone(ctx, zone.Snapshot{Domain: "example.com", TTL: 600})
		return err
	}
	read := func(ctx context.Context, c *Client) error {
		_, err := c.ReadZone(ctx, "example.com")
		return err
	}
	forward := func(ctx context.Context, c *Client) error {
		_, err := c.SetForwards(ctx, "example.com", nil)
		return err
	}
	for _, test := range []struct {
		name   string
		server func() *server
		call   func(context.Context, *Client) error
		kind   string
	}{
		{"a read under way", func() *server { return newServer(hang) }, read, "transport"},
		{"a write under way", func() *server { return newServer(hang) }, write, "unknown"},
		{"a read between attempts", func() *server { return always(503, "") }, read, "refused"},
		{"forwards under way", func() *server { return newServer(hang) }, forward, "unknown"},
		{"a read without connection", func() *server { return inOrder(breakWith(dialError())) }, read, "transport"},
		{"a read that was refused for too many requests", func() *server { return always(429, tooMany) }, read, "transport"},
		{"a body that drips", func() *server { return newServer(drip) }, read, "transport"},
		{"a reservation behind others", func() *server { return always(200, zoneOK) }, func(ctx context.Context, c *Client) error {
			for range 2 {
				if _, _, err := c.Reserve(ctx, 40); err != nil {
					return err
				}
			}
			return nil
		}, "other"},
		{"a reservation during a pause", func() *server { return always(429, tooMany) }, func(ctx context.Context, c *Client) error {
			c.gate.close(c.now(), time.Minute, 0)
			_, _, err := c.Reserve(ctx, 2)
			return err
		}, "other"},
		{"in the line of the rate limit", func() *server { return always(200, zoneOK) }, func(ctx context.Context, c *Client) error {
			for range defaultRequestsPerMinute {
				if err := read(ctx, c); err != nil {
					return err
				}
			}
			go func() { _ = read(ctx, c) }() // Stands in front.
			synctest.Wait()
			return write(ctx, c)
		}, "transport"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancelCause(t.Context())
				defer cancel(nil)
				time.AfterFunc(2200*time.Millisecond, func() { cancel(errGone) })
				s := test.server()
				err := test.call(ctx, newTestClient(t, s))
				if took := time.Since(s.start); took != 2200*time.Millisecond || !errors.Is(err, errGone) || kind(err) != test.kind {
					t.Errorf("after %s: %s: %v", took, kind(err), err)
				}
			})
		})
	}
}

// drip answers a byte a second.
func drip(_ int, r *http.Request) (result, error) {
	answer := answerOf(200, "")
	answer.response.Body = &dripping{r.Context(), strings.NewReader(zoneOK)}
	return answer, nil
}

type dripping struct {
	ctx  context.Context
	text io.Reader
}

func (d *dripping) Read(p []byte) (int, error) {
	if err := sleep(d.ctx, time.Second); err != nil {
		return 0, err
	}
	return d.text.Read(p[:1])
}

func (d *dripping) Close() error { return nil }

func TestAServerThatDripsHoldsNobodyForMinutes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		call func(*testing.T, *Client) error
		kind string
		took time.Duration
	}{{"a read", read, "transport", readBudget}, {"a write", write, "unknown", writeTimeout}} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newServer(drip)
				err := test.call(t, newTestClient(t, s))
				if took := time.Since(s.start); kind(err) != test.kind || !errors.Is(err, errTimeout) || took != test.took {
					t.Errorf("after %s: %v", took, err)
				}
			})
		})
	}
}

func TestARedirectSaysWhereItLeads(t *testing.T) {
	t.Parallel()
	for location, want := range map[string]string{
		"": "status 307 Temporary Redirect: the answer is a redirect, and redirects are not followed",
		"https://user:pass@login.example/in?token=" + testToken: "the answer is a redirect to https://login.example/in, and redirects are not followed",
		"/moved/" + testToken: "the answer is a redirect to /moved/(redacted), and redirects are not followed",
	} {
		s := newServer(func(int, *http.Request) (result, error) {
			return answerOf(307, "<html><title>Moved</title></html>", "Location", location), nil
		})
		c := newTestClient(t, s)
		if err := read(t, c); kind(err) != "refused" || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("read: %v", err)
		}
		if err := write(t, c); kind(err) != "unknown" || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("write: %v", err)
		}
	}
}

func TestAnEndedContextSendsNothing(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := always(200, zoneOK)
	_, err := newTestClient(t, s).WriteZone(ctx, zone.Snapshot{Domain: "example.com"})
	if !errors.Is(err, context.Canceled) || kind(err) != "transport" || len(s.exchanges()) != 0 {
		t.Errorf("got %v", err)
	}
}

func TestAnswerBodyIsClosed(t *testing.T) {
	t.Parallel()
	body := &closing{Reader: strings.NewReader(zoneOK)}
	s := newServer(func(int, *http.Request) (result, error) {
		r := answerOf(200, "")
		r.response.Body = body
		return r, nil
	})
	if _, err := newTestClient(t, s).ReadZone(t.Context(), "example.com"); err != nil || !body.closed {
		t.Errorf("closed: %t, %v", body.closed, err)
	}
}

type closing struct {
	io.Reader
	closed bool
}

func (c *closing) Close() error {
	c.closed = true
	return nil
}
