package postgres

import (
	"fmt"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

const (
	schemaParameter = "schema"
	defaultSchema   = "valuedomain"
	maxSchema       = 63 // In bytes: PostgreSQL cuts longer names.
)

// maxConnections bounds the connections of one process: maxLocks of them have
// locks, the others serve everything else.
const (
	maxConnections = maxLocks + maxCalls
	maxLocks       = 8
	maxCalls       = 2
)

// limits are how long something may take.
type limits struct {
	// connect bounds a connection, statement what the server does for one
	// statement, call the whole of one attempt.
	connect, statement, call time.Duration
	// turn bounds one wait for a lock, which is then asked for again.
	turn time.Duration
	// idle is how long a connection may do nothing in a transaction.
	idle time.Duration
	// patience is how long a server that was there may be away.
	patience, pause time.Duration
}

func standard() limits {
	return limits{
		connect: 10 * time.Second, statement: 12 * time.Second, call: 25 * time.Second,
		turn: 8 * time.Second, idle: 5 * time.Second,
		patience: 15 * time.Second, pause: 250 * time.Millisecond,
	}
}

// ConfigError reports a connection string that can't be used. It says nothing of
// what is in it.
type ConfigError struct{ Problem Problem }

// Problem is what is wrong with a connection string.
type Problem uint8

// The problems.
const (
	// NotAURL is what does not begin with postgres:// or postgresql://.
	NotAURL Problem = iota + 1
	// Unreadable is a URL that makes no sense.
	Unreadable
	// NoHost is a URL that names no server.
	NoHost
	// BadSchema is a name that no schema can have.
	BadSchema
)

func (e *ConfigError) Error() string {
	switch e.Problem {
	case NotAURL:
		return "the connection string does not begin with postgres://"
	case NoHost:
		return "the connection string names no host"
	case BadSchema:
		return fmt.Sprintf("the name of the schema has to have 1 to %d bytes, and may not begin with pg_", maxSchema)
	default:
		return "the connection string can't be read"
	}
}

// Open returns what all processes share that name the same database, the same
// schema and the same account. It does not connect. The connection string is a URL,
// postgres://user:password@host:port/database, with the parameters of libpq and with
// "schema". TLS with a checked certificate is the default, but for this machine; other
// clients of PostgreSQL do without where the server has none. What it does not say is taken from the environment as libpq does
// (PGPASSWORD, ~/.pgpass). The error is a [ConfigError].
func Open(connection, account string) (coordination.Shared, error) {
	d, err := open(connection, account, standard())
	if err != nil {
		return nil, err
	}
	return d, nil
}

// Check returns the error that Open would return.
func Check(connection string) error {
	_, err := open(connection, "", standard())
	return err
}

func open(connection, account string, l limits) (*database, error) {
	config, schema, err := parse(connection)
	if err != nil {
		return nil, err
	}
	if config.ConnectTimeout == 0 || config.ConnectTimeout > l.connect {
		config.ConnectTimeout = l.connect
	}
	d := &database{
		config: config, now: time.Now, account: account, tables: tablesIn(schema), limits: l,
		where:  fmt.Sprintf("PostgreSQL at %s, database %q, schema %q", hosts(config), config.Database, schema),
		redact: redactor(connection, config),
		locks:  make(chan struct{}, maxLocks), calls: make(chan struct{}, maxCalls), turn: make(chan struct{}, 1),
	}
	config.AfterConnect = d.prepare
	return d, nil
}

// parse reads a connection string. The errors of pgconn contain parts of it, and are
// dropped for that reason.
func parse(connection string) (c *pgconn.Config, schema string, err error) {
	scheme, rest, _ := strings.Cut(connection, "://")
	if scheme != "postgres" && scheme != "postgresql" {
		return nil, "", &ConfigError{NotAURL}
	}
	place, parameters := cut(rest)
	if strings.ContainsAny(place, "@&;=") || strings.Contains(parameters, "@") { // A part of a password would be shown as a host or a database.
		return nil, "", &ConfigError{Unreadable}
	}
	c, err = pgconn.ParseConfig(connection)
	if err == nil && !local(c) && !strings.Contains("&"+parameters, "&sslmode=") && os.Getenv("PGSSLMODE") == "" {
		hosts := strings.TrimSuffix(strings.TrimSuffix(connection, parameters), "?")
		c, err = pgconn.ParseConfig(hosts + "?" + strings.TrimPrefix(parameters+"&sslmode=verify-full", "&"))
	}
	if err != nil {
		return nil, "", &ConfigError{Unreadable}
	}
	if rest == "" || c.Host == "" {
		return nil, "", &ConfigError{NoHost}
	}
	schema, named := c.RuntimeParams[schemaParameter]
	if !named {
		schema = defaultSchema
	}
	delete(c.RuntimeParams, schemaParameter)
	if schema == "" || len(schema) > maxSchema || strings.HasPrefix(schema, "pg_") || strings.Contains(schema, "\x00") {
		return nil, "", &ConfigError{BadSchema}
	}
	return c, schema, nil
}

// cut returns the hosts with the database, and the parameters, where libpq finds them:
// behind the first @ if no / is before it, and behind the next ?.
func cut(rest string) (place, parameters string) {
	if i := strings.IndexAny(rest, "@/"); i >= 0 && rest[i] == '@' {
		rest = rest[i+1:]
	}
	place, parameters, _ = strings.Cut(rest, "?")
	return place, parameters
}

// local reports whether all servers are on this machine.
func local(c *pgconn.Config) bool {
	is := func(host string) bool {
		ip := net.ParseIP(host)
		return strings.HasPrefix(host, "/") || host == "localhost" || ip != nil && ip.IsLoopback()
	}
	return is(c.Host) && !slices.ContainsFunc(c.Fallbacks, func(f *pgconn.FallbackConfig) bool { return !is(f.Host) })
}

// hosts names the servers, each once.
func hosts(c *pgconn.Config) string {
	var all []string
	add := func(host string, port uint16) {
		name := net.JoinHostPort(host, strconv.Itoa(int(port)))
		if len(all) == 0 || all[len(all)-1] != name {
			all = append(all, name)
		}
	}
	add(c.Host, c.Port)
	for _, f := range c.Fallbacks {
		add(f.Host, f.Port)
	}
	return strings.Join(all, ", ")
}
