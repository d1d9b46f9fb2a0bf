package simulator

import (
	"crypto/sha256"
	"sync"
	"time"
)

// window is the length of the registrar's window.
const window = time.Minute

// limiter counts the requests of each token in a window that begins with the
// token's first request and ends 60 seconds later, whatever comes in between.
type limiter struct {
	mu      sync.Mutex
	allowed int // Negative: no limit.
	windows map[[sha256.Size]byte]counter
}

type counter struct {
	began time.Time
	count int
}

func newLimiter(allowed int) *limiter {
	return &limiter{allowed: allowed, windows: map[[sha256.Size]byte]counter{}}
}

// allow counts a request and reports whether it may pass. Tokens are kept as
// hashes only.
func (l *limiter) allow(token string, now time.Time) bool {
	if l.allowed < 0 {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for key, w := range l.windows {
		if now.Sub(w.began) >= window {
			delete(l.windows, key)
		}
	}
	key := sha256.Sum256([]byte(token))
	w, ok := l.windows[key]
	if !ok {
		w.began = now
	}
	w.count++
	l.windows[key] = w
	return w.count <= l.allowed
}
