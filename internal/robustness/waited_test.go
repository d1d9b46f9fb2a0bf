package robustness

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// One warning at the end says what the limit has cost a run, however many resources and
// groups of them it has.
func TestARunSaysOnceWhatTheLimitCost(t *testing.T) {
	for _, c := range budgets() {
		if !strings.HasPrefix(c.name, "zones-") && c.name != "records-1000" {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				defer time.Sleep(time.Hour)
				w, err := newWorld(newChance(1, nil), startZone)
				if err != nil {
					t.Fatal(err)
				}
				w.hints = true
				s := w.space("s", t.TempDir())
				w.zones(t, s, c.zones, c.blocks)
				var said []string
				w.warned = func(d *tfprotov6.Diagnostic) { said = append(said, d.Summary) }
				w.spend(t, s, "apply", c)
				if len(said) != 1 || !strings.HasPrefix(said[0], "The run waited ") {
					t.Errorf("said %q", said)
				}
			})
		})
	}
}
