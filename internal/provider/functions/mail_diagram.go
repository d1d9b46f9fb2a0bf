package functions

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailroute"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// mailDiagramFunction draws where mail goes.
type mailDiagramFunction struct{ language rules.Language }

// Metadata names the function.
func (f *mailDiagramFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "mail_diagram"
}

// Definition describes the function.
func (f *mailDiagramFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Draws where the mail of each name goes, as a mermaid flowchart.",
		MarkdownDescription: "Returns the text of a [mermaid](https://mermaid.js.org/) flowchart, which GitHub and GitLab show as a diagram: the domain itself, each host that has mail records, and all other names if a catch-all receives their mail (`…`), " +
			"with arrows to the servers by priority. Mail that can't be delivered ends in a red node that says why. The routes are those of `mail_route`." +
			example("output \"picture\" {\n  value = <<-EOT\n    ```mermaid\n    ${indent(4, provider::valuedomain::mail_diagram(data.valuedomain_zone.z.text, \"example.com\", \"auto\"))}\n    ```\n  EOT\n}"),
		Parameters: []function.Parameter{zoneTextParameter(), domainParameter(), serviceParameter()},
		Return:     function.StringReturn{},
	}
}

// Run draws.
func (f *mailDiagramFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var text, domain, service string
	if resp.Error = req.Arguments.Get(ctx, &text, &domain, &service); resp.Error != nil {
		return
	}
	x, _, wrong := zoneArguments(text, domain, service, [3]int64{0, 1, 2}, f.language)
	if wrong != nil {
		resp.Error = wrong
		return
	}
	resp.Error = resp.Result.Set(ctx, mailroute.Diagram(x))
}
