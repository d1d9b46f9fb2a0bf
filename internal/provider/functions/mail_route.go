package functions

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailroute"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// mailRouteFunction returns where mail goes.
type mailRouteFunction struct{ language rules.Language }

// Metadata names the function.
func (f *mailRouteFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "mail_route"
}

// Definition describes the function.
func (f *mailRouteFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Returns where mail for an address goes.",
		MarkdownDescription: "Returns an object:\n\n| Field | Content |\n|---|---|\n| `mail_domain` | the part behind the `@` |\n| `servers` | the servers, in the order in which a sender tries them |\n" +
			"| `failure` | why the mail cannot be delivered; null if it can |\n| `aliases` | the names that a CNAME leads through |\n\n" + serversHelp +
			"\n\nResolution follows RFC 5321 section 5, RFC 4592 and RFC 7505, with Value-Domain's patterns such as `s*`, and with MXE and the MX without a host of " +
			"simple DNS, which receive the mail of every name." +
			example("check \"mail\" {\n  assert {\n    condition     = try(provider::valuedomain::mail_route(data.valuedomain_zone.z.text, \"user@example.com\", \"example.com\", \"auto\").servers[0].name, \"\") == \"mx1.example.net\"\n    error_message = \"user@example.com does not go to mx1.example.net first.\"\n  }\n}"),
		Parameters: []function.Parameter{
			zoneTextParameter(),
			function.StringParameter{Name: "address", MarkdownDescription: "The mail address, such as `user@web.example.com`, or only a mail domain."},
			domainParameter(),
			serviceParameter(),
		},
		Return: function.ObjectReturn{AttributeTypes: routeTypes()},
	}
}

// Run finds the route.
func (f *mailRouteFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var text, address, domain, service string
	if resp.Error = req.Arguments.Get(ctx, &text, &address, &domain, &service); resp.Error != nil {
		return
	}
	x, _, wrong := zoneArguments(text, domain, service, [3]int64{0, 2, 3}, f.language)
	if wrong != nil {
		resp.Error = wrong
		return
	}
	if detail := message.AddressProblem(address); detail != nil {
		resp.Error = badArgument(1, *detail, f.language)
		return
	}
	resp.Error = resp.Result.Set(ctx, newRouteModel(mailroute.Find(x, address)))
}
