package records

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// record returns the record that the attributes describe. A value that is not
// known yet becomes zone.Unknown with the mark behind it, which says the
// unknown records of one host apart. A raw line is a record of no type, whose
// only value is the line.
func (k kind) record(a session.Attrs, mark string) zone.Record {
	get := func(name string) string {
		if !a.Known(name) {
			return zone.Unknown + mark
		}
		return a.Text(name)
	}
	if k.Raw {
		return zone.Record{Values: []string{get(session.AttrLine)}}
	}
	r := zone.Record{Type: k.Type.Name, Host: get(session.AttrHost), Values: make([]string, len(k.Type.Fields))}
	for i, f := range k.Type.Fields {
		r.Values[i] = get(f.Name)
	}
	return r
}

// complete reports whether all values of the record are known.
func (k kind) complete(a session.Attrs) bool {
	for _, name := range k.names() {
		if !a.Known(name) {
			return false
		}
	}
	return a.Known(session.AttrDomain)
}

// names returns the attributes that make up the record.
func (k kind) names() []string {
	if k.Raw {
		return []string{session.AttrLine}
	}
	names := []string{session.AttrHost}
	for _, f := range k.Type.Fields {
		names = append(names, f.Name)
	}
	return names
}

// fill writes an entry's values into the attributes.
func (k kind) fill(a session.Attrs, e zone.Entry) {
	if k.Raw {
		a.SetText(session.AttrLine, e.Line)
		return
	}
	a.SetText(session.AttrHost, e.Record.HostOrApex())
	for i, f := range k.Type.Fields {
		if f.Kind.Max() > 0 {
			a.SetNumber(f.Name, e.Record.Values[i])
		} else {
			a.SetText(f.Name, e.Record.Values[i])
		}
	}
}

// derive fills in what follows from the record and the line that it is.
func (k kind) derive(a session.Attrs, line string) {
	if k.Raw {
		return // What the user wrote stays.
	}
	a.SetText(session.AttrLine, line)
}

// empty returns attributes of the right types without values.
func (r *recordResource) empty() session.Attrs {
	a := make(session.Attrs, len(r.object.AttributeTypes))
	for name, t := range r.object.AttributeTypes {
		a[name] = tftypes.NewValue(t, nil)
	}
	return a
}

// withDefaults returns the configuration with the defaults of the kind in it.
func (k kind) withDefaults(a session.Attrs) session.Attrs {
	a = a.Clone()
	if k.Raw {
		return a
	}
	if v := a[session.AttrHost]; v.IsNull() && k.Host != "" {
		a.SetText(session.AttrHost, k.Host)
	}
	for _, f := range k.Type.Fields {
		d := k.Fields[f.Name].Default
		if v := a[f.Name]; !v.IsNull() || d == "" {
			continue
		}
		if f.Kind.Max() > 0 {
			a.SetNumber(f.Name, d)
		} else {
			a.SetText(f.Name, d)
		}
	}
	return a
}

// check reports values that can't be in a line. It looks at known values
// only.
func (k kind) check(a session.Attrs, l rules.Language, diags *diag.Diagnostics) {
	report := func(name string, err error) {
		if err != nil {
			message.Value(name, err).AddTo(diags, l, name)
		}
	}
	if _, known := session.OriginOf(a); known && !session.CheckDomain(a.Text(session.AttrDomain), l, diags) {
		return
	}
	together := ""
	if k.Whole != nil {
		name, err := k.Whole(a)
		report(name, err)
		together = name
	}
	for _, name := range k.names() {
		if name != together && given(a, name) {
			report(name, k.checkValue(name, a))
		}
	}
}

// checkValue returns what is wrong with one value of the record.
func (k kind) checkValue(name string, a session.Attrs) error {
	if k.Raw {
		return checkRaw(a.Text(name), a.Yes(session.AttrMalformed))
	}
	origin, domainKnown := session.OriginOf(a)
	for _, f := range k.Type.Fields {
		if f.Name == name {
			return f.Kind.Check(origin, a.Text(name))
		}
	}
	return session.CheckHost(origin, domainKnown, a.Text(name))
}

// given reports whether an attribute has a value that is known.
func given(a session.Attrs, name string) bool { return a.Known(name) && !a[name].IsNull() }

// checkRaw refuses lines of types that have a resource, and those that are none
// though they begin like one, unless that is meant.
func checkRaw(line string, malformed bool) error {
	if err := zone.KindText.Check(zone.Origin{}, line); err != nil {
		return err
	}
	if r, ok := zone.ParseRecord(line); ok {
		return &message.KnownTypeError{Type: r.Type}
	}
	if malformed {
		return nil
	}
	return zone.CheckLine(line)
}
