//go:build unix

package postgres

import (
	"context"
	"errors"
	"io"
	"net"
	"net/netip"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination/postgres/pgserver"
)

// proxy is a network between a process and a server, which can stop.
type proxy struct {
	listener net.Listener
	to       string

	mu      sync.Mutex
	stopped bool
	changed *sync.Cond
}

func newProxy(t *testing.T, port int) *proxy {
	t.Helper()
	l := listen(t)
	p := &proxy{listener: l, to: net.JoinHostPort("127.0.0.1", strconv.Itoa(port))}
	p.changed = sync.NewCond(&p.mu)
	go p.serve(t.Context())
	t.Cleanup(func() {
		_ = l.Close()
		p.stop(false)
	})
	return p
}

func (p *proxy) serve(ctx context.Context) {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		server, err := (&net.Dialer{}).DialContext(ctx, "tcp", p.to)
		if err != nil {
			_ = client.Close()
			continue
		}
		go p.pass(client, server)
		go p.pass(server, client)
	}
}

// pass hands bytes on, but for the times at which the network stops. An end is
// handed on too.
func (p *proxy) pass(from, to net.Conn) {
	buffer := make([]byte, 1<<16)
	for {
		n, err := from.Read(buffer)
		p.mu.Lock()
		for p.stopped {
			p.changed.Wait()
		}
		p.mu.Unlock()
		if _, failed := to.Write(buffer[:n]); err != nil || failed != nil {
			_, _ = to.Close(), from.Close()
			return
		}
	}
}

func (p *proxy) stop(stopped bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stopped = stopped
	p.changed.Broadcast()
}

// listen listens at a port of its own.
func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func portOf(l net.Listener) int { return int(netip.MustParseAddrPort(l.Addr().String()).Port()) }

func (p *proxy) dsn(parameters ...string) string {
	return pgserver.DSN(portOf(p.listener), parameters...)
}

func TestNetworkThatStopsEndsInABoundedTimeAndLosesTheLock(t *testing.T) {
	t.Parallel()
	s := sharedServer(t)
	p := newProxy(t, s.Port)
	schema := newSchema()
	d := opened(t, p.dsn("schema", schema), hasty())
	h := mustLock(t, d)
	d.limits.call, d.limits.connect = 200*time.Millisecond, 100*time.Millisecond
	d.config.ConnectTimeout = d.limits.connect
	p.stop(true)
	f := failure(t, h.Save(t.Context(), one))
	if f.Reason != LockLost {
		t.Errorf("Save: %v", f)
	}
	allFail(t, d, Slow)
	p.stop(false)
	// What was on its way may arrive later; it says no more than "writing".
	if f := failure(t, h.Save(t.Context(), coordination.Record{})); f.Reason != LockLost {
		t.Errorf("a later Save: %v", f)
	}
	other := mustLock(t, opened(t, s.DSN("schema", schema), standard()))
	if err := other.Save(t.Context(), one); err != nil {
		t.Errorf("Save of the next one: %v", err)
	}
	if err := h.Unlock(t.Context()); err == nil {
		t.Error("Unlock returns no error")
	}
}

func TestServerThatSaysNonsenseIsAway(t *testing.T) {
	t.Parallel()
	l := listen(t)
	defer l.Close()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_, err = io.WriteString(c, "HTTP/1.1 400 Bad Request\r\n\r\n")
			_ = errors.Join(err, c.Close())
		}
	}()
	allFail(t, opened(t, pgserver.DSN(portOf(l)), standard()), Away)
}
