package records

import (
	"cmp"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// ValidateConfig checks every value, and judges the record by the rules that
// need nothing else. It works without credentials.
func (r *recordResource) ValidateConfig(_ context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	a, err := session.AttrsOf(req.Config.Raw)
	if err != nil || a == nil {
		return
	}
	s := r.validation()
	a = s.WithoutInvented(r.kind.withDefaults(a))
	r.kind.check(a, s.Language, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	// Warnings wait for the plan, which knows whether the record changes at
	// all: an unchanged one must stay silent.
	r.judgeAlone(s, a, &resp.Diagnostics, rules.Error)
}

// judgeAlone reports what the rules about single records say, at one severity.
func (r *recordResource) judgeAlone(s *session.Static, a session.Attrs, diags *diag.Diagnostics, severity rules.Severity) {
	origin, _ := session.OriginOf(a)
	// A validation does not know the service: it shows the lines of today's.
	record := r.kind.record(a, "").ForService(origin, cmp.Or(s.Service, zone.ServiceSimple))
	for _, f := range s.Policy.Record(rules.Case{
		Subject: zone.Entry{Record: record, Line: record.Line(), Planned: true},
		Origin:  origin,
		Service: s.Service, Detected: s.Detected,
	}) {
		if f.Severity == severity {
			message.AddFinding(diags, f, s.Language)
		}
	}
}
