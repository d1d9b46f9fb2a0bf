package forwarding

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// ImportState takes "local_part@domain".
func (r *forwardingResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	s := r.session
	id := req.ID
	if id == "" && req.Identity != nil {
		var named forwardingIdentity
		resp.Diagnostics.Append(req.Identity.Get(ctx, &named)...)
		id = named.LocalPart.ValueString() + "@" + named.Domain.ValueString()
	}
	at := strings.LastIndexByte(id, '@')
	if at <= 0 || !isLocalPart(id[:at]) || zone.CheckDomain(id[at+1:]) != nil {
		message.ForwardID(strconv.Quote(id), r.addressesOf(ctx, domainOf(id))).AddTo(&resp.Diagnostics, s.Language, "")
		return
	}
	s.Ledger.Reading()
	m := forwardingModel{
		Domain: types.StringValue(id[at+1:]), LocalPart: types.StringValue(id[:at]), Manage: types.StringValue(manageForwarding),
	}
	there, err := r.refresh(ctx, &m)
	var notOffered *valuedomain.ForwardingNotOfferedError
	if errors.As(err, &notOffered) {
		m.Manage = types.StringValue(manageDNSOnly)
		there, err = r.refresh(ctx, &m)
	}
	if err != nil {
		r.reportForwarding(&resp.Diagnostics, err, m.Domain.ValueString())
		return
	}
	if !there {
		var addresses []string
		if m.holds() {
			addresses = r.addressesOf(ctx, m.Domain.ValueString())
		}
		message.NoForward(id, addresses).AddTo(&resp.Diagnostics, s.Language, "")
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
	m.identify(ctx, resp.Identity, &resp.Diagnostics)
}

// domainOf returns the part of a wrong import id that may be the domain: what is
// behind an @, else in front of a slash.
func domainOf(id string) string {
	if _, domain, ok := strings.Cut(id, "@"); ok {
		return domain
	}
	domain, _, _ := strings.Cut(id, "/")
	return domain
}

// addressesOf lists the addresses of a domain that are forwarded, as far as that
// can be known.
func (r *forwardingResource) addressesOf(ctx context.Context, domain string) (ids []string) {
	if zone.CheckDomain(domain) != nil {
		return nil
	}
	list, err := r.forwardsOf(ctx, domain)
	if err != nil {
		return nil
	}
	for _, f := range list {
		ids = append(ids, f.User+"@"+zone.NewOrigin(domain).String())
	}
	return ids
}
