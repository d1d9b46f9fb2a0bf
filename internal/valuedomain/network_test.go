package valuedomain

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// atNetwork returns a client on a real connection whose waits take no time.
func atNetwork(t *testing.T, endpoint string) *Client {
	t.Helper()
	c, err := New(Config{
		Token: testToken, Endpoint: endpoint,
		Sleep: func(context.Context, time.Duration) error { return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func write(t *testing.T, c *Client) error {
	t.Helper()
	_, err := c.WriteZone(t.Context(), zone.Snapshot{Domain: "example.com", Text: "a @ 192.0.2.1", TTL: 600})
	return err
}

func read(t *testing.T, c *Client) error {
	t.Helper()
	_, err := c.ReadZone(t.Context(), "example.com")
	return err
}

func TestConnectionsThatBreak(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		reply http.HandlerFunc
	}{
		{"cut before the answer", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }},
		{"cut in the answer", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "500")
			_, _ = w.Write([]byte(zoneOK[:100]))
		}},
		{"cut in an answer without length", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(zoneOK[:100]))
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		}},
		{"no HTTP at all", func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err == nil {
				_, _ = conn.Write([]byte("hello, " + testToken + "\r\n\r\n"))
				_ = conn.Close()
			}
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var requests atomic.Int32
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				requests.Add(1)
				test.reply(w, r)
			}))
			defer s.Close()
			c := atNetwork(t, s.URL+"/v1")
			if err := write(t, c); kind(err) != "unknown" || requests.Load() != 1 || leaks(chain(err)) {
				t.Errorf("write: %d requests, %v", requests.Load(), err)
			}
			requests.Store(0)
			// The HTTP library itself may repeat a read on a reused connection.
			if err := read(t, c); kind(err) != "transport" || requests.Load() < maxAttempts || leaks(chain(err)) {
				t.Errorf("read: %d requests, %v", requests.Load(), err)
			}
		})
	}
}

func TestNobodyListens(t *testing.T) {
	t.Parallel()
	var config net.ListenConfig
	listener, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	endpoint := "http://" + listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	c := atNetwork(t, endpoint)
	var op *net.OpError
	if err := read(t, c); kind(err) != "transport" || !errors.As(err, &op) || !strings.Contains(err.Error(), "(tried 5 times)") {
		t.Errorf("read: got %v", err)
	}
	if err := write(t, c); kind(err) != "not written" || !errors.As(err, &op) {
		t.Errorf("write: got %v", err)
	}
}

func TestCertificatesAreChecked(t *testing.T) {
	t.Parallel()
	var requests atomic.Int32
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { requests.Add(1) }))
	s.Config.ErrorLog = (&logBuffer{}).standard()
	s.StartTLS()
	defer s.Close()
	c := atNetwork(t, s.URL)
	for _, err := range []error{read(t, c), write(t, c)} {
		if kind(err) != "transport" || strings.Contains(err.Error(), "tried") || requests.Load() != 0 {
			t.Errorf("got %v", err)
		}
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	t.Parallel()
	var strangers atomic.Int32
	stranger := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { strangers.Add(1) }))
	defer stranger.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		s := httptest.NewServer(http.RedirectHandler(stranger.URL, status))
		c := atNetwork(t, s.URL)
		if err := read(t, c); kind(err) != "refused" {
			t.Errorf("read: %v", err)
		}
		if err := write(t, c); kind(err) != "unknown" {
			t.Errorf("write: %v", err)
		}
		s.Close()
	}
	if strangers.Load() != 0 {
		t.Errorf("%d requests reached another host", strangers.Load())
	}
}

func TestARoundTripOverTheNetwork(t *testing.T) {
	t.Parallel()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+testToken || r.Header.Get("User-Agent") != defaultUserAgent {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		_, _ = w.Write([]byte(zoneOK))
	}))
	defer s.Close()
	c := atNetwork(t, s.URL+"/v1/")
	if err := errors.Join(read(t, c), write(t, c)); err != nil {
		t.Error(err)
	}
}

// TestAnswersThatUnpackToFarMoreAreCutOff holds the memory that one answer may
// take to the limit of a body.
func TestAnswersThatUnpackToFarMoreAreCutOff(t *testing.T) {
	t.Parallel()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	blanks := bytes.Repeat([]byte(" "), 1<<20)
	for range 32 {
		if _, err := z.Write(blanks); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for _, status := range []int{200, 400} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.WriteHeader(status)
			_, _ = w.Write(packed.Bytes())
		}))
		defer s.Close()
		c := atNetwork(t, s.URL)
		a, err := c.send(t.Context(), request{method: http.MethodGet, path: "/"}, time.Minute)
		if err != nil || len(a.body) != maxBody+1 || cap(a.body) > 4*maxBody {
			t.Errorf("%d: %d bytes, %v", status, len(a.body), err)
		}
		if err := read(t, c); err == nil || len(err.Error()) > 1000 {
			t.Errorf("%d: %v", status, err)
		}
	}
}

func TestHeadersAreBounded(t *testing.T) {
	t.Parallel()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Long", strings.Repeat("x", 2*maxHeader))
	}))
	defer s.Close()
	if err := read(t, atNetwork(t, s.URL)); kind(err) != "transport" {
		t.Errorf("got %v", err)
	}
}

func TestNoRedirectIsFollowed(t *testing.T) {
	t.Parallel()
	var elsewhere atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	defer other.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, target := range []string{other.URL, "/other", strings.Replace(other.URL, "127.0.0.1", "localhost", 1)} {
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/other" {
					elsewhere.Add(1)
				}
				http.Redirect(w, r, target, status)
			}))
			defer s.Close()
			c := atNetwork(t, s.URL+"/v1")
			if err := read(t, c); kind(err) != "refused" {
				t.Errorf("%d to %s: read: %v", status, target, err)
			}
			if err := write(t, c); kind(err) != "unknown" {
				t.Errorf("%d to %s: write: %v", status, target, err)
			}
		}
	}
	if n := elsewhere.Load(); n != 0 {
		t.Errorf("%d requests went where a redirect led", n)
	}
}
