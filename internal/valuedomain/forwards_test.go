package valuedomain

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

const forwardsOK = `{"results":{"domainid":1,"domainname":"example.com","forwards":[{"user":"info","forward_to":"me@example.net"}]}}`

func TestForwards(t *testing.T) {
	t.Parallel()
	s := always(200, forwardsOK)
	got, err := newTestClient(t, s).Forwards(t.Context(), "example.com")
	if err != nil || got.Domain != "example.com" || !slices.Equal(got.List, []Forward{{"info", "me@example.net"}}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if e := s.exchanges()[0]; e.method != "GET" || e.path != "/v1/domains/example.com/mailforward" {
		t.Errorf("sent %+v", e)
	}
}

func TestSetForwards(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, body string
		list       []Forward
	}{
		{"two", `{"forwards":[{"user":"info","forward_to":"me@example.net"},{"user":"a&b","forward_to":"x@example.net"}]}`, []Forward{{"info", "me@example.net"}, {"a&b", "x@example.net"}}},
		{"none", `{"forwards":[]}`, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := always(200, forwardsOK)
			c := newTestClient(t, s, func(c *Config) { c.MailForwardingPath = "/mail/{domain}/forward" })
			if _, err := c.SetForwards(t.Context(), "example.com", test.list); err != nil {
				t.Fatal(err)
			}
			if e := s.exchanges()[0]; e.method != "PUT" || e.path != "/v1/mail/example.com/forward" || e.body != test.body {
				t.Errorf("sent %+v", e)
			}
		})
	}
}

func TestForwardingThatIsNotOffered(t *testing.T) {
	t.Parallel()
	const missing = `{"errors":{"code":404,"message":"Not Found"},"request_id":"x"}`
	for _, test := range []struct {
		name            string
		forward         func() (result, error)
		zone            func() (result, error)
		offered, domain bool // What is not there.
		text            string
	}{
		{"the path is missing", give(404, missing), give(200, zoneOK), true, false, "(the domain itself is there): Not Found"},
		{"the path is missing, says a page", give(404, htmlPage), give(200, zoneOK), true, false, "(the domain itself is there): 503 Service Unavailable"},
		{"the method is not allowed", give(405, ""), give(200, zoneOK), true, false, "(the domain itself is there)"},
		{"the domain is missing", give(404, missing), give(404, missing), false, true, "status 404"},
		{"the zone can't be read", give(404, missing), give(401, missing), true, false, "(the domain could not be read either, so it may be the domain that is missing): Not Found"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for _, write := range []bool{false, true} {
				c := newTestClient(t, inOrder(test.forward, test.zone))
				_, err := c.Forwards(t.Context(), "example.com")
				if write {
					c = newTestClient(t, inOrder(test.forward, test.zone))
					_, err = c.SetForwards(t.Context(), "example.com", nil)
				}
				var typed *ForwardingNotOfferedError
				if errors.As(err, &typed) != test.offered || IsNotFound(err) != test.domain {
					t.Errorf("got %v", err)
				}
				if err == nil || !strings.Contains(err.Error(), test.text) {
					t.Errorf("got %v", err)
				}
			}
		})
	}
}

func TestForwardsThatMakeNoSense(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, body, problem string }{
		{"missing", `{"results":{"domainname":"example.com"}}`, `"forwards" is missing`},
		{"null", `{"results":{"domainname":"example.com","forwards":null}}`, `"forwards" is missing`},
		{"an object", `{"results":{"domainname":"example.com","forwards":{}}}`, `"forwards" is not a list`},
		{"no user", `{"results":{"domainname":"example.com","forwards":[{"forward_to":"x"}]}}`, `"user" is missing`},
		{"no destination", `{"results":{"domainname":"example.com","forwards":[{"user":"x"}]}}`, `"forward_to" is missing`},
		{"a user that is a number", `{"results":{"domainname":"example.com","forwards":[{"user":5,"forward_to":"x"}]}}`, `"user" is not a string`},
		{"no domain", `{"results":{"forwards":[]}}`, `"domainname" is missing`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := newTestClient(t, always(200, test.body))
			if _, err := c.Forwards(t.Context(), "example.com"); kind(err) != "answer" || !strings.Contains(err.Error(), test.problem) {
				t.Errorf("got %v", err)
			}
			if _, err := c.SetForwards(t.Context(), "example.com", nil); kind(err) != "unknown" {
				t.Errorf("got %v", err)
			}
		})
	}
}
