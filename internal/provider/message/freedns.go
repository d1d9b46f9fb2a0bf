package message

// FreeDNSForwarding refuses a mail forwarding for a domain that is registered elsewhere.
func FreeDNSForwarding() Message {
	return Message{
		Summary: say("No mail forwarding for a domain registered elsewhere", "他社で登録したドメインではメール転送を使えません"),
		Detail: say("The provider block says `dns_backend = \"freedns\"`, and the API offers mail forwarding for domains registered at Value-Domain only. "+
			"Take this resource out and name mail servers with mx or mxe records. For a domain that is registered at Value-Domain, use a provider block (an alias) without that setting. "+
			"`manage = \"dns_only\"` keeps just the record, for a forwarding set in the control panel.",
			"provider ブロックに `dns_backend = \"freedns\"` とありますが、APIのメール転送はバリュードメインで登録したドメインだけが対象です。"+
				"このリソースを外し、mx や mxe のレコードでメールサーバーを指定してください。バリュードメインで登録したドメインには、この設定のない provider ブロック（alias）を使ってください。"+
				"コントロールパネルで設定した転送のレコードだけを管理するには `manage = \"dns_only\"` と書きます。"),
	}
}

// FreeDNSNameServers refuses name servers for a domain that is registered elsewhere.
func FreeDNSNameServers() Message {
	return Message{
		Summary: say("No choice of name servers for a domain registered elsewhere", "他社で登録したドメインではネームサーバーの種類を選べません"),
		Detail: say("The provider block says `dns_backend = \"freedns\"`, where a zone has no `ns_type`. Leave the attribute out.",
			"provider ブロックに `dns_backend = \"freedns\"` とあり、このゾーンには `ns_type` がありません。この属性を削除してください。"),
	}
}
