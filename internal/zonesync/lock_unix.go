//go:build unix

package zonesync

import "syscall"

// noFollow refuses a lock file that is a link.
const noFollow = syscall.O_NOFOLLOW
