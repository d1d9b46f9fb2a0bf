package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
)

// recover lets the next runs, without trouble, bring about what is wanted, and
// take it away again.
func (r *scenario) recover(ctx context.Context) error {
	for _, w := range r.spaces {
		if err := r.again(ctx, w); err != nil {
			return err
		}
	}
	for _, w := range r.spaces {
		if err := r.ended(ctx, w, "the next apply", w.wants(), "plan", "-json", "-input=false", "-detailed-exitcode"); err != nil {
			return err
		}
		r.based(w, true)
	}
	r.judge(r.history(), false)
	for _, w := range r.spaces {
		if err := r.ended(ctx, w, "destroy", nil, "destroy", "-json", "-input=false", "-auto-approve"); err != nil {
			return err
		}
		r.based(w, false)
	}
	r.total.stuck += len(r.stuck)
	if z, _ := r.server.Zone(domain); !slices.Equal(z.Forwards, r.others) {
		r.total.lose("the last forwards are not the first ones: %v, first %v", z.Forwards, r.others)
	}
	if len(r.foreign)+len(r.stuck) == 0 && !r.spaces[0].whole && r.text() != r.start {
		r.total.lose("the last text is not the first one:\n%q\nfirst:\n%q", r.text(), r.start)
	}
	return os.RemoveAll(r.folder)
}

// based holds the zone against the other lines of a whole zone, which it has to
// have, and to lose with it; and against those that are nobody's.
func (r *scenario) based(w *workspace, stands bool) {
	if !w.whole {
		return
	}
	had := setOf(lines(w.base))
	for line := range had {
		if strings.TrimSpace(line) != "" && has(r.text(), line) != stands {
			r.total.lose("it is not so that %q of the managed text %s", line, standing(stands))
		}
	}
	for _, f := range r.foreign {
		for line, wanted := range f.wants {
			if !had[line] && !w.allow && has(r.text(), line) != wanted {
				r.total.lose("it is not so that %q, which is %s's, %s", line, f.party.name, standing(wanted))
			}
		}
	}
}

// again is the next apply. Where records are refused because they stand already
// it takes the import blocks that the errors hold. Where the destroying writer
// has left less than half of the zone, it does as the guard says. What a whole
// zone holds of others, which are done, becomes part of the text.
func (r *scenario) again(ctx context.Context, w *workspace) error {
	for range 4 {
		a, err := w.apply(ctx, r.told(), 0)
		if err != nil {
			return err
		}
		r.forwards(w, a)
		if a.code == 0 {
			return nil
		}
		if r.shrunk(w, a.outcome) || r.takenIn(w, a.outcome) {
			continue
		}
		if w.adopt || w.whole || !w.paste(a.outcome) {
			r.total.lose("the next apply failed (adopt_existing = %t):\n%s", w.adopt, a.out)
			return nil
		}
	}
	r.total.lose("the import blocks of the errors do not help")
	return nil
}

// takenIn tells whether a whole zone was refused because of the lines of others,
// and takes these into its text.
func (r *scenario) takenIn(w *workspace, o outcome) bool {
	if !w.whole || w.allow || !strings.Contains(o.out, "allow_delete_unmanaged") {
		return false
	}
	base := w.base
	for _, line := range lines(r.text()) {
		if strings.Contains(line, " far") && !has(base, line) {
			w.base = toggled(w.base, line, true)
		}
	}
	return w.base != base
}

// shrunk tells whether a command was refused because others have taken most of
// the zone away, and overrides that guard from then on, once.
func (r *scenario) shrunk(w *workspace, o outcome) bool {
	if o.code == 0 || w.override || len(r.foreign)+len(r.spaces) < 2 || !strings.Contains(o.out, "shrunk-zone") {
		return false
	}
	w.override = true
	return true
}

// ended runs a last command of something, which must find nothing to complain
// of, and looks whether the zone holds what is wanted and no more.
func (r *scenario) ended(ctx context.Context, w *workspace, what string, wants map[string]bool, args ...string) error {
	o, err := w.run(ctx, args...)
	if err == nil && r.shrunk(w, o) {
		if err = w.write(r.told()); err == nil {
			o, err = w.run(ctx, args...)
		}
	}
	if err != nil {
		return err
	}
	if o.code != 0 {
		r.total.lose("%s did not end well, says terraform %s:\n%s", what, args[0], o.out)
	}
	lost := len(r.total.lost)
	defer func() {
		if len(r.total.lost) > lost && r.total.trace {
			fmt.Fprintf(r.total.out, "terraform %s said:\n%s\n", args[0], o.out)
		}
	}()
	found := map[string]bool{}
	for _, p := range w.parties {
		for _, line := range p.own(r.everything()) {
			found[line] = true
			switch {
			case wants[line]:
			case broughtBack(r.parties, r.history(), p, line):
				r.stuck[line] = true
			default:
				r.total.lose("%s has ended, and %q is in the zone and not wanted", what, line)
			}
		}
	}
	for line := range wants {
		if !found[line] {
			r.total.lose("%s has ended, and %q is not in the zone", what, line)
		}
	}
	return nil
}

// everything is the text of the zone with the mail forwards as lines of it.
func (r *scenario) everything() string {
	z, _ := r.server.Zone(domain)
	text := z.Records
	for _, f := range z.Forwards {
		text += "\n" + mailLine(f.User, f.ForwardTo)
	}
	return text
}
