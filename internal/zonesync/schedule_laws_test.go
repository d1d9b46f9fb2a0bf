package zonesync

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// span is how a count may have changed.
type span struct{ least, most int }

func (s span) plus(least, most int) span { return span{s.least + least, s.most + most} }

// wish is a change of one line, or of one line to another.
type wish struct{ remove, put string }

func (o wish) String() string {
	return strings.TrimPrefix(strings.TrimSpace("-"+short(o.remove)+" +"+short(o.put)), "- ")
}

// short names a line by its owner.
func short(line string) string {
	if fields := strings.Fields(line); len(fields) > 1 {
		return fields[1]
	}
	return ""
}

func (o wish) change() Change {
	switch {
	case o.put == "":
		return remove(o.remove)
	case o.remove == "":
		return add(o.put)
	}
	return replace(o.remove, o.put)
}

// effect is how an operation changes counts.
func (o wish) effect() zone.Bag {
	b := zone.Bag{}
	if o.remove != "" {
		b.Add(key(o.remove), -1)
	}
	if o.put != "" {
		b.Add(key(o.put), 1)
	}
	return b
}

// span returns how often a line may be in the zone, if every answer that was
// given is true.
func (w *world) span(at int) span {
	key := w.keys[at]
	s := span{w.bags[0][key], w.bags[0][key]}
	for p, r := range w.runs {
		for i, status := range r.ops {
			by := w.effects[p][i][key]
			switch status {
			case done:
				s = s.plus(by, by)
			case maybe, unclear:
				s = s.plus(min(0, by), max(0, by))
			case planned, asked, nowhere:
			}
		}
	}
	s = s.plus(w.slack[at].least, w.slack[at].most)
	return span{max(0, s.least), max(0, s.most)}
}

// holds checks that a text has every line as often as it may.
func (w *world) holds(text int, says string) {
	for at, key := range w.keys {
		if n, s := w.bags[text][key], w.span(at); n < s.least || n > s.most {
			w.broken("%s: %s is there %d times, and has to be %d to %d times", says, strings.Fields(key)[1], n, s.least, s.most)
			return
		}
	}
}

// sent notes that the operations of a write may be stored.
func (w *world) sent(p int) {
	r := &w.runs[p]
	for _, id := range r.sent {
		if r.ops[id] == asked {
			r.ops[id] = maybe
		}
	}
}

// answered holds an answer against the zone.
func (w *world) answered(p int, a Answer) (says string) {
	r := &w.runs[p]
	w.note("%c: %v is answered: %v", 'P'+p, w.scripts[p][a.ID], a.Err)
	switch {
	case a.Err == nil:
		r.ops[a.ID] = done
		w.repaired(p)
		kept := zone.Bag{}
		kept.AddAll(r.kept, 1)
		kept.AddAll(w.effects[p][a.ID], 1)
		r.kept = kept
		return "an operation is done, and the zone does not show it"
	case MayBeWritten(a.Err):
		r.ops[a.ID] = unclear
	default:
		r.ops[a.ID] = nowhere
		says = "an operation has an error that says that nothing was written, and it was"
	}
	w.forgets(p, a.ID)
	if w.needs[p] && r.ops[0] == nowhere && r.ops[1] == planned {
		r.ops[1] = nowhere // Nothing is in the state that could be removed.
	}
	return says
}

// forgets notes that a run does not keep up the lines of a failed operation.
func (w *world) forgets(p, op int) {
	without := func(b zone.Bag) zone.Bag {
		kept := zone.Bag{}
		for key, by := range b {
			if w.effects[p][op][key] == 0 {
				kept[key] = by
			}
		}
		return kept
	}
	w.runs[p].kept, w.runs[p].undone = without(w.runs[p].kept), without(w.runs[p].undone)
}

// repaired takes back the slack of what a run has done, if it has seen what the
// stranger wrote.
func (w *world) repaired(p int) {
	r := w.runs[p]
	if len(r.undone) == 0 || w.removals(key(w.line)) > 0 || r.machine.asked.Before(w.stranger.at.Add(w.timing.Lag)) {
		return
	}
	for at, key := range w.keys {
		s, by := w.slack[at], r.undone[key]
		w.slack[at] = s.plus(min(-s.least, max(0, by)), -min(s.most, max(0, -by)))
	}
	w.runs[p].undone = nil
}

// put stores a text that a run has written.
func (w *world) put(text int, asked time.Time) {
	before := w.head()
	w.store(text)
	if w.stranger.phase == 2 && !w.stranger.lost && w.role != registrarRole {
		mine := key(w.line)
		if w.bags[text][mine] < w.bags[before][mine] {
			if w.stranger.at.After(asked.Add(-w.timing.Lag)) {
				w.stranger.lost = true
				s := &w.slack[slices.Index(w.keys, mine)]
				s.least = min(0, s.least)
			}
		}
	}
	w.holds(text, "a write undoes what it must not")
}

// plansOn checks a text that a plan takes for the truth.
func (w *world) plansOn(text int) {
	if w.stranger.phase < 2 || w.role == registrarRole {
		w.holds(text, "a plan takes an old text for the truth")
	}
}

// interferes writes what the stranger has read, with its own change.
func (w *world) interferes() {
	f := &w.stranger
	f.phase, f.at = 2, w.now
	if w.role == registrarRole { // Another process changes the forwards, under the lock.
		f.read, w.record.Touched = w.head(), w.now
		for p := range w.runs {
			w.runs[p].kept = nil
		}
	}
	next := w.text()
	if w.role != wiperRole {
		next = w.text(append(strings.Split(w.texts[f.read].Text, "\n"), w.line)...)
	}
	if w.tracing {
		w.note("the other writer writes %s", w.name(next))
	}
	before := w.head()
	for at, k := range w.keys {
		by := w.bags[next][k] - w.bags[before][k]
		s := span{min(0, by), max(0, by)}
		if k == key(w.line) && w.role != wiperRole {
			// A run that has removed such a line can't tell it from its own.
			s.least = max(0, by-w.removals(k))
		}
		w.slack[at] = w.slack[at].plus(s.least, s.most)
		for p := range w.runs {
			if r := &w.runs[p]; by != 0 && r.kept[k] != 0 {
				undone := zone.Bag{k: r.kept[k]}
				undone.AddAll(r.undone, 1)
				r.undone = undone
			}
		}
	}
	w.store(next)
}

// removals counts how many lines of a key the runs may remove.
func (w *world) removals(key string) int {
	n := 0
	for p := range w.runs {
		for i := range w.runs[p].ops {
			n -= min(0, w.effects[p][i][key])
		}
	}
	return n
}

// ends checks a schedule to which nothing can happen any more.
func (w *world) ends() {
	for p, r := range w.runs {
		for i, s := range r.ops {
			if s == asked || s == maybe {
				w.broken("an operation is never answered: %v of %c", w.scripts[p][i], 'P'+p)
			}
		}
	}
	if w.holder >= 0 {
		w.broken("the lock is never given back")
	}
}

// broken notes that a law is broken. The first one counts.
func (w *world) broken(format string, args ...any) {
	if w.law == "" {
		w.law = fmt.Sprintf(format, args...)
		w.note("BROKEN: %s", w.law)
	}
}

func (w *world) story() string {
	var lines []string
	for s := w.trace; s != nil; s = s.before {
		lines = append(lines, s.text)
	}
	slices.Reverse(lines)
	return strings.Join(lines, "\n")
}
