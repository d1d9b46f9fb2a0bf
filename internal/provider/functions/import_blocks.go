package functions

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// importBlocksFunction writes the configuration of a zone.
type importBlocksFunction struct{ language rules.Language }

// Metadata names the function.
func (f *importBlocksFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "import_blocks"
}

// Definition describes the function.
func (f *importBlocksFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Writes the import and resource blocks that bring a zone under Terraform without a change.",
		MarkdownDescription: "Returns HCL, as `terraform fmt` would write it: an `import` and a `resource` block for every record, in the order of the zone. " +
			"A line of a type without a resource of its own becomes a `valuedomain_raw_record`, equal lines become one resource, and a line that no resource accepts becomes a comment with the reason. " +
			"Comments and empty lines stay in the zone and are not declared." +
			example("data \"valuedomain_zone\" \"z\" {\n  domain = \"example.com\"\n}\n\noutput \"configuration\" {\n  value = provider::valuedomain::import_blocks(data.valuedomain_zone.z.text, \"example.com\")\n}") +
			"\n`terraform output -raw configuration > imported.tf` makes a file of it.",
		Parameters: []function.Parameter{zoneTextParameter(), domainParameter()},
		Return:     function.StringReturn{},
	}
}

// Run writes the blocks.
func (f *importBlocksFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var text, domain string
	if resp.Error = req.Arguments.Get(ctx, &text, &domain); resp.Error != nil {
		return
	}
	z, wrong := zoneArgument(0, text, f.language)
	if wrong != nil {
		resp.Error = wrong
		return
	}
	blocks, err := importgen.Blocks(z, domain)
	if err != nil {
		resp.Error = badArgument(1, message.Value(paramDomain, err).Detail, f.language)
		return
	}
	resp.Error = resp.Result.Set(ctx, blocks)
}
