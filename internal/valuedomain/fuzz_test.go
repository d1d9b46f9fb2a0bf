package valuedomain

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// FuzzDecodeZone: whatever the API answers, it is understood or an error; what
// is understood is what encoding/json reads too, and survives being written.
// The seeds stand in testdata/fuzz.
func FuzzDecodeZone(f *testing.F) {
	f.Add([]byte(zoneOK))
	f.Add([]byte(tooMany))
	f.Add([]byte(htmlPage))
	f.Fuzz(func(t *testing.T, body []byte) {
		c := newTestClient(t, nil)
		mustBeReadable(t, c.addressed(refusal(body), request{}, 500))
		var s zone.Snapshot
		err := parseAnswer(body, func(o object) (err error) {
			s, err = decodeZone(o)
			return err
		})
		if err != nil {
			mustBeReadable(t, c.addressed(err, request{}, 200))
			return
		}
		if s.Domain == "" || s.TTL < 0 {
			t.Errorf("got %+v", s)
		}
		written, err := c.encodeZone("write", s)
		if err != nil {
			t.Fatal(err)
		}
		var back struct {
			NSType, Records string
			TTL             int
		}
		if err := json.Unmarshal(written, &back); err != nil || back.Records != s.Text || back.TTL != s.TTL {
			t.Errorf("read %+v, wrote %s, %v", s, written, err)
		}
	})
}

// mustBeReadable fails where an error is more than a short line without control
// characters.
func mustBeReadable(t *testing.T, err error) {
	t.Helper()
	if text := err.Error(); len([]rune(text)) > 1000 || strings.ContainsAny(text, "\n\r\x1b\u009b\u202e") || !utf8.ValidString(text) {
		t.Errorf("error: %q", text)
	}
}

// FuzzDecodeLists does the same for domains and forwards. What is understood of
// forwards comes back from a server that has stored what we sent.
func FuzzDecodeLists(f *testing.F) {
	f.Add([]byte(forwardsOK))
	f.Add([]byte(`{"paging":{"max":"2"},"results":[{"domainname":"a.example","domainid":"1","autorenew":1},{"domainname":"\ud800"}]}`))
	f.Add([]byte(`{"paging":{"max":-1},"results":[],"errors":[]}`))
	f.Add([]byte(tooMany))
	f.Fuzz(func(t *testing.T, body []byte) {
		c := newTestClient(t, nil)
		var domains []Domain
		err := parseAnswer(body, func(o object) (err error) {
			domains, _, err = decodeDomains(o)
			return err
		})
		if err != nil {
			mustBeReadable(t, c.addressed(err, request{}, 200))
		}
		if slices.ContainsFunc(domains, func(d Domain) bool { return d.Name == "" || !utf8.ValidString(d.Name) }) {
			t.Errorf("got %+v", domains)
		}
		var all Forwarding
		if err := parseAnswer(body, func(o object) (err error) {
			all, err = decodeForwards(o)
			return err
		}); err != nil {
			mustBeReadable(t, c.addressed(err, request{}, 200))
			return
		}
		server := newServer(nil)
		server.reply = func(int, *http.Request) (result, error) {
			sent := server.exchanges()
			return answerOf(200, `{"results":{"domainname":"example.com",`+strings.TrimPrefix(sent[len(sent)-1].body, "{")+`}`), nil
		}
		back, err := newTestClient(t, server).SetForwards(t.Context(), "example.com", all.List)
		if err != nil || !slices.Equal(back.List, all.List) {
			t.Errorf("read %q, and after a write %q, %v", all.List, back.List, err)
		}
	})
}

// FuzzLedger books after whatever the file holds: soon enough, within the limit
// of what it says, and so that the next process reads the same.
func FuzzLedger(f *testing.F) {
	for _, starts := range [][]float64{{-1}, {-70, -3, 0, 5, 5}, {599}, {601}} {
		text := ledgerHead + "\n" + fmt.Sprintln(at(0).UnixNano())
		for _, start := range starts {
			text += fmt.Sprintln(at(start).UnixNano())
		}
		f.Add([]byte(text), uint8(2))
	}
	f.Add([]byte(ledgerHead+"\n\n"), uint8(0))
	f.Fuzz(func(t *testing.T, text []byte, limit uint8) {
		now := at(0)
		starts := recent(text, now, time.Minute)
		if !slices.IsSorted(starts) {
			t.Fatalf("out of order: %v", starts)
		}
		l := newLedger(t.TempDir(), testToken, int(limit)+1, time.Minute)
		start := l.free(starts, now)
		if start.Before(now) || start.After(now.Add(maxAhead+time.Minute)) {
			t.Fatalf("a request starts at %s", start.Sub(now))
		}
		within := 0
		for _, other := range starts {
			if d := start.Sub(time.Unix(0, other)); d >= 0 && d < time.Minute {
				within++
			}
		}
		if within >= l.limit {
			t.Fatalf("%d starts within the minute before, the limit is %d", within, l.limit)
		}
	})
}
