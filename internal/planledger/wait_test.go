package planledger

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

func TestWhatConflictsWithNothingDoesNotWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, "a @ 219.163.203.10", "a * 219.163.203.10", "cname shop shops.example.net.", "url blog https://hogehoge.example/blog")
		began := time.Now()
		expect(t, r.create("a mail 219.163.201.1"))
		expect(t, r.create("mx @ mail 10"))
		expect(t, r.remove("cname shop shops.example.net."))
		if time.Since(began) != 0 {
			t.Errorf("it waited %v", time.Since(began))
		}
	})
}

func TestTheWaitEndsAtTheClaimThatResolvesTheConflict(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		live           string
		create, remove string
	}{
		"an MXE gives way to an MX":      {"mxe mail 219.163.201.1 10", "mx @ s1.xrea.com. 10", "mxe mail 219.163.201.1 10"},
		"a cname gives way to a host":    {"cname www docs.example.net.", "a www 219.163.201.1", "cname www docs.example.net."},
		"a host gets another address":    {"a mail 219.163.201.2", "a mail 219.163.201.1", "a mail 219.163.201.2"},
		"a resource is renamed":          {"a mail 219.163.201.1", "a mail 219.163.201.1", "a mail 219.163.201.1"},
		"an MX target stops to be cname": {"cname shop shops.example.net.\na shop 219.163.203.10", "mx @ shop 10", "cname shop shops.example.net."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := newRun(t, tc.live)
				began := time.Now()
				time.AfterFunc(700*time.Millisecond, r.ledger.Reading) // A read goes on elsewhere.
				time.AfterFunc(1600*time.Millisecond, func() { r.remove(tc.remove) })
				expect(t, r.create(tc.create))
				if time.Since(began) != 1600*time.Millisecond {
					t.Errorf("after %v", time.Since(began))
				}
			})
		})
	}
}

const (
	oldServer = "mxe mail 219.163.201.1 10"
	newServer = "mx @ s1.xrea.com. 10"
	refused   = "mxe-with-mx: " + newServer + " | " + oldServer
)

func TestAnOpenFindingIsReportedOnceNothingCanResolveIt(t *testing.T) {
	t.Parallel()
	every := func(d time.Duration, n int, r *run) {
		for i := range n {
			time.AfterFunc(time.Duration(i+1)*d, r.ledger.Reading)
		}
	}
	for name, tc := range map[string]struct {
		then  func(r *run, cancel func())
		waits time.Duration
		want  []string
	}{
		"the run is quiet":        {func(r *run, _ func()) { every(800*time.Millisecond, 3, r) }, 3400 * time.Millisecond, []string{refused}},
		"the limit has come":      {func(r *run, _ func()) { every(500*time.Millisecond, 40, r) }, 15 * time.Second, []string{refused}},
		"the line is kept":        {func(r *run, _ func()) { time.AfterFunc(300*time.Millisecond, func() { r.keep(oldServer) }) }, 300 * time.Millisecond, []string{refused}},
		"the caller has left":     {func(_ *run, cancel func()) { time.AfterFunc(200*time.Millisecond, cancel) }, 200 * time.Millisecond, []string{refused}},
		"the apply shows it":      {func(r *run, _ func()) { time.AfterFunc(100*time.Millisecond, r.ledger.Applying) }, 100 * time.Millisecond, nil},
		"it was an apply already": {func(r *run, _ func()) { r.ledger.Applying() }, 0, nil},
		"the CLI says an apply":   {func(r *run, _ func()) { r.ledger.Hint(true) }, 0, nil},
		"a plan is a plan":        {func(r *run, _ func()) { r.ledger.Reading(); r.ledger.Hint(true) }, time.Second, []string{refused}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := newRun(t, oldServer)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				tc.then(r, cancel)
				began := time.Now()
				expect(t, r.zone.Judge(ctx, Claim{Token: "t", Adds: r.entry(newServer)}), tc.want...)
				if time.Since(began) != tc.waits {
					t.Errorf("after %v, want %v", time.Since(began), tc.waits)
				}
				time.Sleep(30 * time.Second)
			})
		})
	}
}

