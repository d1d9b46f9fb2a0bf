package postgres

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// rowOf names the row of a note. A line may be longer than a key of a table can be.
func rowOf(key coordination.NoteKey) string {
	text, _ := json.Marshal(key)
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

func (d *database) PlanNote(ctx context.Context, key coordination.NoteKey) (n coordination.PlanNote, err error) {
	err = d.call(ctx, func(ctx context.Context, c *pgconn.PgConn) error {
		rows, err := query(ctx, c, "SELECT note FROM "+d.tables.notes+" WHERE account = $1 AND key = $2", d.account, rowOf(key))
		if err == nil && len(rows) > 0 {
			n = coordination.Decode[coordination.PlanNote](rows[0][0])
		}
		return err
	})
	return n, err
}

func (d *database) SetPlanNotes(ctx context.Context, notes map[coordination.NoteKey]coordination.PlanNote) error {
	if len(notes) == 0 {
		return nil
	}
	batch, err := d.notesBatch(notes)
	if err != nil {
		return d.failed(ctx, err)
	}
	return d.call(ctx, func(ctx context.Context, c *pgconn.PgConn) error {
		_, err := c.ExecBatch(ctx, batch).ReadAll()
		return err
	})
}

// notesBatch goes through the rows in the order of their keys, as every process
// does, so that two of them never wait for each other.
func (d *database) notesBatch(notes map[coordination.NoteKey]coordination.PlanNote) (*pgconn.Batch, error) {
	keys := slices.SortedFunc(maps.Keys(notes), func(a, b coordination.NoteKey) int { return cmp.Compare(rowOf(a), rowOf(b)) })
	batch := &pgconn.Batch{}
	var last time.Time
	for _, key := range keys {
		n := notes[key]
		if n.IsZero() {
			add(batch, "DELETE FROM "+d.tables.notes+" WHERE account = $1 AND key = $2", d.account, rowOf(key))
			continue
		}
		n.Time = n.Time.UTC()
		text, err := json.Marshal(n)
		if err != nil {
			return nil, err
		}
		if n.Time.After(last) {
			last = n.Time
		}
		add(batch, "INSERT INTO "+d.tables.notes+" (account, key, note, made) VALUES ($1, $2, $3, $4::timestamptz) "+
			"ON CONFLICT (account, key) DO UPDATE SET note = EXCLUDED.note, made = EXCLUDED.made",
			d.account, rowOf(key), string(text), n.Time.Format(time.RFC3339Nano))
	}
	if !last.IsZero() {
		add(batch, "DELETE FROM "+d.tables.notes+" WHERE account = $1 AND made < $2::timestamptz - interval '90 days'", d.account, last.Format(time.RFC3339Nano))
	}
	return batch, nil
}
