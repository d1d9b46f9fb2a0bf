package session

import (
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
)

// refusal keeps count of what was said of a refused token: one whole message a
// process is enough.
type refusal struct {
	explained atomic.Bool
	// failed reports that a call failed without which Terraform does not go on.
	failed atomic.Bool
}

// ReportRead is reportError for a read or a plan of a resource.
func (s *Session) ReportRead(diags *diag.Diagnostics, err error, domain string) {
	if !s.HasFailed(err) {
		s.ReportError(diags, err, domain)
	}
}

// HasFailed reports whether another read or plan of a resource has failed already
// because of the token. Then it need not be said again: the walk fails, and Terraform
// uses nothing of what the call returns.
func (s *Session) HasFailed(err error) bool {
	return valuedomain.IsUnauthorized(err) && !s.OneProcess && !s.Ledger.Applies() && s.refusal.failed.Swap(true)
}

// tokenMessage explains a refused token once; after that a line has to do, since
// Terraform wants an error for each call that fails.
func (s *Session) tokenMessage(err error) message.Message {
	if s.refusal.explained.Swap(true) {
		return message.TokenAgain()
	}
	return message.TokenRefused(err)
}
