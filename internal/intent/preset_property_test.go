package intent_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/intent"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailroute"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// receivers are the servers of the presets that take mail, for the domain itself.
func receivers() map[string][]string {
	return map[string][]string{
		"fastmail": {"in1-smtp.messagingengine.com", "in2-smtp.messagingengine.com"}, "google_workspace": {"smtp.google.com"},
		"microsoft_365": {"{dashed}.mail.protection.outlook.com"},
	}
}

// someSetup makes a setup that its service can do: presets for the domain and for
// hosts, and intents for other hosts.
func someSetup(t *testing.T, random *rand.Rand, first string, s zone.Service) intent.Setup {
	t.Helper()
	hosts := []string{"", "news", "shop.jp"}
	random.Shuffle(len(hosts), func(i, j int) { hosts[i], hosts[j] = hosts[j], hosts[i] })
	names := append([]string{first}, intent.PresetNames()...)
	random.Shuffle(len(names)-1, func(i, j int) { names[i+1], names[j+1] = names[j+1], names[i+1] })
	setup := intent.Setup{Sending: intent.Sending{DMARC: "v=DMARC1; p=quarantine"}}
	if random.IntN(2) == 0 {
		setup.Sending.DKIM = map[string]string{"own": edKey}
	}
	taken := false
	for i, host := range hosts[:1+random.IntN(len(hosts))] {
		setup.Presets = append(setup.Presets, use(names[i], host))
		taken = taken || host == "" && receivers()[names[i]] != nil
	}
	if !taken {
		host := "@"
		if s == zone.ServiceSimple {
			host = "all"
		}
		setup.Intents = append(setup.Intents, in(host, "mx1.example.net", "mx2.example.net"))
		setup.Sending.SPF = spf(t, "v=spf1 mx ~all")
	}
	if s == zone.ServiceGeneral || taken {
		setup.Intents = append(setup.Intents, in("web", "192.0.3.1", "mx1.example.net"))
	}
	return setup
}

// Two rules speak of every mx on simple DNS, and say that nothing is to be done
// where it is meant: no preset can help them.
func TestNothingIsFoundInTheRecordsOfAnyPresetAndTheirRoutesAreTheOnesAskedFor(t *testing.T) {
	t.Parallel()
	policy, err := rules.NewPolicy(map[string]string{"simple-dns-catch-all": "off", "simple-dns-mx-host": "off"})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range intent.PresetNames() {
		for seed := range uint64(100) {
			random := rand.New(rand.NewPCG(seed, uint64(len(name))))
			s := []zone.Service{zone.ServiceGeneral, zone.ServiceSimple}[random.IntN(2)]
			setup := someSetup(t, random, name, s)
			records, err := intent.Set(domain, s, setup)
			if err != nil {
				t.Fatalf("%s, seed %d: %v in %+v", name, seed, err, setup)
			}
			z := zoneOf(records)
			for _, f := range policy.Audit(z, zone.NewOrigin(domain), s, 3600) {
				t.Fatalf("%s, seed %d, %s: %s at %q: %s in\n%s", name, seed, s, f.Rule, f.Line, f.Message.EN, z)
			}
			x := zone.NewIndex(zone.NewOrigin(domain), s, z)
			for at, want := range asked(setup) {
				r := mailroute.Find(x, "user@"+at)
				if got := back(r); r.Failure != "" || !slices.Equal(got, want) {
					t.Fatalf("%s, seed %d, %s: mail for %s goes to %q (%s), want %q, by\n%s", name, seed, s, at, got, r.Failure, want, z)
				}
			}
		}
	}
}

// asked returns the servers that the mail of each mail domain is to reach.
func asked(setup intent.Setup) map[string][]string {
	want := map[string][]string{}
	for _, one := range setup.Intents {
		for _, at := range samples(one.For)[:1] {
			want[at] = one.Servers
		}
	}
	for _, u := range setup.Presets {
		at := domain
		if u.For != "" {
			at = u.For + "." + domain
		}
		for _, server := range receivers()[u.Preset] {
			want[at] = append(want[at], strings.ReplaceAll(server, "{dashed}", strings.ReplaceAll(at, ".", "-")))
		}
		if region := u.Options["region"]; region != nil {
			want["send."+at] = []string{fmt.Sprintf("feedback-smtp.%s.amazonses.com", region[0])}
		}
	}
	return want
}

func TestNothingIsFoundInAParkedDomain(t *testing.T) {
	t.Parallel()
	policy, err := rules.NewPolicy(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []zone.Service{zone.ServiceGeneral, zone.ServiceSimple} {
		records, err := intent.Set(domain, s, intent.Setup{Parked: true})
		if err != nil {
			t.Fatal(err)
		}
		z := zoneOf(records)
		for _, f := range policy.Audit(z, zone.NewOrigin(domain), s, 0) {
			t.Errorf("%s: %s at %q", s, f.Rule, f.Line)
		}
		if r := mailroute.Find(zone.NewIndex(zone.NewOrigin(domain), s, z), "user@"+domain); len(r.Servers) > 0 || r.Failure == "" {
			t.Errorf("%s: the mail goes to %+v", s, r.Servers)
		}
	}
}
