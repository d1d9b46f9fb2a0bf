package valuedomain

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"

	"github.com/go-resty/resty/v2"
)

const (
	// readTimeout bounds one attempt of a read, from the connection to the
	// end of the body, and readBudget all attempts of one read with the waits
	// between them. The API answers within a second or two. Waits for the
	// rate limit and after a 429 do not count.
	readTimeout = 30 * time.Second
	readBudget  = 60 * time.Second
	// writeTimeout bounds a write. It is longer: whoever gives up earlier
	// does not know what became of it.
	writeTimeout     = 60 * time.Second
	dialTimeout      = 15 * time.Second
	handshakeTimeout = 15 * time.Second
	// maxHeader bounds the headers of an answer, in bytes.
	maxHeader = 256 << 10
	// maxIdle is how many operations Terraform runs at a time.
	maxIdle = 10
)

// errTimeout is the cause where an attempt took too long.
var errTimeout = errors.New("no answer in time")

// newHTTP returns a resty client that does nothing by itself: no retry, no
// redirect, no log, no cookie.
func newHTTP(config Config) *resty.Client {
	transport := config.Transport
	if transport == nil {
		transport = defaultTransport(config.Endpoint)
	}
	// A redirect could carry the token to another host, or turn a PUT into
	// a GET: it is given back as the answer that it is.
	plain := &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return resty.NewWithClient(plain).
		SetLogger(silent{}).
		SetDisableWarn(true).
		SetRetryCount(0).
		SetHeader("User-Agent", config.UserAgent).
		SetHeader("Accept", "application/json")
}

// defaultTransport speaks only HTTP/1.1: where the environment asks for it, Go
// prints each header of HTTP/2, the token too.
func defaultTransport(endpoint string) *http.Transport {
	dialer := &net.Dialer{Timeout: dialTimeout, KeepAlive: 30 * time.Second}
	if !strings.HasPrefix(strings.ToLower(endpoint), "https:") {
		dialer.Control = onThisMachine
	}
	t := &http.Transport{
		Proxy:                  proxy,
		DialContext:            dialer.DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    handshakeTimeout,
		MaxResponseHeaderBytes: maxHeader,
		IdleConnTimeout:        90 * time.Second,
		MaxIdleConnsPerHost:    maxIdle,
		Protocols:              new(http.Protocols),
	}
	t.Protocols.SetHTTP1(true)
	return t
}

// errProxy is the cause where the proxy can't be used. Its URL is not repeated:
// it may contain a password.
var errProxy = errors.New("the proxy that the environment names (HTTPS_PROXY) is not a URL such as http://proxy.example:3128")

// proxy is the environment's for https. Plain http stays on this machine.
func proxy(r *http.Request) (*url.URL, error) {
	if r.URL.Scheme != "https" {
		return nil, nil //nolint:nilnil // No proxy and no error, by the contract of http.Transport.
	}
	u, err := http.ProxyFromEnvironment(r)
	if err != nil {
		return nil, errProxy
	}
	return u, nil
}

// onThisMachine refuses to connect to another one: a name such as "localhost"
// leads wherever the resolver says.
func onThisMachine(_, address string, _ syscall.RawConn) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	if !isLoopback(host) {
		return fmt.Errorf("plain http is for this machine only, and the endpoint leads to %s", host)
	}
	return nil
}

// request is one call of the API, which may be sent several times.
type request struct {
	operation    string
	method, path string // The path is escaped and relative to the endpoint.
	query        url.Values
	body         []byte
}

// answer is what came back.
type answer struct {
	status     int
	body       []byte
	retryAfter string
	location   string // Of a redirect.
}

// send makes one attempt, which takes no longer than the time given. The
// context's cause separates a timeout of the attempt from the end of the caller's
// context.
func (c *Client) send(ctx context.Context, r request, timeout time.Duration) (answer, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, timeout, fmt.Errorf("%w: %s", errTimeout, timeout))
	defer cancel()
	call := c.http.R().
		SetContext(ctx).
		SetAuthToken(c.token.reveal()).
		SetDoNotParseResponse(true)
	if r.query != nil {
		call.SetQueryParamsFromValues(r.query)
	}
	if r.body != nil {
		call.SetHeader("Content-Type", "application/json").SetBody(r.body)
	}
	response, err := call.Execute(r.method, c.endpoint+r.path)
	if err != nil {
		return answer{}, c.reason(ctx, err)
	}
	raw := response.RawBody()
	defer func() { _ = raw.Close() }()
	a := answer{status: response.StatusCode(), retryAfter: response.Header().Get("Retry-After"), location: response.Header().Get("Location")}
	a.body, err = io.ReadAll(io.LimitReader(raw, maxBody+1))
	if err != nil {
		return a, fmt.Errorf("read the answer: %w", c.reason(ctx, err))
	}
	return a, nil
}

// reason returns why no answer came. The errors of the HTTP library do not have the
// context's cause. Theirs may have the secret in them; the cause is ours, and stays as
// it is even where the token is a word of it.
func (c *Client) reason(ctx context.Context, err error) error {
	if ctx.Err() != nil && !errors.Is(err, context.Cause(ctx)) {
		return context.Cause(ctx)
	}
	return c.token.scrubError(err)
}

// notSent reports whether an error came before the API could have got anything:
// there was no connection to it, nor through the proxy.
func notSent(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect") || distrusted(err)
}

// distrusted reports whether the other side could not show who it is, or there is
// no way to it. Nothing is sent then, and it will be the same the next time.
func distrusted(err error) bool {
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	return errors.As(err, &certificate) || errors.As(err, &record) || errors.Is(err, errProxy)
}

// silent is a logger for resty that writes nothing: what it says can contain the
// request.
type silent struct{}

func (silent) Errorf(string, ...any) {}
func (silent) Warnf(string, ...any)  {}
func (silent) Debugf(string, ...any) {}
