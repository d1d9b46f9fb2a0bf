package session

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

func TestAWaitOfOperationsOneAtATimeIsSaidAgainOnceItHasDoubled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var w waits
		var said []time.Duration
		for waited := time.Duration(0); waited <= 5*time.Minute; waited += 10 * time.Second {
			w.begin()
			if d, long := w.end(func() time.Duration { return waited }); long {
				said = append(said, d)
			}
		}
		if want := []time.Duration{30 * time.Second, time.Minute, 2 * time.Minute, 4 * time.Minute}; !slices.Equal(said, want) {
			t.Errorf("said at %v, want %v", said, want)
		}
	})
}

func TestAnOperationAfterWhichAnotherOneBeginsSaysNothing(t *testing.T) {
	t.Parallel()
	long := func() time.Duration { return time.Minute }
	for name, test := range map[string]struct {
		next time.Duration // When the next one begins.
		want bool
		took time.Duration
	}{
		"at once":         {time.Millisecond, false, time.Millisecond},
		"within a second": {quiet - 1, false, quiet - 1},
		"later":           {quiet + 1, true, quiet},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var w waits
				w.begin()
				time.AfterFunc(test.next, func() {
					w.begin()
					if _, said := w.end(long); said == test.want {
						t.Errorf("the next one says so: %t", said)
					}
				})
				began := time.Now()
				if _, said := w.end(long); said != test.want || time.Since(began) != test.took {
					t.Errorf("said: %t, after %s", said, time.Since(began))
				}
				time.Sleep(time.Minute)
			})
		})
	}
}
