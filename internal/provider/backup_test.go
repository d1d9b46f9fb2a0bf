package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// A zone that another tool wrecked comes back from the text before the last
// good write, as the guide to backups tells.
func TestAWreckedZoneComesBackFromABackup(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\r\n; kept by hand", simulator.Options{})
	c := newCLI(t, w)
	dir := filepath.Join(t.TempDir(), "backups")
	settings := fmt.Sprintf("dns_service = \"general\"\nbackup_dir = %q", dir)
	c.write(settings, oneRecord)
	before := w.text(t)
	c.apply()
	good := w.text(t)
	c.write(settings, oneRecord+"\n"+mx("m", `target = "mail"`))
	c.apply()
	entries, err := os.ReadDir(filepath.Join(dir, testDomain))
	if err != nil || len(entries) != 2 {
		t.Fatalf("%d backups: %v", len(entries), err)
	}
	for i, want := range []string{before, good} {
		text, err := os.ReadFile(filepath.Join(dir, testDomain, entries[i].Name()))
		if err != nil || string(text) != want {
			t.Errorf("backup %d: %v\n%q\nwant\n%q", i, err, text, want)
		}
		if strings.Contains(string(text), "test-token") {
			t.Error("a token in a backup")
		}
	}

	if _, err := w.Edit(testDomain, func(string) string { return "a @ 198.51.100.1\na www 203.0.113.10" }); err != nil {
		t.Fatal(err)
	}
	back := newCLI(t, w)
	back.write(settings, fmt.Sprintf("resource \"valuedomain_zone\" \"all\" {\n  domain = \"hogehoge.com\"\n  content = file(%q)\n  allow_delete_unmanaged = true\n  allow_large_delete = true\n}\n",
		filepath.Join(dir, testDomain, entries[1].Name())))
	back.apply()
	if got, want := sortedLines(w.text(t)), sortedLines(good); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("zone:\n%q\nwant:\n%q", got, want)
	}
	back.mustBeClean()
}

func TestWithoutABackupNothingIsWritten(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for language, want := range map[string]string{
		"en": "error: No backup could be saved, so nothing was written",
		"ja": "error: バックアップを保存できないため、書き込みませんでした",
	} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write("language = \""+language+"\"", oneRecord)
			c.env = append(c.env, "VALUEDOMAIN_BACKUP_DIR="+file)
			if o := c.tryApply(); o.code != 1 || o.summaries() != want || !strings.Contains(o.details(), file) {
				t.Errorf("code %d:\n%s", o.code, o.out)
			}
			if w.text(t) != webZone {
				t.Errorf("zone:\n%s", w.text(t))
			}
		})
	}
}
