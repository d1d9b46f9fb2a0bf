package zone

import (
	"fmt"
	"strings"
)

// LineError reports that a line begins like a record of a known type and is none,
// so that the DNS will not have it as the reader expects.
type LineError struct {
	// Line is the line as it is.
	Line string
	// Type is the first word of the line in lower case, without what nobody can
	// see: a record type, or anything behind a byte-order mark.
	Type string
	// Field names what is wrong: "host" or a data field of the type. It is
	// empty where no single field is meant.
	Field string
	// Err says what is wrong with the field.
	Err *FieldError
}

func (e *LineError) Error() string {
	switch {
	case e.Field == "":
		return fmt.Sprintf("line %q: %v", e.Line, e.Err)
	case e.Err.Problem == ProblemMissing:
		return fmt.Sprintf("line %q: %s %s", e.Line, e.Field, e.Err.Problem)
	}
	return fmt.Sprintf("line %q: %s %v", e.Line, e.Field, e.Err)
}

// Unwrap returns what is wrong with the field.
func (e *LineError) Unwrap() error { return e.Err }

// CheckLine returns a *LineError for a line whose first word is a known record
// type and that can't be read as one ("a www 192.0.2.300", "txt lonely"), or
// that has characters in it which nobody can see, and for a mail setting that
// quotation marks spoil. Unknown types, comments and
// empty lines are data of the user and pass. Names are not judged further: what
// Kind.Check refuses may well work today.
func CheckLine(line string) error {
	if strings.HasPrefix(line, byteOrderMark) {
		return &LineError{Line: line, Type: firstType(line), Err: placed(line, ProblemUnseen, 0)}
	}
	t, ok := LookupType(firstType(line))
	if !ok {
		return nil
	}
	if field, err := t.misread(line); err != nil {
		return &LineError{Line: line, Type: t.Name, Field: field, Err: err}
	}
	return nil
}

const byteOrderMark = "\ufeff"

// firstType returns the first word of a line in lower case, without what nobody
// can see.
func firstType(line string) string {
	words := strings.FieldsFunc(line, func(c rune) bool { return isBlank(c) || isUnseen(c) })
	if len(words) == 0 {
		return ""
	}
	return strings.ToLower(words[0])
}

// misread returns the field of a line that can't be read, and why.
func (t Type) misread(line string) (string, *FieldError) {
	name, rest := cutField(trimEnd(line))
	if err := findUnseen(name); err != nil {
		return "", err
	}
	r, known := ParseRecord(line)
	if known {
		return t.unseen(r)
	}
	if t.hostPlace(rest) == hostFirst {
		if r.Host, rest = cutField(rest); r.Host == "" {
			return "host", &FieldError{Problem: ProblemMissing}
		}
	}
	for _, f := range t.Fields {
		value, after := cutField(rest)
		switch {
		case value == "":
			return f.Name, &FieldError{Problem: ProblemMissing}
		case f.Kind != KindText && findUnseen(value) != nil:
			return f.Name, findUnseen(value)
		case !f.Kind.wellFormed(value):
			return f.Name, f.Kind.misfit(value)
		case f.Kind == KindText:
			after = ""
		}
		rest = after
	}
	return "", &FieldError{Value: strings.Trim(rest, blanks), Problem: ProblemExtra}
}

// unseen returns the field of a readable record that has a character in it
// which nobody can see, or a mail setting that quotation marks spoil.
func (t Type) unseen(r Record) (string, *FieldError) {
	if err := findUnseen(r.Host); err != nil {
		return "host", err
	}
	for i, f := range t.Fields {
		find := findUnseen
		if f.Kind == KindText {
			find = findMailSlip
		}
		if err := find(r.Values[i]); err != nil {
			return f.Name, err
		}
	}
	return "", nil
}
