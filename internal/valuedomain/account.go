package valuedomain

import (
	"cmp"
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

const (
	// period is the length of the sliding window: the API's minute and a
	// margin. One half of it is for slack, the other for requests that are
	// not all equally long under way.
	period = time.Minute + margin
	margin = time.Second
	// slack is how late a request may start after the moment noted for it.
	slack = margin / 2
	// holdTime is how long granted requests count that nobody starts. Each
	// one that starts gives the others as much time again.
	holdTime = 30 * time.Second
	// ticketTime is how long a client keeps its place without renewing it.
	ticketTime = 5 * time.Second
	// renewTime is after what time a client that waits renews its place, and
	// pollTime when it looks again if another one could make room.
	renewTime = time.Second
	pollTime  = 100 * time.Millisecond
)

// account is a coordination.Account with its one rule: at each moment its starts
// within the last 61 seconds and the requests that may start at any time are
// together at most the limit. So no 61 seconds can ever have more starts, whenever
// the granted requests are used.
type account coordination.Account

// clean drops what counts no more. It reports whether something lay further in
// the future than it can: it was written under another clock, or the clock was
// set back since. That is moved to where it delays nobody longer than usual.
func (a *account) clean(now time.Time) (skewed bool) {
	atMost := func(t *time.Time, latest time.Time) {
		if t.After(latest) {
			skewed = skewed || t.After(latest.Add(margin))
			*t = latest
		}
	}
	for i := range a.Started {
		atMost(&a.Started[i], now)
	}
	for i := range a.Held {
		atMost(&a.Held[i].Until, now.Add(holdTime))
		a.Held[i].Requests = min(a.Held[i].Requests, maxRequestsPerMinute)
	}
	for i := range a.Queue {
		atMost(&a.Queue[i].Until, now.Add(ticketTime))
		a.Queue[i].Requests = min(a.Queue[i].Requests, maxRequestsPerMinute)
	}
	a.Started = slices.DeleteFunc(a.Started, func(t time.Time) bool { return !t.Add(period).After(now) })
	a.Held = slices.DeleteFunc(a.Held, func(h coordination.Hold) bool { return h.Requests < 1 || !h.Until.After(now) })
	a.Queue = slices.DeleteFunc(a.Queue, func(t coordination.Ticket) bool { return t.Requests < 1 || !t.Until.After(now) })
	return skewed
}

// begin notes the start of a reserved request, and reports whether it may start.
func (a *account) begin(id string, now time.Time) bool {
	i := slices.IndexFunc(a.Held, func(h coordination.Hold) bool { return h.ID == id })
	if i < 0 {
		return false
	}
	a.Started = append(a.Started, now)
	a.Held[i].Until = now.Add(holdTime)
	if a.Held[i].Requests--; a.Held[i].Requests == 0 {
		a.drop(id)
	}
	return true
}

// drop gives back what is reserved under a name.
func (a *account) drop(id string) {
	a.Held = slices.DeleteFunc(a.Held, func(h coordination.Hold) bool { return h.ID == id })
}

// serve grants what the line of a client wants, in its order, as long as there
// is room and no other client comes first. It leaves a ticket for the first one
// that has to wait, and returns how many were served and the earliest moment at
// which that one may be. While the API takes nothing, nothing is granted.
func (a *account) serve(client string, line []*booking, limit int, paused bool, now time.Time) (served int, next time.Time) {
	renewed := time.Time{}
	a.Queue = slices.DeleteFunc(a.Queue, func(t coordination.Ticket) bool {
		if t.Client == client {
			renewed = t.Until
		}
		return t.Client == client
	})
	for _, b := range line {
		t := coordination.Ticket{Client: client, Requests: b.requests, Urgent: b.urgent, Since: b.since, Until: renewed}
		before := a.before(t)
		missing := a.used() + before + b.requests - limit
		if paused || before > 0 || missing > 0 {
			if t.Until.Before(now.Add(ticketTime - renewTime)) {
				t.Until = now.Add(ticketTime)
			}
			a.Queue = append(a.Queue, t)
			slices.SortFunc(a.Queue, compareTickets)
			return served, a.free(missing, now)
		}
		a.grant(b, now)
		served++
	}
	return served, now
}

func (a *account) grant(b *booking, now time.Time) {
	if b.hold == "" {
		a.Started = append(a.Started, now)
		return
	}
	a.Held = append(a.Held, coordination.Hold{ID: b.hold, Requests: b.requests, Until: now.Add(holdTime)})
}

// used counts the requests that a window from now on may have.
func (a *account) used() int {
	n := len(a.Started)
	for _, h := range a.Held {
		n += h.Requests
	}
	return n
}

// before counts the requests that other clients want first.
func (a *account) before(t coordination.Ticket) int {
	n := 0
	for _, other := range a.Queue {
		if compareTickets(other, t) < 0 {
			n += other.Requests
		}
	}
	return n
}

func compareTickets(t, other coordination.Ticket) int {
	if t.Urgent != other.Urgent {
		if t.Urgent {
			return -1
		}
		return 1
	}
	return cmp.Or(t.Since.Compare(other.Since), cmp.Compare(t.Client, other.Client))
}

// free returns the earliest moment at which so many requests count no more.
func (a *account) free(requests int, now time.Time) time.Time {
	var ends []time.Time
	for _, start := range a.Started {
		ends = append(ends, start.Add(period))
	}
	for _, h := range a.Held {
		for range h.Requests {
			ends = append(ends, h.Until)
		}
	}
	if requests <= 0 || len(ends) == 0 {
		return now
	}
	slices.SortFunc(ends, time.Time.Compare)
	return ends[min(requests, len(ends))-1]
}
