//go:build unix

package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination/postgres/pgserver"
)

// shared is one server for all tests that leave it as it is.
//
//nolint:gochecknoglobals // It is started once.
var shared = sync.OnceValues(pgserver.New)

func TestMain(m *testing.M) {
	if dsn := os.Getenv(holderEnv); dsn != "" {
		hold(dsn)
		return
	}
	code := m.Run()
	if s, err := shared(); err == nil {
		s.Remove()
	}
	os.Exit(code)
}

// sharedServer returns the one server.
func sharedServer(t *testing.T) *pgserver.Server {
	t.Helper()
	s, err := shared()
	return pgserver.Usable(t, s, err)
}

// ownServer returns a server that a test may kill.
func ownServer(t *testing.T) *pgserver.Server {
	t.Helper()
	s, err := pgserver.New()
	s = pgserver.Usable(t, s, err)
	t.Cleanup(s.Remove)
	return s
}

//nolint:gochecknoglobals // No two tests may have one name.
var schemas atomic.Int64

// newSchema names a schema that is not there yet.
func newSchema() string { return fmt.Sprintf("test-\"%d", schemas.Add(1)) }

// opened returns the database of a connection string, as one more process.
func opened(t *testing.T, dsn string, l limits) *database {
	t.Helper()
	d, err := open(dsn, "account", l)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.close)
	return d
}

// close ends the connections that nobody uses.
func (d *database) close() {
	for c := d.pop(); c != nil; c = d.pop() {
		discard(context.Background(), c)
	}
}

func execute(t *testing.T, s *pgserver.Server, sql string) {
	t.Helper()
	if _, err := s.Query(t.Context(), sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// failure returns the Failure of an error, which has to be a coordination.Error
// without secrets.
func failure(t *testing.T, err error) *Failure {
	t.Helper()
	var shared *coordination.Error
	var f *Failure
	if !errors.As(err, &shared) || !errors.As(err, &f) {
		t.Fatalf("got %v, want a Failure in a coordination.Error", err)
	}
	keepsSecrets(t, fmt.Sprintf("%v %+v %#v %+v %s", err, err, f, *shared, shared.Where))
	return f
}