func TestAnApplyLeavesToTheWriteWhatAClaimCouldResolve(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, oldServer, "a @ 219.163.203.10")
		r.ledger.Applying()
		expect(t, r.create(newServer))
		expect(t, r.create("a @ 219.163.203.10"))
		// What two claims of the run contradict each other in is refused even then.
		expect(t, r.create("mxe post 219.163.201.2 10"), "mxe-single-server: mxe post 219.163.201.2 10 | "+oldServer, "mxe-with-mx: mxe post 219.163.201.2 10 | "+newServer)
	})
}

func TestWhatIsMissingMayStillCome(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, "a @ 219.163.203.10")
		time.AfterFunc(300*time.Millisecond, func() { r.create("a mail 219.163.201.1") })
		began := time.Now()
		expect(t, r.create("mx @ mail 10"))
		if time.Since(began) != 300*time.Millisecond {
			t.Errorf("after %v", time.Since(began))
		}
	})
	synctest.Test(t, func(t *testing.T) {
		expect(t, newRun(t, "a @ 219.163.203.10").create("mx @ mail 10"), "warning mx-target-no-address: mx @ mail 10")
	})
}

// A record of any type at a host hides the wildcard from it.
func TestAWildcardIsHiddenWhicheverIsPlannedSecond(t *testing.T) {
	t.Parallel()
	const text, server = "txt mail x", "mx @ mail 10"
	for name, tc := range map[string]struct {
		live   []string
		claims []string
		want   string
	}{
		"a text of a live mail server":   {[]string{"a * 219.163.201.1", server}, []string{text}, "warning mx-target-no-address: " + text + " | " + server},
		"a new mail server, then a text": {[]string{"a * 219.163.201.1"}, []string{server, text}, "warning mx-target-no-address: " + text + " | " + server},
		"a text, then a new mail server": {[]string{"a * 219.163.201.1"}, []string{text, server}, "warning mx-target-no-address: " + server + " | " + text},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := newRun(t, tc.live...)
				var last Verdict
				for _, line := range tc.claims {
					last = r.create(line)
				}
				if got := said(last); !strings.Contains("\n"+got+"\n", "\n"+tc.want+"\n") {
					t.Errorf("said:\n%s\nwant:\n%s", got, tc.want)
				}
			})
		})
	}
}

// A record of its own ends what is wrong with an address that a mail server has by a
// wildcard, though a resource keeps the wildcard.
func TestARecordOfItsOwnMayComeAfterAnMXThatAWildcardAnswersFor(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ kept, line, own string }{
		"an address that is not public":     {"a * 192.168.0.1", "mx @ mail 10", "a mail 219.163.201.1"},
		"an alias":                          {"cname * docs.example.net.", "mx @ mail 10", "a mail 219.163.201.1"},
		"a new address that is not public":  {"mx @ mail 10", "a * 192.168.0.1", "a mail 219.163.201.1"},
		"a new alias":                       {"mx @ mail 10", "cname * docs.example.net.", "a mail 219.163.201.1"},
		"several addresses":                 {"a * 219.163.201.2\na * 219.163.201.3", "mx @ mail 10", "a mail 219.163.201.1"},
		"a new one of several addresses":    {"mx @ mail 10\na * 219.163.201.2", "a * 219.163.201.3", "a mail 219.163.201.1"},
		"one address of both servers":       {"mx @ mail 10\nmx @ mail2 20\na mail2 219.163.201.2", "a * 219.163.201.2", "a mail 219.163.201.1"},
		"one address, and a new second one": {"mx @ mail 10\na mail 219.163.201.2\na * 219.163.201.2", "mx @ mail2 20", "a mail2 219.163.201.1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				live := strings.Split(tc.kept, "\n")
				r := newRun(t, live...)
				r.ledger.Reading()
				for _, line := range live {
					expect(t, r.keep(line))
				}
				if got := said(r.create(tc.line)); got == "" {
					t.Error("nothing is said")
				}
				r = newRun(t, live...)
				r.ledger.Reading()
				for _, line := range live {
					expect(t, r.keep(line))
				}
				time.AfterFunc(300*time.Millisecond, func() { r.create(tc.own) })
				expect(t, r.create(tc.line))
				time.Sleep(30 * time.Second)
			})
		})
	}
}

