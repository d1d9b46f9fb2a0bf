package session

import (
	"math/big"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// The attributes that every record has.
const (
	AttrDomain = "domain"
	AttrHost   = "host"
	AttrLine   = "line"
	// AttrMalformed is one of raw records and of zones.
	AttrMalformed = "allow_malformed"
)

// The descriptions of attributes that several resources have.
const (
	HostHelp = "The host, relative to the domain: `www`, `@` for the domain itself, `*` for every name without records of its own."
	LineHelp = "The line as the provider writes it, or as it was in the zone when it was imported. Another spelling of the same line in the zone does not change it. Sensitive, since the values in it may be; `nonsensitive(…)` shows it."

	MalformedHelp = "Whether lines are written that start with a known record type but cannot be read as one, such as `a www 192.0.2.300`. Defaults to `false`: they are an error."
)

// Attrs are the values of one resource by attribute name. A nil map is a
// resource that is not there.
type Attrs map[string]tftypes.Value

// AttrsOf takes a raw object apart.
func AttrsOf(raw tftypes.Value) (Attrs, error) {
	if raw.IsNull() || !raw.IsKnown() {
		return nil, nil
	}
	a := Attrs{}
	err := raw.As((*map[string]tftypes.Value)(&a))
	return a, err
}

// Value puts the attributes together again.
func (a Attrs) Value(t tftypes.Type) tftypes.Value {
	return tftypes.NewValue(t, map[string]tftypes.Value(a))
}

// Clone returns a copy that can be changed.
func (a Attrs) Clone() Attrs {
	c := make(Attrs, len(a))
	for name, v := range a {
		c[name] = v
	}
	return c
}

// Known reports whether an attribute has a value, null included, that does not
// have to wait for the apply.
func (a Attrs) Known(name string) bool { return a[name].IsKnown() }

// Text returns a string, or a number in its digits; "" for null and unknown.
func (a Attrs) Text(name string) string {
	v, ok := a[name]
	if !ok || v.IsNull() || !v.IsKnown() {
		return ""
	}
	if v.Type().Is(tftypes.Number) {
		var n big.Float
		if v.As(&n) != nil {
			return ""
		}
		return n.Text('f', -1)
	}
	var s string
	if v.As(&s) != nil {
		return ""
	}
	return s
}

// Yes reports whether a switch is on, or may be: it is not known yet.
func (a Attrs) Yes(name string) (on bool) {
	v, ok := a[name]
	if ok && !v.IsKnown() {
		return true
	}
	return ok && !v.IsNull() && v.As(&on) == nil && on
}

// SetText sets a string.
func (a Attrs) SetText(name, text string) {
	a[name] = tftypes.NewValue(tftypes.String, text)
}

// SetNumber takes the digits of a number.
func (a Attrs) SetNumber(name, digits string) {
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		a[name] = tftypes.NewValue(tftypes.Number, nil)
		return
	}
	a[name] = tftypes.NewValue(tftypes.Number, n)
}

// SetUnknown makes a string one that is not known yet.
func (a Attrs) SetUnknown(name string) {
	a[name] = tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
}

// placeholder is the domain of a record whose own is not known yet.
const placeholder = "domain.invalid"

// OriginOf returns the origin of the attributes' domain.
func OriginOf(a Attrs) (o zone.Origin, known bool) {
	if !a.Known(AttrDomain) || a[AttrDomain].IsNull() {
		return zone.NewOrigin(placeholder), false
	}
	return zone.NewOrigin(a.Text(AttrDomain)), true
}

// CheckDomain reports whether a domain can be the name of a zone, and adds an error
// if it can't.
func CheckDomain(domain string, l rules.Language, diags *diag.Diagnostics) bool {
	err := zone.CheckDomain(domain)
	if err != nil {
		message.Value(AttrDomain, err).AddTo(diags, l, AttrDomain)
	}
	return err == nil
}

// CheckHost returns what is wrong with a host; known is set where its domain is.
func CheckHost(o zone.Origin, known bool, host string) error {
	if !known && len(host) > 0 && host[len(host)-1] == '.' {
		return zone.CheckText(host) // Whether it lies in the domain shows later.
	}
	if err := o.CheckHost(host); err != nil {
		return err
	}
	if full := zone.NewOrigin(host).String(); known && host[len(host)-1] != '.' && o.Contains(full) {
		return &message.DoubledDomainError{Host: host, Relative: o.Relative(full)}
	}
	return nil
}
