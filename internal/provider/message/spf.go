package message

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// SPFText says what is wrong with an SPF text, and what to write instead.
func SPFText(err error) rules.Text {
	what, suggestion := rules.SPFProblem(err)
	return rules.Text{EN: harmless(strings.TrimSpace(what.EN + " " + suggestion.EN)), JA: harmless(what.JA + suggestion.JA)}
}

// NoSPFText refuses to merge no texts.
func NoSPFText() rules.Text {
	return say("There is no text to merge.", "まとめるテキストがありません。")
}

// SPFObjectText refuses senders that are no object.
func SPFObjectText() rules.Text {
	return say("Write an object, such as { mx = true, include = [\"_spf.google.com\"], all = \"~\" }.",
		"{ mx = true, include = [\"_spf.google.com\"], all = \"~\" } のように、オブジェクトで書いてください。")
}

// SPFRedirectIgnoredText refuses a redirect next to an all.
func SPFRedirectIgnoredText() rules.Text {
	return say("redirect is ignored next to all: write one of the two.", "all があると redirect は無視されます。どちらか一方を書いてください。")
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
