package zonesync

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// quick is a timing for tests on the real clock.
func quick() Timing {
	t := DefaultTiming()
	t.Quiet, t.Hope, t.Gather, t.Settle = time.Millisecond, time.Millisecond, 5*time.Millisecond, 50*time.Millisecond
	t.Stale = []time.Duration{time.Millisecond, 2 * time.Millisecond, 4 * time.Millisecond}
	return t
}

func inDir(t *testing.T) (dir string, o Options) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "locks")
	return dir, Options{LockDir: dir, Account: "token", Timing: quick()}
}

func TestLockFolderIsPrivate(t *testing.T) {
	t.Parallel()
	for _, before := range []os.FileMode{0, 0o700, 0o777} {
		dir, o := inDir(t)
		if before != 0 {
			if err := os.Mkdir(dir, before); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(dir, before); err != nil {
				t.Fatal(err)
			}
		}
		wantErrors(t, applyAll(t.Context(), New(newStore("a @ 192.0.2.1"), o).Zone(testDomain), add("a b 192.0.2.2")), nil)
		info, err := os.Stat(dir)
		if err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("made from %v: %v, %v", before, info.Mode(), err)
		}
		files, err := os.ReadDir(dir)
		if err != nil || len(files) != 3 {
			t.Errorf("%v, %v: want a lock, a stamp and what was seen", files, err)
		}
		for _, f := range files {
			info, err := f.Info()
			if err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%s: %v, %v", f.Name(), info.Mode(), err)
			}
			if strings.Contains(f.Name(), "token") || strings.Contains(f.Name(), "example") {
				t.Errorf("%s tells too much", f.Name())
			}
		}
	}
}

func TestLinksAreRefused(t *testing.T) {
	t.Parallel()
	victim := filepath.Join(t.TempDir(), "victim")
	if err := os.WriteFile(victim, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name  string
		plant func(dir, path string) error
		fails bool
	}{
		{"a folder that is a link", func(dir, _ string) error { return os.Symlink(filepath.Dir(victim), dir) }, true},
		{"a folder that is a file", func(dir, _ string) error { return os.WriteFile(dir, nil, 0o600) }, true},
		{"a lock file that is a link", func(dir, path string) error {
			return errors.Join(os.Mkdir(dir, 0o700), os.Symlink(victim, path+".lock"))
		}, true},
		{"a stamp that is a link is replaced", func(dir, path string) error {
			return errors.Join(os.Mkdir(dir, 0o700), os.Symlink(victim, path+".stamp"))
		}, false},
		{"a stamp to be that is a link is replaced", func(dir, path string) error {
			return errors.Join(os.Mkdir(dir, 0o700), os.Symlink(victim, path+".stamp.next"))
		}, false},
		{"a stamp to be that is a hard link is replaced", func(dir, path string) error {
			return errors.Join(os.Mkdir(dir, 0o700), os.Link(victim, path+".stamp.next"))
		}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir, o := inDir(t)
			if err := test.plant(dir, newFileLock(dir, o.Account, testDomain).path); err != nil {
				t.Fatal(err)
			}
			store := newStore("a @ 192.0.2.1")
			err := applyAll(t.Context(), New(store, o).Zone(testDomain), add("a b 192.0.2.2"))[0]
			if (err != nil) != test.fails {
				t.Errorf("error %v", err)
			}
			if gets, puts := store.requests(); test.fails && gets+puts != 0 {
				t.Errorf("%d requests without a lock", gets+puts)
			}
			if text, err := os.ReadFile(victim); err != nil || string(text) != "mine" {
				t.Errorf("the file behind the link is %q, %v", text, err)
			}
		})
	}
}

func TestAccountsAndZonesHaveLocksOfTheirOwn(t *testing.T) {
	t.Parallel()
	paths := map[string]bool{}
	for _, account := range []string{"one", "two"} {
		for _, domain := range []string{"example.com", "example.net"} {
			paths[newFileLock("d", account, domain).path] = true
		}
	}
	if len(paths) != 4 {
		t.Errorf("%v", paths)
	}
}

func TestLockIsWaitedFor(t *testing.T) {
	t.Parallel()
	dir, o := inDir(t)
	release, err := newFileLock(dir, o.Account, testDomain).acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	store := newStore("a @ 192.0.2.1")
	c := New(store, o).Zone(testDomain)
	var group sync.WaitGroup
	group.Go(func() { wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil) })
	time.Sleep(100 * time.Millisecond)
	store.wantRequests(t, 0, 0)
	release()
	group.Wait()

	o.Timing.Commit = 50 * time.Millisecond
	if release, err = newFileLock(dir, o.Account, testDomain).acquire(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer release()
	wantErrors(t, applyAll(t.Context(), New(store, o).Zone(testDomain), add("a c 192.0.2.3")), context.DeadlineExceeded)
}

