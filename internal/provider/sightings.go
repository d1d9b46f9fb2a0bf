package provider

import (
	"sync"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// sightings are the lines that resources of this run were seen to hold.
type sightings struct {
	mu    sync.Mutex
	held  map[sighting]bool
	taken map[sighting]bool
	gone  map[sighting]string // How lines were spelled that this run took away.
}

type sighting struct{ domain, key string }

func newSightings() *sightings {
	return &sightings{held: map[sighting]bool{}, taken: map[sighting]bool{}, gone: map[sighting]string{}}
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

// takeAway notes how a line is spelled that goes: one that comes in its place in
// the same run was planned with that spelling.
func (s *sightings) takeAway(d *zonesync.Document, key string) {
	line, ok := d.Find(key)
	if !ok {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gone[sighting{d.Origin.String(), key}] = line.Text
}

// spelling returns how a line was spelled that this run took away, else "".
func (s *sightings) spelling(domain, key string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gone[sighting{domain, key}]
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
