package planledger

import (
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// What the writes of an apply tell the ledger. Domains are as zone.Origin gives
// them; keys are those of lines, of addresses as Address makes them, or any name
// for what a zone has one of.

// Creating notes that a resource that is not in the state yet is about to write a
// line. It reports false where this process has written the line for another one,
// which still has it: two resources declare it. Applied must follow where it reports
// true.
func (l *Ledger) Creating(domain, key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	t := l.key(coordination.Written, domain, key)
	if l.created[t] {
		return false
	}
	l.created[t] = true
	return true
}

// Applied notes what came of the write of a resource: removed is the key of the line
// that it has no more, or was to create and has not, added that of the one that it
// has now; each may be "". The notes of the plan about it have served. With
// OneProcess its claim is void from now on, since the live zone shows it.
func (l *Ledger) Applied(domain, token, removed, added string) {
	gone, now := l.key(coordination.Written, domain, removed), l.key(coordination.Written, domain, added)
	l.mu.Lock()
	if removed != added {
		delete(l.created, gone)
	}
	for _, z := range l.zones {
		if r, ok := z.resources[token]; ok && l.options.OneProcess && z.domain() == domain {
			z.set(r, Claim{Token: token}, false)
		}
	}
	l.mu.Unlock()
	n := notes{}
	// Another resource may have the line that is gone by now.
	if holder, ok := l.Holder(domain, removed); ok && removed != added && holder == token {
		n[gone] = coordination.PlanNote{}
	}
	if added != "" {
		n[now] = coordination.PlanNote{Time: time.Now(), Token: token}
		n[l.key(coordination.Foreseen, domain, added)] = coordination.PlanNote{}
	}
	l.save(n)
}
