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
			EN: fmt.Sprintf("Intent %d, for %q: %s can't do it: %s. (FAQ %s)", cannot.Position+1, cannot.For, service.EN, reason.EN, cannot.Question),
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
		return say("The patterns leave no host name for the mail server's address. Name the server yourself, and give that name an A record.",
			"指定されたパターンと重ならないホスト名をメールサーバーに付けられません。サーバーを名前で指定し、その名前のAレコードを設定してください。")
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
	japanese := map[intent.Reason]string{
		intent.ReasonNoServer:        "サーバーが指定されていません",
		intent.ReasonTooMany:         "指定できるサーバーは100台までです",
		intent.ReasonTwice:           "同じ宛先の指定がほかにもあります。サーバーを1つの指定にまとめて書いてください",
		intent.ReasonSameServer:      "同じサーバーが2回指定されています。2台目は別のサーバーでなければ意味がありません",
		intent.ReasonTwoXREA:         "xrea.com のサーバーが2台指定されています。1つのドメインを管理できるXREAのアカウントは1つだけです",
		intent.ReasonWildcard:        "ワイルドカード \"*\" は、レコードのある名前には当てはまりません。\"all\" と書いてください",
		intent.ReasonAllBesideOthers: "\"all\" はすべての名前宛てのメールを受け取るため、ほかの指定と一緒には使えません。ホストごとに指定してください",
		intent.ReasonSeveralForMXE:   "すべてのメールを受け取るMXEレコードには、サーバーを1台しか設定できません。ホストごとに指定してください",
		intent.ReasonMXENeedsAddress: "すべてのメールを受け取るMXEレコードには、サーバーの名前ではなくIPv4アドレスが必要です",
		intent.ReasonSeveralForA:     "1つのホスト宛てのメールはAレコードで受け取るため、複数のサーバーを指定できません。複数指定できるのは \"all\" だけです",
		intent.ReasonAddressOnly:     "MXレコードはすべてのメールを受け取ります。1つのホスト宛てのメールはAレコードで受け取るため、サーバーのIPv4アドレスが必要です",
	}
	return rules.Text{EN: string(r), JA: japanese[r]}
}

// maxAddress is far above what RFC 5321 section 4.5.3.1 allows.
const maxAddress = 1000

// AddressProblem says why a text can't be a mail address; nil where it can.
func AddressProblem(address string) *rules.Text {
	var text rules.Text
	switch err := zone.CheckText(address); {
	case err != nil:
		text = Value("address", err).Detail
	case address == "":
		text = say("The address is empty. Write one such as user@hogehoge.com.", "アドレスが空です。user@hogehoge.com のように書いてください。")
	case len(address) > maxAddress:
		text = say("The address is too long.", "アドレスが長すぎます。")
	default:
		return nil
	}
	return &text
}

// Wait refuses a time to wait.
func Wait(value string) Message {
	return Message{
		Summary: say("Wrong value of wait", "wait の値が正しくありません"),
		Detail: say("Write a time such as `wait = \"30m\"`, of two hours at most. This is none: %q.",
			"`wait = \"30m\"` のように、2時間以内の時間を書いてください。%q は時間として読めません。", value),
	}
}

// NoServers reports that the name servers of a domain were not found.
func NoServers(err error) Message {
	return Message{
		Summary: say("The name servers could not be asked", "ネームサーバーに問い合わせできませんでした"),
		Detail: say("Name them yourself, if the system's resolver does not know them:\n\n  servers = [\"ns1.value-domain.com\", \"ns2.value-domain.com\"]\n\n%[1]v",
			"システムのリゾルバーで見つからない場合は、次のように指定してください。\n\n  servers = [\"ns1.value-domain.com\", \"ns2.value-domain.com\"]\n\n%[1]v", err),
	}
}

// Address reports an address that addressProblem refuses.
func Address(detail rules.Text) Message {
	return Message{Summary: say("Wrong value of %s", "%s の値が正しくありません", "address"), Detail: detail}
}

// ZoneTooLongText refuses a zone text of more bytes than the most.
func ZoneTooLongText(bytes, most int) rules.Text {
	return say(
		"The zone text has %d bytes, and %d are the most that a zone may have here.",
		"ゾーンのテキストは%dバイトあり、上限の%dバイトを超えています。", bytes, most)
}

// NoServiceText refuses a DNS service by a name that is none.
func NoServiceText(service string) rules.Text {
	return say(
		"%q is no DNS service. Write \"general\" (汎用DNS), \"simple\" (簡易DNS) or \"auto\".",
		"%q というDNSサービスはありません。\"general\"（汎用DNS）、\"simple\"（簡易DNS）、\"auto\" のいずれかを書いてください。", service)
}

// TagText says what is wrong with a tag of a text about mail, and what to write.
func TagText(err error) rules.Text {
	what, suggestion := rules.TagText(err)
	return rules.Text{EN: harmless(what.EN + " " + suggestion.EN), JA: harmless(what.JA + " " + suggestion.JA)}
}

// OneMapText refuses tags in several maps.
func OneMapText() rules.Text {
	return say("Write all tags in one map.", "タグは1つのマップにまとめて書いてください。")
}
