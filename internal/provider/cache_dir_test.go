package provider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestACacheDirectoryThatCannotBeUsedIsNamedWithWhatToDo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.file("file", "")
	dir := filepath.Join(c.dir, "file", "cache") // Below a plain file nothing can be made.
	c.env = append(c.env, "VALUEDOMAIN_CACHE_DIR="+dir)
	c.write(general, oneRecord)
	if o := c.plan(); o.code != 2 || len(o.diagnostics) > 0 {
		t.Errorf("a plan needs no cache directory: code %d\n%s", o.code, o.out)
	}
	o := c.tryApply()
	if o.code != 1 || !strings.Contains(o.summaries(), "The cache directory can't be used, so nothing was written") ||
		!strings.Contains(o.details(), dir) || !strings.Contains(o.details(), "cache_dir =") || !strings.Contains(o.details(), "VALUEDOMAIN_CACHE_DIR") {
		t.Errorf("code %d:\n%s", o.code, o.out)
	}
	w.expectLines(t, webZone)

	c.write(general+"\ncache_dir = \"own\"", oneRecord)
	c.apply()
	w.expectLines(t, webZone, oneLine)
	if files, err := filepath.Glob(filepath.Join(c.dir, "own", "*.lock")); err != nil || len(files) == 0 {
		t.Errorf("no lock in the directory that the provider block names: %v", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("the directory of the environment was used too")
	}
}
