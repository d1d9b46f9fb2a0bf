package simulator_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func writeFile(t *testing.T, content string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "faults.json")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestFaultsFileActs(t *testing.T) {
	t.Parallel()
	file := writeFile(t, `[
		{"method": "PUT", "path": "/domains/*/dns", "skip": 1, "times": 1, "for": "20s", "status": 504, "after_effect": true, "body": "<html>late</html>"},
		{"name": "gone", "method": "GET", "empty_zone": true, "latency": "1ms"},
		{"method": "DELETE", "probability": 0.5, "seed": 7, "answer_latency": "1s", "too_many_requests": true, "truncate_body": true, "cut_before": true,
		 "cut_after": true, "cut_in_answer": true, "stale_reads": true, "stale_for": "1s", "answer_different_text": "x", "wrong_domain": "example.org"}
	]`)
	s, c := newServer(t, simulator.Options{FaultsFile: file})
	c.put("first")
	if status, answer := c.send("PUT", "/domains/hogehoge.com/dns", putBody("second")); status != 504 || answer != "<html>late</html>" {
		t.Errorf("status %d: %s", status, answer)
	}
	if got := c.records(); got != "" {
		t.Errorf("got %q", got)
	}
	c.put("third")
	if got := held(t, s); got != "third" {
		t.Errorf("held %q", got)
	}
	if e := s.Journal(); e[1].Fault != "status 504" || e[2].Fault != "gone" || e[3].Fault != "" {
		t.Errorf("journal %+v", e)
	}
}

func TestFaultsFileThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		``:                                  "EOF",
		`{}`:                                "cannot unmarshal object",
		`[] []`:                             "more after the end of the list",
		`[{"cut": true}]`:                   `unknown field "cut"`,
		`[{"for": "soon"}]`:                 `invalid duration "soon"`,
		`[{"for": 20}]`:                     `duration 20: want a string such as "250ms"`,
		`[{"latency": "-1s"}]`:              `duration "-1s" is negative`,
		`[{}, {"path": "/domains/["}]`:      `fault 2: path "/domains/[": syntax error in pattern`,
		`[{"probability": 2}]`:              "fault 1: probability 2 is not between 0 and 1",
		`[{"status": 99}]`:                  "fault 1: status 99 is not between 200 and 599",
		`[{"skip": -1, "cut_before":true}]`: "fault 1: skip and times must not be negative",
	} {
		file := writeFile(t, content)
		_, err := simulator.New(simulator.Options{FaultsFile: file})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %s", content, err, want)
		}
	}
	if _, err := simulator.New(simulator.Options{FaultsFile: filepath.Join(t.TempDir(), "none")}); err == nil {
		t.Error("a file that is not there: no error")
	}
}
