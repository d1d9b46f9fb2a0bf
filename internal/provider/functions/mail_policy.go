package functions

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// valueFunction writes the text of a record about mail from what the user wants
// of it. What receivers would not take is an error.
type valueFunction struct {
	name, summary, description string
	// label, host and call make the example: the label and the host of its
	// resource, and the arguments of the call.
	label, host, call string
	parameters        []function.Parameter
	variadic          function.Parameter
	// tags are the tags that the arguments are about, in order. Every other tag
	// is the argument's behind them.
	tags []string
	// write reads the arguments and writes the text. Its error is one of package
	// mailauth, a *function.FuncError or errUnknown.
	write    func(context.Context, function.ArgumentsData, rules.Language) (string, error)
	language rules.Language
}

// Metadata names the function.
func (f *valueFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = f.name
}

// Definition describes the function.
func (f *valueFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: f.summary,
		MarkdownDescription: f.description + example(fmt.Sprintf(
			"resource \"valuedomain_txt_record\" %q {\n  domain = \"hogehoge.com\"\n  host   = %q\n  value  = provider::valuedomain::%s(%s)\n}", f.label, f.host, f.name, f.call)),
		Parameters:        f.parameters,
		VariadicParameter: f.variadic,
		Return:            function.StringReturn{},
	}
}

// Run writes the text.
func (f *valueFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	text, err := f.write(ctx, req.Arguments, f.language)
	var wrong *function.FuncError
	switch {
	case errors.Is(err, errUnknown):
		resp.Error = resp.Result.Set(ctx, types.StringUnknown())
	case errors.As(err, &wrong):
		resp.Error = wrong
	case err != nil:
		resp.Error = f.badTag(err)
	default:
		resp.Error = resp.Result.Set(ctx, text)
	}
}

// badTag is the error about the argument that a tag comes from.
func (f *valueFunction) badTag(err error) *function.FuncError {
	position := slices.Index(f.tags, rules.TagName(err))
	if position < 0 {
		position = len(f.tags)
	}
	return badArgument(int64(position), message.TagText(err), f.language)
}

const reportsHelp = "The addresses that reports go to. `mailto:` may be omitted, and a comma, a semicolon or an exclamation mark in an address is escaped."

// policyValueFunctions returns the functions that write texts about mail policy.
func policyValueFunctions(l rules.Language) []func() function.Function {
	var all []func() function.Function
	for _, f := range []valueFunction{
		{
			name: "dmarc_value", label: "dmarc", host: "_dmarc", call: `"quarantine", ["postmaster@hogehoge.com"], { pct = 50 }`,
			summary:     "Writes the value of a DMARC record.",
			description: "Returns the value of the TXT record at `_dmarc`. What receivers would ignore (RFC 7489 section 6.3) is an error.",
			parameters: []function.Parameter{
				function.StringParameter{Name: "policy", MarkdownDescription: "What receivers should do with forged mail: `none`, `quarantine` or `reject`."},
				function.ListParameter{Name: "reports", ElementType: types.StringType, MarkdownDescription: reportsHelp + " A size such as `!10m` may be at the end. An empty list asks for no reports."},
			},
			variadic: function.MapParameter{
				Name: "tags", ElementType: types.StringType,
				MarkdownDescription: "Other tags, as one map: `sp`, `np`, `adkim`, `aspf`, `pct`, `fo`, `rf`, `ri`, `psd`, `t`, `ruf` (addresses with commas between them). Optional.",
			},
			tags: []string{"p", "rua"}, write: writeDMARC,
		},
		{
			name: "dkim_value", label: "dkim", host: "mail._domainkey", call: `file("dkim-public.pem")`,
			summary: "Writes the value of a DKIM record from a public key.",
			description: "Returns the value of the TXT record at `<selector>._domainkey`, as one line however long the key is: Value-Domain splits it. " +
				"A key that is cut off, a private key, or an RSA key under 1024 bits is an error (RFC 6376 section 3.6.1, RFC 8301, RFC 8463).",
			parameters: []function.Parameter{
				function.StringParameter{Name: "key", MarkdownDescription: "The public key, RSA or Ed25519: a PEM text, or base64 with or without newlines."},
			},
			write: writeFrom(mailauth.DKIMText),
		},
		{
			name: "mta_sts_value", label: "mta_sts", host: "_mta-sts", call: `substr(sha256(file("mta-sts.txt")), 0, 32)`,
			summary:     "Writes the value of an MTA-STS record.",
			description: "Returns the value of the TXT record at `_mta-sts` (RFC 8461 section 3.1). Senders read the policy file again when the id changes; a hash of the file is a good id.",
			parameters: []function.Parameter{
				function.StringParameter{Name: "id", MarkdownDescription: "1 to 32 letters and digits that change with the policy file."},
			},
			write: writeFrom(mailauth.MTASTSText),
		},
		{
			name: "tls_rpt_value", label: "tls_rpt", host: "_smtp._tls", call: `["postmaster@hogehoge.com"]`,
			summary:     "Writes the value of a TLS report record.",
			description: "Returns the value of the TXT record at `_smtp._tls` (RFC 8460 section 3).",
			parameters: []function.Parameter{
				function.ListParameter{Name: "reports", ElementType: types.StringType, MarkdownDescription: reportsHelp + " An `https:` address is fine too."},
			},
			write: writeTLSRPT,
		},
	} {
		f.language = l
		all = append(all, func() function.Function { return &f })
	}
	return all
}

// writeFrom makes a text of one argument.
func writeFrom(write func(string) (string, error)) func(context.Context, function.ArgumentsData, rules.Language) (string, error) {
	return func(ctx context.Context, arguments function.ArgumentsData, _ rules.Language) (string, error) {
		var value string
		if wrong := arguments.Get(ctx, &value); wrong != nil {
			return "", wrong
		}
		return write(value)
	}
}

func writeTLSRPT(ctx context.Context, arguments function.ArgumentsData, _ rules.Language) (string, error) {
	var given []types.String
	if wrong := arguments.Get(ctx, &given); wrong != nil {
		return "", wrong
	}
	reports, err := knownTexts(given)
	if err != nil {
		return "", err
	}
	return mailauth.TLSRPTText(reports)
}

func writeDMARC(ctx context.Context, arguments function.ArgumentsData, l rules.Language) (string, error) {
	var (
		policy string
		given  []types.String
		maps   []map[string]types.String
	)
	if wrong := arguments.Get(ctx, &policy, &given, &maps); wrong != nil {
		return "", wrong
	}
	if len(maps) > 1 {
		return "", badArgument(3, message.OneMapText(), l)
	}
	reports, err := knownTexts(given)
	if err != nil {
		return "", err
	}
	tags := map[string]string{}
	for name, value := range append(maps, nil)[0] {
		if value.IsUnknown() {
			return "", errUnknown
		}
		if !value.IsNull() { // Else it is omitted.
			tags[name] = value.ValueString()
		}
	}
	return mailauth.DMARCText(policy, reports, tags)
}

// errUnknown says that a text of a list or a map is not known yet: OpenTofu calls
// functions all the same.
var errUnknown = errors.New("an argument is not known yet")

// knownTexts returns the texts of a list, an empty one for null.
func knownTexts(given []types.String) ([]string, error) {
	texts := make([]string, len(given))
	for i, v := range given {
		if v.IsUnknown() {
			return nil, errUnknown
		}
		texts[i] = v.ValueString()
	}
	return texts, nil
}
