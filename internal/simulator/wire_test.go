package simulator_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

const startText = "a @ 203.0.113.10\na www 203.0.113.10\na * 203.0.113.10\ncname docs hogehoge.github.io.\ntxt @ google-site-verification=example"

// withoutID makes answers comparable.
func withoutID(answer string) string {
	return strings.TrimSuffix(regexp.MustCompile(`"request_id":"[0-9a-f]{24}"`).ReplaceAllString(answer, `"request_id":"ID"`), "\n")
}

func TestAnswersHaveTheRecordedShape(t *testing.T) {
	t.Parallel()
	quoted := strings.ReplaceAll(startText, "\n", `\n`)
	tests := []struct {
		name, method, path, body string
		status                   int
		want                     string
	}{
		{
			"a zone is read with its ttl as a string", "GET", "/domains/hogehoge.com/dns", "", 200,
			`{"results":{"domainid":1,"domainname":"hogehoge.com","ns_type":"valuedomain1","records":"` + quoted + `","ttl":"3600"},"request_id":"ID","request":{"path":"/v1/domains/hogehoge.com/dns","method":"GET","params":[]}}`,
		},
		{
			"a zone is written with its ttl as a number and echoed", "PUT", "/domains/hogehoge.com/dns", `{"ns_type":"valuedomain11","records":"x","ttl":600}`, 200,
			`{"results":{"domainid":1,"domainname":"hogehoge.com","ns_type":"valuedomain11","records":"x","ttl":600},"request_id":"ID","request":{"path":"/v1/domains/hogehoge.com/dns","method":"PUT","params":{"ns_type":"valuedomain11","records":"x","ttl":600}}}`,
		},
		{
			"a ttl may be sent as a string", "PUT", "/domains/hogehoge.com/dns", `{"ns_type":"valuedomain1","records":"","ttl":"120"}`, 200,
			`{"results":{"domainid":1,"domainname":"hogehoge.com","ns_type":"valuedomain1","records":"","ttl":120},"request_id":"ID","request":{"path":"/v1/domains/hogehoge.com/dns","method":"PUT","params":{"ns_type":"valuedomain1","records":"","ttl":"120"}}}`,
		},
		{
			"a ttl under 120 is stored as 3600", "PUT", "/freedns/hogehoge.com", `{"records":"x","ttl":119}`, 200,
			`{"results":{"domainid":1,"domainname":"hogehoge.com","records":"x","ttl":3600},"request_id":"ID","request":{"path":"/v1/freedns/hogehoge.com","method":"PUT","params":{"records":"x","ttl":119}}}`,
		},
		{
			"freedns reads the same zone without a type of name servers", "GET", "/freedns/HOGEHOGE.com", "", 200,
			`{"results":{"domainid":1,"domainname":"hogehoge.com","records":"` + quoted + `","ttl":"3600"},"request_id":"ID","request":{"path":"/v1/freedns/HOGEHOGE.com","method":"GET","params":[]}}`,
		},
		{
			"domains are listed ten a page", "GET", "/domains", "", 200,
			`{"paging":{"max":1,"limit":10,"page":1},"results":[{"domainid":1,"domainname":"hogehoge.com","registrar":"GMO","expirationdate":"2099-12-31","autorenew":0,"autorenew_all":0,"autorenew_domain":0}],"request_id":"ID","request":{"path":"/v1/domains","method":"GET","params":[]}}`,
		},
		{
			"a page past the end is empty", "GET", "/domains?limit=5&page=3", "", 200,
			`{"paging":{"max":1,"limit":5,"page":3},"results":[],"request_id":"ID","request":{"path":"/v1/domains","method":"GET","params":{"limit":"5","page":"3"}}}`,
		},
		{
			"no forwards are an empty list", "GET", "/domains/hogehoge.com/mailforward", "", 200,
			`{"results":{"domainid":1,"domainname":"hogehoge.com","forwards":[]},"request_id":"ID","request":{"path":"/v1/domains/hogehoge.com/mailforward","method":"GET","params":[]}}`,
		},
		{
			"an unknown domain is not found", "GET", "/domains/example.org/dns", "", 404,
			`{"errors":{"code":404,"message":"Not Found : domain \"example.org\" is not in this account."},"request_id":"ID","request":{"path":"/v1/domains/example.org/dns","method":"GET","params":[]}}`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, c := newServer(t, simulator.Options{})
			status, answer := c.send(test.method, test.path, test.body)
			if got := withoutID(answer); status != test.status || got != test.want {
				t.Errorf("status %d, answer\n%s\nwant %d\n%s", status, got, test.status, test.want)
			}
			// The prefix may be left out.
			c.base = "http://simulator"
			if again, _ := c.send(test.method, test.path, test.body); again != test.status {
				t.Errorf("without /v1: status %d, want %d", again, test.status)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	dns := "/domains/" + domain + "/dns"
	tests := []struct {
		name, method, path, body string
		status                   int
		message                  string
	}{
		{"an unknown path", "GET", "/domains/hogehoge.com/whois", "", 404, "Not Found : there is no endpoint /domains/hogehoge.com/whois."},
		{"a method that is not offered", "DELETE", dns, "", 405, "Method Not Allowed : DELETE is not offered here."},
		{"a body that is no JSON", "PUT", dns, "{", 400, "Bad Request : unexpected end of JSON input."},
		{"an empty body", "PUT", dns, "", 400, "Bad Request : unexpected end of JSON input."},
		{"a second value after the body", "PUT", dns, `{} {}`, 400, "Bad Request : invalid character '{' after top-level value."},
		{"no records", "PUT", dns, `{"ns_type":"valuedomain1","ttl":1}`, 400, "Bad Request : records is missing."},
		{"records that are null", "PUT", dns, `{"ns_type":"valuedomain1","records":null,"ttl":1}`, 400, "Bad Request : records is missing."},
		{"records that are a list", "PUT", "/freedns/hogehoge.com", `{"records":[],"ttl":1}`, 400, "Bad Request : json: cannot unmarshal array into Go struct field zoneBody.records of type string."},
		{"no ttl", "PUT", dns, `{"ns_type":"valuedomain1","records":""}`, 400, "Bad Request : ttl is missing."},
		{"a ttl in words", "PUT", dns, `{"ns_type":"valuedomain1","records":"","ttl":"long"}`, 400, "Bad Request : not a whole number."},
		{"a ttl with a fraction", "PUT", dns, `{"ns_type":"valuedomain1","records":"","ttl":600.5}`, 400, "Bad Request : not a whole number."},
		{"no type of name servers", "PUT", dns, `{"records":"","ttl":600}`, 400, "Bad Request : ns_type is missing."},
		{"a body that is not UTF-8", "PUT", dns, "{\"records\":\"\xff\"}", 400, "Bad Request : the body is not UTF-8."},
		{"a body over 1 MiB", "PUT", dns, strings.Repeat(" ", 1<<20+1), 413, "Payload Too Large : the body is over 1 MiB."},
		{"a limit of nothing", "GET", "/domains?limit=0", "", 400, "Bad Request : limit must be a number from 1."},
		{"a page in words", "GET", "/domains?page=two", "", 400, "Bad Request : page must be a number from 1."},
		{"no list of forwards", "PUT", "/domains/hogehoge.com/mailforward", `{}`, 400, "Bad Request : forwards is missing."},
		{"a forward to nowhere", "PUT", "/domains/hogehoge.com/mailforward", `{"forwards":[{"user":"info"}]}`, 400, "Bad Request : a forward needs user and forward_to."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s, c := newServer(t, simulator.Options{})
			status, answer := c.send(test.method, test.path, test.body)
			problem, _ := object(t, answer)["errors"].(map[string]any)
			if status != test.status || problem["code"] != float64(test.status) || problem["message"] != test.message {
				t.Errorf("status %d, errors %v; want %d, %s", status, problem, test.status, test.message)
			}
			if got := held(t, s); got != startText {
				t.Errorf("the zone has changed: %q", got)
			}
		})
	}
}

func TestRecordsAreStoredByteForByte(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "\n", "a @ 192.0.2.1", "a @ 192.0.2.1\r\n\r\nA  WWW\t192.0.2.1 \r\n", "a @ 192.0.2.1\na @ 192.0.2.1\n",
		"# comment\n??? <b>&\u2028 日本語\x00\n\n", "mx @ mail\nmxe mail 192.0.2.1 x\n",
	} {
		s, c := newServer(t, simulator.Options{})
		c.put(text)
		if got := held(t, s); got != text {
			t.Errorf("stored %q, want %q", got, text)
		}
		if got := c.records(); got != text {
			t.Errorf("answered %q, want %q", got, text)
		}
	}
}

func TestOnlyTheTokenAndKnownUserAgentsPass(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, want, token, userAgent string
		status                       int
	}{
		{"the right token", "right", "right", "test/1", 200},
		{"a wrong token", "right", "wrong", "test/1", 401},
		{"no token", "right", "", "test/1", 401},
		{"any token where none is asked for", "", "whatever", "test/1", 200},
		{"no token where none is asked for", "", "", "test/1", 401},
		{"the user agent of Python's requests", "right", "right", "python-requests/2.32", 403},
		{"the user agent of Python's urllib", "right", "right", "Python-urllib/3.12", 403},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, c := newServer(t, simulator.Options{Token: test.want})
			c.token, c.userAgent = test.token, test.userAgent
			status, answer := c.send("GET", "/domains", "")
			if status != test.status {
				t.Errorf("status %d, want %d: %s", status, test.status, answer)
			}
			if isHTML := strings.HasPrefix(answer, "<html>"); isHTML != (test.status == 403) {
				t.Errorf("status %d with the body %q", status, answer)
			}
		})
	}
}

