// Command schemajson prints the provider's schema as `terraform providers
// schema -json` would, under the provider's short name, for tfplugindocs.
//
// The provider is asked itself and no CLI is needed: what a CLI prints depends
// on its version (no identities before Terraform 1.12, no list resources before
// 1.14), and the pages made from it would change from machine to machine.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider"
)

func main() {
	text, err := schemas(context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, "schemajson:", err)
		os.Exit(1)
	}
	fmt.Println(string(text))
}

// document is the file that tfplugindocs reads.
type document struct {
	FormatVersion string              `json:"format_version"`
	Schemas       map[string]provided `json:"provider_schemas"`
}

// provided is all that a provider offers.
type provided struct {
	Provider      schema              `json:"provider"`
	Resources     map[string]schema   `json:"resource_schemas,omitempty"`
	DataSources   map[string]schema   `json:"data_source_schemas,omitempty"`
	Ephemeral     map[string]schema   `json:"ephemeral_resource_schemas,omitempty"`
	ListResources map[string]schema   `json:"list_resource_schemas,omitempty"`
	Actions       map[string]schema   `json:"action_schemas,omitempty"`
	Functions     map[string]function `json:"functions,omitempty"`
	Identities    map[string]identity `json:"resource_identity_schemas,omitempty"`
}

// schemas asks the provider over its own protocol.
func schemas(ctx context.Context) ([]byte, error) {
	server := providerserver.NewProtocol6(provider.New("docs", func(string) string { return "" }))()
	all, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return nil, fmt.Errorf("get the provider's schema: %w", err)
	}
	named, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return nil, fmt.Errorf("get the identity schemas: %w", err)
	}
	for _, d := range append(all.Diagnostics, named.Diagnostics...) {
		return nil, fmt.Errorf("get the provider's schema: %s: %s", d.Summary, d.Detail)
	}
	actions := map[string]*tfprotov6.Schema{}
	for name, a := range all.ActionSchemas {
		actions[name] = a.Schema
	}
	return json.MarshalIndent(document{FormatVersion: "1.0", Schemas: map[string]provided{"valuedomain": {
		Provider:      schemaOf(all.Provider),
		Resources:     each(all.ResourceSchemas, schemaOf),
		DataSources:   each(all.DataSourceSchemas, schemaOf),
		Ephemeral:     each(all.EphemeralResourceSchemas, schemaOf),
		ListResources: each(all.ListResourceSchemas, schemaOf),
		Actions:       each(actions, schemaOf),
		Functions:     each(all.Functions, functionOf),
		Identities:    each(named.IdentitySchemas, identityOf),
	}}}, "", "  ")
}

func each[From, To any](all map[string]From, turn func(From) To) map[string]To {
	turned := make(map[string]To, len(all))
	for name, v := range all {
		turned[name] = turn(v)
	}
	return turned
}
