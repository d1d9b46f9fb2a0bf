package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
)

var _ resource.Resource = record{}

// record is the resource that only copies.
type record struct{}

// Metadata names the resource.
func (record) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "valuedomain_a_record"
}

// Schema is that of the real resource. What that one computes is a constant
// here, so that a plan is complete as the framework makes it.
func (record) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"domain":  schema.StringAttribute{Required: true},
		"host":    schema.StringAttribute{Optional: true, Computed: true, Default: stringdefault.StaticString("@")},
		"address": schema.StringAttribute{Required: true},
		"line":    schema.StringAttribute{Computed: true, Sensitive: true, Default: stringdefault.StaticString("a host 192.0.2.1")},
	}}
}

// Create copies the plan.
func (record) Create(_ context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	resp.State.Raw = req.Plan.Raw
}

// Read keeps the state, which the framework has filled in.
func (record) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

// Update copies the plan.
func (record) Update(_ context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.State.Raw = req.Plan.Raw
}

// Delete has nothing to do: the framework drops the state.
func (record) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}
