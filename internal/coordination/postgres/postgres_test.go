//go:build unix

package postgres

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination/contract"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination/postgres/pgserver"
)

func TestDatabaseKeepsTheContract(t *testing.T) {
	t.Parallel()
	s := sharedServer(t)
	contract.Test(t, func(t *testing.T) contract.Open {
		t.Helper()
		dsn := s.DSN("schema", newSchema())
		return func(account string) coordination.Shared {
			d, err := open(dsn, account, standard())
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(d.close)
			return d
		}
	})
}

func TestConnectionStringIsCheckedWithoutGivingItAway(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		connection string
		want       error
	}{
		"a URL":                     {"postgres://the-user:secret@db.example.com/dns", nil},
		"the longer scheme":         {"postgresql://db.example.com/dns?schema=zones", nil},
		"several hosts":             {"postgres://the-user:secret@one:5433,two:5434/dns?target_session_attrs=read-write", nil},
		"nothing":                   {"", &ConfigError{NotAURL}},
		"words":                     {"host=db.example.com user=the-user password=secret", &ConfigError{NotAURL}},
		"another scheme":            {"mysql://the-user:secret@db.example.com/dns", &ConfigError{NotAURL}},
		"a port that is none":       {"postgres://the-user:secret@db.example.com:secret/dns", &ConfigError{Unreadable}},
		"an escape that is none":    {"postgres://the-user:sec%ret@db.example.com/dns", &ConfigError{Unreadable}},
		"two @":                     {"postgres://the-user:word@secret@db.example.com/dns", &ConfigError{Unreadable}},
		"a / in a password":         {"postgres://the-user:1/secret@db.example.com/dns", &ConfigError{Unreadable}},
		"a / before a password":     {"postgres://the-user:/secret@db.example.com/dns", &ConfigError{Unreadable}},
		"a / for a :":               {"postgres://the-user/secret@db.example.com/dns", &ConfigError{Unreadable}},
		"a / and a ? in a password": {"postgres://the-user:1/secret?x=y@db.example.com/dns", &ConfigError{Unreadable}},
		"a ; for a ?":               {"postgres://db.example.com/dns;password=secret", &ConfigError{Unreadable}},
		"a & for a ?":               {"postgres://db.example.com/dns&password=secret", &ConfigError{Unreadable}},
		"words behind a host":       {"postgres://db.example.com,password=secret/dns", &ConfigError{Unreadable}},
		"an @ in a parameter":       {"postgres://db.example.com/dns?user=the-user&password=sec@ret", &ConfigError{Unreadable}},
		"an escaped @":              {"postgres://the-user:sec%40ret@db.example.com/d%40ns?application_name=x%40y", nil},
		"? and # in a password":     {"postgres://the-user:sec?r#et@db.example.com/dns", nil},
		"no server":                 {"postgres://", &ConfigError{NoHost}},
		"a schema without a name":   {"postgres://the-user:secret@db.example.com/dns?schema=", &ConfigError{BadSchema}},
		"a schema of the server":    {"postgres://the-user:secret@db.example.com/dns?schema=pg_dns", &ConfigError{BadSchema}},
		"a schema that is too long": {"postgres://the-user:secret@db.example.com/dns?schema=" + strings.Repeat("x", 64), &ConfigError{BadSchema}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := Check(test.connection)
			if (err == nil) != (test.want == nil) || err != nil && err.Error() != test.want.Error() {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if err == nil {
				return
			}
			if text := err.Error(); strings.Contains(text, "the-user") || strings.Contains(text, "secret") || strings.Contains(text, "db.example.com") {
				t.Errorf("the error gives the string away: %s", text)
			}
		})
	}
}

