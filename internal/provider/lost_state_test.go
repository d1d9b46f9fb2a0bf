package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// After the loss of a state a few errors list all lines that are in the zone already.
func TestFiftyLinesThatExistAreListedTogether(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	config := "resource \"valuedomain_txt_record\" \"r\" {\n count = 48\n domain = \"hogehoge.com\"\n host = \"x\"\n value = \"v${count.index}\"\n}\n" +
		oneRecord + "\nresource \"valuedomain_records\" \"set\" {\n domain = \"hogehoge.com\"\n records = [{ line = \"a set 192.0.2.1\" }, { line = \"a set 192.0.2.2\" }]\n}\n"
	c.write(general, config)
	c.apply()
	loseState(t, c)
	c.env = append(c.env, "XDG_CACHE_HOME="+t.TempDir()) // Another machine: nobody knows who wrote the lines.
	o := c.plan()
	ids := importIDs.FindAllStringSubmatch(o.details(), -1)
	if len(o.diagnostics) > 4 || strings.Count(o.details(), "\n") > 49*2+70 {
		t.Errorf("%d errors of %d lines:\n%s", len(o.diagnostics), strings.Count(o.details(), "\n"), o.details())
	}
	for i := range 48 {
		if id := fmt.Sprintf(`"hogehoge.com/x/v%d"`, i); !slices.ContainsFunc(ids, func(found []string) bool { return found[1] == id }) {
			t.Errorf("nothing says the ID %s", id)
		}
	}
}

// loseState deletes the state of a configuration.
func loseState(t *testing.T, c *cli) {
	t.Helper()
	for _, name := range []string{"terraform.tfstate", "terraform.tfstate.backup"} {
		if err := os.Remove(filepath.Join(c.dir, name)); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
}
