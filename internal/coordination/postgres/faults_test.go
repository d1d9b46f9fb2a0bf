//go:build unix

package postgres

import (
	"bufio"
	"context"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination/postgres/pgserver"
)

// hasty has no patience, so that a test of an outage ends.
func hasty() limits {
	l := standard()
	l.patience, l.pause = 0, 10*time.Millisecond
	return l
}

// patient waits for a restart however long this machine takes for it.
func patient() limits {
	l := standard()
	l.patience, l.pause = 10*time.Minute, 10*time.Millisecond
	return l
}

//nolint:gochecknoglobals // It never changes.
var one = coordination.Record{Zone: coordination.Part{Note: coordination.Note{Digest: "one"}}}

func mustLock(t *testing.T, d *database) *held {
	t.Helper()
	h, err := d.Lock(t.Context(), "example.com")
	if err != nil {
		t.Fatal(err)
	}
	mine, ok := h.(*held)
	if !ok {
		t.Fatalf("%T", h)
	}
	return mine
}

// everything calls everything that needs no lock, by its name.
func everything(d *database) map[string]func(context.Context) error {
	key := coordination.NoteKey{Domain: "example.com"}
	return map[string]func(context.Context) error{
		"Lock":    func(ctx context.Context) error { _, err := d.Lock(ctx, "example.com"); return err },
		"TryLock": func(ctx context.Context) error { _, err := d.TryLock(ctx, "example.com"); return err },
		"Peek":    func(ctx context.Context) error { _, err := d.Peek(ctx, "example.com"); return err },
		"UpdateAccount": func(ctx context.Context) error {
			return d.UpdateAccount(ctx, func(a *coordination.Account) { a.Held = append(a.Held, coordination.Hold{ID: "x"}) })
		},
		"PlanNote": func(ctx context.Context) error { _, err := d.PlanNote(ctx, key); return err },
		"SetPlanNotes": func(ctx context.Context) error {
			return d.SetPlanNotes(ctx, map[coordination.NoteKey]coordination.PlanNote{key: {Token: "x"}})
		},
	}
}

// allFail calls everything and wants one reason.
func allFail(t *testing.T, d *database, want Reason) {
	t.Helper()
	for name, call := range everything(d) {
		if f := failure(t, call(t.Context())); f.Reason != want {
			t.Errorf("%s: %v, want: %v", name, f, want)
		}
	}
}

func TestServerThatIsNotThereIsAnErrorAtOnce(t *testing.T) {
	t.Parallel()
	port, err := pgserver.FreePort()
	if err != nil {
		t.Fatal(err)
	}
	allFail(t, opened(t, pgserver.DSN(port), patient()), Away)
}

func TestWrongConnectionSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := sharedServer(t)
	wrong := strings.Replace(s.DSN(), "the%20password", "another%20password", 1)
	d := opened(t, wrong, standard())
	f := failure(t, everything(d)["Lock"](t.Context()))
	if f.Reason != Refused || strings.Contains(f.Error(), "another password") {
		t.Errorf("a wrong password: %v", f)
	}
	d = opened(t, strings.Replace(s.DSN(), "/"+pgserver.Database, "/nowhere", 1), standard())
	if f := failure(t, everything(d)["Lock"](t.Context())); f.Reason != NoDatabase {
		t.Errorf("a wrong database: %v", f)
	}
}

func TestLostConnectionLosesTheLockAndSavesNothing(t *testing.T) {
	t.Parallel()
	s := sharedServer(t)
	dsn := s.DSN("schema", newSchema())
	first, second := opened(t, dsn, hasty()), opened(t, dsn, standard())
	h := mustLock(t, first)
	if err := h.Save(t.Context(), one); err != nil {
		t.Fatal(err)
	}
	execute(t, s, "SELECT pg_terminate_backend("+strconv.Itoa(int(h.c.PID()))+")")
	other := mustLock(t, second) // Waits until the lock is free.
	if err := h.Save(t.Context(), coordination.Record{}); failure(t, err).Reason != LockLost {
		t.Errorf("Save: %v", err)
	}
	if got := other.Record().Zone.Digest; got != "one" {
		t.Errorf("the next one sees %q", got)
	}
	if err := h.Unlock(t.Context()); err == nil {
		t.Error("Unlock of a lost lock returns no error")
	}
	if err := other.Save(t.Context(), one); err != nil {
		t.Errorf("Save of the next one: %v", err)
	}
	if err := other.Unlock(t.Context()); err != nil {
		t.Error(err)
	}
	if len(first.locks) != 0 {
		t.Error("a lost lock keeps a connection from others")
	}
}

// A pooler may give the session to another client, and the server may lose a lock:
// then two have the same lock.
func TestWhoeverGetsTheLockLaterKeepsTheFirstOneFromSaving(t *testing.T) {
	t.Parallel()
	s := sharedServer(t)
	dsn := s.DSN("schema", newSchema())
	first, second := opened(t, dsn, standard()), opened(t, dsn, standard())
	h := mustLock(t, first)
	if _, err := query(t.Context(), h.c, "SELECT pg_advisory_unlock_all()"); err != nil {
		t.Fatal(err)
	}
	other := mustLock(t, second)
	if err := h.Save(t.Context(), one); failure(t, err).Reason != LockLost {
		t.Errorf("Save: %v", err)
	}
	if err := other.Save(t.Context(), one); err != nil {
		t.Error(err)
	}
}

