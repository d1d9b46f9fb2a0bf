package robustness

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// recover lets applies without trouble bring about what is wanted: one, two
// after a kill, with the import blocks of the errors.
func (w *world) recover(ctx context.Context) {
	w.api.mu.Lock()
	w.api.trouble = trouble{}
	w.api.mu.Unlock()
	if w.service != nil {
		w.service.breaks(nil)
	}
	w.settle()
	o := options{parallelism: 10, refresh: true}
	for _, s := range w.spaces {
		w.recoverOne(ctx, s, o)
		s.imports = map[string]string{}
		if changes, diags := w.plan(ctx, s, o); len(changes)+len(diags) > 0 {
			w.broken("%s: the plan after the recovery is not empty: %v %q", s.name, actions(changes), diags)
		}
	}
}

// recoverOne applies until there are no errors.
func (w *world) recoverOne(ctx context.Context, s *workspace, o options) {
	tries, isRefreshed := s.applies(), false
	for try := 1; ; try++ {
		changes, diags := w.plan(ctx, s, o)
		if len(diags) == 0 {
			s.unknown = map[string][]string{}
			diags = w.apply(ctx, s, changes, o)
		}
		w.log("%s recovers: %d changes, errors: %q", s.name, len(changes), diags)
		if len(diags) == 0 {
			return
		}
		if !isRefreshed && slices.ContainsFunc(diags, func(d string) bool { return strings.Contains(d, "apply -refresh-only") }) {
			isRefreshed = true
			tries++
			w.refreshOnly(ctx, s)
		}
		if helped := s.importBlocks(diags) || w.removeOrphans(ctx, s, diags); try > tries || !helped && try >= tries {
			w.broken("%s does not recover: %q", s.name, diags)
			return
		}
	}
}

// refreshOnly lets the state say what the zone has.
func (w *world) refreshOnly(ctx context.Context, s *workspace) {
	all, err := w.start(ctx, s, "refresh", "")
	if err != nil {
		return
	}
	for _, addr := range slices.Sorted(maps.Keys(s.state)) {
		if o, diags := all[s.alias(addr)].refreshed(ctx, addr, s.state[addr]); len(diags) == 0 {
			s.refresh(addr, o)
		}
	}
}

// removeOrphans removes by hand what a killed run left, which no state has and
// nobody wants, where an error names it. A state file that a killed run did not write
// may still have the line, for a resource that a plan finds gone.
func (w *world) removeOrphans(ctx context.Context, s *workspace, diags []string) (found bool) {
	file := maps.Clone(s.state)
	w.refreshOnly(ctx, s)
	states, _ := w.states()
	s.state = file
	wanted := w.wanted()
	_, _ = w.api.server.Edit(domain, func(records string) string {
		extra := zone.Parse(records).Bag(origin).Difference(states)
		return strings.Join(slices.DeleteFunc(strings.Split(records, "\n"), func(text string) bool {
			key := origin.LineKey(text)
			named := slices.ContainsFunc(diags, func(d string) bool { return strings.Contains(d, text) })
			goes := w.orphans[key] && named && extra[key] > 0 && wanted[key] == 0
			if goes {
				extra[key]--
			}
			found = found || goes
			return goes
		}), "\n")
	})
	w.api.note()
	return found
}

// applies returns how many applies a workspace needs to recover: two if a run of
// it was killed that had written something new.
func (s *workspace) applies() int {
	for addr := range s.unknown {
		if _, ok := s.state[addr]; !ok {
			return 2
		}
	}
	return 1
}

func actions(changes []change) (all []string) {
	for _, c := range changes {
		all = append(all, c.action+" "+c.addr)
	}
	slices.Sort(all)
	return all
}

// importBlocks does what errors ask for: a line that is in the zone already is
// imported. It reports whether there was any.
func (s *workspace) importBlocks(diags []string) (found bool) {
	for _, text := range diags {
		if strings.Contains(text, "terraform state rm valuedomain_records") {
			found = s.takeOver(text) || found
			continue
		}
		if strings.Contains(text, "terraform state rm") {
			found = s.forget(text) || found
			continue
		}
		rest := text
		for {
			_, after, ok := strings.Cut(rest, "id = \"")
			if !ok {
				break
			}
			id, tail, _ := strings.Cut(after, "\"\n")
			rest = tail
			for _, addr := range slices.Sorted(maps.Keys(s.config)) {
				r := s.config[addr]
				if _, there := s.state[addr]; !there && names(r, id) && s.imports[addr] == "" && !s.importing(id) {
					s.imports[addr], found = id, true
				}
			}
		}
	}
	return found
}

// takeOver forgets the set of an error, and imports it with the lines that the error
// names.
func (s *workspace) takeOver(text string) bool {
	addr, _, _ := strings.Cut(text, ": ")
	_, id, _ := strings.Cut(text, "id = \"")
	id, _, _ = strings.Cut(id, "\"\n")
	_, ok := s.state[addr]
	if ok {
		delete(s.state, addr)
		s.imports[addr] = id
	}
	return ok
}

// forget removes from the state the resource whose line an error names, and that
// is to change.
func (s *workspace) forget(text string) bool {
	for _, addr := range slices.Sorted(maps.Keys(s.state)) {
		o := s.state[addr]
		if r, ok := s.config[addr]; ok && line(r) != lineOf(o) && strings.Contains(text, "\n  "+lineOf(o)+"\n") {
			delete(s.state, addr)
			return true
		}
	}
	return false
}

func (s *workspace) importing(id string) bool {
	for _, other := range s.imports {
		if other == id {
			return true
		}
	}
	return false
}

// names reports whether an import ID is that of a resource block. That of a set
// has only those of its lines that are there.
func names(r resource, id string) bool {
	if r.kind != "records" {
		return idOf(r) == id
	}
	of, items, ok := strings.Cut(id, "|")
	if !ok || of != domain {
		return false
	}
	own := strings.Split(line(r), "\n")
	return !slices.ContainsFunc(strings.Split(items, "|"), func(item string) bool { return !slices.Contains(own, item) })
}

func idOf(r resource) string {
	if r.kind == "mail_forwarding" {
		return r.attrs["local_part"] + "@" + domain
	}
	_, rest, _ := strings.Cut(line(r), " ")
	parts := strings.Fields(rest)
	if r.kind == "txt_record" {
		parts = strings.SplitN(rest, " ", 2)
	}
	return domain + "/" + strings.Join(parts, "/")
}
