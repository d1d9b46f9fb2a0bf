package simulator_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

const domain = "hogehoge.com"

// client speaks to a simulator in the plainest way.
type client struct {
	t         *testing.T
	transport http.RoundTripper
	base      string
	token     string
	userAgent string
}

func newServer(t *testing.T, o simulator.Options) (*simulator.Server, client) {
	t.Helper()
	s, err := simulator.New(o)
	if err != nil {
		t.Fatalf("New: %v", err)
	}
	return s, client{t: t, transport: s.Transport(), base: "http://simulator/v1", token: "secret-token", userAgent: "test/1"}
}

// try sends a request and reads the whole answer.
func (c client) try(method, path, body string) (status int, answer string, err error) {
	request, err := http.NewRequestWithContext(c.t.Context(), method, c.base+path, strings.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	request.Header.Set("User-Agent", c.userAgent)
	response, err := c.transport.RoundTrip(request)
	if err != nil {
		return 0, "", err
	}
	data, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	return response.StatusCode, string(data), err
}

func (c client) send(method, path, body string) (status int, answer string) {
	c.t.Helper()
	status, answer, err := c.try(method, path, body)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	return status, answer
}

// ok sends a request that must succeed and gives the member results.
func (c client) ok(method, path, body string) map[string]any {
	c.t.Helper()
	status, answer := c.send(method, path, body)
	if status != http.StatusOK {
		c.t.Fatalf("%s %s: status %d: %s", method, path, status, answer)
	}
	results, ok := object(c.t, answer)["results"].(map[string]any)
	if !ok {
		c.t.Fatalf("%s %s: no results in %s", method, path, answer)
	}
	return results
}

func (c client) put(records string) {
	c.t.Helper()
	c.ok(http.MethodPut, "/domains/"+domain+"/dns", putBody(records))
}

func (c client) records() string {
	c.t.Helper()
	text, _ := c.ok(http.MethodGet, "/domains/"+domain+"/dns", "")["records"].(string)
	return text
}

func putBody(records string) string {
	body, err := json.Marshal(map[string]any{"ns_type": "valuedomain1", "records": records, "ttl": 600})
	if err != nil {
		panic(err)
	}
	return string(body)
}

func object(t *testing.T, text string) map[string]any {
	t.Helper()
	var o map[string]any
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		t.Fatalf("decode %q: %v", text, err)
	}
	return o
}

func held(t *testing.T, s *simulator.Server) string {
	t.Helper()
	z, ok := s.Zone(domain)
	if !ok {
		t.Fatalf("no zone of %s", domain)
	}
	return z.Records
}

func set(t *testing.T, s *simulator.Server, records string) {
	t.Helper()
	if err := s.SetZone(domain, simulator.Zone{DomainID: 1, Records: records}); err != nil {
		t.Fatalf("SetZone: %v", err)
	}
}

// clock is a clock that goes on only when told.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
