package provider

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
	"github.com/vmihailenco/msgpack/v5"
)

// Serve serves the providers that newProvider makes, until the CLI ends the
// process. The address is that of the registry. With debug it prints how to
// connect a CLI to this process. The error is that of the network or of the CLI's
// handshake.
func Serve(address string, debug bool, newProvider func() provider.Provider) error {
	var options []tf6server.ServeOpt
	if debug {
		options = append(options, tf6server.WithManagedDebug())
	}
	return tf6server.Serve(address, func() tfprotov6.ProviderServer {
		return readInJSON(providerserver.NewProtocol6(newProvider())())
	}, options...)
}

// readInJSON makes a server answer reads of resources in JSON, the other encoding
// of the protocol, in which Terraform keeps its state.
//
// Terraform 1.11 compares decoded values, not what they mean: a number that it
// decoded from MessagePack has another precision than the same number from JSON.
// Then every resource that has a number would be a change of
// `plan -refresh-only -detailed-exitcode`.
func readInJSON(s tfprotov6.ProviderServer) tfprotov6.ProviderServer {
	//nolint:staticcheck // Deprecated until its methods move into ProviderServer, which has not happened yet.
	complete, ok := s.(tfprotov6.ProviderServerWithListResource)
	if !ok {
		return s
	}
	return jsonReader{complete}
}

type jsonReader struct {
	tfprotov6.ProviderServerWithListResource
}

func (r jsonReader) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	resp, err := r.ProviderServerWithListResource.ReadResource(ctx, req)
	if err == nil && resp.NewState != nil {
		if text, err := toJSON(resp.NewState.MsgPack); err == nil {
			resp.NewState = &tfprotov6.DynamicValue{JSON: text}
		}
	}
	return resp, err
}

// toJSON gives a value of the protocol the other encoding. It refuses values that
// are not known yet, which JSON can't express and no read returns.
func toJSON(packed []byte) ([]byte, error) {
	var value any
	if err := msgpack.Unmarshal(packed, &value); err != nil {
		return nil, err
	}
	return json.Marshal(typed(value))
}

// typed writes the values whose type the schema leaves open as JSON has them: an
// object instead of a list that begins with the type, which alone is bytes.
func typed(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for name := range v {
			v[name] = typed(v[name])
		}
	case []any:
		for i := range v {
			v[i] = typed(v[i])
		}
		if len(v) == 2 {
			if kind, ok := v[0].([]byte); ok {
				return map[string]any{"type": json.RawMessage(kind), "value": v[1]}
			}
		}
	}
	return value
}
