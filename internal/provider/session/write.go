package session

import (
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
)

// longWait is the wait for the rate limit from which on a run says so.
const longWait = 30 * time.Second

// waits knows what was said of waits for the rate limit.
type waits struct {
	writing atomic.Int64 // How many operations write now.
	said    atomic.Int64 // Of how long a wait there was a warning, as a time.Duration.
}

// Writing notes that an operation of an apply begins; the function that it returns,
// that it ends. The last one of those under way says how long the run has waited.
func (s *Session) Writing(diags *diag.Diagnostics) (end func()) {
	s.Ledger.Applying()
	s.waits.writing.Add(1)
	return func() {
		if s.waits.writing.Add(-1) == 0 && s.waits.isLong(s.API.Waited()) {
			s.Warn(diags, message.Waited(s.API.Waited()))
		}
	}
}

// isLong reports whether a wait is worth a warning: where operations come one at a
// time, again once it is twice as long.
func (w *waits) isLong(waited time.Duration) bool {
	said := w.said.Load()
	return waited >= max(longWait, 2*time.Duration(said)) && w.said.CompareAndSwap(said, int64(waited))
}
