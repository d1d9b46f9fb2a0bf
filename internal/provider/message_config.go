package provider

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func noTokenMessage() message {
	return message{
		Summary: say("No API token", "APIトークンが設定されていません"),
		Detail: say(
			"The provider needs the API token of the Value-Domain account. Set it in one of these ways:\n\n"+
				"  export %[1]s=…        (keeps it out of files)\n"+
				"  provider \"valuedomain\" { api_token = var.token }\n\n"+
				"To try everything without an account, use the simulator instead:\n\n"+
				"  export %[2]s=zones.json\n"+
				"  provider \"valuedomain\" { simulator_file = \"zones.json\" }",
			"バリュードメインのAPIトークンが必要です。次のどちらかで設定してください。\n\n"+
				"  export %[1]s=…        （ファイルに残りません）\n"+
				"  provider \"valuedomain\" { api_token = var.token }\n\n"+
				"アカウントなしで試す場合は、シミュレーターを使えます。\n\n"+
				"  export %[2]s=zones.json\n"+
				"  provider \"valuedomain\" { simulator_file = \"zones.json\" }",
			envToken, envSimulator),
	}
}

func unknownSettingMessage(name string) message {
	return message{
		Summary: say("A provider setting is not known yet", "プロバイダーの設定値がまだ決まっていません"),
		Detail: say(
			"`%[1]s` depends on something that is known only after an apply, but the plan has to read the zones. "+
				"Use a variable or the environment, or create what it depends on first: terraform apply -target=…",
			"`%[1]s` の値は apply の後でないと決まりませんが、plan の時点でゾーンを読む必要があります。"+
				"変数か環境変数で指定するか、値の元になるリソースを先に作成してください（terraform apply -target=…）。",
			name),
	}
}

