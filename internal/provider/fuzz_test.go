package provider_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func dynamic(t *testing.T, v tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	d, err := tfprotov6.NewDynamicValue(v.Type(), v)
	if err != nil {
		t.Fatal(err)
	}
	return &d
}

// raw finds what must not reach a terminal from a foreign text.
func raw(text string) bool {
	return !utf8.ValidString(text) || strings.ContainsAny(text, "\r\v\f\x00\x1b\x07\u009b\u0085\u202e")
}

// FuzzFunctions calls every function. Each gives a result of its type or an
// error that can be shown, and the same one twice.
func FuzzFunctions(f *testing.F) {
	names := []string{"parse_zone", "mail_route", "mail_audit", "mail_diagram", "mail_records", "import_blocks", "zone_file", "spf_value", "spf_merge", "dmarc_value", "dkim_value", "mta_sts_value", "tls_rpt_value", "fqdn"}
	texts := []string{
		"a @ 192.0.2.1\nmx @ s1.xrea.com. 10\nmx web mail 20\ncname docs x.example.", "mx s1.xrea.com. 10\nurl a b\n; c\r\n", "txt @ \"a\x1b[31m\"\n\u2028",
	}
	for i := range names {
		for _, text := range texts {
			f.Add(uint8(i), text, "hogehoge.com", "auto", "user@hogehoge.com")
		}
	}
	f.Add(uint8(3), "192.0.2.1", "hogehoge.com", "general", "web")
	f.Add(uint8(4), "mail", "hogehoge.com", "general", "xrea=s1.xrea.com")
	f.Add(uint8(4), "\x1b", "hogehoge.com", "simple", "\u202e=\x1b")
	f.Add(uint8(1), "", "x", "y", "\x1b")
	f.Add(uint8(6), "ip4=192.0.2.0/24", "", "", "_spf.example.net")
	f.Add(uint8(6), "all=-", "", "", "\x1b")
	f.Add(uint8(7), "v=spf1 mx -all", "", "", "v=spf1 redirect=a.example")
	server := providerserver.NewProtocol6(provider.New("test", func(string) string { return "" }))()
	all, err := server.GetFunctions(f.Context(), &tfprotov6.GetFunctionsRequest{})
	if err != nil || len(all.Functions) != len(names) {
		f.Fatalf("%d functions, %v", len(all.Functions), err)
	}
	f.Fuzz(func(t *testing.T, n uint8, text, domain, service, more string) {
		for _, s := range []string{text, domain, service, more} {
			if !utf8.ValidString(s) {
				t.Skip("Terraform sends none")
			}
		}
		name := names[int(n)%len(names)]
		// The texts by the names of the parameters.
		given := map[string]tftypes.Value{}
		for parameter, v := range map[string]string{"zone_text": text, "text": text, "key": text, "id": more, "policy": more, "domain": domain, "dns_service": service, "address": more} {
			given[parameter] = tftypes.NewValue(tftypes.String, v)
		}
		var arguments []*tfprotov6.DynamicValue
		for _, p := range all.Functions[name].Parameters {
			v, ok := given[p.Name]
			if !ok {
				v = another(p, text, more)
			}
			arguments = append(arguments, dynamic(t, v))
		}
		if name == "mail_records" && service != "" {
			arguments = append(arguments, dynamic(t, mailSetup(text, more)))
		}
		var results []*tfprotov6.CallFunctionResponse
		for range 2 {
			result, err := server.CallFunction(t.Context(), &tfprotov6.CallFunctionRequest{Name: name, Arguments: arguments})
			if err != nil {
				t.Fatal(err)
			}
			results = append(results, result)
		}
		if !reflect.DeepEqual(results[0].Error, results[1].Error) {
			t.Fatalf("%s fails with %v, and then %v", name, results[0].Error, results[1].Error)
		}
		if e := results[0].Error; e != nil {
			if e.Text == "" || raw(e.Text) || e.FunctionArgument == nil {
				t.Fatalf("%s: error %q at %v", name, e.Text, e.FunctionArgument)
			}
			return
		}
		v, err := results[0].Result.Unmarshal(all.Functions[name].Return.Type)
		if err != nil || !v.IsFullyKnown() {
			t.Fatalf("%s: %v, %v", name, v, err)
		}
		if again, err := results[1].Result.Unmarshal(v.Type()); err != nil || !again.Equal(v) {
			t.Fatalf("%s gives %v, and then %v, %v", name, v, again, err)
		}
		if name == "parse_zone" {
			mustHoldTheLines(t, v, text)
		}
	})
}

// another makes a value of a parameter that is no text.
func another(p *tfprotov6.FunctionParameter, text, more string) tftypes.Value {
	list, ok := p.Type.(tftypes.List)
	switch {
	case p.Type.Is(tftypes.DynamicPseudoType):
		return spfSenders(text, more)
	case ok && list.ElementType.Is(tftypes.String):
		return tftypes.NewValue(list, []tftypes.Value{tftypes.NewValue(tftypes.String, text), tftypes.NewValue(tftypes.String, more)})
	case !ok:
		return tftypes.NewValue(tftypes.Number, len(more)*60)
	}
	object, _ := list.ElementType.(tftypes.Object)
	var servers []tftypes.Value
	for s := range strings.SplitSeq(text, "\n") {
		servers = append(servers, tftypes.NewValue(tftypes.String, s))
	}
	return tftypes.NewValue(list, []tftypes.Value{tftypes.NewValue(object, map[string]tftypes.Value{
		"for": tftypes.NewValue(tftypes.String, more), "servers": tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, servers),
	})})
}

