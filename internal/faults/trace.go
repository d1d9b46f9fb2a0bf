package main

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// trace prints a history, a line for each effect: when, who, what, and how it
// differs from the truth before and from what the client knew.
func trace(out io.Writer, parties map[string]*party, history []simulator.Exchange, lists ...list) {
	for _, l := range lists {
		fmt.Fprintf(out, "%14s %-6s forwards %v\n", l.at.Sub(history[0].Time).Round(time.Millisecond/10), l.party.name, l.forwards)
	}
	last := map[*party]string{}
	for i, e := range history {
		p := parties[e.Host]
		kind, note := "read ", ""
		if e.Write {
			kind = "write"
			gone, come := difference(lines(e.Before.Records), lines(e.After.Records))
			note = fmt.Sprintf("gone %q, come %q", gone, come)
			if last[p] != e.Before.Records {
				note += "; its base was not what was there"
			}
		} else if gone, come := difference(lines(e.After.Records), lines(e.Shown)); len(gone)+len(come) > 0 {
			note = fmt.Sprintf("old or wrong: lacks %q, has %q", gone, come)
		}
		if !e.Reached {
			note += "; the answer did not reach it"
		} else {
			last[p] = e.Shown
		}
		fmt.Fprintf(out, "%4d %9s %-6s %s %s\n", i, e.Time.Sub(history[0].Time).Round(time.Millisecond/10), p.name, kind, note)
	}
}

func lines(text string) []string {
	all := (&party{}).others(text)
	slices.Sort(all)
	return all
}
