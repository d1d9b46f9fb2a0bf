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
		records, err := recordsFor(domain, service, intents)
		if err != nil {
			if err.Error() == "" || records != nil {
				t.Errorf("%v with %d records", err, len(records))
			}
			return
		}
		mustBeLines(t, records)
		for _, r := range records {
			if r.Question == "" {
				t.Errorf("%q has no question", r.Line())
			}
		}
	})
}

// FuzzSet is FuzzRecords for presets and sending.
func FuzzSet(f *testing.F) {
	for _, name := range intent.PresetNames() {
		f.Add(name, "", "region", "ap-northeast-1", "dkim", edKey, true)
	}
	f.Add("amazon_ses", "news", "region", "us-east-1", "dkim", "a b c", false)
	f.Add("sendgrid", "@", "host", "em1", "target", "u1.wl2.sendgrid.net.", false)
	f.Add("xrea", "日本", "server", "s1.xrea.com", "", "a\nb", true)
	f.Fuzz(func(t *testing.T, name, host, option, value, other, others string, general bool) {
		service := zone.ServiceSimple
		if general {
			service = zone.ServiceGeneral
		}
		records, err := intent.Set(domain, service, intent.Setup{
			Presets: []intent.Use{{Preset: name, For: host, Options: map[string][]string{option: {value}, other: strings.Split(others, " ")}}},
			Sending: intent.Sending{DKIM: map[string]string{"own": "p="}},
		})
		if err != nil {
			if err.Error() == "" || records != nil {
				t.Errorf("%v with %d records", err, len(records))
			}
			return
		}
		mustBeLines(t, records)
	})
}

// mustBeLines fails unless each record is one line that reads as the record, with a
// key of its own, and passes the checks of what a user writes.
func mustBeLines(t *testing.T, records []intent.Record) {
	t.Helper()
	o := zone.NewOrigin(domain)
	keys := map[string]bool{}
	for _, r := range records {
		line := r.Line()
		read, ok := zone.ParseRecord(line)
		if !ok || o.Key(read) != o.Key(r.Record) || zone.CheckText(line) != nil {
			t.Fatalf("%q reads as %+v", line, read)
		}
		if keys[r.Key()] {
			t.Errorf("%q has the key %q of another", line, r.Key())
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
}
