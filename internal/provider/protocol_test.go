package provider_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// served is the provider as a newer CLI than the local one would call it.
type served struct {
	tfprotov6.ProviderServer
	t      testing.TB
	schema *tfprotov6.GetProviderSchemaResponse
	names  *tfprotov6.GetResourceIdentitySchemasResponse
}

// serve configures the provider for a world.
func serve(t testing.TB, w *world) *served {
	t.Helper()
	s := &served{t: t, ProviderServer: providerserver.NewProtocol6(provider.New("test", os.Getenv))()}
	var err error
	if s.schema, err = s.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		t.Fatal(err)
	}
	if s.names, err = s.GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{}); err != nil {
		t.Fatal(err)
	}
	config := s.object(s.schema.Provider.ValueType(), map[string]tftypes.Value{
		"endpoint": tftypes.NewValue(tftypes.String, w.url), "api_token": tftypes.NewValue(tftypes.String, w.token),
	})
	resp, err := s.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: config, TerraformVersion: "1.14.0"})
	if err != nil || len(resp.Diagnostics) > 0 {
		t.Fatal(err, resp)
	}
	return s
}

// object fills an object with nulls around the values.
func (s *served) object(of tftypes.Type, values map[string]tftypes.Value) *tfprotov6.DynamicValue {
	s.t.Helper()
	all := map[string]tftypes.Value{}
	for name, attribute := range of.(tftypes.Object).AttributeTypes { //nolint:forcetypeassert // A schema is an object.
		all[name] = tftypes.NewValue(attribute, nil)
		if v, ok := values[name]; ok {
			all[name] = v
		}
	}
	dynamic, err := tfprotov6.NewDynamicValue(of, tftypes.NewValue(of, all))
	if err != nil {
		s.t.Fatal(err)
	}
	return &dynamic
}

// texts reads an object's values as strings, numbers in digits.
func (s *served) texts(of tftypes.Type, dynamic *tfprotov6.DynamicValue) map[string]string {
	s.t.Helper()
	v, err := dynamic.Unmarshal(of)
	if err != nil {
		s.t.Fatal(err)
	}
	var values map[string]tftypes.Value
	if err := v.As(&values); err != nil {
		s.t.Fatal(err)
	}
	all := map[string]string{}
	for name, v := range values {
		var text string
		if v.IsKnown() && !v.IsNull() && v.Type().Is(tftypes.String) && v.As(&text) == nil {
			all[name] = text
		}
	}
	return all
}

// importBy imports by an id, or by the identity whose parts stand in it.
func (s *served) importBy(kind, id string, byIdentity bool) (*tfprotov6.ImportResourceStateResponse, error) {
	if !byIdentity {
		return s.ImportResourceState(s.t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: kind, ID: id})
	}
	parts := strings.SplitN(id, "/", 3)
	values := map[string]tftypes.Value{}
	put := func(name, v string) { values[name] = tftypes.NewValue(tftypes.String, v) }
	put("domain", parts[0])
	switch kind {
	case "valuedomain_raw_record":
		put("line", strings.Join(parts[1:], "/"))
	case "valuedomain_mail_forwarding":
		user, domain, _ := strings.Cut(id, "@")
		put("domain", domain)
		put("local_part", user)
	case "valuedomain_txt_record":
		put("host", parts[1])
		put("value", parts[2])
	case "valuedomain_a_record":
		put("host", parts[1])
		put("address", parts[2])
	}
	return s.ImportResourceState(s.t.Context(), &tfprotov6.ImportResourceStateRequest{
		TypeName: kind, Identity: &tfprotov6.ResourceIdentityData{IdentityData: s.object(s.names.IdentitySchemas[kind].ValueType(), values)},
	})
}

func TestARecordIsImportedByItsIdentity(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\nmx @ s1.xrea.com. 10\nurl shop https://example.net/", simulator.Options{})
	s := serve(t, w)
	text := func(v string) tftypes.Value { return tftypes.NewValue(tftypes.String, v) }
	for kind, tc := range map[string]struct {
		named map[string]tftypes.Value
		line  string
	}{
		"valuedomain_mx_record":  {map[string]tftypes.Value{"domain": text(testDomain), "target": text("S1.xrea.com.")}, "mx @ s1.xrea.com. 10"},
		"valuedomain_a_record":   {map[string]tftypes.Value{"domain": text(testDomain), "host": text("www")}, "a www 203.0.113.10"},
		"valuedomain_raw_record": {map[string]tftypes.Value{"domain": text(testDomain), "line": text("url shop https://example.net/")}, "url shop https://example.net/"},
	} {
		schema := s.names.IdentitySchemas[kind]
		resp, err := s.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{
			TypeName: kind, Identity: &tfprotov6.ResourceIdentityData{IdentityData: s.object(schema.ValueType(), tc.named)},
		})
		if err != nil || len(resp.Diagnostics) > 0 || len(resp.ImportedResources) != 1 {
			t.Fatal(kind, err, resp)
		}
		imported := resp.ImportedResources[0]
		if got := s.texts(s.schema.ResourceSchemas[kind].ValueType(), imported.State)["line"]; got != tc.line {
			t.Errorf("%s: imported %q, want %q", kind, got, tc.line)
		}
		if got := s.texts(schema.ValueType(), imported.Identity.IdentityData)["domain"]; got != testDomain {
			t.Errorf("%s: identity of %q", kind, got)
		}
	}
}

