package functions

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/intent"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

const (
	paramSetup = "setup"
	// setupArgument is the position of the setup among the arguments, from 0.
	setupArgument = 3
)

// setupHelp describes the setup, with a table of the presets.
func setupHelp() string {
	var b strings.Builder
	b.WriteString("One object may follow the intents:\n\n" +
		"- `presets`: a list of objects, one for each mail service: its `name`, `for` (the mail domain: `@`, the default, or a host such as `news`), `receive` (`false`: the service only sends, and has no MX record), " +
		"and the options of the table;\n" +
		"- `sending`: an object with `spf` (a text, or an object as for `spf_value`), `dkim` (a map of selectors to keys or texts) and `dmarc` (a policy such as `reject`, or a text as from `dmarc_value`), for the domain itself;\n" +
		"- `parked`: `true` for a domain without mail: a null MX, `v=spf1 -all`, and a DMARC policy of `reject`.\n\n" +
		"Each host gets one SPF record with the terms of all its services, which ends in `~all` unless `spf` says otherwise. On the simple DNS service, an MX record of the domain also receives the mail of subdomains; the mail audit reports that (rule `simple-dns-catch-all`), and the data source `valuedomain_mail_audit` follows `rule_severity`.\n\n" +
		"| name | service | options | looked up |\n|---|---|---|---|\n")
	for _, p := range intent.Presets() {
		var options []string
		for _, o := range p.Options {
			text := "`" + o.Name + "`"
			if o.Default != "" {
				text += fmt.Sprintf(" (default `%s`)", o.Default)
			}
			if o.Count > 1 {
				text += fmt.Sprintf(" (a list of %d)", o.Count)
			}
			options = append(options, text)
		}
		source := p.Source
		if strings.HasPrefix(source, "https://") {
			source = "[source](" + source + ")"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s, %s |\n", p.Name, p.Title, strings.Join(options, ", "), p.Seen, source)
	}
	b.WriteString("\n`{dashed}` is the mail domain with dashes instead of its dots. The consoles of the services show the values of the options; `dkim` is a text or a public key, and for Amazon SES the three tokens. " +
		"CoreServer, ValueServer and XREA publish no page about their SPF records: theirs are those of zones in use.\n\n")
	return b.String()
}

// readSetup reads the object behind the intents. It reports false where a part of
// it is not known yet.
func readSetup(ctx context.Context, given []types.Dynamic) (setup intent.Setup, known bool, wrong *rules.Text) {
	if len(given) == 0 {
		return setup, true, nil
	}
	if len(given) > 1 {
		return setup, true, new(message.SetupObjectText())
	}
	if v, err := given[0].ToTerraformValue(ctx); err == nil && !v.IsFullyKnown() {
		return setup, false, nil
	}
	attributes, wrong := objectOf(given[0].UnderlyingValue(), message.ObjectText("setup", "presets"), "presets", "sending", "parked")
	if wrong != nil {
		return setup, true, wrong
	}
	if v, ok := attributes["parked"]; ok {
		parked, ok := v.(types.Bool)
		if !ok {
			return setup, true, new(message.SwitchText("parked"))
		}
		setup.Parked = parked.ValueBool()
	}
	presets := itemsIn(attributes["presets"])
	if attributes["presets"] != nil && presets == nil {
		return setup, true, new(message.PresetListText())
	}
	for i, v := range presets {
		use, wrong := readUse(v)
		if wrong != nil {
			return setup, true, &rules.Text{EN: fmt.Sprintf("Preset %d: %s", i+1, wrong.EN), JA: fmt.Sprintf("%d番目のプリセット: %s", i+1, wrong.JA)}
		}
		setup.Presets = append(setup.Presets, use)
	}
	if v, ok := attributes["sending"]; ok {
		setup.Sending, wrong = readSending(v)
	}
	return setup, true, wrong
}

// readUse reads one preset. Every attribute but three is an option.
func readUse(v attr.Value) (intent.Use, *rules.Text) {
	attributes, wrong := objectOf(v, message.ObjectText("preset", "name"))
	if wrong != nil {
		return intent.Use{}, wrong
	}
	use := intent.Use{Options: map[string][]string{}}
	names := slices.Sorted(maps.Keys(attributes))
	for _, name := range names {
		v := attributes[name]
		texts, ok := textsOf(v)
		receive, isBool := v.(types.Bool)
		switch {
		case name == "receive" && isBool:
			use.SendOnly = !receive.ValueBool()
		case name == "receive":
			return use, new(message.SwitchText("receive"))
		case !ok, (name == "name" || name == "for") && len(texts) != 1:
			return use, new(message.PresetValueText(name))
		case name == "name":
			use.Preset = texts[0]
		case name == "for":
			use.For = texts[0]
		default:
			use.Options[name] = texts
		}
	}
	if use.Preset != "" {
		return use, nil
	}
	for _, name := range names {
		if name != "name" && rules.Nearest(name, []string{"name"}) != "" {
			return use, new(message.NoPresetAttributeText(name))
		}
	}
	return use, new(message.PresetNameText(intent.PresetNames()))
}

// readSending reads what the domain itself says of its mail.
func readSending(v attr.Value) (s intent.Sending, wrong *rules.Text) {
	attributes, wrong := objectOf(v, message.ObjectText("sending", "spf"), "spf", "dkim", "dmarc")
	if wrong != nil {
		return s, wrong
	}
	if v, ok := attributes["spf"]; ok {
		if s.SPF, wrong = readSPF(v); wrong != nil {
			return s, &rules.Text{EN: "sending.spf: " + wrong.EN, JA: "sending.spf: " + wrong.JA}
		}
	}
	if v, ok := attributes["dkim"]; ok {
		keys, ok := attributesOf(v)
		s.DKIM = map[string]string{}
		for selector, key := range keys {
			text, isText := textOf(key)
			s.DKIM[selector], ok = text, ok && isText
		}
		if !ok {
			return s, new(message.DKIMMapText())
		}
	}
	if v, ok := attributes["dmarc"]; ok {
		text, ok := textOf(v)
		if !ok {
			return s, new(message.DMARCValueText())
		}
		if s.DMARC = text; !strings.Contains(text, "=") {
			var err error
			if s.DMARC, err = mailauth.DMARCText(text, nil, nil); err != nil {
				return s, new(message.TagText(err))
			}
		}
	}
	return s, nil
}

// readSPF reads a text, or an object as spf_value takes it.
func readSPF(v attr.Value) (mailauth.SPF, *rules.Text) {
	var s mailauth.SPF
	var err error
	if text, ok := textOf(v); ok {
		s, err = parseSPF(text)
	} else {
		terms, wrong := spfTerms(v)
		if wrong != nil {
			return s, wrong
		}
		s, err = mailauth.NewSPF(terms...)
	}
	if err != nil {
		return s, new(message.SPFText(err))
	}
	return s, nil
}

// objectOf takes an object with attributes of these names apart, all where none is
// named. Those that are null are omitted. What is no object gets the text.
func objectOf(v attr.Value, text rules.Text, names ...string) (map[string]attr.Value, *rules.Text) {
	all, ok := attributesOf(v)
	if !ok {
		return nil, &text
	}
	given := map[string]attr.Value{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if len(names) > 0 && !slices.Contains(names, name) {
			return nil, new(message.NoAttributeText(name, names))
		}
		if !all[name].IsNull() {
			given[name] = all[name]
		}
	}
	return given, nil
}

// itemsIn returns the items of a list, a set or a tuple; nil for anything else.
func itemsIn(v attr.Value) []attr.Value {
	switch v := v.(type) {
	case types.List:
		return v.Elements()
	case types.Set:
		return v.Elements()
	case types.Tuple:
		return v.Elements()
	}
	return nil
}
