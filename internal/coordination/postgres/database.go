package postgres

import (
	"context"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// database is coordination.Shared.
type database struct {
	config  *pgconn.Config
	account string
	tables  tables
	limits  limits
	where   string
	redact  *strings.Replacer
	now     func() time.Time

	locks chan struct{} // Has an item for each lock,
	calls chan struct{} // and for each other call.
	turn  chan struct{} // Has an item while the account is changed.

	mu      sync.Mutex
	idle    []*pgconn.PgConn
	made    bool // The tables are there.
	reached bool // The last call has reached the server.
}

func (d *database) String() string { return d.where }

// GoString keeps %#v from printing the password.
func (d *database) GoString() string { return d.where }

// failed makes an error one of this database, or of the context that has ended.
func (d *database) failed(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return &coordination.Error{Where: d.where, Err: d.fail(err), Strict: true}
}

// call does something that may be repeated on a connection.
func (d *database) call(ctx context.Context, work func(context.Context, *pgconn.PgConn) error) error {
	if err := enter(ctx, d.calls); err != nil {
		return err
	}
	defer leave(d.calls)
	err := d.patiently(ctx, func(ctx context.Context) error {
		c, err := d.take(ctx)
		if err != nil {
			return err
		}
		defer d.give(ctx, c)
		return work(ctx, c)
	})
	return d.failed(ctx, err)
}

func enter(ctx context.Context, room chan struct{}) error {
	if err := context.Cause(ctx); err != nil {
		return err
	}
	select {
	case room <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func leave(room chan struct{}) { <-room }

// patiently repeats an attempt for a while if the server was there before: it may
// be restarting.
func (d *database) patiently(ctx context.Context, attempt func(context.Context) error) error {
	patience, cancel := context.WithTimeout(ctx, d.limits.patience)
	defer cancel()
	for {
		err := d.attempt(ctx, attempt)
		if d.note(err, patience.Err() != nil) {
			return err
		}
		select {
		case <-time.After(d.limits.pause):
		case <-ctx.Done():
			return err
		}
	}
}

// attempt bounds an attempt.
func (d *database) attempt(ctx context.Context, attempt func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, d.limits.call)
	defer cancel()
	return attempt(ctx)
}

// note keeps whether the server was there, and reports whether an attempt was the
// last one. A server that stays away is not waited for again.
func (d *database) note(err error, late bool) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err == nil {
		d.reached = true
		return true
	}
	f := d.fail(err)
	if !f.passing() {
		return true
	}
	if !late && (d.reached || f.Reason == Crowded) {
		return false
	}
	d.reached = false
	return true
}

// take returns a connection that answers, and has the tables.
func (d *database) take(ctx context.Context) (*pgconn.PgConn, error) {
	for {
		c := d.pop()
		if c == nil {
			break
		}
		if c.Ping(ctx) == nil {
			return c, nil
		}
		discard(ctx, c)
	}
	c, err := pgconn.ConnectConfig(ctx, d.config)
	if err != nil {
		return nil, err
	}
	if err := d.make(ctx, c); err != nil {
		discard(ctx, c)
		return nil, err
	}
	return c, nil
}

func (d *database) pop() *pgconn.PgConn {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.idle) == 0 {
		return nil
	}
	c := d.idle[len(d.idle)-1]
	d.idle = d.idle[:len(d.idle)-1]
	return c
}

const noTransaction = 'I' // The status of a connection that is in none.

// give returns a connection. One that is broken, or in a transaction, is closed.
func (d *database) give(ctx context.Context, c *pgconn.PgConn) {
	if c.IsClosed() || c.IsBusy() || c.TxStatus() != noTransaction {
		discard(ctx, c)
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.idle = append(d.idle, c)
}

// discard closes a connection, and its locks end. It does not wait for a server
// that does not answer.
func discard(ctx context.Context, c *pgconn.PgConn) {
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	_ = c.Close(ctx)
}

// prepare makes a connection ready.
func (d *database) prepare(ctx context.Context, c *pgconn.PgConn) error {
	before := d.now()
	rows, err := query(ctx, c, "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")
	if err != nil {
		return err
	}
	if err := checkClock(before, d.now(), string(rows[0][0])); err != nil {
		return err
	}
	_, err = query(ctx, c, d.limits.settings())
	return err
}

// maxSkew is how far the clock of a machine may be from that of the server. What
// machines note for each other has their times.
const maxSkew = 2 * time.Second

// checkClock compares the clock of the server, in milliseconds since 1970, with the
// times before it was asked and after.
func checkClock(before, after time.Time, server string) error {
	ms, err := strconv.ParseInt(server, 10, 64)
	if err != nil {
		return err
	}
	at := time.UnixMilli(ms)
	switch {
	case before.Sub(at) > maxSkew:
		return &Failure{Reason: WrongClock, Detail: "ahead by " + before.Sub(at).Round(time.Second).String()}
	case at.Sub(after) > maxSkew:
		return &Failure{Reason: WrongClock, Detail: "behind by " + at.Sub(after).Round(time.Second).String()}
	}
	return nil
}

// settings is the statement that sets, as far as the version of the server knows
// it, how long something may take, and that the locks of a machine that went away
// end soon.
func (l limits) settings() string {
	ms := func(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }
	var values []string
	for _, s := range [][2]string{
		{"application_name", "terraform-provider-valuedomain"},
		{"statement_timeout", ms(l.statement)},
		{"lock_timeout", ms(l.turn)},
		{"idle_in_transaction_session_timeout", ms(l.idle)},
		{"idle_session_timeout", "0"}, // A lock may be kept through a wait for the budget.
		{"tcp_keepalives_idle", "15"},
		{"tcp_keepalives_interval", "5"},
		{"tcp_keepalives_count", "3"},
	} {
		values = append(values, "('"+s[0]+"', '"+s[1]+"')")
	}
	return "SELECT set_config(name, v.value, false) FROM pg_settings JOIN (VALUES " + strings.Join(values, ", ") + ") AS v(name, value) USING (name)"
}

// query runs one statement and returns its rows.
func query(ctx context.Context, c *pgconn.PgConn, sql string, args ...string) ([][][]byte, error) {
	r := c.ExecParams(ctx, sql, texts(args), nil, nil, nil).Read()
	return r.Rows, r.Err
}

func texts(args []string) [][]byte {
	all := make([][]byte, len(args))
	for i, a := range args {
		all[i] = []byte(a)
	}
	return all
}
