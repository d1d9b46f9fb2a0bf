package functions

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/intent"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

const (
	// intentsArgument is the position of the intents among the arguments, from 0.
	intentsArgument = 2

	attrFor = "for"
)

// readIntents reads the intents. It reports false where a part of them is not known
// yet. The parameter is dynamic, since Terraform omits what an object type does not
// have: nobody would see that an attribute is misspelled.
func readIntents(ctx context.Context, given types.Dynamic) (intents []intent.Intent, known bool, wrong *rules.Text) {
	if v, err := given.ToTerraformValue(ctx); err == nil && !v.IsFullyKnown() {
		return nil, false, nil
	}
	items := itemsIn(given.UnderlyingValue())
	if items == nil {
		return nil, true, new(message.IntentListText())
	}
	for i, v := range items {
		one, wrong := readIntent(v)
		if wrong != nil {
			return nil, true, new(message.NumberedIntentText(i, *wrong))
		}
		intents = append(intents, one)
	}
	return intents, true, nil
}

func readIntent(v attr.Value) (one intent.Intent, wrong *rules.Text) {
	attributes, wrong := objectOf(v, message.ObjectText("intent", attrServers), attrFor, attrServers)
	if wrong != nil {
		return one, wrong
	}
	for _, name := range []string{attrFor, attrServers} {
		if attributes[name] == nil {
			return one, new(message.NoIntentAttributeText(name))
		}
	}
	var isText, areTexts bool
	one.For, isText = textOf(attributes[attrFor])
	one.Servers, areTexts = textsOf(attributes[attrServers])
	if !isText || !areTexts {
		return one, new(message.IntentFormText())
	}
	return one, nil
}
