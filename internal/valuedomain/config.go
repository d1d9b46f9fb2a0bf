package valuedomain

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

const (
	// defaultEndpoint is the address of the registrar's API.
	defaultEndpoint = "https://api.value-domain.com/v1"
	// defaultRequestsPerMinute is what the API lets pass for one token, all
	// endpoints together: in recorded traffic the 61st request within a
	// minute was refused.
	defaultRequestsPerMinute = 60
	// defaultMailForwardingPath is where the mail forwarding of a domain is
	// looked for. No reference of the registrar names such an endpoint.
	defaultMailForwardingPath = "/domains/{domain}/mailforward"

	// defaultUserAgent is sent where none is set. The front end refuses the
	// default names of some HTTP libraries.
	defaultUserAgent = "terraform-provider-valuedomain"
	domainVariable   = "{domain}"
	// maxRequestsPerMinute keeps a typing mistake from making a limit of
	// millions, which would have to be remembered one by one.
	maxRequestsPerMinute = 1000
)

// Config says how to reach the API. Only Token has no default.
type Config struct {
	// Token is the API token of the control panel: printable ASCII without
	// spaces.
	Token string `json:"-"`
	// Endpoint is the base URL; empty: defaultEndpoint. It must be https, or
	// http on this machine, and has neither user, query nor fragment.
	Endpoint string
	// UserAgent is sent with each request.
	UserAgent string
	// FreeDNS reads and writes zones at /freedns/{domain}, where the
	// registrar serves domains that are registered elsewhere.
	FreeDNS bool
	// MailForwardingPath is the path of the mail forwarding, with {domain}
	// where the domain belongs; empty: defaultMailForwardingPath.
	MailForwardingPath string
	// RequestsPerMinute is how many requests may start in any minute, 1 to
	// 1000; 0: defaultRequestsPerMinute.
	RequestsPerMinute int
	// Budget is where all who use the token count their requests; nil: this
	// client counts for itself.
	Budget coordination.Budget `json:"-"`

	// Transport sends the requests; nil: one with time limits, at least TLS
	// 1.2, and the proxy that the environment names.
	Transport http.RoundTripper `json:"-"`
	// Logger gets what happens: waits at info, requests at debug level, zone
	// texts at debug level and only where something is wrong with them.
	Logger *slog.Logger `json:"-"`
	// Now and Sleep are the clock, Jitter a random number from 0 up to 1
	// that spreads repeated requests; nil: the real ones.
	Now    func() time.Time                                 `json:"-"`
	Sleep  func(ctx context.Context, d time.Duration) error `json:"-"`
	Jitter func() float64                                   `json:"-"`
}

// String describes the configuration without the token.
func (c Config) String() string {
	token := "none"
	if c.Token != "" {
		token = redacted
	}
	return fmt.Sprintf("valuedomain.Config{token: %s, endpoint: %q, freedns: %t, requests per minute: %d}",
		token, redactURL(c.Endpoint), c.FreeDNS, c.RequestsPerMinute)
}

// GoString is String: the %#v form must not show the token either.
func (c Config) GoString() string { return c.String() }

// Format is String for every verb; fmt would look into the fields for some.
func (c Config) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// LogValue is String for structured logs.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }

// ConfigError says which setting of a Config can't be used, and why. It never
// repeats the value, which may be a secret in the wrong place.
type ConfigError struct {
	// Field is the name of the field in Config.
	Field string
	// Problem continues the sentence that begins with the field.
	Problem string
	// Secret reports that the value contains, or may contain, a secret.
	Secret bool
}

func (e *ConfigError) Error() string {
	return "configure the Value-Domain client: " + e.Field + " " + e.Problem
}

// complete checks the settings and fills the defaults in.
func (c Config) complete() (Config, error) {
	if err := checkToken(c.Token); err != nil {
		return c, err
	}
	if c.Endpoint == "" {
		c.Endpoint = defaultEndpoint
	}
	if err := checkEndpoint(c.Endpoint); err != nil {
		return c, err
	}
	c.Endpoint = strings.TrimRight(c.Endpoint, "/")
	if c.MailForwardingPath == "" {
		c.MailForwardingPath = defaultMailForwardingPath
	}
	if err := checkForwardingPath(c.MailForwardingPath); err != nil {
		return c, err
	}
	if c.RequestsPerMinute == 0 {
		c.RequestsPerMinute = defaultRequestsPerMinute
	}
	if c.RequestsPerMinute < 0 || c.RequestsPerMinute > maxRequestsPerMinute {
		return c, &ConfigError{Field: "RequestsPerMinute", Problem: fmt.Sprintf("must be from 1 to %d", maxRequestsPerMinute)}
	}
	if c.Budget == nil {
		c.Budget = coordination.NewMemory()
	}
	if c.UserAgent == "" {
		c.UserAgent = defaultUserAgent
	}
	if strings.ContainsFunc(c.UserAgent, func(r rune) bool { return r < ' ' || r > '~' }) {
		return c, &ConfigError{Field: "UserAgent", Problem: "contains characters that a header can't have"}
	}
	return c, nil
}

func checkToken(token string) error {
	switch {
	case token == "":
		return &ConfigError{Field: "Token", Problem: "is empty", Secret: true}
	case len(token) > 4096:
		return &ConfigError{Field: "Token", Problem: "is longer than any token", Secret: true}
	case strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }):
		return &ConfigError{Field: "Token", Problem: "contains a space, a newline or a character outside ASCII; was more than the token copied?", Secret: true}
	}
	return nil
}

func checkEndpoint(endpoint string) error {
	u, err := url.Parse(endpoint)
	switch {
	case err != nil || u.Opaque != "" || u.Hostname() == "":
		return &ConfigError{Field: "Endpoint", Problem: "is not a URL such as " + defaultEndpoint, Secret: true}
	case u.User != nil:
		return &ConfigError{Field: "Endpoint", Problem: "contains a user or password, which has no meaning here", Secret: true}
	case strings.ContainsAny(endpoint, "?#"):
		return &ConfigError{Field: "Endpoint", Problem: "contains a query or fragment", Secret: true}
	case u.Scheme == "https", u.Scheme == "http" && isLoopback(u.Hostname()):
		return nil
	case u.Scheme == "http":
		return &ConfigError{Field: "Endpoint", Problem: "is plain http, which would show the token on the way; use https (http is for this machine only)"}
	}
	return &ConfigError{Field: "Endpoint", Problem: "is not an https URL", Secret: true}
}

// isLoopback reports whether a host is this machine (RFC 6761 section 6.3 for the
// name).
func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

func checkForwardingPath(path string) error {
	const field = "MailForwardingPath"
	u, err := url.Parse(strings.ReplaceAll(path, domainVariable, "example.com"))
	switch {
	case !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || err != nil || u.Host != "":
		return &ConfigError{Field: field, Problem: "is not a path such as " + defaultMailForwardingPath}
	case strings.ContainsAny(path, "?#") || strings.Contains(path, "/../") || strings.HasSuffix(path, "/.."):
		return &ConfigError{Field: field, Problem: "contains a query, a fragment or \"..\""}
	case !strings.Contains(path, domainVariable):
		return &ConfigError{Field: field, Problem: "does not say where the domain belongs: write " + domainVariable + " there"}
	}
	return nil
}
