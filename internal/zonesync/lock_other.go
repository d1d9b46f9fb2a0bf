//go:build !unix

package zonesync

// noFollow has no meaning here; the folder is private to the user.
const noFollow = 0
