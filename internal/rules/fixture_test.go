package rules

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// fixture is one case of testdata/<rule id>.txt. A file has many; each begins with
// "== " and a sentence. The rule is silent in one without findings. Its lines are
//
//	service general|simple     the DNS service; unknown without it
//	nstype SET                 the name servers, by which the service is detected
//	set RULE SEVERITY          what the user has set
//	zone                       what follows, indented, is the live zone
//	managed                    live lines that resources manage; without the
//	                           word no live line is managed
//	unplaced                   lines that the plan writes to an unknown domain
//	remove                     live lines that the plan removes
//	add                        lines that it writes, in this order
//	                           ("forward" stands for a mail forwarding)
//	ttl SECONDS                the zone's TTL is written
//	audit                      the zone is audited instead
//	find                       findings expected, each:
//	  at FIELD LINE              "-" for no field, nothing for no line
//	    with LINE                a line it stands against
//	    as SEVERITY              where that is not the rule's own
//	    fix LINE                 a line to write instead
type fixture struct {
	name              string
	service           zone.Service
	nsType            string
	set               map[string]string
	zone, remove, add []string
	managed, unplaced []string
	ttl               int
	audit             bool
	find              []string
}

const unknownWord = "?"

// fixtures reads the cases of a rule: those in which it fires, and those in which it
// stays silent.
func fixtures(t *testing.T, rule string) (fires, silent []fixture) {
	t.Helper()
	for _, f := range readFixtures(t, filepath.Join("testdata", rule+".txt")) {
		if len(f.find) > 0 {
			fires = append(fires, f)
		} else {
			silent = append(silent, f)
		}
	}
	return fires, silent
}

