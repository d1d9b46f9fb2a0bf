package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"math"
	"net"
	"net/http"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// world is a simulated API on loopback with the zone to work on.
type world struct {
	*simulator.Server

	url, token string
	http       *http.Server
}

func newWorld(ctx context.Context, s subject) (*world, error) {
	limit := -1
	if s.PerMinute > 0 {
		limit = s.PerMinute
	}
	// Processes with one token share its limit, so each world has its own.
	w := &world{token: "bench-" + rand.Text()}
	var err error
	w.Server, err = simulator.New(simulator.Options{Token: w.token, RequestsPerMinute: limit, Latency: s.Latency})
	if err != nil {
		return nil, err
	}
	if err := w.SetZone(domain, startZone()); err != nil {
		return nil, err
	}
	var listen net.ListenConfig
	listener, err := listen.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("serve the simulator: %w", err)
	}
	w.url = "http://" + listener.Addr().String() + "/v1"
	w.http = &http.Server{Handler: w.Server, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		if err := w.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			panic(err) // Without the API no figure means anything.
		}
	}()
	return w, nil
}

func (w *world) close() { _ = w.http.Close() }

// takeRequests returns the requests since the last call.
func (w *world) takeRequests() []simulator.Entry {
	defer w.ResetJournal()
	return w.Journal()
}

// walksOf shares requests out to the processes that sent them: those of one
// command live one after the other.
func walksOf(requests []simulator.Entry, processes []usage) []walk {
	var walks []walk
	current := -1
	for _, r := range requests {
		sender := senderOf(r, processes)
		if len(walks) == 0 || sender != current {
			walks, current = append(walks, walk{}), sender
		}
		w := &walks[len(walks)-1]
		if r.Method == http.MethodPut {
			w.Puts++
		} else {
			w.Gets++
		}
	}
	return walks
}

// senderOf returns the process that sent a request: the last one to start before it.
func senderOf(r simulator.Entry, processes []usage) int {
	sender := -1
	for i, p := range processes {
		if !r.Time.Before(p.Start) && (sender < 0 || p.Start.After(processes[sender].Start)) {
			sender = i
		}
	}
	return sender
}

const (
	// longPause is a silence that is a wait for the rate limit in any case, also
	// between two walks.
	longPause = 5 * time.Second
	// limitPeriod is the provider's minute, with its margin.
	limitPeriod = 61 * time.Second
	// startPause is how far apart Terraform starts its operations where the state
	// is large: it makes a group take so long to gather for each of its records.
	startPause = 50 * time.Millisecond
	// otherWork is what else is done between two groups.
	otherWork = time.Second
)

// limitPause is from when on a silence in one walk is a wait for the rate limit.
func (s subject) limitPause() time.Duration {
	return otherWork + time.Duration(s.width())*startPause
}

// limitUseOf tells what a rate limit did to requests. The silence of one minute
// may come in parts, so that waits are counted by their length.
func limitUseOf(requests []simulator.Entry, s subject, processes []usage) limitUse {
	var use limitUse
	long := false
	var before simulator.Entry
	for i, r := range requests {
		if r.Status == http.StatusTooManyRequests {
			use.Refused++
		}
		least := s.limitPause()
		if senderOf(before, processes) != senderOf(r, processes) {
			least = max(least, longPause) // Terraform ends one walk and begins the next.
		}
		if pause := r.Time.Sub(before.Time); i > 0 && pause >= least {
			use.Waited += pause
			long = long || pause >= longPause
		}
		before = r
	}
	use.Waits = int(math.Round(use.Waited.Seconds() / limitPeriod.Seconds()))
	if long {
		use.Waits = max(use.Waits, 1)
	}
	return use
}
