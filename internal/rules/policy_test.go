package rules

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// subject judges one planned line next to a zone, with the record and the zone
// rules.
func subject(p *Policy, s zone.Service, zoneText, line string) []Finding {
	f := fixture{service: s, zone: strings.Split(zoneText, "\n"), add: []string{line}}
	return f.judge(p)
}

func ids(found []Finding) []string {
	var got []string
	for _, f := range found {
		got = append(got, f.Rule+" "+string(f.Severity))
	}
	return got
}

func TestASeverityThatIsSetCounts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		settings map[string]string
		want     []string
	}{
		{"defaults", nil, []string{"mx-target-missing-dot error"}},
		{"a warning", map[string]string{"mx-target-missing-dot": "warning"}, []string{"mx-target-missing-dot warning"}},
		{"off", map[string]string{"mx-target-missing-dot": "off"}, nil},
		{"another rule", map[string]string{"mxe-priority": "error"}, []string{"mx-target-missing-dot error"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p, err := NewPolicy(test.settings)
			if err != nil {
				t.Fatal(err)
			}
			if got := ids(subject(p, zone.ServiceGeneral, "", "mx @ s1.xrea.com 10")); !slices.Equal(got, test.want) {
				t.Errorf("found %q, want %q", got, test.want)
			}
		})
	}
}

func TestWrongSettingsAreRefused(t *testing.T) {
	t.Parallel()
	var unknown *UnknownRuleError
	_, err := NewPolicy(map[string]string{"mx-target-missing-dots": "off"})
	if !errors.As(err, &unknown) || unknown.ID != "mx-target-missing-dots" || unknown.Nearest != "mx-target-missing-dot" {
		t.Errorf("an unknown rule gives %v", err)
	}
	for _, r := range Catalogue() {
		if unknown != nil && slices.Contains(unknown.Known, r.ID) == r.Fixed {
			t.Errorf("fixed is %t of %s, and the error names %q", r.Fixed, r.ID, unknown.Known)
		}
	}
	_, err = NewPolicy(map[string]string{"nothing-like-it": "off"})
	if !errors.As(err, &unknown) || unknown.Nearest != "" {
		t.Errorf("a rule unlike any gives %v", err)
	}
	var fixed *FixedRuleError
	_, err = NewPolicy(map[string]string{"cname-coexists": "off"})
	if !errors.As(err, &fixed) || fixed.ID != "cname-coexists" || slices.Contains(fixed.Settable, "cname-coexists") {
		t.Errorf("a fixed rule gives %v", err)
	}
	var severity *SeverityError
	_, err = NewPolicy(map[string]string{"mxe-priority": "info"})
	if !errors.As(err, &severity) || *severity != (SeverityError{ID: "mxe-priority", Severity: "info"}) {
		t.Errorf("a severity that does not exist gives %v", err)
	}
	if want := `rule "mxe-priority" is set to "info", which is none of "error", "warning", "off"`; err.Error() != want {
		t.Errorf("error %q, want %q", err, want)
	}
}

func TestWrongSettingsAreReportedAllTogether(t *testing.T) {
	t.Parallel()
	_, err := NewPolicy(map[string]string{"cname-coexists": "off", "mx": "off", "mxe-priority": "loud"})
	var unknown *UnknownRuleError
	var fixed *FixedRuleError
	var severity *SeverityError
	if !errors.As(err, &unknown) || !errors.As(err, &fixed) || !errors.As(err, &severity) {
		t.Errorf("not all three are reported: %v", err)
	}
}

func TestAPolicyServesManyAtOnce(t *testing.T) {
	t.Parallel()
	p := defaults(t)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got := len(subject(p, zone.ServiceGeneral, "mx @ s7.xrea.com. 10", "mx @ s8.xrea.com. 20")); got != 1 {
				t.Errorf("%d findings, want 1", got)
			}
		})
	}
	all.Wait()
}

func TestTheServiceOfTheZoneCountsWhereTheCaseHasNone(t *testing.T) {
	t.Parallel()
	o := testOrigin()
	x := zone.NewIndex(o, zone.ServiceSimple, zone.Parse(""))
	e := planned("mxe mail 219.163.200.65 10")
	x.Insert(e)
	found := defaults(t).Record(Case{Subject: e, Origin: o, Zone: x})
	if got := ids(found); !slices.Equal(got, []string{"simple-dns-mxe error"}) {
		t.Errorf("found %q", got)
	}
}

func TestARecordIsJudgedWithoutADomain(t *testing.T) {
	t.Parallel()
	found := defaults(t).Record(Case{Subject: planned("mx @ s1.xrea.com 10")})
	want := "`s1.xrea.com` is read as `s1.xrea.com.<domain>.`."
	if len(found) != 1 || found[0].Message.EN != want {
		t.Errorf("found %+v", found)
	}
}