func TestTheLastMailServer(t *testing.T) {
	t.Parallel()
	const outage = "warning mail-outage: mx @ s1.xrea.com. 10"
	for name, tc := range map[string]struct {
		then func(r *run)
		want []string
	}{
		"is missed where other records stay":   {func(r *run) { r.keep("a @ 219.163.203.10") }, []string{outage}},
		"is missed where another record comes": {func(r *run) { r.create("a mail 219.163.201.1") }, []string{outage}},
		"is not missed where all goes":         {func(r *run) { r.remove("a @ 219.163.203.10") }, nil},
		"is not missed where another comes":    {func(r *run) { r.create("mx @ s2.xrea.com. 10") }, nil},
		"is not missed where a forward comes":  {func(r *run) { r.forward("f", false, true) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := newRun(t, "a @ 219.163.203.10", "mx @ s1.xrea.com. 10")
				time.AfterFunc(100*time.Millisecond, func() { tc.then(r) })
				expect(t, r.remove("mx @ s1.xrea.com. 10"), tc.want...)
			})
		})
	}
}

func TestAChangedRecordThatLeavesNoMailServerIsNamed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, "a @ 219.163.203.10", "mx @ s1.xrea.com. 10", "a web 219.163.203.10")
		r.keep("a web 219.163.203.10")
		expect(t, r.judge("t", "mx @ s1.xrea.com. 10", "mx web s1.xrea.com. 10"), "warning mail-outage: mx @ s1.xrea.com. 10")
	})
}

// calls runs a row of calls as Terraform does, so many at once, and returns what
// they reported and how long it took.
func calls(parallel int, row []func() Verdict) (reports []string, took time.Duration) {
	began := time.Now()
	slots := make(chan struct{}, parallel)
	var (
		all sync.WaitGroup
		mu  sync.Mutex
	)
	for _, call := range row {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			if text := said(call()); text != "" {
				mu.Lock()
				defer mu.Unlock()
				reports = append(reports, strings.Split(text, "\n")...)
			}
		})
		synctest.Wait() // In this order.
	}
	all.Wait()
	slices.Sort(reports)
	return reports, time.Since(began)
}

func TestThirtyNewOnesBeforeTheThirtyTheyReplace(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ old, fresh func(i int) string }{
		"another type":    {func(i int) string { return fmt.Sprintf("cname h%d old.example.net.", i) }, func(i int) string { return fmt.Sprintf("a h%d 219.163.201.%d", i, i) }},
		"another address": {func(i int) string { return fmt.Sprintf("a h%d 219.163.201.%d", i, i+100) }, func(i int) string { return fmt.Sprintf("a h%d 219.163.201.%d", i, i) }},
		"another name":    {func(i int) string { return fmt.Sprintf("a h%d 219.163.201.%d", i, i) }, func(i int) string { return fmt.Sprintf("a h%d 219.163.201.%d", i, i) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				o := Options{Notes: coordination.NewMemory()}
				var live []string
				for i := range 30 {
					live = append(live, tc.old(i))
				}
				r := newRunWith(t, o, live...)
				var row []func() Verdict
				for i := range 30 {
					row = append(row, func() Verdict { return r.create(tc.fresh(i)) })
				}
				for i := range 30 {
					row = append(row, func() Verdict { return r.remove(tc.old(i)) })
				}
				if reports, took := calls(2, row); took != 0 || len(reports) > 0 {
					t.Errorf("it took %v, and said %q", took, reports)
				}
				// What the plan has learned must reach the apply for each of them.
				apply := newRunWith(t, o, live...)
				for i := range 30 {
					if !apply.ledger.Permits(testDomain, r.key(tc.fresh(i)), r.key(tc.old(i))) {
						t.Errorf("%s may not come next to %s", tc.fresh(i), tc.old(i))
					}
				}
			})
		})
	}
}

