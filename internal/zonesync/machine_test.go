package zonesync

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func digest(text string) zone.Digest { return zone.Digest(text) }

// script drives a machine by hand.
type script struct {
	t       *testing.T
	machine *Machine
	now     time.Time
}

func newScript(t *testing.T) *script {
	t.Helper()
	timing := DefaultTiming()
	timing.Stale = nil
	return &script{t, newMachine(testDomain, timing, guard{}), begin()}
}

// wants hands an event to the machine some milliseconds after the last one, and
// compares what it wants done.
func (s *script) wants(after int, e Event, want ...string) {
	s.t.Helper()
	s.now = s.now.Add(time.Duration(after) * time.Millisecond)
	if read, ok := e.(ReadDone); ok && read.Asked.IsZero() {
		read.Asked = s.now
		e = read
	}
	var got []string
	for _, a := range s.machine.Step(s.now, e) {
		got = append(got, describe(a))
	}
	if wake := s.machine.wake; !wake.IsZero() && s.machine.phase == Pausing {
		got = append(got, fmt.Sprintf("pause %d ms", wake.Sub(s.now).Milliseconds()))
	}
	if strings.Join(got, ", ") != strings.Join(want, ", ") {
		s.t.Errorf("after %T at %v: %q, want %q", e, s.now.Sub(begin()), got, want)
	}
}

func describe(a Action) string {
	switch a := a.(type) {
	case Lock:
		return fmt.Sprintf("lock %d", a.Requests)
	case Rebook:
		return fmt.Sprintf("book %d", a.Requests)
	case Abort:
		return "abort"
	case Unlock:
		return "unlock"
	case Read:
		return "read"
	case Write:
		return "write " + owners(a.Next)
	case Answer:
		var unknown *UnknownError
		switch {
		case a.Err == nil:
			return fmt.Sprintf("done %d", a.ID)
		case errors.As(a.Err, &unknown):
			return fmt.Sprintf("unknown %d", a.ID)
		}
		return fmt.Sprintf("error %d", a.ID)
	}
	return "?"
}

func owners(d *Document) string {
	var names []string
	for _, l := range d.zone.Lines() {
		names = append(names, short(l.Text))
	}
	return strings.Join(names, " ")
}

// TestVerification has a test for each row and column of the table in commit.go.
func TestVerification(t *testing.T) {
	t.Parallel()
	before, after := text(lineK), text(lineK, lineA)
	stranger := text(lineK, lineF)
	both := text(lineK, lineF, lineA)
	for name, tc := range map[string]struct {
		known  int // For how long the text before is known, in milliseconds.
		lock   string
		first  string // What the lock is followed by.
		answer error
		wait   int // Until the read, in milliseconds.
		read   *Document
		want   []string
	}{
		"stored, and the read is current":                          {5000, "3", "read", nil, 0, after, []string{"unlock", "done 1"}},
		"stored, and the read may be old":                          {5000, "3", "read", nil, 100, before, []string{"pause 1300 ms"}},
		"stored, and a stranger has kept the line":                 {5000, "3", "read", nil, 1400, both, []string{"unlock", "done 1"}},
		"stored, and a stranger has undone it":                     {5000, "3", "read", nil, 1400, stranger, []string{"write k f a"}},
		"stored, and a stranger has put back the text from before": {5000, "3", "read", nil, 1400, before, []string{"write k a"}},
		"unknown, and the read is current":                         {5000, "3", "read", errLost, 0, after, []string{"unlock", "done 1"}},
		"unknown, and the read is ambiguous":                       {500, "2", "write k a", errLost, 0, after, []string{"pause 750 ms"}},
		"unknown, and the read may be old":                         {5000, "3", "read", errLost, 100, before, []string{"pause 3300 ms"}},
		"unknown, and the write may be stored late":                {5000, "3", "read", errLost, 3399, before, []string{"pause 1 ms"}},
		"unknown, and a stranger has kept the line":                {5000, "3", "read", errLost, 3400, both, []string{"unlock", "done 1"}},
		"unknown, and nothing was stored":                          {5000, "3", "read", errLost, 3400, before, []string{"write k a"}},
		"unknown, and a stranger has undone it":                    {5000, "3", "read", errLost, 3400, stranger, []string{"write k f a"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newScript(t)
			s.wants(0, Seen{Asked: s.now, Doc: before})
			s.wants(tc.known, Arrived{1, add(lineA)})
			s.wants(150, Tick{}, "lock "+tc.lock)
			if s.wants(0, Locked{}, tc.first); tc.first == "read" {
				s.wants(0, ReadDone{Doc: before}, "write k a")
			}
			s.wants(0, WriteDone{Err: tc.answer}, "read")
			s.wants(tc.wait, ReadDone{Doc: tc.read}, tc.want...)
		})
	}
}

