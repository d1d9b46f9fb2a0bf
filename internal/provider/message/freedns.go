package message

// FreeDNSForwarding rejects a mail forwarding for a domain that is registered elsewhere.
func FreeDNSForwarding() Message {
	return Message{
		Summary: say("No mail forwarding for a domain registered elsewhere", "他社で登録したドメインではメール転送を使えません"),
		Detail: say("Remove this resource, and name mail servers with MX or MXE records. To manage only the record of a forwarding that is set in the control panel, write:\n\n  manage = \"dns_only\"\n\n"+
			"With `dns_backend = \"freedns\"` in the provider block, the API has no mail forwarding. For a domain registered at Value-Domain, use a provider block (an alias) without that setting.",
			"このリソースを削除し、MXやMXEのレコードでメールサーバーを指定してください。コントロールパネルで設定した転送のレコードだけを管理するには、次のように書きます。\n\n  manage = \"dns_only\"\n\n"+
				"provider ブロックに `dns_backend = \"freedns\"` がある場合、APIのメール転送は使えません。バリュードメインで登録したドメインには、この設定のない provider ブロック（alias）を使ってください。"),
	}
}

// FreeDNSNameServers rejects name servers for a domain that is registered elsewhere.
func FreeDNSNameServers() Message {
	return Message{
		Summary: say("No choice of name servers for a domain registered elsewhere", "他社で登録したドメインではネームサーバーの種類を選べません"),
		Detail: say("Remove `ns_type`. With `dns_backend = \"freedns\"` in the provider block, a zone has no such setting.",
			"`ns_type` を削除してください。provider ブロックに `dns_backend = \"freedns\"` がある場合、ゾーンにこの設定はありません。"),
	}
}
