package provider_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// TestEveryExampleHoldsWhatItsTestsSay runs `terraform test` in each folder of
// examples/ that has tests. They destroy what they made, so the zone is the
// first one again.
func TestEveryExampleHoldsWhatItsTestsSay(t *testing.T) {
	t.Parallel()
	tests, err := filepath.Glob("../../examples/*/main.tftest.hcl")
	modules, errModules := filepath.Glob("../../examples/modules/*/main.tftest.hcl")
	if err != nil || errModules != nil || len(tests) == 0 || len(modules) == 0 {
		t.Fatalf("no examples with tests: %v, %v", err, errModules)
	}
	tests = append(tests, modules...)
	for _, test := range tests {
		folder := filepath.Dir(test)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, besideWeb, simulator.Options{})
			c := newCLI(t, w)
			if err := os.CopyFS(c.dir, os.DirFS(folder)); err != nil {
				t.Fatal(err)
			}
			if o := c.run("test", "-no-color"); o.code != 0 {
				t.Error(o.out)
			}
			if w.text(t) != besideWeb {
				t.Errorf("zone afterwards:\n%q", w.text(t))
			}
		})
	}
}
