//go:build unix

package postgres

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

const (
	testUser     = "the-user"
	testPassword = "the password/of @ all"
	testDatabase = "postgres"
)

// server is a PostgreSQL server of its own.
type server struct {
	bin, dir string
	port     int
	as       *syscall.SysProcAttr
	running  *exec.Cmd
	exited   chan struct{}
}

// shared is one server for all tests that leave it as it is.
var shared = sync.OnceValues(newServer)

func TestMain(m *testing.M) {
	if dsn := os.Getenv(holderEnv); dsn != "" {
		hold(dsn)
		return
	}
	code := m.Run()
	if s, err := shared(); err == nil {
		s.remove()
	}
	os.Exit(code)
}

// errNone says why there is no server.
var errNone = errors.New("PostgreSQL is not installed (Debian: apt-get install postgresql)")

// newServer makes a server and starts it.
func newServer() (*server, error) {
	bin, err := findServer()
	if err != nil {
		return nil, err
	}
	s := &server{bin: bin, as: &syscall.SysProcAttr{}}
	if s.dir, err = os.MkdirTemp("", "postgres-"); err != nil {
		return nil, err
	}
	if os.Getuid() == 0 { // The server refuses to run as root.
		if err := s.become("postgres", "nobody"); err != nil {
			return nil, err
		}
	}
	secret := filepath.Join(s.dir, "password")
	if err := os.WriteFile(secret, []byte(testPassword), 0o644); err != nil {
		return nil, err
	}
	initdb := s.command("initdb", "-D", s.data(), "-U", testUser, "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8", "--locale", "C", "--no-sync")
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	if s.port, err = freePort(); err != nil {
		return nil, err
	}
	return s, s.start()
}

// findServer returns the directory of the newest server.
func findServer() (string, error) {
	all, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	slices.SortFunc(all, func(a, b string) int { return version(b) - version(a) })
	if path, err := exec.LookPath("initdb"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			all = append(all, path)
		}
	}
	for _, path := range all {
		if _, err := os.Stat(filepath.Join(filepath.Dir(path), "postgres")); err == nil {
			return filepath.Dir(path), nil
		}
	}
	return "", errNone
}

func version(path string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path))))
	return n
}

// become makes the server run as the first of the users that is there.
func (s *server) become(names ...string) error {
	for _, name := range names {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		s.as.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		return os.Chown(s.dir, uid, gid)
	}
	return fmt.Errorf("%w: and there is no user to run it as", errNone)
}

func (s *server) data() string { return filepath.Join(s.dir, "data") }

func (s *server) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(filepath.Join(s.bin, name), args...)
	c.Dir, c.SysProcAttr = s.dir, s.as
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C"}
	return c
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// start starts the server and waits for it. Processes of one that was killed may
// keep it from starting for a moment.
func (s *server) start(settings ...string) error {
	args := []string{"-D", s.data(), "-p", strconv.Itoa(s.port), "-k", s.dir, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "shared_buffers=16MB", "-c", "max_connections=60"}
	for _, setting := range settings {
		args = append(args, "-c", setting)
	}
	for range 300 {
		s.running, s.exited = s.command("postgres", args...), make(chan struct{})
		if err := s.running.Start(); err != nil {
			return err
		}
		go func(c *exec.Cmd, exited chan struct{}) {
			_ = c.Wait()
			close(exited)
		}(s.running, s.exited)
		if s.ready() {
			return nil
		}
	}
	return errors.New("the server does not start")
}

// ready waits until the server serves, or has ended.
func (s *server) ready() bool {
	for {
		c, err := pgconn.Connect(context.Background(), s.dsn())
		if err == nil {
			return c.Close(context.Background()) == nil
		}
		select {
		case <-s.exited:
			return false
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// end ends the server by a signal.
func (s *server) end(signal os.Signal) {
	_ = s.running.Process.Signal(signal)
	<-s.exited
}

func (s *server) remove() {
	s.end(syscall.SIGQUIT)
	_ = os.RemoveAll(s.dir)
}

// dsn is the connection string, with parameters in pairs.
func (s *server) dsn(parameters ...string) string { return dsnAt(s.port, parameters...) }

func dsnAt(port int, parameters ...string) string {
	values := url.Values{"sslmode": {"disable"}}
	for i := 0; i < len(parameters); i += 2 {
		values.Set(parameters[i], parameters[i+1])
	}
	u := url.URL{
		Scheme: "postgres", User: url.UserPassword(testUser, testPassword), Host: net.JoinHostPort("127.0.0.1", strconv.Itoa(port)),
		Path: testDatabase, RawQuery: values.Encode(),
	}
	return u.String()
}

// sharedServer returns the one server.
func sharedServer(t *testing.T) *server {
	t.Helper()
	s, err := shared()
	return usable(t, s, err)
}

// ownServer returns a server that a test may kill.
func ownServer(t *testing.T) *server {
	t.Helper()
	s, err := newServer()
	s = usable(t, s, err)
	t.Cleanup(s.remove)
	return s
}

func usable(t *testing.T, s *server, err error) *server {
	t.Helper()
	if errors.Is(err, errNone) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var schemas atomic.Int64

// newSchema names a schema that is not there yet.
func newSchema() string { return fmt.Sprintf("test-\"%d", schemas.Add(1)) }

// opened returns the database of a connection string, as one more process.
func opened(t *testing.T, dsn string, l limits) *database {
	t.Helper()
	d, err := open(dsn, "account", l)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.close)
	return d
}

// close ends the connections that nobody uses.
func (d *database) close() {
	for c := d.pop(); c != nil; c = d.pop() {
		discard(c)
	}
}

// execute performs statements as somebody else.
func (s *server) execute(t *testing.T, sql string) {
	t.Helper()
	c, err := pgconn.Connect(t.Context(), s.dsn())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(context.Background())
	if _, err := c.Exec(t.Context(), sql).ReadAll(); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// failure returns the Failure of an error, which has to be a coordination.Error
// without secrets.
func failure(t *testing.T, err error) *Failure {
	t.Helper()
	var shared *coordination.Error
	var f *Failure
	if !errors.As(err, &shared) || !errors.As(err, &f) {
		t.Fatalf("got %v, want a Failure in a coordination.Error", err)
	}
	keepsSecrets(t, fmt.Sprintf("%v %+v %#v %+v %s", err, err, f, *shared, shared.Where))
	return f
}
