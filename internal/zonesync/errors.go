package zonesync

import (
	"errors"
	"fmt"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
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

// GuardError reports that a guard stopped the work: before anything was written,
// unless Written says otherwise.
type GuardError struct {
	Guard  Guard
	Domain string
	// Found is what the guard saw, in short: the domain that answered, or
	// the line that was sent and is not in the answer.
	Found string
	// Added is a line that the answer to a write has and that was not sent.
	Added string
	// Written reports that a write had been made: the guard refused its
	// answer, or the read after it.
	Written bool
	// Before and Now count the lines, for GuardShrunkZone.
	Before, Now int
}

func (e *GuardError) Error() string {
	what := "guard " + string(e.Guard)
	switch e.Guard {
	case GuardEmptyZone:
		what = "it reads empty"
	case GuardShrunkZone:
		what = fmt.Sprintf("it had %d lines and reads with %d", e.Before, e.Now)
	case GuardWrongDomain:
		what = e.Found + " answered"
	case GuardAlteredWrite:
		what = fmt.Sprintf("the answer lacks the line %q", e.Found)
		if e.Found == "" {
			what = fmt.Sprintf("the answer has the line %q, which was not sent", e.Added)
		}
	}
	if e.Written {
		return "zone " + e.Domain + " was written: " + what
	}
	return "zone " + e.Domain + " was not written: " + what
}

// LostWriteError reports that a write did not stay, however often it was made.
// Some of it may be in the zone.
type LostWriteError struct {
	Domain   string
	Attempts int
	// Missing are the lines that should be in the zone and are not,
	// Unwanted those that should not be and are.
	Missing, Unwanted []string
	// Err is the last answer to a write, if it was an error.
	Err error
}

func (e *LostWriteError) Error() string {
	text := fmt.Sprintf("zone %s does not keep what is written: %d attempts", e.Domain, e.Attempts)
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap returns the last answer to a write.
func (e *LostWriteError) Unwrap() error { return e.Err }

// UnknownError reports that a change was sent, and that it is not known whether
// it is in the zone. Err may be a LostWriteError or a GuardError.
type UnknownError struct {
	Domain string
	// Write is the answer to the last write if it was an error, Err what
	// kept the outcome from being found out.
	Write, Err error
	// Step is how a later read finds out, for a change whose caller has a name.
	Step coordination.Step
}

func (e *UnknownError) Error() string {
	var (
		lost  *LostWriteError
		guard *GuardError
	)
	if errors.As(e.Err, &lost) || errors.As(e.Err, &guard) {
		return e.Err.Error()
	}
	return fmt.Sprintf("zone %s: written, but not verified: %v", e.Domain, errors.Join(e.Write, e.Err))
}

// Unwrap returns both errors.
func (e *UnknownError) Unwrap() []error { return []error{e.Write, e.Err} }

// LeftError reports that the caller left before its change was sent. Nothing
// was written for it.
type LeftError struct {
	Domain string
	Err    error
}

func (e *LeftError) Error() string {
	return fmt.Sprintf("zone %s: left before anything was written: %v", e.Domain, e.Err)
}

// Unwrap returns why the caller left.
func (e *LeftError) Unwrap() error { return e.Err }

// MayBeWritten reports whether a change may be in the zone though Apply has
// returned this error. With any other error it is not.
func MayBeWritten(err error) bool {
	var unknown *UnknownError
	return errors.As(err, &unknown)
}

// StepOf returns the step of an error for which MayBeWritten reports true.
func StepOf(err error) (s coordination.Step) {
	var unknown *UnknownError
	if errors.As(err, &unknown) {
		s = unknown.Step
	}
	return s
}

// outcomeOf returns what an answer to a write says of it.
func outcomeOf(err error) coordination.Outcome {
	var unknown interface{ OutcomeUnknown() bool }
	switch {
	case err == nil:
		return coordination.Stored
	case errors.As(err, &unknown) && unknown.OutcomeUnknown():
		return coordination.Unknown
	}
	return coordination.Refused
}

// tryAgain reports whether an error says that the same may work a moment later.
func tryAgain(err error) bool {
	var again interface{ TryAgain() bool }
	return errors.As(err, &again) && again.TryAgain()
}
