package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// started runs the command until the test ends and gives what it printed.
func started(t *testing.T, env string, args ...string) (printed string, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	reader, writer := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := run(ctx, args, func(string) string { return env }, writer, io.Discard)
		_ = writer.CloseWithError(io.EOF)
		done <- err
	}()
	stop = func() error {
		cancel()
		return <-done
	}
	buffer := make([]byte, 1<<16)
	n, err := reader.Read(buffer)
	if err != nil {
		t.Fatalf("no output: %v", errors.Join(err, stop()))
	}
	return string(buffer[:n]), stop
}

func get(t *testing.T, url, token string) (int, string) {
	t.Helper()
	return send(t, http.MethodGet, url, token, "")
}

func send(t *testing.T, method, url, token, body string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(answer)
}

// match gives the first group of a pattern.
func match(t *testing.T, pattern, text string) string {
	t.Helper()
	found := regexp.MustCompile(pattern).FindStringSubmatch(text)
	if found == nil {
		t.Fatalf("no %s in %s", pattern, text)
	}
	return found[1]
}

func TestServesWithARandomTokenUntilItIsStopped(t *testing.T) {
	t.Parallel()
	state := filepath.Join(t.TempDir(), "zones.json")
	printed, stop := started(t, "", "-listen", "127.0.0.1:0", "-state", state, "-rpm", "-1", "-latency", "1ms")
	endpoint := match(t, `VALUEDOMAIN_ENDPOINT=(http://127\.0\.0\.1:\d+/v1)\n`, printed)
	token := match(t, `VALUEDOMAIN_API_TOKEN=([A-Z2-7]{26})\n`, printed)
	for _, part := range []string{"endpoint = \"" + endpoint + "\"", "[hogehoge.com example.com], in " + state, "limit     none", "latency   1ms", "token     " + token} {
		if !strings.Contains(printed, part) {
			t.Errorf("%q is not in\n%s", part, printed)
		}
	}
	if status, body := get(t, endpoint+"/domains/hogehoge.com/dns", token); status != 200 || !strings.Contains(body, `"ttl":"3600"`) {
		t.Errorf("status %d: %s", status, body)
	}
	if status, _ := get(t, endpoint+"/domains", "other"); status != 401 {
		t.Errorf("another token: %d", status)
	}
	_, body := get(t, strings.TrimSuffix(endpoint, "/v1")+"/_journal", "")
	var entries []map[string]any
	if err := json.Unmarshal([]byte(body), &entries); err != nil || len(entries) != 2 {
		t.Errorf("error %v, journal %s", err, body)
	}
	if err := stop(); err != nil {
		t.Errorf("stop: %v", err)
	}
}

func TestGivenTokenIsNotPrinted(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"-listen", "127.0.0.1:0"}, {"-listen", "localhost:0", "-token", "from-environment"}} {
		printed, stop := started(t, "from-environment", args...)
		if strings.Contains(printed, "from-environment") || !strings.Contains(printed, "(the one you gave)") {
			t.Errorf("printed %s", printed)
		}
		endpoint := match(t, `ENDPOINT=(\S+)`, printed)
		if status, _ := get(t, endpoint+"/domains", "from-environment"); status != 200 {
			t.Errorf("status %d", status)
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
	}
}

func TestStopWaitsForRequestsUnderWay(t *testing.T) {
	t.Parallel()
	inner, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener := &closing{Listener: inner, closed: make(chan struct{})}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	underWay, stopped := make(chan struct{}), make(chan error, 1)
	go func() {
		stopped <- serve(ctx, listener, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			close(underWay)
			<-listener.closed // The server takes no more requests.
			w.WriteHeader(http.StatusNoContent)
		}))
	}()
	go func() {
		<-underWay
		stop()
	}()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+listener.Addr().String(), http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := new(http.Transport).RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusNoContent {
		t.Errorf("status %d", resp.StatusCode)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

// closing is a listener that says when it is closed.
type closing struct {
	net.Listener

	once   sync.Once
	closed chan struct{}
}

func (c *closing) Close() error {
	c.once.Do(func() { close(c.closed) })
	return c.Listener.Close()
}

func TestArgumentsThatAreRefused(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]string{
		"-listen :0":                     `listen on ":0": not a loopback address; -allow-remote would allow it`,
		"-listen 0.0.0.0:0":              "not a loopback address",
		"-listen [::]:0":                 "not a loopback address",
		"-listen 192.0.2.1:0":            "not a loopback address",
		"-listen 127.0.0.1":              "missing port in address",
		"-rpm 0":                         "-rpm 0 would serve nothing",
		"-latency -1s":                   "-latency -1s is negative",
		"-listen 127.0.0.1:0 more":       `"more" is not expected`,
		"-unknown":                       "flag provided but not defined",
		"-state /nonexistent/zones.json": "start simulator: lock state file",
	} {
		err := run(t.Context(), strings.Fields(args), func(string) string { return "token" }, io.Discard, io.Discard)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %s", args, err, want)
		}
	}
}

