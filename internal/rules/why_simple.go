package rules

// orGeneral adds to a suggestion why the zone is taken for simple DNS, and how
// to say otherwise. Where the user has said so there is nothing to add.
func (c Case) orGeneral(suggestion Text) Text {
	var why Text
	switch {
	case c.Detected.Line != "":
		why = textf("Simple DNS is detected by the zone's line `%[1]s`, which has its form.",
			"ゾーンに簡易DNSの形式の行 `%[1]s` があるため、簡易DNSと判断しました。", c.Detected.Line)
	case c.Detected.NSType != "":
		why = textf("Simple DNS is detected by the name servers, %[1]s: no line has the form of general DNS.",
			"ネームサーバーが %[1]s で、汎用DNSの形式の行がないため、簡易DNSと判断しました。", c.Detected.NSType)
	default:
		return suggestion
	}
	general := assign("dns_service", "general")
	return Text{
		EN: suggestion.EN + "\n\nIf the control panel shows 汎用DNS for the domain, set in the provider block instead:" + general + "\n\n" + why.EN,
		JA: suggestion.JA + "\n\nコントロールパネルに汎用DNSと表示されている場合は、代わりに provider ブロックで指定してください。" + general + "\n\n" + why.JA,
	}
}
