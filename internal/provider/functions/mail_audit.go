package functions

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// mailAuditFunction judges a whole zone.
type mailAuditFunction struct{ language rules.Language }

// Metadata names the function.
func (f *mailAuditFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "mail_audit"
}

// Definition describes the function.
func (f *mailAuditFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Checks a whole zone with the mail rules.",
		MarkdownDescription: "Returns a list of objects, in the order of the lines; what is missing comes last.\n\n" + findingsHelp + "\n\nAll rules except those that need a resolver are applied, at their default severities. The texts are in the " +
			"language of the environment (`VALUEDOMAIN_LANGUAGE`, `LC_ALL`, `LC_MESSAGES`, `LANG`)." +
			example("check \"mail_settings\" {\n  assert {\n    condition     = length([for f in provider::valuedomain::mail_audit(file(\"example.com.txt\"), \"example.com\", \"auto\") : f if f.severity == \"error\"]) == 0\n    error_message = \"The zone has mistakes in its mail settings.\"\n  }\n}"),
		Parameters: []function.Parameter{zoneTextParameter(), domainParameter(), serviceParameter()},
		Return:     function.ListReturn{ElementType: findingType()},
	}
}

// Run judges the zone.
func (f *mailAuditFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var text, domain, service string
	if resp.Error = req.Arguments.Get(ctx, &text, &domain, &service); resp.Error != nil {
		return
	}
	x, z, wrong := zoneArguments(text, domain, service, [3]int64{0, 1, 2}, f.language)
	if wrong != nil {
		resp.Error = wrong
		return
	}
	policy, err := rules.NewPolicy(nil)
	if err != nil {
		resp.Error = function.NewFuncError(err.Error())
		return
	}
	resp.Error = resp.Result.Set(ctx, newFindingModels(policy.Audit(z, x.Origin, x.Service, 0), f.language))
}
