package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// many declares records, forwards and the like of one zone.
func many(records int) string {
	var b strings.Builder
	for i := range records {
		b.WriteString(block("a_record", fmt.Sprintf("r%d", i), fmt.Sprintf("host = \"h%d\"\naddress = \"192.0.2.%d\"", i, i)))
	}
	b.WriteString(forward("info", "me@example.net", ""))
	return b.String()
}

func TestAWrongTokenIsOneErrorOfTheRun(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		applied bool // The resources are in the state.
		body    string
		errors  int
		args    []string
	}{
		"new resources":            {body: many(40), errors: 1, args: []string{"plan"}},
		"resources of the state":   {applied: true, body: many(40), errors: 1, args: []string{"plan"}},
		"a destroy":                {applied: true, body: many(40), errors: 1, args: []string{"destroy", "-auto-approve"}},
		"a destroy without a read": {applied: true, body: many(40), errors: 1, args: []string{"destroy", "-auto-approve", "-refresh=false"}},
		"an apply":                 {body: many(40), errors: 1, args: []string{"apply", "-auto-approve"}},
		"data sources, with a short error each": {
			body:   "data \"valuedomain_zone\" \"a\" {\n  domain = \"hogehoge.com\"\n}\ndata \"valuedomain_domains\" \"b\" {}\n" + many(2),
			errors: 3, args: []string{"plan"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(general, tc.body)
			if tc.applied {
				c.apply("-parallelism=50")
			}
			c.env = append(c.env, "VALUEDOMAIN_API_TOKEN=wrong")
			w.ResetJournal()
			o := c.run(append(tc.args, "-json", "-input=false")...)
			whole := 0
			for _, d := range o.diagnostics {
				if d.Detail != "" {
					whole++
				} else if d.Summary != "Invalid API token (401), see the first error" {
					t.Errorf("%+v", d)
				}
			}
			if o.code != 1 || whole != 1 || len(o.diagnostics) != tc.errors {
				t.Errorf("code %d, %d errors, %d of them whole:\n%s", o.code, len(o.diagnostics), whole, o.summaries())
			}
			if n := len(w.Journal()); n > 2 {
				t.Errorf("%d requests", n)
			}
		})
	}
}

func TestATokenThatIsRefusedDuringAnApplyIsExplainedOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(general, many(12))
	if o := c.run("plan", "-input=false", "-out=p"); o.code != 0 {
		t.Fatal(o.out)
	}
	w.Inject(simulator.Fault{Status: 401})
	w.ResetJournal()
	o := c.run("apply", "-json", "-input=false", "p")
	whole := 0
	for _, d := range o.diagnostics {
		if d.Detail != "" {
			whole++
		}
	}
	if o.code != 1 || whole != 1 || len(w.Journal()) > 2 {
		t.Errorf("code %d, %d whole errors, %d requests:\n%s", o.code, whole, len(w.Journal()), o.out)
	}
}
