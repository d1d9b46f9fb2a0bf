package session

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
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

// Write brings the change of a record into its zone, and says what came of it. A read
// finds out what an Unknown outcome was.
func (s *Session) Write(ctx context.Context, to Target, domain string, c zonesync.Change) (zonesync.Result, coordination.Outcome) {
	result, err := s.Syncer.Zone(domain).Apply(ctx, c)
	if err != nil {
		s.ReportWrite(to.Diags, err, domain)
	}
	s.ReportNotice(to.Diags, domain, result.Notice)
	switch {
	case err == nil:
		to.Diags.Append(Written(ctx, to.Private, c.Caller)...)
		return result, coordination.Stored
	case zonesync.MayBeWritten(err):
		to.Diags.Append(NotePending(ctx, to.Private, err)...)
		return result, coordination.Unknown
	}
	return result, coordination.Refused
}

// isLong reports whether a wait is worth a warning: where operations come one at a
// time, again once it is twice as long.
func (w *waits) isLong(waited time.Duration) bool {
	said := w.said.Load()
	return waited >= max(longWait, 2*time.Duration(said)) && w.said.CompareAndSwap(said, int64(waited))
}
