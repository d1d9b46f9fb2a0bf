package valuedomain

import (
	"errors"
	"strings"
	"testing"
)

func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		status int
		body   string
		want   APIError // Without what belongs to the request.
		text   string
	}{
		{
			"the recorded form", 404, `{"errors":{"code":404,"message":"Not Found : Not Found."},"request_id":"abc","request":{}}`,
			APIError{Code: 404, Message: "Not Found : Not Found.", RequestID: "abc"},
			"read zone example.com: GET /domains/example.com/dns: status 404 Not Found: Not Found : Not Found. (request abc)",
		},
		{
			"a code of its own, as a string", 400, `{"errors":{"code":"1234","message":"no"}}`,
			APIError{Code: 1234, Message: "no"},
			"read zone example.com: GET /domains/example.com/dns: status 400 Bad Request: no (code 1234)",
		},
		{
			"a message that is a list", 400, `{"errors":{"code":400,"message":["a\u0026b","c"]}}`,
			APIError{Code: 400, Message: `{"code":400,"message":["a&b","c"]}`},
			`read zone example.com: GET /domains/example.com/dns: status 400 Bad Request: {"code":400,"message":["a&b","c"]}`,
		},
		{
			"errors that are a text", 400, `{"errors":"no\n such \u001b[31mthing"}`,
			APIError{Message: "no such [31mthing"},
			"read zone example.com: GET /domains/example.com/dns: status 400 Bad Request: no such [31mthing",
		},
		{
			"a page with a title", 403, "<html><head><title>403 &amp;\n Forbidden</title></head><body><p>secret stack trace</p></body></html>",
			APIError{Message: "403 & Forbidden", Gateway: true},
			"read zone example.com: GET /domains/example.com/dns: status 403 Forbidden: 403 & Forbidden",
		},
		{
			"a page without a title", 403, "<html><style>p{}</style><script>if (a<b) x()</script><!-- no --><body><h1>No</h1> entry</body>",
			APIError{Message: "No entry", Gateway: true},
			"read zone example.com: GET /domains/example.com/dns: status 403 Forbidden: No entry",
		},
		{
			"a long text", 400, strings.Repeat("あ ", 400),
			APIError{Message: strings.Repeat("あ ", 149) + "あ…", Gateway: true},
			"read zone example.com: GET /domains/example.com/dns: status 400 Bad Request: " + strings.Repeat("あ ", 149) + "あ…",
		},
		{
			"no body", 404, "",
			APIError{Gateway: true},
			"read zone example.com: GET /domains/example.com/dns: status 404 Not Found",
		},
		{
			"JSON from elsewhere", 404, `{"message":"no Route matched with those values"}`,
			APIError{Message: `{"message":"no Route matched with those values"}`, Gateway: true},
			`read zone example.com: GET /domains/example.com/dns: status 404 Not Found: {"message":"no Route matched with those values"}`,
		},
		{
			"a redirect", 301, "",
			APIError{Message: "the answer is a redirect, and redirects are not followed", Gateway: true},
			"read zone example.com: GET /domains/example.com/dns: status 301 Moved Permanently: the answer is a redirect, and redirects are not followed",
		},
		{
			"a status nobody knows", 499, "",
			APIError{Gateway: true},
			"read zone example.com: GET /domains/example.com/dns: status 499",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := newTestClient(t, always(test.status, test.body)).ReadZone(t.Context(), "example.com")
			var got *APIError
			if !errors.As(err, &got) {
				t.Fatalf("got %v", err)
			}
			want := test.want
			want.Operation, want.Method, want.Path, want.Status = "read zone example.com", "GET", "/domains/example.com/dns", test.status
			if *got != want {
				t.Errorf("got %#v\nwant %#v", *got, want)
			}
			if err.Error() != test.text {
				t.Errorf("got %q\nwant %q", err.Error(), test.text)
			}
		})
	}
}

func TestKindsOfRefusal(t *testing.T) {
	t.Parallel()
	type kinds struct{ notFound, unauthorized, forbidden, rateLimited bool }
	for _, test := range []struct {
		name string
		err  error
		want kinds
	}{
		{"nothing", nil, kinds{}},
		{"another error", errors.New("x"), kinds{}},
		{"a domain that is not there", &APIError{Status: 404}, kinds{notFound: true}},
		{"a page that is not there says nothing about the domain", &APIError{Status: 404, Gateway: true}, kinds{}},
		{"a wrapped one", &UnknownOutcomeError{Err: &APIError{Status: 401}}, kinds{unauthorized: true}},
		{"no permission", &APIError{Status: 403}, kinds{forbidden: true}},
		{"too many requests", &APIError{Status: 429}, kinds{rateLimited: true}},
		{"no mail forwarding is not a missing domain", &ForwardingNotOfferedError{}, kinds{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := kinds{IsNotFound(test.err), IsUnauthorized(test.err), IsForbidden(test.err), IsRateLimited(test.err)}
			if got != test.want {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestOutcomeUnknown(t *testing.T) {
	t.Parallel()
	var unknown interface{ OutcomeUnknown() bool }
	err := error(&UnknownOutcomeError{"write zone example.com", "PUT", "/domains/example.com/dns", errors.New("EOF")})
	if !errors.As(err, &unknown) || !unknown.OutcomeUnknown() {
		t.Error("the coordinator would not see it")
	}
	if got, want := err.Error(), "write zone example.com: PUT /domains/example.com/dns: it is not known whether this was written: EOF"; got != want {
		t.Errorf("got %q", got)
	}
	if errors.As(error(&TransportError{Err: errors.New("x")}), &unknown) {
		t.Error("a request that was not sent has a known outcome")
	}
}