func TestPlaceIsNamedWithoutSecrets(t *testing.T) {
	t.Parallel()
	shared, err := Open("postgres://the-user:secret@one,two:5434/dns?schema=zones&sslmode=prefer", "account")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := shared.String(), `PostgreSQL at one:5432, two:5434, database "dns", schema "zones"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestConnectionToAnotherMachineChecksTheCertificateUnlessItIsToldNotTo(t *testing.T) {
	t.Setenv("PGSSLMODE", "")
	for name, test := range map[string]struct {
		connection string
		checked    bool
	}{
		"another machine":              {"postgres://the-user:secret@db.example.com/dns", true},
		"with another parameter":       {"postgres://the-user:se?cret@db.example.com/dns?schema=zones", true},
		"with a ? and no parameter":    {"postgres://the-user:secret@db.example.com/dns?", true},
		"with ssl=true":                {"postgres://the-user:secret@db.example.com/dns?ssl=true", true},
		"with sslmode in a password":   {"postgres://the-user:sslmode=@db.example.com/dns", true},
		"with one that ends so":        {"postgres://the-user:secret@db.example.com/dns?xsslmode=disable", true},
		"several":                      {"postgres://the-user:secret@localhost,db.example.com/dns", true},
		"another machine, by its word": {"postgres://the-user:secret@db.example.com/dns?sslmode=prefer", false},
		"this machine":                 {"postgres://the-user:secret@127.0.0.1,[::1],localhost/dns", false},
		"a socket":                     {"postgres://the-user:secret@/dns?host=/run/postgresql", false},
	} {
		c, _, err := parse(test.connection)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checked := c.TLSConfig != nil && !c.TLSConfig.InsecureSkipVerify
		for _, f := range c.Fallbacks {
			checked = checked && f.TLSConfig != nil && !f.TLSConfig.InsecureSkipVerify
		}
		if checked != test.checked {
			t.Errorf("%s: the certificate is checked: %t", name, checked)
		}
	}
}

// keepsSecrets reports a text that has a part of the connection string in it.
func keepsSecrets(t *testing.T, text string) {
	t.Helper()
	escaped := url.UserPassword(pgserver.User, pgserver.Password).String()
	for _, secret := range []string{pgserver.User, pgserver.Password, escaped, strings.TrimPrefix(escaped, pgserver.User+":"), "postgres://"} {
		if strings.Contains(text, secret) {
			t.Errorf("%q is in: %s", secret, text)
		}
	}
}

func TestTablesAreMadeByManyAtOnce(t *testing.T) {
	t.Parallel()
	s := sharedServer(t)
	dsn := s.DSN("schema", newSchema())
	var all sync.WaitGroup
	for range 12 {
		d := opened(t, dsn, standard())
		all.Go(func() {
			if err := d.UpdateAccount(t.Context(), func(a *coordination.Account) { a.Held = append(a.Held, coordination.Hold{ID: "x", Requests: 1}) }); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if err := opened(t, dsn, standard()).UpdateAccount(t.Context(), func(a *coordination.Account) {
		if len(a.Held) != 12 {
			t.Errorf("%d are left of 12", len(a.Held))
		}
	}); err != nil {
		t.Error(err)
	}
}

func TestUserWhoMayMakeNoSchemaUsesOneThatIsThere(t *testing.T) {
	t.Parallel()
	s := sharedServer(t)
	guest := fmt.Sprintf("guest%d", schemas.Add(1))
	execute(t, s, "CREATE ROLE "+guest+" LOGIN PASSWORD 'guest'; CREATE SCHEMA of_"+guest+" AUTHORIZATION "+guest)
	as := func(schema string) *database {
		dsn := s.DSN("schema", schema)
		return opened(t, strings.Replace(dsn, url.UserPassword(pgserver.User, pgserver.Password).String(), guest+":guest", 1), standard())
	}
	if _, err := as("of_"+guest).Peek(t.Context(), "example.com"); err != nil {
		t.Errorf("in a schema of its own: %v", err)
	}
	_, err := as("strangers").Peek(t.Context(), "example.com")
	var f *Failure
	if !errors.As(err, &f) || f.Reason != Denied {
		t.Errorf("in one that is not there: %v", err)
	}
}

func TestManyZonesTakeFewConnections(t *testing.T) {
	t.Parallel()
	s := sharedServer(t)
	d := opened(t, s.DSN("schema", newSchema()), standard())
	var held []coordination.Held
	for _, domain := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		h, err := d.Lock(t.Context(), domain)
		if err != nil {
			t.Fatal(err)
		}
		held = append(held, h)
	}
	if h, err := d.TryLock(t.Context(), "i"); h != nil || err != nil {
		t.Errorf("TryLock = %v, %v with all connections taken", h, err)
	}
	got := make(chan error)
	go func() {
		h, err := d.Lock(t.Context(), "i")
		if err == nil {
			err = h.Unlock(t.Context())
		}
		got <- err
	}()
	// A budget is booked while all locks are taken.
	if err := d.UpdateAccount(t.Context(), func(*coordination.Account) {}); err != nil {
		t.Error(err)
	}
	for _, h := range held {
		if err := h.Unlock(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if err := <-got; err != nil {
		t.Error(err)
	}
}

func TestClockThatIsFarFromTheServersIsAnError(t *testing.T) {
	t.Parallel()
	s := sharedServer(t)
	dsn := s.DSN("schema", newSchema())
	for off, want := range map[time.Duration]string{time.Hour: "ahead by 1h", -time.Hour: "behind by "} {
		d := opened(t, dsn, standard())
		d.now = func() time.Time { return time.Now().Add(off) }
		_, err := d.Lock(t.Context(), "example.com")
		if f := failure(t, err); f.Reason != WrongClock || !strings.HasPrefix(f.Detail, want) {
			t.Errorf("%s: %v", off, f)
		}
	}
	second := func(n int64) time.Time { return time.Unix(n, 0) }
	for name, test := range map[string]struct {
		before, after int64
		server        string
		ok            bool
	}{
		"the same":                      {100, 100, "100000", true},
		"two seconds ahead":             {102, 102, "100000", true},
		"three seconds ahead":           {103, 103, "100000", false},
		"three seconds behind":          {97, 97, "100000", false},
		"an answer that took its time":  {91, 101, "100000", true},
		"a server that was asked early": {100, 109, "100000", true},
		"a time that is none":           {100, 100, "now", false},
	} {
		if err := checkClock(second(test.before), second(test.after), test.server); (err == nil) != test.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}
