package provider_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"os/exec"
	"runtime"
	"syscall"
	"testing"
)

// network is a network namespace: what is started in it reaches the addresses that
// were opened for it, and nothing else.
type network struct{ work chan func() }

// newNetwork makes a namespace in which these addresses of 127.0.0.1 lead to the same
// ones of this process's network. Only root may.
func newNetwork(t testing.TB, addresses ...string) (*network, error) {
	t.Helper()
	n, made := &network{work: make(chan func())}, make(chan error)
	go func() {
		runtime.LockOSThread() // The thread, which has another network now, ends with this goroutine.
		err := syscall.Unshare(syscall.CLONE_NEWNET)
		if err == nil {
			if out, failed := exec.CommandContext(t.Context(), "ip", "link", "set", "lo", "up").CombinedOutput(); failed != nil {
				err = fmt.Errorf("%w: %s", failed, out)
			}
		}
		made <- err
		for work := range n.work {
			work()
		}
	}()
	t.Cleanup(func() { close(n.work) })
	if err := <-made; err != nil {
		return nil, err
	}
	for _, address := range addresses {
		if err := n.open(t, address); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// do runs something that belongs into the namespace: a process that is started, a
// listener that is opened.
func (n *network) do(work func() error) (err error) {
	done := make(chan struct{})
	n.work <- func() {
		defer close(done)
		err = work()
	}
	<-done
	return err
}

// open lets an address of the namespace lead to that of this process's network.
func (n *network) open(t testing.TB, address string) error {
	t.Helper()
	var inside net.Listener
	err := n.do(func() (err error) {
		inside, err = (&net.ListenConfig{}).Listen(t.Context(), "tcp", address)
		return err
	})
	if err != nil {
		return err
	}
	t.Cleanup(func() { _ = inside.Close() })
	go func() {
		for {
			from, err := inside.Accept()
			if err != nil {
				return
			}
			to, err := (&net.Dialer{}).DialContext(context.Background(), "tcp", address)
			if err != nil {
				_ = from.Close()
				continue
			}
			go pass(from, to)
			go pass(to, from)
		}
	}()
	return nil
}

// pass hands bytes on until one of the two ends.
func pass(from, to net.Conn) {
	_, _ = io.Copy(to, from)
	_, _ = to.Close(), from.Close()
}
