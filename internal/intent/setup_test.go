package intent_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/intent"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

const edKey = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="

// options are values for every preset that needs some.
func options() map[string]map[string][]string {
	dkim := []string{"k=ed25519; p=" + edKey}
	return map[string]map[string][]string{
		"amazon_ses":       {"region": {"ap-northeast-1"}, "dkim": {"token1", "token2", "token3"}},
		"coreserver":       {"server": {"v2001.coreserver.jp"}},
		"google_workspace": {"dkim": dkim},
		"microsoft_365":    {"selector1": {"selector1-x._domainkey.x.n-v1.dkim.mail.microsoft"}, "selector2": {"selector2-x._domainkey.x.n-v1.dkim.mail.microsoft"}},
		"resend":           {"region": {"us-east-1"}, "dkim": dkim},
		"sendgrid":         {"host": {"em1234"}, "target": {"u1.wl2.sendgrid.net."}},
		"valueserver":      {"server": {"e2.valueserver.jp."}},
		"xrea":             {"server": {"s1.xrea.com"}},
	}
}

func use(name, host string) intent.Use {
	return intent.Use{Preset: name, For: host, Options: options()[name]}
}

func plain(records []intent.Record) []string {
	written := make([]string, len(records))
	for i, r := range records {
		written[i] = r.Line()
	}
	return written
}

func spf(t *testing.T, text string) mailauth.SPF {
	t.Helper()
	s, err := mailauth.ParseSPF(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPresetsBecomeTheRecordsThatTheirServicesPublish(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]string{
		"amazon_ses": {
			"mx send.news feedback-smtp.ap-northeast-1.amazonses.com. 10", "cname token1._domainkey.news token1.dkim.amazonses.com.",
			"cname token2._domainkey.news token2.dkim.amazonses.com.", "cname token3._domainkey.news token3.dkim.amazonses.com.", "txt send.news v=spf1 include:amazonses.com ~all",
		},
		"coreserver": {"txt news v=spf1 a:v2001.coreserver.jp include:mxr.valueserver.jp ~all"},
		"fastmail": {
			"mx news in1-smtp.messagingengine.com. 10", "mx news in2-smtp.messagingengine.com. 20", "cname fm1._domainkey.news fm1.news.hogehoge.com.dkim.fmhosted.com.",
			"cname fm2._domainkey.news fm2.news.hogehoge.com.dkim.fmhosted.com.", "cname fm3._domainkey.news fm3.news.hogehoge.com.dkim.fmhosted.com.", "txt news v=spf1 include:spf.messagingengine.com ~all",
		},
		"google_workspace": {"mx news smtp.google.com. 1", "txt google._domainkey.news k=ed25519; p=" + edKey, "txt news v=spf1 include:_spf.google.com ~all"},
		"microsoft_365": {
			"mx news news-hogehoge-com.mail.protection.outlook.com. 0", "cname selector1._domainkey.news selector1-x._domainkey.x.n-v1.dkim.mail.microsoft.",
			"cname selector2._domainkey.news selector2-x._domainkey.x.n-v1.dkim.mail.microsoft.", "cname autodiscover.news autodiscover.outlook.com.",
			"txt news v=spf1 include:spf.protection.outlook.com ~all",
		},
		"resend": {"mx send.news feedback-smtp.us-east-1.amazonses.com. 10", "txt resend._domainkey.news k=ed25519; p=" + edKey, "txt send.news v=spf1 include:amazonses.com ~all"},
		"sendgrid": {
			"cname em1234.news u1.wl2.sendgrid.net.", "cname s1._domainkey.news s1.domainkey.u1.wl2.sendgrid.net.", "cname s2._domainkey.news s2.domainkey.u1.wl2.sendgrid.net.",
		},
		"valueserver": {"txt news v=spf1 a:e2.valueserver.jp include:_spf.vdone.jp ~all"},
		"xrea":        {"txt news v=spf1 a:s1.xrea.com ~all"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for host, change := range map[string]func(string) string{
				"news": func(line string) string { return line },
				"": func(line string) string {
					line = strings.NewReplacer("mx news ", "mx @ ", "txt news ", "txt @ ", "news-hogehoge", "hogehoge", ".news.hogehoge", ".hogehoge").Replace(line)
					return strings.ReplaceAll(line, ".news ", " ")
				},
			} {
				records, err := intent.Set(domain, zone.ServiceGeneral, intent.Setup{Presets: []intent.Use{use(name, host)}})
				var lines []string
				for _, line := range want {
					lines = append(lines, change(line))
				}
				if got := plain(records); err != nil || !slices.Equal(got, lines) {
					t.Errorf("for %q: %v\ngot  %q\nwant %q", host, err, got, lines)
				}
			}
		})
	}
	if got := intent.PresetNames(); !slices.Equal(got, slices.Sorted(slices.Values(append(slices.Collect(maps.Keys(options())), "fastmail")))) {
		t.Errorf("the presets are %q", got)
	}
	for _, p := range intent.Presets() {
		if p.Title == "" || p.Source == "" || len(p.Seen) != len("2026-01-01") {
			t.Errorf("%s has no title, source or date", p.Name)
		}
	}
}

