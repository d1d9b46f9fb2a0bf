package postgres

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// UpdateAccount takes two round trips: one that locks the row, one that replaces
// it. The goroutines of this process wait for each other here.
func (d *database) UpdateAccount(ctx context.Context, change func(*coordination.Account)) error {
	if err := enter(ctx, d.turn); err != nil {
		return err
	}
	defer leave(d.turn)
	return d.call(ctx, func(ctx context.Context, c *pgconn.PgConn) error {
		before, err := d.lockAccount(ctx, c)
		if err != nil {
			return err
		}
		a := coordination.Decode[coordination.Account](before)
		change(&a)
		after, err := json.Marshal(a)
		if err != nil {
			return err
		}
		end := &pgconn.Batch{}
		if !bytes.Equal(before, after) {
			add(end, "UPDATE "+d.tables.accounts+" SET requests = $2 WHERE account = $1", d.account, string(after))
		}
		add(end, "COMMIT")
		_, err = c.ExecBatch(ctx, end).ReadAll()
		return err
	})
}

// lockAccount begins a transaction, and returns the row of the account.
func (d *database) lockAccount(ctx context.Context, c *pgconn.PgConn) ([]byte, error) {
	begin := &pgconn.Batch{}
	add(begin, "BEGIN")
	add(begin, "INSERT INTO "+d.tables.accounts+" (account) VALUES ($1) ON CONFLICT DO NOTHING", d.account)
	add(begin, "SELECT requests FROM "+d.tables.accounts+" WHERE account = $1 FOR UPDATE", d.account)
	results, err := c.ExecBatch(ctx, begin).ReadAll()
	if err != nil {
		return nil, err
	}
	return results[2].Rows[0][0], nil
}

// add adds a statement to a batch, which takes one round trip and is one
// transaction if it begins none.
func add(b *pgconn.Batch, sql string, args ...string) { b.ExecParams(sql, texts(args), nil, nil, nil) }
