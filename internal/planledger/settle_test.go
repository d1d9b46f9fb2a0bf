package planledger

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestWhatConflictsWithNothingDoesNotWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "a @ 203.0.113.10", "a * 203.0.113.10", "cname shop shops.example.net.", "url blog https://hogehoge.example/blog")
		began := time.Now()
		expect(t, r.create("a mail 192.0.2.1"))
		expect(t, r.create("mx @ mail 10"))
		expect(t, r.remove("cname shop shops.example.net."))
		if time.Since(began) != 0 {
			t.Errorf("it waited %v", time.Since(began))
		}
	})
}

func TestTheWaitEndsAtTheClaimThatLiftsTheConflict(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		live           string
		create, remove string
		standing       Standing
	}{
		"an MXE gives way to an MX":      {"mxe mail 192.0.2.1 10", "mx @ s1.xrea.com. 10", "mxe mail 192.0.2.1 10", Absent},
		"a cname gives way to a host":    {"cname www docs.example.net.", "a www 192.0.2.1", "cname www docs.example.net.", Absent},
		"a host gets another address":    {"a mail 192.0.2.2", "a mail 192.0.2.1", "a mail 192.0.2.2", Absent},
		"a resource is renamed":          {"a mail 192.0.2.1", "a mail 192.0.2.1", "a mail 192.0.2.1", Handed},
		"an MX target stops to be cname": {"cname shop shops.example.net.\na * 203.0.113.10", "mx @ shop 10", "cname shop shops.example.net.", Absent},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := newRun(t, nil, tc.live)
				began := time.Now()
				time.AfterFunc(700*time.Millisecond, r.ledger.Refreshing) // A read goes on elsewhere.
				time.AfterFunc(1600*time.Millisecond, func() { r.remove(tc.remove) })
				v := r.create(tc.create)
				expect(t, v)
				if v.Standing != tc.standing || time.Since(began) != 1600*time.Millisecond {
					t.Errorf("standing %v after %v", v.Standing, time.Since(began))
				}
			})
		})
	}
}

func TestTheConflictIsNamedOnceTheRunIsQuiet(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "mxe mail 192.0.2.1 10")
		began := time.Now()
		for i := range 3 {
			time.AfterFunc(time.Duration(i+1)*800*time.Millisecond, r.ledger.Refreshing)
		}
		expect(t, r.create("mx @ s1.xrea.com. 10"), "mxe-with-mx: mx @ s1.xrea.com. 10 | mxe mail 192.0.2.1 10")
		if want := 3*800*time.Millisecond + time.Second; time.Since(began) != want {
			t.Errorf("after %v, want %v", time.Since(began), want)
		}
	})
}

func TestTheConflictIsNamedAtOnceWhereTheLineIsKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "mxe mail 192.0.2.1 10")
		began := time.Now()
		time.AfterFunc(300*time.Millisecond, func() { r.keep("mxe mail 192.0.2.1 10") })
		expect(t, r.create("mx @ s1.xrea.com. 10"), "mxe-with-mx: mx @ s1.xrea.com. 10 | mxe mail 192.0.2.1 10")
		if time.Since(began) != 300*time.Millisecond {
			t.Errorf("after %v", time.Since(began))
		}
	})
}

func TestNoWaitIsLongerThanTheLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "mxe mail 192.0.2.1 10")
		stop := make(chan struct{})
		go func() {
			for {
				select {
				case <-stop:
					return
				case <-time.After(500 * time.Millisecond):
					r.ledger.Refreshing()
				}
			}
		}()
		began := time.Now()
		expect(t, r.create("mx @ s1.xrea.com. 10"), "mxe-with-mx: mx @ s1.xrea.com. 10 | mxe mail 192.0.2.1 10")
		if took := time.Since(began); took != 15*time.Second {
			t.Errorf("after %v", took)
		}
		close(stop)
	})
}

func TestACallerThatLeavesIsAnsweredAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "mxe mail 192.0.2.1 10")
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(200*time.Millisecond, cancel)
		began := time.Now()
		r.zone.Judge(ctx, Claim{Token: "t", Adds: r.entry("mx @ s1.xrea.com. 10")})
		if time.Since(began) != 200*time.Millisecond {
			t.Errorf("after %v", time.Since(began))
		}
	})
}

func TestWhatIsMissingMayStillCome(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "a @ 203.0.113.10")
		time.AfterFunc(300*time.Millisecond, func() { r.create("a mail 192.0.2.1") })
		began := time.Now()
		expect(t, r.create("mx @ mail 10"))
		if time.Since(began) != 300*time.Millisecond {
			t.Errorf("after %v", time.Since(began))
		}
	})
	synctest.Test(t, func(t *testing.T) {
		expect(t, newRun(t, nil, "a @ 203.0.113.10").create("mx @ mail 10"), "mx-target-no-address: mx @ mail 10")
	})
}

