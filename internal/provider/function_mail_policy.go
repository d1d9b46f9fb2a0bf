package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// valueFunction writes the text of a record about mail from what the user wants
// of it. What receivers would not take is an error.
type valueFunction struct {
	language   rules.Language
	name       string
	definition function.Definition
	// write reads the arguments and writes the text. Its second error is one of
	// package mailauth.
	write func(context.Context, function.ArgumentsData) (string, *function.FuncError, error)
	// argument is the position of the argument that a tag comes from, where
	// there are several.
	argument func(tag string) int64
}

// Metadata names the function.
func (f *valueFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = f.name
}

// Definition describes the function.
func (f *valueFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = f.definition
	resp.Definition.Return = function.StringReturn{}
}

// Run writes the text.
func (f *valueFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	text, wrong, err := f.write(ctx, req.Arguments)
	switch {
	case wrong != nil:
		resp.Error = wrong
	case err != nil:
		resp.Error = f.badTag(err)
	default:
		resp.Error = resp.Result.Set(ctx, text)
	}
}

// badTag is the error about the argument that a tag comes from.
func (f *valueFunction) badTag(err error) *function.FuncError {
	message, suggestion := rules.TagText(err)
	position := int64(0)
	if f.argument != nil {
		position = f.argument(rules.TagName(err))
	}
	return badArgument(position, say("%s", "%s", message.In(f.language)+" "+suggestion.In(f.language)), f.language)
}

// policyValueFunctions returns the functions that write texts about mail policy.
func policyValueFunctions(l rules.Language) []func() function.Function {
	return []func() function.Function{
		func() function.Function { return dmarcValueFunction(l) },
		func() function.Function { return dkimValueFunction(l) },
		func() function.Function { return mtaSTSValueFunction(l) },
		func() function.Function { return tlsRPTValueFunction(l) },
	}
}

const reportsHelp = "The addresses that reports go to. `mailto:` may be omitted, and a comma, a semicolon or an exclamation mark in an address is escaped."

func dmarcValueFunction(l rules.Language) *valueFunction {
	return &valueFunction{
		language: l, name: "dmarc_value",
		definition: function.Definition{
			Summary: "Writes the value of a DMARC record.",
			MarkdownDescription: "Returns the value of the TXT record at `_dmarc`. What receivers would ignore (RFC 7489 section 6.3) is an error." +
				example("resource \"valuedomain_txt_record\" \"dmarc\" {\n  domain = \"example.com\"\n  host   = \"_dmarc\"\n  value  = provider::valuedomain::dmarc_value(\"quarantine\", [\"postmaster@example.com\"], { pct = 50 })\n}"),
			Parameters: []function.Parameter{
				function.StringParameter{Name: "policy", MarkdownDescription: "What receivers should do with forged mail: `none`, `quarantine` or `reject`."},
				function.ListParameter{Name: "reports", ElementType: types.StringType, MarkdownDescription: reportsHelp + " A size such as `!10m` may be at the end. An empty list asks for no reports."},
			},
			VariadicParameter: function.MapParameter{
				Name: "tags", ElementType: types.StringType,
				MarkdownDescription: "Other tags, as one map: `sp`, `np`, `adkim`, `aspf`, `pct`, `fo`, `rf`, `ri`, `psd`, `t`, `ruf` (addresses with commas between them). Optional.",
			},
		},
		write: func(ctx context.Context, arguments function.ArgumentsData) (string, *function.FuncError, error) {
			var (
				policy  string
				reports []string
				tags    []map[string]string
			)
			if wrong := arguments.Get(ctx, &policy, &reports, &tags); wrong != nil {
				return "", wrong, nil
			}
			if len(tags) > 1 {
				return "", badArgument(3, say("Write all tags in one map.", "タグは1つのマップにまとめて書いてください。"), l), nil
			}
			text, err := mailauth.DMARCText(policy, reports, append(tags, nil)[0])
			return text, nil, err
		},
		argument: func(tag string) int64 {
			switch tag {
			case "p":
				return 0
			case "rua":
				return 1
			}
			return 2
		},
	}
}

func dkimValueFunction(l rules.Language) *valueFunction {
	return &valueFunction{
		language: l, name: "dkim_value",
		definition: function.Definition{
			Summary: "Writes the value of a DKIM record from a public key.",
			MarkdownDescription: "Returns the value of the TXT record at `<selector>._domainkey`, as one line however long the key is: Value-Domain splits it. " +
				"A key that is cut off, a private key, or an RSA key under 1024 bits is an error (RFC 6376 section 3.6.1, RFC 8301, RFC 8463)." +
				example("resource \"valuedomain_txt_record\" \"dkim\" {\n  domain = \"example.com\"\n  host   = \"mail._domainkey\"\n  value  = provider::valuedomain::dkim_value(file(\"dkim-public.pem\"))\n}"),
			Parameters: []function.Parameter{
				function.StringParameter{Name: "key", MarkdownDescription: "The public key, RSA or Ed25519: a PEM text, or base64 with or without newlines."},
			},
		},
		write: ofText(mailauth.DKIMText),
	}
}

func mtaSTSValueFunction(l rules.Language) *valueFunction {
	return &valueFunction{
		language: l, name: "mta_sts_value",
		definition: function.Definition{
			Summary: "Writes the value of an MTA-STS record.",
			MarkdownDescription: "Returns the value of the TXT record at `_mta-sts` (RFC 8461 section 3.1). Senders read the policy file again when the id changes; a hash of the file is a good id." +
				example("resource \"valuedomain_txt_record\" \"mta_sts\" {\n  domain = \"example.com\"\n  host   = \"_mta-sts\"\n  value  = provider::valuedomain::mta_sts_value(substr(sha256(file(\"mta-sts.txt\")), 0, 32))\n}"),
			Parameters: []function.Parameter{
				function.StringParameter{Name: "id", MarkdownDescription: "1 to 32 letters and digits that change with the policy file."},
			},
		},
		write: ofText(mailauth.MTASTSText),
	}
}

func tlsRPTValueFunction(l rules.Language) *valueFunction {
	return &valueFunction{
		language: l, name: "tls_rpt_value",
		definition: function.Definition{
			Summary: "Writes the value of a TLS report record.",
			MarkdownDescription: "Returns the value of the TXT record at `_smtp._tls` (RFC 8460 section 3)." +
				example("resource \"valuedomain_txt_record\" \"tls_rpt\" {\n  domain = \"example.com\"\n  host   = \"_smtp._tls\"\n  value  = provider::valuedomain::tls_rpt_value([\"postmaster@example.com\"])\n}"),
			Parameters: []function.Parameter{
				function.ListParameter{Name: "reports", ElementType: types.StringType, MarkdownDescription: reportsHelp + " An `https:` address is fine too."},
			},
		},
		write: func(ctx context.Context, arguments function.ArgumentsData) (string, *function.FuncError, error) {
			var reports []string
			if wrong := arguments.Get(ctx, &reports); wrong != nil {
				return "", wrong, nil
			}
			text, err := mailauth.TLSRPTText(reports)
			return text, nil, err
		},
	}
}

// ofText makes a text of one argument.
func ofText(write func(string) (string, error)) func(context.Context, function.ArgumentsData) (string, *function.FuncError, error) {
	return func(ctx context.Context, arguments function.ArgumentsData) (string, *function.FuncError, error) {
		var value string
		if wrong := arguments.Get(ctx, &value); wrong != nil {
			return "", wrong, nil
		}
		text, err := write(value)
		return text, nil, err
	}
}
