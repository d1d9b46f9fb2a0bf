package postgres

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

func TestFullDiskKeepsWhatWasThere(t *testing.T) {
	t.Parallel()
	if os.Getuid() != 0 {
		t.Skip("a small disk is made by root alone")
	}
	s := ownServer(t)
	disk := filepath.Join(s.Dir, "disk")
	if err := os.Mkdir(disk, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("a small disk can't be made here: %v", err)
	}
	t.Cleanup(func() {
		s.End(syscall.SIGQUIT)
		if err := syscall.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	})
	if err := s.Chown(disk); err != nil {
		t.Fatal(err)
	}
	execute(t, s, "CREATE TABLESPACE small LOCATION '"+disk+"'")
	execute(t, s, "ALTER SYSTEM SET default_tablespace = small")
	execute(t, s, "SELECT pg_reload_conf()")
	s.End(syscall.SIGINT)
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}

	d := opened(t, s.DSN(), standard())
	h := mustLock(t, d)
	if err := h.Save(t.Context(), one); err != nil {
		t.Fatal(err)
	}
	filler := filepath.Join(disk, "filler")
	fill(t, filler)
	f := failure(t, h.Save(t.Context(), big()))
	if f.Reason != Full {
		t.Errorf("Save: %v", f)
	}
	if r, err := d.Peek(t.Context(), "example.com"); err != nil || r.Zone.Digest != "one" {
		t.Errorf("the record is %q, %v", r.Zone.Digest, err)
	}
	err := d.UpdateAccount(t.Context(), func(a *coordination.Account) { a.Held = []coordination.Hold{{ID: noise()}} })
	if f := failure(t, err); f.Reason != Full {
		t.Errorf("UpdateAccount: %v", f)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	// The lock was not lost, and there is space again.
	if err := h.Save(t.Context(), big()); err != nil {
		t.Errorf("Save with space: %v", err)
	}
	if err := h.Unlock(context.Background()); err != nil {
		t.Error(err)
	}
}

// fill writes a file until nothing more fits.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for block := make([]byte, 4096); ; {
		if _, err := f.Write(block); err != nil {
			return
		}
	}
}

// noise is a long text that can't be compressed.
func noise() string {
	var b strings.Builder
	for range 4000 {
		b.WriteString(rand.Text())
	}
	return b.String()
}

func big() coordination.Record {
	r := one
	r.Zone.Steps = map[string]coordination.Step{"x": {State: noise()}}
	return r
}
