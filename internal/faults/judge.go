package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// claim is what a writer of ours was told about one of its lines.
type claim struct {
	party      *party
	line       string
	stands     bool // Added, else removed.
	kept       bool // It stood before as well: its resource only got another name.
	began, end time.Time
	answer     answer
}

// answer is how an operation ended.
type answer int

const (
	done    answer = iota
	refused        // With an error that says that nothing was written.
	unclear        // With an error that says that the outcome is not known.
)

// verdict is what a judge found in a history.
type verdict struct {
	lost    []string
	writes  int             // Of ours, that took effect.
	rebases int             // Writes on a text that lacked what the writer had written before.
	window  int             // Writes of other machines that ours overwrote.
	undone  int             // Lines of ours that others took away after the run had ended.
	gaps    int             // Lines of renamed resources that were gone for a while.
	exposed []time.Duration // From the read to the write that trusted it.
}

// shown is a text that a writer has seen.
type shown struct {
	simulator.Exchange

	own map[string]bool
}

// judge goes through a history and holds it against the rules of the package
// comment.
type judge struct {
	parties map[string]*party
	claims  []claim
	// forgetful: a claim binds no later process of its party.
	forgetful bool
	// lag is how long reads may be old ones.
	lag   time.Duration
	last  map[*party]shown
	wrote map[*party][]string // Its own lines in its last write.
	meant []change            // What writers changed of their own lines.
	verdict
}

// change is one line that a write of ours brought or took, against the text
// that its writer knew.
type change struct {
	party  *party
	line   string
	stands bool
	at     time.Time
}

func newJudge(parties map[string]*party, claims []claim) *judge {
	return &judge{parties: parties, claims: claims, last: map[*party]shown{}, wrote: map[*party][]string{}}
}

// hear judges a whole history, which is in order.
func (j *judge) hear(history []simulator.Exchange) verdict {
	for i, e := range history {
		p := j.parties[e.Host]
		switch {
		case p == nil:
			j.lose("an unknown party at %s", e.Host)
		case !p.ours:
		case e.Write:
			j.write(p, e, history[:i])
		case e.Reached:
			j.last[p] = shown{e, setOf(p.own(e.Shown))}
		}
	}
	for _, c := range j.claims {
		j.claimed(c, history)
	}
	return j.verdict
}

func (j *judge) lose(format string, args ...any) {
	j.lost = append(j.lost, fmt.Sprintf(format, args...))
}

// write judges a write of ours against what its writer knew and what was true.
func (j *judge) write(p *party, e simulator.Exchange, before []simulator.Exchange) {
	j.writes++
	base, ok := j.last[p]
	if !ok {
		j.lose("%s wrote without having read", p.name)
		return
	}
	j.exposed = append(j.exposed, e.Time.Sub(base.Time))
	for _, line := range j.wrote[p] {
		if !base.own[line] {
			j.rebases++
			break
		}
	}
	j.wrote[p] = p.own(e.After.Records)
	removed, added := difference(p.own(base.Shown), j.wrote[p])
	for _, line := range removed {
		j.meant = append(j.meant, change{p, line, false, e.Time})
	}
	for _, line := range added {
		j.meant = append(j.meant, change{p, line, true, e.Time})
	}
	if gone, come := difference(p.others(base.Shown), p.others(e.After.Records)); len(gone)+len(come) > 0 {
		j.lose("%s changed lines that are not its own: gone %q, come %q", p.name, gone, come)
	}
	if e.After.TTL != base.Before.TTL || e.After.NSType != base.Before.NSType {
		j.lose("%s changed ttl or name servers: %d %s, before %d %s", p.name, e.After.TTL, e.After.NSType, base.Before.TTL, base.Before.NSType)
	}
	j.overwritten(p, e, before)
	if !j.forgetful {
		j.kept(p, e, base)
	}
}