func TestRemoteAddressIsAllowedWhenAskedFor(t *testing.T) {
	t.Parallel()
	printed, stop := started(t, "token", "-listen", "0.0.0.0:0", "-allow-remote")
	_, port, err := net.SplitHostPort(match(t, `journal +http://([^/]+)/`, printed))
	if err != nil {
		t.Fatal(err)
	}
	if status, _ := get(t, "http://127.0.0.1:"+port+"/domains/hogehoge.com/dns", "token"); status != 200 {
		t.Errorf("status %d", status)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func TestTheStoreKeepsWhatTheFlagsSay(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		flag, written string
		status        int
		kept          string
	}{
		{"-latency=0s", `# web\n\nb\na`, 200, `# web\n\nb\na`},
		{"-drop-comments", `# web\n\nb\na`, 200, `b\na`},
		{"-reorder", `b\na`, 200, `a\nb`},
		{"-refuse-duplicates", `b\nb`, 400, ``},
	} {
		printed, stop := started(t, "token", "-listen", "127.0.0.1:0", test.flag)
		endpoint := match(t, `ENDPOINT=(\S+)`, printed)
		status, answer := send(t, http.MethodPut, endpoint+"/domains/hogehoge.com/dns", "token", `{"ns_type":"valuedomain1","records":"`+test.written+`","ttl":600}`)
		if status != test.status || status == 200 && !strings.Contains(answer, `"valuedomain1","records":"`+test.kept+`","ttl":600}`) {
			t.Errorf("%s: status %d: %s", test.flag, status, answer)
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
	}
}

func TestNameThatLeadsElsewhereIsRefused(t *testing.T) {
	t.Parallel()
	s := settings{listen: "name.example:0"}
	_, err := s.open(func(string) (net.Listener, error) {
		return (&net.ListenConfig{}).Listen(t.Context(), "tcp", "0.0.0.0:0")
	})
	if err == nil || !strings.Contains(err.Error(), "not a loopback address") {
		t.Errorf("error %v", err)
	}
}

// A page whose own name leads to this machine comes with that name.
func TestRequestsForAnotherHostAreRefused(t *testing.T) {
	t.Parallel()
	for _, remote := range []bool{false, true} {
		args := []string{"-listen", "127.0.0.1:0"}
		if remote {
			args = append(args, "-allow-remote")
		}
		printed, stop := started(t, "token", args...)
		journal := match(t, `journal +(http://\S+)`, printed)
		for host, refused := range map[string]bool{
			"": false, "localhost:8053": false, "LOCALHOST": false, "[::1]:1": false, "127.0.0.2": false,
			"evil.example": true, "evil.example:8053": true, "localhost.evil.example": true, "127.0.0.1.evil.example": true, "192.0.2.1:8053": true,
		} {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, journal, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Host = host
			response, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			_ = response.Body.Close()
			if got := response.StatusCode == http.StatusMisdirectedRequest; got != (refused && !remote) {
				t.Errorf("host %q, remote %t: status %d", host, remote, response.StatusCode)
			}
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
	}
}

func TestHelpNamesEveryFlag(t *testing.T) {
	t.Parallel()
	var help bytes.Buffer
	err := run(t.Context(), []string{"-help"}, func(string) string { return "" }, io.Discard, &help)
	if !errors.Is(err, flag.ErrHelp) {
		t.Errorf("error %v", err)
	}
	for _, name := range []string{"-listen", "-token", "-state", "-rpm", "-latency", "-allow-remote", "-drop-comments", "-reorder", "-refuse-duplicates"} {
		if !strings.Contains(help.String(), "\n  "+name) {
			t.Errorf("%s is not in\n%s", name, help.String())
		}
	}
}
