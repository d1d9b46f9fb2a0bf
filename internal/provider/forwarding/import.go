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
		message.ImportID(strconv.Quote(id), "local_part@domain", "info@hogehoge.com").AddTo(&resp.Diagnostics, s.Language, "")
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
		message.NoForward(id, r.addressesOf(ctx, m)).AddTo(&resp.Diagnostics, s.Language, "")
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
	m.identify(ctx, resp.Identity, &resp.Diagnostics)
}

// addressesOf lists the addresses of a domain that are forwarded, as far as that
// can be known.
func (r *forwardingResource) addressesOf(ctx context.Context, m forwardingModel) (ids []string) {
	if !m.holds() {
		return nil
	}
	list, err := r.forwardsOf(ctx, m.Domain.ValueString())
	if err != nil {
		return nil
	}
	for _, f := range list {
		ids = append(ids, f.User+"@"+zone.NewOrigin(m.Domain.ValueString()).String())
	}
	return ids
}
