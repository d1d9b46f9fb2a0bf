package valuedomain

import (
	"bytes"
	"errors"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	testToken = "tok/SECRET+0123456789=abc"
	zoneOK    = `{"results":{"domainid":1,"domainname":"example.com","ns_type":"valuedomain1","records":"a * 192.0.2.1\ntxt _acme-challenge token","ttl":"600"},"request_id":"r-1","request":{"path":"/v1/domains/example.com/dns","method":"GET","params":[]}}`
	tooMany   = `{"errors":{"code":429,"message":"Too Many Requests : Too Many Requests."},"request_id":"r-429","request":{"path":"/v1/domains","method":"GET","params":[]}}`
	htmlPage  = "<!DOCTYPE html><html><head><title>503 Service\n Unavailable</title></head><body><h1>Sorry</h1></body></html>"
)

// exchange is a request as it reached the server.
type exchange struct {
	method, path, query, body string
	header                    http.Header
	at                        time.Duration // Since the server was made.
}

// result is an answer whose body the client is to close.
type result struct{ response *http.Response }

// server answers in process. Its replies are given by the number of the
// request, the first being 0.
type server struct {
	reply func(n int, r *http.Request) (result, error)
	start time.Time

	mu   sync.Mutex
	seen []exchange
}

func newServer(reply func(n int, r *http.Request) (result, error)) *server {
	return &server{reply: reply, start: time.Now()}
}

func (s *server) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
	}
	s.mu.Lock()
	n := len(s.seen)
	s.seen = append(s.seen, exchange{r.Method, r.URL.EscapedPath(), r.URL.RawQuery, string(body), r.Header, time.Since(s.start)})
	s.mu.Unlock()
	answer, err := s.reply(n, r)
	return answer.response, err
}

func (s *server) exchanges() []exchange {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]exchange(nil), s.seen...)
}

// always gives one answer to every request.
func always(status int, body string) *server {
	return newServer(func(int, *http.Request) (result, error) { return answerOf(status, body), nil })
}

// inOrder gives the answers one after the other, and the last one for ever.
func inOrder(answers ...func() (result, error)) *server {
	return newServer(func(n int, _ *http.Request) (result, error) {
		return answers[min(n, len(answers)-1)]()
	})
}

func give(status int, body string) func() (result, error) {
	return func() (result, error) { return answerOf(status, body), nil }
}

func breakWith(err error) func() (result, error) {
	return func() (result, error) { return result{}, err }
}

func answerOf(status int, body string, header ...string) result {
	r := &http.Response{
		StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)),
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return result{r}
}

// cutBody gives half an answer and then an error.
type cutBody struct {
	io.Reader
	err error
}

func (c *cutBody) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if errors.Is(err, io.EOF) {
		err = c.err
	}
	return n, err
}

func (c *cutBody) Close() error { return nil }

func cutAnswer(status int, body string) func() (result, error) {
	return func() (result, error) {
		r := answerOf(status, "")
		r.response.Body = &cutBody{strings.NewReader(body), io.ErrUnexpectedEOF}
		return r, nil
	}
}

// logBuffer keeps log lines of all levels.
type logBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func (l *logBuffer) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug - 4}))
}

// newTestClient returns a client that talks to the transport, without jitter.
func newTestClient(t testing.TB, transport http.RoundTripper, change ...func(*Config)) *Client {
	t.Helper()
	config := Config{Token: testToken, Transport: transport, Jitter: func() float64 { return 0 }}
	for _, f := range change {
		f(&config)
	}
	c, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func withLog(l *logBuffer) func(*Config) { return func(c *Config) { c.Logger = l.logger() } }

func dialError() error {
	return &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
}

// standard returns a logger for net/http that writes into the buffer.
func (l *logBuffer) standard() *log.Logger { return log.New(l, "", 0) }
