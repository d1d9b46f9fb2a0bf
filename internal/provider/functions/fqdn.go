package functions

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// fqdnFunction returns the full name of a host. It is a function and no attribute of
// the records, so that the CLI knows which of its results are sensitive.
type fqdnFunction struct{ language rules.Language }

// Metadata names the function.
func (f *fqdnFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "fqdn"
}

// Definition describes the function.
func (f *fqdnFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Returns the full name of a host.",
		MarkdownDescription: "Returns the full name in lower case, IDN as punycode, without a trailing dot: `mail.example.com` for the host `mail` of `example.com`, and the domain for the host `@`. " +
			"A host with a trailing dot is a full name already. If the host comes from a resource, what uses the result depends on that resource." +
			example("resource \"valuedomain_mx_record\" \"mail\" {\n  domain   = \"example.com\"\n  target   = \"${provider::valuedomain::fqdn(valuedomain_a_record.mail.host, \"example.com\")}.\"\n  priority = 10\n}"),
		Parameters: []function.Parameter{
			function.StringParameter{Name: session.AttrHost, MarkdownDescription: session.HostHelp},
			domainParameter(),
		},
		Return: function.StringReturn{},
	}
}

// Run returns the name.
func (f *fqdnFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var host, domain string
	if resp.Error = req.Arguments.Get(ctx, &host, &domain); resp.Error != nil {
		return
	}
	o, wrong := domainArgument(1, domain, f.language)
	if wrong != nil {
		resp.Error = wrong
		return
	}
	if err := o.CheckHost(host); err != nil {
		resp.Error = badArgument(0, message.Value(session.AttrHost, err).Detail, f.language)
		return
	}
	resp.Error = resp.Result.Set(ctx, o.FQDN(host))
}
