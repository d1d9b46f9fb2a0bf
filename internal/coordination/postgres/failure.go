package postgres

import (
	"context"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// Reason is why the database can't be used.
type Reason uint8

// The reasons.
const (
	// Other is what has no reason of its own here.
	Other Reason = iota
	// Away is a server that can't be reached, that stops, or a connection that
	// was lost.
	Away
	// Slow is a server that does not answer in time.
	Slow
	// Refused is a user or a password that the server does not take.
	Refused
	// NoDatabase is a database that is not there.
	NoDatabase
	// Denied is a user who may not make or use the tables.
	Denied
	// ReadOnly is a database, or a standby server, that takes no writes.
	ReadOnly
	// Full is a server without space on its disk.
	Full
	// Crowded is a server that has no connection left.
	Crowded
	// WrongClock is a clock of this machine that is far from that of the server.
	WrongClock
	// LockLost is a lock that somebody else may have by now.
	LockLost
)

// String says it in English.
func (r Reason) String() string {
	switch r {
	case Away:
		return "the server can't be reached"
	case Slow:
		return "the server does not answer in time"
	case Refused:
		return "the server does not accept the user or the password"
	case NoDatabase:
		return "the server has no such database"
	case Denied:
		return "the user may not make or use the tables"
	case ReadOnly:
		return "the database is read-only"
	case Full:
		return "the disk of the server is full"
	case Crowded:
		return "the server has no connection left"
	case WrongClock:
		return "the clock of this machine differs from that of the server"
	case LockLost:
		return "the lock of the domain was lost"
	default:
		return "the server reports an error"
	}
}

// Failure is the Err of a coordination.Error of this package.
type Failure struct {
	Reason Reason
	// State is the SQLSTATE, "" without one.
	State string
	// Detail is what the server or the network says, without secrets; "" if the
	// reason says all.
	Detail string
}

func (f *Failure) Error() string {
	if f.State == "" {
		return f.words()
	}
	return f.words() + " (SQLSTATE " + f.State + ")"
}

// words are the reason and the detail.
func (f *Failure) words() string {
	if f.Detail == "" {
		return f.Reason.String()
	}
	return f.Reason.String() + ": " + f.Detail
}

// fail makes an error a Failure, of which nothing leads back to the original: that
// has the configuration in it.
func (d *database) fail(err error) *Failure {
	var known *Failure
	if errors.As(err, &known) {
		return known
	}
	var server *pgconn.PgError
	if errors.As(err, &server) {
		return &Failure{Reason: reasonOf(server.Code), State: server.Code, Detail: d.redact.Replace(server.Message)}
	}
	f := &Failure{Reason: Away}
	if pgconn.Timeout(err) || errors.Is(err, context.DeadlineExceeded) {
		f.Reason = Slow
	}
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) { // Its own text has the user.
		err = connect.Unwrap()
	}
	f.Detail = d.redact.Replace(err.Error())
	return f
}

// reasonOf reads a SQLSTATE (appendix A of the manual of PostgreSQL).
func reasonOf(state string) Reason {
	switch state {
	case "25006": // read_only_sql_transaction
		return ReadOnly
	case "3D000": // invalid_catalog_name
		return NoDatabase
	case "42501": // insufficient_privilege
		return Denied
	case "53300": // too_many_connections
		return Crowded
	case "53100": // disk_full
		return Full
	case "57014", "55P03": // query_canceled, lock_not_available
		return Slow
	case "25P03", "57P01", "57P02", "57P03", "57P05": // idle_in_transaction_session_timeout, admin_shutdown, crash_shutdown, cannot_connect_now, idle_session_timeout
		return Away
	}
	switch {
	case strings.HasPrefix(state, "28"): // invalid authorization
		return Refused
	case strings.HasPrefix(state, "08"): // connection exception
		return Away
	}
	return Other
}

// passing reports whether a failure may be over in a moment.
func (f *Failure) passing() bool {
	return f.Reason == Away || f.Reason == Crowded || f.State == "40001" || f.State == "40P01" // serialization_failure, deadlock_detected
}

const hidden = "…"

// redactor removes secrets from what a server or a network says. A user is named
// in quotes there.
func redactor(connection string, c *pgconn.Config) *strings.Replacer {
	pairs := []string{connection, hidden}
	for _, secret := range []string{c.Password, quoted(c.User)} {
		if secret != "" {
			pairs = append(pairs, secret, hidden)
		}
	}
	return strings.NewReplacer(pairs...)
}

func quoted(user string) string {
	if user == "" {
		return ""
	}
	return `"` + user + `"`
}
