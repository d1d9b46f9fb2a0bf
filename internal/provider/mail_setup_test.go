package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

const edKey = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="

// One preset of each shape: an MX with a DKIM text, CNAMEs for a host, an MX of a
// host with tokens, an SPF text alone; and a domain without mail.
func TestTheRecordsOfASetupAreWrittenAtOnce(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		setup string
		want  []string
	}{
		"presets and sending": {
			`[{ servers = ["219.163.200.70"], for = "web" }], {
    presets = [
      { name = "google_workspace", dkim = "` + edKey + `" },
      { name = "sendgrid", for = "@", host = "em1234", target = "u1.wl2.sendgrid.net" },
      { name = "amazon_ses", for = "news", region = "ap-northeast-1", dkim = ["a", "b", "c"] },
      { name = "valueserver", server = "e2.valueserver.jp" },
      { name = "fastmail", for = "old", receive = false },
    ]
    sending = {
      spf   = provider::valuedomain::spf_value({ ip4 = "192.0.2.9", all = "-" })
      dkim  = { own = "p=` + edKey + `; k=ed25519" }
      dmarc = provider::valuedomain::dmarc_value("quarantine", ["d@hogehoge.com"])
    }
  }`,
			[]string{
				"a mail 219.163.200.70", "cname a._domainkey.news a.dkim.amazonses.com.", "cname b._domainkey.news b.dkim.amazonses.com.", "cname c._domainkey.news c.dkim.amazonses.com.",
				"cname em1234 u1.wl2.sendgrid.net.", "cname fm1._domainkey.old fm1.old.hogehoge.com.dkim.fmhosted.com.", "cname fm2._domainkey.old fm2.old.hogehoge.com.dkim.fmhosted.com.",
				"cname fm3._domainkey.old fm3.old.hogehoge.com.dkim.fmhosted.com.", "cname s1._domainkey s1.domainkey.u1.wl2.sendgrid.net.", "cname s2._domainkey s2.domainkey.u1.wl2.sendgrid.net.",
				"mx feedback-smtp.ap-northeast-1.amazonses.com. 10 send.news", "mx mail 10 web", "mx smtp.google.com. 1", "txt @ v=spf1 include:_spf.google.com a:e2.valueserver.jp include:_spf.vdone.jp ip4:192.0.2.9 -all",
				"txt _dmarc v=DMARC1; p=quarantine; rua=mailto:d@hogehoge.com", "txt google._domainkey v=DKIM1; k=ed25519; p=" + edKey,
				"txt old v=spf1 include:spf.messagingengine.com ~all", "txt own._domainkey p=" + edKey + "; k=ed25519", "txt send.news v=spf1 include:amazonses.com ~all",
			},
		},
		"parked": {"[], { parked = true, presets = [], sending = null }", []string{"mx . 0", "txt @ v=spf1 -all", "txt _dmarc v=DMARC1; p=reject"}},
		"sending alone": {
			`[{ servers = ["mail.gaibu-server.com"], for = "all" }], { sending = { spf = "\"v=spf1 mx\" \" ~all\"", dmarc = "reject" } }`,
			[]string{"mx mail.gaibu-server.com. 10", "txt @ v=spf1 mx ~all", "txt _dmarc v=DMARC1; p=reject"},
		},
		"a value that is known later": {
			`[], { presets = [{ name = "resend", region = "us-east-1", dkim = terraform_data.key.output }] }`,
			[]string{"mx feedback-smtp.us-east-1.amazonses.com. 10 send", "txt resend._domainkey v=DKIM1; k=ed25519; p=" + edKey, "txt send v=spf1 include:amazonses.com ~all"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "txt web x", simulator.Options{})
			c := newCLI(t, w)
			c.write("", `
resource "terraform_data" "key" { input = "`+edKey+`" }
resource "valuedomain_records" "mail" {
  domain  = "hogehoge.com"
  records = provider::valuedomain::mail_records("hogehoge.com", "simple", `+tc.setup+`)
}
`)
			if o := c.apply(); len(o.diagnostics) > 0 {
				t.Error(o.out)
			}
			c.mustBeClean()
			got := strings.Split(strings.TrimSpace(strings.Replace(w.text(t), "txt web x", "", 1)), "\n")
			slices.Sort(got)
			if !slices.Equal(got, tc.want) {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
		})
	}
}

