package message

import (
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// LocalPart refuses what is no part of an address before the @.
func LocalPart(value string) Message {
	return Message{
		Summary: say("Wrong value of local_part", "local_part の値が正しくありません"),
		Detail: say("%q is not the part of a mail address before the \"@\". Write for instance \"info\".",
			"%q はメールアドレスの「@」より前の部分として使えません。\"info\" のように書いてください。", value),
	}
}

// MailAddress refuses a destination that is no mail address.
func MailAddress(value string) Message {
	return Message{
		Summary: say("Wrong value of destination", "destination の値が正しくありません"),
		Detail: say("%q is not a mail address. Write for instance \"me@example.net\".",
			"%q はメールアドレスではありません。\"me@example.net\" のように書いてください。", value),
	}
}

// ForwardExists refuses an address that is forwarded already; dnsOnly is set
// where a resource of the state has the address without its forward.
func ForwardExists(address, destination string, dnsOnly bool) Message {
	m := Message{
		Summary: say("The address is forwarded already", "そのアドレスの転送はすでに設定されています"),
		Detail: say(
			"%[1]s goes to %[2]s already, set outside this configuration. To bring it under Terraform, add this block (with the resource's own name) and plan again:\n\n%[3]s",
			"%[1]s から %[2]s への転送が、この設定の外ですでに設定されています。Terraform の管理に入れるには、次のブロックを（リソース名を合わせて）追加し、もう一度 plan を実行してください。\n\n%[3]s",
			address, destination, importBlock(ForwardingType, address)),
	}
	if dnsOnly {
		// An import block does nothing for a resource that is in the state.
		m.Detail = say(
			"%[1]s goes to %[2]s already, set in the control panel while this resource had `manage = \"dns_only\"`. To bring it under Terraform, take the resource out of the state with "+
				"`terraform state rm` and its address, add this block (with the resource's own name) and plan again:\n\n%[3]s",
			"%[1]s から %[2]s への転送が、すでにコントロールパネルで設定されています（このリソースは `manage = \"dns_only\"` だったため、転送そのものは管理していませんでした）。"+
				"Terraform の管理に入れるには、`terraform state rm` にこのリソースのアドレスを指定して state から外し、次のブロックを（リソース名を合わせて）追加して、もう一度 plan を実行してください。\n\n%[3]s",
			address, destination, importBlock(ForwardingType, address))
	}
	return m
}

// ForwardLeft warns of a forward that could not be removed again after an error.
func ForwardLeft(address string, err error) Message {
	return Message{
		Summary: say("The forwarding may still be set", "転送の設定が残っている可能性があります"),
		Detail: say("After the error the forwarding of %[1]s was to be removed again, which failed:\n\n  %[2]v\n\n"+
			"Look at the mail forwarding in the control panel. If %[1]s is there, take it out, or add this block (with the resource's own name) and plan again:\n\n%[3]s",
			"エラーのあと %[1]s の転送を取り消そうとしましたが、失敗しました。\n\n  %[2]v\n\n"+
				"コントロールパネルのメール転送設定を確認してください。%[1]s が残っていれば、削除するか、次のブロックを（リソース名を合わせて）追加し、もう一度 plan を実行してください。\n\n%[3]s",
			address, err, importBlock(ForwardingType, address)),
	}
}

// ForwardTwice refuses two forwards of one address.
func ForwardTwice(address string) Message {
	return Message{
		Summary: say("The address is forwarded twice", "同じアドレスの転送が二重に書かれています"),
		Detail: say("Two resources of this configuration forward %[1]s, and an address has one destination. Take one of them out.",
			"この設定には %[1]s を転送するリソースが2つあります。転送先は1つのアドレスにつき1つです。どちらかを削除してください。", address),
	}
}

// NoForward answers an import of an address that is not forwarded by those that are.
func NoForward(id string, there []string) Message {
	m := Message{
		Summary: say("The forwarding is not there", "その転送は設定されていません"),
		Detail:  say("No mail to %s is forwarded.", "%s の転送は設定されていません。", id),
	}
	if len(there) > 0 {
		m.Detail = say("These addresses are forwarded:\n\n%[2]s\n\nNo mail to %[1]s is.", "転送が設定されているアドレスは次のとおりです。\n\n%[2]s\n\n%[1]s の転送は設定されていません。", id, "  "+listed(there))
	}
	return m
}

// NoForwardingRecord reports that the registrar did not set the record of the forwards.
func NoForwardingRecord(domain string) Message {
	return Message{
		Summary: say("The registrar did not set the record of the mail forwarding", "メール転送用のレコードが設定されませんでした"),
		Detail: say("The forwarding was set twice, and the zone of %[1]s did not get the line\n\n  %[2]s\n\nafter it. The forwarding was removed again. "+
			"The registrar sets this line only where the zone holds no mail server: remove every mx and mxe line, and set the forwarding again (FAQ Q6, Q7). "+
			"Do not write an mx record in its place.",
			"転送を2回設定しましたが、%[1]s のゾーンに次の行が現れませんでした。\n\n  %[2]s\n\n設定した転送は取り消しました。"+
				"この行は、ゾーンにメールサーバーの設定がないときだけ自動で追加されます。mx と mxe の行をすべて削除してから、もう一度設定してください（FAQ Q6、Q7）。"+
				"代わりに mx レコードを書いてはいけません。",
			domain, zone.ForwardingRecord().Line()),
	}
}

// NotOffered reports that the API has no mail forwarding for the domain.
func NotOffered(e *valuedomain.ForwardingNotOfferedError, domain string) Message {
	return Message{
		Summary: say("The API offers no mail forwarding", "APIからメール転送を設定できません"),
		Detail: say("%[1]v\n\nSet the forwarding for %[2]s in the control panel (mail forwarding: user name and destination). To let Terraform keep its record in order, write\n\n"+
			"  manage = \"dns_only\"\n\nin this resource. Where the API has the forwarding at another path, set `mail_forwarding_path` in the provider block.",
			"%[1]v\n\n%[2]s の転送はコントロールパネル（メール転送設定のユーザー名と転送先）で設定してください。転送用のレコードだけを Terraform で管理するには、このリソースに\n\n"+
				"  manage = \"dns_only\"\n\nと書きます。APIの別のパスで転送を設定できる場合は、provider ブロックの `mail_forwarding_path` に指定してください。",
			e, domain),
	}
}
