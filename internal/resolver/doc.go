// Package resolver asks one recursive resolver about names outside the zone.
//
// The contract: a Resolver is safe for concurrent use and keeps nothing. Each
// question is a UDP message, sent twice at most, and asked again over TCP
// where the answer was cut off (RFC 7766). Only the configured resolver is
// ever asked: neither the hosts file nor the system's resolver has a say. An
// answer that can't be had is an error, never "no address" or "no text".
package resolver
