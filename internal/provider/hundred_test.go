package provider_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

const hundred = `resource "valuedomain_a_record" "h" {
  for_each = toset([for i in range(100) : tostring(i)])
  domain   = "hogehoge.com"
  host     = "h${each.key}"
  address  = "192.0.2.${each.key}"
}`

// How many operations meet in one write is a matter of milliseconds, which no busy
// machine can promise: TestBudgets in internal/robustness has the exact number, 21, in
// virtual time. On any machine a write takes three requests at most, and a plan one.
func TestHundredRecordsTakeThreeRequestsAWriteAtMost(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{Latency: 50 * time.Millisecond})
	c := newCLI(t, w)
	c.write(`requests_per_minute = 60`, hundred)
	c.plan("-out=p")
	w.ResetJournal()
	if o := c.run("apply", "-input=false", "p"); o.code != 0 {
		t.Fatal(o.out)
	}
	requests, writes := len(w.Journal()), 0
	for _, e := range w.Journal() {
		if e.Method == http.MethodPut {
			writes++
		}
	}
	t.Logf("%d requests, %d writes", requests, writes)
	if requests > 3*writes || writes > 50 {
		t.Errorf("the apply walk took %d requests for %d writes", requests, writes)
	}
	for i := range 100 {
		if line := fmt.Sprintf("a h%d 192.0.2.%d", i, i); !slices.Contains(strings.Split(w.text(t), "\n"), line) {
			t.Errorf("%q is not there", line)
		}
	}
	w.ResetJournal()
	c.mustBeClean()
	if n := len(w.Journal()); n != 1 {
		t.Errorf("a plan of 100 records took %d requests, not 1", n)
	}
	if o := c.run("destroy", "-input=false", "-auto-approve", "-parallelism=100"); o.code != 0 {
		t.Fatal(o.out)
	}
	if w.text(t) != webZone {
		t.Errorf("zone after destroy:\n%s", w.text(t))
	}
}

// bystander is another tool of good manners on the same zone: it reads, changes
// its own lines, writes, and does again what got lost.
type bystander struct {
	t   *testing.T
	w   *world
	own map[string]bool // Its lines, and whether each is to stand.
}

func (b *bystander) request(method string, body any) map[string]any {
	b.t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		b.t.Error(err)
		return nil
	}
	req, err := http.NewRequestWithContext(context.Background(), method, b.w.url+"/domains/"+testDomain+"/dns", strings.NewReader(string(text)))
	if err != nil {
		b.t.Error(err)
		return nil
	}
	req.Header.Set("Authorization", "Bearer "+b.w.token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		b.t.Error(err)
		return nil
	}
	defer resp.Body.Close()
	var answer struct {
		Results map[string]any `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		b.t.Error(err)
	}
	return answer.Results
}

// settle writes until a read shows its lines as they are to be.
func (b *bystander) settle() {
	for {
		zone := b.request(http.MethodGet, nil)
		text, _ := zone["records"].(string)
		lines, right := strings.Split(text, "\n"), true
		for line, stands := range b.own {
			switch there := slices.Contains(lines, line); {
			case stands && !there:
				lines, right = append(lines, line), false
			case !stands && there:
				lines, right = slices.DeleteFunc(lines, func(l string) bool { return l == line }), false
			}
		}
		if right {
			return
		}
		zone["records"] = strings.Join(lines, "\n")
		b.request(http.MethodPut, map[string]any{"ns_type": zone["ns_type"], "records": zone["records"], "ttl": 3600})
	}
}

// runsOf returns how often a test of chance is repeated.
func runsOf(short, long int) int {
	if os.Getenv("VALUEDOMAIN_LONG_TEST") == "1" {
		return long
	}
	return short
}

func TestNoRecordIsLostBesideAnotherWriter(t *testing.T) {
	t.Parallel()
	for run := range runsOf(2, 20) {
		w := newWorld(t, webZone, simulator.Options{Latency: 10 * time.Millisecond})
		c := newCLI(t, w)
		c.write("", hundred)
		b := &bystander{t: t, w: w, own: map[string]bool{}}
		stop := make(chan struct{})
		var busy sync.WaitGroup
		busy.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				case <-time.After(60 * time.Millisecond):
				}
				b.own[fmt.Sprintf("txt theirs%d %d", i%7, i%7)] = i%3 != 2
				b.settle()
			}
		})
		o := c.tryApply()
		close(stop)
		busy.Wait()
		b.settle()
		if o.code != 0 {
			t.Fatalf("run %d:\n%s", run, o.out)
		}
		// What the other writer overwrote after the apply had ended is
		// for the next one, as a drift.
		lines := strings.Split(w.text(t), "\n")
		for i := range 100 {
			if line := fmt.Sprintf("a h%d 192.0.2.%d", i, i); !slices.Contains(lines, line) {
				t.Errorf("run %d: %q is lost", run, line)
			}
		}
		for line, stands := range b.own {
			if slices.Contains(lines, line) != stands {
				t.Errorf("run %d: %q of the other writer: stands %v", run, line, !stands)
			}
		}
		for line := range strings.SplitSeq(webZone, "\n") {
			if !slices.Contains(lines, line) {
				t.Errorf("run %d: %q is lost", run, line)
			}
		}
	}
}