func TestThirtyConflictsThatNothingResolvesAreAllNamedOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var (
			live, want []string
			row        []func() Verdict
		)
		r := newRun(t)
		for i := range 30 {
			live = append(live, fmt.Sprintf("cname h%d old.example.net.", i), fmt.Sprintf("a x%d 219.163.201.1", i))
			a, x := fmt.Sprintf("a h%d 219.163.201.%d", i, i), fmt.Sprintf("a x%d 219.163.201.1", i)
			want = append(want, "error cname-coexists: "+a+" | "+live[2*i], "exists: "+x)
			row = append(row, func() Verdict { return r.create(a) }, func() Verdict { return r.create(x) })
		}
		r.ledger = New(r.ledger.options)
		r.look(live...)
		reports, took := calls(10, row)
		if slices.Sort(want); took != time.Second || !slices.Equal(reports, want) {
			t.Errorf("after %v:\n%s", took, strings.Join(reports, "\n"))
		}
	})
}

// Who waits in the place of others goes on waiting for them when its own case is
// resolved.
func TestACaseIsNotForgottenByTheOneThatWaitsForIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, "cname open old.example.net.", "cname h old.example.net.")
		time.AfterFunc(100*time.Millisecond, func() { r.remove("cname h old.example.net.") })
		reports, took := calls(2, []func() Verdict{
			func() Verdict { return r.create("a open 219.163.201.1") },
			func() Verdict { return r.create("a h 219.163.201.1") },
		})
		if len(reports) != 1 || !strings.HasPrefix(reports[0], "error cname-coexists: a open") || took != 1100*time.Millisecond {
			t.Errorf("%q after %v", reports, took)
		}
	})
}

// missed is the claim of a read that has missed a line.
func (r *run) missed(line string) Verdict {
	return r.zone.Judge(context.Background(), Claim{Token: "missed " + line, Misses: line})
}

// All lines that reads have missed are named together, whichever call is the last.
func TestAllMissedLinesAreReportedTogether(t *testing.T) {
	t.Parallel()
	for _, parallel := range []int{2, 3, 10, 100} {
		synctest.Test(t, func(t *testing.T) {
			r := newRun(t, "a @ 219.163.203.10", oldServer)
			var reports [][]string
			var all sync.WaitGroup
			slots := make(chan struct{}, parallel)
			for i := range 15 {
				slots <- struct{}{}
				all.Go(func() {
					defer func() { <-slots }()
					time.Sleep(10 * time.Millisecond)
					if text := said(r.missed(fmt.Sprintf("mx h%02d mail 10", i))); text == "wiped: " {
						reports = append(reports, r.ledger.Missed(r.origin))
					} else if text != "" {
						t.Error(text)
					}
				})
			}
			all.Wait()
			if len(reports) != 1 || len(reports[0]) != 15 {
				t.Errorf("%d at once: %v", parallel, reports)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, oldServer)
		for _, line := range []string{"mx a mail 10", "mx b mail 10"} {
			go r.missed(line)
			synctest.Wait()
		}
		// A claim that waits in the place of a read reports for it.
		expect(t, r.create(newServer), refused, "wiped: ")
	})
}

// Some tools know only lines of type, host and value, and leave out the others.
func TestMissedLinesThatSayNothing(t *testing.T) {
	t.Parallel()
	for name, lines := range map[string][]string{
		"one line":              {"mx a mail 10"},
		"one that they do know": {"mx a mail 10", "mx b mail 10", "a b 219.163.201.1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := newRun(t, oldServer)
				for _, line := range lines {
					go r.missed(line)
					synctest.Wait()
				}
				began := time.Now()
				if expect(t, r.create("a x 219.163.201.1")); time.Since(began) != 0 {
					t.Errorf("after %v", time.Since(began))
				}
				time.Sleep(30 * time.Second)
				if got := r.ledger.Missed(r.origin); len(got) != len(lines) {
					t.Errorf("%q", got)
				}
			})
		})
	}
}
