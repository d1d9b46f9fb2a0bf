package valuedomain

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
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

// FuzzAccount serves two clients after whatever the file holds: nobody waits
// longer than a window and what comes before allows, the limit is kept by what
// the file says, and the next process reads the same. The seeds stand in
// testdata/fuzz.
func FuzzAccount(f *testing.F) {
	f.Add([]byte(`{}`), uint8(60), uint8(3))
	f.Fuzz(func(t *testing.T, text []byte, limit, requests uint8) {
		most := max(int(limit), 1)
		one := []*booking{{requests: min(max(int(requests), 1), most), hold: "one-1"}}
		two := []*booking{{requests: 1}}
		now := at(0)
		a := account(coordination.Decode[coordination.Account](text))
		for round := 0; len(one)+len(two) > 0; round++ {
			if now.Sub(at(0)) > ticketTime+2*period || round > 200 {
				t.Fatalf("not served after %s and %d rounds: %+v", now.Sub(at(0)), round, a)
			}
			a.clean(now)
			used := a.used()
			first, nextOne := a.serve("one", one, most, false, now)
			one = one[first:]
			second, nextTwo := a.serve("two", two, most, false, now)
			two = two[second:]
			if first+second > 0 && a.used() > most || first+second == 0 && a.used() != used {
				t.Fatalf("%d requests in use of %d", a.used(), most)
			}
			kept, err := json.Marshal(a)
			if back := account(coordination.Decode[coordination.Account](kept)); err != nil || back.used() != a.used() || len(back.Queue) != len(a.Queue) {
				t.Fatalf("kept %s, %v", kept, err)
			}
			now = now.Add(time.Second)
			for _, next := range []time.Time{nextOne, nextTwo} {
				if next.After(now.Add(period)) {
					t.Fatalf("told to wait for %s", next.Sub(now))
				}
			}
		}
	})
}