func readFixtures(t *testing.T, path string) []fixture {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []fixture
	section := ""
	for n, line := range strings.Split(string(data), "\n") {
		if name, ok := strings.CutPrefix(line, "== "); ok {
			all = append(all, fixture{name: name})
			section = ""
			continue
		}
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if len(all) == 0 {
			t.Fatalf("%s:%d: a fixture begins with ==", path, n+1)
		}
		if body, ok := strings.CutPrefix(line, "  "); ok {
			all[len(all)-1].put(section, body)
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		section = word
		if !all[len(all)-1].take(word, rest) {
			t.Fatalf("%s:%d: %q is no part of a fixture", path, n+1, line)
		}
	}
	return all
}

func (f *fixture) take(word, rest string) bool {
	switch word {
	case "service":
		f.service = zone.Service(rest)
	case "ttl":
		f.ttl, _ = strconv.Atoi(rest)
	case "nstype":
		f.nsType = rest
	case "set":
		id, severity, _ := strings.Cut(rest, " ")
		f.set = map[string]string{id: severity}
	case "audit":
		f.audit = true
	case "zone", "managed", "unplaced", "remove", "add", "find":
	default:
		return false
	}
	return true
}

func (f *fixture) put(section, line string) {
	switch section {
	case "zone":
		f.zone = append(f.zone, line)
	case "managed":
		f.managed = append(f.managed, line)
	case "unplaced":
		f.unplaced = append(f.unplaced, line)
	case "remove":
		f.remove = append(f.remove, line)
	case "add":
		f.add = append(f.add, line)
	case "find":
		f.find = append(f.find, strings.TrimSpace(line))
	}
}

func testOrigin() zone.Origin { return zone.NewOrigin(exampleDomain) }

// planned makes the entry of a line that a plan writes; "?" in it is a value
// that is not known yet.
func planned(line string) zone.Entry {
	if line == "forward" {
		line = zone.ForwardingRecord().Line()
	}
	if !strings.Contains(line, unknownWord) {
		r, _ := zone.ParseRecord(line)
		return zone.Entry{Record: r, Line: line, Planned: true}
	}
	fields := strings.Fields(strings.ReplaceAll(line, unknownWord, zone.Unknown))
	r := zone.Record{Type: fields[0], Host: fields[1], Values: fields[2:]}
	return zone.Entry{Record: r, Line: r.Line(), Planned: true}
}

// cases returns what a plan has to judge: every line it removes and every
// line it writes, against the zone as it will be.
func (f fixture) cases() []Case {
	o := testOrigin()
	z := zone.Parse(strings.Join(f.zone, "\n"))
	base := Case{Origin: o, Service: f.service, Unmanaged: func(e zone.Entry) bool { return !slices.Contains(f.managed, e.Line) }}
	if f.nsType != "" {
		base.Detected = z.DetectService(f.nsType)
		base.Service = base.Detected.Service
	}
	for _, line := range f.unplaced {
		base.Unplaced = append(base.Unplaced, planned(line).Record)
	}
	x := zone.NewIndex(o, base.Service, z)
	base.Zone = x
	var all []Case
	for _, line := range f.remove {
		x.Delete(o.LineKey(line))
		r, _ := zone.ParseRecord(line)
		c := base
		c.Subject, c.Removal = zone.Entry{Record: r, Line: line}, true
		all = append(all, c)
	}
	for _, line := range f.add {
		e := planned(line)
		if line != "forward" || x.Count(o.Key(e.Record)) == 0 {
			x.Insert(e)
		}
		c := base
		c.Subject, c.Forwarding = e, line == "forward"
		all = append(all, c)
	}
	return all
}

// judge returns the findings of every scope that the fixture asks for.
func (f fixture) judge(p *Policy) []Finding {
	if set, err := NewPolicy(f.set); f.set != nil && err == nil {
		p = set
	}
	if f.audit {
		return p.Audit(zone.Parse(strings.Join(f.zone, "\n")), testOrigin(), f.service, f.ttl)
	}
	var found []Finding
	if f.ttl != 0 {
		found = p.Settings(Case{Origin: testOrigin(), TTL: f.ttl})
	}
	for _, c := range f.cases() {
		found = append(found, p.Record(c)...)
		found = append(found, p.Zone(c)...)
		found = append(found, p.Settled(c)...)
	}
	return found
}

// written shows findings in the form that fixtures expect them in.
func written(found []Finding, set map[string]string) []string {
	var w []string
	for _, f := range found {
		field := f.Field
		if field == "" {
			field = "-"
		}
		w = append(w, strings.TrimSpace(fmt.Sprintf("at %s %s", field, f.Line)))
		for _, o := range f.Others {
			w = append(w, "with "+lineOf(o))
		}
		if r, _ := Lookup(f.Rule); f.Severity != severity(r, set) {
			w = append(w, "as "+string(f.Severity))
		}
		for _, line := range f.Fix {
			w = append(w, "fix "+line)
		}
	}
	return w
}

// severity is that of a rule, as far as its check gives no other.
func severity(r Rule, set map[string]string) Severity {
	return cmp.Or(Severity(set[r.ID]), r.Severity)
}

func defaults(t testing.TB) *Policy {
	t.Helper()
	p, err := NewPolicy(nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func of(rule string, found []Finding) []Finding {
	var kept []Finding
	for _, f := range found {
		if f.Rule == rule {
			kept = append(kept, f)
		}
	}
	return kept
}

func TestEveryRuleFiresAndStaysSilent(t *testing.T) {
	t.Parallel()
	p := defaults(t)
	for _, r := range Catalogue() {
		if r.Check == nil {
			continue // See TestUnresolved.
		}
		fires, silent := fixtures(t, r.ID)
		if len(fires) == 0 || len(silent) == 0 {
			t.Errorf("%s: %d fixtures in which it fires, %d in which it is silent", r.ID, len(fires), len(silent))
		}
		for _, f := range append(fires, silent...) {
			t.Run(r.ID+"/"+f.name, func(t *testing.T) {
				t.Parallel()
				found := of(r.ID, f.judge(p))
				if got := written(found, f.set); !slices.Equal(got, f.find) {
					t.Errorf("found:\n  %s\nwant:\n  %s", strings.Join(got, "\n  "), strings.Join(f.find, "\n  "))
				}
				for _, g := range found {
					checkText(t, "message", g.Message)
					checkText(t, "suggestion", g.Suggestion)
				}
			})
		}
	}
}

// Where the CLI validates there is no zone yet.
func TestARecordAloneIsJudgedAlikeWithoutAZone(t *testing.T) {
	t.Parallel()
	p := defaults(t)
	rulesOf := func(found []Finding) (ids []string) {
		for _, f := range found {
			ids = append(ids, f.Rule)
		}
		return ids
	}
	for _, r := range Catalogue() {
		if r.Check == nil {
			continue
		}
		fires, silent := fixtures(t, r.ID)
		for _, f := range append(fires, silent...) {
			for _, c := range f.cases() {
				alone := c
				alone.Zone = nil
				if got, want := rulesOf(p.Record(alone)), rulesOf(p.Record(c)); !slices.Equal(got, want) {
					t.Errorf("%s, %s: %v, want %v", r.ID, f.name, got, want)
				}
			}
		}
	}
}

// TestAFixRemovesItsFindingAndAddsNone writes what a finding offers in the
// place of its line and judges again. Only what is true of every well-written
// line of that kind may be said of the new one: on simple DNS that it takes all
// mail, in an audit that the server has a foreign name, and that a first DMARC
// text only watches.
func TestAFixRemovesItsFindingAndAddsNone(t *testing.T) {
	t.Parallel()
	p := defaults(t)
	for _, r := range Catalogue() {
		if r.Check == nil {
			continue
		}
		fires, _ := fixtures(t, r.ID)
		for _, f := range fires {
			before := f.judge(p)
			for _, finding := range of(r.ID, before) {
				if len(finding.Fix) == 0 {
					continue
				}
				after := f.fixed(finding).judge(p)
				if again := len(of(r.ID, after)); again >= len(of(r.ID, before)) {
					t.Errorf("%s: %s: still found after %q is written", r.ID, f.name, finding.Fix)
				}
				for _, left := range after {
					known := slices.ContainsFunc(before, func(b Finding) bool { return b.Rule == left.Rule })
					if !known && left.Rule != "simple-dns-catch-all" && left.Rule != "foreign-mail-host" && left.Rule != "dmarc-policy-none" {
						t.Errorf("%s: %s: writing %q makes %s find `%s`", r.ID, f.name, finding.Fix, left.Rule, left.Line)
					}
				}
			}
		}
	}
}

func (f fixture) fixed(finding Finding) fixture {
	target := &f.add
	if f.audit {
		target = &f.zone
	}
	lines := slices.Clone(*target)
	if finding.Line != "" {
		lines = slices.DeleteFunc(lines, func(line string) bool { return line == finding.Line })
	}
	*target = append(lines, finding.Fix...)
	return f
}
