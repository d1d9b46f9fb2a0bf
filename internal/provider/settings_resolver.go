package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"

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
		resolverMessage(c.Resolver.ValueString()).addTo(diags, l, "resolver")
		return nil
	}
	return &rules.Resolver{Addresses: r.Resolve, Texts: r.Texts, Servers: r.Servers}
}

func resolverMessage(address string) message {
	return message{
		Summary: say("Wrong value of %s", "%s の値が正しくありません", "resolver"),
		Detail: say("%q is not of the form host:port. Write the address of a recursive resolver with its port, such as \"192.0.2.53:53\" or \"[2001:db8::53]:53\".",
			"%q は host:port の形になっていません。\"192.0.2.53:53\" や \"[2001:db8::53]:53\" のように、フルリゾルバーのアドレスとポートを書いてください。", address),
	}
}

// resolverSilentMessage warns that the resolver gave no answer, so that the
// rules about names outside the zone could not be judged.
func resolverSilentMessage(err error) message {
	return message{
		Summary: say("The resolver gave no answer", "リゾルバーから応答がありませんでした"),
		Detail: say("What the zone says of names outside of it could not be checked (rules mx-target-unresolved, dmarc-report-elsewhere and spf-too-many-lookups):\n\n  %[1]v\n\n"+
			"Check `resolver` in the provider block.",
			"ゾーンの外の名前を確認できませんでした（ルール mx-target-unresolved、dmarc-report-elsewhere、spf-too-many-lookups）。\n\n  %[1]v\n\n"+
				"provider ブロックの `resolver` を確認してください。", err),
	}
}
