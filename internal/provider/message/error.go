package message

import (
	"errors"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
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
		return Message{
			Summary: say("The write could not be verified", "書き込みの結果を確認できませんでした"),
			Detail: say("The zone of %[1]s was written, or may have been, and could not be read afterwards:\n\n  %[2]v\n\n"+
				"Run the plan again: it shows what the zone holds.",
				"%[1]s のゾーンは書き込まれた可能性がありますが、その後の読み取りができませんでした。\n\n  %[2]v\n\n"+
					"もう一度 plan を実行して、ゾーンの内容を確認してください。",
				domain, err),
		}, true
	case errors.As(err, &backup):
		return Message{
			Summary: say("No backup, so nothing was written", "バックアップできないため、書き込みませんでした"),
			Detail: say("The text of the zone of %[1]s could not be kept in `backup_dir`, %[2]s:\n\n  %[3]v\n\n"+
				"Name a folder that is yours, and into which nobody else may write, or take the setting out.",
				"%[1]s のゾーンのテキストを `backup_dir`（%[2]s）に保存できませんでした。\n\n  %[3]v\n\n"+
					"自分のフォルダーで、ほかの人が書き込めないものを指定するか、この設定を外してください。",
				domain, backup.Path, backup.Err),
		}, true
	case errors.As(err, &lock):
		return shared(lock), true
	case errors.As(err, &left):
		return Message{
			Summary: say("Interrupted", "中断されました"),
			Detail: say("The run was interrupted before this change of the zone of %[1]s was sent. Nothing was written for it.",
				"%[1]s のゾーンへの書き込みを始める前に中断されました。この変更は書き込まれていません。", domain),
		}, true
	}
	return Message{}, false
}

// OfAPI finds words for an answer of the API.
func OfAPI(err error, domain string) Message {
	switch {
	case valuedomain.IsNotFound(err):
		return notFoundMessage(err, domain)
	case valuedomain.IsRateLimited(err):
		return Message{
			Summary: say("The API keeps refusing for too many requests", "リクエスト数の制限が解除されませんでした"),
			Detail: say("%[1]v\n\nThe API allows about 60 requests a minute for one token, for all programs together. Wait a minute and run again, or stop what else uses this token.",
				"%[1]v\n\nAPIは1つのトークンにつき、すべてのプログラムを合わせて1分間に約60リクエストまでです。1分ほど待ってやり直すか、同じトークンを使っている他のプログラムを止めてください。", err),
		}
	case valuedomain.IsForbidden(err):
		return Message{
			Summary: say("The API forbids this", "APIに拒否されました"),
			Detail: say("%[1]v\n\nThe token, or the address this comes from, may not do this. Check the allowed addresses in the control panel's API settings.",
				"%[1]v\n\nこのトークン、または接続元のIPアドレスでは許可されていません。コントロールパネルのAPI設定で、許可するIPアドレスを確認してください。", err),
		}
	}
	return Message{
		Summary: say("The zone could not be read or written", "ゾーンを読み書きできませんでした"),
		Detail: say("%[1]v\n\nNothing was lost: what had not been written yet is planned again by the next run.",
			"%[1]v\n\n失われたものはありません。まだ書き込まれていない変更は、次の実行でもう一度計画されます。", err),
	}
}

// notFoundMessage says what to write instead of a domain that the account does
// not have: of a host or an address of a page the registered domain.
func notFoundMessage(err error, domain string) Message {
	if registered := registeredDomain(domain); registered != "" && registered != zone.NewOrigin(domain).String() {
		host := zone.NewOrigin(registered).Relative(zone.NewOrigin(domain).String())
		return Message{
			Summary: say("The domain is not in this account", "このアカウントにそのドメインはありません"),
			Detail: say("Write the domain as it is registered, and what stands before it as the host:\n\n  domain = %[1]q\n  host   = %[2]q\n\n"+
				"The API knows no domain %[3]q for this token: %[4]v",
				"登録されているドメイン名を domain に、その前の部分を host に書いてください。\n\n  domain = %[1]q\n  host   = %[2]q\n\n"+
					"このトークンではドメイン %[3]q が見つかりません。 %[4]v", registered, host, domain, err),
		}
	}
	return Message{
		Summary: say("The domain is not in this account", "このアカウントにそのドメインはありません"),
		Detail: say("%[1]v\n\nThe API knows no domain %[2]q for this token. Check its spelling and the account. A domain that is registered elsewhere "+
			"and uses this DNS service needs `dns_backend = \"freedns\"` in the provider block; one that is registered at Value-Domain needs that setting left out.",
			"%[1]v\n\nこのトークンではドメイン %[2]q が見つかりません。つづりとアカウントを確認してください。"+
				"他社で登録したドメインのDNSをここで使っている場合は、provider ブロックに `dns_backend = \"freedns\"` が必要です。バリュードメインで登録したドメインでは、この設定を外してください。", err, domain),
	}
}

func lostMessage(e *zonesync.LostWriteError) Message {
	list := func(lines []string) string {
		if len(lines) == 0 {
			return "-"
		}
		return strings.Join(lines, "\n  ")
	}
	cause := ""
	if e.Err != nil {
		cause = "\n\n" + e.Err.Error()
	}
	return Message{
		Summary: say("The zone does not keep what is written", "書き込んだ内容がゾーンに残りません"),
		Detail: say("The zone of %[1]s was written %[2]d times, and something else changed it each time.\n\nMissing:\n  %[3]s\n\nThere, but unwanted:\n  %[4]s%[5]s\n\n"+
			"Stop what else writes this zone (another tool, the control panel) and run again.",
			"%[1]s のゾーンに %[2]d 回書き込みましたが、そのたびに別の何かに書き換えられました。\n\n足りない行:\n  %[3]s\n\n不要なのに残っている行:\n  %[4]s%[5]s\n\n"+
				"このゾーンに書き込んでいる他のツールやコントロールパネルでの操作を止めてから、やり直してください。",
			e.Domain, e.Attempts, list(e.Missing), list(e.Unwanted), cause),
	}
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
		Detail: say("Something else wrote the zone of %[1]s and undid changes of this run. They were made again:\n%[2]s\n\n"+
			"Both are in the zone now. Stop what else writes this zone while Terraform runs (another tool, DDNS, the control panel).",
			"%[1]s のゾーンに別のプログラムが書き込み、この実行で行った変更が取り消されました。次の変更をもう一度行いました。\n%[2]s\n\n"+
				"Terraform の実行中は、このゾーンに書き込む他のツールやDDNS、コントロールパネルの操作を止めてください。",
			domain, lines),
	}
}

// TokenRefused says that the API takes no request with this token.
func TokenRefused(err error) Message {
	return Message{
		Summary: say("The API refused the token", "APIトークンが受け付けられませんでした"),
		Detail: say("Check `api_token` or VALUEDOMAIN_API_TOKEN: the token may be mistyped, or it was created again in the control panel.\n\n%[1]v",
			"`api_token` または VALUEDOMAIN_API_TOKEN を確認してください。トークンの写し間違いか、コントロールパネルで作り直されている可能性があります。\n\n%[1]v", err),
	}
}

// TokenAgain is for a refused token that was explained already.
func TokenAgain() Message {
	return Message{Summary: say("The API refused the token, see the first error", "APIトークンが受け付けられませんでした（最初のエラーを参照）")}
}
