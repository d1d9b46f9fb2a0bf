package simulator_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestWindowOf60SecondsOverAllEndpoints(t *testing.T) {
	t.Parallel()
	clock := newClock()
	_, c := newServer(t, simulator.Options{Now: clock.Now})
	paths := []string{"/domains", "/domains/hogehoge.com/dns", "/freedns/hogehoge.com", "/domains/hogehoge.com/mailforward", "/domains/example.org/dns"}
	for i := range 60 {
		if status, _ := c.send("GET", paths[i%len(paths)], ""); status == http.StatusTooManyRequests {
			t.Fatalf("request %d got 429", i+1)
		}
		clock.Add(700 * time.Millisecond)
	}
	// 42 seconds have passed; the window ends 60 seconds after the first request.
	for range 3 {
		status, answer := c.send("GET", "/domains", "")
		want := `{"errors":{"code":429,"message":"Too Many Requests : Too Many Requests."},"request_id":"ID","request":{"path":"/v1/domains","method":"GET","params":[]}}`
		if status != http.StatusTooManyRequests || withoutID(answer) != want {
			t.Fatalf("status %d: %s", status, answer)
		}
		clock.Add(5 * time.Second)
	}
	other := c
	other.token = "another-token"
	if status, _ := other.send("GET", "/domains", ""); status != http.StatusOK {
		t.Errorf("another token got %d", status)
	}
	clock.Add(3*time.Second - time.Nanosecond)
	if status, _ := c.send("GET", "/domains", ""); status != http.StatusTooManyRequests {
		t.Errorf("just before the end of the window: %d", status)
	}
	clock.Add(time.Nanosecond)
	if status, _ := c.send("GET", "/domains", ""); status != http.StatusOK {
		t.Errorf("at the end of the window: %d", status)
	}
}

func TestRefusedWritesHaveNoEffect(t *testing.T) {
	t.Parallel()
	s, c := newServer(t, simulator.Options{RequestsPerMinute: 1})
	c.put("first")
	if status, _ := c.send("PUT", "/domains/hogehoge.com/dns", putBody("second")); status != http.StatusTooManyRequests {
		t.Errorf("status %d, want 429", status)
	}
	if got := held(t, s); got != "first" {
		t.Errorf("held %q", got)
	}
}

func TestNegativeLimitIsNone(t *testing.T) {
	t.Parallel()
	_, c := newServer(t, simulator.Options{RequestsPerMinute: -1})
	for range 200 {
		c.records()
	}
}