func settingMessage(name string, err error) message {
	return message{
		Summary: say("Wrong value of %s", "%s の値が正しくありません", name),
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
		hint := rules.Text{}
		if unknown.Nearest != "" {
			hint = say(" Did you mean %q?", "%q のことですか？", unknown.Nearest)
		}
		list := strings.Join(unknown.Known, "\n  ")
		return rules.Text{
			EN: fmt.Sprintf("There is no rule %q.%s The rules that can be set are:\n\n  %s", unknown.ID, hint.EN, list),
			JA: fmt.Sprintf("%q というルールはありません。%s設定できるルールは次のとおりです。\n\n  %s", unknown.ID, hint.JA, list),
		}
	case errors.As(err, &fixed):
		return say("The rule %q can't be set: it states what the registrar or the DNS itself cannot do. The rules that can be set are:\n\n  %s",
			"ルール %q は変更できません。レジストラやDNSの仕組みとしてできないことを示すルールだからです。設定できるルールは次のとおりです。\n\n  %s",
			fixed.ID, strings.Join(fixed.Settable, "\n  "))
	case errors.As(err, &severity):
		return say("The rule %q is set to %q. Write \"error\", \"warning\" or \"off\".",
			"ルール %q に %q が指定されています。\"error\"、\"warning\"、\"off\" のいずれかを書いてください。", severity.ID, severity.Severity)
	}
	return rules.Text{EN: sentence(err.Error()), JA: sentence(err.Error())}
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

// valueMessage says what is wrong with the value of an attribute.
func valueMessage(attribute string, err error) message {
	m := message{Summary: say("Wrong value of %s", "%s の値が正しくありません", attribute)}
	var (
		field   *zone.FieldError
		doubled *doubledDomainError
		apex    *apexAliasError
		known   *knownTypeError
		line    *zone.LineError
	)
	switch {
	case errors.As(err, &line):
		m.Detail = malformedText(line)
	case errors.As(err, &apex):
		m.Detail = say("Use an A record, or give a host such as \"www\". "+
			"The domain itself can't be a CNAME: it has other records already, and a CNAME allows none at the same host (RFC 1912 section 2.4).",
			"A レコードを使うか、\"www\" のようなホストを指定してください。"+
				"ドメイン自身を CNAME にすることはできません。ドメイン自身には必ず他のレコードがあり、CNAME は他のレコードと並べられないためです（RFC 1912 2.4節）。")
	case errors.As(err, &known):
		m.Detail = say("The line is a record of type %[1]s. Use the resource valuedomain_%[1]s_record for it.",
			"この行は %[1]s レコードです。リソース valuedomain_%[1]s_record を使ってください。", known.Type)
	case errors.As(err, &doubled):
		m.Detail = say(
			"%[1]q has no trailing dot, so the domain would be added to it once more. Write %[2]q, or the full name with a trailing dot: %[3]q.",
			"%[1]q は末尾にピリオドがないため、後ろにもう一度ドメイン名が付いてしまいます。%[2]q、または末尾にピリオドを付けた %[3]q と書いてください。",
			doubled.Host, doubled.Relative, doubled.Host+".")
	case errors.As(err, &field):
		part := partText(field)
		problem, hint := problemText(field.Problem)
		if u, err := url.Parse(field.Value); attribute == attrDomain && err == nil && registeredDomain(u.Hostname()) != "" {
			hint = say("Write the domain alone: %q.", "ドメイン名だけを書いてください（%q）。", registeredDomain(u.Hostname()))
		}
		if attribute == attrHost && field.Problem == zone.ProblemEmpty {
			hint = say("Write \"@\" for the domain itself, or the part of the name before the domain, such as \"www\".",
				"ドメイン自身なら \"@\" を、そうでなければ \"www\" のようにドメイン名の前の部分を書いてください。")
		}
		m.Detail = rules.Text{
			EN: fmt.Sprintf("%q %s%s. %s", field.Value, problem.EN, part.EN, hint.EN),
			JA: fmt.Sprintf("%q %s%s。%s", field.Value, problem.JA, part.JA, hint.JA),
		}
	default:
		m.Detail = rules.Text{EN: sentence(err.Error()), JA: sentence(err.Error())}
	}
	return m
}

// partText names the part of a value that is wrong, where there is one.
func partText(e *zone.FieldError) rules.Text {
	switch {
	case e.Problem == zone.ProblemLongName: // The part is the number of bytes.
		return say(": it has %s", "（%sバイト）", e.Part)
	case e.At > 0:
		return say(": %[1]s at character %[2]d", "（%[2]d文字目の %[1]s）", e.Part, e.At)
	case e.Part != "":
		return say(" (%q)", "（%q）", e.Part)
	}
	return rules.Text{}
}

// malformedText says what is wrong with a line that begins like a record.
func malformedText(e *zone.LineError) rules.Text {
	problem, hint := problemText(e.Err.Problem)
	part := partText(e.Err)
	field, value := e.Field, ""
	if e.Err.Value != "" {
		value = fmt.Sprintf(" %q", e.Err.Value)
	}
	what := rules.Text{EN: "its " + field + value + " " + problem.EN + part.EN, JA: field + value + " " + problem.JA + part.JA}
	if field == "" {
		what = rules.Text{EN: fmt.Sprintf("%q %s%s", e.Err.Value, problem.EN, part.EN), JA: fmt.Sprintf("%q %s%s", e.Err.Value, problem.JA, part.JA)}
	}
	return rules.Text{
		EN: fmt.Sprintf("This line begins like a record of type %s and can't be read as one: %s.\n\n  %s\n\n%s To write the line as it is, add:\n\n  %s = true", e.Type, what.EN, e.Line, hint.EN, attrMalformed),
		JA: fmt.Sprintf("次の行は %s レコードのように見えますが、そのようには読めません: %s。\n\n  %s\n\n%sこのまま書き込むには、次の指定を追加してください。\n\n  %s = true", e.Type, what.JA, e.Line, hint.JA, attrMalformed),
	}
}