// imports imports one resource by its id or its identity.
func (s *served) imports(kind, id string, identity *tfprotov6.ResourceIdentityData) *tfprotov6.ImportedResource {
	s.t.Helper()
	resp, err := s.ImportResourceState(s.t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: kind, ID: id, Identity: identity})
	if err != nil || len(resp.Diagnostics) > 0 || len(resp.ImportedResources) != 1 {
		s.t.Fatalf("%s %q: %v %+v", kind, id, err, resp)
	}
	return resp.ImportedResources[0]
}

// value reads a value of the type.
func (s *served) value(of tftypes.Type, dynamic *tfprotov6.DynamicValue) tftypes.Value {
	s.t.Helper()
	v, err := dynamic.Unmarshal(of)
	if err != nil {
		s.t.Fatal(err)
	}
	return v
}

func TestEveryResourceIsImportedByTheIdentityItGives(t *testing.T) {
	t.Parallel()
	ids := map[string]string{
		"valuedomain_mail_forwarding": "info@hogehoge.com",
		"valuedomain_zone":            testDomain,
		"valuedomain_records":         testDomain + "|a/www|txt/@",
		"valuedomain_zone_settings":   testDomain,
	}
	text := webZone + "\n" + forwardLine
	for _, tc := range everyType() {
		ids["valuedomain_"+tc.kind+"_record"] = testDomain + "/" + tc.id
		text += "\n" + tc.thenLine
	}
	w := newWorld(t, text, simulator.Options{})
	z, _ := w.Zone(testDomain)
	z.Forwards = []simulator.Forward{{User: "info", ForwardTo: "me@example.net"}}
	if err := w.SetZone(testDomain, z); err != nil {
		t.Fatal(err)
	}
	s := serve(t, w)
	for kind, schema := range s.schema.ResourceSchemas {
		names, ok := s.names.IdentitySchemas[kind]
		if !ok {
			t.Errorf("%s has no identity", kind)
			continue
		}
		byID := s.imports(kind, ids[kind], nil)
		byIdentity := s.imports(kind, "", byID.Identity)
		first, again := s.value(schema.ValueType(), byID.State), s.value(schema.ValueType(), byIdentity.State)
		if !first.Equal(again) || first.IsNull() {
			t.Errorf("%s: by id\n%s\nby identity\n%s", kind, first, again)
		}
		if name := s.value(names.ValueType(), byIdentity.Identity.IdentityData); !name.IsFullyKnown() || name.IsNull() {
			t.Errorf("%s: the identity is %s", kind, name)
		}
		if kind != "valuedomain_zone_settings" && s.schema.ListResourceSchemas[kind] == nil {
			t.Errorf("%s has no list resource", kind)
		}
	}
	if len(s.schema.ResourceSchemas) != len(ids) {
		t.Errorf("%d resources, want %d", len(s.schema.ResourceSchemas), len(ids))
	}
}

func TestAnIdentityThatNamesNothingIsAnsweredWithWhatIsThere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\nmx @ s1.xrea.com. 10", simulator.Options{})
	s := serve(t, w)
	for name, tc := range map[string]struct {
		kind   string
		named  map[string]tftypes.Value
		detail string
	}{
		"a host that is not there": {
			"a_record", values(map[string]string{"host": "nowhere"}),
			"Existing A records in the zone:\n\n  hogehoge.com/@/203.0.113.10\n  hogehoge.com/www/203.0.113.10\n  hogehoge.com/*/203.0.113.10\n\n" +
				`{ domain = "hogehoge.com", host = "nowhere" } matches no A record of the zone.`,
		},
		"a wrong priority": {
			"mx_record",
			map[string]tftypes.Value{"target": tftypes.NewValue(tftypes.String, "s1.xrea.com."), "priority": tftypes.NewValue(tftypes.Number, 20)},
			"Existing MX records at the host \"@\":\n\n  hogehoge.com/@/s1.xrea.com./10\n\n" +
				`{ domain = "hogehoge.com", target = "s1.xrea.com.", priority = 20 } matches no MX record of the zone.`,
		},
		"a raw line": {
			"raw_record", values(map[string]string{"line": "url x y"}),
			"Existing raw records in the zone:\n\n  hogehoge.com/url blog https://hogehoge.example/blog\n\n" +
				`{ domain = "hogehoge.com", line = "url x y" } matches no raw record of the zone.`,
		},
	} {
		tc.named["domain"] = tftypes.NewValue(tftypes.String, testDomain)
		resp, err := s.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{
			TypeName: "valuedomain_" + tc.kind,
			Identity: &tfprotov6.ResourceIdentityData{IdentityData: s.object(s.names.IdentitySchemas["valuedomain_"+tc.kind].ValueType(), tc.named)},
		})
		if err != nil || len(resp.Diagnostics) != 1 || resp.Diagnostics[0].Summary != "The record is not in the zone" || resp.Diagnostics[0].Detail != tc.detail {
			t.Errorf("%s: %v %+v", name, err, resp.Diagnostics)
		}
	}
}

