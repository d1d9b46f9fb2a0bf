package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

var _ provider.Provider = noop{}

// noop is a provider that has nothing to talk to.
type noop struct{}

// Metadata names the provider.
func (noop) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "valuedomain"
}

// Schema takes the settings that the benchmark gives the real provider.
func (noop) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"requests_per_minute": schema.Int64Attribute{Optional: true},
	}}
}

// Configure has nothing to do.
func (noop) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}

// Resources lists the one resource.
func (noop) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return record{} }}
}

// DataSources lists none.
func (noop) DataSources(context.Context) []func() datasource.DataSource { return nil }
