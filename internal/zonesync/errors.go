package zonesync

import (
	"errors"
	"fmt"
)

// Guard names a check that refuses to go on. Each can be overridden by name
// only.
type Guard string

// The guards.
const (
	// GuardEmptyZone refuses to build on a zone that reads empty.
	GuardEmptyZone Guard = "empty-zone"
	// GuardShrunkZone refuses to build on a zone that lost more than half
	// of its lines since it was read last.
	GuardShrunkZone Guard = "shrunk-zone"
	// GuardWrongDomain refuses an answer for another domain.
	GuardWrongDomain Guard = "wrong-domain"
	// GuardAlteredWrite refuses to go on where the answer to a write shows
	// other lines than were sent.
	GuardAlteredWrite Guard = "altered-write"
)

// GuardError tells that a guard stopped the work: before anything was written,
// unless Written says otherwise.
type GuardError struct {
	Guard  Guard
	Domain string
	// Found is what the guard saw, in short: the domain that answered, or
	// the line that was sent and is not in the answer.
	Found string
	// Added is a line that the answer to a write holds and that was not sent.
	Added string
	// Written tells that a write had been made: the guard judged its answer or
	// the read after it.
	Written bool
	// Before and Now count the lines, for GuardShrunkZone.
	Before, Now int
}

func (e *GuardError) Error() string {
	switch e.Guard {
	case GuardEmptyZone:
		if e.Written {
			return fmt.Sprintf("zone %s was written and reads empty", e.Domain)
		}
		return fmt.Sprintf("zone %s reads empty, so nothing was written", e.Domain)
	case GuardShrunkZone:
		if e.Written {
			return fmt.Sprintf("zone %s had %d lines before a write and reads with %d", e.Domain, e.Before, e.Now)
		}
		return fmt.Sprintf("zone %s had %d lines and reads with %d, so nothing was written", e.Domain, e.Before, e.Now)
	case GuardWrongDomain:
		if e.Written {
			return fmt.Sprintf("zone %s was written and %s answered", e.Domain, e.Found)
		}
		return fmt.Sprintf("zone %s was asked for and %s answered, so nothing was written", e.Domain, e.Found)
	case GuardAlteredWrite:
		if e.Found == "" {
			return fmt.Sprintf("zone %s was written and the answer holds the line %q, which was not sent", e.Domain, e.Added)
		}
		return fmt.Sprintf("zone %s was written and the answer lacks the line %q", e.Domain, e.Found)
	}
	return fmt.Sprintf("zone %s: guard %s", e.Domain, e.Guard)
}

// LostWriteError tells that a write did not stay, however often it was made.
type LostWriteError struct {
	Domain   string
	Attempts int
	// Missing are the lines that should stand in the zone and do not,
	// Unwanted those that should not and do.
	Missing, Unwanted []string
	// Err is the last answer to a write, where it was an error.
	Err error
}

func (e *LostWriteError) Error() string {
	text := fmt.Sprintf("zone %s does not keep what is written: %d attempts", e.Domain, e.Attempts)
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *LostWriteError) Unwrap() error { return e.Err }

// UnverifiedError tells that a write was made, or may have been made, and that
// the zone could not be read afterwards.
type UnverifiedError struct {
	Domain string
	// Write is the answer to the write where it was an error, Err the
	// answer to the read.
	Write, Err error
}

func (e *UnverifiedError) Error() string {
	return fmt.Sprintf("zone %s: written, but not verified: %v", e.Domain, errors.Join(e.Write, e.Err))
}

func (e *UnverifiedError) Unwrap() []error { return []error{e.Write, e.Err} }

// LeftError tells that the caller went before its edit was verified. The write
// may have been made.
type LeftError struct {
	Domain string
	Err    error
}

func (e *LeftError) Error() string {
	return fmt.Sprintf("zone %s: left before the write was verified: %v", e.Domain, e.Err)
}

func (e *LeftError) Unwrap() error { return e.Err }

// MayBeWritten tells whether an edit may be in the zone though Apply has given
// this error. With any other one it is not.
func MayBeWritten(err error) bool {
	var (
		unverified *UnverifiedError
		lost       *LostWriteError
		left       *LeftError
		guard      *GuardError
	)
	return errors.As(err, &unverified) || errors.As(err, &lost) || errors.As(err, &left) || errors.As(err, &guard) && guard.Written
}

// outcomeUnknown tells whether a failed write may have taken effect.
func outcomeUnknown(err error) bool {
	var unknown interface{ OutcomeUnknown() bool }
	return errors.As(err, &unknown) && unknown.OutcomeUnknown()
}
