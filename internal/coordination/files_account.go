package coordination

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/userfile"
)

func (f files) UpdateAccount(ctx context.Context, change func(*Account)) error {
	lock, err := f.lock(f.accountPath())
	if err != nil {
		return f.failed(err)
	}
	ctx, cancel := context.WithTimeout(ctx, accountTimeout)
	defer cancel()
	if _, err := lock.TryLockContext(ctx, accountRetry); err != nil {
		return f.failed(fmt.Errorf("lock: %w", err))
	}
	defer func() { _ = lock.Close() }()
	return f.failed(f.replaceAccount(change))
}

func (f files) replaceAccount(change func(*Account)) error {
	before, err := f.read(f.accountPath())
	if err != nil {
		return err
	}
	a := Decode[Account](before)
	change(&a)
	after, err := json.Marshal(a)
	if err != nil || bytes.Equal(before, after) {
		return err
	}
	return userfile.Replace(f.accountPath(), after)
}

func (f files) PlanNote(_ context.Context, key NoteKey) (PlanNote, error) {
	text, err := f.read(f.notePath(key))
	return Decode[PlanNote](text), f.failed(err)
}

func (f files) SetPlanNotes(_ context.Context, notes map[NoteKey]PlanNote) error {
	if len(notes) == 0 {
		return nil
	}
	failed := []error{userfile.Folder(f.dir)}
	for key, n := range notes {
		if n.IsZero() {
			_ = os.Remove(f.notePath(key)) // There is none as a rule.
			continue
		}
		n.Time = n.Time.UTC()
		text, err := json.Marshal(n)
		if err == nil && failed[0] == nil {
			err = userfile.Replace(f.notePath(key), text)
		}
		failed = append(failed, err)
	}
	return f.failed(errors.Join(failed...))
}