// overwritten finds what a write undid of others. Where another machine had a
// hand in what the writer did not know of, it could not have known.
func (j *judge) overwritten(p *party, e simulator.Exchange, before []simulator.Exchange) {
	gone, come := difference(p.others(e.Before.Records), p.others(e.After.Records))
	if len(gone)+len(come) == 0 {
		return
	}
	if j.missed(p, before) {
		j.window++
		return
	}
	for _, q := range j.parties {
		if q == p || q.machine != p.machine {
			continue
		}
		for _, line := range slices.Concat(gone, come) {
			if strings.Contains(line, q.mark()) {
				j.lose("%s undid what %s wrote on the same machine: %q", p.name, q.name, line)
				return
			}
		}
	}
	j.lose("%s undid what nobody else had written since it read: gone %q, come %q", p.name, gone, come)
}

// missed tells whether another machine has written since the writer read its
// base; or, where that read was an old one, shortly before: nobody of this
// machine can have known what was replaced then.
func (j *judge) missed(p *party, before []simulator.Exchange) bool {
	base := j.last[p]
	since := base.Time
	if base.Shown != base.After.Records {
		since = since.Add(-3 * j.lag)
	}
	return slices.ContainsFunc(before, func(e simulator.Exchange) bool {
		return e.Write && j.parties[e.Host].machine != p.machine && (e.Seq > base.Seq || e.Time.After(since))
	})
}

// kept demands that what was done before the base was read is in the text,
// unless a later operation on that line had begun.
func (j *judge) kept(p *party, e simulator.Exchange, base shown) {
	after := setOf(p.own(e.After.Records))
	for i, c := range j.claims {
		if c.party != p || !c.stands || c.answer != done || !c.end.Before(base.Time) || after[c.line] {
			continue
		}
		later := slices.ContainsFunc(j.claims[i+1:], func(d claim) bool {
			return d.party == p && d.line == c.line && d.began.Before(e.Time)
		})
		if !later {
			j.lose("%s wrote a text without its own line %q", p.name, c.line)
		}
	}
}

// claimed judges what an operation was told.
func (j *judge) claimed(c claim, history []simulator.Exchange) {
	switch c.answer {
	case done:
		j.stayed(c)
		j.proven(c, history)
	case refused:
		at := slices.IndexFunc(history, func(e simulator.Exchange) bool { return e.Time.After(c.end) })
		if at < 0 {
			at = len(history)
		}
		if at > 0 && has(history[at-1].After.Records, c.line) == c.stands && j.did(c) {
			j.lose("%s was told that nothing was written, and %q %s", c.party.name, c.line, standing(c.stands))
		}
	case unclear:
	}
}

// did tells whether a write of the operation's own process made what it was told
// to make. That others did the same says nothing about it.
func (j *judge) did(c claim) bool {
	return slices.ContainsFunc(j.meant, func(m change) bool {
		return m.party == c.party && m.line == c.line && m.stands == c.stands && !m.at.Before(c.began) && !m.at.After(c.end)
	})
}

// stayed counts a line that was to stand all the time, and that its own process
// took away and set again: the resource that goes and the one that comes are two
// operations, which Terraform starts in any order.
func (j *judge) stayed(c claim) {
	if c.kept && j.did(claim{party: c.party, line: c.line, began: c.began, end: c.end}) {
		j.gaps++
	}
}

