package simulator

import (
	"errors"
	"os"
	"syscall"
)

// sharingViolation is ERROR_SHARING_VIOLATION, which the syscall package does not name.
const sharingViolation = syscall.Errno(32)

// tryLock opens the file for this process only, without waiting. The file
// stays when the lock is released.
func tryLock(path string) (release func(), held bool, err error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, false, err
	}
	handle, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	switch {
	case err == nil:
		return func() { _ = syscall.CloseHandle(handle) }, true, nil
	case errors.Is(err, sharingViolation):
		return nil, false, nil
	default:
		return nil, false, &os.PathError{Op: "open", Path: path, Err: err}
	}
}
