package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// cliRounds returns what runs a round of the second part: the built provider in
// the real CLI.
func cliRounds(s settings, folder string) (func(context.Context, choices, string, *figures) error, error) {
	c, err := newCLI(s, folder)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, chosen choices, place string, total *figures) error {
		r := &scenario{engine: engine{choices: chosen, folder: place, total: total}, cli: c, stuck: map[string]bool{}}
		return r.play(ctx)
	}, nil
}

// scenario is a round in which Terraform runs.
type scenario struct {
	engine

	cli     *cli
	spaces  []*workspace
	kills   bool
	service string
	others  []simulator.Forward // Mail forwards that nobody manages.
	known   int                 // How many losses there were before.
	stuck   map[string]bool     // Lines that are nobody's any more: see broughtBack.
}

// kind is a way in which applies meet trouble.
type kind int

const (
	alone kind = iota
	killed
	oneMachine // Two workspaces.
	twoAliases // Of the provider, in one workspace.
	twoMachines
	wholeZone
	mails
	mailsAgain // Twice as often: what is written whole is at stake in two places.
	kindsOfRound
)

// play runs one of them.
func (r *scenario) play(ctx context.Context) error {
	kind := min(kind(r.IntN(int(kindsOfRound))), mails)
	if err := r.found(kind); err != nil {
		return err
	}
	defer r.end()
	r.known = len(r.total.lost)
	defer func() {
		if len(r.total.lost) > r.known && r.total.trace {
			trace(r.total.out, r.parties, r.history(), r.listings()...)
		}
	}()
	if err := r.prepare(kind); err != nil {
		return err
	}
	time.Sleep(staleFor) // The making of the zone must be no change that old reads are from before.
	stop := r.foreigners(ctx)
	// A plan believes half of a zone, unless it knows what was written last. It does
	// not after a change of the forwards, with which the registrar changes the zone.
	late := r.inject(r.trouble(1, len(r.foreign) == 0 && len(r.ours()) == 1 && kind != mails))
	for range 2 {
		if err := r.applyAll(ctx); err != nil {
			return err
		}
		late()
	}
	stop()
	for _, f := range r.calm {
		f()
	}
	r.judge(r.history(), true)
	time.Sleep(2 * staleFor)
	return r.recover(ctx)
}

// found makes the zone. Where mail is forwarded it holds no mail server but the
// forwards', and some of them are nobody's.
func (r *scenario) found(kind kind) (err error) {
	text := r.startText()
	r.service = serviceGeneral
	switch {
	case kind == mails:
		text = "a @ 203.0.113.10\na www 203.0.113.10\ntxt @ google-site-verification=example"
		for i := range r.IntN(5) {
			r.others = append(r.others, simulator.Forward{User: fmt.Sprintf("staff%d", i), ForwardTo: fmt.Sprintf("box%d@example.com", i)})
		}
		if len(r.others) > 0 {
			text += "\n" + forwardingLine
		}
		if r.often(2) {
			text += "\n"
		}
	case r.often(4):
		r.service = serviceSimple
		text = "a @ 203.0.113.10\nmx mail.gaibu-server.com. 10\nmx mail 20\na mail 203.0.113.12\ntxt @ v=spf1 mx -all\ncname docs docs.example.net."
	}
	if r.world, err = newWorld(text); err != nil {
		return err
	}
	return r.server.SetZone(domain, simulator.Zone{DomainID: 1, TTL: 600, Records: text, Forwards: r.others})
}

// forwardingLine is what the registrar sets for the forwards of a domain.
const forwardingLine = "mxe mail 209.19.56.20 10"

// prepare makes the workspaces and the foreign writers. What the zone would
// lose by a destroying one is a matter of single records: no such writer stands
// beside a whole zone, or beside forwards, whose record it would take away.
func (r *scenario) prepare(kind kind) error {
	r.kills = kind == killed || kind >= wholeZone && r.often(2)
	first := []string{"own1"}
	if kind == twoAliases {
		first = append(first, "own2")
	}
	if err := r.workspace(kind, "m1", first...); err != nil {
		return err
	}
	second := map[string]bool{"m1": kind == oneMachine || kind == mails && r.often(3), "m2": kind == twoMachines}
	for _, machine := range []string{"m1", "m2"} {
		if second[machine] {
			if err := r.workspace(kind, machine, "own3"); err != nil {
				return err
			}
		}
	}
	for i, destroys := range []bool{false, true} {
		if !r.often(3+i) || destroys && kind >= wholeZone {
			continue
		}
		f := &foreigner{party: r.party(fmt.Sprintf("far%d", i+1), ""), rng: newChoices(r.Uint64(), i).Rand, destroys: destroys, pause: 2 * time.Second, lag: staleFor}
		if kind == wholeZone {
			f.hosts = 1 // The zone has to be without its line at times: nothing is written beside one.
		}
		r.foreign = append(r.foreign, f)
	}
	return nil
}

