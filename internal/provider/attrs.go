package provider

import (
	"math/big"
	"strconv"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// attrs are the values of one resource by attribute name. A nil map is a
// resource that is not there.
type attrs map[string]tftypes.Value

// attrsOf takes a raw object apart.
func attrsOf(raw tftypes.Value) (attrs, error) {
	if raw.IsNull() || !raw.IsKnown() {
		return nil, nil
	}
	a := attrs{}
	err := raw.As((*map[string]tftypes.Value)(&a))
	return a, err
}

// value puts the attributes together again.
func (a attrs) value(t tftypes.Type) tftypes.Value {
	return tftypes.NewValue(t, map[string]tftypes.Value(a))
}

// clone returns a copy that can be changed.
func (a attrs) clone() attrs {
	c := make(attrs, len(a))
	for name, v := range a {
		c[name] = v
	}
	return c
}

// known reports whether an attribute has a value, null included, that does not
// have to wait for the apply.
func (a attrs) known(name string) bool { return a[name].IsKnown() }

// text returns a string, or a number in its digits; "" for null and unknown.
func (a attrs) text(name string) string {
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

// yes reports whether a switch is on, or may be: it is not known yet.
func (a attrs) yes(name string) (on bool) {
	v, ok := a[name]
	if ok && !v.IsKnown() {
		return true
	}
	return ok && !v.IsNull() && v.As(&on) == nil && on
}

func (a attrs) setText(name, text string) {
	a[name] = tftypes.NewValue(tftypes.String, text)
}

// setNumber takes the digits of a number.
func (a attrs) setNumber(name, digits string) {
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		a[name] = tftypes.NewValue(tftypes.Number, nil)
		return
	}
	a[name] = tftypes.NewValue(tftypes.Number, n)
}

func (a attrs) setUnknown(name string) {
	a[name] = tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
}
