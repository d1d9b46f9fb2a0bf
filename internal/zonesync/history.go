package zonesync

import (
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Showing is what a read shows, given what is known to have been written.
type Showing uint8

// The showings.
const (
	// Current is the text that was written last.
	Current Showing = iota + 1
	// Ambiguous is equal to the text that was written last with an unknown
	// outcome, but also to one that a read may still show from before.
	Ambiguous
	// MaybeOld is a text that may be from before a known write.
	MaybeOld
	// Stranger is a text that somebody else has written since, or that was
	// there before this process.
	Stranger
)

// history answers one question: which texts may a read still show?
//
// A read shows a text that was current at some time between lag before it was
// asked for and its answer. So a read that began at least lag after every known
// write shows the truth, whatever it shows; and one that shows the text of the
// last write shows the truth, unless the same text may have been there shortly
// before.
type history struct {
	lag     time.Duration // How long reads may lag behind writes.
	landing time.Duration // How long after its error a write may still be stored.

	head    zone.Digest // The last text that was written or believed; "": none.
	lost    bool        // Whether head was stored is unknown.
	before  zone.Digest // What head replaced.
	since   time.Time   // When head, or what a lost one replaced, was stored at the latest.
	settled time.Time   // Reads that began from here on show the truth.
	touched time.Time   // Until here not even head is believed.
	foreign bool        // Somebody has written who knows nothing of the lock.
}

func newHistory(lag, landing time.Duration) history { return history{lag: lag, landing: landing} }

// saw returns what a read shows that began at the time asked.
func (h *history) saw(asked time.Time, text zone.Digest) Showing {
	switch {
	case text == h.head && h.lost && asked.Before(h.truth(Ambiguous)):
		return Ambiguous
	case text == h.head && !asked.Before(h.touched):
		return Current
	case asked.Before(h.settled):
		return MaybeOld
	}
	return Stranger
}

// truth returns when the reads begin that show the truth though an earlier one
// had that showing.
func (h *history) truth(s Showing) time.Time {
	if s == Ambiguous {
		return earlier(h.settled, h.since.Add(h.lag))
	}
	return h.settled
}

// sent notes that a write begins.
func (h *history) sent(text zone.Digest) {
	h.before, h.head = h.head, text
}

// answered notes what became of the write.
func (h *history) answered(at time.Time, o coordination.Outcome) {
	switch o {
	case coordination.Refused:
		h.head = h.before // A refused write is no version.
	case coordination.Stored:
		h.stored(at)
	case coordination.Unknown:
		h.lost = true
		h.settle(at.Add(h.landing))
	}
}

// believed notes that a read which was answered at the time given is taken for
// the truth. Its text was stored at the latest then.
func (h *history) believed(at time.Time, text zone.Digest) {
	if text != h.head || h.lost {
		h.head = text
		h.stored(at)
	}
}

// stored notes that head was stored at the time given at the latest.
func (h *history) stored(at time.Time) {
	h.lost, h.since = false, at
	h.settle(at)
}

func (h *history) settle(stored time.Time) { h.settled = later(h.settled, stored.Add(h.lag)) }

// follow takes over what other processes have noted. A time that is still to
// come is one of a clock that was set back.
func (h *history) follow(n coordination.Note, now time.Time) {
	if n.Digest != "" {
		if n.Digest != h.head {
			h.head, h.lost = n.Digest, false
		}
		at := earlier(n.At, now)
		h.since = later(h.since, at)
		h.settle(at)
	}
	if !n.Writing.IsZero() {
		// Its process may have died at any time since; no request takes
		// longer than that.
		h.settle(earlier(now, n.Writing.Add(longestWrite)).Add(h.landing))
		h.touched = h.settled
	}
	if !n.Touched.IsZero() {
		touched := earlier(n.Touched, now)
		h.settle(touched)
		h.touched = later(h.touched, touched.Add(h.lag))
	}
}

// longestWrite bounds how long a request is under way after it was begun.
const longestWrite = 2 * time.Minute

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
