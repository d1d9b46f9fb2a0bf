package planledger

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// swapCase is a change of lines by resources that come and go.
type swapCase struct {
	live    []string
	removes []string
	creates []string
}

func swapCases() map[string]swapCase {
	return map[string]swapCase{
		"an MXE by two MX":          {[]string{"mxe mail 192.0.2.1 10"}, []string{"mxe mail 192.0.2.1 10"}, []string{"mx @ s7.xrea.com. 10", "mx @ mail.gaibu-server.com. 20"}},
		"a cname by an address":     {[]string{"cname www docs.example.net."}, []string{"cname www docs.example.net."}, []string{"a www 192.0.2.1"}},
		"a new name for a resource": {[]string{"A Mail  192.0.2.1"}, []string{"a mail 192.0.2.1"}, []string{"a mail 192.0.2.1"}},
		"a cname by a mail server":  {[]string{"cname mail shops.example.net."}, []string{"cname mail shops.example.net."}, []string{"mx @ mail 10", "a mail 192.0.2.1"}},
	}
}

// In the apply, creates and deletes run in any order, and deletes are not
// planned: what the plan has learned must be enough.
func TestTheApplyKnowsWhatThePlanHasLearned(t *testing.T) {
	t.Parallel()
	for name, tc := range swapCases() {
		for _, createsFirst := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, creates first: %v", name, createsFirst), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					memo := newMemory()
					plan := newRun(t, memo, tc.live...)
					removal := func() {
						for _, line := range tc.removes {
							expect(t, plan.remove(line))
						}
					}
					if createsFirst {
						time.AfterFunc(300*time.Millisecond, removal)
					} else {
						removal()
					}
					judged := make(chan Verdict)
					for _, line := range tc.creates {
						go func() { judged <- plan.create(line) }()
					}
					for range tc.creates {
						expect(t, <-judged)
					}
					time.Sleep(time.Second)

					apply := newRun(t, memo, tc.live...)
					key, line := apply.key(tc.removes[0]), tc.creates[0]
					for _, planned := range tc.creates { // All are planned anew before the first is written.
						v := apply.create(planned)
						expect(t, v)
						if v.Standing == Exists {
							t.Errorf("%s exists", planned)
						}
					}
					if takes := apply.ledger.Takes("hogehoge.com", apply.key(line)); !slices.Contains(takes, key) {
						t.Errorf("%s takes over %q, want %q", line, takes, key)
					}
				})
			})
		}
	}
}

func TestAPlanForgetsWhatAnEarlierOneHasLearned(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memo := newMemory()
		first := newRun(t, memo, "mxe mail 192.0.2.1 10")
		first.remove("mxe mail 192.0.2.1 10")
		expect(t, first.create("mx @ s1.xrea.com. 10"))

		// The MXE is kept after all. Whichever is planned first, one of them
		// is refused.
		kept := newRun(t, memo, "mxe mail 192.0.2.1 10")
		kept.keep("mxe mail 192.0.2.1 10")
		expect(t, kept.create("mx @ s1.xrea.com. 10"), "mxe-with-mx: mx @ s1.xrea.com. 10 | mxe mail 192.0.2.1 10")
		if takes := memo.Noted("hogehoge.com", kept.key("mx @ s1.xrea.com. 10")); len(takes) > 0 {
			t.Errorf("a refused record still takes over %q", takes)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		memo := newMemory()
		first := newRun(t, memo, "mxe mail 192.0.2.1 10")
		first.remove("mxe mail 192.0.2.1 10")
		expect(t, first.create("mx @ s1.xrea.com. 10"))

		late := newRun(t, memo, "mxe mail 192.0.2.1 10")
		expect(t, late.create("mx @ s1.xrea.com. 10"))
		expect(t, late.keep("mxe mail 192.0.2.1 10"), "mxe-with-mx: mx @ s1.xrea.com. 10 | mxe mail 192.0.2.1 10")
	})
}

// The resource that was to give the line up has been let go meanwhile.
func TestAPlanThatRefreshesBelievesNoNote(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memo := newMemory()
		first := newRun(t, memo, "mxe mail 192.0.2.1 10")
		first.remove("mxe mail 192.0.2.1 10")
		expect(t, first.create("mx @ s1.xrea.com. 10"))

		later := newRun(t, memo, "mxe mail 192.0.2.1 10")
		later.ledger.Refreshing()
		expect(t, later.create("mx @ s1.xrea.com. 10"), "mxe-with-mx: mx @ s1.xrea.com. 10 | mxe mail 192.0.2.1 10")
	})
}

func TestANoteSaysNothingOfOtherLines(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memo := newMemory()
		first := newRun(t, memo, "mxe mail 192.0.2.1 10")
		first.remove("mxe mail 192.0.2.1 10")
		expect(t, first.create("mx @ s1.xrea.com. 10"))

		other := newRun(t, memo, "mxe post 192.0.2.9 10")
		expect(t, other.create("mx @ s1.xrea.com. 10"), "mxe-with-mx: mx @ s1.xrea.com. 10 | mxe post 192.0.2.9 10")
	})
}

func TestTwoRecordsThatChangePlacesTakeEachOthersLines(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string][2][2]string{ // The old and the new line of each.
		"the hosts of one kind":      {{"a x 192.0.2.1", "a y 192.0.2.1"}, {"a y 192.0.2.2", "a x 192.0.2.2"}},
		"the servers of two MX":      {{"mx @ s1.xrea.com. 10", "mx @ mail.gaibu-server.com. 10"}, {"mx @ mail.gaibu-server.com. 20", "mx @ s1.xrea.com. 20"}},
		"the very lines":             {{"mx @ s1.xrea.com. 10", "mx @ mail.gaibu-server.com. 20"}, {"mx @ mail.gaibu-server.com. 20", "mx @ s1.xrea.com. 10"}},
		"a host that one leaves":     {{"cname shop shops.example.net.", "cname store shops.example.net."}, {"a web 192.0.2.2", "a shop 192.0.2.2"}},
		"an address that one leaves": {{"a mail 192.0.2.1", "a post 192.0.2.1"}, {"a web 192.0.2.2", "a mail 192.0.2.2"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				memo := newMemory()
				plan := newRun(t, memo, tc[0][0], tc[1][0])
				answers := make(chan Verdict)
				for i, lines := range tc {
					go func() { answers <- plan.judge(fmt.Sprint(i), lines[0], lines[1]) }()
				}
				for range tc {
					for _, f := range (<-answers).Findings {
						if f.Severity == "error" {
							t.Errorf("%s: %s", f.Rule, f.Line)
						}
					}
				}
				last := tc[1]
				if takes := memo.Noted("hogehoge.com", plan.key(last[1])); !slices.Contains(takes, plan.key(tc[0][0])) || slices.Contains(takes, plan.key(last[0])) {
					t.Errorf("%q takes over %q", last[1], takes)
				}
			})
		})
	}
}

func TestAReplacementThatIsCreatedFirstTakesItsOwnLineOver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memo := newMemory()
		plan := newRun(t, memo, "a mail 192.0.2.1")
		plan.judge("t", "a mail 192.0.2.1", "a mail 192.0.2.1")
		expect(t, plan.judge("t", "", "a mail 192.0.2.1"))

		apply := newRun(t, memo, "a mail 192.0.2.1")
		v := apply.judge("t", "", "a mail 192.0.2.1")
		if v.Standing != Handed || !slices.Equal(apply.ledger.Takes("hogehoge.com", apply.key("a mail 192.0.2.1")), []string{apply.key("a mail 192.0.2.1")}) {
			t.Errorf("standing %v", v.Standing)
		}
	})
}
