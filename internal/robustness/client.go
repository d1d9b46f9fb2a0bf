package robustness

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// client is the network of one provider process.
type client struct {
	*api

	name    string
	machine coordination.Shared // What its machine shares.
	service *service            // Nil: the machines share nothing.

	asked map[string]time.Time // When the last read began, by path.
	dead  atomic.Bool          // The process was killed.
	locks []*held              // Those that it had.
	times map[string]chosen    // How often what was chosen.
	sent  int                  // How many requests it made,
	wrote int                  // and how many of them took effect as a write.
}

// chosen is how often something was chosen, and when last.
type chosen struct {
	times int
	last  time.Time
}

// next names the next choice of a kind. What is chosen at one instant is one choice:
// nothing says which goroutine comes first on a busy machine.
func (c *client) next(what string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.times == nil {
		c.times = map[string]chosen{}
	}
	n := c.times[what]
	if now := time.Now(); n.times == 0 || !n.last.Equal(now) {
		n = chosen{n.times + 1, now}
		c.times[what] = n
	}
	return fmt.Sprint(c.name, " ", what, " ", n.times)
}

// number is a number from 0 up to 1.
func (c *client) number() float64 { return c.chance.of(c.next("number")).Float64() }

// luck is what becomes of one request.
type luck struct {
	cutBefore, cutAfter, late, old bool
	onItsWay                       bool // A process that is killed meanwhile has sent it.
	status                         int  // 0: the API's own.
	there, landing, back           time.Duration
	age                            float64 // From 0, the oldest text that may be shown, up to 1.
}

// luck chooses what becomes of a request.
func (c *client) luck(method, path string) (l luck) {
	r := c.chance.of(c.next(method + " " + path))
	happens := func(perMille int, name string) bool {
		return r.IntN(1000) < perMille && c.chance.has("%s", name)
	}
	put := method == http.MethodPut
	t := c.trouble
	l.cutBefore, l.cutAfter = happens(t.cutBefore, "cut before"), happens(t.cutAfter, "cut after")
	l.late, l.old = happens(t.late, "late write") && put, happens(t.oldRead, "old read") && !put
	switch {
	case happens(t.tooMany, "429"):
		l.status = http.StatusTooManyRequests
	case happens(t.refused, "400") && put:
		l.status = http.StatusBadRequest
	case happens(t.serverError, "500"):
		l.status = http.StatusInternalServerError
	}
	some := func(most time.Duration) time.Duration { return time.Duration(r.Int64N(int64(most))) + 1 }
	l.there, l.back, l.landing = some(latency), some(latency), some(landing)
	l.onItsWay, l.age = r.IntN(2) == 0, r.Float64()
	if o := t.outage; time.Now().After(o.from) && time.Now().Before(o.until) && (put || o.reads) {
		l.status, l.cutBefore, l.late = o.status, o.status == 0, false
	}
	if c.force != nil {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.force(method, path, &l)
	}
	return l
}

var errCut = fmt.Errorf("read: %w", syscall.ECONNRESET)

// RoundTrip sends one request.
func (c *client) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := drain(r)
	if err != nil {
		return nil, err
	}
	sent, path := time.Now(), strings.TrimPrefix(r.URL.Path, "/v1")
	asked := sent
	luck := c.luck(r.Method, path)
	c.mu.Lock()
	c.requests++
	c.sent++
	c.starts[c.machine] = append(c.starts[c.machine], sent)
	if r.Method == http.MethodPut {
		asked = c.asked[path] // A late write rests on what was read before it was sent.
	}
	c.mu.Unlock()
	c.stop()
	c.log("%s %s %s", c.name, r.Method, path)
	if err := c.pause(r.Context(), luck.there); err != nil {
		if c.dead.Load() && luck.onItsWay {
			c.send(r, body, asked, sent)
		}
		c.stop()
		return nil, err
	}
	switch {
	case luck.late:
		go func() {
			time.Sleep(luck.landing)
			c.send(r, body, asked, sent) // Nobody hears of it.
		}()
		return nil, errCut
	case luck.cutBefore:
		return nil, errCut
	case luck.status != 0:
		return answer(r, luck.status), nil
	}
	resp := c.send(r, body, asked, sent)
	if luck.old && resp.StatusCode == http.StatusOK {
		c.makeOld(resp, path, asked, luck.age)
	}
	if luck.cutAfter {
		return nil, errCut
	}
	if err := c.pause(r.Context(), luck.back); err != nil {
		c.stop()
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
		return errCut
	}
	return nil
}

// stop lets a process that was killed do nothing any more.
func (c *client) stop() {
	if c.dead.Load() {
		<-c.end
	}
}

// send lets a request take effect.
func (c *client) send(r *http.Request, body []byte, asked, sent time.Time) *http.Response {
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
		if c.asked == nil {
			c.asked = map[string]time.Time{}
		}
		c.asked[strings.TrimPrefix(r.URL.Path, "/v1")] = asked
		return resp
	}
	if resp.StatusCode == http.StatusOK {
		c.writes++
		c.wrote++
		c.log("%s wrote:\n%s", c.name, c.text())
		if c.effect != nil {
			c.effect(write{by: c.name, asked: asked, sent: sent, before: before, after: c.text()})
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