func TestListResourcesGiveForwardsAndZones(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\n"+forwardLine, simulator.Options{})
	z, _ := w.Zone(testDomain)
	z.Forwards = []simulator.Forward{{User: "info", ForwardTo: "me@example.net"}, {User: "sales", ForwardTo: "you@example.net"}}
	if err := w.SetZone(testDomain, z); err != nil {
		t.Fatal(err)
	}
	if err := w.SetZone("second.example", simulator.Zone{DomainID: 2, NSType: "valuedomain1", TTL: 900, Records: "a @ 192.0.2.1"}); err != nil {
		t.Fatal(err)
	}
	s := serve(t, w)
	domain := values(map[string]string{"domain": testDomain})
	for _, tc := range []struct {
		kind, attribute string
		config          map[string]tftypes.Value
		limit           int64
		want, warns     []string
	}{
		{"valuedomain_mail_forwarding", "local_part", domain, 0, []string{"info", "sales"}, nil},
		{"valuedomain_mail_forwarding", "local_part", domain, 1, []string{"info"}, []string{"warning: The list is cut off"}},
		{"valuedomain_mail_forwarding", "local_part", values(map[string]string{"domain": "none.example"}), 0, nil, []string{"error: Domain not found in this account"}},
		{"valuedomain_zone", "domain", nil, 0, []string{testDomain, "second.example"}, nil},
		{"valuedomain_zone", "domain", nil, 1, []string{testDomain}, []string{"warning: The list is cut off"}},
	} {
		got, said := s.listBy(tc.kind, tc.attribute, tc.config, tc.limit)
		if !slices.Equal(got, tc.want) || !slices.Equal(said, tc.warns) {
			t.Errorf("%s, limit %d: %q, want %q; said %q, want %q", tc.kind, tc.limit, got, tc.want, said, tc.warns)
		}
	}
}

func TestTheListResourceOfSetsGivesTheRecordsOfAZoneAsOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "# a comment\n"+webZone+"\nmx s1.xrea.com. 10\nmx s2.xrea.com. 20 web", simulator.Options{})
	s := serve(t, w)
	for _, tc := range []struct {
		config map[string]string
		want   []string
	}{
		{nil, []string{"a * 203.0.113.10", "a @ 203.0.113.10", "a www 203.0.113.10", "mx s1.xrea.com. 10", "mx s2.xrea.com. 20 web", "txt @ google-site-verification=example", "url blog https://hogehoge.example/blog"}},
		{map[string]string{"type": "MX"}, []string{"mx s1.xrea.com. 10", "mx s2.xrea.com. 20 web"}},
		{map[string]string{"type": "mx", "host": "hogehoge.com."}, []string{"mx s1.xrea.com. 10"}},
		{map[string]string{"host": "www"}, []string{"a www 203.0.113.10"}},
		{map[string]string{"type": "srv"}, nil},
	} {
		config := values(tc.config)
		config["domain"] = tftypes.NewValue(tftypes.String, testDomain)
		if got := s.listedSet(config); !slices.Equal(got, tc.want) {
			t.Errorf("%v: got %q, want %q", tc.config, got, tc.want)
		}
	}
}

