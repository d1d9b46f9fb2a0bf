package simulator_test

import (
	"errors"
	"io"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestFaultsOfTheAnswer(t *testing.T) {
	t.Parallel()
	zone := "/domains/" + domain + "/dns"
	type test struct {
		name         string
		fault        simulator.Fault
		method, body string
		status       int
		want         string // A part of the answer.
		held         string // Empty: the start text.
	}
	tests := []test{
		{"an HTML page instead of the effect", simulator.Fault{Status: 503, Body: "<html>busy</html>"}, "PUT", putBody("new"), 503, "<html>busy</html>", ""},
		{"a status with the API's error", simulator.Fault{Status: 500}, "PUT", putBody("new"), 500, `{"errors":{"code":500,"message":"Internal Server Error : Internal Server Error."}`, ""},
		{"a gateway that gives up although the write took place", simulator.Fault{Status: 504, AfterEffect: true}, "PUT", putBody("new"), 504, `"code":504`, "new"},
		{"the recorded 429", simulator.Fault{Status: 429}, "PUT", putBody("new"), 429, `"Too Many Requests : Too Many Requests."`, ""},
		{"a status with JSON", simulator.Fault{Status: 200, Body: `{"results":null}`}, "GET", "", 200, `{"results":null}`, ""},
		{"an empty zone", simulator.Fault{Wrong: simulator.Wrong{Empty: true}}, "GET", "", 200, `"records":"","ttl":"3600"`, ""},
		{"an empty zone does not touch a write", simulator.Fault{Wrong: simulator.Wrong{Empty: true}}, "PUT", putBody("new"), 200, `"records":"new","ttl":600`, "new"},
		{"another text in the answer to a write", simulator.Fault{Wrong: simulator.Wrong{Text: "other"}}, "PUT", putBody("new"), 200, `"records":"other","ttl":600`, "new"},
		{"another text in the answer to a read", simulator.Fault{Wrong: simulator.Wrong{Text: "other"}}, "GET", "", 200, `"records":"other","ttl":"3600"`, ""},
		{"another domain", simulator.Fault{Wrong: simulator.Wrong{Domain: "example.org"}}, "GET", "", 200, `"domainname":"example.org"`, ""},
		{"another path is left alone", simulator.Fault{Path: "/freedns", Status: 500}, "GET", "", 200, `"ttl":"3600"`, ""},
		{"another method is left alone", simulator.Fault{Method: "PUT", Status: 500}, "GET", "", 200, `"ttl":"3600"`, ""},
		{"a pattern with the prefix matches", simulator.Fault{Path: "/v1/domains/*/dns", Status: 502}, "GET", "", 502, `"code":502`, ""},
		{"a pattern does not match a longer path", simulator.Fault{Path: "/domains/*", Status: 502}, "GET", "", 200, `"ttl":"3600"`, ""},
		{"a part of the path in capitals matches", simulator.Fault{Path: "HogeHoge", Status: 502}, "GET", "", 502, `"code":502`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s, c := newServer(t, simulator.Options{})
			s.Inject(test.fault)
			status, answer := c.send(test.method, zone, test.body)
			if status != test.status || !strings.Contains(answer, test.want) {
				t.Errorf("status %d: %s\nwant %d with %s", status, answer, test.status, test.want)
			}
			want := test.held
			if want == "" {
				want = startText
			}
			if got := held(t, s); got != want {
				t.Errorf("held %q, want %q", got, want)
			}
		})
	}
}

