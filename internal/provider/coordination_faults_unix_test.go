//go:build unix

package provider_test

import (
	"context"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination/postgres/pgserver"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// databaseFault is what happens to a database that has been used, how it ends, and
// what the advice about it begins with.
type databaseFault struct {
	name, language, advice string
	begin, end             func(t *testing.T, s *pgserver.Server)
}

func sql(statements ...string) func(t *testing.T, s *pgserver.Server) {
	return func(t *testing.T, s *pgserver.Server) {
		t.Helper()
		for _, statement := range statements {
			if _, err := s.Query(context.WithoutCancel(t.Context()), statement); err != nil {
				t.Errorf("%s: %v", statement, err)
			}
		}
	}
}

// until waits until a query has rows.
func until(t *testing.T, s *pgserver.Server, query string) {
	t.Helper()
	for {
		rows, err := s.Query(context.WithoutCancel(t.Context()), query)
		if err != nil {
			t.Error(err)
		}
		if err != nil || len(rows) > 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// readOnly turns the setting on or off, and waits until the server has read it.
func readOnly(value string) func(t *testing.T, s *pgserver.Server) {
	return func(t *testing.T, s *pgserver.Server) {
		t.Helper()
		sql("ALTER SYSTEM SET default_transaction_read_only = "+value, "SELECT pg_reload_conf()")(t, s)
		until(t, s, "SELECT 1 WHERE current_setting('default_transaction_read_only') = '"+value+"'")
	}
}

func start(t *testing.T, s *pgserver.Server) {
	t.Helper()
	if err := s.Start(); err != nil {
		t.Error(err)
	}
}

// databaseFaults are those under which no record can be kept. A disk that is full is
// what the server says of one; the test of package postgres fills one.
func databaseFaults() []databaseFault {
	nothing := func(*testing.T, *pgserver.Server) {}
	const locks = " FROM pg_locks WHERE relation = 'valuedomain.zones'::regclass AND mode = 'AccessExclusiveLock' AND granted"
	const fullDisk = `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$`
	return []databaseFault{
		{"killed", "en", "Run again. If it happens each time", func(t *testing.T, s *pgserver.Server) {
			t.Helper()
			if err := s.Kill(); err != nil {
				t.Error(err)
			}
		}, start},
		{"restarted", "ja", "やり直してください。毎回起きる場合は", func(t *testing.T, s *pgserver.Server) {
			t.Helper()
			s.End(syscall.SIGINT)
			start(t, s)
		}, nothing},
		{"full", "ja", "サーバーに空き容量を作って", sql(fullDisk, "CREATE TRIGGER full_disk BEFORE UPDATE ON valuedomain.zones FOR EACH STATEMENT EXECUTE FUNCTION full_disk()"), sql("DROP FUNCTION full_disk CASCADE")},
		{"read-only", "en", "Connect to the primary server", readOnly("on"), readOnly("off")},
		{"slow", "en", "Check the load of the server", func(t *testing.T, s *pgserver.Server) {
			t.Helper()
			go func() {
				_, _ = s.Query(context.WithoutCancel(t.Context()), "BEGIN; LOCK TABLE valuedomain.zones; SELECT pg_sleep(3600)")
			}()
			until(t, s, "SELECT 1"+locks)
		}, sql("SELECT pg_terminate_backend(pid)" + locks)},
		{"its lock lost", "en", "Run again. If it happens each time", sql("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"), nothing},
	}
}

// TestAFaultOfTheDatabaseInTheMiddleOfARun lets it begin while the zone is read for the
// write, under the lock: nothing is written. If it begins in the write, the outcome is
// not known at worst. The next run finds out.
func TestAFaultOfTheDatabaseInTheMiddleOfARun(t *testing.T) {
	t.Parallel()
	for _, fault := range databaseFaults() {
		t.Run(fault.name, func(t *testing.T) {
			t.Parallel()
			s := newDatabase(t)
			for moment, method := range map[string]string{"before the write": http.MethodGet, "in the write": http.MethodPut} {
				t.Run(moment, func(t *testing.T) { fault.meets(t, s, method) })
			}
		})
	}
}

// meets lets the fault begin in the first request of an apply that has the method.
func (f databaseFault) meets(t *testing.T, s *pgserver.Server, method string) {
	t.Helper()
	w := newWorld(t, webZone, simulator.Options{})
	c := newMachine(t, w, "", "VALUEDOMAIN_COORDINATION="+s.DSN(), "VALUEDOMAIN_LANGUAGE="+f.language)
	c.run("plan", "-input=false", "-out=p")
	w.Inject(simulator.Fault{Method: method, Path: "/dns", Times: 1, Before: func() { f.begin(t, s) }})
	before, writes := len(w.Journal()), 0
	o := c.run("apply", "-input=false", "-json", "p")
	f.end(t, s)
	for _, e := range w.Journal()[before:] {
		if e.Method == http.MethodPut {
			writes++
		}
	}
	unverified := strings.Contains(o.summaries(), "The write could not be verified") || strings.Contains(o.summaries(), "書き込みの結果を確認できませんでした")
	switch {
	case method == http.MethodGet && (o.code != 1 || writes > 0 || unverified || !strings.Contains(o.details(), f.advice)):
		t.Errorf("code %d, %d writes; want the advice %q:\n%s", o.code, writes, f.advice, o.out)
	case method == http.MethodPut && (writes != 1 || o.code != 0 && !unverified):
		t.Errorf("code %d, %d writes:\n%s", o.code, writes, o.out)
	case strings.Count(o.details(), "SQLSTATE") > 1:
		t.Errorf("a code is there twice:\n%s", o.details())
	}
	c.apply()
	w.expectLines(t, webZone, oneLine)
	c.mustBeClean()
}
