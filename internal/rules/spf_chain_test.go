package rules

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// outside is a resolver that knows these SPF texts, the names with "have" in them,
// and nothing of silent names.
func outside(texts map[string]string) Resolver {
	known := func(_ context.Context, name string) ([]string, error) {
		switch {
		case strings.Contains(name, "silent"):
			return nil, errors.New("no answer")
		case strings.Contains(name, "have"):
			return []string{"something"}, nil
		}
		return nil, nil
	}
	return Resolver{
		Texts: func(ctx context.Context, name string) ([]string, error) {
			if text, ok := texts[name]; ok {
				return []string{"other", text}, nil
			}
			return known(ctx, name)
		},
		Servers: known,
		Addresses: func(ctx context.Context, name string) ([]string, bool, error) {
			addresses, err := known(ctx, name)
			return addresses, false, err
		},
	}
}

// terms are n of them, each with its own number.
func terms(format string, n int) string {
	var all strings.Builder
	for i := range n {
		fmt.Fprintf(&all, " "+format, i)
	}
	return all.String()
}

func TestTheWholeChainOfIncludesIsCounted(t *testing.T) {
	t.Parallel()
	ask := outside(map[string]string{
		"nine.example":  "v=spf1" + terms("a:have%d.example", 9) + " -all",
		"back.example":  "v=spf1 include:in.hogehoge.com -all",
		"void.example":  "v=spf1 a:x.example mx:y.example exists:z.example -all",
		"loop.example":  "v=spf1 include:loop.example -all",
		"wrong.example": "v=spf1 moo",
	})
	p := defaults(t)
	off, err := NewPolicy(map[string]string{"spf-too-many-lookups": "off"})
	if err != nil {
		t.Fatal(err)
	}
	const in = "txt in v=spf1 include:nine.example -all"
	for name, test := range map[string]struct {
		line  string
		more  string
		found int
		says  string
	}{
		"ten lookups":                      {line: "txt @ v=spf1 include:nine.example ~all"},
		"eleven lookups":                   {line: "txt @ v=spf1 mx include:nine.example ~all", found: 1, says: "The SPF record of hogehoge.com needs 11 DNS lookups or more"},
		"through the zone":                 {line: "txt @ v=spf1 include:in.hogehoge.com ~all", more: in, found: 1, says: "needs 11 DNS lookups"},
		"out and back":                     {line: "txt @ v=spf1 include:back.example ~all", more: in, found: 1, says: "needs 12 DNS lookups"},
		"two names without an answer":      {line: "txt @ v=spf1 a:x.example include:gone.example a:have.example mx:have.example ~all"},
		"three names without an answer":    {line: "txt @ v=spf1 include:void.example ~all", found: 1, says: "leads to 3 names without an answer"},
		"one void name three times":        {line: "txt @ v=spf1 a:x.example include:void.example mx:x.example ~all", found: 1, says: "leads to 5 names"},
		"a name of the zone is never void": {line: "txt @ v=spf1 a:a.hogehoge.com mx:b.hogehoge.com include:c.hogehoge.com a mx ~all"},
		"names of a delegated subdomain": {
			line: "txt @ v=spf1 a:a.aws.hogehoge.com mx:b.aws.hogehoge.com include:aws.hogehoge.com ~all", more: "ns aws ns-1.awsdns-1.org.",
			found: 1, says: "leads to 3 names",
		},
		"no answer":                       {line: "txt @ v=spf1 a:silent1.example mx:silent2.example include:silent3.example ~all"},
		"a text that can't be read":       {line: "txt @ v=spf1 include:wrong.example ~all"},
		"names of the sender":             {line: "txt @ v=spf1 exists:%{i}.x.example exists:%{i}.y.example exists:%{i}.z.example ~all"},
		"names for ptr are not asked for": {line: "txt @ v=spf1 ptr:x.example ptr:y.example ptr:z.example ~all"},
		"a loop":                          {line: "txt @ v=spf1 include:loop.example ~all"},
		"too many in the zone already":    {line: "txt @ v=spf1" + terms("include:s%d.example", 11) + " ~all"},
		"no SPF text":                     {line: "txt @ hello"},
		"another type":                    {line: "mx @ gone.example. 10"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			origin := zone.NewOrigin(exampleDomain)
			c := Case{Subject: planned(test.line), Origin: origin, Zone: zone.NewIndex(origin, zone.ServiceGeneral, zone.Parse(test.line+"\n"+test.more))}
			found := slices.DeleteFunc(p.Network(t.Context(), c, ask), func(f Finding) bool { return f.Rule != "spf-too-many-lookups" })
			if len(found) != test.found {
				t.Fatalf("found %q, want %d", written(found, nil), test.found)
			}
			for _, f := range found {
				checkText(t, "message", f.Message)
				checkText(t, "suggestion", f.Suggestion)
				if f.Severity != Error || !strings.Contains(f.Message.EN, test.says) {
					t.Errorf("found %s: %s", f.Severity, f.Message.EN)
				}
			}
			if got := off.Network(t.Context(), c, outside(nil)); slices.ContainsFunc(got, func(f Finding) bool { return f.Rule == "spf-too-many-lookups" }) {
				t.Errorf("found %q though the rule is off", written(got, nil))
			}
		})
	}
}

func TestAChainOfIncludesIsFollowedForALimitedTimeAndNumber(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for takes, most := range map[time.Duration]int{0: maxSPFQuestions, time.Second: 11} {
			asked, start := 0, time.Now()
			ask := outside(nil)
			ask.Texts = func(ctx context.Context, name string) ([]string, error) {
				asked++
				select {
				case <-time.After(takes):
				case <-ctx.Done():
					return nil, ctx.Err()
				}
				return []string{"v=spf1" + terms("include:x%d."+name, 20) + " -all"}, nil
			}
			c := Case{Subject: planned("txt @ v=spf1 include:many.example ~all"), Origin: zone.NewOrigin(exampleDomain)}
			defaults(t).Network(t.Context(), c, ask)
			if asked > most || asked < 2 || time.Since(start) > maxSPFTime {
				t.Errorf("%d questions in %s", asked, time.Since(start))
			}
		}
	})
}
