package rules

// orGeneral adds to a suggestion why the zone is taken for simple DNS, and how
// to say otherwise. Where the user has said so there is nothing to add.
func (c Case) orGeneral(suggestion Text) Text {
	var why Text
	switch {
	case c.Detected.Line != "":
		why = textf("The zone is taken for simple DNS because of its line `%[1]s`, which has the form of that service.",
			"ゾーンに簡易DNSの形式の行 `%[1]s` があるため、簡易DNSと判断しました。", c.Detected.Line)
	case c.Detected.NSType != "":
		why = textf("The zone is taken for simple DNS because its name servers are %[1]s and no line has the form of general DNS.",
			"ネームサーバーが %[1]s で、汎用DNSの形式の行がないため、簡易DNSと判断しました。", c.Detected.NSType)
	default:
		return suggestion
	}
	return Text{
		EN: suggestion.EN + "\n\n" + why.EN + " If the control panel shows 汎用DNS for it, write `dns_service = \"general\"` in the provider block.",
		JA: suggestion.JA + "\n\n" + why.JA + "コントロールパネルに汎用DNSと表示されている場合は、provider ブロックに `dns_service = \"general\"` と書いてください。",
	}
}
