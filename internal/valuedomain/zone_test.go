package valuedomain

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestReadZone(t *testing.T) {
	t.Parallel()
	s := always(200, zoneOK)
	got, err := newTestClient(t, s, func(c *Config) { c.UserAgent = "terraform-provider-valuedomain/1.2 (+url)" }).ReadZone(t.Context(), "example.com.")
	if err != nil {
		t.Fatal(err)
	}
	want := zone.Snapshot{Domain: "example.com", Text: "a * 192.0.2.1\ntxt _acme-challenge token", TTL: 600, NSType: "valuedomain1"}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	e := s.exchanges()
	if len(e) != 1 || e[0].method != "GET" || e[0].path != "/v1/domains/example.com/dns" || e[0].query != "" || e[0].body != "" {
		t.Fatalf("sent %+v", e)
	}
	for name, value := range map[string]string{
		"Authorization": "Bearer " + testToken, "User-Agent": "terraform-provider-valuedomain/1.2 (+url)", "Accept": "application/json",
	} {
		if got := e[0].header.Get(name); got != value {
			t.Errorf("%s: got %q, want %q", name, got, value)
		}
	}
}

func TestWriteZone(t *testing.T) {
	t.Parallel()
	const text = "txt @ \"v=spf1 <a> & b\"\r\n# 日本語 \u2028 \\ end\n\n"
	for _, test := range []struct {
		name, path, body string
		freeDNS          bool
	}{
		{"a registered domain", "/v1/domains/example.com/dns", `{"ns_type":"valuedomain11","records":"txt @ \"v=spf1 <a> & b\"\r\n# 日本語 \u2028 \\ end\n\n","ttl":3600}`, false},
		{"a domain from elsewhere has no name servers to send", "/v1/freedns/example.com", `{"records":"txt @ \"v=spf1 <a> & b\"\r\n# 日本語 \u2028 \\ end\n\n","ttl":3600}`, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := always(200, `{"results":{"domainname":"example.com","ns_type":"valuedomain11","records":"txt @ \"v=spf1 <a> & b\"\r\n# 日本語 \u2028 \\ end\n\n","ttl":3600}}`)
			in := zone.Snapshot{Domain: "example.com", Text: text, TTL: 3600, NSType: "valuedomain11"}
			var log logBuffer
			out, err := newTestClient(t, s, withLog(&log), func(c *Config) { c.FreeDNS = test.freeDNS }).WriteZone(t.Context(), in)
			if err != nil || out != in {
				t.Fatalf("got %+v, %v", out, err)
			}
			e := s.exchanges()[0]
			if e.method != "PUT" || e.path != test.path || e.body != test.body || e.header.Get("Content-Type") != "application/json" {
				t.Errorf("sent %+v", e)
			}
			if strings.Contains(log.String(), "another zone text") {
				t.Errorf("warned without reason: %s", log.String())
			}
		})
	}
}

func TestWriteZoneReturnsWhatTheAPIAnswered(t *testing.T) {
	t.Parallel()
	var log logBuffer
	c := newTestClient(t, always(200, zoneOK), withLog(&log))
	got, err := c.WriteZone(t.Context(), zone.Snapshot{Domain: "example.org", Text: "a @ 192.0.2.9", TTL: 60, NSType: "x"})
	if err != nil || got.Domain != "example.com" || got.TTL != 600 || !strings.HasPrefix(got.Text, "a * ") {
		t.Errorf("got %+v, %v", got, err)
	}
	if !strings.Contains(log.String(), "level=WARN") || !strings.Contains(log.String(), "another zone text") {
		t.Errorf("log: %s", log.String())
	}
}

