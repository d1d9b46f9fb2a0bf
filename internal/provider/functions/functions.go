package functions

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// All lists the provider's functions. They are pure, and their errors are in the
// language.
func All(l rules.Language) []func() function.Function {
	return append([]func() function.Function{
		func() function.Function { return &fqdnFunction{l} },
		func() function.Function { return &parseZoneFunction{l} },
		func() function.Function { return &mailRouteFunction{l} },
		func() function.Function { return &mailDiagramFunction{l} },
		func() function.Function { return &mailAuditFunction{l} },
		func() function.Function { return &mailRecordsFunction{l} },
		func() function.Function { return &importBlocksFunction{l} },
		func() function.Function { return &zoneFileFunction{l} },
		func() function.Function { return &spfValueFunction{l} },
		func() function.Function { return &spfMergeFunction{l} },
	}, policyValueFunctions(l)...)
}

// DataSources lists the data sources.
func DataSources() []func() datasource.DataSource {
	return []func() datasource.DataSource{
		func() datasource.DataSource { return &zoneDataSource{} },
		func() datasource.DataSource { return &domainsDataSource{} },
		func() datasource.DataSource { return &mailRouteDataSource{} },
		func() datasource.DataSource { return &mailAuditDataSource{} },
		func() datasource.DataSource { return &dnsCheckDataSource{} },
	}
}

// source is what every data source has.
type source struct{ session *session.Session }

// Configure takes the session over.
func (s *source) Configure(_ context.Context, req datasource.ConfigureRequest, _ *datasource.ConfigureResponse) {
	s.session, _ = req.ProviderData.(*session.Session)
}

// maxZoneText is the size of the largest zone text that a function reads, in
// bytes. A zone of a thousand lines has a tenth of it.
const maxZoneText = 1 << 20

const (
	zoneTextHelp    = "The zone as the control panel shows it, of at most 1 MiB."
	domainArgHelp   = "The domain of the zone, such as `example.com`."
	serviceArgHelp  = "The DNS service: `general` (汎用DNS), `simple` (簡易DNS), or `auto`, which detects it from the lines."
	paramZoneText   = "zone_text"
	paramDomain     = "domain"
	paramDNSService = "dns_service"
)

func zoneTextParameter() function.Parameter {
	return function.StringParameter{Name: paramZoneText, MarkdownDescription: zoneTextHelp}
}

func domainParameter() function.Parameter {
	return function.StringParameter{Name: paramDomain, MarkdownDescription: domainArgHelp}
}

func serviceParameter() function.Parameter {
	return function.StringParameter{Name: paramDNSService, MarkdownDescription: serviceArgHelp}
}

// badArgument is the error about an argument, counted from 0. The CLI puts a
// full stop behind it.
func badArgument(position int64, text rules.Text, l rules.Language) *function.FuncError {
	return function.NewArgumentFuncError(position, strings.TrimRight(text.In(l), ".。"))
}

// zoneArgument reads a zone text.
func zoneArgument(position int64, text string, l rules.Language) (*zone.Zone, *function.FuncError) {
	if len(text) > maxZoneText {
		return nil, badArgument(position, message.ZoneTooLongText(len(text), maxZoneText), l)
	}
	return zone.Parse(text), nil
}

// domainArgument reads a domain.
func domainArgument(position int64, domain string, l rules.Language) (zone.Origin, *function.FuncError) {
	if err := zone.CheckDomain(domain); err != nil {
		return zone.Origin{}, badArgument(position, message.Value(paramDomain, err).Detail, l)
	}
	return zone.NewOrigin(domain), nil
}

// serviceArgument reads a DNS service; "auto" asks the lines.
func serviceArgument(position int64, service string, z *zone.Zone, l rules.Language) (zone.Service, *function.FuncError) {
	switch service {
	case "auto":
		return z.DetectService("").Service, nil
	case string(zone.ServiceGeneral), string(zone.ServiceSimple):
		return zone.Service(service), nil
	}
	return zone.ServiceUnknown, badArgument(position, message.NoServiceText(service), l)
}

// zoneArguments reads the arguments that most functions have in common; the
// positions are theirs.
func zoneArguments(text, domain, service string, positions [3]int64, l rules.Language) (*zone.Index, *zone.Zone, *function.FuncError) {
	z, wrong := zoneArgument(positions[0], text, l)
	if wrong != nil {
		return nil, nil, wrong
	}
	o, wrong := domainArgument(positions[1], domain, l)
	if wrong != nil {
		return nil, nil, wrong
	}
	s, wrong := serviceArgument(positions[2], service, z, l)
	if wrong != nil {
		return nil, nil, wrong
	}
	return zone.NewIndex(o, s, z), z, nil
}

// example is a description's example of a call.
func example(call string) string {
	return fmt.Sprintf("\n\n```terraform\n%s\n```\n", call)
}
