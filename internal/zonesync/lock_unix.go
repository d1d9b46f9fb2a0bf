//go:build unix

package zonesync

import (
	"os"
	"syscall"
)

// noFollow refuses a lock file that is a link.
const noFollow = syscall.O_NOFOLLOW

// own tells whether a file is this user's. The superuser may use any, as a
// provider under sudo does with the folder of who called it.
func own(info os.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return !ok || os.Geteuid() == 0 || int(stat.Uid) == os.Geteuid()
}
