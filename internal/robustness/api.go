package robustness

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

const (
	domain = "hogehoge.com"
	// lag is how long reads may lag behind writes, landing how long after its
	// error a write may still take effect: what the provider is built for.
	lag     = 1300 * time.Millisecond
	landing = 1900 * time.Millisecond
	// halfWay is the most that a request or an answer is under way.
	halfWay = 300 * time.Millisecond
)

// trouble is how often what goes wrong, of a thousand requests.
type trouble struct{ cutBefore, cutAfter, late, refused, tooMany, serverError, oldRead int }

// api is the simulated API with an unreliable network in front of it.
type api struct {
	server *simulator.Server
	log    func(format string, args ...any)

	mu       sync.Mutex
	seed     uint64
	trouble  trouble
	versions []version // What the zone was, the newest last.
	starts   []time.Time
	requests int
	writes   int
	effect   func(w write) // Called with each text that takes effect.
}

// version is what a GET showed from a time on.
type version struct {
	since time.Time
	zone  simulator.Zone
}

// write is a PUT of a zone that took effect.
type write struct {
	by            string
	asked         time.Time // When the last read of the writer began.
	before, after string
}

// client is the network of one provider process.
type client struct {
	*api

	name   string
	chance *rand.Rand // Its own, so that what others do at the same instant changes nothing.
	asked  time.Time
	dead   atomic.Bool // The process was killed: nothing reaches it any more.
}

func newAPI(seed uint64, limit int, log func(string, ...any)) (*api, error) {
	a := &api{seed: seed, log: log}
	var err error
	a.server, err = simulator.New(simulator.Options{RequestsPerMinute: limit})
	return a, err
}

// note remembers what the zone is now.
func (a *api) note() {
	z, _ := a.server.Zone(domain)
	if n := len(a.versions); n == 0 || a.versions[n-1].zone.Records != z.Records || a.versions[n-1].zone.TTL != z.TTL || fmt.Sprint(a.versions[n-1].zone.Forwards) != fmt.Sprint(z.Forwards) {
		a.versions = append(a.versions, version{time.Now(), z})
	}
}

func (a *api) text() string {
	z, _ := a.server.Zone(domain)
	return z.Records
}

// client returns the network of one process.
func (a *api) client(name string) *client {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))
	return &client{api: a, name: name, chance: rand.New(rand.NewPCG(a.seed, h.Sum64()))}
}

// jitter draws a time that no other event shares. The caller holds mu.
func jitter(chance *rand.Rand, most time.Duration) time.Duration {
	return time.Duration(chance.Int64N(int64(most))) + 1
}

// jitter is the chance of the client's own waits.
func (c *client) jitter() float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.chance.Float64()
}

// counts returns how many requests and writes there were so far.
func (a *api) counts() (requests, writes int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.requests, a.writes
}

func (c *client) happens(perMille int) bool {
	return c.chance.IntN(1000) < perMille
}

var errCut = fmt.Errorf("read: %w", syscall.ECONNRESET)

// RoundTrip sends one request.
func (c *client) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := drain(r)
	if err != nil {
		return nil, err
	}
	asked, path := time.Now(), strings.TrimPrefix(r.URL.Path, "/v1")
	c.mu.Lock()
	c.requests++
	c.starts = append(c.starts, asked)
	if r.Method == http.MethodPut {
		asked = c.asked // A late write rests on what was read before it was sent.
	}
	t := c.trouble
	put := r.Method == http.MethodPut
	cutBefore, cutAfter, late := c.happens(t.cutBefore), c.happens(t.cutAfter), put && c.happens(t.late)
	status := 0
	switch {
	case c.happens(t.tooMany):
		status = http.StatusTooManyRequests
	case put && c.happens(t.refused):
		status = http.StatusBadRequest
	case c.happens(t.serverError):
		status = http.StatusInternalServerError
	}
	old := !put && c.happens(t.oldRead)
	if c.dead.Load() {
		cutAfter = c.chance.IntN(2) == 0
	}
	there, back, landed, age := jitter(c.chance, halfWay), jitter(c.chance, halfWay), jitter(c.chance, landing), c.chance.Float64()
	c.mu.Unlock()
	c.log("%s %s %s", c.name, r.Method, path)
	if c.dead.Load() {
		return nil, errCut
	}
	if err := c.pause(r.Context(), there); err != nil {
		if c.dead.Load() && cutAfter { // It was on its way already.
			c.send(r, body, asked)
		}
		return nil, err
	}
	switch {
	case late:
		go func() {
			time.Sleep(landed)
			c.send(r, body, asked) // Nobody hears of it.
		}()
		return nil, errCut
	case cutBefore:
		return nil, errCut
	case status != 0:
		return answer(r, status), nil
	}
	resp := c.send(r, body, asked)
	if old && resp.StatusCode == http.StatusOK {
		c.makeOld(resp, path, asked, age)
	}
	if cutAfter {
		return nil, errCut
	}
	if err := c.pause(r.Context(), back); err != nil {
		return nil, err
	}
	return resp, nil
}

func (c *client) pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C:
	}
	if c.dead.Load() {
		return errCut // Killed: nothing reaches it any more.
	}
	return nil
}

// send lets a request take effect.
func (c *client) send(r *http.Request, body []byte, asked time.Time) *http.Response {
	c.mu.Lock()
	defer c.mu.Unlock()
	before := c.text()
	again := r.Clone(context.Background())
	again.Body = io.NopCloser(bytes.NewReader(body))
	resp, err := c.server.Transport().RoundTrip(again)
	if err != nil {
		return answer(r, http.StatusBadGateway)
	}
	c.note()
	if r.Method != http.MethodPut {
		c.asked = asked
		return resp
	}
	if strings.HasSuffix(r.URL.Path, "/dns") && resp.StatusCode == http.StatusOK {
		c.writes++
		c.log("%s wrote:\n%s", c.name, c.text())
		if c.effect != nil {
			c.effect(write{by: c.name, asked: asked, before: before, after: c.text()})
		}
	}
	return resp
}

// makeOld shows a text that was current at some time since the lag before the
// question.
func (c *client) makeOld(resp *http.Response, path string, asked time.Time, age float64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	from := len(c.versions) - 1
	for from > 0 && c.versions[from].since.After(asked.Add(-lag)) {
		from--
	}
	v := c.versions[from+int(age*float64(len(c.versions)-from))]
	var all map[string]any
	if json.NewDecoder(resp.Body).Decode(&all) != nil {
		return
	}
	results, _ := all["results"].(map[string]any)
	if strings.HasSuffix(path, "/dns") {
		results["records"], results["ttl"] = v.zone.Records, fmt.Sprint(v.zone.TTL)
	} else {
		list := []any{}
		for _, f := range v.zone.Forwards {
			list = append(list, map[string]any{"user": f.User, "forward_to": f.ForwardTo})
		}
		results["forwards"] = list
	}
	text, _ := json.Marshal(all)
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(text)), int64(len(text))
}

func drain(r *http.Request) ([]byte, error) {
	if r.Body == nil {
		return nil, nil
	}
	body, err := io.ReadAll(r.Body)
	return body, errors.Join(err, r.Body.Close())
}

func answer(r *http.Request, status int) *http.Response {
	body := fmt.Sprintf(`{"errors":{"code":%d,"message":"%s"},"request_id":"x"}`, status, http.StatusText(status))
	return &http.Response{
		Status: http.StatusText(status), StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}
}
