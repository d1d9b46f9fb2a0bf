package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"

// spfProblems say what is wrong for each problem, {term} standing for the term and
// {character} for one that is not allowed, and what to write instead.
func spfProblems() map[mailauth.SPFProblem][2]Text {
	return map[mailauth.SPFProblem][2]Text{
		mailauth.SPFNoVersion: {
			{"The text begins with `{term}`, not with `v=spf1` and a space. Receivers do not read it as SPF.", "`{term}` で始まっていて、`v=spf1` と半角スペースで始まっていません。受信側はSPFとして扱いません。"},
			{"Write `v=spf1`, then a space, then the first term:\n\n  v=spf1 mx ~all", "`v=spf1` の後に半角スペースを入れ、続けて最初の項目を書いてください。\n\n  v=spf1 mx ~all"},
		},
		mailauth.SPFBadCharacter: {
			{"`{term}` contains the character {character}. SPF allows visible ASCII characters only.", "`{term}` に {character} の文字が含まれています。SPFに使えるのは半角の英数字と記号だけです。"},
			{"Type the term again in ASCII. Write an international domain in its xn-- form.", "半角で入力し直してください。日本語ドメインは xn-- で始まる形で書いてください。"},
		},
		mailauth.SPFUnknownMechanism: {
			{"SPF has no term `{term}`.", "SPFに `{term}` という項目はありません。"},
			{"Write one of these terms:\n\n  include:, a, mx, ip4:, ip6:, exists:, redirect=, all", "次のいずれかの項目を書いてください。\n\n  include:, a, mx, ip4:, ip6:, exists:, redirect=, all"},
		},
		mailauth.SPFModifierQualified: {
			{"`{term}` has a sign in front of it, which a modifier can't have.", "`{term}` の先頭に、この項目には付けられない記号があります。"},
			{"Remove the sign.", "先頭の記号を削除してください。"},
		},
		mailauth.SPFModifierTwice: {
			{"`{term}` is the second of its kind in the text.", "`{term}` と同じ種類の項目が、すでにあります。"},
			{"Keep one of them.", "1つだけ残してください。"},
		},
		mailauth.SPFNoValue: {
			{"`{term}` has no value.", "`{term}` に値がありません。"},
			{"Write the value directly after it, without a space:\n\n  include:spf.example.net\n  ip4:192.0.2.1\n  redirect=spf.example.net", "スペースを入れずに値を続けてください。\n\n  include:spf.example.net\n  ip4:192.0.2.1\n  redirect=spf.example.net"},
		},
		mailauth.SPFNoValueAllowed: {
			{"`{term}` has more than this term can have.", "`{term}` には、この項目に書けない文字が付いています。"},
			{"Write `all` on its own, a domain after a colon, and one space between two terms:\n\n  mx:example.net ~all", "`all` は単独で、ドメインはコロンの後に書き、項目の間には半角スペースを入れてください。\n\n  mx:example.net ~all"},
		},
		mailauth.SPFBadAddress4: {
			{"The value of `{term}` is no IPv4 address.", "`{term}` の値はIPv4アドレスではありません。"},
			{"Write an address or a network, several as several terms:\n\n  ip4:192.0.2.1\n  ip4:192.0.2.0/24", "アドレスかネットワークを書いてください。複数あるときは、項目を分けてください。\n\n  ip4:192.0.2.1\n  ip4:192.0.2.0/24"},
		},
		mailauth.SPFBadAddress6: {
			{"The value of `{term}` is no IPv6 address.", "`{term}` の値はIPv6アドレスではありません。"},
			{"Write an address or a network, several as several terms:\n\n  ip6:2001:db8::1\n  ip6:2001:db8::/32", "アドレスかネットワークを書いてください。複数あるときは、項目を分けてください。\n\n  ip6:2001:db8::1\n  ip6:2001:db8::/32"},
		},
		mailauth.SPFBadPrefix: {
			{"`{term}` has a wrong prefix length.", "`{term}` のプレフィックス長が正しくありません。"},
			{"Write 0 to 32 for IPv4 and 0 to 128 for IPv6, without leading zeros:\n\n  ip4:192.0.2.0/24\n  ip6:2001:db8::/32\n  mx/24\n  mx//64", "IPv4は0から32、IPv6は0から128で、先頭に0を付けずに書いてください。\n\n  ip4:192.0.2.0/24\n  ip6:2001:db8::/32\n  mx/24\n  mx//64"},
		},
		mailauth.SPFBadDomain: {
			{"The value of `{term}` is no full domain name.", "`{term}` の値は完全なドメイン名ではありません。"},
			{"Write the full name, or an address with `ip4:` or `ip6:`. A short host name is not enough:\n\n  include:spf.example.net\n  ip4:192.0.2.1", "完全な名前を書いてください。短いホスト名は使えません。アドレスは `ip4:` か `ip6:` で書いてください。\n\n  include:spf.example.net\n  ip4:192.0.2.1"},
		},
		mailauth.SPFBadMacro: {
			{"`{term}` has a percent sign that begins no macro of SPF.", "`{term}` に、SPFのマクロではない%記号が含まれています。"},
			{"Copy the term again from your mail service. Macros look like `%{i}` or `%{d2}`, and a percent sign itself is `%%`.", "メールサービスの案内から写し直してください。マクロは `%{i}` や `%{d2}` の形で、%記号そのものは `%%` と書きます。"},
		},
	}
}