func TestASetupIsOneSetOfRecords(t *testing.T) {
	t.Parallel()
	const general, simple = zone.ServiceGeneral, zone.ServiceSimple
	for _, c := range []struct {
		name    string
		service zone.Service
		setup   intent.Setup
		want    []string
	}{
		{"parked, general", general, intent.Setup{Parked: true}, []string{"mx @ . 0", "txt @ v=spf1 -all", "txt _dmarc v=DMARC1; p=reject"}},
		{"parked, simple", simple, intent.Setup{Parked: true}, []string{"mx . 0", "txt @ v=spf1 -all", "txt _dmarc v=DMARC1; p=reject"}},
		{
			"sending next to an intent", general,
			intent.Setup{Intents: []intent.Intent{in("@", "219.163.200.70")}, Sending: intent.Sending{SPF: spf(t, "v=spf1 mx -all"), DKIM: map[string]string{"mail": edKey, "b": "\tp=; k=rsa\n"}, DMARC: "v=DMARC1; p=reject"}},
			[]string{"a mail 219.163.200.70", "mx @ mail 10", "txt @ v=spf1 mx -all", "txt b._domainkey p=; k=rsa", "txt mail._domainkey v=DKIM1; k=ed25519; p=" + edKey, "txt _dmarc v=DMARC1; p=reject"},
		},
		{
			"the SPF text of a host is one", simple,
			intent.Setup{Presets: []intent.Use{use("xrea", "@"), use("fastmail", ""), use("resend", "")}, Sending: intent.Sending{SPF: spf(t, "v=spf1 ip4:192.0.2.1 -all")}},
			[]string{
				"mx in1-smtp.messagingengine.com. 10", "mx in2-smtp.messagingengine.com. 20", "cname fm1._domainkey fm1.hogehoge.com.dkim.fmhosted.com.",
				"cname fm2._domainkey fm2.hogehoge.com.dkim.fmhosted.com.", "cname fm3._domainkey fm3.hogehoge.com.dkim.fmhosted.com.",
				"mx feedback-smtp.us-east-1.amazonses.com. 10 send", "txt resend._domainkey k=ed25519; p=" + edKey,
				"txt @ v=spf1 a:s1.xrea.com include:spf.messagingengine.com ip4:192.0.2.1 -all", "txt send v=spf1 include:amazonses.com ~all",
			},
		},
		{
			"a redirect stays the end", general,
			intent.Setup{Sending: intent.Sending{SPF: spf(t, "v=spf1 redirect=spf.example.net")}},
			[]string{"txt @ v=spf1 redirect=spf.example.net"},
		},
		{
			"a preset that only sends", general,
			intent.Setup{Intents: []intent.Intent{in("@", "mx.example.net")}, Presets: []intent.Use{{Preset: "fastmail", SendOnly: true}}},
			[]string{
				"mx @ mx.example.net. 10", "cname fm1._domainkey fm1.hogehoge.com.dkim.fmhosted.com.", "cname fm2._domainkey fm2.hogehoge.com.dkim.fmhosted.com.",
				"cname fm3._domainkey fm3.hogehoge.com.dkim.fmhosted.com.", "txt @ v=spf1 include:spf.messagingengine.com ~all",
			},
		},
		{
			"an own server's name is none of a preset", general,
			intent.Setup{Intents: []intent.Intent{in("@", "192.0.2.1")}, Presets: []intent.Use{{Preset: "resend", Options: map[string][]string{"region": {"us-east-1"}, "dkim": {edKey}, "mail_from": {"mail"}}}}},
			[]string{
				"a mail2 192.0.2.1", "mx @ mail2 10", "mx mail feedback-smtp.us-east-1.amazonses.com. 10",
				"txt resend._domainkey v=DKIM1; k=ed25519; p=" + edKey, "txt mail v=spf1 include:amazonses.com ~all",
			},
		},
		{
			"a host has an mx of its own where the domain's mx takes all", simple,
			intent.Setup{Intents: []intent.Intent{in("web", "192.0.2.1")}, Presets: []intent.Use{use("google_workspace", "")}},
			[]string{"a mail 192.0.2.1", "mx mail 10 web", "mx smtp.google.com. 1", "txt google._domainkey k=ed25519; p=" + edKey, "txt @ v=spf1 include:_spf.google.com ~all"},
		},
		{
			"all mail, and what comes back to Amazon SES in Osaka", simple,
			intent.Setup{Intents: []intent.Intent{in("all", "s1.xrea.com")}, Presets: []intent.Use{{Preset: "amazon_ses", Options: map[string][]string{"region": {"ap-northeast-3"}, "dkim": {"a", "b", "c"}}}}},
			[]string{
				"mx s1.xrea.com. 10", "mx feedback-smtp.ap-northeast-3.amazonses.com. 10 send", "cname a._domainkey a.dkim.ap-northeast-3.amazonses.com.",
				"cname b._domainkey b.dkim.ap-northeast-3.amazonses.com.", "cname c._domainkey c.dkim.ap-northeast-3.amazonses.com.", "txt send v=spf1 include:amazonses.com ~all",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			records, err := intent.Set(domain, c.service, c.setup)
			if got := plain(records); err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%v\ngot  %q\nwant %q", err, got, c.want)
			}
		})
	}
}

