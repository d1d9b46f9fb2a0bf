package postgres

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// tables are the names of the tables as SQL writes them.
type tables struct{ schema, zones, accounts, notes string }

func tablesIn(schema string) tables {
	s := `"` + strings.ReplaceAll(schema, `"`, `""`) + `"`
	return tables{schema: s, zones: s + ".zones", accounts: s + ".accounts", notes: s + ".notes"}
}

// ddl makes the tables. The id of a zone is half of the key of its lock, so that no
// two zones of a schema have one key; the other half is the table. Texts are JSON,
// but columns of that type refuse \u0000.
func (t tables) ddl() []string {
	return []string{
		"CREATE TABLE IF NOT EXISTS " + t.zones + ` (
			id integer GENERATED ALWAYS AS IDENTITY UNIQUE,
			account text NOT NULL,
			domain text NOT NULL,
			record text NOT NULL DEFAULT '',
			holder text NOT NULL DEFAULT '',
			PRIMARY KEY (account, domain))`,
		"CREATE TABLE IF NOT EXISTS " + t.accounts + ` (
			account text PRIMARY KEY,
			requests text NOT NULL DEFAULT '')`,
		"CREATE TABLE IF NOT EXISTS " + t.notes + ` (
			account text NOT NULL,
			key text NOT NULL,
			note text NOT NULL,
			made timestamptz NOT NULL,
			PRIMARY KEY (account, key))`,
	}
}

// make makes the tables if they are missing. A lock of their own keeps two processes from
// doing so at once: only IF NOT EXISTS fails then.
func (d *database) make(ctx context.Context, c *pgconn.PgConn) error {
	d.mu.Lock()
	made := d.made
	d.mu.Unlock()
	if made {
		return nil
	}
	t := d.tables
	there, err := exist(ctx, c, "to_regclass($1) IS NOT NULL AND to_regclass($2) IS NOT NULL AND to_regclass($3) IS NOT NULL", t.zones, t.accounts, t.notes)
	if err == nil && !there {
		err = t.create(ctx, c)
	}
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.made = true
	return nil
}

// create makes the tables in one transaction. The schema is looked for first, since
// a user who may not make one may use one that is there.
func (t tables) create(ctx context.Context, c *pgconn.PgConn) error {
	if _, err := query(ctx, c, "BEGIN"); err != nil {
		return err
	}
	if _, err := query(ctx, c, "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", "terraform-provider-valuedomain tables in "+t.schema); err != nil {
		return err
	}
	there, err := exist(ctx, c, "to_regnamespace($1) IS NOT NULL", t.schema)
	if err != nil {
		return err
	}
	statements := t.ddl()
	if !there {
		statements = append([]string{"CREATE SCHEMA " + t.schema}, statements...)
	}
	for _, s := range append(statements, "COMMIT") {
		if _, err := query(ctx, c, s); err != nil {
			return err
		}
	}
	return nil
}

func exist(ctx context.Context, c *pgconn.PgConn, condition string, args ...string) (bool, error) {
	rows, err := query(ctx, c, "SELECT "+condition, args...)
	return err == nil && string(rows[0][0]) == "t", err
}
