//go:build !unix

package userfile

import "io/fs"

// NoFollow has no counterpart here.
const NoFollow = 0

const noWait = 0

// Own can't know here.
func Own(fs.FileInfo) bool { return true }

// Open can't know here: the modes are made up.
func Open(fs.FileInfo) (group, everybody bool) { return false, false }
