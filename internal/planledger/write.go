package planledger

import (
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// What the ledger learns of the writes of an apply. Domains are as zone.Origin gives
// them; keys are those of lines, of addresses as Address makes them, or any name
// for what a zone has one of.

// Creating notes that a resource that is not in the state yet is about to write a
// line. It reports false where this process has written the line for another one,
// which still has it: two resources declare it. Applied or Failed must follow
// where it reports true.
func (l *Ledger) Creating(domain, key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	t := thing{domain, key}
	if l.created[t] {
		return false
	}
	l.created[t] = true
	return true
}

// Failed takes Creating back: nothing was written.
func (l *Ledger) Failed(domain, key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.created, thing{domain, key})
}

// Applied notes that the write of a resource is done: removed is the key of the
// line that it had, added that of the one that it has now; each may be "". The
// notes of the plan about it have served. With OneProcess its claim is void from
// now on, since the live zone shows it.
func (l *Ledger) Applied(domain, token, removed, added string) {
	l.mu.Lock()
	if removed != added {
		delete(l.created, thing{domain, removed})
	}
	if l.options.OneProcess {
		for _, z := range l.zones {
			if z.live.Origin.String() == domain {
				z.drop(token)
			}
		}
	}
	l.mu.Unlock()
	n := notes{}
	if gone := (thing{domain, removed}); removed != "" && removed != added {
		// Another resource may have the line by now.
		if holder, ok := l.holder(gone); ok && holder == token {
			n[l.key(coordination.Written, gone)] = coordination.PlanNote{}
		}
	}
	if added != "" {
		n[l.key(coordination.Written, thing{domain, added})] = coordination.PlanNote{Time: time.Now(), Token: token}
		n[l.key(coordination.Foreseen, thing{domain, added})] = coordination.PlanNote{}
	}
	l.save(n)
}