func (r *scenario) workspace(kind kind, machine string, names ...string) error {
	w := &workspace{
		cli: r.cli, dir: filepath.Join(r.folder, fmt.Sprintf("w%d", len(r.spaces))), home: r.locks(machine), killed: r.total.kill, adopt: r.often(2),
		wishes: &wishes{service: r.service, silent: r.often(2), kinds: []string{kindA, kindCNAME, kindMX, kindTXT}},
	}
	var may func(string) bool
	if kind == wholeZone {
		w.whole, w.base, w.allow = true, r.start, r.often(3)
		if w.allow {
			may = func(line string) bool { return strings.Contains(line, " far") }
		}
	}
	if kind == mails {
		w.kinds = []string{kindMail, kindA, kindTXT}
		may = func(line string) bool { return line == forwardingLine }
	}
	for _, name := range names {
		p := r.party(name, machine)
		p.may = may
		w.parties = append(w.parties, p)
	}
	r.spaces = append(r.spaces, w)
	return errors.Join(os.MkdirAll(w.dir, 0o700), os.MkdirAll(w.home, 0o700))
}

// told tells whether the zone shows which DNS service it has.
func (r *scenario) told() bool {
	return slices.ContainsFunc(lines(r.text()), func(l string) bool { return strings.HasPrefix(strings.ToLower(l), "mx") })
}

// applyAll changes and applies every workspace at the same time.
func (r *scenario) applyAll(ctx context.Context) error {
	var group sync.WaitGroup
	errs, all := make([]error, len(r.spaces)), make([]applied, len(r.spaces))
	for i, w := range r.spaces {
		w.change(r.choices)
		kill := time.Duration(0)
		if r.kills {
			kill = 300*time.Millisecond + r.upTo(3*time.Second)
		}
		told := r.told()
		group.Go(func() {
			all[i], errs[i] = w.apply(ctx, told, kill)
			if all[i].code != 0 {
				r.total.refuse()
			}
		})
	}
	group.Wait()
	r.total.steps += len(r.spaces)
	if err := errors.Join(errs...); err != nil {
		return err
	}
	for i, w := range r.spaces {
		r.forwards(w, all[i])
		r.remembered(all[i])
	}
	return nil
}

// remembered demands that a run which was given no DNS service, because the zone
// told it, knows it to its end. Where others write, or a read lies, the zone may
// stop to tell.
func (r *scenario) remembered(a applied) {
	lied := slices.ContainsFunc(r.server.Journal(), func(e simulator.Entry) bool {
		return strings.Contains(e.Fault, faultHalf) || strings.Contains(e.Fault, faultEmpty)
	})
	if lied || len(r.foreign)+len(r.spaces) > 1 {
		return
	}
	for _, d := range a.errors() {
		if strings.Contains(d.Detail, "dns_service") {
			r.total.lose("an apply that the zone had told the DNS service asks for it: %s: %s", d.Address, d.Summary)
			return
		}
	}
}

// judge holds a part of the history against what the states say.
func (r *scenario) judge(history []simulator.Exchange, count bool) {
	var claims []claim
	for _, w := range r.spaces {
		claims = append(claims, w.claims...)
	}
	slices.SortStableFunc(claims, func(a, b claim) int { return a.began.Compare(b.began) })
	j := newJudge(r.parties, claims)
	j.forgetful, j.lag = true, staleFor
	v := j.hear(history)
	if !count { // All has been told but what has come since.
		v = verdict{lost: slices.DeleteFunc(v.lost, func(text string) bool { return slices.Contains(r.total.lost[r.known:], text) })}
	}
	r.total.add(v, r.server.Journal())
	r.server.ResetJournal()
}
