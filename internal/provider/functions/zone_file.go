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
		Summary: "Writes a zone as an RFC 1035 master file.",
		MarkdownDescription: "Returns an object: `text`, the master file, and `omitted`, a list of the lines that it can't say, each with the `reason`; they stand in the file as comments.\n\n" +
			"Names are absolute. An MXE becomes the address and the MX that it stands for; it and a host-less mx, which take the mail of every name, stand at the domain, at the wildcard, and at and below every own name without an MX. " +
			"The registrar's patterns such as `s*` can't be said. The zone text holds neither SOA nor name servers: the SOA is made up with serial 1, and the name servers are ns1 to ns5.value-domain.com unless the text has ns lines for the domain itself." +
			example("resource \"local_file\" \"zone\" {\n  filename = \"hogehoge.com.zone\"\n  content  = provider::valuedomain::zone_file(data.valuedomain_zone.z.text, \"hogehoge.com\", data.valuedomain_zone.z.ttl).text\n}"),
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
