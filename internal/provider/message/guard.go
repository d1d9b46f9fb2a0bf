package message

import (
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// guardMessage says what a guard has seen, and how to go on if all is well.
func guardMessage(e *zonesync.GuardError) Message {
	m := Message{Summary: say("The zone looks damaged, so nothing was written", "ゾーンの内容に異常があるため、書き込みを中止しました")}
	damaged := e.Guard == zonesync.GuardEmptyZone || e.Guard == zonesync.GuardShrunkZone
	switch {
	case e.Written && damaged:
		m = Message{Summary: say("The zone looks damaged after a write", "書き込み後のゾーンの内容に異常があります")}
	case e.Written:
		m = Message{Summary: say("The API stored something other than what was sent", "送った内容と異なる内容が保存されました")}
	}
	m.Detail = guardText(e)
	return m.overridable(e.Guard)
}

func guardText(e *zonesync.GuardError) rules.Text {
	switch e.Guard {
	case zonesync.GuardEmptyZone:
		return say("Look at the zone in the control panel. If it really is empty, add at least one line there, such as the `a` record of the web server, then run again.\n\n"+
			"The API returned an empty zone for %[1]s. Writing to it now could make the loss permanent.",
			"コントロールパネルでゾーンを確認し、本当に空であれば、そこで1行以上（ウェブサーバーの a レコードなど）を登録してからやり直してください。\n\n"+
				"APIから取得した %[1]s のゾーンが空（0行）でした。このまま書き込むと、失われた内容が戻らなくなるおそれがあります。", e.Domain)
	case zonesync.GuardShrunkZone:
		return say("Look at the zone in the control panel before you run again. The zone of %[1]s shrank from %[2]d to %[3]d lines since it was last read.",
			"コントロールパネルでゾーンを確認してからやり直してください。%[1]s のゾーンの行数が、前回の取得時から %[2]d 行 → %[3]d 行に減っています。",
			e.Domain, e.Before, e.Now)
	case zonesync.GuardAlteredWrite:
		if e.Found == "" {
			return say("Look at the zone in the control panel before you run again. The zone of %[1]s was written, and the answer contains this line, which was not sent:\n\n  %[2]s",
				"コントロールパネルでゾーンを確認してからやり直してください。%[1]s のゾーンに書き込みましたが、送っていない次の行が応答に含まれています。\n\n  %[2]s", e.Domain, e.Added)
		}
		return say("Look at the zone in the control panel before you run again. The zone of %[1]s was written, and the answer lacks this line:\n\n  %[2]s",
			"コントロールパネルでゾーンを確認してからやり直してください。%[1]s のゾーンに書き込みましたが、応答に次の行が含まれていません。\n\n  %[2]s", e.Domain, e.Found)
	case zonesync.GuardWrongDomain:
		if e.Written {
			return say("Look at both zones in the control panel before you run again. The zone of %[1]s was written, and the API answered with the zone of %[2]q.",
				"コントロールパネルで両方のゾーンを確認してからやり直してください。%[1]s のゾーンに書き込んだところ、%[2]q のゾーンについての応答がありました。", e.Domain, e.Found)
		}
		return say("Try again later. The API returned the zone of %[2]q instead of %[1]s.",
			"時間をおいてやり直してください。%[1]s のゾーンを読み取ろうとしたところ、%[2]q のゾーンが返されました。", e.Domain, e.Found)
	}
	return rules.Text{}
}

// overridable adds how a guard is overridden.
func (m Message) overridable(g zonesync.Guard) Message {
	how := say("\n\nIf all is correct, set this in the provider block for this run, then remove it: it stays in effect until you do.\n\n  override_guards = [%q]",
		"\n\n内容に問題がないと確認できた場合は、provider ブロックに一時的に次の設定を書いて実行してください。設定は消すまで有効なので、実行したら削除してください。\n\n  override_guards = [%q]", g)
	m.Detail.EN += how.EN
	m.Detail.JA += how.JA
	return m
}

// ForwardGuard says what a guard has seen of the list of mail forwarding rules.
func ForwardGuard(e *zonesync.GuardError) Message {
	m := Message{
		Summary: say("The mail forwarding looks damaged, so nothing was written", "メール転送の設定に異常があるため、書き込みを中止しました"),
		Detail: say("Look at the mail forwarding in the control panel before you run again. The forwarding rules of %[1]s shrank from %[2]d to %[3]d since they were last read.",
			"コントロールパネルでメール転送設定を確認してからやり直してください。%[1]s の転送の数が、前回の取得時から %[2]d 件 → %[3]d 件に減っています。", e.Domain, e.Before, e.Now),
	}
	if e.Guard == zonesync.GuardWrongDomain {
		m.Detail = say("Try again later. The API returned the forwarding rules of %[2]q instead of %[1]s.",
			"時間をおいてやり直してください。%[1]s の転送を読み取ろうとしたところ、%[2]q の転送が返されました。", e.Domain, e.Found)
	}
	if e.Written && e.Guard == zonesync.GuardShrunkZone {
		m.Summary = say("The mail forwarding looks damaged after a write", "書き込み後のメール転送の設定に異常があります")
	} else if e.Written {
		m.Summary = say("The API stored something other than what was sent", "送った内容と異なる内容が保存されました")
		m.Detail = say("Look at the mail forwarding in the control panel before you run again. The forwarding rules of %[1]s were written, and the answer differs (%[2]s%[3]s).",
			"コントロールパネルでメール転送設定を確認してからやり直してください。%[1]s の転送を書き込みましたが、応答の内容が異なります（%[2]s%[3]s）。", e.Domain, e.Found, e.Added)
	}
	return m.overridable(e.Guard)
}
