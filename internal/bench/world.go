package main

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// world is the simulated API on loopback, with the zone to work on.
type world struct {
	*simulator.Server

	http  *httptest.Server
	token string
}

func newWorld(latency time.Duration) (*world, error) {
	// Processes with one token share its limit, so each world has its own.
	token := "bench-" + rand.Text()
	api, err := simulator.New(simulator.Options{Token: token, RequestsPerMinute: -1, Latency: latency})
	if err != nil {
		return nil, err
	}
	if err := api.SetZone(domain, simulator.Zone{DomainID: 1, NSType: "valuedomain1", TTL: 3600, Records: firstLine}); err != nil {
		return nil, err
	}
	return &world{api, httptest.NewServer(api), token}, nil
}

func (w *world) close() { w.http.Close() }

// roundTrip measures how long a request takes: the latency that was asked for, and what
// the clock and the network of this machine add to that. It is the least of ten, with
// the simplest client.
func (w *world) roundTrip(ctx context.Context) (time.Duration, error) {
	var all []time.Duration
	for range 10 {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, w.http.URL+"/v1/domains/"+domain+"/dns", nil)
		if err != nil {
			return 0, err
		}
		r.Header.Set("Authorization", "Bearer "+w.token)
		start := time.Now()
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			return 0, err
		}
		_, err = io.Copy(io.Discard, resp.Body)
		all = append(all, time.Since(start))
		if err = errors.Join(err, resp.Body.Close()); err != nil {
			return 0, err
		}
	}
	return slices.Min(all), nil
}
