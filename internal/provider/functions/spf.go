package functions

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// spfValueFunction writes an SPF record.
type spfValueFunction struct{ language rules.Language }

// Metadata names the function.
func (f *spfValueFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "spf_value"
}

// Definition describes the function.
func (f *spfValueFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Writes the SPF record of the servers that send your mail.",
		MarkdownDescription: "Returns the `value` of a TXT record. All attributes of the object are optional:\n\n" +
			"- `mx` and `a`: `true` for the servers of the domain's MX or A records, or a list of other full names, such as `[\"mail.example.com\"]`;\n" +
			"- `ip4` and `ip6`: lists of addresses and networks;\n" +
			"- `include`: a list of the names that your mail services give you;\n" +
			"- `exists`: a list of names with macros;\n" +
			"- `all`: what receivers should do with mail of all other servers: `\"~\"` (mark it, the default), `\"-\"` (reject it) or `\"?\"` (nothing);\n" +
			"- `redirect`: the name of a text that is used instead of this one's `all`.\n\n" +
			"A list may be a single text. A wrong term, `all = \"+\"` and a text that needs more than 10 DNS lookups (RFC 7208 section 4.6.4; what an include contains is not counted) are errors." +
			example("resource \"valuedomain_txt_record\" \"spf\" {\n  domain = \"example.com\"\n  host   = \"@\"\n  value  = provider::valuedomain::spf_value({ mx = true, include = [\"_spf.google.com\"], all = \"~\" })\n}"),
		Parameters: []function.Parameter{
			function.DynamicParameter{Name: "senders", MarkdownDescription: "An object with any of `mx`, `a`, `ip4`, `ip6`, `include`, `exists`, `redirect` and `all`."},
		},
		Return: function.StringReturn{},
	}
}

// Run writes the text.
func (f *spfValueFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var given types.Dynamic
	if resp.Error = req.Arguments.Get(ctx, &given); resp.Error != nil {
		return
	}
	if v, err := given.ToTerraformValue(ctx); err == nil && !v.IsFullyKnown() {
		resp.Error = resp.Result.Set(ctx, types.StringUnknown()) // OpenTofu passes an object that is known in part.
		return
	}
	terms, wrong := spfTerms(given.UnderlyingValue())
	if wrong != nil {
		resp.Error = badArgument(0, *wrong, f.language)
		return
	}
	s, err := mailauth.NewSPF(terms...)
	if err == nil {
		err = s.Check()
	}
	if err != nil {
		resp.Error = badArgument(0, message.SPFText(err), f.language)
		return
	}
	resp.Error = resp.Result.Set(ctx, s.String())
}

// spfMergeFunction makes one SPF record of several.
type spfMergeFunction struct{ language rules.Language }

// Metadata names the function.
func (f *spfMergeFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "spf_merge"
}

// Definition describes the function.
func (f *spfMergeFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Merges several SPF records into one.",
		MarkdownDescription: "A host can have only one SPF record. Returns one that allows the servers of all of them to send: their terms in order, each once, and the weakest `all` at the end (`?all`, then `~all`, then `-all`). " +
			"A `redirect` becomes an `include` if another text has an `all` or another `redirect`.\n\n" +
			"A text that can't be read, `+all` and a result that needs more than 10 DNS lookups (RFC 7208 section 4.6.4; what an include contains is not counted) are errors." +
			example("resource \"valuedomain_txt_record\" \"spf\" {\n  domain = \"example.com\"\n  host   = \"@\"\n  value  = provider::valuedomain::spf_merge([\"v=spf1 include:_spf.google.com ~all\", \"v=spf1 include:amazonses.com ~all\"])\n}"),
		Parameters: []function.Parameter{
			function.ListParameter{Name: "texts", MarkdownDescription: "The values of the SPF records, at least one.", ElementType: types.StringType},
		},
		Return: function.StringReturn{},
	}
}

