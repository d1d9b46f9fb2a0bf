package intent_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/intent"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailroute"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// rounds is how many sets of intents the property tests make.
const rounds = 1000

// eachIntents makes sets of intents that their service can do.
func eachIntents(t *testing.T, judge func(zone.Service, []intent.Intent, []intent.Record)) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	for range rounds {
		s := zone.ServiceGeneral
		if random.IntN(2) == 0 {
			s = zone.ServiceSimple
		}
		intents := someIntents(random, s)
		records, err := recordsFor(domain, s, intents)
		if err != nil {
			t.Fatalf("%s %+v: %v", s, intents, err)
		}
		judge(s, intents, records)
	}
}

func someIntents(random *rand.Rand, s zone.Service) []intent.Intent {
	if random.IntN(4) == 0 {
		if s == zone.ServiceGeneral {
			return []intent.Intent{in("all", someAddress(random))}
		}
		return []intent.Intent{in("all", someServers(random)...)}
	}
	hosts := []string{"@", "web", "s*", "shop", "m*", "mail", "a.b", "*.c", "post2", "日本", "web.mail"}
	random.Shuffle(len(hosts), func(i, j int) { hosts[i], hosts[j] = hosts[j], hosts[i] })
	var intents []intent.Intent
	for _, host := range hosts[:1+random.IntN(5)] {
		servers := []string{someAddress(random)}
		if s == zone.ServiceGeneral || host != "@" && !strings.Contains(host, "*") {
			servers = someServers(random)
		}
		intents = append(intents, in(host, servers...))
	}
	return intents
}

func someAddress(random *rand.Rand) string { return fmt.Sprintf("219.163.201.%d", 1+random.IntN(6)) }

func someServers(random *rand.Rand) []string {
	all := []string{"mx1.example.net", "mx2.example.net.", "s1.xrea.com", "219.163.201.1", "219.163.201.2", "219.163.201.3"}
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:1+random.IntN(4)]
}

func zoneOf(records []intent.Record) *zone.Zone {
	text := make([]string, len(records))
	for i, r := range records {
		text[i] = r.Line()
	}
	return zone.Parse(strings.Join(text, "\n"))
}

// samples are mail domains that an intent speaks of.
func samples(host string) []string {
	switch {
	case host == intent.All:
		return []string{domain, "any." + domain, "a.b.c." + domain}
	case host == zone.Apex:
		return []string{domain}
	case strings.HasPrefix(host, "*"):
		return []string{strings.Replace(host, "*", "x.y", 1) + "." + domain}
	}
	return []string{strings.Replace(host, "*", "zz9", 1) + "." + domain}
}

// back reads a route as the servers of an intent: own servers by address,
// others by name.
func back(r mailroute.Route) []string {
	servers := make([]string, len(r.Servers))
	for i, s := range r.Servers {
		servers[i] = s.Name
		if len(s.Addresses) == 1 {
			servers[i] = s.Addresses[0]
		}
	}
	return servers
}

func TestTheRouteOfTheRecordsGivesTheIntentBack(t *testing.T) {
	t.Parallel()
	eachIntents(t, func(s zone.Service, intents []intent.Intent, records []intent.Record) {
		z := zoneOf(records)
		x := zone.NewIndex(zone.NewOrigin(domain), s, z)
		for _, one := range intents {
			want := make([]string, len(one.Servers))
			for i, server := range one.Servers {
				want[i] = strings.TrimSuffix(server, ".")
			}
			for _, at := range samples(one.For) {
				r := mailroute.Find(x, "user@"+at)
				if got := back(r); r.Failure != "" || !slices.Equal(got, want) {
					t.Fatalf("%s %+v: mail for %s goes to %q (%s), want %q, by\n%s", s, intents, at, got, r.Failure, want, z)
				}
			}
		}
		// What no intent speaks of goes nowhere.
		if intents[0].For != intent.All {
			if r := mailroute.Find(x, "user@other."+domain); r.Failure != mailroute.FailureNoRecord {
				t.Fatalf("%s %+v: mail for a name of no intent goes to %+v by\n%s", s, intents, r.Servers, z)
			}
		}
	})
}

func TestEveryRecordHasAKeyOfItsOwn(t *testing.T) {
	t.Parallel()
	eachIntents(t, func(s zone.Service, intents []intent.Intent, records []intent.Record) {
		seen := map[string]bool{}
		for _, r := range records {
			if seen[r.Key()] {
				t.Fatalf("%s %+v: the key %q twice", s, intents, r.Key())
			}
			seen[r.Key()] = true
		}
	})
}
