package session

import (
	"slices"
	"testing"
	"time"
)

func TestAWaitIsSaidAgainOnceItHasDoubled(t *testing.T) {
	t.Parallel()
	var w waits
	var said []time.Duration
	for waited := time.Duration(0); waited <= 5*time.Minute; waited += 10 * time.Second {
		if w.isLong(waited) {
			said = append(said, waited)
		}
	}
	if want := []time.Duration{30 * time.Second, time.Minute, 2 * time.Minute, 4 * time.Minute}; !slices.Equal(said, want) {
		t.Errorf("said at %v, want %v", said, want)
	}
}
