package zonesync

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// fileStore is a zone in a file, which several processes share. Each request
// is atomic, as the registrar's are; two of them are not.
type fileStore struct {
	path    string
	latency time.Duration
}

func (s fileStore) ReadZone(ctx context.Context, _ string) (out zone.Snapshot, err error) {
	if err := sleep(ctx, s.latency/2); err != nil {
		return out, err
	}
	data, err := os.ReadFile(s.path)
	if err != nil {
		return out, err
	}
	return out, errors.Join(json.Unmarshal(data, &out), sleep(ctx, s.latency/2))
}

func (s fileStore) WriteZone(ctx context.Context, out zone.Snapshot) (zone.Snapshot, error) {
	if err := sleep(ctx, s.latency/2); err != nil {
		return out, err
	}
	data, err := json.Marshal(out)
	if err != nil {
		return out, err
	}
	file, err := os.CreateTemp(filepath.Dir(s.path), "zone")
	if err != nil {
		return out, err
	}
	_, err = file.Write(data)
	return out, errors.Join(err, file.Close(), os.Rename(file.Name(), s.path), sleep(ctx, s.latency/2))
}

const (
	childVariable = "ZONESYNC_TEST_CHILD" // The prefix of the lines a child works on.
	childFolder   = "ZONESYNC_TEST_FOLDER"
)

func childOptions(folder string) (fileStore, Options) {
	o := Options{LockDir: filepath.Join(folder, "locks"), Account: "token", Timing: DefaultTiming()}
	o.Timing.Stale = quick().Stale
	return fileStore{filepath.Join(folder, "zone"), 4 * time.Millisecond}, o
}

// TestChild is what another process does. It is no test by itself.
func TestChild(t *testing.T) {
	t.Parallel()
	prefix := os.Getenv(childVariable)
	if prefix == "" {
		t.Skip("only works as a child of TestTwoProcessesLoseNothing")
	}
	store, o := childOptions(os.Getenv(childFolder))
	lifecycle(t, New(store, o).Zone(testDomain), prefix, 60)
}

// child starts this test binary again.
func child(t *testing.T, folder, prefix string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChild$", "-test.timeout=2m")
	cmd.Env = append(os.Environ(), childVariable+"="+prefix, childFolder+"="+folder)
	return cmd
}

func zoneInFile(t *testing.T, lines []string) (folder string) {
	t.Helper()
	folder = t.TempDir()
	store, _ := childOptions(folder)
	if _, err := store.WriteZone(t.Context(), newStore(lines...).last()); err != nil {
		t.Fatal(err)
	}
	return folder
}

// TestTwoProcessesLoseNothing has no foreign writer beside them: on a real
// clock one may stand still between its read and its write for longer than
// anybody can wait. TestForeignWriterAndTwoCoordinatorsLoseNothing has one.
func TestTwoProcessesLoseNothing(t *testing.T) {
	t.Parallel()
	want := hosts("start", 20)
	folder := zoneInFile(t, want)
	var group sync.WaitGroup
	for _, prefix := range []string{"one", "two"} {
		group.Go(func() {
			if out, err := child(t, folder, prefix).CombinedOutput(); err != nil {
				t.Errorf("child %s: %v\n%s", prefix, err, out)
			}
		})
		want = append(want, leftBy(hosts(prefix, 60))...)
	}
	group.Wait()
	store, _ := childOptions(folder)
	wantFile(t, store, want)
}

func wantFile(t *testing.T, store fileStore, want []string) {
	t.Helper()
	s, err := store.ReadZone(t.Context(), testDomain)
	if err != nil {
		t.Fatal(err)
	}
	newStore(s.Text).wantLines(t, want)
}

// TestKilledProcess kills a child in the middle of its work: the zone stays a
// zone, and the next process is not kept out.
func TestKilledProcess(t *testing.T) {
	t.Parallel()
	start := hosts("start", 20)
	folder := zoneInFile(t, start)
	store, o := childOptions(folder)
	for i := range 4 {
		cmd := child(t, folder, "one")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(40+20*i) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		line := hosts("next", 9)[i]
		wantErrors(t, applyAll(t.Context(), New(store, o).Zone(testDomain), add(line)), nil)
		start = append(start, line)

		s, err := store.ReadZone(t.Context(), testDomain)
		if err != nil {
			t.Fatal(err)
		}
		ours := slices.DeleteFunc(strings.Split(s.Text, "\n"), func(l string) bool { return strings.HasPrefix(l, "a one") })
		newStore(ours...).wantLines(t, start)

		s.Text = strings.Join(ours, "\n") // The next child begins anew.
		if _, err := store.WriteZone(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "locks")); errors.Is(err, fs.ErrNotExist) {
		t.Error("no lock was taken")
	}
}
