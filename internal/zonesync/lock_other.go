//go:build !unix

package zonesync

import "os"

// noFollow has no meaning here; the folder is private to the user.
const noFollow = 0

// own is left to the folder's access list here.
func own(os.FileInfo) bool { return true }
