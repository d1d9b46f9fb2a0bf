package rules

import (
	"strings"
	"unicode"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// The values that a reader has to fill in, in brackets that no line has: toFillIn
// writes them for the reader.
const (
	someAddress = "⟨IP address⟩"
	someServer  = "⟨mail server⟩."
	someHost    = "⟨host⟩"
)

// toFillIn writes those values in the words of a language.
func toFillIn(l Language, text string) string {
	if !strings.Contains(text, "⟨") {
		return text
	}
	words := []string{"⟨", "<", "⟩", ">"}
	if l == Japanese {
		words = append([]string{"⟨IP address", "<IPアドレス", "⟨mail server", "<メールサーバー名", "⟨host", "<ホスト", "⟨server 2", "<サーバー名2", "⟨server", "<サーバー名"}, words...)
	}
	return strings.NewReplacer(words...).Replace(text)
}

// ownLines sets lines apart from the sentence before them. Terraform wraps the
// sentences of a message, but not lines that begin with spaces.
func ownLines(lines ...string) string {
	return "\n\n  " + strings.Join(lines, "\n  ")
}

// assign writes an argument as HCL on a line of its own.
func assign(name, value string) string { return ownLines(assignment(name, value)) }

func assignment(name, value string) string { return name + " = " + quote(value) }

// turnedOff writes the setting by which the provider does not report a rule.
func turnedOff(id string) string {
	return ownLines("rule_severity = {", "  "+id+` = "off"`, "}")
}

// block writes a new record as an HCL resource on lines of its own.
func (c Case) block(recordKind, host string, values ...string) string {
	r := zone.Record{Type: recordKind, Host: host, Values: values}
	attributes := append([]attribute{{"domain", quote(c.domain())}}, arguments(r)...)
	hcl := strings.TrimSuffix(block(recordType(recordKind), resourceName(r), attributes), "\n")
	return ownLines(strings.Split(hcl, "\n")...)
}

// resourceName returns a name for the resource of a record: its host, if that is
// a name in HCL, else its type.
func resourceName(r zone.Record) string {
	name := strings.TrimLeft(r.Host, "_")
	for i, c := range name {
		if c > unicode.MaxASCII || !unicode.IsLetter(c) && (i == 0 || !unicode.IsDigit(c) && c != '-' && c != '_') {
			return r.Type
		}
	}
	if name == "" {
		return r.Type
	}
	return name
}
