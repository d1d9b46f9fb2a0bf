package zonesync

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

// recordsIn returns records in a directory that does not exist yet, and the
// path of the files of the test's domain without their endings.
func recordsIn(t *testing.T) (dir, path string, o Options) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "locks")
	records := fileRecords{dir, "token"}
	return dir, records.path(testDomain), Options{Records: records}
}

func TestTheDirectoryOfRecordsIsPrivate(t *testing.T) {
	for _, before := range []os.FileMode{0, 0o700, 0o777} {
		t.Run(before.String(), func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				dir, _, o := recordsIn(t)
				if before != 0 {
					if err := errors.Join(os.Mkdir(dir, before), os.Chmod(dir, before)); err != nil {
						t.Fatal(err)
					}
				}
				wantErrors(t, applyAll(t.Context(), New(newStore("a @ 192.0.2.1"), o).Zone(testDomain), add("a b 192.0.2.2")), nil)
				info, err := os.Stat(dir)
				if err != nil || info.Mode().Perm() != 0o700 {
					t.Errorf("%v, %v", info.Mode(), err)
				}
				files, err := os.ReadDir(dir)
				if err != nil || len(files) != 2 {
					t.Errorf("%v, %v: want a lock and a record", files, err)
				}
				for _, f := range files {
					info, err := f.Info()
					if err != nil || info.Mode().Perm() != 0o600 {
						t.Errorf("%s: %v, %v", f.Name(), info.Mode(), err)
					}
					if strings.Contains(f.Name(), "token") || strings.Contains(f.Name(), "example") {
						t.Errorf("%s says too much", f.Name())
					}
				}
			})
		})
	}
}

func TestLinksAreRefused(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		plant func(dir, path, victim string) error
		fails bool
	}{
		{"a directory that is a link", func(dir, _, victim string) error { return os.Symlink(filepath.Dir(victim), dir) }, true},
		{"a directory that is a file", func(dir, _, _ string) error { return os.WriteFile(dir, nil, 0o600) }, true},
		{"a lock file that is a link", func(dir, path, victim string) error {
			return errors.Join(os.Mkdir(dir, 0o700), os.Symlink(victim, path+".lock"))
		}, true},
		{"a record that is a link", func(dir, path, victim string) error {
			return errors.Join(os.Mkdir(dir, 0o700), os.Symlink(victim, path+".json"))
		}, true},
		{"a record that is a hard link is replaced", func(dir, path, victim string) error {
			return errors.Join(os.Mkdir(dir, 0o700), os.Link(victim, path+".json"))
		}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				victim := filepath.Join(t.TempDir(), "victim")
				if err := os.WriteFile(victim, []byte("mine"), 0o600); err != nil {
					t.Fatal(err)
				}
				dir, path, o := recordsIn(t)
				if err := test.plant(dir, path, victim); err != nil {
					t.Fatal(err)
				}
				store := newStore("a @ 192.0.2.1")
				err := applyAll(t.Context(), New(store, o).Zone(testDomain), add("a b 192.0.2.2"))[0]
				var lock *LockError
				if (err != nil) != test.fails || test.fails && (!errors.As(err, &lock) || lock.Dir != dir) {
					t.Errorf("error %v", err)
				}
				if gets, puts := store.requests(); test.fails && gets+puts != 0 {
					t.Errorf("%d requests without a lock", gets+puts)
				}
				if text, err := os.ReadFile(victim); err != nil || string(text) != "mine" {
					t.Errorf("the file behind the link is %q, %v", text, err)
				}
			})
		})
	}
}

func TestAccountsAndZonesHaveRecordsOfTheirOwn(t *testing.T) {
	t.Parallel()
	paths := map[string]bool{}
	for _, account := range []string{"one", "two"} {
		for _, domain := range []string{"example.com", "example.net"} {
			paths[fileRecords{"d", account}.path(domain)] = true
		}
	}
	if len(paths) != 4 {
		t.Errorf("%v", paths)
	}
}

