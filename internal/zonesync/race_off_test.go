//go:build !race

package zonesync

const raceDetector = false
