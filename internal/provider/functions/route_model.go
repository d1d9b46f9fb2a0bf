package functions

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailroute"
)

// routeModel is a route, as the function and the data source give it.
type routeModel struct {
	MailDomain string        `tfsdk:"mail_domain"`
	Servers    []serverModel `tfsdk:"servers"`
	Failure    *string       `tfsdk:"failure"`
	Aliases    []string      `tfsdk:"aliases"`
}

// serverModel is one server of a route.
type serverModel struct {
	Priority  int64    `tfsdk:"priority"`
	Name      string   `tfsdk:"name"`
	Addresses []string `tfsdk:"addresses"`
	Reason    string   `tfsdk:"reason"`
	Line      string   `tfsdk:"line"`
}

func serverType() types.ObjectType {
	return types.ObjectType{AttrTypes: map[string]attr.Type{
		"priority": types.Int64Type, "name": types.StringType, "addresses": types.ListType{ElemType: types.StringType},
		"reason": types.StringType, "line": types.StringType,
	}}
}

// routeTypes are the attributes of a route.
func routeTypes() map[string]attr.Type {
	return map[string]attr.Type{
		"mail_domain": types.StringType, "servers": types.ListType{ElemType: serverType()},
		"failure": types.StringType, "aliases": types.ListType{ElemType: types.StringType},
	}
}

func newRouteModel(r mailroute.Route) routeModel {
	m := routeModel{MailDomain: r.Domain, Servers: []serverModel{}, Aliases: append([]string{}, r.Aliases...)}
	if r.Failure != "" {
		failure := string(r.Failure)
		m.Failure = &failure
	}
	for _, s := range r.Servers {
		m.Servers = append(m.Servers, serverModel{
			Priority: int64(s.Priority), Name: s.Name, Addresses: append([]string{}, s.Addresses...), Reason: string(s.Reason), Line: s.Line,
		})
	}
	return m
}

// The descriptions of a route's attributes.
const (
	mailDomainHelp = "The part of the address behind the `@`, as a full name in lower case."
	serversHelp    = "Each server has a `priority`, a `name`, the `addresses` that the zone contains, the `reason` " +
		"(`mx`, `mxe`, `wildcard mx`, `address record` or `forwarding`), and the `line` that sends the mail there."
	failureHelp = "Why the mail cannot be delivered; null if it can."
	aliasesHelp = "The names that a CNAME leads through, if the mail domain is one."
)
