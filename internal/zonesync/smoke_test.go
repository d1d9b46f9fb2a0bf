package zonesync

import (
	"testing"
	"time"
	"fmt"
)

func TestSmoke(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "a old 192.0.2.2")
		store.stale = time.Second
		store.latency = 50*time.Millisecond
		z := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), z, add("a b 192.0.2.3"), remove("a old 192.0.2.2"), replace("a @ 192.0.2.1", "a @ 192.0.2.9")), nil, nil, nil)
		store.wantText(t, "a @ 192.0.2.9", "a b 192.0.2.3")
		fmt.Println(store.requests())
		store.beforeWrite = on(errLost, 2)
		wantErrors(t, applyAll(t.Context(), z, add("a c 192.0.2.3"), add("a d 192.0.2.3")), nil, nil)
		store.wantText(t, "a @ 192.0.2.9", "a b 192.0.2.3", "a c 192.0.2.3", "a d 192.0.2.3")
		fmt.Println(store.requests())
		store.setText("a @ 192.0.2.9", "a b 192.0.2.3", "a theirs 192.0.2.3")
		time.Sleep(time.Minute)
		r, err := z.Apply(t.Context(), unless("a theirs 192.0.2.3", add("a e 192.0.2.7")))
		fmt.Println(r, err)
		r, err = z.Apply(t.Context(), add("a e 192.0.2.7"))
		fmt.Println(r.Notice, err)
		fmt.Println(store.requests())
		fmt.Println(store.last().Text)
	})
}
