// Package mailauth reads and writes the TXT texts by which a domain says who may
// send its mail. It knows nothing of zones, and asks no network.
//
// SPF follows the grammar of RFC 7208 section 12. The parser is our own:
// blitiri.com.ar/go/spf (v1.6.0) exports only CheckHost, which evaluates a text
// by DNS lookups and stops at the first match. github.com/wttw/spf exports
// ParseSPF, but its errors hold neither a position nor a kind, so that no message
// in two languages can be made of them, and it loses where modifiers stand.
//
// DKIM, DMARC, MTA-STS, TLS-RPT and BIMI texts are tag lists (RFC 6376 section
// 3.2). Their errors are all *TagError.
//
// All values are read-only and may be used by many goroutines.
package mailauth
