package session

import (
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

// The integer attributes are numbers in the schema: the framework answers a
// fraction in one of its own integers with a request to report a fault.

// WholeNumber returns the value of an attribute that has an integer, and reports
// whether it is one. Null and unknown are 0.
func WholeNumber(n types.Number) (value int64, ok bool) {
	f := n.ValueBigFloat()
	if f == nil || n.IsNull() || n.IsUnknown() {
		return 0, true
	}
	value, accuracy := f.Int64()
	return value, accuracy == big.Exact
}

// Number returns an integer as an attribute's value.
func Number(n int) types.Number { return types.NumberValue(big.NewFloat(float64(n))) }

// Digits returns a number as it is written.
func Digits(n types.Number) string {
	if f := n.ValueBigFloat(); f != nil {
		return f.Text('f', -1)
	}
	return ""
}

// SecondsOf returns a TTL; 0 for none.
func SecondsOf(ttl types.Number) int {
	seconds, _ := WholeNumber(ttl)
	return int(seconds)
}
