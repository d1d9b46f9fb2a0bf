package postgres

import (
	"context"
	"crypto/rand"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// Lock waits in the queue of the server, a turn at a time, so that a server that
// went away meanwhile is noticed.
func (d *database) Lock(ctx context.Context, domain string) (coordination.Held, error) {
	if err := enter(ctx, d.locks); err != nil {
		return nil, err
	}
	for {
		held, err := d.lock(ctx, domain, "pg_advisory_lock(tableoid::int4, id) IS NOT NULL")
		var f *Failure
		if errors.As(err, &f) && f.State == lockNotAvailable {
			continue
		}
		if held == nil {
			leave(d.locks)
			return nil, err
		}
		return held, nil
	}
}

const lockNotAvailable = "55P03"

func (d *database) TryLock(ctx context.Context, domain string) (coordination.Held, error) {
	select {
	case d.locks <- struct{}{}:
	default:
		return nil, nil //nolint:nilnil // This process has as many locks as it may have: it is as if somebody had this one.
	}
	held, err := d.lock(ctx, domain, "pg_try_advisory_lock(tableoid::int4, id)")
	if held == nil {
		leave(d.locks)
		return nil, err
	}
	return held, nil
}

// lock takes a lock on a connection of its own by a function. It returns nil and no
// error if the function does not get it.
func (d *database) lock(ctx context.Context, domain, function string) (*held, error) {
	var h *held
	err := d.patiently(ctx, func(ctx context.Context) error {
		c, err := d.take(ctx)
		if err != nil {
			return err
		}
		if h, err = d.lockOn(ctx, c, domain, function); h == nil {
			d.giveUnlocked(ctx, c, err)
		}
		return err
	})
	return h, d.failed(ctx, err)
}

// giveUnlocked returns a connection that has no lock. After an error it may have
// one.
func (d *database) giveUnlocked(ctx context.Context, c *pgconn.PgConn, err error) {
	if err != nil {
		discard(ctx, c)
		return
	}
	d.give(ctx, c)
}

func (d *database) lockOn(ctx context.Context, c *pgconn.PgConn, domain, function string) (*held, error) {
	sql := "SELECT id, " + function + " FROM " + d.tables.zones + " WHERE account = $1 AND domain = $2"
	rows, err := query(ctx, c, sql, d.account, domain)
	if err == nil && len(rows) == 0 {
		if _, err = query(ctx, c, "INSERT INTO "+d.tables.zones+" (account, domain) VALUES ($1, $2) ON CONFLICT DO NOTHING", d.account, domain); err == nil {
			rows, err = query(ctx, c, sql, d.account, domain)
		}
	}
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, &Failure{Reason: LockLost}
	}
	if string(rows[0][1]) != "t" {
		return nil, nil //nolint:nilnil // Somebody else has it.
	}
	h := &held{database: d, c: c, id: string(rows[0][0]), word: rand.Text()}
	rows, err = query(ctx, c, "UPDATE "+d.tables.zones+" SET holder = $2 WHERE id = $1::int4 RETURNING record", h.id, h.word)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, &Failure{Reason: LockLost}
	}
	h.record = coordination.Decode[coordination.Record](rows[0][0])
	return h, nil
}

func (d *database) Peek(ctx context.Context, domain string) (r coordination.Record, err error) {
	err = d.call(ctx, func(ctx context.Context, c *pgconn.PgConn) error {
		rows, err := query(ctx, c, "SELECT record FROM "+d.tables.zones+" WHERE account = $1 AND domain = $2", d.account, domain)
		if err == nil && len(rows) > 0 {
			r = coordination.Decode[coordination.Record](rows[0][0])
		}
		return err
	})
	return r, err
}

// held is an advisory lock of the session of a connection.
type held struct {
	*database

	c        *pgconn.PgConn
	id, word string
	record   coordination.Record
}

func (h *held) Record() coordination.Record { return h.record }

// Save is not repeated: on another connection there is no lock.
func (h *held) Save(ctx context.Context, r coordination.Record) error {
	text, err := r.Encode()
	if err != nil {
		return h.failed(ctx, err)
	}
	err = h.attempt(ctx, func(ctx context.Context) error {
		rows, err := query(ctx, h.c, "UPDATE "+h.tables.zones+" SET record = $3 WHERE id = $1::int4 AND holder = $2 RETURNING id", h.id, h.word, string(text))
		if err == nil && len(rows) == 0 {
			return &Failure{Reason: LockLost}
		}
		return err
	})
	if f := h.lost(err); f != nil {
		err = f
	}
	if err == nil {
		h.record = r
	}
	return h.failed(ctx, err)
}

// lost returns the Failure of an error after which the connection has no lock.
func (h *held) lost(err error) *Failure {
	if err == nil || !h.c.IsClosed() {
		return nil
	}
	f := h.fail(err)
	return &Failure{Reason: LockLost, State: f.State, Detail: f.words()}
}

// Unlock closes the connection if the lock can't be given back by itself.
func (h *held) Unlock(ctx context.Context) error {
	defer leave(h.locks)
	err := h.attempt(ctx, func(ctx context.Context) error {
		_, err := query(ctx, h.c, "SELECT pg_advisory_unlock(tableoid::int4, id) FROM "+h.tables.zones+" WHERE id = $1::int4", h.id)
		return err
	})
	h.giveUnlocked(ctx, h.c, err)
	return h.failed(ctx, err)
}
