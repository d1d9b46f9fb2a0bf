//go:build !unix

package valuedomain

import "io/fs"

// noFollow has no twin here; the folder belongs to one user by its place.
const noFollow = 0

// isOwn can't be told from a file's mode here.
func isOwn(fs.FileInfo) bool { return true }