// mailSetup makes an object with a preset, its option and a text about sending.
func mailSetup(text, more string) tftypes.Value {
	object := func(attributes map[string]tftypes.Value) tftypes.Value {
		of := map[string]tftypes.Type{}
		for name, v := range attributes {
			of[name] = v.Type()
		}
		return tftypes.NewValue(tftypes.Object{AttributeTypes: of}, attributes)
	}
	name, value, _ := strings.Cut(more, "=")
	preset := object(map[string]tftypes.Value{"name": tftypes.NewValue(tftypes.String, name), "server": tftypes.NewValue(tftypes.String, value), "for": tftypes.NewValue(tftypes.String, text)})
	return object(map[string]tftypes.Value{
		"presets": tftypes.NewValue(tftypes.Tuple{ElementTypes: []tftypes.Type{preset.Type()}}, []tftypes.Value{preset}),
		"sending": object(map[string]tftypes.Value{"dkim": object(map[string]tftypes.Value{text: tftypes.NewValue(tftypes.String, more)})}),
	})
}

// spfSenders makes the object of spf_value.
func spfSenders(text, more string) tftypes.Value {
	name, value, _ := strings.Cut(text, "=")
	attributes := map[string]tftypes.Value{"include": tftypes.NewValue(tftypes.String, more), name: tftypes.NewValue(tftypes.String, value)}
	of := map[string]tftypes.Type{}
	for name := range attributes {
		of[name] = tftypes.String
	}
	return tftypes.NewValue(tftypes.Object{AttributeTypes: of}, attributes)
}

// mustHoldTheLines compares what parse_zone gives with the text's lines.
func mustHoldTheLines(t *testing.T, v tftypes.Value, text string) {
	t.Helper()
	var items []tftypes.Value
	if err := v.As(&items); err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, item := range items {
		var fields map[string]tftypes.Value
		var line string
		if err := item.As(&fields); err != nil {
			t.Fatal(err)
		}
		if err := fields["line"].As(&line); err != nil {
			t.Fatal(err)
		}
		got = append(got, line)
	}
	for _, l := range zone.Parse(text).Lines() {
		if strings.TrimSpace(l.Text) != "" {
			want = append(want, l.Text)
		}
	}
	if !slices.Equal(got, want) {
		t.Fatalf("lines %q of %q", got, text)
	}
}

// FuzzImport imports by an id and by the identity that says the same. Either
// both find one and the same line of the zone, or the errors can be shown.
func FuzzImport(f *testing.F) {
	text := webZone + "\nmx @ s1.xrea.com. 10\nmx web s2.xrea.com. 20\ntxt @ a/b\nsrv _sip._tcp 1 2 3 sip\ncaa @ 0 issue \"x/y\"\nurl shop https://example.net/\nurl \x1b]0;x\x07 y z"
	w := newWorld(f, text, simulator.Options{})
	configured := serve(f, w)
	kinds := typeNames()
	for i, id := range []string{"www/203.0.113.10", "x", "@/s1.xrea.com.", "@/s1.xrea.com./10", "mail", "@/a/b", "url shop https://example.net/", "_sip._tcp/1/2/3/sip", "\x1b/\x07"} {
		f.Add(uint8(i), id)
		f.Add(uint8(len(kinds)-1), id)
	}
	f.Fuzz(func(t *testing.T, n uint8, id string) {
		if !utf8.ValidString(id) {
			t.Skip("Terraform sends none")
		}
		s := &served{t: t, ProviderServer: configured.ProviderServer, schema: configured.schema, names: configured.names}
		kind := "valuedomain_" + kinds[int(n)%len(kinds)] + "_record"
		byID, err := s.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: kind, ID: testDomain + "/" + id})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range byID.Diagnostics {
			if raw(d.Summary+d.Detail) || d.Summary == "" {
				t.Fatalf("%q: %q", d.Summary, d.Detail)
			}
		}
		if len(byID.Diagnostics) > 0 {
			return
		}
		found := byID.ImportedResources[0]
		line := s.texts(s.schema.ResourceSchemas[kind].ValueType(), found.State)["line"]
		if !slices.Contains(strings.Split(text, "\n"), line) {
			t.Fatalf("%q imports %q", id, line)
		}
		again, err := s.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: kind, Identity: found.Identity})
		if err != nil || len(again.Diagnostics) > 0 {
			t.Fatal(fmt.Sprint(err, again))
		}
		if got := s.texts(s.schema.ResourceSchemas[kind].ValueType(), again.ImportedResources[0].State)["line"]; got != line {
			t.Fatalf("%q imports %q, its identity %q", id, line, got)
		}
	})
}
