package rules

import (
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// prepare fills in what every check would have to work out for itself.
func (c Case) prepare() Case {
	if c.Service == zone.ServiceUnknown && c.Zone != nil {
		c.Service = c.Zone.Service
	}
	switch {
	case c.Subject.Key != "":
	case !c.Subject.Foreign():
		c.Subject.Key = c.Origin.Key(c.Subject.Record)
	case c.Subject.Line != "":
		c.Subject.Key = c.Origin.LineKey(c.Subject.Line)
	}
	c.owner = c.Origin.KeyOwner(c.Subject.Key)
	if c.Zone != nil {
		c.here = c.Zone.At(c.owner)
		if c.Subject.Record.Type == "mx" {
			c.server = c.Zone.At(c.answering(c.Subject.Record))
		}
	}
	return c
}

// is reports whether the subject is a record of one of these types.
func (c Case) is(types ...string) bool {
	return slices.Contains(types, c.Subject.Record.Type)
}

// get returns a field of the subject.
func (c Case) get(field string) string { return c.Subject.Record.Get(field) }

// knows reports whether fields of the subject have known values.
func (c Case) knows(fields ...string) bool { return c.Subject.Record.Knows(fields...) }

// domain returns the domain for messages.
func (c Case) domain() string {
	if name := c.Origin.String(); name != "" && !strings.HasPrefix(name, zone.Unknown) {
		return name
	}
	return "<domain>"
}

// others returns the entries at the subject's host that mean something else
// than the subject.
func (c Case) others() []zone.Entry {
	if !c.knows("host") {
		return nil
	}
	var found []zone.Entry
	for _, e := range c.here {
		if e.Key != c.Subject.Key {
			found = append(found, e)
		}
	}
	return found
}

// finding makes a finding about the subject. A line of an unknown type is
// written whole, in one attribute.
func (c Case) finding(field string, message, suggestion Text, others ...zone.Entry) Finding {
	if c.Subject.Foreign() && field == "host" {
		field = "line"
	}
	return Finding{
		Field:      field,
		Line:       lineOf(c.Subject),
		Others:     others,
		Message:    message,
		Suggestion: suggestion,
	}
}

// with returns the finding with lines that may be written instead of its own.
// Lines with a value which is not known yet are of no use to anybody.
func (f Finding) with(fix ...string) Finding {
	for _, line := range fix {
		if strings.Contains(line, zone.Unknown) {
			return f
		}
	}
	f.Fix = fix
	return f
}

// changed returns the subject's line with another value in one field, as the
// DNS service writes it.
func (c Case) changed(field, value string) string {
	return setField(c.Subject.Record, field, value).ForService(c.Origin, c.Service).Line()
}

// setField returns the record with another value in one data field.
func setField(r zone.Record, field, value string) zone.Record {
	r.Values = slices.Clone(r.Values)
	if t, ok := zone.LookupType(r.Type); ok {
		for i, f := range t.Fields {
			if f.Name == field && i < len(r.Values) {
				r.Values[i] = value
			}
		}
	}
	return r
}
