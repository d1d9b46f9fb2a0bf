package session

import (
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
)

// ReportError turns an error of the domain packages into a diagnostic.
func (s *Session) ReportError(diags *diag.Diagnostics, err error, domain string) {
	attribute := ""
	if s.ZoneGone(err) {
		attribute = AttrDomain
	}
	s.ErrorMessage(err, domain).AddTo(diags, s.Language, attribute)
}

// ZoneGone reports whether the API knows no such domain. No other error means
// that a record is gone.
func (s *Session) ZoneGone(err error) bool { return valuedomain.IsNotFound(err) }

// ErrorMessage finds words for an error.
func (s *Session) ErrorMessage(err error, domain string) message.Message {
	if m, ok := message.OfRun(err, domain); ok {
		return m
	}
	if valuedomain.IsUnauthorized(err) {
		return s.tokenMessage(err)
	}
	if s.SimulatorFile != "" && s.ZoneGone(err) {
		return message.NotSimulated(err, domain, s.SimulatorFile)
	}
	return message.OfAPI(err, domain)
}

// reportWrite reports why a record was not written: the words of the plan for
// what the plan could not know yet.
func (s *Session) reportWrite(diags *diag.Diagnostics, err error, domain string) {
	var rule *RuleError
	if !errors.As(err, &rule) {
		s.ReportError(diags, err, domain)
		return
	}
	for _, f := range rule.Findings {
		message.AddFinding(diags, f, s.Language)
	}
}