func TestDomainsArePagedAndOrdered(t *testing.T) {
	t.Parallel()
	s, c := newServer(t, simulator.Options{})
	for _, name := range []string{"B.example", "a.example"} {
		if err := s.SetZone(name, simulator.Zone{}); err != nil {
			t.Fatal(err)
		}
	}
	for query, want := range map[string]string{
		"limit=2":                     "hogehoge.com b.example",
		"limit=2&page=2":              "a.example",
		"order=desc":                  "a.example b.example hogehoge.com",
		"page=2&limit=99999999999999": "",
	} {
		status, answer := c.send("GET", "/domains?"+query, "")
		var names []string
		results, _ := object(t, answer)["results"].([]any)
		for _, r := range results {
			item, _ := r.(map[string]any)
			name, _ := item["domainname"].(string)
			names = append(names, name)
		}
		if got := strings.Join(names, " "); status != 200 || got != want {
			t.Errorf("%s: status %d, domains %q, want %q", query, status, got, want)
		}
		if p, _ := object(t, answer)["paging"].(map[string]any); p["max"] != 3.0 {
			t.Errorf("%s: paging %v, want max 3", query, p)
		}
	}
	if got := strings.Join(s.Domains(), " "); got != "hogehoge.com b.example a.example" {
		t.Errorf("Domains: %q", got)
	}
}

func TestAnswersOverAPortAreTheSame(t *testing.T) {
	t.Parallel()
	s, c := newServer(t, simulator.Options{})
	port := httptest.NewServer(s)
	t.Cleanup(port.Close)
	_, want := c.send("GET", "/domains/hogehoge.com/dns", "")
	c.base, c.transport = port.URL+"/v1", &http.Transport{}
	status, got := c.send("GET", "/domains/hogehoge.com/dns", "")
	if status != 200 || withoutID(got) != withoutID(want) {
		t.Errorf("status %d, answer\n%s\nwant\n%s", status, got, want)
	}
}
