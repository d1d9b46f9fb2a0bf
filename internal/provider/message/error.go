package message

import (
	"errors"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonebackup"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// OfRun finds words for an error of what the provider does itself around a
// request, and reports whether it is one.
func OfRun(err error, domain string) (m Message, ok bool) {
	var (
		guard   *zonesync.GuardError
		lost    *zonesync.LostWriteError
		unclear *zonesync.UnknownError
		left    *zonesync.LeftError
		backup  *zonebackup.Error
		lock    *coordination.Error
	)
	switch {
	case errors.As(err, &guard):
		return guardMessage(guard), true
	case errors.As(err, &lost):
		return lostMessage(lost), true
	case errors.As(err, &unclear):
		return unclearMessage(err, domain), true
	case errors.As(err, &backup):
		return backupMessage(backup, domain), true
	case errors.As(err, &lock):
		return shared(lock), true
	case errors.As(err, &left):
		return Message{
			Summary: say("Interrupted before the write", "書き込む前に中断されました"),
			Detail: say("Run apply again. The run was interrupted before this change of the zone of %[1]s was sent. Nothing was written for it.",
				"もう一度 apply してください。%[1]s のゾーンへの書き込みを始める前に中断されたため、この変更は書き込まれていません。", domain),
		}, true
	}
	return Message{}, false
}

func unclearMessage(err error, domain string) Message {
	return Message{
		Summary: say("The write could not be verified", "書き込みの結果を確認できませんでした"),
		Detail: say("See what the zone contains now:\n\n  terraform plan\n\n"+
			"The zone of %[1]s may have been written, but could not be read afterwards. A write whose outcome is unknown is not retried. "+
			"If a record is reported as already existing, import it with the block that the plan prints.",
			"ゾーンの現在の内容を確認してください。\n\n  terraform plan\n\n"+
				"%[1]s のゾーンは書き込まれた可能性がありますが、その後の読み取りができませんでした。結果が不明なため、自動では再試行しません。"+
				"レコードがすでにあるというエラーになった場合は、表示される import ブロックでインポートしてください。",
			domain),
	}.because(err)
}

func backupMessage(e *zonebackup.Error, domain string) Message {
	return Message{
		Summary: say("No backup could be saved, so nothing was written", "バックアップを保存できないため、書き込みませんでした"),
		Detail: say("Set `backup_dir` to a directory that you own and only you can write to, or remove the setting:\n\n  backup_dir = \"/path/to/a/directory\"\n\n"+
			"The text of the zone of %[1]s could not be saved in %[2]s:\n\n  %[3]v",
			"自分だけが書き込めるディレクトリを `backup_dir` に指定するか、この設定を削除してください。\n\n  backup_dir = \"/path/to/a/directory\"\n\n"+
				"%[1]s のゾーンのテキストを %[2]s に保存できませんでした。\n\n  %[3]v",
			domain, e.Path, e.Err),
	}
}

// because adds what the API or the network answered, as the end of a message.
func (m Message) because(err error) Message {
	label := say("Cause:", "原因:")
	var answer *valuedomain.APIError
	if errors.As(err, &answer) {
		label = say("API response:", "APIの応答:")
	}
	raw := "\n\n  " + strings.ReplaceAll(harmless(err.Error()), "\n", "\n  ")
	m.Detail.EN += "\n\n" + label.EN + raw
	m.Detail.JA += "\n\n" + label.JA + raw
	return m
}

// OfAPI finds words for an answer of the API.
func OfAPI(err error, domain string) Message {
	var m Message
	switch {
	case valuedomain.IsNotFound(err):
		m = notFoundMessage(domain)
	case valuedomain.IsRateLimited(err):
		m = Message{
			Summary: say("API rate limit exceeded (429)", "APIのリクエスト数の上限に達しました（429）"),
			Detail: say("Wait a minute and run again, or stop the other programs that use this token. The API allows about 60 requests a minute for one token, for all programs together.",
				"1分ほど待ってやり直すか、同じトークンを使っているほかのプログラムを止めてください。APIは1つのトークンにつき、すべてのプログラムを合わせて1分間に約60リクエストまでです。"),
		}
	case valuedomain.IsForbidden(err):
		m = Message{
			Summary: say("Access denied by the API (403)", "APIへのアクセスが拒否されました（403）"),
			Detail: say("On the API page of the control panel, check that the API is enabled and that your IP address is allowed:\n\n  https://www.value-domain.com/vdapi/\n\n"+
				"This token or your source IP address is not allowed to do this.",
				"コントロールパネルのAPIのページで、APIが有効になっていることと、許可するIPアドレスを確認してください。\n\n  https://www.value-domain.com/vdapi/\n\n"+
					"このトークン、または接続元のIPアドレスでは許可されていません。"),
		}
	default:
		m = Message{
			Summary: say("The zone could not be read or written", "ゾーンを読み書きできませんでした"),
			Detail: say("Read the answer below: fix what it names, or run again later. Nothing was lost: changes that were not written will show up in the next plan.",
				"下の応答を確認し、原因を取り除くか、時間をおいてやり直してください。失われたものはありません。書き込まれなかった変更は、次回の plan に再び表示されます。"),
		}
	}
	return m.because(err)
}

// hostAsDomain says what to write instead of a domain that is a host or the address of a
// page, and reports whether it is one.
func hostAsDomain(domain string) (m Message, is bool) {
	if registered := registeredDomain(domain); registered != "" && registered != zone.NewOrigin(domain).String() {
		host := zone.NewOrigin(registered).Relative(zone.NewOrigin(domain).String())
		return Message{
			Summary: say("Domain not found in this account", "このアカウントにそのドメインはありません"),
			Detail: say("Write the registered domain, and the part in front of it as the host:\n\n  domain = %[1]q\n  host   = %[2]q\n\n"+
				"There is no domain %[3]q in this account.",
				"登録されているドメイン名を domain に、その前の部分を host に書いてください。\n\n  domain = %[1]q\n  host   = %[2]q\n\n"+
					"このアカウントにドメイン %[3]q はありません。", registered, host, domain),
		}, true
	}
	return Message{}, false
}

// NotSimulated says that the simulator's file does not have a domain.
func NotSimulated(err error, domain, file string) Message {
	if m, is := hostAsDomain(domain); is {
		return m.because(err)
	}
	return Message{
		Summary: say("Domain not found in the simulator's file", "シミュレーターのファイルにそのドメインはありません"),
		Detail: say("Check the spelling of the domain, or add it to the simulator's file (guide Getting started):\n\n  %[2]s\n\n"+
			"This file does not have %[1]q. A relative file name means another file in each directory, and a new file starts with example.com and hogehoge.com. To use the file of another directory, copy it here or write its absolute path:\n\n"+
			"  export VALUEDOMAIN_SIMULATOR_FILE=/path/to/zones.json",
			"ドメインのつづりを確認するか、シミュレーターのファイルにそのドメインを追加してください（ガイド「クイックスタート」）。\n\n  %[2]s\n\n"+
				"このファイルに %[1]q はありません。相対パスで指定すると、ディレクトリごとに別のファイルになります。新しいファイルに入っているのは example.com と hogehoge.com だけです。別のディレクトリのファイルを使うときは、ここにコピーするか、絶対パスで指定してください。\n\n"+
				"  export VALUEDOMAIN_SIMULATOR_FILE=/path/to/zones.json",
			domain, file),
	}
}

// notFoundMessage says what to do about a domain that the account does not have.
func notFoundMessage(domain string) Message {
	if m, is := hostAsDomain(domain); is {
		return m
	}
	return Message{
		Summary: say("Domain not found in this account", "このアカウントにそのドメインはありません"),
		Detail: say("Check the spelling of the domain, and the account of the token. There is no domain %[1]q in this account.\n\n"+
			"Only for a domain that is registered elsewhere and uses this DNS service, the provider block needs:\n\n  dns_backend = \"freedns\"",
			"ドメインのつづりと、トークンのアカウントを確認してください。このアカウントにドメイン %[1]q はありません。\n\n"+
				"他社で登録したドメインのDNSをここで使っている場合だけ、provider ブロックに次の設定が必要です。\n\n  dns_backend = \"freedns\"", domain),
	}
}

// lostMessage reports a write that did not stay: somebody undid it each time, or the
// API answered the last attempt by an error and does not show it.
func lostMessage(e *zonesync.LostWriteError) Message {
	missing := lacking(e.Missing, say("Missing", "足りない行"))
	unwanted := lacking(e.Unwanted, say("Still there, should be gone", "削除したのに残っている行"))
	lines := joined(missing, unwanted)
	if e.Err != nil {
		m := Message{
			Summary: say("The zone does not have the change", "ゾーンに変更が反映されていません"),
			Detail: say("Read the answer below: fix what it names, or run again later.\n\n"+
				"%[2]d writes of the zone of %[1]s were sent. The last one was answered by an error, and the zone does not have the change.",
				"下の応答を確認し、原因を取り除くか、時間をおいてやり直してください。\n\n"+
					"%[1]s のゾーンへの書き込みを %[2]d 回試みましたが、最後の応答はエラーで、変更はゾーンに反映されていません。",
				e.Domain, e.Attempts),
		}
		m.Detail = joined(m.Detail, lines)
		return m.because(e.Err)
	}
	m := Message{
		Summary: say("Another writer keeps overwriting the zone", "ほかのプログラムがゾーンを上書きし続けています"),
		Detail: say("Stop what else writes to this zone (another tool, DDNS, the control panel), then run again.\n\n"+
			"The zone of %[1]s was written %[2]d times, and something else changed it each time.",
			"このゾーンに書き込んでいるほかのツールやDDNS、コントロールパネルでの操作を止めてから、やり直してください。\n\n"+
				"%[1]s のゾーンに %[2]d 回書き込みましたが、そのたびに書き換えられました。",
			e.Domain, e.Attempts),
	}
	m.Detail = joined(m.Detail, lines)
	return m
}

func joined(a, b rules.Text) rules.Text { return rules.Text{EN: a.EN + b.EN, JA: a.JA + b.JA} }

// lacking is a paragraph with lines, if there are any.
func lacking(lines []string, title rules.Text) rules.Text {
	if len(lines) == 0 {
		return rules.Text{}
	}
	return say("\n\n%[1]s:\n\n  %[3]s", "\n\n%[2]s:\n\n  %[3]s", title.EN, title.JA, strings.Join(lines, "\n  "))
}

// Restored warns of what another writer undid and this run made again.
func Restored(domain string, n zonesync.Notice) Message {
	list := func(sign string, lines []string) (text string) {
		for _, line := range lines {
			text += "\n  " + sign + " " + line
		}
		return text
	}
	lines := list("+", n.Added) + list("-", n.Removed)
	return Message{
		Summary: say("Another program changed the zone during this run", "実行中に、別のプログラムがゾーンを書き換えました"),
		Detail: say("Stop what else writes to this zone while Terraform runs (another tool, DDNS, the control panel).\n\n"+
			"Something else wrote the zone of %[1]s and undid changes of this run. They were made again, and the zone now has the changes of both:\n%[2]s",
			"Terraform の実行中は、このゾーンに書き込むほかのツールやDDNS、コントロールパネルの操作を止めてください。\n\n"+
				"%[1]s のゾーンに別のプログラムが書き込み、この実行で行った変更が取り消されました。次の変更をもう一度行い、現在のゾーンには両方の変更が反映されています。\n%[2]s",
			domain, lines),
	}
}

// TokenRefused says that the API takes no request with this token.
func TokenRefused(err error) Message {
	return Message{
		Summary: say("Invalid API token (401)", "APIトークンが無効です（401）"),
		Detail: say("Copy the token from the API page of the control panel to `api_token` or to the environment:\n\n  https://www.value-domain.com/vdapi/\n  export VALUEDOMAIN_API_TOKEN=…\n\n"+
			"The token may be mistyped, or reissued in the control panel, which invalidates the old one.",
			"コントロールパネルのAPIのページでトークンを確認し、`api_token` か環境変数に設定してください。\n\n  https://www.value-domain.com/vdapi/\n  export VALUEDOMAIN_API_TOKEN=…\n\n"+
				"トークンの入力ミスか、コントロールパネルで再発行されて無効になった可能性があります。"),
	}.because(err)
}

// TokenAgain is for the errors after the one with the words of [TokenRefused].
func TokenAgain() Message {
	return Message{Summary: say("Invalid API token (401), see the first error", "APIトークンが無効です（401）。最初のエラーをご覧ください")}
}
