//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package simulator

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes an exclusive lock without waiting. The file stays when the lock
// is released: removing it would let two owners have two files of one name.
func tryLock(path string) (release func(), held bool, err error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, false, err
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		// Closing gives the lock back.
		return func() { _ = file.Close() }, true, nil
	}
	_ = file.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) || errors.Is(err, syscall.EINTR) {
		return nil, false, nil
	}
	return nil, false, err
}
