package functions

import (
	"context"
	"errors"
	"math"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonefile"
)

// zoneFileFunction writes a master file.
type zoneFileFunction struct{ language rules.Language }

// zoneFileModel is a master file, and what it can't say.
type zoneFileModel struct {
	Text    string          `tfsdk:"text"`
	Omitted []omissionModel `tfsdk:"omitted"`
}

type omissionModel struct {
	Line   string `tfsdk:"line"`
	Reason string `tfsdk:"reason"`
}

func zoneFileTypes() map[string]attr.Type {
	return map[string]attr.Type{
		"text": types.StringType,
		"omitted": types.ListType{ElemType: types.ObjectType{AttrTypes: map[string]attr.Type{
			"line": types.StringType, "reason": types.StringType,
		}}},
	}
}

// Metadata names the function.
func (f *zoneFileFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "zone_file"
}

// Definition describes the function.
func (f *zoneFileFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Writes a zone as an RFC 1035 zone file.",
		MarkdownDescription: "Returns an object:\n\n| Field | Content |\n|---|---|\n| `text` | the zone file |\n| `omitted` | the lines that a zone file cannot express, each with the `reason`; they are comments in the file |\n\n" +
			"Names are absolute. An MXE record becomes an A and an MX record. It, and an MX line without a host, receive the mail of every name: the file has their MX at the domain, at the wildcard, and at and below every name of the zone without an MX. " +
			"Value-Domain's patterns such as `s*` cannot be expressed. The zone text contains neither SOA nor name servers: the SOA has serial 1, and the name servers are ns1 to ns5.value-domain.com unless the text has NS lines for the domain itself." +
			example("resource \"local_file\" \"zone\" {\n  filename = \"example.com.zone\"\n  content  = provider::valuedomain::zone_file(data.valuedomain_zone.z.text, \"example.com\", data.valuedomain_zone.z.ttl).text\n}"),
		Parameters: []function.Parameter{
			zoneTextParameter(),
			domainParameter(),
			function.NumberParameter{Name: "ttl", MarkdownDescription: "The TTL of all records, in seconds."},
		},
		Return: function.ObjectReturn{AttributeTypes: zoneFileTypes()},
	}
}

// Run writes the file.
func (f *zoneFileFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var (
		text, domain string
		ttl          types.Number
	)
	if resp.Error = req.Arguments.Get(ctx, &text, &domain, &ttl); resp.Error != nil {
		return
	}
	z, wrong := zoneArgument(0, text, f.language)
	if wrong != nil {
		resp.Error = wrong
		return
	}
	seconds, ok := session.WholeNumber(ttl)
	if !ok {
		seconds = 0 // No TTL.
	}
	file, err := zonefile.Render(z, domain, int(min(max(seconds, 0), math.MaxInt32+1)))
	switch {
	case errors.Is(err, zonefile.ErrTTL):
		resp.Error = badArgument(2, message.TTLRangeText(), f.language)
		return
	case err != nil:
		resp.Error = badArgument(1, message.Value(paramDomain, err).Detail, f.language)
		return
	}
	m := zoneFileModel{Text: file.Text, Omitted: []omissionModel{}}
	for _, o := range file.Omitted {
		m.Omitted = append(m.Omitted, omissionModel(o))
	}
	resp.Error = resp.Result.Set(ctx, m)
}
