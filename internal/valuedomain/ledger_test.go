package valuedomain

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestMain lets the test binary be one of several processes that share a limit.
func TestMain(m *testing.M) {
	if dir := os.Getenv("VALUEDOMAIN_TEST_LEDGER"); dir != "" {
		os.Exit(bookInThisProcess(dir))
	}
	os.Exit(m.Run())
}

const (
	processPeriod = 300 * time.Millisecond
	processLimit  = 5
	processStarts = 12
)

// bookInThisProcess prints the moments at which its requests start.
func bookInThisProcess(dir string) int {
	l := newLimiter(processLimit, newLedger(dir, testToken, processLimit, processPeriod), time.Now, sleep, (&logBuffer{}).logger())
	for range processStarts {
		start, err := l.window.book(context.Background(), l.now())
		if err == nil {
			err = l.until(context.Background(), start)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		fmt.Println(start.UnixNano())
	}
	return 0
}

func TestProcessesShareOneLimitAndNoneStarves(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "limit")
	const processes = 3
	var running []*exec.Cmd
	var outputs []*strings.Builder
	for range processes {
		var out strings.Builder
		p := exec.CommandContext(t.Context(), os.Args[0])
		p.Env = append(os.Environ(), "VALUEDOMAIN_TEST_LEDGER="+dir)
		p.Stdout, p.Stderr = &out, os.Stderr
		if err := p.Start(); err != nil {
			t.Fatal(err)
		}
		running, outputs = append(running, p), append(outputs, &out)
	}
	var all, ends []int64
	for i, p := range running {
		if err := p.Wait(); err != nil {
			t.Fatal(err)
		}
		var last int64
		for line := range strings.Lines(outputs[i].String()) {
			n, err := strconv.ParseInt(strings.TrimSpace(line), 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			all, last = append(all, n), n
		}
		ends = append(ends, last)
	}
	slices.Sort(all)
	if len(all) != processes*processStarts {
		t.Fatalf("%d starts", len(all))
	}
	for i := processLimit; i < len(all); i++ {
		if d := time.Duration(all[i] - all[i-processLimit]); d < processPeriod {
			t.Errorf("%d starts within %s", processLimit+1, d)
		}
	}
	// Taking turns, all end within the last few windows.
	if spread := time.Duration(slices.Max(ends) - slices.Min(ends)); spread > 4*processPeriod {
		t.Errorf("one process ended %s before another", spread)
	}
}

// at is a moment of the tests' clock.
func at(seconds float64) time.Time {
	return time.Unix(1_800_000_000, 0).Add(time.Duration(seconds * float64(time.Second)))
}

func TestLedgerBooks(t *testing.T) {
	t.Parallel()
	l := newLedger(filepath.Join(t.TempDir(), "limit"), testToken, 2, time.Minute)
	for _, step := range []struct{ now, want float64 }{
		{0, 0}, {10, 10}, {20, 60}, {20, 70}, {20, 120}, {121, 130}, {500, 500}, {500, 500}, {500, 560},
	} {
		peeked, err := l.peek(t.Context(), at(step.now), 0)
		if err != nil || !peeked.Equal(at(step.want)) {
			t.Errorf("at %v: peek %s, %v; want %v", step.now, peeked, err, step.want)
		}
		booked, err := l.book(t.Context(), at(step.now))
		if err != nil || !booked.Equal(at(step.want)) {
			t.Errorf("at %v: book %s, %v; want %v", step.now, booked, err, step.want)
		}
	}
}

func TestLedgersOfTwoTokensAreApart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	one, two := newLedger(dir, "token-one", 1, time.Minute), newLedger(dir, "token-two", 1, time.Minute)
	for _, l := range []*ledger{one, two} {
		if got, err := l.book(t.Context(), at(0)); err != nil || !got.Equal(at(0)) {
			t.Errorf("got %s, %v", got, err)
		}
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if strings.Contains(path, "token-") {
			t.Errorf("a token in %s", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestABrokenLedgerIsBegunAnew(t *testing.T) {
	t.Parallel()
	full := ledgerHead + "\n" + fmt.Sprintln(at(-1).UnixNano()) + fmt.Sprintln(at(-1).UnixNano())
	for _, test := range []struct{ name, text string }{
		{"empty", ""},
		{"another file", "hello\n"},
		{"a word among the numbers", full + "x\n"},
		{"half a line", full + "18\x00"},
		{"a moment under another clock", full + fmt.Sprintln(at(3600).UnixNano())},
		{"written before the clock was set back", ledgerHead + "\n" + fmt.Sprintln(at(300).UnixNano()) + fmt.Sprintln(at(299).UnixNano())},
		{"no word of when it was written", ledgerHead + "\n"},
		{"far too long", full + strings.Repeat("1\n", maxLedger)},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			l := newLedger(t.TempDir(), testToken, 1, time.Minute)
			if err := os.WriteFile(l.path, []byte(test.text), 0o600); err != nil {
				t.Fatal(err)
			}
			for _, want := range []float64{0, 60} {
				if got, err := l.book(t.Context(), at(0)); err != nil || !got.Equal(at(want)) {
					t.Errorf("got %s, %v, want %v", got, err, want)
				}
			}
		})
	}
}

func TestAWholeLedgerCounts(t *testing.T) {
	t.Parallel()
	l := newLedger(t.TempDir(), testToken, 1, time.Minute)
	if err := os.WriteFile(l.path, []byte(ledgerHead+"\n"+fmt.Sprintln(at(-1).UnixNano())+fmt.Sprintln(at(-1).UnixNano())), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := l.book(t.Context(), at(0)); err != nil || !got.Equal(at(59)) {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestLedgerIsPrivateAndFollowsNoLink(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("no modes and no links")
	}
	book := func(l *ledger) error {
		_, err := l.book(t.Context(), at(0))
		return err
	}
	t.Run("modes", func(t *testing.T) {
		t.Parallel()
		dir := filepath.Join(t.TempDir(), "limit")
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		l := newLedger(dir, testToken, 1, time.Minute)
		if err := book(l); err != nil {
			t.Fatal(err)
		}
		for path, want := range map[string]fs.FileMode{dir: 0o700, l.path: 0o600, l.path + ".lock": 0o600} {
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
				t.Errorf("%s: %v, %v", path, info.Mode(), err)
			}
		}
	})
	for _, name := range []string{"", ".lock"} {
		t.Run("a link in the place of the file"+name, func(t *testing.T) {
			t.Parallel()
			l, target := newLedger(t.TempDir(), testToken, 1, time.Minute), filepath.Join(t.TempDir(), "target")
			if err := os.WriteFile(target, []byte("precious"), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(target, l.path+name); err != nil {
				t.Fatal(err)
			}
			if err := book(l); err == nil {
				t.Error("no error")
			}
			if text, err := os.ReadFile(target); err != nil || string(text) != "precious" {
				t.Errorf("target: %q, %v", text, err)
			}
		})
	}
	t.Run("a link in the place of the new file is replaced", func(t *testing.T) {
		t.Parallel()
		l, target := newLedger(t.TempDir(), testToken, 1, time.Minute), filepath.Join(t.TempDir(), "target")
		if err := os.Symlink(target, l.path+".next"); err != nil {
			t.Fatal(err)
		}
		if err := book(l); err != nil {
			t.Error(err)
		}
		if _, err := os.Lstat(target); err == nil {
			t.Error("the link was followed")
		}
	})
	t.Run("a link in the place of the folder", func(t *testing.T) {
		t.Parallel()
		dir := filepath.Join(t.TempDir(), "limit")
		if err := os.Symlink(t.TempDir(), dir); err != nil {
			t.Fatal(err)
		}
		if err := book(newLedger(dir, testToken, 1, time.Minute)); err == nil {
			t.Error("no error")
		}
	})
}

func TestClientsOfOneTokenShareTheirLimit(t *testing.T) {
	t.Parallel()
	dir, s := t.TempDir(), always(200, zoneOK)
	clock := at(0)
	shared := func(c *Config) {
		c.SharedLimitDir, c.RequestsPerMinute = dir, 3
		c.Now = func() time.Time { return clock }
		c.Sleep = func(_ context.Context, d time.Duration) error {
			clock = clock.Add(d)
			return nil
		}
	}
	one, two := newTestClient(t, s, shared), newTestClient(t, s, shared)
	for i, want := range []float64{0, 0, 0, 61, 61, 61, 122} {
		if i == 3 { // The other one used the limit up, and this one knows.
			if err := two.Ready(t.Context()); err != nil {
				t.Fatal(err)
			}
			if !clock.Equal(at(want)) {
				t.Errorf("ready at %s", clock.Sub(at(0)))
			}
		}
		if _, err := []*Client{one, two}[i%2].ReadZone(t.Context(), "example.com"); err != nil {
			t.Fatal(err)
		}
		if !clock.Equal(at(want)) {
			t.Errorf("request %d at %s, want %v", i+1, clock.Sub(at(0)), want)
		}
	}
}

func TestAnUnusableFolderIsNoReasonNotToWork(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var log logBuffer
	c := newTestClient(t, always(200, zoneOK), withLog(&log), func(c *Config) { c.SharedLimitDir = filepath.Join(file, "below") })
	for range 3 {
		if _, err := c.ReadZone(t.Context(), "example.com"); err != nil {
			t.Fatal(err)
		}
	}
	if n := strings.Count(log.String(), "level=WARN"); n != 1 {
		t.Errorf("%d warnings: %s", n, log.String())
	}
}
