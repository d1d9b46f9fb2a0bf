package main

import (
	"crypto/rand"
	"net/http/httptest"
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
