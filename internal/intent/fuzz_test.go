package intent_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/intent"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// FuzzRecords: what is accepted becomes records that are one line each, read
// back as themselves, and pass the checks of what a user writes.
func FuzzRecords(f *testing.F) {
	f.Add("@", "s3.xrea.com mail.gaibu-server.com", "web", "s4.xrea.com", true)
	f.Add("all", "219.163.201.1", "", "", true)
	f.Add("s*", "219.163.201.1", "m*", "219.163.201.2", false)
	f.Add("web.hogehoge.com", "a\nb", "日本", "mail", false)
	f.Fuzz(func(t *testing.T, host, servers, other, others string, general bool) {
		service := zone.ServiceSimple
		if general {
			service = zone.ServiceGeneral
		}
		intents := []intent.Intent{in(host, strings.Split(servers, " ")...)}
		if other != "" {
			intents = append(intents, in(other, strings.Split(others, " ")...))
		}
		records, err := intent.Records(domain, service, intents)
		if err != nil {
			if err.Error() == "" || records != nil {
				t.Errorf("%v with %d records", err, len(records))
			}
			return
		}
		o := zone.NewOrigin(domain)
		keys := map[string]bool{}
		for _, r := range records {
			line := r.Line()
			read, ok := zone.ParseRecord(line)
			if !ok || o.Key(read) != o.Key(r.Record) || zone.CheckText(line) != nil {
				t.Fatalf("%q reads as %+v", line, read)
			}
			if keys[r.Key()] || r.Question == "" {
				t.Errorf("%q has the key %q of another, or no question", line, r.Key())
			}
			keys[r.Key()] = true
			kind, _ := zone.LookupType(r.Type)
			for i, field := range kind.Fields {
				if err := field.Kind.Check(o, r.Values[i]); err != nil {
					t.Errorf("%q: %v", line, err)
				}
			}
			if err := o.CheckHost(r.HostOrApex()); err != nil {
				t.Errorf("%q: %v", line, err)
			}
		}
	})
}
