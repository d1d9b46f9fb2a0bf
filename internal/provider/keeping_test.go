package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// forgotten is what a store makes of a text that drops comments and reorders lines, as users report it.
func forgotten(text string) string {
	lines := slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool { return line == "" || line[0] == '#' })
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestCommentsAndOrderOfTheStoreDecideNothing applies, changes and destroys in
// a zone whose store drops comments and reorders lines, without a word.
func TestCommentsAndOrderOfTheStoreDecideNothing(t *testing.T) {
	t.Parallel()
	const (
		web     = "# web\na www 203.0.113.10\na @ 203.0.113.10\n\n# proof\ntxt @ google-site-verification=example"
		records = `
resource "valuedomain_mx_record" "send" {
  domain   = "hogehoge.com"
  host     = "send"
  target   = "feedback-smtp.ap-northeast-1.amazonses.com."
  priority = 10
}
resource "valuedomain_txt_record" "spf" {
  domain = "hogehoge.com"
  host   = "send"
  value  = "v=spf1 include:amazonses.com ~all"
}
resource "valuedomain_a_record" "app" {
  for_each = toset(["192.0.2.1", "192.0.2.2"])
  domain   = "hogehoge.com"
  host     = "app"
  address  = each.key
}
`
		written = "a app 192.0.2.1\na app 192.0.2.2\nmx feedback-smtp.ap-northeast-1.amazonses.com. 10 send\ntxt send v=spf1 include:amazonses.com ~all"
	)
	tests := []struct {
		name, before  string
		first, second string // Configurations.
		held, then    string // What the zone says after each, but for comments and order.
		left          string // What it says in the end.
	}{
		{
			"record resources in a zone with comments", web,
			records, strings.ReplaceAll(records, `"192.0.2.2"`, `"192.0.2.3"`),
			web + "\n" + written, web + "\n" + strings.ReplaceAll(written, "192.0.2.2", "192.0.2.3"),
			web,
		},
		{
			"a whole zone whose text has comments", web,
			zoneConfig("# all of it\ntxt @ google-site-verification=example\n\na www 203.0.113.10\n# last\na @ 203.0.113.10\na new 192.0.2.1", ""),
			zoneConfig("# all of it\ntxt @ google-site-verification=example\n\na new 192.0.2.2\n# other\na www 203.0.113.10\na @ 203.0.113.10", ""),
			web + "\na new 192.0.2.1", web + "\na new 192.0.2.2",
			"",
		},
		{
			"a whole zone whose text differs in comments and order alone", web,
			zoneConfig("a @ 203.0.113.10\n# web\na www 203.0.113.10\ntxt @ google-site-verification=example", ""),
			zoneConfig("# none\n\ntxt @ google-site-verification=example\na @ 203.0.113.10\na www 203.0.113.10", ""),
			web, web,
			"",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, test.before, simulator.Options{
				Keeping: simulator.Keeping{DropComments: true, Reorder: true, RefuseDuplicates: true},
			})
			c := newCLI(t, w)
			for _, step := range []struct{ config, want string }{{test.first, test.held}, {test.second, test.then}} {
				c.write(``, step.config)
				if o := c.apply(); len(o.diagnostics) > 0 {
					t.Errorf("the apply says\n%s\n%s", o.summaries(), o.details())
				}
				if got := forgotten(w.text(t)); got != forgotten(step.want) {
					t.Errorf("zone:\n%s\nwant:\n%s", got, forgotten(step.want))
				}
				c.mustBeClean()
			}
			if o := c.destroy(); len(o.diagnostics) > 0 {
				t.Errorf("the destroy says\n%s\n%s", o.summaries(), o.details())
			}
			if got := forgotten(w.text(t)); got != forgotten(test.left) {
				t.Errorf("destroy left:\n%s\nwant:\n%s", got, forgotten(test.left))
			}
		})
	}
}
