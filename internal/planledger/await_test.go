package planledger

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

func awaitLedger(t *testing.T) *Ledger {
	t.Helper()
	policy, err := rules.NewPolicy(nil)
	if err != nil {
		t.Fatal(err)
	}
	return New(Options{Policy: policy, Waiters: 2})
}

func TestAwaitEndsAtTheEventAndNotBefore(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := awaitLedger(t)
		var given atomic.Bool
		time.AfterFunc(700*time.Millisecond, l.Refreshing) // Something else goes on.
		time.AfterFunc(1500*time.Millisecond, func() { given.Store(true); l.Refreshing() })
		began := time.Now()
		if !l.Await(context.Background(), given.Load) || time.Since(began) != 1500*time.Millisecond {
			t.Errorf("after %v", time.Since(began))
		}
	})
}

func TestAwaitGivesUpOnceTheRunIsQuiet(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := awaitLedger(t)
		began := time.Now()
		if l.Await(context.Background(), func() bool { return false }) || time.Since(began) != time.Second {
			t.Errorf("after %v", time.Since(began))
		}
	})
}

func TestAwaitLetsTheOldestGoWhereTooManyWaitAndAllInAnApply(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := awaitLedger(t)
		never := func() bool { return false }
		answers := make([]bool, 3)
		for i := range answers {
			go func() { answers[i] = l.Await(context.Background(), never) }()
			synctest.Wait()
		}
		if !answers[0] || answers[1] || answers[2] {
			t.Errorf("%v", answers)
		}
		l.Applying()
		synctest.Wait()
		if !answers[1] || !answers[2] {
			t.Errorf("%v", answers)
		}
	})
}
