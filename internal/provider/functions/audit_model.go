package functions

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// findingModel is a finding, as the function and the data source give it.
type findingModel struct {
	Rule       string  `tfsdk:"rule"`
	Severity   string  `tfsdk:"severity"`
	Line       *string `tfsdk:"line"`
	Message    string  `tfsdk:"message"`
	Suggestion string  `tfsdk:"suggestion"`
	Reference  string  `tfsdk:"reference"`
}

func findingType() types.ObjectType {
	return types.ObjectType{AttrTypes: map[string]attr.Type{
		"rule": types.StringType, "severity": types.StringType, "line": types.StringType, "message": types.StringType,
		"suggestion": types.StringType, "reference": types.StringType,
	}}
}

func newFindingModels(found []rules.Finding, l rules.Language) []findingModel {
	models := make([]findingModel, 0, len(found))
	for _, f := range found {
		m := findingModel{Rule: f.Rule, Severity: string(f.Severity), Message: f.Problem(l), Suggestion: f.Suggestion.In(l)}
		if f.Line != "" {
			m.Line = &f.Line
		}
		if r, ok := rules.Lookup(f.Rule); ok {
			m.Reference = strings.Join(append(r.References, r.Page(l)), "; ")
		}
		models = append(models, m)
	}
	return models
}

const findingsHelp = "| Field | Content |\n|---|---|\n| `rule` | ID of the rule |\n| `severity` | `error` or `warning` |\n| `line` | the line; null if a line is missing |\n" +
	"| `message` | what is wrong, and the lines that it conflicts with |\n| `suggestion` | what to write instead |\n| `reference` | questions of the mail FAQ for Value-Domain users, RFC sections, and the rule's page |"
