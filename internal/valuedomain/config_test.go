package valuedomain

import (
	"crypto/tls"
	"errors"
	"net/http"
	"strings"
	"testing"
)

func TestConfig(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		change func(*Config)
		field  string // Of the error; empty: it is fine.
	}{
		{"a token is enough", func(*Config) {}, ""},
		{"no token", func(c *Config) { c.Token = "" }, "Token"},
		{"a token with a line break", func(c *Config) { c.Token = "abc\n" }, "Token"},
		{"a token in quotes of a text program", func(c *Config) { c.Token = "“abc”" }, "Token"},
		{"a token that is a book", func(c *Config) { c.Token = strings.Repeat("x", 5000) }, "Token"},
		{"another https address", func(c *Config) { c.Endpoint = "https://api.example.com:8443/v1/" }, ""},
		{"this machine by name", func(c *Config) { c.Endpoint = "http://localhost:8053/v1" }, ""},
		{"this machine by address", func(c *Config) { c.Endpoint = "http://127.0.0.1:8053" }, ""},
		{"this machine by IPv6", func(c *Config) { c.Endpoint = "http://[::1]:8053" }, ""},
		{"plain http elsewhere", func(c *Config) { c.Endpoint = "http://api.example.com/v1" }, "Endpoint"},
		{"a name that only begins like this machine", func(c *Config) { c.Endpoint = "http://127.0.0.1.example.com" }, "Endpoint"},
		{"a host below one named like this machine", func(c *Config) { c.Endpoint = "http://localhost.evil.example/v1" }, "Endpoint"},
		{"this machine as one number", func(c *Config) { c.Endpoint = "http://2130706433/v1" }, "Endpoint"},
		{"this machine in octal", func(c *Config) { c.Endpoint = "http://0177.0.0.1/v1" }, "Endpoint"},
		{"every address of this machine", func(c *Config) { c.Endpoint = "http://0.0.0.0/v1" }, "Endpoint"},
		{"plain http elsewhere in capitals", func(c *Config) { c.Endpoint = "HTTP://API.EXAMPLE.COM" }, "Endpoint"},
		{"this machine in capitals", func(c *Config) { c.Endpoint = "HTTP://LOCALHOST:8053" }, ""},
		{"a user named like this machine", func(c *Config) { c.Endpoint = "http://localhost@api.example.com" }, "Endpoint"},
		{"a token with a NUL", func(c *Config) { c.Token = "SECRET\x00" }, "Token"},
		{"a token with a header of its own", func(c *Config) { c.Token = "SECRET\r\nX-Other: y" }, "Token"},
		{"a token of another script", func(c *Config) { c.Token = "SECRETあ" }, "Token"},
		{"a token that is no UTF-8", func(c *Config) { c.Token = "SECRET\xff" }, "Token"},
		{"another scheme", func(c *Config) { c.Endpoint = "ftp://api.example.com" }, "Endpoint"},
		{"no scheme", func(c *Config) { c.Endpoint = "api.example.com/v1" }, "Endpoint"},
		{"no host", func(c *Config) { c.Endpoint = "https:///v1" }, "Endpoint"},
		{"no URL", func(c *Config) { c.Endpoint = "https://%zz" }, "Endpoint"},
		{"a user", func(c *Config) { c.Endpoint = "https://user:SECRET@api.example.com" }, "Endpoint"},
		{"a query", func(c *Config) { c.Endpoint = "https://api.example.com?key=SECRET" }, "Endpoint"},
		{"a fragment", func(c *Config) { c.Endpoint = "https://api.example.com/#SECRET" }, "Endpoint"},
		{"a path of its own", func(c *Config) { c.MailForwardingPath = "/x/{domain}" }, ""},
		{"a path without the domain", func(c *Config) { c.MailForwardingPath = "/x" }, "MailForwardingPath"},
		{"a path that is a URL", func(c *Config) { c.MailForwardingPath = "https://example.org/{domain}" }, "MailForwardingPath"},
		{"a path that is a host", func(c *Config) { c.MailForwardingPath = "//example.org/{domain}" }, "MailForwardingPath"},
		{"a path that leads upwards", func(c *Config) { c.MailForwardingPath = "/{domain}/../x" }, "MailForwardingPath"},
		{"a path with a query", func(c *Config) { c.MailForwardingPath = "/{domain}?x" }, "MailForwardingPath"},
		{"a limit below one", func(c *Config) { c.RequestsPerMinute = -1 }, "RequestsPerMinute"},
		{"a limit that is none", func(c *Config) { c.RequestsPerMinute = 1001 }, "RequestsPerMinute"},
		{"a user agent with a line break", func(c *Config) { c.UserAgent = "a\r\nX: y" }, "UserAgent"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			config := Config{Token: testToken}
			test.change(&config)
			_, err := New(config)
			var problem *ConfigError
			switch {
			case test.field == "" && err != nil:
				t.Error(err)
			case test.field != "" && (!errors.As(err, &problem) || problem.Field != test.field || leaks(err.Error())):
				t.Errorf("got %v, want one about %s", err, test.field)
			}
		})
	}
}

func TestDefaultTransport(t *testing.T) {
	t.Parallel()
	one, two := defaultTransport(defaultEndpoint), defaultTransport(defaultEndpoint)
	if one == two || one == http.DefaultTransport {
		t.Error("shared")
	}
	if one.Proxy == nil || one.TLSHandshakeTimeout != handshakeTimeout || one.Protocols.HTTP2() {
		t.Errorf("got %+v", one)
	}
	if one.TLSClientConfig.InsecureSkipVerify || one.TLSClientConfig.MinVersion != tls.VersionTLS12 {
		t.Error("TLS is not as it has to be")
	}
}

func TestPlainHTTPNeverLeavesThisMachine(t *testing.T) {
	t.Parallel()
	for _, endpoint := range []string{"http://localhost:8053/v1", "HTTP://LOCALHOST"} {
		transport := defaultTransport(endpoint)
		// What a resolver might say of the name.
		_, err := transport.DialContext(t.Context(), "tcp", "192.0.2.1:80")
		if err == nil || !strings.Contains(err.Error(), "leads to 192.0.2.1") || !notSent(err) {
			t.Errorf("%s: %v", endpoint, err)
		}
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, endpoint, nil)
		if err != nil {
			t.Fatal(err)
		}
		if u, err := transport.Proxy(r); u != nil || err != nil {
			t.Errorf("%s goes by %v, %v", endpoint, u, err)
		}
	}
}
