package dnscheck

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/intent"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestTheRecordsOfEveryPresetAreInSync(t *testing.T) {
	t.Parallel()
	options := map[string][]string{
		"amazon_ses": {"region=ap-northeast-1", "dkim=a", "dkim=b", "dkim=c"}, "coreserver": {"server=v2001.coreserver.jp"}, "google_workspace": {"dkim=p="},
		"microsoft_365": {"selector1=a.dkim.mail.microsoft", "selector2=b.dkim.mail.microsoft"}, "resend": {"region=us-east-1", "dkim=p="},
		"sendgrid": {"host=em1", "target=u1.wl2.sendgrid.net"}, "valueserver": {"server=e2.valueserver.jp"}, "xrea": {"server=s1.xrea.com"},
	}
	use := func(name, host string) intent.Use {
		u := intent.Use{Preset: name, For: host, Options: map[string][]string{}}
		for _, option := range options[name] {
			key, value, _ := strings.Cut(option, "=")
			u.Options[key] = append(u.Options[key], value)
		}
		return u
	}
	setups := map[string]intent.Setup{"parked": {Parked: true}}
	for _, name := range intent.PresetNames() {
		for _, other := range intent.PresetNames() {
			setups[name+" and "+other+" at a host"] = intent.Setup{
				Presets: []intent.Use{use(name, ""), use(other, "news")},
				Intents: []intent.Intent{{For: "web", Servers: []string{"192.0.2.10", "mx1.example.net"}}},
				Sending: intent.Sending{DMARC: "v=DMARC1; p=reject", DKIM: map[string]string{"own": "p="}},
			}
		}
	}
	for name, setup := range setups {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, s := range []zone.Service{zone.ServiceGeneral, zone.ServiceSimple} {
				setup := setup
				if s == zone.ServiceSimple { // Which can't have the mail of one host alone.
					setup.Intents = nil
				}
				records, err := intent.Set(domain, s, setup)
				if err != nil {
					t.Fatal(err)
				}
				lines := make([]string, len(records))
				for i, r := range records {
					lines[i] = r.Line()
				}
				text := strings.Join(lines, "\n")
				found, err := Check(t.Context(), zone.Parse(text), domain, 3600, []string{serve(t, text, 3600)})
				if err != nil || len(found) > 0 || len(lines) == 0 {
					t.Errorf("%s: %v %v", s, found, err)
				}
			}
		})
	}
}
