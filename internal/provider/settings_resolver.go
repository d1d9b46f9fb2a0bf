package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/resolver"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// resolve returns what asks the configured resolver, and nil without one.
func (c config) resolve(l rules.Language, diags *diag.Diagnostics) *rules.Resolver {
	if c.Resolver.ValueString() == "" {
		return nil
	}
	r, err := resolver.New(c.Resolver.ValueString())
	if err != nil {
		message.Resolver(c.Resolver.ValueString()).AddTo(diags, l, "resolver")
		return nil
	}
	return &rules.Resolver{Addresses: r.Resolve, Texts: r.Texts, Servers: r.Servers}
}
