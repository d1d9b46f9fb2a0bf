package zonesync

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestWorkOfEarlierGroupsIsBroughtBack(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "a old 192.0.2.2")
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.3"), remove("a old 192.0.2.2")), nil, nil)
		store.setText("a @ 192.0.2.1", "a old 192.0.2.2", "a theirs 192.0.2.4")
		time.Sleep(time.Minute)
		wantErrors(t, applyAll(t.Context(), c, add("a c 192.0.2.5")), nil)
		store.wantLines(t, []string{"a @ 192.0.2.1", "a theirs 192.0.2.4", "a b 192.0.2.3", "a c 192.0.2.5"})
	})
}

func TestWorkOfEarlierGroupsThatIsLostInTheLastWriteIsBroughtBack(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.3")), nil)
		after(store, func() { store.setText("a @ 192.0.2.1", "a c 192.0.2.5") }, 2)
		wantErrors(t, applyAll(t.Context(), c, add("a c 192.0.2.5")), nil)
		store.wantLines(t, []string{"a @ 192.0.2.1", "a b 192.0.2.3", "a c 192.0.2.5"})
	})
}

func TestLineOfAnEarlierGroupThatIsRemovedIsNotBroughtBack(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "a old 192.0.2.6")
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2"), add("a c 192.0.2.3"), remove("a old 192.0.2.6")), nil, nil, nil)
		after(store, func() { store.setText("a @ 192.0.2.1", "a theirs 192.0.2.4") }, 2)
		wantErrors(t, applyAll(t.Context(), c, remove("a b 192.0.2.2"), remove("a c 192.0.2.3"), add("a d 192.0.2.5")), nil, nil, nil)
		store.wantText(t, "a @ 192.0.2.1", "a theirs 192.0.2.4", "a d 192.0.2.5")
		// The third write brought the lost line, and no other; four reads
		// show the loss for certain.
		store.wantRequests(t, 7, 3)
	})
}

func TestTwinOfARemovedLineStays(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "a twin 192.0.2.2", "A  twin 192.0.2.2")
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, remove("a twin 192.0.2.2")), nil)
		time.Sleep(time.Minute)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.3")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a twin 192.0.2.2", "a b 192.0.2.3")
	})
}

func TestALineThatOneChangeRemovesAndAnotherOneAddsStays(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "a b 192.0.2.2")
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2"), remove("a b 192.0.2.2")), nil, nil)
		store.wantText(t, "a @ 192.0.2.1", "a b 192.0.2.2")
		store.wantRequests(t, 1, 0)
	})
}

func TestChangeOfTwoLinesThatLosesOneAfterTheOther(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		lost := []string{"a b 192.0.2.2", "a c 192.0.2.3"}
		after(store, func() {
			text := strings.ReplaceAll(store.last().Text, "\n"+lost[0], "")
			lost = lost[1:]
			store.setText(text)
		}, 1, 2)
		both := Change{Put: slices.Clone(lost)}
		wantErrors(t, applyAll(t.Context(), c, both), nil)
		store.wantLines(t, []string{"a @ 192.0.2.1", "a b 192.0.2.2", "a c 192.0.2.3"})
		if _, puts := store.requests(); puts != 3 {
			t.Errorf("%d PUT, want 3", puts)
		}
	})
}