func TestCutConnections(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		fault    simulator.Fault
		inAnswer bool
		held     string
	}{
		{"before the effect", simulator.Fault{Cut: simulator.CutBefore}, false, startText},
		{"after the effect", simulator.Fault{Cut: simulator.CutAfter}, false, "new"},
		{"in the answer", simulator.Fault{Cut: simulator.CutInAnswer}, true, "new"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s, c := newServer(t, simulator.Options{})
			s.Inject(test.fault)
			_, answer, err := c.try("PUT", "/domains/hogehoge.com/dns", putBody("new"))
			want := error(syscall.ECONNRESET)
			if test.inAnswer {
				want = io.ErrUnexpectedEOF
			}
			if !errors.Is(err, want) || test.inAnswer != strings.HasPrefix(answer, `{"results":`) {
				t.Errorf("error %v, want %v; answer %q", err, want, answer)
			}
			if got := held(t, s); got != test.held {
				t.Errorf("held %q, want %q", got, test.held)
			}
		})
	}
}

func TestSkipTimesForAndRemove(t *testing.T) {
	t.Parallel()
	clock := newClock()
	s, c := newServer(t, simulator.Options{Now: clock.Now, RequestsPerMinute: -1})
	statuses := func(n int) string {
		var b strings.Builder
		for range n {
			status, _ := c.send("GET", "/domains", "")
			b.WriteString(map[int]string{200: ".", 500: "x"}[status])
		}
		return b.String()
	}
	s.Inject(simulator.Fault{Status: 500, Skip: 2, Times: 3})
	if got := statuses(8); got != "..xxx..." {
		t.Errorf("skip and times: %s", got)
	}
	remove := s.Inject(simulator.Fault{Status: 500})
	got := statuses(2)
	remove()
	remove()
	if got += statuses(2); got != "xx.." {
		t.Errorf("remove: %s", got)
	}
	s.Inject(simulator.Fault{Status: 500, For: 20 * time.Second})
	clock.Add(time.Hour)
	got = statuses(1)
	clock.Add(20*time.Second - 1)
	got += statuses(1)
	clock.Add(1)
	if got += statuses(1); got != "xx." {
		t.Errorf("for: %s", got)
	}
}

func TestHooksRunAroundTheEffectAndMayCallTheServer(t *testing.T) {
	t.Parallel()
	s, c := newServer(t, simulator.Options{})
	note := func(mark string) func() {
		return func() {
			if _, err := s.Edit(domain, func(records string) string { return records + mark }); err != nil {
				t.Error(err)
			}
		}
	}
	set(t, s, "")
	s.Inject(simulator.Fault{Method: "PUT", Before: note("lost"), After: note(" a1")})
	s.Inject(simulator.Fault{Method: "PUT", After: note(" a2")})
	s.Inject(simulator.Fault{Method: "GET", Before: note(" read")})
	c.put("new")
	if got := c.records(); got != "new a1 a2 read" {
		t.Errorf("got %q", got)
	}
}

func TestFaultsActTogetherAndAreNamedInTheJournal(t *testing.T) {
	t.Parallel()
	s, c := newServer(t, simulator.Options{})
	s.Inject(simulator.Fault{Name: "mine", Wrong: simulator.Wrong{Domain: "example.org"}})
	s.Inject(simulator.Fault{Latency: time.Millisecond, Wrong: simulator.Wrong{Domain: "example.net", Empty: true}})
	s.Inject(simulator.Fault{Cut: simulator.CutAfter, Skip: 1})
	z := c.ok("GET", "/domains/hogehoge.com/dns", "")
	if z["domainname"] != "example.org" || z["records"] != "" {
		t.Errorf("answer %v", z)
	}
	if _, _, err := c.try("GET", "/domains/hogehoge.com/dns", ""); err == nil {
		t.Error("no cut")
	}
	entries := s.Journal()
	for i, want := range []struct {
		fault  string
		status int
	}{
		{"mine, latency, empty zone, wrong domain", 200},
		{"mine, latency, empty zone, wrong domain, cut after", 0},
	} {
		if entries[i].Fault != want.fault || entries[i].Status != want.status || (want.status == 0) != (entries[i].ResponseBytes == 0) {
			t.Errorf("entry %+v, want %+v", entries[i], want)
		}
	}
}
