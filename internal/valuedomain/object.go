package valuedomain

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// object is a JSON object whose fields are looked at one by one, so that a
// wrong one is named and unknown ones are passed over.
type object map[string]json.RawMessage

// problem says what is wrong with an answer.
type problem string

func (p problem) Error() string { return string(p) }

// text returns a string field; ok reports that it is there and not null.
func (o object) text(name string) (value string, ok bool, err error) {
	raw, ok := o.field(name)
	if !ok {
		return "", false, nil
	}
	if raw[0] != '"' {
		return "", false, problem(fmt.Sprintf("%q is not a string but %s", name, kindOf(raw)))
	}
	if !exactEscapes(raw) {
		return "", false, problem(fmt.Sprintf("%q contains half a character (a lone surrogate), which could not be written back as it is", name))
	}
	if err := json.Unmarshal(raw, &value); err != nil {
		return "", false, problem(fmt.Sprintf("%q is not a string: %v", name, err))
	}
	return value, true, nil
}

// integer returns a field that has a whole number, as a JSON number or as a
// string: the API writes the ttl in both ways.
func (o object) integer(name string) (value int64, ok bool, err error) {
	raw, ok := o.field(name)
	if !ok {
		return 0, false, nil
	}
	digits := string(raw)
	if raw[0] == '"' {
		if err := json.Unmarshal(raw, &digits); err != nil {
			return 0, false, problem(fmt.Sprintf("%q is not a number: %v", name, err))
		}
	}
	value, err = strconv.ParseInt(strings.TrimSpace(digits), 10, 64)
	if err != nil {
		return 0, false, problem(fmt.Sprintf("%q is not a whole number but %s", name, plain(raw)))
	}
	return value, true, nil
}

// flag reports whether a field is set: the API writes 0 and 1.
func (o object) flag(name string) bool {
	raw, _ := o.field(name)
	n, _, err := o.integer(name)
	return err == nil && n != 0 || string(raw) == "true"
}

// list returns a field that has objects.
func (o object) list(name string) (value []object, ok bool, err error) {
	raw, ok := o.field(name)
	if !ok {
		return nil, false, nil
	}
	if err := json.Unmarshal(raw, &value); err != nil {
		return nil, false, problem(fmt.Sprintf("%q is not a list of objects", name))
	}
	return value, true, nil
}

// object returns a field that has one object.
func (o object) object(name string) (value object, ok bool, err error) {
	raw, ok := o.field(name)
	if !ok {
		return nil, false, nil
	}
	if err := json.Unmarshal(raw, &value); err != nil {
		return nil, false, problem(fmt.Sprintf("%q is not an object but %s", name, kindOf(raw)))
	}
	return value, true, nil
}

func (o object) field(name string) (raw json.RawMessage, ok bool) {
	raw, ok = o[name]
	return raw, ok && len(raw) > 0 && string(raw) != "null"
}

func kindOf(raw json.RawMessage) string {
	switch raw[0] {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '"':
		return "a string"
	case 't', 'f':
		return "a truth value"
	}
	return "a number"
}

// exactEscapes reports whether every \u escape of a JSON string is a
// character. encoding/json turns a lone surrogate (RFC 8259 section 8.2) into
// U+FFFD without a word, and a write would then send other text than was read.
func exactEscapes(raw json.RawMessage) bool {
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		i++ // The escaped character.
		high, ok := escapedUnit(raw, i)
		if !ok || high < 0xd800 || high > 0xdfff {
			continue
		}
		low, ok := escapedUnit(raw, i+6)
		if high > 0xdbff || !ok || low < 0xdc00 || low > 0xdfff || raw[i+5] != '\\' {
			return false
		}
		i += 10
	}
	return true
}

// escapedUnit returns the UTF-16 unit of an escape whose "u" is at i.
func escapedUnit(raw []byte, i int) (unit uint64, ok bool) {
	if i+5 > len(raw) || raw[i] != 'u' {
		return 0, false
	}
	unit, err := strconv.ParseUint(string(raw[i+1:i+5]), 16, 16)
	return unit, err == nil
}

// parseObject takes a body apart. garbled reports that it is no JSON at all.
func parseObject(body []byte) (o object, garbled bool, err error) {
	switch {
	case len(body) == 0:
		return nil, true, problem("it is empty")
	case !json.Valid(body):
		return nil, true, problem("it is not JSON, or only a part: " + describe(body))
	case !utf8.Valid(body):
		return nil, false, problem("it is not UTF-8")
	}
	if err := json.Unmarshal(body, &o); err != nil || o == nil {
		return nil, false, problem("it is not a JSON object")
	}
	return o, false, nil
}
