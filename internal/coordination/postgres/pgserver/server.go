//go:build unix

package pgserver

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// What a connection string of a Server has in it.
const (
	User     = "the-user"
	Password = "the password/of @ all"
	Database = "postgres"
)

// Server is a PostgreSQL server of its own.
type Server struct {
	// Dir is the directory of the server. Its user is the owner.
	Dir string
	// Port is that of 127.0.0.1.
	Port int

	bin     string
	as      *syscall.SysProcAttr
	running *exec.Cmd
	exited  chan struct{}
}

// errNone says why there is no server.
var errNone = errors.New("PostgreSQL is not installed (Debian: apt-get install postgresql)")

// New makes a server and starts it.
func New() (*Server, error) {
	bin, err := findServer()
	if err != nil {
		return nil, err
	}
	s := &Server{bin: bin, as: &syscall.SysProcAttr{}}
	if s.Dir, err = os.MkdirTemp("", "postgres-"); err != nil {
		return nil, err
	}
	if os.Getuid() == 0 { // The server refuses to run as root.
		if err := s.become("postgres", "nobody"); err != nil {
			return nil, err
		}
	}
	secret := filepath.Join(s.Dir, "password")
	if err := errors.Join(os.WriteFile(secret, []byte(Password), 0o600), s.Chown(secret)); err != nil {
		return nil, err
	}
	initdb := s.command("initdb", "-D", s.data(), "-U", User, "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8", "--locale", "C", "--no-sync")
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	if s.Port, err = FreePort(); err != nil {
		return nil, err
	}
	return s, s.Start()
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
func (s *Server) become(names ...string) error {
	for _, name := range names {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.ParseUint(u.Uid, 10, 32)
		if err != nil {
			return err
		}
		gid, err := strconv.ParseUint(u.Gid, 10, 32)
		if err != nil {
			return err
		}
		s.as.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		return s.Chown(s.Dir)
	}
	return fmt.Errorf("%w: and there is no user to run it as", errNone)
}

func (s *Server) data() string { return filepath.Join(s.Dir, "data") }

func (s *Server) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(filepath.Join(s.bin, name), args...) //nolint:gosec,noctx // The server that is installed here, until it is ended.
	c.Dir, c.SysProcAttr = s.Dir, s.as
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C"}
	return c
}

// FreePort returns a port of 127.0.0.1 at which nobody listens.
func FreePort() (int, error) {
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	at, err := netip.ParseAddrPort(l.Addr().String())
	return int(at.Port()), err
}

// Start starts the server and waits for it. Processes of one that was killed may
// keep it from starting for a moment.
func (s *Server) Start(settings ...string) error {
	args := []string{"-D", s.data(), "-p", strconv.Itoa(s.Port), "-k", s.Dir, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "shared_buffers=16MB", "-c", "max_connections=60"}
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
func (s *Server) ready() bool {
	for {
		c, err := pgconn.Connect(context.Background(), s.DSN())
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

// End ends the server by a signal.
func (s *Server) End(signal os.Signal) {
	_ = s.running.Process.Signal(signal)
	<-s.exited
}

// Kill ends the server and the processes of its connections, which outlive it for a
// moment, by SIGKILL.
func (s *Server) Kill() error {
	rows, err := s.Query(context.Background(), "SELECT pid FROM pg_stat_activity")
	if err != nil {
		return err
	}
	s.End(syscall.SIGKILL)
	for _, row := range rows {
		pid, err := strconv.Atoi(row[0])
		if err != nil {
			return err
		}
		_ = syscall.Kill(pid, syscall.SIGKILL) // It may have ended.
	}
	return nil
}

// Remove ends the server and removes its directory.
func (s *Server) Remove() {
	s.End(syscall.SIGQUIT)
	_ = os.RemoveAll(s.Dir)
}

// DSN is the connection string, with parameters in pairs.
func (s *Server) DSN(parameters ...string) string { return DSN(s.Port, parameters...) }

// DSN is the connection string of a Server behind another port.
func DSN(port int, parameters ...string) string {
	values := url.Values{"sslmode": {"disable"}}
	for i := 0; i < len(parameters); i += 2 {
		values.Set(parameters[i], parameters[i+1])
	}
	u := url.URL{
		Scheme: "postgres", User: url.UserPassword(User, Password), Host: net.JoinHostPort("127.0.0.1", strconv.Itoa(port)),
		Path: Database, RawQuery: values.Encode(),
	}
	return u.String()
}

// Query performs statements as somebody else, and returns the rows of the last one.
func (s *Server) Query(ctx context.Context, sql string) (rows [][]string, err error) {
	c, err := pgconn.Connect(ctx, s.DSN())
	if err != nil {
		return nil, err
	}
	results, err := c.Exec(ctx, sql).ReadAll()
	if err == nil {
		for _, values := range results[len(results)-1].Rows {
			row := make([]string, len(values))
			for i, v := range values {
				row[i] = string(v)
			}
			rows = append(rows, row)
		}
	}
	return rows, errors.Join(err, c.Close(ctx))
}

// Chown gives a file to the user of the server.
func (s *Server) Chown(path string) error {
	if s.as.Credential == nil {
		return nil
	}
	return os.Chown(path, int(s.as.Credential.Uid), int(s.as.Credential.Gid))
}

// Usable skips a test without a server, and fails it if one does not start.
func Usable(t testing.TB, s *Server, err error) *Server {
	t.Helper()
	if errors.Is(err, errNone) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}