func TestAWrongSetupIsAnswered(t *testing.T) {
	t.Parallel()
	preset := func(text string) string { return "{ presets = [{ " + text + " }] }" }
	for setup, want := range map[string][2]string{
		`{ preset = [] }`:                               {`Did you mean "presets"? There is no attribute "preset". The attributes are presets, sending, parked`, `"presets" のことですか？"preset" という属性はありません。使える属性は presets, sending, parked です`},
		`{}, {}`:                                        {"Write presets, sending and parked in one object", "1つのオブジェクトにまとめて書いてください"},
		`"parked"`:                                      {"setup is an object, such as { presets = … }", "setup は { presets = … } のようなオブジェクトです"},
		`{ parked = "yes" }`:                            {"parked is true or false", "parked には true か false を書いてください"},
		`{ presets = "fastmail" }`:                      {`presets is a list, such as [{ name = "fastmail" }]`, "のようなリストです"},
		`{ presets = ["fastmail"] }`:                    {"Preset 1: preset is an object, such as { name = … }", "1番目のプリセット: preset は"},
		preset(`region = "x"`):                          {"Preset 1: name is missing. The names are amazon_ses, ", "1番目のプリセット: name がありません。"},
		preset(`name = "gmail"`):                        {`Preset 1, "gmail": There is no preset of that name. The names are amazon_ses, `, `この名前のプリセットはありません。`},
		preset(`name = "fastmail", receive = 1`):        {"receive is true or false", "receive には true か false"},
		preset(`name = "xrea", server = 1`):             {"server is a text", "server はテキスト"},
		preset(`name = "xrea"`):                         {`Preset 1, "xrea": server is missing. Copy the value from the service's console: server = "s1.xrea.com"`, `server が必要です。`},
		preset(`name = "xrea", server = "s1"`):          {`"s1" is not a valid value for server. Write for example server = "s1.xrea.com"`, `server に "s1" は指定できません。server = "s1.xrea.com" のように`},
		preset(`name = "xrea", sever = "s1.xrea.com"`):  {`Did you mean "server"? There is no option "sever". The options are server.`, `"server" のことですか？"sever" という項目はありません。`},
		preset(`nam = "xrea"`):                          {`Did you mean "name"? There is no attribute "nam". The attributes are name, for, receive, and the options of the preset.`, `"name" のことですか？"nam" という属性はありません。`},
		preset(`name = "xera", server = "s1.xrea.com"`): {`Did you mean "xrea"? There is no preset of that name.`, `"xrea" のことですか？この名前のプリセットはありません。`},
		preset(`name = "fastmail", region = "x"`):       {`There is no option "region": this preset has none`, "このプリセットに項目は不要です"},
		preset(`name = "fastmail", "for" = "s*"`):       {`for = "s*" is no mail domain.`, `for = "s*" は指定できません。`},
		preset(`name = "amazon_ses", region = "us-east-1", dkim = ["a"]`):           {`dkim has too few or too many values. Write as many as here: dkim = ["abcd`, "dkim の値の数が正しくありません。"},
		preset(`name = "amazon_ses", region = "us-east-1", dkim = ["a", "a", "b"]`): {`dkim has "a" twice. Copy each value from the service's console: dkim = ["abcd`, `dkim に "a" が2回書かれています。`},
		preset(`name = "google_workspace", dkim = "p=abc"`):                         {`Preset 1, "google_workspace": `, "1番目のプリセット（"},
		preset(`name = "fastmail" }, { name = "google_workspace", dkim = "p="`):     {"Another preset already receives the mail of hogehoge.com", "hogehoge.com 宛てのメールは、別のプリセットが受信します。"},
		`{ parked = true, sending = { dmarc = "reject" } }`:                         {"parked = true is for a domain without mail", "メールを使わないドメイン"},
		`{ sending = { dmarc = "block" } }`:                                         {"`p=block` is not a value", "`p=block`"},
		`{ sending = { dmarc = {} } }`:                                              {"dmarc is a text", "dmarc には"},
		`{ sending = { spf = "mx" } }`:                                              {"sending.spf: The text begins with `mx`", "sending.spf: `mx` で始まっていて"},
		`{ sending = { spf = { all = "+" } } }`:                                     {"sending.spf: `+all` allows every server in the world to send mail", "sending.spf: `+all` は"},
		`{ sending = { spf = { moo = true } } }`:                                    {`sending.spf: There is no attribute "moo"`, `sending.spf: "moo" という属性はありません`},
		`{ sending = { dkim = "p=" } }`:                                             {"dkim is a map of selectors", "dkim は"},
		`{ sending = { dkim = { "a._domainkey b" = "p=" } } }`:                      {`sending.dkim: "a._domainkey b" is not a valid value for dkim. Write for example dkim = { mail = … }`, `sending.dkim: dkim に "a._domainkey b" は`},
		`{ sending = [] }`: {"sending is an object, such as { spf = … }", "sending は { spf = … }"},
		`{ sending = { dkim = { google = "p=" } }, presets = [{ name = "google_workspace", dkim = "p=" }] }`: {"google._domainkey.hogehoge.com would have a CNAME", "google._domainkey.hogehoge.com に"},
	} {
		t.Run(setup, func(t *testing.T) {
			t.Parallel()
			mustRefuse(t, `mail_records("hogehoge.com", "general", [], `+setup+`)`, "setup", want[0], want[1])
		})
	}
}
