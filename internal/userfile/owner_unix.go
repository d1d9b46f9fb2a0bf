//go:build unix

package userfile

import (
	"io/fs"
	"os"
	"syscall"
)

// NoFollow is the flag that refuses to open a file that is a link.
const NoFollow = syscall.O_NOFOLLOW

// noWait does not wait for the other end of a pipe.
const noWait = syscall.O_NONBLOCK

// Own reports whether a file is this user's. The superuser may use any, as a
// provider under sudo does with the directory of who called it.
func Own(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && (os.Geteuid() == 0 || int(stat.Uid) == os.Geteuid())
}

// Open reports whether the group or everybody may write there.
func Open(info fs.FileInfo) (group, everybody bool) {
	return info.Mode().Perm()&0o020 != 0, info.Mode().Perm()&0o002 != 0
}
