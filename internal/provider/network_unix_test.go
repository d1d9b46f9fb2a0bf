//go:build unix

package provider_test

import (
	"bytes"
	"errors"
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// TestAMachineReachesItsAddressesAndNothingElse: what another process of this system
// serves is not there, and what is outside fails at once.
func TestAMachineReachesItsAddressesAndNothingElse(t *testing.T) {
	t.Parallel()
	opened, closed := serving(t), serving(t)
	c := newMachine(t, newWorld(t, webZone, simulator.Options{}), "")
	c.separate(opened)
	if c.within == nil {
		t.Skip("the machine has no network of its own here")
	}
	for address, want := range map[string]error{
		opened:               nil,
		closed:               syscall.ECONNREFUSED,
		"192.0.2.1:443":      syscall.ENETUNREACH,
		"169.254.169.254:80": syscall.ENETUNREACH,
		"[2001:db8::1]:443":  syscall.ENETUNREACH,
	} {
		err := c.within(func() error { // An address that is a number is connected to by the thread of the caller.
			conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
			if err != nil {
				return err
			}
			return conn.Close()
		})
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", address, err, want)
		}
	}
	mine, err := os.Readlink("/proc/thread-self/ns/net") // The first thread may be the one of the machine.
	if err != nil {
		t.Fatal(err)
	}
	var theirs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), "readlink", "/proc/self/ns/net")
	cmd.Stdout = &theirs
	if err := errors.Join(c.start(cmd), cmd.Wait()); err != nil {
		t.Fatal(err)
	}
	if in := strings.TrimSpace(theirs.String()); in == "" || in == mine {
		t.Errorf("a process that is started is in %q, this one in %q", in, mine)
	}
}

// serving returns an address of this system at which somebody listens.
func serving(t *testing.T) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_ = c.Close()
		}
	}()
	return l.Addr().String()
}
