package provider_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestSPFValueWritesTheTermsInOrder(t *testing.T) {
	t.Parallel()
	cases := []struct{ senders, want string }{
		{`{ mx = true, include = ["_spf.google.com"], all = "~" }`, "v=spf1 mx include:_spf.google.com ~all"},
		{`{ include = "amazonses.com", a = ["mail.hogehoge.com", "web.hogehoge.com/24"], ip4 = ["192.0.2.0/24"], ip6 = toset(["2001:DB8::/32"]), all = "-all" }`, "v=spf1 a:mail.hogehoge.com a:web.hogehoge.com/24 ip4:192.0.2.0/24 ip6:2001:db8::/32 include:amazonses.com -all"},
		{`{ a = true, mx = false, ip4 = null, exists = ["%%{i}.example.net"], all = "?" }`, "v=spf1 a exists:%{i}.example.net ?all"},
		{`{ include = tolist(["include:a.example", "A.example."]) }`, "v=spf1 include:a.example ~all"},
		{`{ redirect = "_spf.hogehoge.com" }`, "v=spf1 redirect=_spf.hogehoge.com"},
		{`{ all = "-" }`, "v=spf1 -all"},
		{`{}`, "v=spf1 ~all"},
	}
	var calls []string
	for _, tc := range cases {
		calls = append(calls, "provider::valuedomain::spf_value("+tc.senders+")")
	}
	var got []string
	call(t, "["+strings.Join(calls, ",\n")+"]", &got)
	for i, tc := range cases {
		if got[i] != tc.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tc.senders, got[i], tc.want)
		}
	}
}

func TestSPFMergeKeepsWhatEachTextAllows(t *testing.T) {
	t.Parallel()
	var got []string
	call(t, `[
  provider::valuedomain::spf_merge(["v=spf1 include:_spf.google.com ~all", "v=spf1 include:amazonses.com include:_spf.google.com -all"]),
  provider::valuedomain::spf_merge(["\"v=spf1 m\" \"x -all\"", "v=spf1 redirect=_spf.hogehoge.com"]),
]`, &got)
	want := []string{"v=spf1 include:_spf.google.com include:amazonses.com ~all", "v=spf1 mx include:_spf.hogehoge.com -all"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestAWrongSPFArgumentIsNamed(t *testing.T) {
	t.Parallel()
	many := "[for i in range(11) : \"s${i}.example\"]"
	for _, tc := range []struct{ call, argument, en, ja string }{
		{`spf_value("mx")`, "senders", "Write an object, such as { mx = true", "オブジェクトで書いてください"},
		{`spf_value({ includes = ["a.example"] })`, "senders", `Did you mean "include"? There is no attribute "includes". The attributes are a, mx, ip4, ip6, include, exists, redirect, all.`, `"include" のことですか？"includes" という属性はありません。`},
		{`spf_value({ all = "+" })`, "senders", "`+all` allows every server in the world to send mail as this domain. Write one of these: ~all -all", "世界中のどのサーバーからの送信も許可します。"},
		{`spf_value({ all = "none" })`, "senders", `all is "~", "-" or "?".`, "いずれかを書いてください"},
		{`spf_value({ mx = 1 })`, "senders", `mx is true, or a list of texts, such as ["mail.hogehoge.com"].`, "mx は true か"},
		{`spf_value({ ip4 = true })`, "senders", `ip4 is a list of texts, such as ["192.0.2.0/24"].`, "テキストのリストです"},
		{`spf_value({ ip4 = ["mail.hogehoge.com"] })`, "senders", "The value of `ip4:mail.hogehoge.com` is no IPv4 address. Write: a:mail.hogehoge.com", "値はIPv4アドレスではありません。"},
		{`spf_value({ include = ["a.example b.example"] })`, "senders", "contains the character U+0020", "U+0020 の文字が含まれています。"},
		{`spf_value({ include = ["https://a.example"] })`, "senders", "The value of `include:https://a.example` is no full domain name.", "`include:https://a.example` の値は完全なドメイン名ではありません。"},
		{`spf_value({ redirect = "a.example", all = "-" })`, "senders", "redirect is ignored next to all", "redirect は無視されます"},
		{`spf_value({ redirect = ["a.example"] })`, "senders", "redirect is one name in quotes.", "名前を1つだけ"},
		{`spf_value({ include = ` + many + ` })`, "senders", "has 11 terms that need a DNS lookup, and receivers stop after 10.", "項目が11個あります。"},
		{`spf_merge([])`, "texts", "Write at least one SPF record to merge.", "まとめるSPFレコードを1つ以上書いてください"},
		{`spf_merge(["v=spf1 mx ~all", "v=spf1 ipv4:192.0.2.1 ~all"])`, "texts", "Text 2: SPF has no term `ipv4:192.0.2.1`. Write: ip4:192.0.2.1", "2番目のテキスト: "},
		{`spf_merge(["v=spf1 mx ~all", "v=DMARC1; p=none"])`, "texts", "Text 2: The text begins with `v=DMARC1;`, not with `v=spf1` and a space.", "`v=DMARC1;` で始まっていて"},
		{`spf_merge(["v=spf1 mx +all", "v=spf1 a -all"])`, "texts", "`+all` allows every server", "世界中の"},
	} {
		t.Run(tc.call, func(t *testing.T) {
			t.Parallel()
			mustRefuse(t, tc.call, tc.argument, tc.en, tc.ja)
		})
	}
}

func TestAnSPFTextOfValuesThatArriveWithTheApply(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(`dns_service = "general"`, fmt.Sprintf(`
resource "terraform_data" "address" { input = "192.0.2.7" }
resource "valuedomain_txt_record" "spf" {
  domain = %q
  host   = "@"
  value  = provider::valuedomain::spf_value({ ip4 = [terraform_data.address.output], all = "-" })
}
`, testDomain))
	c.apply()
	c.mustBeClean()
	if !strings.Contains(w.text(t), "v=spf1 ip4:192.0.2.7 -all") {
		t.Error(w.text(t))
	}
}
