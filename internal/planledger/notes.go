package planledger

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// What the ledger learns of the writes of an apply, and what other processes have to know.
// Domains are as zone.Origin gives them; keys are those of lines, addresses, or any
// name for what a zone has one of.

const (
	noteAge  = 7 * 24 * time.Hour // How long a plan is expected to be applied.
	noteTime = 10 * time.Second   // Bounds the wait for notes.
)

func (l *Ledger) key(kind coordination.NoteKind, domain, line string) coordination.NoteKey {
	return coordination.NoteKey{Kind: kind, Directory: l.options.WorkDir, Domain: domain, Line: line}
}

// flush frees mu, and keeps the notes made under it. One that can't be kept is missing.
//
//nolint:contextcheck,nolintlint // What a write has changed is noted though its caller has left. The wait is bounded. nolintlint does not see the callers.
func (l *Ledger) flush() {
	notes := maps.Clone(l.unsaved)
	clear(l.unsaved)
	if l.mu.Unlock(); len(notes) > 0 {
		ctx, cancel := context.WithTimeout(context.Background(), noteTime)
		defer cancel()
		_ = l.options.Notes.SetPlanNotes(ctx, notes)
	}
}

// note returns a note; the zero one where it can't be read.
//
//nolint:contextcheck,nolintlint // The check of an edit has no context. The wait is bounded. nolintlint does not see the callers.
func (l *Ledger) note(kind coordination.NoteKind, domain, line string) coordination.PlanNote {
	ctx, cancel := context.WithTimeout(context.Background(), noteTime)
	defer cancel()
	n, _ := l.options.Notes.PlanNote(ctx, l.key(kind, domain, line))
	return n
}

// Creating notes that a new resource is about to write a line; Applied must follow. It
// reports false where this process has written the line for another one, which still
// has it: two resources declare it, and nothing may follow.
func (l *Ledger) Creating(domain, key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	line := l.key(coordination.Written, domain, key)
	was := l.created[line]
	l.created[line] = true
	return !was
}

// Applied notes what came of the write of a resource: removed is the key of the line
// that it had, or was to create and has not, added that of the one that it has now;
// each may be "". The notes of the plan about it have served. With OneProcess its
// claim is void from now on, since the live zone shows it.
func (l *Ledger) Applied(domain, token, removed, added string) {
	// Another resource may have the line that is gone by now.
	holder, held := l.Holder(domain, removed)
	l.mu.Lock()
	defer l.flush()
	gone, now := l.key(coordination.Written, domain, removed), l.key(coordination.Written, domain, added)
	if removed != added {
		delete(l.created, gone)
	}
	if held && holder == token {
		l.unsaved[gone] = coordination.PlanNote{}
	}
	if added != "" {
		l.unsaved[now] = coordination.PlanNote{Time: time.Now(), Token: token}
		l.unsaved[l.key(coordination.Foreseen, domain, added)] = coordination.PlanNote{}
	}
	for _, z := range l.zones {
		if l.options.OneProcess && z.domain() == domain {
			z.set(Claim{Token: token}, false)
		}
	}
}

// Holder returns the token of the resource of this directory, maybe of another provider
// block, that has written a line and is not known to have given it up.
func (l *Ledger) Holder(domain, key string) (token string, ok bool) {
	if key == "" {
		return "", false
	}
	n := l.note(coordination.Written, domain, key)
	return n.Token, !n.IsZero()
}

// NoteService notes the DNS service for which a plan writes the lines of a domain.
func (l *Ledger) NoteService(domain string, service zone.Service) {
	l.mu.Lock()
	defer l.flush()
	l.unsaved[l.key(coordination.Planned, domain, "")] = coordination.PlanNote{Time: time.Now(), Service: service}
}

// NotedService returns the DNS service that the last plan of this directory has noted for
// a domain.
func (l *Ledger) NotedService(domain string) zone.Service {
	n := l.note(coordination.Planned, domain, "")
	if time.Since(n.Time).Abs() > noteAge {
		return zone.ServiceUnknown
	}
	return n.Service
}

// Permits reports whether the plan that is applied has foreseen that a new line comes
// while another one, or an equal one, is still in the zone. It may be asked in the
// check of an edit.
func (l *Ledger) Permits(domain, newKey, conflictKey string) bool {
	n := l.note(coordination.Foreseen, domain, newKey)
	return time.Since(n.Time).Abs() <= noteAge && slices.Contains(n.Over, conflictKey)
}