// proven demands a read that shows the effect while the operation ran, and
// that nobody but others undid it since.
func (j *judge) proven(c claim, history []simulator.Exchange) {
	if j.outdated(c) {
		return
	}
	if len(history) == 0 || has(history[len(history)-1].After.Records, c.line) == c.stands {
		return
	}
	seen := -1
	for i, e := range history {
		if j.parties[e.Host] == c.party && !e.Write && e.Reached && !e.Time.Before(c.began) && !e.Time.After(c.end) && has(e.Shown, c.line) == c.stands {
			seen = i
		}
	}
	if seen < 0 {
		j.lose("%s was told that %q %s, no read had shown it, and it is not so", c.party.name, c.line, standing(c.stands))
		return
	}
	// An old read shows what was true once: since then counts.
	for seen > 0 && has(history[seen].After.Records, c.line) != c.stands {
		seen--
	}
	for i := seen; i < len(history); i++ {
		if e := history[i]; turns(e, c.line) && has(e.After.Records, c.line) != c.stands {
			if q := j.parties[e.Host]; q.ours && q.machine == c.party.machine && !passedOn(j.parties, history[:i+1], c.party, c.line) {
				j.lose("%s was told that %q %s, and %s undid it", c.party.name, c.line, standing(c.stands), q.name)
			} else {
				j.undone++
			}
			return
		}
	}
	j.lose("%s was told that %q %s, by an old read", c.party.name, c.line, standing(c.stands))
}

// outdated tells whether a later operation had the same line.
func (j *judge) outdated(c claim) bool {
	return slices.ContainsFunc(j.claims, func(d claim) bool {
		return d.party == c.party && d.line == c.line && !d.began.Before(c.end) && d != c
	})
}

// turns tells whether something brought a line or took it away.
func turns(e simulator.Exchange, line string) bool {
	return e.Write && has(e.Before.Records, line) != has(e.After.Records, line)
}

// passedOn tells whether the last of a history's events, a write of another
// process than the line's party, made of the line what its writer had been shown,
// and another machine had made of it since the party's own last write of it. What
// undid that in between was an old base, which nobody of this machine could tell
// from the zone.
func passedOn(parties map[string]*party, history []simulator.Exchange, p *party, line string) bool {
	e, before := history[len(history)-1], history[:len(history)-1]
	stands := has(e.After.Records, line)
	shown := false
	for _, b := range slices.Backward(before) {
		if b.Host == e.Host && !b.Write && b.Reached {
			shown = has(b.Shown, line) == stands
			break
		}
	}
	if !shown || parties[e.Host] == p {
		return false
	}
	for _, b := range slices.Backward(before) {
		if !turns(b, line) {
			continue
		}
		switch q := parties[b.Host]; {
		case q == p:
			return false
		case q.machine != p.machine && has(b.After.Records, line) == stands:
			return true
		}
	}
	return false
}

// broughtBack tells whether a line of a party stands because another machine, or
// somebody foreign, wrote it last, on a text from before it was taken away.
// Nobody can notice that in an API without versions, and a state that has
// forgotten the line does not look for it.
func broughtBack(parties map[string]*party, history []simulator.Exchange, p *party, line string) bool {
	for i, e := range slices.Backward(history) {
		if turns(e, line) && has(e.After.Records, line) {
			return parties[e.Host].machine != p.machine || passedOn(parties, history[:i+1], p, line)
		}
	}
	return false
}

func standing(stands bool) string {
	if stands {
		return "stands"
	}
	return "is gone"
}

func has(text, line string) bool {
	for l := range strings.SplitSeq(text, "\n") {
		if strings.TrimRight(l, "\r") == line {
			return true
		}
	}
	return false
}

func setOf(lines []string) map[string]bool {
	set := make(map[string]bool, len(lines))
	for _, l := range lines {
		set[l] = true
	}
	return set
}

// difference returns what stands in one list only; where the same lines stand
// in another order, that is a difference too.
func difference(before, after []string) (gone, come []string) {
	if slices.Equal(before, after) {
		return nil, nil
	}
	counts := map[string]int{}
	for _, l := range before {
		counts[l]--
	}
	for _, l := range after {
		counts[l]++
	}
	for _, l := range slices.Sorted(maps.Keys(counts)) {
		for range -counts[l] {
			gone = append(gone, l)
		}
		for range counts[l] {
			come = append(come, l)
		}
	}
	if len(gone)+len(come) == 0 {
		return []string{"(the order)"}, nil
	}
	return gone, come
}
