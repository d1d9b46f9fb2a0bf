package simulator

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// faults are the injected faults in the order of their injection.
type faults struct {
	mu   sync.Mutex
	list []*injected
}

// injected is a fault with its counters.
type injected struct {
	Fault
	seen  int
	acted int
	began time.Time
}

// Inject adds a fault, from the next request on. The function it gives takes the
// fault away again and may be called more than once.
func (s *Server) Inject(f Fault) (remove func()) {
	added := &injected{Fault: f}
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.list = append(s.faults.list, added)
	return func() {
		s.faults.mu.Lock()
		defer s.faults.mu.Unlock()
		s.faults.list = slices.DeleteFunc(s.faults.list, func(i *injected) bool { return i == added })
	}
}

// fire gives all faults that act on a request, merged into one, with their names as its name.
func (l *faults) fire(c *call, now time.Time) Fault {
	l.mu.Lock()
	defer l.mu.Unlock()
	var merged Fault
	for _, i := range l.list {
		if i.concerns(c) && i.acts(now) {
			merged = merge(merged, i.Fault)
		}
	}
	return merged
}

// concerns reports whether the fault is about such a request.
func (i *injected) concerns(c *call) bool {
	return (i.Method == "" || strings.EqualFold(i.Method, c.method)) && matchPath(i.Path, c.path) && i.Wrong.fits(c)
}

// acts counts a request and reports whether the fault acts on it.
func (i *injected) acts(now time.Time) bool {
	i.seen++
	if i.seen <= i.Skip {
		return false
	}
	if i.began.IsZero() {
		i.began = now
	}
	if i.For > 0 && now.Sub(i.began) >= i.For {
		return false
	}
	if i.Times > 0 && i.acted >= i.Times {
		return false
	}
	i.acted++
	return true
}

// matchPath takes a pattern that path.Match refuses as plain text.
func matchPath(pattern, name string) bool {
	pattern = shortPath(strings.ToLower(pattern))
	name = strings.ToLower(name)
	if strings.ContainsAny(pattern, "*?[") {
		if matched, err := path.Match(pattern, name); err == nil {
			return matched
		}
	}
	return strings.Contains(name, pattern)
}

func merge(a, b Fault) Fault {
	a.Name = join(a.Name, b.name())
	a.Latency += b.Latency
	a.AnswerLatency += b.AnswerLatency
	if a.Status == 0 {
		a.Status, a.AfterEffect, a.Body = b.Status, b.AfterEffect, b.Body
	}
	a.Cut = cmp.Or(a.Cut, b.Cut)
	a.Wrong = a.Wrong.or(b.Wrong)
	a.Before = both(a.Before, b.Before)
	a.After = both(a.After, b.After)
	return a
}

func both(first, second func()) func() {
	if first == nil || second == nil {
		if first == nil {
			return second
		}
		return first
	}
	return func() {
		first()
		second()
	}
}
