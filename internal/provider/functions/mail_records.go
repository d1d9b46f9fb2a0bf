package functions

import (
	"context"
	"errors"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/intent"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// mailRecordsFunction turns intents into records.
type mailRecordsFunction struct{ language rules.Language }

// mailRecordModel is one record for an intent.
type mailRecordModel struct {
	Type     string  `tfsdk:"type"`
	Host     string  `tfsdk:"host"`
	Address  *string `tfsdk:"address"`
	Target   *string `tfsdk:"target"`
	Priority *int64  `tfsdk:"priority"`
	Value    *string `tfsdk:"value"`
	Line     string  `tfsdk:"line"`
	Question *string `tfsdk:"question"`
}

func mailRecordType() types.ObjectType {
	return types.ObjectType{AttrTypes: map[string]attr.Type{
		"type": types.StringType, "host": types.StringType, "address": types.StringType, "target": types.StringType,
		"priority": types.Int64Type, "value": types.StringType, "line": types.StringType, "question": types.StringType,
	}}
}

// Metadata names the function.
func (f *mailRecordsFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "mail_records"
}

// Definition describes the function.
func (f *mailRecordsFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Returns the records for what you want of your mail.",
		MarkdownDescription: "An intent says which mail goes where: `for` is `all` (the whole domain with its subdomains), `@` (the domain itself), a host such as `web`, or a pattern such as `s*`; " +
			"`servers` are names or IPv4 addresses in the order in which they are tried, at priorities 10, 20, 30. A name with a dot is a full name, with or without the trailing dot; one without is a host of the domain. " +
			"An IP address gets its own host (`mail`) if the record needs a name.\n\n" +
			setupHelp() +
			"Returns a map, ready for `for_each` and for the `records` of `valuedomain_records`, of objects:\n\n| Field | Content |\n|---|---|\n| `type` | the record type |\n" +
			"| `host`, `address`, `target`, `priority`, `value` | the arguments; null if the type has none |\n" +
			"| `line` | the line |\n| `question` | the question of the mail FAQ for Value-Domain users that it follows; null if it comes from no intent |\n\n" +
			"What the DNS service does not support is an error that names the question.\n\n" +
			"HCL takes a brace followed by `for` for a loop: write `servers` first." +
			example("locals {\n  mail = provider::valuedomain::mail_records(\"example.com\", \"general\", [\n    { servers = [\"mx1.example.net\", \"mx2.example.net\"], for = \"@\" },\n    { servers = [\"mx3.example.net\"], for = \"web\" },\n  ])\n}\n\nresource \"valuedomain_mx_record\" \"mail\" {\n  for_each = { for key, r in local.mail : key => r if r.type == \"mx\" }\n\n  domain   = \"example.com\"\n  host     = each.value.host\n  target   = each.value.target\n  priority = each.value.priority\n}"),
		Parameters: []function.Parameter{
			domainParameter(),
			function.StringParameter{Name: paramDNSService, MarkdownDescription: "The DNS service: `general` (汎用DNS) or `simple` (簡易DNS)."},
			function.DynamicParameter{Name: "intents", MarkdownDescription: "The intents, as a list of objects with `for` and `servers`."},
		},
		VariadicParameter: function.DynamicParameter{
			Name: paramSetup, MarkdownDescription: "One object with any of `presets`, `sending` and `parked`. Optional.",
		},
		Return: function.MapReturn{ElementType: mailRecordType()},
	}
}

// Run makes the records.
func (f *mailRecordsFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var (
		domain, service string
		asked           types.Dynamic
		more            []types.Dynamic
	)
	if resp.Error = req.Arguments.Get(ctx, &domain, &service, &asked, &more); resp.Error != nil {
		return
	}
	if _, wrong := domainArgument(0, domain, f.language); wrong != nil {
		resp.Error = wrong
		return
	}
	if service != string(zone.ServiceGeneral) && service != string(zone.ServiceSimple) {
		resp.Error = badArgument(1, message.IntentText(intent.ErrServiceUnknown), f.language)
		return
	}
	intents, knowsIntents, wrong := readIntents(ctx, asked)
	if wrong != nil {
		resp.Error = badArgument(intentsArgument, *wrong, f.language)
		return
	}
	setup, known, wrong := readSetup(ctx, more)
	switch {
	case wrong != nil:
		resp.Error = badArgument(setupArgument, *wrong, f.language)
		return
	case !known || !knowsIntents:
		resp.Error = resp.Result.Set(ctx, types.MapUnknown(mailRecordType())) // OpenTofu passes an object that is known in part.
		return
	}
	setup.Intents = intents
	records, err := intent.Set(domain, zone.Service(service), setup)
	if err != nil {
		resp.Error = badArgument(intentArgument(err), message.IntentText(err), f.language)
		return
	}
	models := make(map[string]mailRecordModel, len(records))
	for _, r := range records {
		models[r.Key()] = newMailRecordModel(r)
	}
	resp.Error = resp.Result.Set(ctx, models)
}

// intentArgument returns which argument has to be changed, counted from 0.
func intentArgument(err error) int64 {
	var wrong *intent.SetupError
	switch {
	case errors.Is(err, intent.ErrServiceUnknown):
		return 1
	case errors.As(err, &wrong):
		return setupArgument
	}
	return intentsArgument
}

func newMailRecordModel(r intent.Record) mailRecordModel {
	m := mailRecordModel{Type: r.Type, Host: r.HostOrApex(), Line: r.Line()}
	if v := r.Get("address"); v != "" {
		m.Address = &v
	}
	if v := r.Get("target"); v != "" {
		m.Target = &v
	}
	if v := r.Get("value"); v != "" {
		m.Value = &v
	}
	if r.Question != "" {
		m.Question = &r.Question
	}
	if n, err := strconv.ParseInt(r.Get("priority"), 10, 64); err == nil {
		m.Priority = &n
	}
	return m
}