func TestTheLastMailServer(t *testing.T) {
	t.Parallel()
	const outage = "mail-outage: mx @ s1.xrea.com. 10"
	for name, tc := range map[string]struct {
		then func(r *run)
		want []string
	}{
		"is missed where other records stay":   {func(r *run) { r.keep("a @ 203.0.113.10") }, []string{outage}},
		"is missed where another record comes": {func(r *run) { r.create("a mail 192.0.2.1") }, []string{outage}},
		"is not missed where all goes":         {func(r *run) { r.remove("a @ 203.0.113.10") }, nil},
		"is not missed where another comes":    {func(r *run) { r.create("mx @ s2.xrea.com. 10") }, nil},
		"is not missed where a forward comes":  {func(r *run) { r.forward("f", false, true) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := newRun(t, nil, "a @ 203.0.113.10", "mx @ s1.xrea.com. 10")
				time.AfterFunc(100*time.Millisecond, func() { tc.then(r) })
				expect(t, r.remove("mx @ s1.xrea.com. 10"), tc.want...)
			})
		})
	}
}

func TestAChangedRecordThatLeavesNoMailServerIsNamed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "a @ 203.0.113.10", "mx @ s1.xrea.com. 10", "a web 203.0.113.10")
		r.keep("a web 203.0.113.10")
		v := r.judge("t", "mx @ s1.xrea.com. 10", "mx web s1.xrea.com. 10")
		expect(t, v, "mail-outage: mx @ s1.xrea.com. 10")
	})
}

// Terraform runs ten calls at once: calls is how it runs a row of them.
func calls(row []func()) {
	slots := make(chan struct{}, 10)
	var all sync.WaitGroup
	for _, call := range row {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			call()
		})
	}
	all.Wait()
}

func TestThirtyNewOnesBeforeTheThirtyTheyReplace(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ old, fresh func(i int) string }{
		"another type":    {func(i int) string { return fmt.Sprintf("cname h%d old.example.net.", i) }, func(i int) string { return fmt.Sprintf("a h%d 192.0.2.%d", i, i) }},
		"another address": {func(i int) string { return fmt.Sprintf("a h%d 192.0.2.%d", i, i+100) }, func(i int) string { return fmt.Sprintf("a h%d 192.0.2.%d", i, i) }},
		"another name":    {func(i int) string { return fmt.Sprintf("a h%d 192.0.2.%d", i, i) }, func(i int) string { return fmt.Sprintf("a h%d 192.0.2.%d", i, i) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				memo := newMemory()
				var live []string
				for i := range 30 {
					live = append(live, tc.old(i))
				}
				r := newRun(t, memo, live...)
				var row []func()
				for i := range 30 {
					row = append(row, func() {
						if v := r.create(tc.fresh(i)); len(v.Findings) > 0 || v.Standing == Exists {
							t.Errorf("%s: standing %v, %s", tc.fresh(i), v.Standing, said(v))
						}
					})
				}
				for i := range 30 {
					row = append(row, func() { expect(t, r.remove(tc.old(i))) })
				}
				began := time.Now()
				calls(row)
				if took := time.Since(began); took != 0 {
					t.Errorf("it took %v", took)
				}
				// What the plan has learned must reach the apply for each of them.
				for i := range 30 {
					if takes := r.ledger.Takes("hogehoge.com", r.key(tc.fresh(i))); len(takes) != 1 || takes[0] != r.key(tc.old(i)) {
						t.Errorf("%s takes over %q, want %q", tc.fresh(i), takes, r.key(tc.old(i)))
					}
				}
			})
		})
	}
}

func TestThirtyConflictsThatNothingLiftsAreAllNamed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var live []string
		for i := range 30 {
			live = append(live, fmt.Sprintf("cname h%d old.example.net.", i))
		}
		r := newRun(t, nil, live...)
		var mu sync.Mutex
		named := map[string]int{}
		var row []func()
		for i := range 30 {
			row = append(row, func() {
				v := r.create(fmt.Sprintf("a h%d 192.0.2.%d", i, i))
				for _, f := range slices.Concat(v.Findings, v.Stead.Findings) {
					mu.Lock()
					named[f.Line]++
					mu.Unlock()
				}
			})
		}
		began := time.Now()
		calls(row)
		if took := time.Since(began); took != time.Second {
			t.Errorf("it took %v", took)
		}
		for i := range 30 {
			if line := fmt.Sprintf("a h%d 192.0.2.%d", i, i); named[line] != 1 {
				t.Errorf("%s was named %d times", line, named[line])
			}
		}
	})
}

// The caller whose case is open was let go; those who wait are let off one by
// one, and none of them may forget it.
func TestACaseThatWasHandedOverIsNotForgotten(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		live := []string{"cname open old.example.net."}
		for i := range 5 {
			live = append(live, fmt.Sprintf("cname h%d old.example.net.", i))
		}
		r := newRun(t, nil, live...)
		var mu sync.Mutex
		var named []string
		judge := func(line string) func() {
			return func() {
				v := r.create(line)
				mu.Lock()
				defer mu.Unlock()
				for _, f := range slices.Concat(v.Findings, v.Stead.Findings) {
					named = append(named, f.Line)
				}
			}
		}
		var all sync.WaitGroup
		all.Go(judge("a open 192.0.2.1"))
		synctest.Wait()
		for i := range 5 {
			all.Go(judge(fmt.Sprintf("a h%d 192.0.2.1", i)))
		}
		synctest.Wait()
		for i := range 5 {
			time.Sleep(100 * time.Millisecond)
			r.remove(fmt.Sprintf("cname h%d old.example.net.", i))
		}
		all.Wait()
		if len(named) != 1 || named[0] != "a open 192.0.2.1" {
			t.Errorf("named: %q", named)
		}
	})
}
