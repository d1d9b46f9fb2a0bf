package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// record returns the record that the attributes describe. A value that is not
// known yet becomes zone.Unknown with the mark behind it, which tells the
// unknown records of one host apart. A raw line is a record of no type, whose
// only value is the line.
func (k kind) record(a attrs, mark string) zone.Record {
	get := func(name string) string {
		if !a.known(name) {
			return zone.Unknown + mark
		}
		return a.text(name)
	}
	if k.Raw {
		return zone.Record{Values: []string{get(attrLine)}}
	}
	r := zone.Record{Type: k.Type.Name, Host: get(attrHost), Values: make([]string, len(k.Type.Fields))}
	for i, f := range k.Type.Fields {
		r.Values[i] = get(f.Name)
	}
	return r
}

// complete reports whether all values of the record are known.
func (k kind) complete(a attrs) bool {
	for _, name := range k.names() {
		if !a.known(name) {
			return false
		}
	}
	return a.known(attrDomain)
}

// names returns the attributes that make up the record.
func (k kind) names() []string {
	if k.Raw {
		return []string{attrLine}
	}
	names := []string{attrHost}
	for _, f := range k.Type.Fields {
		names = append(names, f.Name)
	}
	return names
}

// fill writes an entry's values into the attributes.
func (k kind) fill(a attrs, e zone.Entry) {
	if k.Raw {
		a.setText(attrLine, e.Line)
		return
	}
	a.setText(attrHost, e.Record.HostOrApex())
	for i, f := range k.Type.Fields {
		if f.Kind.Max() > 0 {
			a.setNumber(f.Name, e.Record.Values[i])
		} else {
			a.setText(f.Name, e.Record.Values[i])
		}
	}
}

// derive fills in what follows from the record and the line that stands for it.
func (k kind) derive(a attrs, line string) {
	if k.Raw {
		return // What the user wrote stays.
	}
	a.setText(attrLine, line)
}

// empty returns attributes of the right types without values.
func (r *recordResource) empty() attrs {
	a := make(attrs, len(r.object.AttributeTypes))
	for name, t := range r.object.AttributeTypes {
		a[name] = tftypes.NewValue(t, nil)
	}
	return a
}

// withDefaults returns the configuration with the defaults of the kind in it.
func (k kind) withDefaults(a attrs) attrs {
	a = a.clone()
	if k.Raw {
		return a
	}
	if v := a[attrHost]; v.IsNull() && k.Host != "" {
		a.setText(attrHost, k.Host)
	}
	for _, f := range k.Type.Fields {
		d := k.Fields[f.Name].Default
		if v := a[f.Name]; !v.IsNull() || d == "" {
			continue
		}
		if f.Kind.Max() > 0 {
			a.setNumber(f.Name, d)
		} else {
			a.setText(f.Name, d)
		}
	}
	return a
}

// check reports values that can't stand in a line. It looks at known values
// only.
func (k kind) check(a attrs, l rules.Language, diags *diag.Diagnostics) {
	report := func(name string, err error) {
		if err != nil {
			valueMessage(name, err).addTo(diags, l, name)
		}
	}
	origin, domainKnown := originOf(a)
	if domainKnown {
		if err := zone.CheckDomain(a.text(attrDomain)); err != nil {
			report(attrDomain, err)
			return
		}
	}
	if k.Raw {
		if a.known(attrLine) && !a[attrLine].IsNull() {
			report(attrLine, checkRaw(a.text(attrLine), a.yes(attrMalformed)))
		}
		return
	}
	if a.known(attrHost) && !a[attrHost].IsNull() {
		if k.Type.Name == "cname" && domainKnown && origin.FQDN(a.text(attrHost)) == origin.String() {
			report(attrHost, &apexAliasError{})
		} else {
			report(attrHost, checkHost(origin, domainKnown, a.text(attrHost)))
		}
	}
	for _, f := range k.Type.Fields {
		if a.known(f.Name) && !a[f.Name].IsNull() {
			report(f.Name, f.Kind.Check(origin, a.text(f.Name)))
		}
	}
}

// placeholder is the domain of a record whose own is not known yet.
const placeholder = "domain.invalid"

// originOf returns the origin of the attributes' domain.
func originOf(a attrs) (o zone.Origin, known bool) {
	if !a.known(attrDomain) || a[attrDomain].IsNull() {
		return zone.NewOrigin(placeholder), false
	}
	return zone.NewOrigin(a.text(attrDomain)), true
}

func checkHost(o zone.Origin, known bool, host string) error {
	if !known && len(host) > 0 && host[len(host)-1] == '.' {
		return zone.CheckText(host) // Whether it lies in the domain shows later.
	}
	if err := o.CheckHost(host); err != nil {
		return err
	}
	if full := zone.NewOrigin(host).String(); known && host[len(host)-1] != '.' && o.Contains(full) {
		return &doubledDomainError{Host: host, Relative: o.Relative(full)}
	}
	return nil
}

// doubledDomainError reports that a host holds the domain without a trailing dot,
// which would stand in the zone as www.example.com.example.com.
type doubledDomainError struct{ Host, Relative string }

func (e *doubledDomainError) Error() string {
	return "host " + e.Host + " holds the domain without a trailing dot"
}

// apexAliasError reports that the domain itself can't be another name.
type apexAliasError struct{}

func (e *apexAliasError) Error() string { return "the domain itself can't be a cname" }

// checkRaw refuses what would not be one line of data, and what has a resource
// of its own.
// checkRaw refuses lines of types that have a resource, and those that are none
// though they begin like one, unless that is meant.
func checkRaw(line string, malformed bool) error {
	if err := zone.KindText.Check(zone.Origin{}, line); err != nil {
		return err
	}
	if r, ok := zone.ParseRecord(line); ok {
		return &knownTypeError{Type: r.Type}
	}
	if malformed {
		return nil
	}
	return zone.CheckLine(line)
}

// knownTypeError reports that a raw line is a record of a type that has a
// resource of its own.
type knownTypeError struct{ Type string }

func (e *knownTypeError) Error() string { return "the line is a record of type " + e.Type }