// Run merges the texts.
func (f *spfMergeFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var given []types.String
	if resp.Error = req.Arguments.Get(ctx, &given); resp.Error != nil {
		return
	}
	if len(given) == 0 {
		resp.Error = badArgument(0, message.NoSPFText(), f.language)
		return
	}
	values, err := knownTexts(given)
	if err != nil {
		resp.Error = resp.Result.Set(ctx, types.StringUnknown())
		return
	}
	texts := make([]mailauth.SPF, len(values))
	for i, value := range values {
		if texts[i], err = parseSPF(value); err != nil {
			detail := message.SPFText(err)
			resp.Error = badArgument(0, rules.Text{
				EN: fmt.Sprintf("Text %d: %s", i+1, detail.EN), JA: fmt.Sprintf("%d番目のテキスト: %s", i+1, detail.JA),
			}, f.language)
			return
		}
	}
	merged := mailauth.MergeSPF(texts...)
	if err := merged.Check(); err != nil {
		resp.Error = badArgument(0, message.SPFText(err), f.language)
		return
	}
	resp.Error = resp.Result.Set(ctx, merged.String())
}

// parseSPF reads the value of a record, which may be in quoted strings.
func parseSPF(value string) (mailauth.SPF, error) {
	if parts, ok := zone.Strings(value); ok {
		value = strings.Join(parts, "")
	}
	return mailauth.ParseSPF(value)
}

// spfTerms turns the object into terms, in the order of spfAttributes.
func spfTerms(given attr.Value) ([]string, *rules.Text) {
	attributes, wrong := objectOf(given, message.SPFObjectText(), spfAttributes()...)
	if wrong != nil {
		return nil, wrong
	}
	var terms []string
	for _, name := range spfAttributes() {
		more, wrong := spfAttribute(name, attributes[name])
		if wrong != nil {
			return nil, wrong
		}
		terms = append(terms, more...)
	}
	_, all := textOf(attributes["all"])
	_, redirect := textOf(attributes["redirect"])
	switch {
	case all && redirect:
		return nil, new(message.SPFRedirectIgnoredText())
	case !all && !redirect:
		terms = append(terms, "~all")
	}
	return terms, nil
}

// spfAttributes are the attributes of the object, in the order of the terms: "all"
// and "redirect" at the end.
func spfAttributes() []string {
	return []string{"a", "mx", "ip4", "ip6", "include", "exists", "redirect", "all"}
}

// spfAttribute turns one attribute into terms.
func spfAttribute(name string, v attr.Value) ([]string, *rules.Text) {
	if v == nil {
		return nil, nil
	}
	single, isText := textOf(v)
	switch name {
	case "all":
		if sign := strings.TrimSuffix(single, "all"); isText && len(sign) == 1 && strings.Contains("+-~?", sign) {
			return []string{sign + "all"}, nil
		}
		return nil, new(message.SPFAllText())
	case "redirect":
		if isText {
			return []string{"redirect=" + single}, nil
		}
		return nil, new(message.SPFRedirectText())
	}
	if b, ok := v.(types.Bool); ok && (name == "a" || name == "mx") {
		if b.ValueBool() {
			return []string{name}, nil
		}
		return nil, nil
	}
	values, ok := textsOf(v)
	if !ok {
		return nil, new(message.SPFListText(name, spfExample(name), name == "a" || name == "mx"))
	}
	terms := make([]string, len(values))
	for i, value := range values {
		terms[i] = name + ":" + strings.TrimPrefix(value, name+":")
	}
	return terms, nil
}

func spfExample(name string) string {
	switch name {
	case "ip4":
		return "192.0.2.0/24"
	case "ip6":
		return "2001:db8::/32"
	case "exists":
		return "%{i}.spf.example.net"
	case "include":
		return "_spf.google.com"
	}
	return "mail.hogehoge.com"
}

// attributesOf takes an object or a map apart.
func attributesOf(v attr.Value) (map[string]attr.Value, bool) {
	switch v := v.(type) {
	case types.Object:
		return v.Attributes(), !v.IsNull()
	case types.Map:
		return v.Elements(), !v.IsNull()
	}
	return nil, false
}

// textsOf returns the texts of a list, a set or a tuple, or a single one.
func textsOf(v attr.Value) ([]string, bool) {
	if text, ok := textOf(v); ok {
		return []string{text}, true
	}
	elements := itemsIn(v)
	if elements == nil {
		return nil, false
	}
	texts := make([]string, len(elements))
	for i, e := range elements {
		text, ok := textOf(e)
		if !ok {
			return nil, false
		}
		texts[i] = text
	}
	return texts, true
}

// textOf returns a text that is there.
func textOf(v attr.Value) (string, bool) {
	s, ok := v.(types.String)
	return s.ValueString(), ok && !s.IsNull()
}
