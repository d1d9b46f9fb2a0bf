package zonesync

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// fileStore is a zone in a file, which several processes share. Each request
// is atomic, as the registrar's are; two of them are not.
type fileStore struct{ path string }

func (s fileStore) ReadZone(context.Context, string) (out zone.Snapshot, err error) {
	data, err := os.ReadFile(s.path)
	if err != nil {
		return out, err
	}
	return out, json.Unmarshal(data, &out)
}

func (s fileStore) WriteZone(_ context.Context, out zone.Snapshot) (zone.Snapshot, error) {
	data, err := json.Marshal(out)
	if err != nil {
		return out, err
	}
	file, err := os.CreateTemp(filepath.Dir(s.path), "zone")
	if err != nil {
		return out, err
	}
	_, err = file.Write(data)
	return out, errors.Join(err, file.Close(), os.Rename(file.Name(), s.path))
}

const (
	childVariable  = "ZONESYNC_TEST_CHILD" // The prefix of the lines a child works on.
	childDirectory = "ZONESYNC_TEST_DIRECTORY"
)

// inDirectory returns a store that never lags and records, for real processes.
func inDirectory(dir string) (fileStore, Options) {
	o := Options{Records: coordination.Files(filepath.Join(dir, "locks"), "token"), Timing: DefaultTiming()}
	o.Timing.Lag, o.Timing.Landing = 50*time.Millisecond, 50*time.Millisecond
	return fileStore{filepath.Join(dir, "zone")}, o
}

// TestChild is what another process does. It is no test by itself.
func TestChild(t *testing.T) {
	t.Parallel()
	prefix := os.Getenv(childVariable)
	if prefix == "" {
		t.Skip("only works as a child of TestProcessesLoseNothing")
	}
	store, o := inDirectory(os.Getenv(childDirectory))
	lifecycle(t, New(store, o).Zone(testDomain), prefix, 20)
	if prefix == "killed" {
		select {} // Until it is.
	}
}

// child starts this test binary again.
func child(t *testing.T, dir, prefix string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChild$", "-test.timeout=2m")
	cmd.Env = append(os.Environ(), childVariable+"="+prefix, childDirectory+"="+dir)
	return cmd
}

// TestProcessesLoseNothing runs two processes to their end, with one more that is
// killed in its work. Nothing depends on how fast any of them is.
func TestProcessesLoseNothing(t *testing.T) {
	t.Parallel()
	want, dir := hosts("start", 20), t.TempDir()
	store, o := inDirectory(dir)
	if _, err := store.WriteZone(t.Context(), newStore(want...).last()); err != nil {
		t.Fatal(err)
	}
	killed := child(t, dir, "killed")
	if err := killed.Start(); err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for _, prefix := range []string{"one", "two"} {
		group.Go(func() {
			if out, err := child(t, dir, prefix).CombinedOutput(); err != nil {
				t.Errorf("child %s: %v\n%s", prefix, err, out)
			}
		})
		want = append(want, leftBy(hosts(prefix, 20))...)
	}
	group.Wait()
	_ = killed.Process.Kill() // Wherever it is.
	_ = killed.Wait()
	wantErrors(t, applyAll(t.Context(), New(store, o).Zone(testDomain), add("a last 192.0.2.1")), nil)
	want = append(want, "a last 192.0.2.1")
	s, err := store.ReadZone(t.Context(), testDomain)
	if err != nil {
		t.Fatal(err)
	}
	others := slices.DeleteFunc(strings.Split(s.Text, "\n"), func(l string) bool { return strings.HasPrefix(l, "a killed") })
	newStore(others...).wantLines(t, want)
}
