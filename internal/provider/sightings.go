package provider

import "sync"

// sightings are the forwards that resources of this run have taken over.
type sightings struct {
	mu    sync.Mutex
	taken map[sighting]bool
}

type sighting struct{ domain, key string }

func newSightings() *sightings {
	return &sightings{taken: map[sighting]bool{}}
}

// takeOver notes that a new resource has these lines now, or has done away
// with them: the resource that held one leaves it alone.
func (s *sightings) takeOver(domain string, keys []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, key := range keys {
		s.taken[sighting{domain, key}] = true
	}
}

// giveBack takes takeOver back where the write came to nothing. A line that is
// gone all the same is none to remove again.
func (s *sightings) giveBack(domain string, keys []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, key := range keys {
		delete(s.taken, sighting{domain, key})
	}
}

// takenOver tells whether the line was taken over. Ask in an edit: what was
// taken over by a write that is still on its way may be given back.
func (s *sightings) takenOver(domain, key string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.taken[sighting{domain, key}]
}
