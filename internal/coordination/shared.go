package coordination

import (
	"context"
	"errors"
	"fmt"
)

// Shared is what the processes of one account share.
type Shared interface {
	Records
	Budget
	Notes
}

// Records are a lock and a record for each domain.
type Records interface {
	// Lock waits for the lock of a domain.
	Lock(ctx context.Context, domain string) (Held, error)
	// TryLock returns nil and no error if somebody else has the lock.
	TryLock(ctx context.Context, domain string) (Held, error)
	// Peek returns the record as it is now, without the lock. The zero Record
	// says nothing.
	Peek(ctx context.Context, domain string) (Record, error)
}

// Held is a lock of this process.
type Held interface {
	// Record is the record of the domain: as it was when the lock was taken, or
	// as it was saved since.
	Record() Record
	// Save replaces the record as a whole. It returns an error if the lock is
	// known to be lost, so that whoever saves before a write does not write
	// without it.
	Save(ctx context.Context, r Record) error
	// Unlock ends the lock. It is called once. After an error the lock ends with
	// the process.
	Unlock(ctx context.Context) error
}

// Budget keeps the account of the requests of one token. It knows nothing of what
// an account means.
type Budget interface {
	// UpdateAccount gives the account to change, which alters it in place, and
	// keeps the result. Meanwhile nobody else reads or changes it. If it can't
	// be kept, change may be called again with another account: its last call
	// counts. change does not block, and calls nothing of Shared. An error says
	// that the result was not kept.
	UpdateAccount(ctx context.Context, change func(*Account)) error
	// String says where the account is kept, without secrets.
	String() string
}

// Notes are what one process leaves for the next ones. A note that is lost costs a
// warning or a question, never a line.
type Notes interface {
	// PlanNote returns a note; the zero PlanNote if there is none.
	PlanNote(ctx context.Context, key NoteKey) (PlanNote, error)
	// SetPlanNotes replaces notes; the zero PlanNote removes one. Each is
	// replaced as a whole, not all of them together.
	SetPlanNotes(ctx context.Context, notes map[NoteKey]PlanNote) error
}

// Error reports that what processes share can't be used.
type Error struct {
	// Where is the directory or the database, without secrets.
	Where string
	Err   error
	// Strict says that nothing may go on without it: other machines rely on it.
	Strict bool
}

func (e *Error) Error() string {
	return fmt.Sprintf("coordinate with other processes in %s: %v", e.Where, e.Err)
}

// Unwrap returns what went wrong.
func (e *Error) Unwrap() error { return e.Err }

// Strict reports whether an error is one without which nothing may go on.
func Strict(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Strict
}
