package session

import (
	"context"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// longWait is the wait for the rate limit from which on a run says so.
const longWait = 30 * time.Second

// quiet is how long after the last operation another one may begin: Terraform keeps
// its state first.
const quiet = time.Second

// waits knows what was said of waits for the rate limit.
type waits struct {
	mu      sync.Mutex
	writing int           // How many operations write now.
	begun   chan struct{} // Closed when another one begins.
	said    time.Duration // Of how long a wait there was a warning.
}

// Writing notes that an operation of an apply begins; the function that it returns,
// that it ends. The last one of those under way says how long the run has waited, if
// none begins soon.
func (s *Session) Writing(diags *diag.Diagnostics) (end func()) {
	s.Ledger.Applying()
	s.waits.begin()
	return func() {
		if waited, long := s.waits.end(s.API.Waited); long {
			s.Warn(diags, message.Waited(waited))
		}
	}
}

func (w *waits) begin() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.writing++
	if w.begun != nil {
		close(w.begun)
		w.begun = nil
	}
}

// end returns how long the run has waited, and reports whether that is worth a warning
// of the operation that ends: where operations come one at a time, again once it is
// twice as long.
func (w *waits) end(waited func() time.Duration) (d time.Duration, long bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.writing--
	if d = waited(); w.writing > 0 || d < max(longWait, 2*w.said) {
		return d, false
	}
	begun := make(chan struct{})
	w.begun = begun
	w.mu.Unlock()
	select {
	case <-begun:
	case <-time.After(quiet):
		long = true
	}
	w.mu.Lock()
	if long = long && w.writing == 0; long {
		w.said = d
	}
	return d, long
}

// Apply brings a change into a zone, and says what another writer undid meanwhile.
func (s *Session) Apply(ctx context.Context, domain string, c zonesync.Change, diags *diag.Diagnostics) (zonesync.Result, error) {
	result, err := s.Syncer.Zone(domain).Apply(ctx, c)
	if n := result.Notice; len(n.Added)+len(n.Removed) > 0 {
		s.Warn(diags, message.Restored(domain, n))
	}
	return result, err
}

// Write brings the change of a record into its zone, and says what came of it. A read
// finds out what an Unknown outcome was.
func (s *Session) Write(ctx context.Context, to Target, domain string, c zonesync.Change) (zonesync.Result, coordination.Outcome) {
	result, err := s.Apply(ctx, domain, c, to.Diags)
	if err != nil {
		s.reportWrite(to.Diags, err, domain)
	}
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

// Remove brings the removal of a resource into its zone, and reports whether its lines
// are gone, as they are with a domain that has left the account. If not, it says why.
func (s *Session) Remove(ctx context.Context, resp *resource.DeleteResponse, domain string, c zonesync.Change) bool {
	_, err := s.Apply(ctx, domain, c, &resp.Diagnostics)
	if err != nil && !s.ZoneGone(err) {
		s.ReportError(&resp.Diagnostics, err, domain)
		if zonesync.MayBeWritten(err) {
			resp.Diagnostics.Append(NotePending(ctx, resp.Private, err)...)
		}
		// The next plan decides again what stays for others.
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, PrivateShared, nil)...)
		return false
	}
	return true
}
