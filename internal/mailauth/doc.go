// Package mailauth reads and writes the TXT texts by which a domain says who may
// send its mail. It knows nothing of zones, and asks no network.
//
// SPF follows the grammar of RFC 7208 section 12. The parser is our own:
// blitiri.com.ar/go/spf (v1.6.0) exports only CheckHost, which evaluates a text
// by DNS lookups and stops at the first match. github.com/wttw/spf exports
// ParseSPF, but its errors have neither a position nor a kind, so that no message
// in two languages can be made of them, it loses where modifiers are, and it
// takes a tab for a space. Only the first error of a text is reported: one space
// too many makes two wrong terms of one mistake ("ip4: 192.0.2.1").
//
// DKIM, DMARC, MTA-STS, TLS-RPT and BIMI records are tag lists (RFC 6376 section
// 3.2). Their errors are all *TagError. github.com/emersion/go-msgauth reads key
// records only inside of a verification, and its dmarc.Parse takes a tag twice, a
// version in any place and report addresses as they come, with errors that name
// no value. crypto/x509 and encoding/base64 do what it does for keys.
//
// All values are read-only and may be used by many goroutines.
package mailauth
