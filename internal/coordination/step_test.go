package coordination

import (
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"
)

// lines counts lines by their keys.
type lines map[string]int

func (l lines) count(key string) int { return l[key] }

// A trace that is made of the zone before and after a write tells one from the
// other, and nothing else.
func TestATraceTellsWhatBecameOfAWrite(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		own, others   []string
		before, after lines
		trace         []Count
		shows         lines
		want          Outcome
	}{
		"a line that is added":                       {[]string{"a"}, nil, lines{}, lines{"a": 1}, []Count{{"a", 0, 1}}, lines{"a": 1}, Stored},
		"a line that is not added":                   {[]string{"a"}, nil, lines{}, lines{"a": 1}, []Count{{"a", 0, 1}}, lines{}, Refused},
		"a second one of a line":                     {[]string{"a"}, nil, lines{"a": 1}, lines{"a": 2}, []Count{{"a", 1, 2}}, lines{"a": 2}, Stored},
		"the first line of one's own is enough":      {[]string{"a", "b"}, []string{"c"}, lines{"b": 1}, lines{"a": 1, "c": 1}, []Count{{"a", 0, 1}}, lines{"a": 1}, Stored},
		"the middle of a list goes by the others":    {[]string{"b", "a"}, []string{"a", "b", "c", "d"}, lines{"a": 1, "b": 1, "d": 1}, lines{"a": 1, "b": 1, "c": 1}, []Count{{"c", 0, 1}, {"d", 1, 0}}, lines{"c": 1}, Stored},
		"one count that has not changed decides":     {[]string{"b"}, []string{"c", "d"}, lines{"d": 1}, lines{"c": 1}, []Count{{"c", 0, 1}, {"d", 1, 0}}, lines{"c": 1, "d": 1}, Refused},
		"a line that is as often there as never was": {[]string{"a"}, nil, lines{}, lines{"a": 2}, []Count{{"a", 0, 2}}, lines{"a": 1}, Unknown},
		"a write that changes no count":              {[]string{"a"}, nil, lines{"a": 1}, lines{"a": 1}, nil, lines{}, Stored},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			trace := Trace(tc.own, tc.others, tc.before.count, tc.after.count)
			if !reflect.DeepEqual(trace, tc.trace) {
				t.Errorf("trace %v, want %v", trace, tc.trace)
			}
			s := Step{Outcome: Unknown, Trace: trace}.Settle(tc.shows.count)
			if s.Outcome != tc.want || (s.Trace == nil) != (tc.want != Unknown) {
				t.Errorf("outcome %v, trace %v; want %v", s.Outcome, s.Trace, tc.want)
			}
			if again := s.Settle(lines{}.count); s.Outcome != Unknown && again.Outcome != s.Outcome {
				t.Errorf("outcome %v on a later zone", again.Outcome)
			}
		})
	}
}

func TestStepsAreKeptForAWeek(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_000, 0)
	all := Steps{"old": {At: now.Add(-stepAge)}, "left": {Outcome: Unknown, At: now.Add(time.Second - stepAge)}, "later": {Outcome: Unknown, At: now}}
	got := all.Settled(lines{}.count, now, now)
	if names := slices.Sorted(maps.Keys(got)); !slices.Equal(names, []string{"later", "left"}) || got["left"].Outcome != Stored {
		t.Errorf("%+v", got)
	}
	if got["later"].Outcome != Unknown {
		t.Error("a later step is settled")
	}
	if all["left"].Outcome != Unknown {
		t.Error("the steps before are changed")
	}
}
