package functions

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// parseZoneFunction takes a zone text apart.
type parseZoneFunction struct{ language rules.Language }

// parsedLine is one line of a zone.
type parsedLine struct {
	Type   *string           `tfsdk:"type"`
	Host   *string           `tfsdk:"host"`
	Line   string            `tfsdk:"line"`
	Known  bool              `tfsdk:"known"`
	Values map[string]string `tfsdk:"values"`
}

func parsedLineType() types.ObjectType {
	return types.ObjectType{AttrTypes: map[string]attr.Type{
		"type": types.StringType, "host": types.StringType, "line": types.StringType, "known": types.BoolType,
		"values": types.MapType{ElemType: types.StringType},
	}}
}

// Metadata names the function.
func (f *parseZoneFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "parse_zone"
}

// Definition describes the function.
func (f *parseZoneFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Splits a zone text into its lines.",
		MarkdownDescription: "Returns a list with an object for each line that is not empty, in the order of the text:\n\n| Field | Content |\n|---|---|\n| `type` | the record type, in lower case |\n| `host` | the host; `@` for the domain itself |\n" +
			"| `line` | the line as written |\n| `known` | whether it is a record of a known type |\n| `values` | the other fields by name, as strings |\n\n" +
			"Parsing never fails: a line that is not a record of a known type, such as a comment, has `known = false` and no type, host and values." +
			example("locals {\n  records = provider::valuedomain::parse_zone(file(\"example.com.txt\"))\n  mail    = [for r in local.records : r.line if r.known && contains([\"mx\", \"mxe\"], coalesce(r.type, \"-\"))]\n}"),
		Parameters: []function.Parameter{function.StringParameter{Name: "text", MarkdownDescription: zoneTextHelp}},
		Return:     function.ListReturn{ElementType: parsedLineType()},
	}
}

// Run takes the text apart.
func (f *parseZoneFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var text string
	if resp.Error = req.Arguments.Get(ctx, &text); resp.Error != nil {
		return
	}
	z, wrong := zoneArgument(0, text, f.language)
	if wrong != nil {
		resp.Error = wrong
		return
	}
	lines := []parsedLine{}
	for _, l := range z.Lines() {
		if strings.TrimSpace(l.Text) != "" {
			lines = append(lines, newParsedLine(l))
		}
	}
	resp.Error = resp.Result.Set(ctx, lines)
}

func newParsedLine(l zone.Line) parsedLine {
	p := parsedLine{Line: l.Text, Known: l.Known, Values: map[string]string{}}
	if !l.Known {
		return p
	}
	host := l.Record.HostOrApex()
	p.Type, p.Host = &l.Record.Type, &host
	t, _ := zone.LookupType(l.Record.Type)
	for i, f := range t.Fields {
		p.Values[f.Name] = l.Record.Values[i]
	}
	return p
}
