package records

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
)

var _ resource.ResourceWithIdentity = (*recordResource)(nil)

// IdentitySchema describes what names one record: all that its line says. It
// changes with the record, as the registrar has no ids.
func (r *recordResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = r.kind.identitySchema()
}

func (k kind) identitySchema() identityschema.Schema {
	all := map[string]identityschema.Attribute{
		session.AttrDomain: identityschema.StringAttribute{RequiredForImport: true, Description: "The domain of the zone."},
	}
	if k.Raw {
		all[session.AttrLine] = identityschema.StringAttribute{RequiredForImport: true, Description: "The line as it is in the zone."}
		return identityschema.Schema{Attributes: all}
	}
	all[session.AttrHost] = identityschema.StringAttribute{
		RequiredForImport: k.Host == "", OptionalForImport: k.Host != "", Description: "The host, relative to the domain.",
	}
	for _, f := range k.Type.Fields {
		// What may be omitted is looked up in the zone.
		if f.Kind.Max() > 0 {
			all[f.Name] = identityschema.Int64Attribute{OptionalForImport: true, Description: "The record's " + f.Name + "."}
		} else {
			all[f.Name] = identityschema.StringAttribute{OptionalForImport: true, Description: "The record's " + f.Name + "."}
		}
	}
	return identityschema.Schema{Attributes: all}
}

// identify writes the identity of a record; nil takes no identity.
func (r *recordResource) identify(to *tfsdk.ResourceIdentity, a session.Attrs) {
	if to == nil {
		return
	}
	values := map[string]tftypes.Value{session.AttrDomain: a[session.AttrDomain]}
	types := map[string]tftypes.Type{session.AttrDomain: tftypes.String}
	for _, name := range r.kind.names() {
		values[name], types[name] = a[name], a[name].Type()
	}
	to.Raw = tftypes.NewValue(tftypes.Object{AttributeTypes: types}, values)
}

// named returns what an import by identity asks for: the domain, and a value
// for each part of the record, "" where it may be any.
func (k kind) named(a session.Attrs) (domain string, wanted []string) {
	for _, name := range k.names() {
		value := a.Text(name)
		if name == session.AttrHost && value == "" {
			value = k.Host
		}
		wanted = append(wanted, value)
	}
	return a.Text(session.AttrDomain), wanted
}

// identityText shows the values of an identity that were given, as HCL.
func (k kind) identityText(a session.Attrs) string {
	text := session.AttrDomain + " = " + importgen.Quote(a.Text(session.AttrDomain))
	for _, name := range k.names() {
		v, there := a[name]
		switch {
		case !there || v.IsNull():
		case v.Type().Is(tftypes.Number):
			text += ", " + name + " = " + a.Text(name)
		default:
			text += ", " + name + " = " + importgen.Quote(a.Text(name))
		}
	}
	return "{ " + text + " }"
}