// listedSet returns the lines of the set that the list resource of sets gives, which
// are those of its identity; none for no set.
func (s *served) listedSet(config map[string]tftypes.Value) (lines []string) {
	s.t.Helper()
	const kind = "valuedomain_records"
	//nolint:staticcheck // Deprecated until its methods move into ProviderServer, which has not happened yet.
	lister, ok := s.ProviderServer.(tfprotov6.ProviderServerWithListResource)
	if !ok {
		s.t.Fatal("the provider lists nothing")
	}
	stream, err := lister.ListResource(s.t.Context(), &tfprotov6.ListResourceRequest{TypeName: kind, Config: s.object(s.schema.ListResourceSchemas[kind].ValueType(), config), IncludeResource: true})
	if err != nil {
		s.t.Fatal(err)
	}
	for result := range stream.Results {
		if len(result.Diagnostics) > 0 || lines != nil {
			s.t.Fatalf("%+v", result)
		}
		var state, identity map[string]tftypes.Value
		var inState, inIdentity []tftypes.Value
		for to, from := range map[*map[string]tftypes.Value]tftypes.Value{
			&state: s.value(s.schema.ResourceSchemas[kind].ValueType(), result.Resource), &identity: s.value(s.names.IdentitySchemas[kind].ValueType(), result.Identity.IdentityData),
		} {
			if err := from.As(to); err != nil {
				s.t.Fatal(err)
			}
		}
		if state["lines"].As(&inState) != nil || identity["records"].As(&inIdentity) != nil || len(inState) != len(inIdentity) {
			s.t.Fatalf("%s and %s", state, identity)
		}
		for _, v := range inIdentity {
			var line string
			if err := v.As(&line); err != nil || !slices.ContainsFunc(inState, v.Equal) {
				s.t.Fatalf("%s is not among %s", v, inState)
			}
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	return lines
}

// list returns the lines that a list resource gives, and what is said.
func (s *served) list(kind string, config map[string]tftypes.Value, limit int64) (lines, said []string) {
	s.t.Helper()
	return s.listBy(kind, attrLine, config, limit)
}

const attrLine = "line"

// listBy returns an attribute of what a list resource gives, under which each is
// shown too, and what is said.
func (s *served) listBy(kind, attribute string, config map[string]tftypes.Value, limit int64) (all, said []string) {
	s.t.Helper()
	//nolint:staticcheck // Deprecated until its methods move into ProviderServer, which has not happened yet.
	lister, ok := s.ProviderServer.(tfprotov6.ProviderServerWithListResource)
	if !ok {
		s.t.Fatal("the provider lists nothing")
	}
	stream, err := lister.ListResource(s.t.Context(), &tfprotov6.ListResourceRequest{
		TypeName: kind, Config: s.object(s.schema.ListResourceSchemas[kind].ValueType(), config), IncludeResource: true, Limit: limit,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	for result := range stream.Results {
		said = append(said, spoken(result.Diagnostics)...)
		if result.Resource == nil {
			continue
		}
		text := s.texts(s.schema.ResourceSchemas[kind].ValueType(), result.Resource)[attribute]
		if shown, _, _ := strings.Cut(result.DisplayName, "@"+testDomain); text != shown {
			s.t.Errorf("%s: %q is shown as %q", kind, text, result.DisplayName)
		}
		if name := s.value(s.names.IdentitySchemas[kind].ValueType(), result.Identity.IdentityData); name.IsNull() || !name.IsFullyKnown() {
			s.t.Errorf("%s: %q has the identity %s", kind, text, name)
		}
		all = append(all, text)
	}
	return all, said
}

func TestListResourcesGiveTheRecordsOfTheirType(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "# a comment\n; another\n\n"+webZone+"\nmx @ s1.xrea.com. 10\nmx web s2.xrea.com. 20\na www 203.0.113.10\nurl Shop.hogehoge.com. https://example.net/", simulator.Options{})
	s := serve(t, w)
	for _, tc := range []struct {
		kind, host string
		want       []string
	}{
		{"valuedomain_a_record", "", []string{"a @ 203.0.113.10", "a www 203.0.113.10", "a * 203.0.113.10"}},
		{"valuedomain_a_record", "WWW", []string{"a www 203.0.113.10"}},
		{"valuedomain_a_record", "@", []string{"a @ 203.0.113.10"}},
		{"valuedomain_mx_record", "", []string{"mx @ s1.xrea.com. 10", "mx web s2.xrea.com. 20"}},
		{"valuedomain_mx_record", "web", []string{"mx web s2.xrea.com. 20"}},
		{"valuedomain_raw_record", "", []string{"url blog https://hogehoge.example/blog", "url Shop.hogehoge.com. https://example.net/"}},
		{"valuedomain_raw_record", "shop", []string{"url Shop.hogehoge.com. https://example.net/"}},
		{"valuedomain_ns_record", "", nil},
	} {
		config := map[string]tftypes.Value{"domain": tftypes.NewValue(tftypes.String, testDomain)}
		if tc.host != "" {
			config["host"] = tftypes.NewValue(tftypes.String, tc.host)
		}
		for _, limit := range []int64{0, 1, int64(len(tc.want))} {
			got, said := s.list(tc.kind, config, limit)
			var warns []string
			expected := tc.want
			if limit > 0 && len(tc.want) > int(limit) {
				expected = tc.want[:limit]
				warns = []string{"warning: The list is cut off"}
			}
			if !slices.Equal(got, expected) || !slices.Equal(said, warns) {
				t.Errorf("%s %q, limit %d: %q, want %q; said %q", tc.kind, tc.host, limit, got, expected, said)
			}
		}
	}
}
