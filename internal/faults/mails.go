package main

import (
	"slices"
	"strings"
)

// forwards holds the list of mail forwards against what the state of an apply
// says. Forwards that are nobody's stand all the time.
func (r *scenario) forwards(w *workspace, a applied) {
	z, _ := r.server.Zone(domain)
	set := map[string]int{}
	for _, f := range z.Forwards {
		set[mailLine(f.User, f.ForwardTo)]++
	}
	r.nobodys(set)
	for line := range a.after {
		if isMail(line) && set[line] != 1 && (a.code == 0 || a.before[line] == "") {
			r.total.lose("the state holds %q, which stands %d times in the list of forwards (exit code %d)", line, set[line], a.code)
		}
	}
	if a.code != 0 {
		return // It has told of the rest.
	}
	for _, p := range w.parties {
		for line := range set {
			if strings.Contains(line, p.mark()) && a.after[line] == "" {
				r.total.lose("%q is in the list of forwards, and not in the state of an apply that ended well", line)
			}
		}
	}
}

// nobodys demands the forwards that nobody manages, once in the list as it is
// and in every one that was written.
func (r *scenario) nobodys(set map[string]int) {
	for _, f := range r.others {
		if n := set[mailLine(f.User, f.ForwardTo)]; n != 1 {
			r.total.lose("the forward of %s, which is nobody's, stands %d times, want once", f.User, n)
		}
		for _, l := range r.listings() {
			if !slices.Contains(l.forwards, f) {
				r.total.lose("%s wrote the forwards without that of %s, which is nobody's", l.party.name, f.User)
			}
		}
	}
}
