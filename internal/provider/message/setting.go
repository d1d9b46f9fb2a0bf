package message

import (
	"errors"
	"fmt"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// NoToken asks for a token.
func NoToken() Message {
	return Message{
		Summary: say("No API token", "APIトークンが設定されていません"),
		Detail: say(
			"Set the API token of your Value-Domain account in one of these ways:\n\n"+
				"  export VALUEDOMAIN_API_TOKEN=…        (keeps it out of files)\n"+
				"  provider \"valuedomain\" { api_token = var.token }\n\n"+
				"Create the token on the API page of the control panel:\n\n  https://www.value-domain.com/vdapi/\n\n"+
				"To try the provider without an account, use the simulator instead:\n\n"+
				"  export VALUEDOMAIN_SIMULATOR_FILE=zones.json\n"+
				"  provider \"valuedomain\" { simulator_file = \"zones.json\" }",
			"バリュードメインのAPIトークン（APIキー）を、次のどちらかで設定してください。\n\n"+
				"  export VALUEDOMAIN_API_TOKEN=…        （ファイルに残りません）\n"+
				"  provider \"valuedomain\" { api_token = var.token }\n\n"+
				"トークンは、コントロールパネルのAPIのページで発行します。\n\n  https://www.value-domain.com/vdapi/\n\n"+
				"アカウントなしで試す場合は、シミュレーターを使えます。\n\n"+
				"  export VALUEDOMAIN_SIMULATOR_FILE=zones.json\n"+
				"  provider \"valuedomain\" { simulator_file = \"zones.json\" }"),
	}
}

// UnknownSetting rejects a setting that is not known in the plan.
func UnknownSetting(name string) Message {
	return Message{
		Summary: say("A provider setting is not known yet", "プロバイダーの設定値がまだ決まっていません"),
		Detail: say(
			"Use a variable or the environment for `%[1]s`, or first create what it depends on:\n\n  terraform apply -target=RESOURCE\n\n"+
				"Its value is known only after an apply, but the plan has to read the zones.",
			"`%[1]s` を変数か環境変数で指定するか、値の元になるリソースを先に作成してください。\n\n  terraform apply -target=RESOURCE\n\n"+
				"この値は apply の後でないと決まりませんが、plan の時点でゾーンを読む必要があります。",
			name),
	}
}

// Token rejects a token that no API gives.
func Token() Message {
	return Message{
		Summary: say("Invalid value for api_token", "api_token の値が正しくありません"),
		Detail: say("Copy the token, and nothing but the token, from the API page of the control panel:\n\n  https://www.value-domain.com/vdapi/\n\n"+
			"The value is empty or too long, or has a space, a newline or a full-width character.",
			"コントロールパネルのAPIのページから、トークンだけをコピーし直してください。\n\n  https://www.value-domain.com/vdapi/\n\n"+
				"値が空か長すぎるか、空白、改行、全角文字が含まれています。"),
	}
}

// Setting reports what is wrong with a setting.
func Setting(name string, err error) Message {
	return Message{
		Summary: say("Invalid value for %s", "%s の値が正しくありません", name),
		Detail:  settingDetail(err),
	}
}

func settingDetail(err error) rules.Text {
	var (
		unknown  *rules.UnknownRuleError
		fixed    *rules.FixedRuleError
		severity *rules.SeverityError
	)
	switch {
	case errors.As(err, &unknown):
		hint := meantText(unknown.Nearest)
		list := strings.Join(unknown.Known, "\n  ")
		return rules.Text{
			EN: fmt.Sprintf("%sThere is no rule %q. The rules that can be set are:\n\n  %s", hint.EN, unknown.ID, list),
			JA: fmt.Sprintf("%s%q というルールはありません。設定できるルールは次のとおりです。\n\n  %s", hint.JA, unknown.ID, list),
		}
	case errors.As(err, &fixed):
		return say("Remove rule %q: it can't be configured, as it reports something that Value-Domain or the DNS does not support. The rules that can be set are:\n\n  %s",
			"ルール %q を削除してください。バリュードメインやDNSの仕組みとしてできないことを示すルールなので、変更できません。設定できるルールは次のとおりです。\n\n  %s",
			fixed.ID, strings.Join(fixed.Settable, "\n  "))
	case errors.As(err, &severity):
		return say("Write \"error\", \"warning\" or \"off\":\n\n  rule_severity = { %[1]q = \"warning\" }\n\nThe rule is set to %[2]q.",
			"\"error\"、\"warning\"、\"off\" のいずれかを書いてください。\n\n  rule_severity = { %[1]q = \"warning\" }\n\nこのルールに %[2]q が指定されています。", severity.ID, severity.Severity)
	}
	return rules.Text{EN: sentence(err.Error()), JA: sentence(err.Error())}
}

// meantText asks whether a name was meant, before other sentences; "" is none.
func meantText(name string) rules.Text {
	if name == "" {
		return rules.Text{}
	}
	return say("Did you mean %q? ", "%q のことですか？", name)
}

// sentence makes an error a sentence.
func sentence(text string) string {
	text = harmless(text)
	if text == "" {
		return text
	}
	text = strings.ToUpper(text[:1]) + text[1:]
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

// Choice rejects a value that is none of these.
func Choice(name, value string, allowed []string) Message {
	return Message{
		Summary: say("Invalid value for %s", "%s の値が正しくありません", name),
		Detail: say("Write one of these:\n\n  %[1]s\n\n%[2]q is none of them.", "次のどれかを指定してください。\n\n  %[1]s\n\n%[2]q は指定できません。",
			strings.Join(allowed, "\n  "), value),
	}
}

// NSType rejects what is no name of a set of name servers.
func NSType(value string) Message {
	return Message{
		Summary: say("Invalid value for %s", "%s の値が正しくありません", "ns_type"),
		Detail: say("Write the name of a set of name servers:\n\n  ns_type = \"valuedomain1\"\n  ns_type = \"valuedomain11\"\n\n%q is not one.",
			"ネームサーバーの組の名前を書いてください。\n\n  ns_type = \"valuedomain1\"\n  ns_type = \"valuedomain11\"\n\n%q は組の名前ではありません。", value),
	}
}

// Requests rejects a number of requests a minute; the most is the highest one.
func Requests(value string, most int) Message {
	return Message{
		Summary: say("Invalid value for %s", "%s の値が正しくありません", "requests_per_minute"),
		Detail: say("Write a whole number from 1 to %[1]d; %[2]s is not. The API allows 60, which is the default.",
			"1から%[1]dまでの整数を指定してください（%[2]s は指定できません）。APIの上限は60で、これが既定値です。", most, value),
	}
}

// Resolver rejects the address of a resolver.
func Resolver(address string) Message {
	return Message{
		Summary: say("Invalid value for %s", "%s の値が正しくありません", "resolver"),
		Detail: say("Write the address of a recursive resolver with its port:\n\n  resolver = \"192.0.2.53:53\"\n  resolver = \"[2001:db8::53]:53\"\n\n%q is not of the form host:port.",
			"フルリゾルバーのアドレスとポートを書いてください。\n\n  resolver = \"192.0.2.53:53\"\n  resolver = \"[2001:db8::53]:53\"\n\n%q は host:port の形になっていません。", address),
	}
}

// ResolverSilent warns that the resolver gave no answer, so that the
// rules about names outside the zone could not be judged.
func ResolverSilent(err error) Message {
	return Message{
		Summary: say("The resolver gave no answer", "リゾルバーから応答がありませんでした"),
		Detail: say("Check `resolver` in the provider block. The rules mx-target-unresolved, dmarc-report-elsewhere and spf-too-many-lookups could not check names outside the zone:\n\n  %[1]v",
			"provider ブロックの `resolver` を確認してください。ルール mx-target-unresolved、dmarc-report-elsewhere、spf-too-many-lookups が、ゾーンの外の名前を確認できませんでした。\n\n  %[1]v", err),
	}
}
