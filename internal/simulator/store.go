package simulator

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// store keeps the state, in memory where it has no path, else in a file that is
// read again each time: another process may have written since, and no
// combination of time and size would show that for sure.
type store struct {
	mu     sync.Mutex
	path   string
	memory *state
}

// lockPatience is how long a process waits for another one; each has the lock
// for the time of reading and writing one small file.
const (
	lockPatience = 10 * time.Second
	lockPause    = time.Millisecond
)

func newStore(path string) (*store, error) {
	if path == "" {
		return &store{memory: startState()}, nil
	}
	// A relative path must not follow a later change of the working directory,
	// and a link must not be replaced by the file.
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("state file %s: %w", path, err)
	}
	if target, err := filepath.EvalSymlinks(absolute); err == nil {
		absolute = target
	}
	s := &store{path: absolute}
	err = s.locked(func() error {
		if _, err := os.Stat(s.path); !errors.Is(err, fs.ErrNotExist) {
			_, err := s.read()
			return err
		}
		return s.write(startFile())
	})
	return s, err
}

// view calls f with the state, which f must not change or keep.
func (s *store) view(f func(*state) error) error {
	return s.locked(func() error {
		st, err := s.read()
		if err != nil {
			return err
		}
		return f(st)
	})
}

// update calls f with the state and keeps what f changed; f changes nothing where it gives an error.
func (s *store) update(f func(*state) error) error {
	return s.locked(func() error {
		st, err := s.read()
		if err != nil {
			return err
		}
		if err := f(st); err != nil {
			return err
		}
		return s.write(st)
	})
}

// locked keeps out the other goroutines, and with a file the other processes.
func (s *store) locked(f func() error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.path == "" {
		return f()
	}
	release, err := waitLock(s.path+".lock", lockPatience)
	if err != nil {
		return fmt.Errorf("lock state file %s: %w", s.path, err)
	}
	defer release()
	return f()
}

// waitLock tries until it has the lock. The system gives it back when its
// owner dies, so there is no stale lock to break.
func waitLock(path string, patience time.Duration) (release func(), err error) {
	for end := time.Now().Add(patience); ; time.Sleep(lockPause) {
		release, held, err := tryLock(path)
		if err != nil {
			return nil, err
		}
		if held {
			return release, nil
		}
		if time.Now().After(end) {
			return nil, fmt.Errorf("another process has used %s for %s", path, patience)
		}
	}
}

func (s *store) read() (*state, error) {
	if s.path == "" {
		return s.memory, nil
	}
	data, err := os.ReadFile(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read state file %s: it has gone since the start", s.path)
	}
	if err != nil {
		return nil, fmt.Errorf("read state file: %w", err)
	}
	st, err := decodeState(data)
	if err != nil {
		return nil, fmt.Errorf("read state file %s: not a state of this simulator, fix or remove it: %w", s.path, err)
	}
	return st, nil
}

// write replaces the file in one step, so that a reader, or a process killed
// in the middle, leaves the old state or the new one. The name of the temporary
// file is fixed, so that what a killed process left does not pile up; the lock
// keeps it to one writer, and O_EXCL from following a link put there.
func (s *store) write(st *state) error {
	if s.path == "" {
		return nil
	}
	data, err := encodeState(st)
	if err != nil {
		return fmt.Errorf("encode state: %w", err)
	}
	name := s.path + ".tmp"
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write state file: %w", err)
	}
	temp, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("write state file: %w", err)
	}
	_, err = temp.Write(data)
	err = errors.Join(err, temp.Close())
	if err == nil {
		err = os.Rename(name, s.path)
	}
	if err != nil {
		return fmt.Errorf("write state file: %w", errors.Join(err, os.Remove(name)))
	}
	return nil
}
