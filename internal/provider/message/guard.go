package message

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"

// guardMessage says what a guard has seen, and how to go on where all is well.
func guardMessage(e *zonesync.GuardError) Message {
	m := Message{Summary: say("The zone looks damaged, so nothing was written", "ゾーンの様子がおかしいため、書き込みを中止しました")}
	damaged := e.Guard == zonesync.GuardEmptyZone || e.Guard == zonesync.GuardShrunkZone
	switch {
	case e.Written && damaged:
		m.Summary = say("The zone looks damaged after a write", "書き込み後のゾーンの様子がおかしくなっています")
	case e.Written:
		m.Summary = say("The API stored something else than was sent", "送った内容と異なる内容が保存されました")
	}
	switch e.Guard {
	case zonesync.GuardEmptyZone:
		m.Detail = say("The zone of %[1]s reads without a single line. Building on that would make the loss final. Look at the zone in the control panel: "+
			"if it really is empty, put at least one line into it there (an `a` record of the web server, for instance) and run again.",
			"%[1]s のゾーンが1行もない状態で読み取られました。このまま書き込むと、失われた内容が戻らなくなるおそれがあります。コントロールパネルでゾーンを確認し、"+
				"本当に空であれば、そこで1行以上（Webサーバーの a レコードなど）を登録してからやり直してください。", e.Domain)
	case zonesync.GuardShrunkZone:
		m.Detail = say("The zone of %[1]s had %[2]d lines a moment ago and now reads with %[3]d. Look at it in the control panel before running again.",
			"%[1]s のゾーンは先ほど %[2]d 行ありましたが、%[3]d 行に減って読み取られました。コントロールパネルで確認してからやり直してください。",
			e.Domain, e.Before, e.Now)
	case zonesync.GuardAlteredWrite:
		m.Detail = say("The zone of %[1]s was written, and the answer lacks this line:\n\n  %[2]s\n\nLook at the zone in the control panel before running again.",
			"%[1]s のゾーンに書き込みましたが、応答に次の行が含まれていません。\n\n  %[2]s\n\nコントロールパネルでゾーンを確認してからやり直してください。", e.Domain, e.Found)
		if e.Found == "" {
			m.Detail = say("The zone of %[1]s was written, and the answer holds this line, which was not sent:\n\n  %[2]s\n\nLook at the zone in the control panel before running again.",
				"%[1]s のゾーンに書き込みましたが、送っていない次の行が応答に含まれています。\n\n  %[2]s\n\nコントロールパネルでゾーンを確認してからやり直してください。", e.Domain, e.Added)
		}
	case zonesync.GuardWrongDomain:
		m.Detail = say("The zone of %[1]s was asked for, and that of %[2]q came. Run again later.",
			"%[1]s のゾーンを読み取ろうとしたところ、%[2]q のゾーンが返されました。時間をおいてやり直してください。", e.Domain, e.Found)
		if e.Written {
			m.Detail = say("The zone of %[1]s was written, and that of %[2]q answered. Look at both zones in the control panel before running again.",
				"%[1]s のゾーンに書き込んだところ、%[2]q のゾーンについての応答がありました。コントロールパネルで両方のゾーンを確認してからやり直してください。", e.Domain, e.Found)
		}
	}
	return m.overridable(e.Guard)
}

// overridable adds how a guard is overridden.
func (m Message) overridable(g zonesync.Guard) Message {
	how := say(" Guard: %[1]s. Where all is as it should be, `override_guards = [%[1]q]` in the provider block lets one run pass; take it out again afterwards.",
		"ガード: %[1]s。内容に問題がなければ、provider ブロックに `override_guards = [%[1]q]` と書くと、この検査を通さずに実行できます。実行したら、この設定は消してください。", g)
	m.Detail.EN += how.EN
	m.Detail.JA += how.JA
	return m
}

// ForwardGuard says what a guard has seen of a list of mail forwards.
func ForwardGuard(e *zonesync.GuardError) Message {
	m := Message{
		Summary: say("The mail forwarding looks damaged, so nothing was written", "メール転送の様子がおかしいため、書き込みを中止しました"),
		Detail: say("The list of forwards of %[1]s had %[2]d entries and now reads with %[3]d. Look at it in the control panel before running again.",
			"%[1]s の転送の一覧は、%[2]d 件から %[3]d 件に減っています。コントロールパネルで確認してからやり直してください。", e.Domain, e.Before, e.Now),
	}
	if e.Guard == zonesync.GuardWrongDomain {
		m.Detail = say("The forwards of %[1]s were asked for, and those of %[2]q came. Run again later.",
			"%[1]s の転送を読み取ろうとしたところ、%[2]q の転送が返されました。時間をおいてやり直してください。", e.Domain, e.Found)
	}
	damaged := e.Guard == zonesync.GuardShrunkZone
	if e.Written && damaged {
		m.Summary = say("The mail forwarding looks damaged after a write", "書き込み後のメール転送の様子がおかしくなっています")
	} else if e.Written {
		m.Summary = say("The API stored something else than was sent", "送った内容と異なる内容が保存されました")
		m.Detail = say("The forwards of %[1]s were written, and the answer shows others (%[2]s%[3]s). Look at them in the control panel before running again.",
			"%[1]s の転送を書き込みましたが、応答の内容が異なります（%[2]s%[3]s）。コントロールパネルで確認してからやり直してください。", e.Domain, e.Found, e.Added)
	}
	return m.overridable(e.Guard)
}