// contract is what both kinds of records promise. Others have to keep it too.
func contract(t *testing.T, records Records) {
	t.Helper()
	first, err := records.Lock(t.Context(), testDomain)
	if err != nil || !reflect.DeepEqual(first.Record(), Record{}) {
		t.Fatalf("Lock = %v, %v", first, err)
	}
	if second, err := records.TryLock(t.Context(), testDomain); second != nil || err != nil {
		t.Errorf("TryLock = %v, %v while the lock is held", second, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if held, err := records.Lock(ctx, testDomain); held != nil || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Lock = %v, %v while the lock is held", held, err)
	}
	other, err := records.TryLock(t.Context(), "example.net")
	if err != nil || other == nil {
		t.Fatalf("TryLock of another zone = %v, %v", other, err)
	}
	other.Unlock()
	want := Record{Zone: Note{Digest: "one", At: time.Now().UTC(), Lines: 3}, Forwards: Note{Writing: time.Now().UTC()}}
	if err := first.Save(want); err != nil || !reflect.DeepEqual(first.Record(), want) {
		t.Errorf("Save: %v; the holder sees %+v", err, first.Record())
	}
	if got, err := records.Peek(t.Context(), testDomain); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Peek = %+v, %v", got, err)
	}
	got := make(chan Held)
	go func() {
		held, err := records.Lock(t.Context(), testDomain)
		if err != nil {
			t.Error(err)
		}
		got <- held
	}()
	time.Sleep(time.Second)
	first.Unlock()
	second := <-got
	if !reflect.DeepEqual(second.Record(), want) {
		t.Errorf("the next holder sees %+v", second.Record())
	}
	second.Unlock()
}

func TestTheContractOfRecords(t *testing.T) {
	for name, records := range map[string]func(t *testing.T) Records{
		"in memory": func(*testing.T) Records { return MemoryRecords() },
		"in files": func(t *testing.T) Records {
			t.Helper()
			_, _, o := recordsIn(t)
			return o.Records
		},
	} {
		t.Run(name, func(t *testing.T) { bubble(t, func(t *testing.T) { contract(t, records(t)) }) })
	}
}

func TestARecordThatMakesNoSenseSaysNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "{", "[]", "12", `{"zone":{"at":"yesterday"}}`, strings.Repeat("x", 1<<16)} {
		dir, path, o := recordsIn(t)
		if err := errors.Join(os.Mkdir(dir, 0o700), os.WriteFile(path+".json", []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
		if r, err := o.Records.Peek(t.Context(), testDomain); err != nil || !reflect.DeepEqual(r, Record{}) {
			t.Errorf("%.20q: %+v, %v", text, r, err)
		}
	}
}

// Another record than the one that this run left means that somebody has
// written; a record that is gone means the same.
func TestAFreshReadIsABaseWhileNobodyElseWrites(t *testing.T) {
	bubble(t, func(t *testing.T) {
		_, path, o := recordsIn(t)
		o.Timing = DefaultTiming()
		o.Timing.Fresh = time.Hour
		store := newStore("a @ 192.0.2.1")
		one, two := New(store, o).Zone(testDomain), New(store, o).Zone(testDomain)
		overwrite := func(r Record) func() {
			return func() {
				text, err := r.encode()
				if err := errors.Join(err, os.WriteFile(path+".json", text, 0o600)); err != nil {
					t.Error(err)
				}
			}
		}
		steps := []struct {
			name  string
			first func()
			by    *Zone
			gets  int
		}{
			{"the first write reads before and after", func() {}, one, 2},
			{"the next one builds on what it has read", func() {}, one, 1},
			{"another process reads by itself", func() {}, two, 2},
			{"after which the first one reads again", func() {}, one, 2},
			{"and a write that died is waited for", overwrite(Record{Zone: Note{Writing: time.Now()}}), one, 5},
			{"and it has cleaned up", func() {}, one, 1},
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
	})
}

func TestARecordThatCannotBeWritten(t *testing.T) {
	bubble(t, func(t *testing.T) {
		dir, path, o := recordsIn(t)
		if err := os.MkdirAll(filepath.Join(path+".json", "x"), 0o700); err != nil {
			t.Fatal(err)
		}
		store := newStore("a @ 192.0.2.1")
		var lock *LockError
		if err := applyAll(t.Context(), New(store, o).Zone(testDomain), add("a b 192.0.2.2"))[0]; !errors.As(err, &lock) || MayBeWritten(err) {
			t.Errorf("error %v, want a LockError", err)
		}
		if _, puts := store.requests(); puts != 0 {
			t.Errorf("%d PUT", puts)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		// After the write it fails nobody, and the zone stays marked.
		store.afterWrite = func(int) error {
			return errors.Join(os.Remove(path+".json"), os.MkdirAll(filepath.Join(path+".json", "x"), 0o700))
		}
		wantErrors(t, applyAll(t.Context(), New(store, o).Zone(testDomain), add("a b 192.0.2.2")), nil)
	})
}