// believe gives findings that no claim has resolved the severity that the notes say.
// What an earlier plan has foreseen is left to the write. What this directory wrote is
// a warning while calls come one at a time, as with -parallelism=1: who gives way may
// be planned after this one only. It is none where the DNS or the registrar leaves no
// choice, nor for a new resource of a run that has read nothing: it may have lost its
// state. A line of a resource that was read and has no plan goes with it: Terraform
// plans one that is tainted as if it were new.
func (l *Ledger) believe(r *resource, found []Finding) {
	c, z := r.claim, r.zone
	isPermitted := func(e zone.Entry) bool { return l.Permits(z.domain(), c.Adds.Key, e.Key) }
	isHeld := func(e zone.Entry) bool { _, held := l.Holder(z.domain(), e.Key); return held }
	mayHold := !l.overlapped.Load() && !l.options.OneProcess && !c.Forwarding && z.policy != nil && (l.phase == planning || !c.New)
	for i, f := range found {
		rule, _ := rules.Lookup(f.Rule)
		switch {
		case len(f.Others) == 0 || f.Kind != Exists && slices.ContainsFunc(f.Others, z.isWanted):
		case l.phase == unknownPhase && every(f.Others, isPermitted):
			found[i].Severity = rules.Off
		case mayHold && !rule.Fixed && every(f.Others, isHeld), l.phase == planning && every(f.Others, z.isTainted):
			found[i].Severity = rules.Warning
			if f.Severity == rules.Error && !slices.Contains(l.doubted, r) {
				l.doubted = append(l.doubted, r)
			}
		}
	}
}

// place says of the lines that rules have found in the way which ones resources of this
// run manage, and whether one may be about to go: a resource has it and has no plan yet,
// or has written it and was not read. The registrar writes and removes the record of mail
// forwarding, so nobody has that one.
func (l *Ledger) place(z *Zone, found []Finding) {
	for i := range found {
		f := &found[i].Finding
		if found[i].Kind != ByRule {
			continue
		}
		f.Others = slices.Clone(f.Others)
		for j, e := range f.Others {
			f.Others[j].Managed = slices.ContainsFunc(z.byKey[e.Key], func(r *resource) bool { return r.claim.Removes.Key == e.Key })
			if f.Severity == rules.Error && !f.Passing && !e.Planned && !z.isWanted(e) {
				_, held := l.Holder(z.domain(), e.Key)
				f.Passing = held || f.Others[j].Managed || e.Record.IsForwarding()
			}
		}
	}
}

func every(all []zone.Entry, is func(zone.Entry) bool) bool {
	return !slices.ContainsFunc(all, func(e zone.Entry) bool { return !is(e) })
}

// isTainted reports whether all there is of a line is that of resources which were read
// and have no plan.
func (z *Zone) isTainted(e zone.Entry) bool {
	n := z.count(e.Key)
	return n.unplanned > 0 && n.unplanned == n.owners && n.live <= n.unplanned
}

// foresee makes the note for the apply: the lines that other claims remove, and
// that could conflict with the new one as long as they are in the zone. Only a
// process that is known to plan takes back what an earlier one has foreseen.
func (l *Ledger) foresee(d Deferred) {
	c, z := d.Claim, d.resource.zone
	if c.Adds.Key == "" || c.keeps() && !c.New || l.phase == applying {
		return
	}
	refused := slices.ContainsFunc(d.Findings, func(f Finding) bool { return f.Severity == rules.Error })
	var over []string
	for _, e := range z.near(c.Adds) {
		// A replacement may be created first.
		goes := z.planned.Count(e.Key) == 0 && (e.Key != c.Removes.Key || c.New)
		// An apply that reads nothing of a line that stays does not know that it is declared too.
		conflicts := slices.ContainsFunc(d.Findings, func(f Finding) bool { return isAgainst(f.Finding, e.Key) })
		stays := e.Key != c.Removes.Key && zone.SamePlace(e.Key, c.Adds.Key) && z.count(e.Key).owners > 0 && !conflicts
		if !refused && (goes || stays || conflicts && z.isTainted(e) || e.Key == c.Adds.Key) && !slices.Contains(over, e.Key) {
			over = append(over, e.Key)
		}
	}
	switch key := l.key(coordination.Foreseen, z.domain(), c.Adds.Key); {
	case len(over) > 0:
		l.unsaved[key] = coordination.PlanNote{Time: time.Now(), Over: over}
	case l.phase == planning:
		l.unsaved[key] = coordination.PlanNote{}
	}
}

// near returns the live lines that could conflict with a new one: those at its
// host, those of mail, and those at the host of its mail server.
func (z *Zone) near(e zone.Entry) []zone.Entry {
	if e.Foreign() {
		return z.live.Of(e.Key)
	}
	o := z.live.Origin
	near := slices.Concat(z.live.At(o.Owner(e.Record)), z.live.Mail())
	if e.Record.Type == "mx" {
		near = append(near, z.live.At(z.live.Matching(o.FQDN(e.Record.Get("target"))))...)
	}
	return near
}
