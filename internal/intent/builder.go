package intent

import (
	"strconv"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// builder gathers the records.
type builder struct {
	origin  zone.Origin
	service zone.Service
	records []Record

	taken   []string          // Full names that the intents speak of, patterns too.
	hosts   map[string]string // The host of each own server, by address.
	pointed map[string]bool   // Addresses whose record is written.

	uses   []used          // The records of the presets.
	served map[string]bool // Full names whose mail a preset takes.
	spf    []hostSPF
}

func (b *builder) add(question string, r zone.Record) {
	b.records = append(b.records, Record{Record: r, Question: question})
}

// hostBases are the names that a mail server is given, the usual one first
// (FAQ Q8). Others are there for the pattern that takes "mail" in.
func hostBases() []string { return []string{"mail", "post", "relay", "in"} }

// maxHosts bounds the numbers behind a base.
const maxHosts = 1000

// hostFor returns the host for the address of the user's own server. It is one that
// no intent speaks of, so that the new name changes the way of no mail.
func (b *builder) hostFor(address string) (string, error) {
	if host := b.hosts[address]; host != "" {
		return host, nil
	}
	for _, base := range hostBases() {
		for n := 1; n <= maxHosts; n++ {
			host := base
			if n > 1 {
				host += strconv.Itoa(n)
			}
			if full := b.origin.FQDN(host); b.free(full) {
				b.taken = append(b.taken, full)
				b.hosts[address] = host
				return host, nil
			}
		}
	}
	return "", ErrNoHost
}

// free reports whether no intent speaks of a full name.
func (b *builder) free(full string) bool {
	for _, name := range b.taken {
		if covers(name, full) {
			return false
		}
	}
	return true
}

// covers reports whether a name that may be a pattern matches a full name, or
// lies below it.
func covers(pattern, full string) bool {
	// An address of the full name would be above the one that an intent speaks of.
	return strings.HasSuffix(pattern, "."+full) || pattern == full || zone.Fits(pattern, full)
}
