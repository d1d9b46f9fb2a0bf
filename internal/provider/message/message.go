package message

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// The resources that messages name.
const (
	RecordsType    = "valuedomain_records"
	ForwardingType = "valuedomain_mail_forwarding"
	ZoneType       = "valuedomain_zone"
)

// Message is a diagnostic in both languages.
type Message struct{ Summary, Detail rules.Text }

// AddTo reports the message, at an attribute where there is one.
func (m Message) AddTo(diags *diag.Diagnostics, l rules.Language, attribute string) {
	if attribute == "" {
		diags.AddError(m.Summary.In(l), m.Detail.In(l))
		return
	}
	diags.AddAttributeError(path.Root(attribute), m.Summary.In(l), m.Detail.In(l))
}

// WarnTo reports the message as a warning.
func (m Message) WarnTo(diags *diag.Diagnostics, l rules.Language) {
	diags.AddWarning(m.Summary.In(l), m.Detail.In(l))
}

// say fills the same values into both languages.
func say(en, ja string, values ...any) rules.Text {
	return rules.Text{EN: harmless(fmt.Sprintf(en, values...)), JA: harmless(fmt.Sprintf(ja, values...))}
}

// harmless makes a text with foreign lines fit for a terminal: control
// characters, which could move the cursor or begin an escape sequence, and
// those that turn the direction of writing are shown as escapes. What is no
// UTF-8 could not be sent to Terraform at all.
func harmless(text string) string {
	safe := func(c rune) bool {
		return c == '\n' || c == '\t' || !unicode.IsControl(c) && !unicode.Is(unicode.Bidi_Control, c)
	}
	text = strings.ToValidUTF8(text, "\uFFFD")
	if !strings.ContainsFunc(text, func(c rune) bool { return !safe(c) }) {
		return text
	}
	var b strings.Builder
	for _, c := range text {
		if safe(c) {
			b.WriteRune(c)
		} else {
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(c), "'"))
		}
	}
	return b.String()
}

// orderText helps if another resource of the same run is about to remove a line from
// the zone, and the run had no way to know.
func orderText() rules.Text {
	return say("If another resource removes that line in the same apply, apply again, without -parallelism=1. If one of the two refers to the other, first write the name as text for one apply, "+
		"such as `target = \"www\"`: Terraform changes first what is referred to.",
		"その行を別のリソースから同じ apply で引き継ぐ場合は、もう一度 apply してください（`-parallelism=1` を付けているときは外してください）。"+
			"2つのリソースの一方がもう一方を参照しているときは、1回だけ `target = \"www\"` のように名前を文字列で書いて apply してください。Terraform は参照される側を先に変更するためです。")
}

// ElsewhereText says which resource a message is about that Terraform shows at
// another one: the one whose call was still there to report it.
func ElsewhereText() rules.Text {
	return say("This is about the resource with the line above, not the one that Terraform names here.",
		"これは、Terraform がここに表示しているリソースではなく、上の行のリソースについてのメッセージです。")
}

// AddFinding reports what a rule found, at the field it is about.
func AddFinding(diags *diag.Diagnostics, f rules.Finding, l rules.Language) {
	var notes []string
	if f.Passing && f.Severity == rules.Error {
		notes = append(notes, orderText().In(l))
	}
	summary, detail := harmless(f.Summary(l)), harmless(f.Detail(l, notes...))
	switch {
	case f.Severity == rules.Error && f.Field == "":
		diags.AddError(summary, detail)
	case f.Severity == rules.Error:
		diags.AddAttributeError(path.Root(f.Field), summary, detail)
	case f.Field == "":
		diags.AddWarning(summary, detail)
	default:
		diags.AddAttributeWarning(path.Root(f.Field), summary, detail)
	}
}