func TestASetupThatMakesNoSenseIsRefused(t *testing.T) {
	t.Parallel()
	uses := func(all ...intent.Use) intent.Setup { return intent.Setup{Presets: all} }
	ses := func(change func(map[string][]string)) intent.Setup {
		u := use("amazon_ses", "")
		change(u.Options)
		return uses(u)
	}
	many := make([]string, 11)
	for i := range many {
		many[i] = fmt.Sprintf("include:s%d.example.net", i)
	}
	for _, c := range []struct {
		name  string
		setup intent.Setup
		want  intent.SetupError
	}{
		{"an unknown preset", uses(use("fastmail", ""), intent.Use{Preset: "gmail"}), intent.SetupError{Position: 1, Preset: "gmail", Option: "name", Value: "gmail", Problem: intent.SetupUnknownPreset, Want: intent.PresetNames()}},
		{"an unknown option", ses(func(o map[string][]string) { o["key"] = []string{"x"} }), intent.SetupError{Preset: "amazon_ses", Option: "key", Problem: intent.SetupUnknownOption, Want: []string{"region", "mail_from", "dkim"}}},
		{"a misspelled option, which is missing too", ses(func(o map[string][]string) { o["regin"] = o["region"]; delete(o, "region") }), intent.SetupError{Preset: "amazon_ses", Option: "regin", Problem: intent.SetupUnknownOption, Want: []string{"region", "mail_from", "dkim"}}},
		{"a missing option", ses(func(o map[string][]string) { delete(o, "region") }), intent.SetupError{Preset: "amazon_ses", Option: "region", Problem: intent.SetupMissing, Want: []string{`"ap-northeast-1"`}}},
		{"two tokens", ses(func(o map[string][]string) { o["dkim"] = []string{"a", "b"} }), intent.SetupError{Preset: "amazon_ses", Option: "dkim", Problem: intent.SetupBadCount, Want: []string{`["abcdefghijklmnopqrstuvwxyz234567", …, …]`}}},
		{"one token twice", ses(func(o map[string][]string) { o["dkim"] = []string{"a", "b", "a"} }), intent.SetupError{Preset: "amazon_ses", Option: "dkim", Value: "a", Problem: intent.SetupSameValue, Want: []string{`["abcdefghijklmnopqrstuvwxyz234567", …, …]`}}},
		{"a region that is none", ses(func(o map[string][]string) { o["region"] = []string{"tokyo\nmx"} }), intent.SetupError{Preset: "amazon_ses", Option: "region", Value: "tokyo\nmx", Problem: intent.SetupBadForm, Want: []string{`"ap-northeast-1"`}}},
		{"a name that is too long", ses(func(o map[string][]string) { o["mail_from"] = []string{strings.Repeat("x", 64)} }), intent.SetupError{Value: strings.Repeat("x", 64), Problem: intent.SetupBadText}},
		{"a pattern", uses(use("fastmail", "s*")), intent.SetupError{Preset: "fastmail", Option: "for", Value: "s*", Problem: intent.SetupNoMailDomain}},
		{"another domain", uses(use("fastmail", "example.net.")), intent.SetupError{Preset: "fastmail", Option: "for", Value: "example.net.", Problem: intent.SetupNoMailDomain}},
		{"two that take the same mail", uses(use("fastmail", ""), use("google_workspace", "")), intent.SetupError{Position: 1, Preset: "google_workspace", Option: "for", Value: domain, Problem: intent.SetupMailTwice}},
		{"the same host for what comes back", uses(use("amazon_ses", ""), use("resend", "")), intent.SetupError{Position: 1, Preset: "resend", Option: "for", Value: "send." + domain, Problem: intent.SetupMailTwice}},
		{"a CNAME next to an intent", intent.Setup{Intents: []intent.Intent{in("em1234", "mx.example.net")}, Presets: []intent.Use{use("sendgrid", "")}}, intent.SetupError{Value: "em1234." + domain, Problem: intent.SetupCollision}},
		{"one selector twice", intent.Setup{Presets: []intent.Use{use("google_workspace", "")}, Sending: intent.Sending{DKIM: map[string]string{"google": edKey}}}, intent.SetupError{Value: "google._domainkey." + domain, Problem: intent.SetupCollision}},
		{"a selector that is none", intent.Setup{Sending: intent.Sending{DKIM: map[string]string{"a b": edKey}}}, intent.SetupError{Option: "dkim", Value: "a b", Problem: intent.SetupBadForm, Want: []string{`{ mail = … }`}}},
		{"parked with mail", intent.Setup{Parked: true, Intents: []intent.Intent{in("@", "mx.example.net")}}, intent.SetupError{Problem: intent.SetupParkedWithMail}},
		{"too many lookups", intent.Setup{Sending: intent.Sending{SPF: spf(t, "v=spf1 "+strings.Join(many, " "))}}, intent.SetupError{Option: "spf", Problem: intent.SetupBadText}},
		{"a key that is none", intent.Setup{Sending: intent.Sending{DKIM: map[string]string{"mail": "p=abc"}}}, intent.SetupError{Option: "dkim", Problem: intent.SetupBadText}},
		{"a key of a preset that is none", uses(intent.Use{Preset: "google_workspace", Options: map[string][]string{"dkim": {"x"}}}), intent.SetupError{Preset: "google_workspace", Option: "dkim", Problem: intent.SetupBadText}},
		{"a DMARC text that is none", intent.Setup{Sending: intent.Sending{DMARC: "p=none"}}, intent.SetupError{Option: "dmarc", Problem: intent.SetupBadText}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := intent.Set(domain, zone.ServiceGeneral, c.setup)
			var got *intent.SetupError
			if !errors.As(err, &got) || got.Error() == "" {
				t.Fatalf("got %v", err)
			}
			if (got.Err != nil) != (c.want.Problem == intent.SetupBadText) {
				t.Errorf("the error holds %v", got.Err)
			}
			c.want.Err = got.Err
			if got.Error() != c.want.Error() || got.Problem != c.want.Problem {
				t.Errorf("got  %+v\nwant %+v", *got, c.want)
			}
		})
	}
}

func TestAnIntentForTheMailOfAPresetIsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		service zone.Service
		intent  intent.Intent
		want    intent.Reason
	}{
		{"the domain, general", zone.ServiceGeneral, in("@", "mx.example.net"), intent.ReasonTwice},
		{"the domain, simple", zone.ServiceSimple, in("@", "192.0.2.1"), intent.ReasonTwice},
		{"all mail, simple", zone.ServiceSimple, in("all", "mx.example.net"), intent.ReasonTwice},
		{"all mail, general", zone.ServiceGeneral, in("all", "192.0.2.1"), intent.ReasonAllBesideOthers},
		{"a pattern, simple", zone.ServiceSimple, in("s*", "192.0.2.1"), intent.ReasonAllBesideOthers},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := intent.Set(domain, c.service, intent.Setup{Intents: []intent.Intent{c.intent}, Presets: []intent.Use{use("google_workspace", "")}})
			var wrong *intent.IntentError
			var cannot *intent.ServiceError
			switch {
			case errors.As(err, &wrong) && wrong.Reason == c.want:
			case errors.As(err, &cannot) && cannot.Reason == c.want:
			default:
				t.Errorf("got %v", err)
			}
		})
	}
}
