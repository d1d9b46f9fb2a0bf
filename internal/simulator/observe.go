package simulator

import (
	"net/http"
	"time"
)

// Exchange is one request about a zone and what became of it, as an observer
// sees it who stands in the registrar's house.
type Exchange struct {
	// Seq counts the effects on zones within one Server from 1, in the order in
	// which they took place.
	Seq int
	// Time is when the effect took place.
	Time time.Time
	// Host is the request's: clients that are to be told apart get a port each.
	Host   string
	Write  bool
	Domain string
	// Before is what was held just before the effect, After just after it.
	// Of a read both are the truth, whatever was shown.
	Before, After Zone
	// Shown is the text in the answer.
	Shown string
	// Reached reports that the answer reached the client whole and as a success.
	Reached bool
}

// effectSeen notes an effect. It is called under the lock of the state.
func (s *Server) effectSeen(c *call, before, after Zone) {
	if s.observe == nil {
		return
	}
	s.effects++
	c.seen = &Exchange{Seq: s.effects, Time: s.now(), Host: c.host, Write: c.method == http.MethodPut, Domain: c.domain, Before: before, After: after}
}

// report tells the observer, when it is known what became of the answer.
func (s *Server) report(c *call, a answer, truncated bool) {
	if c.seen == nil {
		return
	}
	c.seen.Shown = c.shown
	c.seen.Reached = a.status == http.StatusOK && a.cut == cutNothing && !truncated
	s.observe(*c.seen)
}
