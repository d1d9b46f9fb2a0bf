package zonesync

import (
	"encoding/binary"
	"hash/maphash"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// longAgo is when a time has no effect any more.
const longAgo = 5 * time.Second

// encoder renders a world, with all times as seen from now: what follows depends
// on nothing else.
type encoder struct {
	*world
	text []byte
}

// key returns the same number for two worlds if the same may follow.
func (w *world) key() uint64 {
	e := encoder{w, make([]byte, 0, 512)}
	for _, v := range w.versions {
		e.number(v.text)
		e.time(v.from)
	}
	e.number(-1)
	for _, l := range w.late {
		e.number(l.text)
		e.time(l.by)
		e.time(l.asked)
	}
	e.note(w.record)
	e.number(w.holder)
	for p := range w.runs {
		e.run(&w.runs[p])
	}
	e.number(w.left.all)
	e.number(w.left.crashes)
	e.number(w.left.pauses)
	e.number(w.left.looks)
	e.number(w.stranger.phase)
	e.number(w.stranger.read)
	e.time(w.stranger.at)
	e.flags(w.stranger.lost)
	for _, s := range w.slack {
		e.number(s.least)
		e.number(s.most)
	}
	return maphash.Bytes(w.seed, e.text)
}

func (e *encoder) number(n int) { e.text = binary.AppendVarint(e.text, int64(n)) }

func (e *encoder) flags(all ...bool) {
	for _, f := range all {
		if f {
			e.text = append(e.text, 1)
		} else {
			e.text = append(e.text, 0)
		}
	}
}

func (e *encoder) time(t time.Time) {
	if t.IsZero() {
		e.number(1 << 30)
		return
	}
	e.number(int(max(t.Sub(e.now), -longAgo).Milliseconds()))
}

func (e *encoder) doc(d *Document) {
	if d == nil {
		e.number(-1)
		return
	}
	e.number(e.id(d))
}

func (e *encoder) digest(d zone.Digest) {
	if id, ok := e.ids[d]; ok {
		e.number(id)
	} else {
		e.number(-1)
	}
}

func (e *encoder) note(n coordination.Note) {
	e.time(n.Writing)
	e.digest(n.Digest)
	e.time(n.At)
	e.time(n.Touched)
	e.number(n.Lines)
}

func (e *encoder) run(r *run) {
	e.number(int(r.waits))
	if r.waits == aRead {
		e.time(r.asked)
	}
	if r.waits == aWrite {
		e.doc(r.write.Next)
		e.time(r.base)
		e.number(len(r.sent))
		for _, id := range r.sent {
			e.number(id)
		}
	}
	e.flags(r.resend, r.aborted)
	e.number(int(r.ops[0]))
	e.number(int(r.ops[1]))
	e.bag(r.kept)
	e.bag(r.undone)
	e.machine(r.machine)
}

func (e *encoder) bag(b zone.Bag) {
	for _, key := range e.keys {
		e.number(b[key])
	}
}

func (e *encoder) machine(m *Machine) {
	e.number(int(m.phase))
	e.time(m.wake)
	e.operations(m.queue)
	e.number(m.expected)
	if m.phase == Gathering {
		e.time(m.closes)
	}
	e.doc(m.base)
	e.time(m.asked)
	h := &m.history
	e.digest(h.head)
	e.digest(h.before)
	e.time(h.settled)
	e.time(h.touched)
	e.time(h.since)
	e.work(m.work)
	e.doc(m.guard.trusted)
	e.number(m.guard.handed)
	e.note(m.note)
	c := &m.commit
	e.operations(c.group)
	e.doc(c.next)
	e.work(c.work)
	e.number(c.attempt)
	e.doc(c.verified)
	e.number(c.rereads)
	e.time(c.retryUntil)
	e.number(m.quiet)
	e.flags(h.lost, m.guard.touched, c.answer != nil, c.aborted, c.met, h.foreign)
}

func (e *encoder) work(w work) {
	e.bag(w.delta)
	e.bag(w.group)
	e.bag(w.left)
}

func (e *encoder) operations(all []*operation) {
	e.number(len(all))
	for _, op := range all {
		e.number(op.id)
		e.flags(op.parked, op.err != nil, op.err != nil && MayBeWritten(op.err))
		e.bag(op.effect)
	}
}
