package simulator_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestJournalTellsEachRequestOnce(t *testing.T) {
	t.Parallel()
	clock := newClock()
	s, c := newServer(t, simulator.Options{Now: clock.Now, RequestsPerMinute: 3})
	c.records()
	clock.Add(time.Second)
	c.put("a @ 192.0.2.1\na b 192.0.2.1")
	c.send("GET", "/domains?page=1&limit=5", "")
	c.send("GET", "/domains", "")
	want := []simulator.Entry{
		{Seq: 1, Time: clock.Now().Add(-time.Second), Method: "GET", Path: "/domains/hogehoge.com/dns", Status: 200, Records: 5},
		{Seq: 2, Time: clock.Now(), Method: "PUT", Path: "/domains/hogehoge.com/dns", Status: 200, Records: 2, RequestBytes: len(putBody("a @ 192.0.2.1\na b 192.0.2.1"))},
		{Seq: 3, Time: clock.Now(), Method: "GET", Path: "/domains", Query: "limit=5&page=1", Status: 200},
		{Seq: 4, Time: clock.Now(), Method: "GET", Path: "/domains", Status: 429},
	}
	got := s.Journal()
	if len(got) != len(want) {
		t.Fatalf("%d entries, want %d: %+v", len(got), len(want), got)
	}
	for i := range want {
		want[i].UserAgent, want[i].ResponseBytes = "test/1", got[i].ResponseBytes
		if got[i] != want[i] || got[i].ResponseBytes == 0 {
			t.Errorf("entry %d\n%+v, want\n%+v", i, got[i], want[i])
		}
	}
}

func TestJournalEndpointIsNeitherCountedNorLimited(t *testing.T) {
	t.Parallel()
	s, c := newServer(t, simulator.Options{Token: "secret-token", RequestsPerMinute: 1})
	open := c
	open.token, open.base = "", "http://simulator"
	if _, answer := open.send("GET", "/_journal", ""); answer != "[]\n" {
		t.Errorf("empty journal: %q", answer)
	}
	c.records()
	for range 5 {
		status, answer := open.send("GET", "/_journal", "")
		var entries []simulator.Entry
		if err := json.Unmarshal([]byte(answer), &entries); err != nil || status != 200 || len(entries) != 1 || entries[0].Path != "/domains/hogehoge.com/dns" {
			t.Fatalf("status %d, error %v: %s", status, err, answer)
		}
	}
	if status, _ := open.send("DELETE", "/_journal", ""); status != 405 {
		t.Errorf("DELETE: status %d", status)
	}
	s.ResetJournal()
	if got := s.Journal(); len(got) != 0 {
		t.Errorf("after the reset: %v", got)
	}
}

func TestJournalHoldsNoToken(t *testing.T) {
	t.Parallel()
	const token = "s3cret/tok en+value"
	s, c := newServer(t, simulator.Options{Token: token})
	for _, presented := range []string{token, "wrong-token-value"} {
		c.token, c.userAgent = presented, "agent "+presented
		escaped := strings.NewReplacer("/", "%2F", " ", "%20", "+", "%2B").Replace(presented)
		c.send("GET", "/domains?key="+escaped, "")
		c.send("GET", "/domains/"+escaped+"/dns", "")
	}
	data, err := json.Marshal(s.Journal())
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, secret := range []string{"s3cret", "tok en", "tok+en", "tok%20en", "wrong-token-value"} {
		if strings.Contains(text, secret) {
			t.Errorf("%q is in %s", secret, text)
		}
	}
	if n := strings.Count(text, "[token]"); n != 8 {
		t.Errorf("%d redactions, want 8: %s", n, text)
	}
}
