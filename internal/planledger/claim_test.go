package planledger

import (
	"testing"
	"testing/synctest"
	"time"
)

// Conflicts between claims are final, so none of these may wait.
func TestContradictingClaimsAreNamedWhicheverComesSecond(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ a, b, rule string }{
		"an MXE and an MX":                {"mxe mail 192.0.2.1 10", "mx @ s1.xrea.com. 10", "mxe-with-mx"},
		"two MXE":                         {"mxe mail 192.0.2.1 10", "mxe post 192.0.2.2 10", "mxe-single-server"},
		"two addresses of a host":         {"a mail 192.0.2.1", "a mail 192.0.2.2", "host-address-conflict"},
		"a cname and an address":          {"cname www docs.example.net.", "a www 192.0.2.1", "cname-coexists"},
		"an MX and a cname of its target": {"mx @ shop 10", "cname shop shops.example.net.", "mx-target-is-cname"},
		"two servers of XREA":             {"mx @ s1.xrea.com. 10", "mx @ s2.xrea.com. 20", "xrea-secondary"},
		"one record twice":                {"a mail 192.0.2.1", "a mail 192.0.2.1", "duplicate-record"},
		"one record in two spellings":     {"a mail 192.0.2.1", "a MAIL.hogehoge.com. 192.0.2.1", "duplicate-record"},
	} {
		for order, lines := range map[string][2]string{" in order": {tc.a, tc.b}, " the other way round": {tc.b, tc.a}} {
			t.Run(name+order, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					r := newRun(t, nil)
					began := time.Now()
					first := r.judge("1", "", lines[0])
					middle := time.Since(began)
					second := r.judge("2", "", lines[1])
					for _, f := range first.Findings {
						if f.Rule == tc.rule {
							t.Errorf("the first claim was told of the second: %s", said(first))
						}
					}
					expect(t, second, tc.rule+": "+lines[1]+" | "+lines[0])
					if time.Since(began) != middle {
						t.Errorf("the second claim waited %v", time.Since(began)-middle)
					}
				})
			})
		}
	}
}

func TestTheSameTokenIsTheSameResourceAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "a mail 192.0.2.1")
		// A replacement: with the state first, then without.
		expect(t, r.judge("t", "a mail 192.0.2.1", "a mail 192.0.2.2"))
		v := r.judge("t", "", "a mail 192.0.2.2")
		expect(t, v)
		if v.Standing != Absent {
			t.Errorf("standing %v", v.Standing)
		}
		// Another resource may have the line that is given up, and no other.
		expect(t, r.judge("u", "", "a mail 192.0.2.3"), "host-address-conflict: a mail 192.0.2.3 | a mail 192.0.2.2")
	})
}

func TestAReplacementByTheSameLineHasItAlready(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "a mail 192.0.2.1")
		began := time.Now()
		expect(t, r.judge("t", "a mail 192.0.2.1", "a mail 192.0.2.1"))
		v := r.judge("t", "", "a mail 192.0.2.1")
		expect(t, v)
		if v.Standing != Own || time.Since(began) != 0 {
			t.Errorf("standing %v after %v", v.Standing, time.Since(began))
		}
	})
}

func TestAKeptLineIsSilent(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		// A zone full of what the rules speak against.
		r := newRun(t, nil, "mxe mail 192.0.2.1 10", "mx @ s1.xrea.com. 10", "mx @ s2.xrea.com. 10", "a mail 192.0.2.2")
		began := time.Now()
		for _, line := range []string{"mxe mail 192.0.2.1 10", "mx @ s1.xrea.com. 10", "mx @ s2.xrea.com. 10", "a mail 192.0.2.2"} {
			v := r.keep(line)
			expect(t, v)
			if v.Standing != Own {
				t.Errorf("%s: standing %v", line, v.Standing)
			}
		}
		if time.Since(began) != 0 {
			t.Errorf("it waited %v", time.Since(began))
		}
	})
}

func TestAKeptLineStandsAgainstANewOneAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "mxe mail 192.0.2.1 10")
		r.keep("mxe mail 192.0.2.1 10")
		began := time.Now()
		expect(t, r.create("mx @ s1.xrea.com. 10"), "mxe-with-mx: mx @ s1.xrea.com. 10 | mxe mail 192.0.2.1 10")
		if time.Since(began) != 0 {
			t.Errorf("it waited %v", time.Since(began))
		}
	})
}

func TestALineThatNobodyManagesIsNamed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "A  Mail  192.0.2.1")
		began := time.Now()
		v := r.create("a mail 192.0.2.1")
		expect(t, v)
		if v.Standing != Exists || v.Line != "A  Mail  192.0.2.1" || time.Since(began) != time.Second {
			t.Errorf("standing %v of %q after %v", v.Standing, v.Line, time.Since(began))
		}
		// A second one that wants it is refused as a double.
		expect(t, r.judge("again", "", "a mail 192.0.2.1"), "duplicate-record: a mail 192.0.2.1 | A  Mail  192.0.2.1 | a mail 192.0.2.1")
	})
}

func TestALineOfATaintedResourceIsItsOwn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "a mail 192.0.2.1")
		v := r.zone.Judge(t.Context(), Claim{Token: "t", Adds: r.entry("a mail 192.0.2.1"), Known: func(key string) bool { return key == r.key("a mail 192.0.2.1") }})
		expect(t, v)
		if v.Standing != Handed {
			t.Errorf("standing %v", v.Standing)
		}
	})
}