func TestDecodeZone(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, body, problem string }{
		{"an empty text is a text", `{"results":{"domainname":"d.example","records":"","ttl":1}}`, ""},
		{"ttl as a number", `{"results":{"domainname":"d.example","records":"","ttl":3600}}`, ""},
		{"a whole surrogate pair", `{"results":{"domainname":"d.example","records":"txt @ \ud83d\ude00","ttl":3600}}`, ""},
		{"an escaped backslash before a u", `{"results":{"domainname":"d.example","records":"\\ud83d","ttl":3600}}`, ""},
		{"null ns_type", `{"results":{"domainname":"d.example","ns_type":null,"records":"","ttl":3600}}`, ""},
		{"errors that are none", `{"results":{"domainname":"d.example","records":"","ttl":3600},"errors":null}`, ""},
		{"an empty list of errors", `{"results":{"domainname":"d.example","records":"","ttl":3600},"errors":[]}`, ""},
		{"half a surrogate pair", `{"results":{"domainname":"d.example","records":"\ud83d","ttl":3600}}`, "lone surrogate"},
		{"a low surrogate alone", `{"results":{"domainname":"d.example","records":"\udc00\ud83d","ttl":3600}}`, "lone surrogate"},
		{"a high surrogate before another escape", `{"results":{"domainname":"d.example","records":"\ud83d\u0041","ttl":3600}}`, "lone surrogate"},
		{"bytes that are not UTF-8", "{\"results\":{\"domainname\":\"d.example\",\"records\":\"\xff\",\"ttl\":3600}}", "not UTF-8"},
		{"missing records", `{"results":{"domainname":"d.example","ttl":3600}}`, `"records" is missing`},
		{"null records", `{"results":{"domainname":"d.example","records":null,"ttl":3600}}`, `"records" is missing`},
		{"records in another case", `{"results":{"domainname":"d.example","Records":"","ttl":3600}}`, `"records" is missing`},
		{"records as a list", `{"results":{"domainname":"d.example","records":[],"ttl":3600}}`, `"records" is not a string but a list`},
		{"missing domain", `{"results":{"records":"","ttl":3600}}`, `"domainname" is missing`},
		{"empty domain", `{"results":{"domainname":"","records":"","ttl":3600}}`, `"domainname" is missing`},
		{"domain as a number", `{"results":{"domainname":5,"records":"","ttl":3600}}`, `"domainname" is not a string but a number`},
		{"missing ttl", `{"results":{"domainname":"d.example","records":""}}`, `"ttl" is missing`},
		{"ttl as a word", `{"results":{"domainname":"d.example","records":"","ttl":"auto"}}`, `"ttl" is not a whole number`},
		{"ttl as a fraction", `{"results":{"domainname":"d.example","records":"","ttl":1.5}}`, `"ttl" is not a whole number`},
		{"negative ttl", `{"results":{"domainname":"d.example","records":"","ttl":-1}}`, `"ttl" is out of range`},
		{"ttl over 31 bits", `{"results":{"domainname":"d.example","records":"","ttl":"2147483648"}}`, `"ttl" is out of range`},
		{"ns_type as an object", `{"results":{"domainname":"d.example","ns_type":{},"records":"","ttl":1}}`, `"ns_type" is not a string but an object`},
		{"missing results", `{}`, `"results" is missing`},
		{"results as a list", `{"results":[]}`, `"results" is not an object but a list`},
		{"a list", `[]`, "not a JSON object"},
		{"null", `null`, "not a JSON object"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := always(200, test.body)
			_, err := newTestClient(t, s).ReadZone(t.Context(), "d.example")
			var answer *AnswerError
			switch {
			case test.problem == "" && err != nil:
				t.Error(err)
			case test.problem != "" && (!errors.As(err, &answer) || !strings.Contains(answer.Problem, test.problem)):
				t.Errorf("got %v, want %q", err, test.problem)
			}
			if n := len(s.exchanges()); n != 1 {
				t.Errorf("%d requests", n)
			}
		})
	}
}

func TestNothingIsSentForNonsense(t *testing.T) {
	t.Parallel()
	good := zone.Snapshot{Domain: "example.com", TTL: 600}
	for _, test := range []struct {
		name   string
		change func(*zone.Snapshot)
	}{
		{"no domain", func(s *zone.Snapshot) { s.Domain = "" }},
		{"a dot", func(s *zone.Snapshot) { s.Domain = "." }},
		{"the folder above", func(s *zone.Snapshot) { s.Domain = ".." }},
		{"a path", func(s *zone.Snapshot) { s.Domain = "example.com/../example.org" }},
		{"a query", func(s *zone.Snapshot) { s.Domain = "example.com?x" }},
		{"a line break", func(s *zone.Snapshot) { s.Domain = "example.com\r\n" }},
		{"an escaped character", func(s *zone.Snapshot) { s.Domain = "example%2fcom" }},
		{"text that is not UTF-8", func(s *zone.Snapshot) { s.Text = "txt @ \xff" }},
		{"a text over the limit", func(s *zone.Snapshot) { s.Text = strings.Repeat("x", maxBody) }},
		{"a negative ttl", func(s *zone.Snapshot) { s.TTL = -1 }},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := always(200, zoneOK)
			in := good
			test.change(&in)
			_, err := newTestClient(t, s).WriteZone(t.Context(), in)
			var input *InputError
			if !errors.As(err, &input) || len(s.exchanges()) != 0 {
				t.Errorf("got %v after %d requests", err, len(s.exchanges()))
			}
		})
	}
}

func TestDomainIsEscapedInThePath(t *testing.T) {
	t.Parallel()
	s := always(200, zoneOK)
	if _, err := newTestClient(t, s).ReadZone(t.Context(), "ドメイン.example"); err != nil {
		t.Fatal(err)
	}
	if got := s.exchanges()[0].path; got != "/v1/domains/%E3%83%89%E3%83%A1%E3%82%A4%E3%83%B3.example/dns" {
		t.Error(got)
	}
}

func TestAnswerOverTheLimit(t *testing.T) {
	t.Parallel()
	s := newServer(func(int, *http.Request) (result, error) {
		return answerOf(200, strings.Replace(zoneOK, "token", strings.Repeat("x", maxBody), 1)), nil
	})
	_, err := newTestClient(t, s).ReadZone(t.Context(), "example.com")
	var answer *AnswerError
	if !errors.As(err, &answer) || len(s.exchanges()) != 1 {
		t.Errorf("got %.200v after %d requests", err, len(s.exchanges()))
	}
}