func TestFreshReadsAreUsedWhileNobodyElseWrites(t *testing.T) {
	t.Parallel()
	dir, o := inDir(t)
	o.Timing.Fresh = time.Hour
	store := newStore("a @ 192.0.2.1")
	one, two := New(store, o).Zone(testDomain), New(store, o).Zone(testDomain)
	stamp := newFileLock(dir, o.Account, testDomain).path + ".stamp"
	overwrite := func(text string) func() {
		return func() {
			if err := os.WriteFile(stamp, []byte(text), 0o600); err != nil {
				t.Error(err)
			}
		}
	}
	steps := []struct {
		name  string
		first func()
		by    *Coordinator
		gets  int
	}{
		{"the first write reads before and after", func() {}, one, 2},
		{"the next one builds on what it has read", func() {}, one, 1},
		{"another process reads by itself", func() {}, two, 2},
		{"after which the first one reads again", func() {}, one, 2},
		{"after a write that died as well", overwrite(dirty), one, 2},
		{"and it has cleaned up", func() {}, one, 1},
		{"after an unknown stamp as well", overwrite("other"), one, 2},
		{"after an empty stamp as well", overwrite(""), one, 2},
		{"after a lost stamp as well", func() { _ = os.Remove(stamp) }, one, 2},
	}
	for i, step := range steps {
		step.first()
		before, _ := store.requests()
		wantErrors(t, applyAll(t.Context(), step.by, add(hosts("h", 20)[i])), nil)
		if gets, _ := store.requests(); gets-before != step.gets {
			t.Errorf("%s: %d GET, want %d", step.name, gets-before, step.gets)
		}
	}
	store.wantText(t, append([]string{"a @ 192.0.2.1"}, hosts("h", len(steps))...)...)
}

func TestReadDuringAnotherProcessesWriteIsNoBase(t *testing.T) {
	t.Parallel()
	dir, o := inDir(t)
	o.Timing.Fresh, o.Timing.Stale = time.Hour, nil
	store := newStore("a @ 192.0.2.1")
	other := newFileLock(dir, o.Account, testDomain)
	release, err := other.acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := other.begin(); err != nil {
		t.Fatal(err)
	}
	c := New(store, o).Zone(testDomain)
	if _, err := c.Read(t.Context()); err != nil {
		t.Fatal(err)
	}
	store.setText("a @ 192.0.2.1", "a theirs 192.0.2.2")
	release() // It died: the stamp stays dirty.
	wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.3")), nil)
	store.wantText(t, "a @ 192.0.2.1", "a theirs 192.0.2.2", "a b 192.0.2.3")
}

func TestWriteOfAProcessThatDiedIsOutlived(t *testing.T) {
	t.Parallel()
	dir, o := inDir(t)
	o.Timing.Stale = []time.Duration{100 * time.Millisecond, 200 * time.Millisecond}
	store := newStore("a @ 192.0.2.1")
	other := newFileLock(dir, o.Account, testDomain)
	release, err := other.acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := other.begin(); err != nil {
		t.Fatal(err)
	}
	release()
	late := time.AfterFunc(150*time.Millisecond, func() { store.setText("a @ 192.0.2.1", "a late 192.0.2.2") })
	defer late.Stop()
	wantErrors(t, applyAll(t.Context(), New(store, o).Zone(testDomain), add("a b 192.0.2.3")), nil)
	store.wantText(t, "a @ 192.0.2.1", "a late 192.0.2.2", "a b 192.0.2.3")
}

// The mark of a write that died may bear a time that is still to come, where
// the clock was set back: nobody waits for that.
func TestMarkFromTheFutureIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	dir, o := inDir(t)
	o.Timing.Stale = []time.Duration{10 * time.Millisecond}
	other := newFileLock(dir, o.Account, testDomain)
	release, err := other.acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := other.begin(); err != nil {
		t.Fatal(err)
	}
	release()
	future := time.Now().Add(24 * time.Hour)
	if err := os.Chtimes(other.path+".stamp", future, future); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	wantErrors(t, applyAll(ctx, New(newStore("a @ 192.0.2.1"), o).Zone(testDomain), add("a b 192.0.2.3")), nil)
}

func TestRemovalUndoneByAnotherProcessStays(t *testing.T) {
	t.Parallel()
	_, o := inDir(t)
	store := newStore("a @ 192.0.2.1", "a b 192.0.2.2")
	one, two := New(store, o).Zone(testDomain), New(store, o).Zone(testDomain)
	wantErrors(t, applyAll(t.Context(), one, remove("a b 192.0.2.2")), nil)
	wantErrors(t, applyAll(t.Context(), two, add("a b 192.0.2.2")), nil)
	wantErrors(t, applyAll(t.Context(), one, add("a c 192.0.2.3")), nil)
	store.wantText(t, "a @ 192.0.2.1", "a b 192.0.2.2", "a c 192.0.2.3")
}

func TestStampThatCannotBeWrittenStopsTheWrite(t *testing.T) {
	t.Parallel()
	dir, o := inDir(t)
	path := newFileLock(dir, o.Account, testDomain).path
	if err := os.MkdirAll(filepath.Join(path+".stamp.next", "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	store := newStore("a @ 192.0.2.1")
	if err := applyAll(t.Context(), New(store, o).Zone(testDomain), add("a b 192.0.2.2"))[0]; err == nil {
		t.Error("no error")
	}
	store.wantRequests(t, 1, 0)
}

func TestStampThatCannotBeWrittenAfterTheWriteFailsNobody(t *testing.T) {
	t.Parallel()
	dir, o := inDir(t)
	path := newFileLock(dir, o.Account, testDomain).path
	store := newStore("a @ 192.0.2.1")
	store.afterWrite = func(int) error { return os.MkdirAll(filepath.Join(path+".stamp.next", "x"), 0o700) }
	wantErrors(t, applyAll(t.Context(), New(store, o).Zone(testDomain), add("a b 192.0.2.2")), nil)
	if stamp := newFileLock(dir, o.Account, testDomain).stamp(); stamp != unknown {
		t.Errorf("stamp %q, want none that a read is fresh against", stamp)
	}
}
