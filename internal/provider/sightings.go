package provider

import "sync"

// sightings are the lines that resources of this run were seen to hold.
type sightings struct {
	mu   sync.Mutex
	held map[sighting]bool
}

type sighting struct{ domain, key string }

func newSightings() *sightings {
	return &sightings{held: map[sighting]bool{}}
}

// add notes that a resource of the state holds the line.
func (s *sightings) add(domain, key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held[sighting{domain, key}] = true
}

// has tells whether a resource of the state holds the line.
func (s *sightings) has(domain, key string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.held[sighting{domain, key}]
}
