package simulator

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"
)

// maxBody bounds a request's body in bytes.
const maxBody = 1 << 20

type endpoint int

const (
	endpointUnknown endpoint = iota
	endpointJournal
	endpointDomains
	endpointDNS
	endpointFreeDNS
	endpointForwards
)

// call is one request, read to its end and taken apart.
type call struct {
	method    string
	path      string // Without the prefix /v1.
	query     url.Values
	token     string
	userAgent string
	body      []byte
	bodyError *failure

	endpoint endpoint
	domain   string

	// records is the number of lines of zone text sent or answered, for the journal.
	records int
}

// newCall reads the body first: net/http notices that a client has left only after that.
func newCall(r *http.Request) *call {
	c := &call{
		method:    r.Method,
		path:      shortPath(r.URL.Path),
		query:     r.URL.Query(),
		token:     bearerToken(r.Header.Get("Authorization")),
		userAgent: r.Header.Get("User-Agent"),
	}
	if c.method == "" {
		c.method = http.MethodGet
	}
	c.endpoint, c.domain = route(c.path)
	if r.Body == nil {
		return c
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	c.body = body
	switch {
	case err != nil:
		c.bodyError = &failure{http.StatusBadRequest, "Bad Request : the body ended too early."}
	case len(body) > maxBody:
		c.bodyError = &failure{http.StatusRequestEntityTooLarge, "Payload Too Large : the body is over 1 MiB."}
	case !utf8.Valid(body):
		c.bodyError = &failure{http.StatusBadRequest, "Bad Request : the body is not UTF-8."}
	}
	return c
}

// shortPath removes the prefix /v1, which clients may omit.
func shortPath(path string) string {
	if rest, ok := strings.CutPrefix(path, "/v1/"); ok {
		return "/" + rest
	}
	return path
}

func bearerToken(header string) string {
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

func route(path string) (endpoint, string) {
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	switch {
	case path == "/_journal":
		return endpointJournal, ""
	case path == "/domains":
		return endpointDomains, ""
	case len(parts) == 2 && parts[0] == "freedns" && parts[1] != "":
		return endpointFreeDNS, strings.ToLower(parts[1])
	case len(parts) == 3 && parts[0] == "domains" && parts[1] != "" && parts[2] == "dns":
		return endpointDNS, strings.ToLower(parts[1])
	case len(parts) == 3 && parts[0] == "domains" && parts[1] != "" && parts[2] == "mailforward":
		return endpointForwards, strings.ToLower(parts[1])
	default:
		return endpointUnknown, ""
	}
}

// isZone reports whether the answer has a zone text.
func (c *call) isZone() bool { return c.endpoint == endpointDNS || c.endpoint == endpointFreeDNS }

// countLines counts the lines of a text, the last one also without a line end.
func countLines(text string) int {
	n := strings.Count(text, "\n")
	if text != "" && !strings.HasSuffix(text, "\n") {
		n++
	}
	return n
}
