package message

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// SPFText says what is wrong with an SPF record, and what to write instead.
func SPFText(err error) rules.Text {
	what, suggestion := rules.SPFProblem(err)
	return rules.Text{EN: harmless(strings.TrimSpace(what.EN + " " + suggestion.EN)), JA: harmless(what.JA + suggestion.JA)}
}

// NoSPFText rejects to merge no texts.
func NoSPFText() rules.Text {
	return say("Write at least one SPF record to merge.", "まとめるSPFレコードを1つ以上書いてください。")
}

// SPFObjectText rejects senders that are no object.
func SPFObjectText() rules.Text {
	return say("Write an object, such as { mx = true, include = [\"_spf.google.com\"], all = \"~\" }.",
		"{ mx = true, include = [\"_spf.google.com\"], all = \"~\" } のように、オブジェクトで書いてください。")
}

// SPFRedirectIgnoredText rejects a redirect next to an all.
func SPFRedirectIgnoredText() rules.Text {
	return say("Write either redirect or all: redirect is ignored next to all.", "redirect と all のどちらか一方を書いてください。all があると redirect は無視されます。")
}

// SPFAllText says what all may be.
func SPFAllText() rules.Text {
	return say("all is \"~\", \"-\" or \"?\".", "all には \"~\"、\"-\"、\"?\" のいずれかを書いてください。")
}

// SPFRedirectText says what redirect may be.
func SPFRedirectText() rules.Text {
	return say("redirect is one name in quotes.", "redirect には、名前を1つだけ引用符で囲んで書いてください。")
}

// SPFListText says what another attribute may be, by an example; orTrue is set for
// one that may be true, too.
func SPFListText(name, example string, orTrue bool) rules.Text {
	if orTrue {
		return say("%s is true, or a list of texts, such as [\"%s\"].", "%s は true か、[\"%s\"] のようなテキストのリストです。", name, example)
	}
	return say("%s is a list of texts, such as [\"%s\"].", "%s は [\"%s\"] のようなテキストのリストです。", name, example)
}
