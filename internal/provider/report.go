package provider

import (
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// reportError turns an error of the domain packages into a diagnostic.
func (s *session) reportError(diags *diag.Diagnostics, err error, domain string) {
	attribute := ""
	if s.zoneGone(err) {
		attribute = attrDomain
	}
	s.errorMessage(err, domain).AddTo(diags, s.language, attribute)
}

// zoneGone reports whether the API knows no such domain. No other error means
// that a record is gone.
func (s *session) zoneGone(err error) bool { return valuedomain.IsNotFound(err) }

// errorMessage finds words for an error.
func (s *session) errorMessage(err error, domain string) message.Message {
	if m, ok := message.OfRun(err, domain); ok {
		return m
	}
	if valuedomain.IsUnauthorized(err) {
		return s.tokenMessage(err)
	}
	return message.OfAPI(err, domain)
}

// reportWrite reports why a record was not written: the words of the plan for
// what the plan could not know yet.
func (s *session) reportWrite(diags *diag.Diagnostics, err error, domain string) {
	var rule *ruleError
	if !errors.As(err, &rule) {
		s.reportError(diags, err, domain)
		return
	}
	for _, f := range rule.Findings {
		message.AddFinding(diags, f, s.language)
	}
}

// reportNotice says what another writer has undone, and that it was done again.
func (s *session) reportNotice(diags *diag.Diagnostics, domain string, n zonesync.Notice) {
	if len(n.Added)+len(n.Removed) == 0 {
		return
	}
	s.warn(diags, message.Restored(domain, n))
}