const holderEnv = "TEST_POSTGRES_HOLDER"

// hold is another process, which has a lock until it dies.
func hold(dsn string) {
	d, err := Open(dsn, "account")
	if err == nil {
		var h coordination.Held
		if h, err = d.Lock(context.Background(), "example.com"); err == nil {
			err = h.Save(context.Background(), one)
		}
	}
	if err != nil {
		println(err.Error())
		os.Exit(1)
	}
	os.Stdout.WriteString("locked\n")
	select {}
}

func TestLockEndsWithItsProcess(t *testing.T) {
	t.Parallel()
	s := sharedServer(t)
	dsn := s.DSN("schema", newSchema())
	holder := exec.CommandContext(t.Context(), os.Args[0])
	holder.Env = append(os.Environ(), holderEnv+"="+dsn)
	out, err := holder.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "locked\n" {
		t.Fatalf("the holder says %q, %v", line, err)
	}
	d := opened(t, dsn, standard())
	if h, err := d.TryLock(t.Context(), "example.com"); h != nil || err != nil {
		t.Fatalf("TryLock = %v, %v while another process has the lock", h, err)
	}
	if err := holder.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = holder.Wait()
	h := mustLock(t, d)
	if got := h.Record().Zone.Digest; got != "one" {
		t.Errorf("the record of the dead is %q", got)
	}
}

func TestServerThatIsKilledTakesTheLockAndKeepsTheRecord(t *testing.T) {
	t.Parallel()
	s := ownServer(t)
	dsn := s.DSN()
	d, waits := opened(t, dsn, hasty()), opened(t, dsn, patient())
	h := mustLock(t, d)
	if err := h.Save(t.Context(), one); err != nil {
		t.Fatal(err)
	}
	if _, err := waits.Peek(t.Context(), "example.com"); err != nil {
		t.Fatal(err)
	}
	if err := s.Kill(); err != nil {
		t.Fatal(err)
	}
	f := failure(t, h.Save(t.Context(), coordination.Record{}))
	if f.Reason != LockLost {
		t.Errorf("Save: %v", f)
	}
	allFail(t, d, Away)
	if err := h.Unlock(t.Context()); err == nil {
		t.Error("Unlock returns no error")
	}

	// Who has patience goes on after a restart.
	after := make(chan error)
	go func() {
		after <- errors.Join(
			waits.UpdateAccount(t.Context(), func(a *coordination.Account) { a.Held = append(a.Held, coordination.Hold{ID: "x"}) }),
			func() error { _, err := waits.Lock(t.Context(), "example.com"); return err }(),
		)
	}()
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	if err := <-after; err != nil {
		t.Errorf("after the restart: %v", err)
	}
	if r, err := d.Peek(t.Context(), "example.com"); err != nil || r.Zone.Digest != "one" {
		t.Errorf("after the restart the record is %q, %v", r.Zone.Digest, err)
	}
}

func TestReadOnlyDatabaseIsReadAndTakesNoLock(t *testing.T) {
	t.Parallel()
	s := ownServer(t)
	d := opened(t, s.DSN(), standard())
	h := mustLock(t, d)
	if err := h.Unlock(t.Context()); err != nil {
		t.Fatal(err)
	}
	execute(t, s, "ALTER SYSTEM SET default_transaction_read_only = on; ")
	execute(t, s, "SELECT pg_reload_conf()")
	fresh := opened(t, s.DSN(), standard())
	for {
		// The server reads its settings when it gets to it.
		c, err := pgconn.Connect(t.Context(), s.DSN())
		if err != nil {
			t.Fatal(err)
		}
		on, err := exist(t.Context(), c, "current_setting('default_transaction_read_only') = 'on'")
		discard(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		if on {
			break
		}
	}
	for name, call := range everything(fresh) {
		err := call(t.Context())
		if name == "Peek" || name == "PlanNote" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if f := failure(t, err); f.Reason != ReadOnly {
			t.Errorf("%s: %v", name, f)
		}
	}
	allFail(t, opened(t, s.DSN("schema", "another"), standard()), ReadOnly) // It has no tables.
}

func TestServerThatIsBusyEndsInABoundedTime(t *testing.T) {
	t.Parallel()
	s := sharedServer(t)
	schema := newSchema()
	l := standard()
	l.turn, l.statement = 50*time.Millisecond, 50*time.Millisecond
	dsn := s.DSN("schema", schema)
	d := opened(t, dsn, standard())
	if err := everything(d)["UpdateAccount"](t.Context()); err != nil {
		t.Fatal(err)
	}
	c, err := pgconn.Connect(t.Context(), s.DSN())
	if err != nil {
		t.Fatal(err)
	}
	defer discard(t.Context(), c)
	tables := tablesIn(schema)
	if _, err := c.Exec(t.Context(), "BEGIN; LOCK TABLE "+tables.zones+", "+tables.accounts+", "+tables.notes).ReadAll(); err != nil {
		t.Fatal(err)
	}
	for name, call := range everything(opened(t, dsn, l)) {
		if name == "Lock" { // It would wait for its turn.
			continue
		}
		if f := failure(t, call(t.Context())); f.Reason != Slow {
			t.Errorf("%s: %v", name, f)
		}
	}
}
