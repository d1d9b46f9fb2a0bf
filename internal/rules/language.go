package rules

// Language is a language of the texts.
type Language string

// The languages.
const (
	English  Language = "en"
	Japanese Language = "ja"
)

// In returns the text in a language; any language but Japanese gives English.
func (t Text) In(l Language) string {
	if l == Japanese {
		return t.JA
	}
	return t.EN
}
