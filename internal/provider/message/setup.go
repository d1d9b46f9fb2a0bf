package message

import (
	"errors"
	"fmt"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/intent"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// setupText says what is wrong with a preset, or with what is said of sending.
func setupText(e *intent.SetupError) rules.Text {
	text := setupProblemText(e)
	switch {
	case e.Preset != "":
		return rules.Text{
			EN: harmless(fmt.Sprintf("Preset %d, %q: %s", e.Position+1, e.Preset, text.EN)),
			JA: harmless(fmt.Sprintf("%d番目のプリセット（%q）: %s", e.Position+1, e.Preset, text.JA)),
		}
	case e.Option != "":
		return rules.Text{EN: "sending." + e.Option + ": " + text.EN, JA: "sending." + e.Option + ": " + text.JA}
	}
	return text
}

func setupProblemText(e *intent.SetupError) rules.Text {
	want := strings.Join(e.Want, ", ")
	switch e.Problem {
	case intent.SetupUnknownPreset:
		return joined(meantText(rules.Nearest(e.Value, e.Want)), say("There is no preset of that name. The names are %s.", "この名前のプリセットはありません。使える名前は %s です。", want))
	case intent.SetupUnknownOption:
		if want == "" {
			return say("There is no option %q: this preset has none.", "%q という項目はありません。このプリセットに項目は不要です。", e.Option)
		}
		return joined(meantText(rules.Nearest(e.Option, append([]string{"name", "for", "receive"}, e.Want...))),
			say("There is no option %q. The options are %s.", "%q という項目はありません。使える項目は %s です。", e.Option, want))
	case intent.SetupMissing:
		return say("%[1]s is missing. Copy the value from the service's console: %[1]s = %[2]s.", "%[1]s が必要です。サービスの管理画面に表示される値を %[1]s = %[2]s のように書いてください。", e.Option, want)
	case intent.SetupBadCount:
		return say("%[1]s has too few or too many values. Write as many as here: %[1]s = %[2]s.", "%[1]s の値の数が正しくありません。%[1]s = %[2]s と同じ数だけ書いてください。", e.Option, want)
	case intent.SetupBadForm:
		return say("%[2]q is not a valid value for %[1]s. Write for example %[1]s = %[3]s.", "%[1]s に %[2]q は指定できません。%[1]s = %[3]s のように書いてください。", e.Option, e.Value, want)
	case intent.SetupSameValue:
		return say("%[1]s has %[2]q twice. Copy each value from the service's console: %[1]s = %[3]s.", "%[1]s に %[2]q が2回書かれています。サービスの管理画面に表示される値を、%[1]s = %[3]s のように1つずつ書いてください。", e.Option, e.Value, want)
	case intent.SetupNoMailDomain:
		return say("for = %q is no mail domain. Write \"@\" for the domain itself, or one host such as \"news\"; \"all\" and patterns are for intents.",
			"for = %q は指定できません。ドメインそのものは \"@\"、サブドメインは \"news\" のようにホストを1つ書いてください。\"all\" やパターンはintentsでだけ使えます。", e.Value)
	case intent.SetupMailTwice:
		return say("Another preset already receives the mail of %s. If this service only sends, write receive = false; otherwise change mail_from.",
			"%s 宛てのメールは、別のプリセットが受信します。送信だけに使うサービスには receive = false を指定するか、mail_from を変えてください。", e.Value)
	case intent.SetupCollision:
		return say("%s would have a CNAME next to another record, or two TXT records, and the DNS allows neither. Use another host or selector for one of them.",
			"%s に、両立しない2つのレコード（CNAMEとほかのレコード、または2つのTXT）ができてしまいます。どちらかのホストやセレクターを変えてください。", e.Value)
	case intent.SetupParkedWithMail:
		return say("parked = true is for a domain without mail: intents must be empty, with no presets and no sending.",
			"parked = true はメールを使わないドメインのための指定です。intentsは空にし、presetsとsendingは書かないでください。")
	case intent.SetupBadText:
	}
	return authText(e)
}

// authText is about a text that can't be read.
func authText(e *intent.SetupError) rules.Text {
	var tag *mailauth.TagError
	if errors.As(e.Err, &tag) {
		return TagText(e.Err)
	}
	if e.Option == "spf" {
		return SPFText(e.Err)
	}
	return Value(e.Option, e.Err).Detail
}

// SetupObjectText rejects what is no object with the parts of a setup.
func SetupObjectText() rules.Text {
	return say("Write presets, sending and parked in one object.", "presets、sending、parked は1つのオブジェクトにまとめて書いてください。")
}

// SwitchText says that an attribute is true or false.
func SwitchText(name string) rules.Text {
	return say("%s is true or false.", "%s には true か false を書いてください。", name)
}

// ObjectText says that a part is an object, by the example of one of its attributes.
func ObjectText(of, example string) rules.Text {
	return say("%s is an object, such as { %s = … }.", "%s は { %s = … } のようなオブジェクトです。", of, example)
}

// NoAttributeText rejects an attribute that is none of these.
func NoAttributeText(name string, names []string) rules.Text {
	return joined(meantText(rules.Nearest(name, names)),
		say("There is no attribute %q. The attributes are %s.", "%q という属性はありません。使える属性は %s です。", name, strings.Join(names, ", ")))
}

// NoPresetAttributeText rejects an attribute that is none of a preset without a name.
func NoPresetAttributeText(name string) rules.Text {
	return joined(meantText(rules.Nearest(name, []string{"name"})),
		say("There is no attribute %q. The attributes are name, for, receive, and the options of the preset.", "%q という属性はありません。使える属性は name, for, receive と、プリセットの項目です。", name))
}

// intentExample is an intent as HCL.
const intentExample = `{ servers = ["mx1.example.net"], for = "@" }`

// IntentListText says what intents are.
func IntentListText() rules.Text {
	return say("intents is a list, such as [%s].", "intents は [%s] のようなリストです。", intentExample)
}

// NumberedIntentText is about one intent, counted from 0.
func NumberedIntentText(i int, text rules.Text) rules.Text {
	return rules.Text{EN: fmt.Sprintf("Intent %d: %s", i+1, text.EN), JA: fmt.Sprintf("%d番目の指定: %s", i+1, text.JA)}
}

// NoIntentAttributeText asks for an attribute of an intent.
func NoIntentAttributeText(name string) rules.Text {
	return say("%s is missing. Write for example %s.", "%s がありません。%s のように書いてください。", name, intentExample)
}

// IntentFormText says what the attributes of an intent are.
func IntentFormText() rules.Text {
	return say("for is a text, and servers is a list of texts: %s.", "for にはテキスト、servers にはテキストのリストを書いてください。例: %s", intentExample)
}

// PresetListText says what presets are.
func PresetListText() rules.Text {
	return say("presets is a list, such as [{ name = \"fastmail\" }].", "presets は [{ name = \"fastmail\" }] のようなリストです。")
}

// PresetNameText asks for the name of a preset.
func PresetNameText(names []string) rules.Text {
	return say("name is missing. The names are %s.", "name がありません。使える名前は %s です。", strings.Join(names, ", "))
}

// PresetValueText says what an attribute of a preset may be.
func PresetValueText(name string) rules.Text {
	return say("%s is a text, or a list of texts if the service has several.", "%s はテキストか、値が複数あるサービスの場合はテキストのリストです。", name)
}

// DKIMMapText says what dkim may be.
func DKIMMapText() rules.Text {
	return say("dkim is a map of selectors to texts or keys, such as { mail = file(\"dkim-public.pem\") }.",
		"dkim は { mail = file(\"dkim-public.pem\") } のような、セレクターからテキストまたは鍵へのマップです。")
}

// DMARCValueText says what dmarc may be.
func DMARCValueText() rules.Text {
	return say("dmarc is a text: a policy such as \"reject\", or what dmarc_value returns.", "dmarc には \"reject\" などのポリシーか、dmarc_value の戻り値を書いてください。")
}