func TestTheStepsOfACommit(t *testing.T) {
	t.Parallel()
	k, ka := text(lineK), text(lineK, lineA)
	for name, run := range map[string]func(s *script){
		"a commit without trouble is a read, a write and a read": func(s *script) {
			s.wants(0, Arrived{1, add(lineA)})
			s.wants(150, Tick{}, "lock 3")
			s.wants(0, Locked{}, "read")
			s.wants(0, ReadDone{Doc: k}, "write k a")
			s.wants(0, WriteDone{}, "read")
			s.wants(0, ReadDone{Doc: ka}, "unlock", "done 1")
		},
		"operations that come while the lock is awaited join": func(s *script) {
			s.wants(0, Arrived{1, add(lineA)})
			s.wants(150, Tick{}, "lock 3")
			s.wants(5000, Arrived{2, add(lineB)})
			s.wants(5000, Locked{}, "read")
			s.wants(0, Arrived{3, add(lineC)})
			s.wants(0, ReadDone{Doc: k}, "write k a b")
			s.wants(0, WriteDone{}, "read")
			s.wants(0, ReadDone{Doc: text(lineK, lineA, lineB)}, "unlock", "done 1", "done 2")
			s.wants(150, Tick{}, "lock 2")
		},
		"a fresh base is written to at once": func(s *script) {
			s.wants(0, Seen{Asked: s.now, Doc: k})
			s.wants(0, Arrived{1, add(lineA)})
			s.wants(150, Tick{}, "lock 2")
			s.wants(0, Locked{}, "write k a")
		},
		"a base is not fresh if another process has written": func(s *script) {
			s.wants(0, Seen{Asked: s.now, Doc: k})
			s.wants(0, Arrived{1, add(lineA)})
			s.wants(150, Tick{}, "lock 2")
			s.wants(0, Locked{Note: coordination.Note{Digest: ka.digest, At: s.now}}, "read")
			s.wants(0, ReadDone{Doc: k}, "pause 1400 ms")
			s.wants(1400, Tick{}, "read")
			s.wants(0, ReadDone{Doc: ka}, "write k a a")
		},
		"a refused write is built on a new read": func(s *script) {
			s.wants(0, Arrived{1, add(lineA)})
			s.wants(150, Tick{}, "lock 3")
			s.wants(0, Locked{}, "read")
			s.wants(0, ReadDone{Doc: k}, "write k a")
			s.wants(0, WriteDone{Err: refusedNow{errRefused}}, "pause 500 ms")
			s.wants(500, Tick{}, "book 3")
			s.wants(5000, Locked{}, "read")
			s.wants(0, ReadDone{Doc: text(lineK, lineF)}, "write k f a")
		},
		"a write that is refused for good leaves nothing": func(s *script) {
			s.wants(0, Arrived{1, add(lineA)})
			s.wants(150, Tick{}, "lock 3")
			s.wants(0, Locked{}, "read")
			s.wants(0, ReadDone{Doc: k}, "write k a")
			s.wants(0, WriteDone{Err: errRefused}, "unlock", "error 1")
		},
		"the error of a second attempt is of unknown outcome": func(s *script) {
			s.wants(0, Arrived{1, add(lineA)})
			s.wants(150, Tick{}, "lock 3")
			s.wants(0, Locked{}, "read")
			s.wants(0, ReadDone{Doc: k}, "write k a")
			s.wants(0, WriteDone{Err: errLost}, "read")
			s.wants(3400, ReadDone{Doc: k}, "write k a")
			s.wants(0, WriteDone{Err: errRefused}, "unlock", "unknown 1")
		},
		"a caller that leaves before the write takes its change back": func(s *script) {
			s.wants(0, Arrived{1, add(lineA)})
			s.wants(0, Arrived{2, add(lineB)})
			s.wants(150, Tick{}, "lock 3")
			s.wants(0, Left{1, errRefused}, "error 1")
			s.wants(0, Locked{}, "read")
			s.wants(0, ReadDone{Doc: k}, "write k b")
		},
		"a caller that leaves after it waits": func(s *script) {
			s.wants(0, Arrived{1, add(lineA)})
			s.wants(150, Tick{}, "lock 3")
			s.wants(0, Locked{}, "read")
			s.wants(0, ReadDone{Doc: k}, "write k a")
			s.wants(0, Left{1, errRefused})
			s.wants(0, WriteDone{}, "read")
			s.wants(0, Left{1, errRefused})
			s.wants(0, ReadDone{Doc: ka}, "unlock", "done 1")
		},
		"a caller that leaves while others write takes a blocked change back": func(s *script) {
			s.wants(0, Arrived{1, add(lineA)})
			s.wants(0, Arrived{2, unless(lineK, add(lineB))})
			s.wants(150, Tick{}, "lock 3")
			s.wants(0, Locked{}, "read")
			s.wants(0, ReadDone{Doc: k}, "write k a")
			s.wants(0, Left{2, errRefused}, "error 2")
			s.wants(0, WriteDone{}, "read")
			s.wants(0, ReadDone{Doc: ka}, "unlock", "done 1")
		},
		"a lock that nobody waits for is given back": func(s *script) {
			s.wants(0, Arrived{1, add(lineA)})
			s.wants(150, Tick{}, "lock 3")
			s.wants(0, Left{1, errRefused}, "error 1", "abort")
			s.wants(0, Locked{}, "unlock")
		},
		"a lock that fails fails the group": func(s *script) {
			s.wants(0, Arrived{1, add(lineA)})
			s.wants(150, Tick{}, "lock 3")
			s.wants(0, Locked{Err: errRefused}, "unlock", "error 1")
		},
		"a change without effect costs no write": func(s *script) {
			s.wants(0, Arrived{1, remove(lineA)})
			s.wants(150, Tick{}, "lock 3")
			s.wants(0, Locked{}, "read")
			s.wants(0, ReadDone{Doc: k}, "unlock", "done 1")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run(newScript(t))
		})
	}
}
