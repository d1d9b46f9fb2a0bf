package valuedomain

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/go-resty/resty/v2"
)

// Client talks to the API with one token.
type Client struct {
	http           *resty.Client
	token          secret
	endpoint       string
	freeDNS        bool
	forwardingPath string

	limit  *limiter
	gate   *gate
	log    *slog.Logger
	now    func() time.Time
	sleep  func(ctx context.Context, d time.Duration) error
	jitter func() float64
}

// New returns a client. The error is a *ConfigError.
func New(config Config) (*Client, error) {
	config, err := config.complete()
	if err != nil {
		return nil, err
	}
	c := &Client{
		token:          newSecret(config.Token),
		endpoint:       config.Endpoint,
		freeDNS:        config.FreeDNS,
		forwardingPath: config.MailForwardingPath,
		log:            config.Logger,
		now:            config.Now,
		sleep:          config.Sleep,
		jitter:         config.Jitter,
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	if c.now == nil {
		c.now = time.Now
	}
	if c.sleep == nil {
		c.sleep = sleep
	}
	if c.jitter == nil {
		c.jitter = rand.Float64
	}
	c.gate = &gate{now: c.now, sleep: c.sleep}
	c.limit = newLimiter(config.RequestsPerMinute, config.Budget, c.gate, c.log)
	c.http = newHTTP(config)
	return c, nil
}

// String describes the client without the token.
func (c *Client) String() string { return fmt.Sprintf("valuedomain.Client{endpoint: %q}", c.endpoint) }

// GoString is String.
func (c *Client) GoString() string { return c.String() }

// Format is String for every verb.
func (c *Client) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// LogValue is String for structured logs.
func (c *Client) LogValue() slog.Value { return slog.StringValue(c.String()) }

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-t.C:
		return nil
	}
}
