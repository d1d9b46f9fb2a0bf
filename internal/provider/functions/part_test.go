package functions

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// run calls a function as the framework does.
func run(t *testing.T, name string, arguments ...attr.Value) *function.RunResponse {
	t.Helper()
	for _, f := range All(rules.English) {
		f := f()
		var metadata function.MetadataResponse
		if f.Metadata(t.Context(), function.MetadataRequest{}, &metadata); metadata.Name != name {
			continue
		}
		resp := &function.RunResponse{Result: function.NewResultData(types.StringNull())}
		f.Run(t.Context(), function.RunRequest{Arguments: function.NewArgumentsData(arguments)}, resp)
		return resp
	}
	t.Fatalf("no function %s", name)
	return nil
}

func texts(values ...attr.Value) types.List { return types.ListValueMust(types.StringType, values) }

func options(values map[string]attr.Value) types.Tuple {
	tags := types.MapType{ElemType: types.StringType}
	return types.TupleValueMust([]attr.Type{tags}, []attr.Value{types.MapValueMust(types.StringType, values)})
}

func none() types.Tuple { return types.TupleValueMust(nil, nil) }

func TestWhatIsKnownInPartGivesAnUnknownResult(t *testing.T) { // OpenTofu passes such arguments.
	t.Parallel()
	for name, arguments := range map[string][]attr.Value{
		"spf_merge":     {texts(types.StringValue("v=spf1 -all"), types.StringUnknown())},
		"tls_rpt_value": {texts(types.StringUnknown())},
		"dmarc_value":   {types.StringValue("none"), texts(types.StringUnknown()), none()},
	} {
		if resp := run(t, name, arguments...); resp.Error != nil || !resp.Result.Value().IsUnknown() {
			t.Errorf("%s: %v, %v", name, resp.Result.Value(), resp.Error)
		}
	}
	if resp := run(t, "dmarc_value", types.StringValue("none"), texts(), options(map[string]attr.Value{"sp": types.StringUnknown()})); resp.Error != nil || !resp.Result.Value().IsUnknown() {
		t.Errorf("a tag: %v, %v", resp.Result.Value(), resp.Error)
	}
}

func TestANullInAListIsNamedAndANullTagIsOmitted(t *testing.T) {
	t.Parallel()
	for name, arguments := range map[string][]attr.Value{
		"spf_merge":     {texts(types.StringNull())},
		"tls_rpt_value": {texts(types.StringNull())},
		"dmarc_value":   {types.StringValue("none"), texts(types.StringNull()), none()},
	} {
		if resp := run(t, name, arguments...); resp.Error == nil || strings.Contains(resp.Error.Text, "provider") {
			t.Errorf("%s: %v, %v", name, resp.Result.Value(), resp.Error)
		}
	}
	if resp := run(t, "dmarc_value", types.StringValue("none"), texts(), options(map[string]attr.Value{"sp": types.StringNull()})); resp.Error != nil || resp.Result.Value() != attr.Value(types.StringValue("v=DMARC1; p=none")) {
		t.Errorf("a tag: %v, %v", resp.Result.Value(), resp.Error)
	}
}

func TestAPresetWithAnEmptyNameIsToldTheNames(t *testing.T) {
	t.Parallel()
	name := map[string]attr.Value{"name": types.StringValue("")}
	_, wrong := readUse(types.ObjectValueMust(map[string]attr.Type{"name": types.StringType}, name))
	if wrong == nil || !strings.HasPrefix(wrong.EN, "name is missing. The names are ") {
		t.Errorf("got %v", wrong)
	}
}
