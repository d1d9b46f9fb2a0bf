package rules

import "net/netip"

// canonicalAddress gives one spelling to an address.
func canonicalAddress(address string) string {
	if a, err := netip.ParseAddr(address); err == nil {
		return a.String()
	}
	return address
}
