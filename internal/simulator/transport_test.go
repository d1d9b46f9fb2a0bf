package simulator_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func request(ctx context.Context, t *testing.T, method, url, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, method, url+"/v1/domains/hogehoge.com/dns", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer secret-token")
	return r
}

func TestClientThatLeavesDuringTheLatencyLeavesNoEffect(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, _ := newServer(t, simulator.Options{Latency: time.Second})
		cause := errors.New("user pressed ^C")
		ctx, cancel := context.WithTimeoutCause(t.Context(), 400*time.Millisecond, cause)
		defer cancel()
		began := time.Now()
		response, err := s.Transport().RoundTrip(request(ctx, t, "PUT", "http://simulator", putBody("new"))) //nolint:bodyclose // There is none.
		if response != nil || !errors.Is(err, cause) || time.Since(began) != 400*time.Millisecond {
			t.Errorf("response %v, error %v after %s", response, err, time.Since(began))
		}
		synctest.Wait()
		if got := held(t, s); got != startText {
			t.Errorf("held %q", got)
		}
		if e := s.Journal(); len(e) != 1 || e[0].Status != 0 || e[0].Fault != "client left" {
			t.Errorf("journal %+v", e)
		}
	})
}

func TestClientThatLeavesBeforeTheAnswerLeavesTheEffect(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, _ := newServer(t, simulator.Options{})
		s.Inject(simulator.Fault{AnswerLatency: time.Minute})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := s.Transport().RoundTrip(request(ctx, t, "PUT", "http://simulator", putBody("new"))) //nolint:bodyclose // There is none.
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
		synctest.Wait()
		if got := held(t, s); got != "new" {
			t.Errorf("held %q", got)
		}
	})
}

func TestContextThatHasEndedSendsNothing(t *testing.T) {
	t.Parallel()
	s, _ := newServer(t, simulator.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Transport().RoundTrip(request(ctx, t, "PUT", "http://simulator", putBody("new"))) //nolint:bodyclose // There is none.
	if !errors.Is(err, context.Canceled) || len(s.Journal()) != 0 {
		t.Errorf("error %v, journal %v", err, s.Journal())
	}
}

func TestLatencyOfManyRequestsPassesSideBySide(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		_, c := newServer(t, simulator.Options{Latency: 50 * time.Millisecond, StateFile: t.TempDir() + "/zones.json"})
		began := time.Now()
		for range 20 {
			go c.records()
		}
		time.Sleep(50 * time.Millisecond)
		c.records()
		// The wait for a lock would pass in the same false time.
		if passed := time.Since(began); passed > 110*time.Millisecond {
			t.Errorf("21 requests took %s", passed)
		}
		synctest.Wait()
	})
}

func TestSleepAndItsErrorComeFromTheOptions(t *testing.T) {
	t.Parallel()
	var slept time.Duration
	s, c := newServer(t, simulator.Options{Latency: time.Hour, Sleep: func(_ context.Context, d time.Duration) error {
		slept += d
		return nil
	}})
	s.Inject(simulator.Fault{Latency: time.Minute, AnswerLatency: time.Second})
	c.records()
	if want := time.Hour + time.Minute + time.Second; slept != want {
		t.Errorf("slept %s, want %s", slept, want)
	}
}

func TestCutConnectionsOverAPort(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]simulator.Fault{
		"before the effect": {Cut: simulator.CutBefore},
		"after the effect":  {Cut: simulator.CutAfter},
		"in the answer":     {Cut: simulator.CutInAnswer},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, _ := newServer(t, simulator.Options{})
			s.Inject(fault)
			port := httptest.NewServer(s)
			t.Cleanup(port.Close)
			var body []byte
			response, err := port.Client().Do(request(t.Context(), t, "PUT", port.URL, putBody("new")))
			if err == nil {
				body, err = io.ReadAll(response.Body)
				_ = response.Body.Close()
			}
			inAnswer := fault.Cut == simulator.CutInAnswer
			if err == nil || inAnswer != errors.Is(err, io.ErrUnexpectedEOF) || inAnswer != (len(body) > 0) {
				t.Errorf("error %v, body %q", err, body)
			}
			if took := held(t, s) == "new"; took == (fault.Cut == simulator.CutBefore) {
				t.Errorf("took effect: %v", took)
			}
		})
	}
}

func TestClientThatLeavesAPortDuringTheLatencyLeavesNoEffect(t *testing.T) {
	t.Parallel()
	left := make(chan struct{})
	s, _ := newServer(t, simulator.Options{Latency: time.Minute, Sleep: func(ctx context.Context, _ time.Duration) error {
		<-ctx.Done()
		close(left)
		return ctx.Err()
	}})
	port := httptest.NewServer(s)
	t.Cleanup(port.Close)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := port.Client().Do(request(ctx, t, "PUT", port.URL, putBody("new"))); !errors.Is(err, context.DeadlineExceeded) { //nolint:bodyclose // There is none.
		t.Errorf("error %v", err)
	}
	<-left
	if got := held(t, s); got != startText {
		t.Errorf("held %q", got)
	}
}

func TestResponseIsThatOfAnHTTPServer(t *testing.T) {
	t.Parallel()
	s, _ := newServer(t, simulator.Options{})
	sent := request(t.Context(), t, "GET", "http://simulator", "")
	r, err := s.Transport().RoundTrip(sent)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r.Body)
	if err := errors.Join(err, r.Body.Close()); err != nil {
		t.Fatal(err)
	}
	if r.Status != "200 OK" || r.Proto != "HTTP/1.1" || r.ContentLength != int64(len(data)) || r.Request != sent ||
		r.Header.Get("Content-Type") != "application/json; charset=utf-8" {
		t.Errorf("response %+v", r)
	}
}
