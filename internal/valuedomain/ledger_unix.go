//go:build unix

package valuedomain

import (
	"io/fs"
	"os"
	"syscall"
)

// noFollow refuses to open a file that is a link.
const noFollow = syscall.O_NOFOLLOW

// isOwn tells whether a file belongs to the user of this process.
func isOwn(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Geteuid()
}
