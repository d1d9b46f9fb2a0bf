//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package simulator

import "errors"

// tryLock fails: without a lock two processes could lose each other's writes.
func tryLock(string) (release func(), held bool, err error) {
	return nil, false, errors.New("state files are not supported on this system")
}
