package zonefile

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// File is a master file.
type File struct {
	Text string
	// Omitted are the lines that have data and are in the text as a
	// comment only, in the order of the zone.
	Omitted []Omission
}

// Omission is a line that the file can't say.
type Omission struct{ Line, Reason string }

// ErrTTL reports that a TTL is out of range.
var ErrTTL = errors.New("the ttl must be from 1 to 2147483647 seconds")

// Render writes a zone as a master file. The ttl of all records is in seconds,
// from 1 to 2147483647 (RFC 2181 section 8). The error is a *zone.FieldError for
// a domain that is none, or ErrTTL.
func Render(z *zone.Zone, domain string, ttl int) (File, error) {
	if err := zone.CheckDomain(domain); err != nil {
		return File{}, err
	}
	if ttl < 1 || ttl > math.MaxInt32 {
		return File{}, ErrTTL
	}
	w := newWriter(zone.NewOrigin(domain), z)
	w.head(z, ttl)
	for _, l := range z.Lines() {
		w.line(l)
	}
	w.spread()
	return File{Text: w.text.String(), Omitted: w.omitted}, nil
}

// head writes the TTL, the SOA and the name servers.
func (w *writer) head(z *zone.Zone, ttl int) {
	apex := w.origin.String()
	// The registrar's, as public clients know them: the API names only the set.
	servers := []string{"ns1.value-domain.com", "ns2.value-domain.com", "ns3.value-domain.com", "ns4.value-domain.com", "ns5.value-domain.com"}
	own := false
	for _, r := range z.Records() {
		if !own && r.Type == "ns" && w.origin.Owner(r) == apex && w.refuse(r) == "" {
			servers[0], own = w.origin.FQDN(r.Get("target")), true
		}
	}
	fmt.Fprintf(&w.text, "$TTL %d\n", ttl)
	w.put(apex, "SOA", fmt.Sprintf("%s. hostmaster.%s. 1 10800 3600 604800 %d", servers[0], apex, min(ttl, 3600)))
	if own {
		return
	}
	for _, s := range servers {
		w.put(apex, "NS", s+".")
	}
}

// omit writes a line as a comment, and reports it.
func (w *writer) omit(line, reason string) {
	w.comment("not in this file, since " + reason + ": " + line)
	w.omitted = append(w.omitted, Omission{Line: line, Reason: reason})
}

// comment writes a text behind a semicolon. Whatever could end the line is
// made harmless: the text is the zone's, and not to be read as records.
func (w *writer) comment(text string) {
	harmless := strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || c == '\u0085' || c == '\u2028' || c == '\u2029' {
			return ' '
		}
		return c
	}, text)
	rest := strings.ToValidUTF8(strings.TrimLeft(harmless, "; "), "\uFFFD")
	for len(rest) > maxComment {
		end := maxComment
		for !utf8.RuneStart(rest[end]) {
			end--
		}
		w.text.WriteString("; " + rest[:end] + "\n")
		rest = rest[end:]
	}
	w.text.WriteString("; " + rest + "\n")
}

// maxComment is the length at which a comment goes on in a new line, in bytes:
// a widespread parser of such files stops at some comments of 512 bytes.
const maxComment = 400
