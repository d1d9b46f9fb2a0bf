package planledger

import (
	"testing"
	"testing/synctest"
	"time"
)

// A conflict between two claims is final, so nobody waits for it.
func TestContradictingClaimsAreNamedWhicheverComesSecond(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ a, b, rule string }{
		"an MXE and an MX":                {"mxe mail 219.163.201.1 10", "mx @ s1.xrea.com. 10", "mxe-with-mx"},
		"two MXE":                         {"mxe mail 219.163.201.1 10", "mxe post 219.163.201.2 10", "mxe-single-server"},
		"a cname and an address":          {"cname www docs.example.net.", "a www 219.163.201.1", "cname-coexists"},
		"an MX and a cname of its target": {"mx @ shop 10", "cname shop shops.example.net.", "mx-target-is-cname"},
		"one record twice":                {"a mail 219.163.201.1", "a mail 219.163.201.1", "duplicate-record"},
		"one record in two spellings":     {"a mail 219.163.201.1", "a MAIL.hogehoge.com. 219.163.201.1", "duplicate-record"},
	} {
		for order, lines := range map[string][2]string{" in order": {tc.a, tc.b}, " the other way round": {tc.b, tc.a}} {
			t.Run(name+order, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					r := newRun(t)
					first := r.judge("1", "", lines[0])
					began := time.Now()
					second := r.judge("2", "", lines[1])
					for _, f := range first.Findings {
						if f.Rule == tc.rule {
							t.Errorf("the first claim heard of the second: %s", said(first))
						}
					}
					expect(t, second, tc.rule+": "+lines[1]+" | "+lines[0])
					if time.Since(began) != 0 {
						t.Errorf("the second claim waited %v", time.Since(began))
					}
				})
			})
		}
	}
}

func TestAKeptLineIsSilent(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		lines := []string{"mxe mail 219.163.201.1 10", "mx @ s1.xrea.com. 10", "mx @ s2.xrea.com. 10", "a mail 219.163.201.2"}
		r := newRun(t, lines...) // A zone full of what the rules speak against.
		began := time.Now()
		for _, line := range lines {
			expect(t, r.keep(line))
		}
		if time.Since(began) != 0 {
			t.Errorf("it waited %v", time.Since(began))
		}
	})
}

func TestAKeptLineStandsAgainstANewOneAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, "mxe mail 219.163.201.1 10")
		r.keep("mxe mail 219.163.201.1 10")
		began := time.Now()
		expect(t, r.create("mx @ s1.xrea.com. 10"), "mxe-with-mx: mx @ s1.xrea.com. 10 | mxe mail 219.163.201.1 10")
		if time.Since(began) != 0 {
			t.Errorf("it waited %v", time.Since(began))
		}
	})
}

func TestTheSameTokenIsTheSameResourceAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, "a mail 219.163.201.1")
		// A replacement: with the state first, then without.
		expect(t, r.judge("t", "a mail 219.163.201.1", "a mail 219.163.201.2"))
		expect(t, r.judge("t", "", "a mail 219.163.201.2"))
		expect(t, r.judge("u", "", "a mail 219.163.201.2"), "duplicate-record: a mail 219.163.201.2 | a mail 219.163.201.2")
		expect(t, r.judge("v", "", "a mail 219.163.201.3")) // A declared set of addresses.
	})
}

func TestAReplacementByTheSameLineHasItAlready(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, "a mail 219.163.201.1")
		expect(t, r.judge("t", "a mail 219.163.201.1", "a mail 219.163.201.1"))
		expect(t, r.judge("t", "", "a mail 219.163.201.1"))
	})
}
