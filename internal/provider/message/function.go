package message

import (
	"errors"
	"fmt"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/intent"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// IntentText says why an intent can't be had.
func IntentText(err error) rules.Text {
	var (
		cannot *intent.ServiceError
		wrong  *intent.IntentError
		setup  *intent.SetupError
	)
	switch {
	case errors.As(err, &setup):
		return setupText(setup)
	case errors.As(err, &cannot):
		reason, service := reasonText(cannot.Reason), serviceText(cannot.Service)
		return rules.Text{
			EN: fmt.Sprintf("Intent %d, for %q is not possible with %s: %s. (FAQ %s)", cannot.Position+1, cannot.For, service.EN, reason.EN, cannot.Question),
			JA: fmt.Sprintf("%d番目の指定（for = %q）は%sではできません。%s。（FAQ %s）", cannot.Position+1, cannot.For, service.JA, reason.JA, cannot.Question),
		}
	case errors.As(err, &wrong) && wrong.Err != nil:
		detail := Value("intents", wrong.Err).Detail
		return rules.Text{
			EN: fmt.Sprintf("Intent %d, for %q: %s", wrong.Position+1, wrong.For, detail.EN),
			JA: fmt.Sprintf("%d番目の指定（for = %q）: %s", wrong.Position+1, wrong.For, detail.JA),
		}
	case errors.As(err, &wrong):
		reason := reasonText(wrong.Reason)
		return rules.Text{
			EN: fmt.Sprintf("Intent %d, for %q: %s. (FAQ %s)", wrong.Position+1, wrong.For, reason.EN, wrong.Question),
			JA: fmt.Sprintf("%d番目の指定（for = %q）: %s。（FAQ %s）", wrong.Position+1, wrong.For, reason.JA, wrong.Question),
		}
	case errors.Is(err, intent.ErrServiceUnknown):
		return say(`The records differ between the DNS services: write "general" (汎用DNS) or "simple" (簡易DNS).`,
			`レコードはDNSサービスによって異なります。"general"（汎用DNS）または "simple"（簡易DNS）を指定してください。`)
	case errors.Is(err, intent.ErrNoHost):
		return say("Name the mail server yourself, and give that name an A record: every host name matches one of the patterns.",
			"サーバーを名前で指定し、その名前のAレコードを設定してください。指定されたパターンと重ならないホスト名がありません。")
	}
	return rules.Text{EN: sentence(err.Error()), JA: sentence(err.Error())}
}

func serviceText(s zone.Service) rules.Text {
	if s == zone.ServiceSimple {
		return rules.Text{EN: "simple DNS", JA: "簡易DNS"}
	}
	return rules.Text{EN: "general DNS", JA: "汎用DNS"}
}

// reasonText is the reason in both languages.
func reasonText(r intent.Reason) rules.Text {
	if text, ok := reasons()[r]; ok {
		return text
	}
	return rules.Text{EN: string(r), JA: string(r)}
}

// reasons is the table of reasonText.
func reasons() map[intent.Reason]rules.Text {
	return map[intent.Reason]rules.Text{
		intent.ReasonNoServer:        {EN: "name at least one server", JA: "サーバーを1台以上指定してください"},
		intent.ReasonTooMany:         {EN: "name at most 100 servers", JA: "指定できるサーバーは100台までです"},
		intent.ReasonTwice:           {EN: "another intent is for the same mail; name all its servers in one", JA: "同じ宛先の指定がほかにもあります。サーバーを1つの指定にまとめて書いてください"},
		intent.ReasonSameServer:      {EN: "it names one server twice, and a second server helps only on another machine", JA: "同じサーバーが2回指定されています。2台目は別のサーバーでなければ意味がありません"},
		intent.ReasonTwoXREA:         {EN: "it names two servers under xrea.com, where only one account can have a domain", JA: "xrea.com のサーバーが2台指定されています。1つのドメインを管理できるXREAのアカウントは1つだけです"},
		intent.ReasonWildcard:        {EN: `write "all": the wildcard "*" misses every name that has a record`, JA: "\"all\" と書いてください。ワイルドカード \"*\" は、レコードのある名前には適用されません"},
		intent.ReasonAllBesideOthers: {EN: `name the hosts one by one: "all" receives the mail of every name, and can't be combined with other intents`, JA: "ホストごとに指定してください。\"all\" はすべての名前宛てのメールを受信するため、ほかの指定と一緒には使えません"},
		intent.ReasonSeveralForMXE:   {EN: "name the hosts one by one: there, all mail is received through an MXE record, which has only one server", JA: "ホストごとに指定してください。すべてのメールを受信するMXEレコードには、サーバーを1台しか設定できません"},
		intent.ReasonMXENeedsAddress: {EN: "write the server's IPv4 address: there, all mail is received through an MXE record, which can't have a name", JA: "サーバーのIPv4アドレスを書いてください。すべてのメールを受信するMXEレコードに、サーバーの名前は書けません"},
		intent.ReasonSeveralForA:     {EN: "name one server: there, the mail of one host is received through its A record; only \"all\" can have several servers", JA: "サーバーを1台だけ指定してください。1つのホスト宛てのメールはAレコードで受信するためです。複数指定できるのは \"all\" だけです"},
		intent.ReasonAddressOnly:     {EN: "write the server's IPv4 address: there, an MX record receives all mail, and the mail of one host is received through its A record", JA: "サーバーのIPv4アドレスを書いてください。MXレコードはすべてのメールを受信し、1つのホスト宛てのメールはAレコードで受信するためです"},
	}
}

// maxAddress is far above what RFC 5321 section 4.5.3.1 allows.
const maxAddress = 1000

// AddressProblem says why a text can't be a mail address; nil if it can.
func AddressProblem(address string) *rules.Text {
	var text rules.Text
	switch err := zone.CheckText(address); {
	case err != nil:
		text = Value("address", err).Detail
	case address == "":
		text = say("Write an address such as user@example.com. This one is empty.", "user@example.com のように書いてください。アドレスが空です。")
	case len(address) > maxAddress:
		text = say("Shorten the address: it has more than %d bytes.", "アドレスを短くしてください。%dバイトを超えています。", maxAddress)
	default:
		return nil
	}
	return &text
}

// Wait rejects a time to wait.
func Wait(value string) Message {
	return Message{
		Summary: say("Invalid value for wait", "wait の値が正しくありません"),
		Detail: say("Write a time of two hours at most:\n\n  wait = \"30m\"\n\n%q is not such a time.",
			"2時間以内の時間を書いてください。\n\n  wait = \"30m\"\n\n%q は指定できません。", value),
	}
}

// WrongServer rejects a name server that is not of the form.
func WrongServer(server string) Message {
	return Message{
		Summary: say("Invalid value for servers", "servers の値が正しくありません"),
		Detail: say("Write a name or an address, with or without a port:\n\n  servers = [\"ns1.value-domain.com\", \"192.0.2.53:5353\", \"[2001:db8::53]:53\"]\n\n%q is not of that form.",
			"サーバー名かIPアドレスを書いてください。ポート番号は省略できます。\n\n  servers = [\"ns1.value-domain.com\", \"192.0.2.53:5353\", \"[2001:db8::53]:53\"]\n\n%q はこの形になっていません。", server),
	}
}

// NoServers reports that the name servers of a domain were not found.
func NoServers(err error) Message {
	return Message{
		Summary: say("The name servers could not be queried", "ネームサーバーに問い合わせできませんでした"),
		Detail: say("Write the name servers into the block, if the system's resolver does not find them:\n\n  servers = [\"ns1.value-domain.com\", \"ns2.value-domain.com\"]",
			"システムのリゾルバーで見つからない場合は、次のように指定してください。\n\n  servers = [\"ns1.value-domain.com\", \"ns2.value-domain.com\"]"),
	}.because(err)
}

// Address reports an address that [AddressProblem] rejects.
func Address(detail rules.Text) Message {
	return Message{Summary: say("Invalid value for %s", "%s の値が正しくありません", "address"), Detail: detail}
}

// ZoneTooLongText rejects a zone text of more bytes than the most.
func ZoneTooLongText(bytes, most int) rules.Text {
	return say(
		"The zone text has %d bytes. The maximum is %d bytes.",
		"ゾーンのテキストは%dバイトあり、上限の%dバイトを超えています。", bytes, most)
}

// NoServiceText rejects a DNS service by a name that is none.
func NoServiceText(service string) rules.Text {
	return say(
		"Write \"general\" (汎用DNS), \"simple\" (簡易DNS) or \"auto\". %q is no DNS service.",
		"\"general\"（汎用DNS）、\"simple\"（簡易DNS）、\"auto\" のいずれかを書いてください。%q というDNSサービスはありません。", service)
}

// TagText says what is wrong with a tag of a text about mail, and what to write.
func TagText(err error) rules.Text {
	what, suggestion := rules.TagText(err)
	return rules.Text{EN: harmless(what.EN + " " + suggestion.EN), JA: harmless(what.JA + suggestion.JA)}
}

// OneMapText rejects tags in several maps.
func OneMapText() rules.Text {
	return say("Write all tags in one map.", "タグは1つのマップにまとめて書いてください。")
}
