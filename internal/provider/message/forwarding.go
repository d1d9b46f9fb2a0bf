package message

import (
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// LocalPart rejects what is no part of an address before the @.
func LocalPart(value string) Message {
	return Message{
		Summary: say("Invalid value for local_part", "local_part の値が正しくありません"),
		Detail: say("Write the part of the mail address before the \"@\":\n\n  local_part = \"info\"\n\n%q can't be that part.",
			"メールアドレスの「@」より前の部分を書いてください。\n\n  local_part = \"info\"\n\n%q は「@」より前の部分として使えません。", value),
	}
}

// MailAddress rejects a destination that is no mail address.
func MailAddress(value string) Message {
	return Message{
		Summary: say("Invalid value for destination", "destination の値が正しくありません"),
		Detail: say("Write a mail address:\n\n  destination = \"me@example.net\"\n\n%q is not a mail address.",
			"メールアドレスを書いてください。\n\n  destination = \"me@example.net\"\n\n%q はメールアドレスではありません。", value),
	}
}

// ForwardExists rejects an address that is forwarded already; dnsOnly is set
// if a resource of the state has the address without its forwarding.
func ForwardExists(address, destination string, dnsOnly bool) Message {
	m := Message{
		Summary: say("Forwarding already exists for this address", "このアドレスの転送はすでに設定されています"),
		Detail: say(
			"To import it unchanged, add this block (replace NAME with your resource's name) and run plan again:\n\n%[3]s\n"+
				"%[1]s is forwarded to %[2]s already, and no resource of this configuration manages that.",
			"変更せずに Terraform の管理対象にするには、次のブロックを追加し（`NAME` は実際のリソース名に変更）、もう一度 plan を実行してください。\n\n%[3]s\n"+
				"%[1]s から %[2]s への転送がすでに設定されていて、この設定のどのリソースも管理していません。",
			address, destination, importBlock(ForwardingType, address)),
	}
	if dnsOnly {
		// An import block does nothing for a resource that is in the state.
		m.Detail = say(
			"To import it unchanged, remove the resource from the state, add this block (replace NAME with your resource's name) and run plan again:\n\n  terraform state rm %[4]s.NAME\n\n%[3]s\n"+
				"%[1]s is forwarded to %[2]s already, set in the control panel while this resource had `manage = \"dns_only\"`.",
			"変更せずに Terraform の管理対象にするには、このリソースを state から外してから次のブロックを追加し（`NAME` は実際のリソース名に変更）、もう一度 plan を実行してください。\n\n  terraform state rm %[4]s.NAME\n\n%[3]s\n"+
				"このリソースが `manage = \"dns_only\"` だった間に、%[1]s から %[2]s への転送がコントロールパネルで設定されています。",
			address, destination, importBlock(ForwardingType, address), ForwardingType)
	}
	return m
}

// ForwardExistsToo is for the addresses after the one with the words of [ForwardExists].
func ForwardExistsToo(address, destination string) Message {
	return Message{
		Summary: say("Forwarding already exists for this address", "このアドレスの転送はすでに設定されています"),
		Detail: say("Another error with this title says how to import. %[1]s is forwarded to %[2]s already:\n\n  id = %[3]q",
			"インポートの方法は、同じ見出しの別のエラーをご覧ください。%[1]s から %[2]s への転送がすでに設定されています。\n\n  id = %[3]q",
			address, destination, address),
	}
}

// ForwardLeft is about a forwarding that could not be removed again after an error.
func ForwardLeft(address string, err error) Message {
	return Message{
		Summary: say("The forwarding may still be set", "転送の設定が残っている可能性があります"),
		Detail: say("Look at the mail forwarding in the control panel: ドメイン操作 > メール転送設定の変更. If %[1]s is there, delete it, or add this block (replace NAME with your resource's name) and run plan again:\n\n%[2]s\n"+
			"After the error, removing the forwarding of %[1]s again failed.",
			"コントロールパネルの「ドメイン操作」→「メール転送設定の変更」を確認してください。%[1]s が残っていれば、削除するか、次のブロックを追加し（`NAME` は実際のリソース名に変更）、もう一度 plan を実行してください。\n\n%[2]s\n"+
				"エラーのあと %[1]s の転送を取り消そうとしましたが、失敗しました。",
			address, importBlock(ForwardingType, address)),
	}.because(err)
}

// ForwardTwice rejects two forwarding rules for one address.
func ForwardTwice(address string) Message {
	return Message{
		Summary: say("Two resources forward the same address", "同じアドレスの転送が二重に書かれています"),
		Detail: say("Remove one of the two resources that forward %[1]s. An address has one destination.",
			"%[1]s を転送するリソースが2つあります。どちらかを削除してください。転送先は1つのアドレスにつき1つです。", address),
	}
}

// NoForward answers an import of an address that is not forwarded by those that are.
func NoForward(id string, there []string) Message {
	m := Message{
		Summary: say("No forwarding exists for this address", "このアドレスの転送は設定されていません"),
		Detail:  say("No mail to %s is forwarded.", "%s の転送は設定されていません。", id),
	}
	m.Detail = withList(forwardedText(there), m.Detail)
	return m
}

// ForwardID answers an import ID that is not of the form by the addresses that are
// forwarded. The text is the ID as it is to be shown.
func ForwardID(text string, there []string) Message {
	return ImportForm(forwardedText(there), text, "local_part@domain", "info@hogehoge.com")
}

// forwardedText lists the addresses that are forwarded, if there are any.
func forwardedText(there []string) rules.Text {
	if len(there) == 0 {
		return rules.Text{}
	}
	return say("These addresses are forwarded:\n\n%s", "転送が設定されているアドレスは次のとおりです。\n\n%s", "  "+listed(there))
}

// NoForwardingRecord reports that Value-Domain did not create the record of the forwarding.
func NoForwardingRecord(domain string) Message {
	return Message{
		Summary: say("Value-Domain did not create the MXE record for mail forwarding", "メール転送用のMXEレコードが作成されませんでした"),
		Detail: say("Remove every MX and MXE record of %[1]s and apply again. Value-Domain creates this line only if the zone has no mail server (FAQ Q6, Q7):\n\n  %[2]s\n\n"+
			"The forwarding was set twice, and the line did not appear. The forwarding was removed again. Do not write an MX record instead.",
			"%[1]s のMXレコードとMXEレコードをすべて削除してから、もう一度 apply してください。次の行は、ゾーンにメールサーバーの設定がないときだけ自動で追加されます（FAQ Q6、Q7）。\n\n  %[2]s\n\n"+
				"転送を2回設定しましたが、この行は追加されませんでした。設定した転送は取り消しました。代わりにMXレコードを書いてはいけません。",
			domain, zone.ForwardingRecord().Line()),
	}
}

// NotOffered reports that the API has no mail forwarding for the domain.
func NotOffered(e *valuedomain.ForwardingNotOfferedError, domain string) Message {
	return Message{
		Summary: say("The API offers no mail forwarding", "APIからメール転送を設定できません"),
		Detail: say("Set up the forwarding for %[1]s in the control panel: ドメイン操作 > メール転送設定の変更. To let Terraform manage only its record, write this in the resource:\n\n"+
			"  manage = \"dns_only\"\n\nIf the API has the forwarding at another path, set `mail_forwarding_path` in the provider block.",
			"%[1]s の転送は、コントロールパネルの「ドメイン操作」→「メール転送設定の変更」で設定してください。転送用のレコードだけを Terraform で管理するには、このリソースに次のように書きます。\n\n"+
				"  manage = \"dns_only\"\n\nAPIの別のパスで転送を設定できる場合は、provider ブロックの `mail_forwarding_path` に指定してください。",
			domain),
	}.because(e)
}
