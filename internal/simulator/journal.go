package simulator

import (
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// Entry is one request in the journal.
type Entry struct {
	// Seq counts from 1 within one Server, in the order in which answers were ready.
	Seq int `json:"seq"`
	// Time is when the request arrived.
	Time   time.Time `json:"time"`
	Method string    `json:"method"`
	// Path is without the prefix /v1.
	Path  string `json:"path"`
	Query string `json:"query,omitempty"`
	// Status is what the client got, 0 where the connection was cut or the client left before the answer.
	Status int `json:"status"`
	// Fault names the injected faults, separated by ", ".
	Fault         string `json:"fault,omitempty"`
	UserAgent     string `json:"user_agent,omitempty"`
	RequestBytes  int    `json:"request_bytes"`
	ResponseBytes int    `json:"response_bytes"`
	// Records is the number of lines of zone text that were sent by a PUT or answered to a GET.
	Records int `json:"records"`
}

// journalSize bounds the entries in memory; the oldest go first.
const journalSize = 100_000

type journal struct {
	mu      sync.Mutex
	seq     int
	entries []Entry
}

// Journal gives the entries of this Server since its start or the last
// ResetJournal, 100,000 at most.
func (s *Server) Journal() []Entry {
	s.journal.mu.Lock()
	defer s.journal.mu.Unlock()
	return slices.Clone(s.journal.entries)
}

// ResetJournal empties the journal in memory and starts its numbers again.
func (s *Server) ResetJournal() {
	s.journal.mu.Lock()
	defer s.journal.mu.Unlock()
	s.journal.entries, s.journal.seq = nil, 0
}

// add numbers and keeps an entry.
func (j *journal) add(e Entry) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.seq++
	e.Seq = j.seq
	if len(j.entries) >= journalSize {
		j.entries = slices.Delete(j.entries, 0, journalSize/10)
	}
	j.entries = append(j.entries, e)
}

// secretLength is the shortest token that is treated as a secret; taking "t"
// out of every path would only spoil the journal.
const secretLength = 8

// redact removes tokens from text that comes from a request, in case a client
// puts one where it does not belong.
func redact(text string, tokens ...string) string {
	for _, token := range tokens {
		if len(token) >= secretLength {
			text = strings.ReplaceAll(text, token, "[token]")
			text = strings.ReplaceAll(text, url.QueryEscape(token), "[token]")
			text = strings.ReplaceAll(text, url.PathEscape(token), "[token]")
		}
	}
	return text
}
